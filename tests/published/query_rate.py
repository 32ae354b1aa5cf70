"""`python -m tests.published.query_rate FILE URL`: how many queries of a table find their record among the first three.

In: a table like queries.yml, where `any` names the pages that are all equally right, and the address of a built site
that is being served. Out: the misses, then the rate, on standard output. Leaves to others: building and serving the site.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import yaml
from playwright.sync_api import Page, sync_playwright

from tests.published.conftest import CHROMIUM, chromium

FIRST_THREE = """async ([root, queries]) => {
  const { ask } = await import(root + "assets/javascripts/engine.js");
  const answers = [];
  for (const query of queries) {
    const found = await ask(query);
    const first = await Promise.all(found.results.slice(0, 3).map((result) => result.data()));
    answers.push(first.map((data) => data.url.slice(1)));
  }
  return answers;
}"""


def right(query: dict) -> list[str]:
    """The pages that answer a query."""
    return query.get("any") or [query["path"]]


def missed(page: Page, url: str, queries: list[dict[str, str]]) -> list[str]:
    """One line for each query whose record is not among the first three."""
    page.goto(url)
    answers = page.evaluate(FIRST_THREE, [url, [one["query"] for one in queries]])
    return [
        f"{one['query']!r} ({one.get('of', '')}): {' or '.join(right(one))} is not among {first}"
        for one, first in zip(queries, answers, strict=True)
        if not set(right(one)) & set(first)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.published.query_rate", description="Ask a table of queries.")
    parser.add_argument("file", type=Path)
    parser.add_argument("url", help="where the site is served, with a slash at the end")
    given = parser.parse_args()
    queries = yaml.safe_load(given.file.read_text("utf-8"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
        lines = missed(browser.new_page(), given.url, queries)
        browser.close()
    print("\n".join([*lines, f"{len(queries) - len(lines)} of {len(queries)} among the first three"]))


if __name__ == "__main__":
    main()
