"""What stands above what: exact marks, the title, the record."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page


def order_of(page: Page, url: str, query: str) -> list[dict]:
    """What the engine puts first for a query: address, title and text of each page."""
    page.goto(url)
    return page.evaluate(
        """async ([root, query]) => {
          const { ask } = await import(root + "assets/javascripts/engine.js");
          const found = await ask(query);
          const first = await Promise.all(found.results.slice(0, 12).map((result) => result.data()));
          return first.map((data) => ({ url: data.url, title: data.meta.title, text: data.content }));
        }""",
        [url, query],
    )


@pytest.mark.parametrize("query", ["hộ", "hồ", "cảng", "đất"])
def test_exact_marks_stand_above_folded_ones(page: Page, real_url: str, query: str) -> None:
    found = order_of(page, real_url, query)
    has = [query in re.findall(r"\w+", f"{one['title']} {one['text']}".lower()) for one in found]
    assert has[0] and True in has and has == sorted(has, reverse=True)


def test_the_title_stands_above_the_body(page: Page, real_url: str) -> None:
    found = order_of(page, real_url, "giải phóng mặt bằng")
    has = ["giải phóng mặt bằng" in one["title"].lower() for one in found]
    assert any(has) and has == sorted(has, reverse=True)


def test_no_list_is_found_where_its_records_are(page: Page, real_url: str) -> None:
    found = order_of(page, real_url, "chỉ tiêu")
    assert found and not [one["url"] for one in found if one["url"].count("/") == 2 and one["url"] != "/cach-doc/"]
