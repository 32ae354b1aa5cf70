"""`python -m tests.benchmarks.search SITE [FILE]`: types queries into the search box of a built site, prints what it costs.

In: the folder of a built site and a table of queries (default: tests/published/queries.yml). Out: a table on standard
output: bytes for opening and for a query, milliseconds from the last key to the first results, the size of the index. Every
query is typed letter by letter into a page of a fresh browser profile, with all that is asked on the way, and then once more
in the same page. Bytes are those of the bodies as they lie on the disk; a host that compresses sends less. Leaves to
others: what is found (tests/published).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from tests.published.conftest import CHROMIUM, served
from tests.published.conftest import chromium as chromium_path

HERE = Path(__file__).parent
QUERIES = HERE.parent / "published" / "queries.yml"
BETWEEN_KEYS = 90  # milliseconds; a quick typist
WHILE = 400  # milliseconds until nothing more is to come
OF_A_QUERY = re.compile(r"/search/(words|pages|cards|filters|sorts)/")
# When the field changed last, and when the list did for the first time after that; what comes at once belongs to an older
# key.
CLOCK = """() => {
  const field = document.querySelector("#ck-query"), list = document.querySelector(".ck-search__results");
  window.lastKey = 0; window.shown = 0;
  field.addEventListener("input", () => { window.lastKey = performance.now(); window.shown = 0; });
  const look = () => { if (performance.now() > window.lastKey + 30) window.shown ||= performance.now(); };
  new MutationObserver(look).observe(list, { childList: true });
}"""


@dataclass
class Cost:
    """What one query cost: bytes before it and for it, milliseconds at first and when typed again."""

    query: str
    opening: int = 0
    asking: int = 0
    first: float = 0.0
    again: float = 0.0
    files: dict[str, int] = field(default_factory=dict)


def _typed(page: Page, query: str) -> float:
    page.locator("#ck-query").fill("")
    page.wait_for_timeout(WHILE)
    page.keyboard.type(query, delay=BETWEEN_KEYS)
    page.wait_for_function("window.shown > window.lastKey && window.lastKey > 0", polling=10)
    return page.evaluate("window.shown - window.lastKey")


def cost_of(browser: Browser, url: str, query: str) -> Cost:
    """Opens the box on the home page and types a query."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    page = context.new_page()
    cost = Cost(query)

    def count(response) -> None:
        if response.url.startswith("http"):
            cost.files[response.url] = len(response.body())

    page.goto(url)
    page.wait_for_timeout(300)
    page.on("response", count)
    page.keyboard.press("/")
    page.wait_for_timeout(WHILE)
    page.evaluate(CLOCK)
    cost.first = _typed(page, query)
    page.wait_for_timeout(WHILE)
    cost.opening = sum(size for address, size in cost.files.items() if not OF_A_QUERY.search(address))
    cost.asking = sum(size for address, size in cost.files.items() if OF_A_QUERY.search(address))
    cost.again = _typed(page, query)
    context.close()
    return cost


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM)
        yield browser
        browser.close()


def table(costs: list[Cost], site: Path) -> str:
    """The sums as text: least, median, 95th of a hundred, most."""
    lines = [f"{'':34}{'median':>10}{'95 %':>10}{'most':>10}  at most for"]
    rows = [
        ("opening, KB", [one.opening / 1000 for one in costs]),
        ("a query, KB", [one.asking / 1000 for one in costs]),
        ("last key to results, ms", [one.first for one in costs]),
        ("the same, typed again, ms", [one.again for one in costs]),
    ]
    for name, values in rows:
        worst = costs[values.index(max(values))].query
        late = quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
        lines.append(f"{name:34}{median(values):10.1f}{late:10.1f}{max(values):10.1f}  {worst}")
    index = sum(path.stat().st_size for path in (site / "search").rglob("*") if path.is_file())
    pages = sum(1 for _ in (site / "search" / "pages").iterdir())
    lines.append(f"index: {index / 1000:,.0f} KB for {pages:,} pages, {index / pages:,.0f} bytes a page")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.search", description="Measure what searching costs.")
    parser.add_argument("site", type=Path)
    parser.add_argument("queries", type=Path, nargs="?", default=QUERIES)
    parser.add_argument("--every", type=int, default=1, help="only every so-manieth query")
    parser.add_argument("--each", action="store_true", help="one line for each query too")
    given = parser.parse_args()
    queries = yaml.safe_load(given.queries.read_text("utf-8"))
    server, url = served(given.site)
    with _browser() as browser:
        costs = [cost_of(browser, url, one["query"]) for one in queries[:: given.every]]
    server.shutdown()
    for one in costs if given.each else ():
        print(f"{one.asking / 1000:8.1f} KB {one.first:7.0f} ms {one.again:7.0f} ms  {one.query}")
    print(table(costs, given.site))


if __name__ == "__main__":
    main()
