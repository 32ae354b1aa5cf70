"""The page of warnings in a real browser: filters by agency, place and document, in place and in the address."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
PAGE = "canh-bao/"
OF_DOCUMENT = "canh-bao/van-ban/phuong-mau-2026/"


def warnings_of(site: Path) -> list[dict]:
    return json.loads((site / "api/v1/warnings.json").read_text("utf-8"))["records"]


def shown(page: Page) -> int:
    return page.locator("[data-row]:not([hidden])").count()


def test_without_javascript_every_warning_stands_by_rule(browser: Browser, example_site: Path, example_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_url + PAGE)
    rows = warnings_of(example_site)
    assert page.locator("[data-row]").count() == len(rows)
    expect(page.locator("form[data-filter-rows]")).to_be_hidden()
    for rule, number in Counter(row["rule"] for row in rows).items():
        assert page.locator(f"[data-group={rule}] [data-row]").count() == number
    context.close()


@pytest.mark.parametrize(("name", "key"), [("co-quan", "agency"), ("van-ban", "document")])
def test_every_choice_shows_what_the_data_says(
    page: Page, example_site: Path, example_url: str, name: str, key: str
) -> None:
    rows = warnings_of(example_site)
    page.goto(example_url + PAGE)
    select = page.locator(f"select[name={name}]")
    values = [one for one in select.locator("option").evaluate_all("all => all.map(one => one.value)") if one]
    assert len(values) > 2
    for value in values:
        select.select_option(value)
        expected = [row for row in rows if value in (row[key] if isinstance(row[key], list) else [row[key]])]
        assert shown(page) == len(expected) > 0
        expect(page.locator("[data-state]")).to_have_text(f"{len(expected)} trong {len(rows)} cảnh báo")
        groups = page.locator("[data-group]:not([hidden])").evaluate_all("all => all.map(one => one.dataset.group)")
        assert set(groups) == {row["rule"] for row in expected}
        for rule, number in Counter(row["rule"] for row in expected).items():
            counts = page.locator(f"[data-count-of={rule}]").all_text_contents()
            assert set(counts) == {str(number)}


def test_the_warnings_of_a_document_are_narrowed_down_by_agency(page: Page, example_site: Path, example_url: str) -> None:
    rows = [row for row in warnings_of(example_site) if row["document"] == "phuong-mau-2026"]
    page.goto(example_url + OF_DOCUMENT)
    assert page.locator("form[data-filter-rows] select").evaluate_all("all => all.map(one => one.name)") == ["co-quan"]
    assert shown(page) == len(rows)
    agency = Counter(name for row in rows for name in row["agency"]).most_common(1)[0]
    page.locator("select[name=co-quan]").select_option(agency[0])
    expect(page.locator("[data-state]")).to_have_text(f"{agency[1]} trong {len(rows)} cảnh báo")
    assert shown(page) == agency[1] < len(rows)
    assert page.url.endswith(f"{OF_DOCUMENT}?co-quan={agency[0]}")


def test_the_choice_stands_in_the_address_and_comes_back_from_it(page: Page, example_url: str) -> None:
    rows = page.locator("[data-row]:not([hidden])")
    page.goto(example_url + PAGE)
    everything = rows.count()
    page.locator("select[name=dia-phuong]").select_option("phuong-mau")
    place = rows.count()
    page.locator("select[name=van-ban]").select_option("phuong-mau-2025")
    both = rows.count()
    assert 0 < both < place < everything
    assert page.url.endswith("?dia-phuong=phuong-mau&van-ban=phuong-mau-2025")
    page.reload()
    expect(page.locator("select[name=van-ban]")).to_have_value("phuong-mau-2025")
    expect(rows).to_have_count(both)
    page.go_back()
    expect(rows).to_have_count(place)
    expect(page.locator("select[name=van-ban]")).to_have_value("")
    page.go_back()
    expect(rows).to_have_count(everything)
    expect(page.locator("select[name=dia-phuong]")).to_have_value("")


def test_a_choice_that_would_leave_nothing_cannot_be_made(page: Page, example_url: str) -> None:
    page.goto(example_url + PAGE + "?dia-phuong=tinh-mau")
    expect(page.locator("select[name=van-ban] option[value=phuong-mau-2025]")).to_be_disabled()
    expect(page.locator("select[name=van-ban] option[value=phuong-mau-2025]")).to_have_text(re.compile(r"\(0\)$"))


def test_nothing_that_fits_is_said_with_a_way_out(page: Page, example_url: str) -> None:
    page.goto(example_url + PAGE + "?co-quan=khong-co")
    expect(page.locator("[data-empty]")).to_contain_text("Không có cảnh báo nào khớp lựa chọn này.")
    assert shown(page) == 0
    page.locator("[data-empty] [data-clear]").click()
    expect(page.locator("[data-empty]")).to_be_hidden()
    expect(page.locator("select[name=co-quan]")).to_be_focused()
    assert shown(page) > 10
    assert page.url.endswith(PAGE)


def test_a_folded_group_opens_while_something_is_chosen(page: Page, example_url: str) -> None:
    page.goto(example_url + PAGE)
    quiet = page.locator("[data-group=not-named] details")
    assert quiet.get_attribute("open") is None
    page.locator("select[name=van-ban]").select_option("phuong-mau-2026")
    expect(quiet).to_have_attribute("open", "")
    page.locator("form [data-clear]").click()
    assert quiet.get_attribute("open") is None


def test_the_filters_work_by_keyboard_on_a_phone(page: Page, example_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(example_url + PAGE)
    expect(page.locator("form[data-filter-rows]")).to_be_visible()
    page.locator("select[name=co-quan]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.locator("select[name=dia-phuong]")).to_be_focused()
    expect(page.locator("form [data-clear]")).to_be_visible()
    assert re.search(r"\?co-quan=[a-z0-9-]+$", page.url)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", [PAGE, PAGE + "?dia-phuong=phuong-mau", PAGE + "?co-quan=khong-co", OF_DOCUMENT, "phuong-phap/"]
)
def test_no_rule_of_accessibility_is_broken(browser: Browser, example_url: str, path: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(example_url + path, wait_until="networkidle")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]] == []
    context.close()
