"""Finding things: the table of queries, the box of the header, the search page, and what it all transfers."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

HERE = Path(__file__).parent
QUERIES = yaml.safe_load((HERE / "queries.yml").read_text("utf-8"))
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
SEARCH = "tim-kiem/"
LIMIT = 150_000
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


def results(page: Page):
    return page.locator("[data-part=results] a")


def number_found(page: Page) -> int:
    state = page.locator("[data-part=state]")
    expect(state).to_have_text(re.compile(r"\d"))
    return int(re.search(r"\d+", state.inner_text())[0])


def axe(page: Page, within: str) -> list[str]:
    """What axe-core finds fault with inside an element."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("(within) => axe.run(within)", within)
    return [f"{one['id']}: {node['target']}" for one in found["violations"] for node in one["nodes"]]


def test_each_query_finds_its_record_among_the_first_three(page: Page, real_url: str) -> None:
    assert len(QUERIES) >= 60
    page.goto(real_url)
    answers = page.evaluate(FIRST_THREE, [real_url, [one["query"] for one in QUERIES]])
    missed = [
        f"{one['query']!r} ({one['of']}): {one['path']} is not among {first}"
        for one, first in zip(QUERIES, answers, strict=True)
        if one["path"] not in first
    ]
    assert not missed, "\n".join([f"{len(missed)} of {len(QUERIES)}", *missed])


def test_every_record_of_the_table_is_on_the_site(real_site: Path) -> None:
    gone = [one["path"] for one in QUERIES if not (real_site / one["path"] / "index.html").exists()]
    assert not gone


@pytest.mark.parametrize("query", ["57 nq tw", "nghị quyết 57", "nuoc sach ha tu", "giai phong mat bang quoc lo 5"])
def test_opening_search_and_one_query_transfer_little(page: Page, real_url: str, query: str) -> None:
    opened: dict[str, int] = {}
    asked: dict[str, int] = {}

    def count(response) -> None:
        # What a query needs comes from these two folders; all else belongs to opening, whenever it arrives.
        into = asked if re.search(r"/pagefind/(index|fragment|filter)/", response.url) else opened
        into[response.url] = len(response.body())

    page.goto(real_url, wait_until="networkidle")
    page.on("response", count)
    page.locator(".ck-search-button").click()
    page.locator("#ck-query").fill(query)
    expect(page.locator(".ck-search__results a").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert any("wasm" in url for url in opened) and any("/index/" in url for url in asked)
    assert sum(opened.values()) < LIMIT, opened
    assert sum(asked.values()) < LIMIT, sum(asked.values())


def test_the_box_by_keyboard(page: Page, real_url: str) -> None:
    page.goto(real_url + "gioi-thieu/", wait_until="networkidle")
    button = page.locator(".ck-search-button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#ck-query")).to_be_focused()
    page.keyboard.type("duong sat")
    expect(page.locator(".ck-search__state")).to_have_text(re.compile(r"\d"))
    assert page.locator(".ck-search__state").get_attribute("role") == "status"
    links = page.locator(".ck-search__results a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#ck-query")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.ck-search")).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Control+k")
    href = links.first.evaluate("(link) => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(href)


def test_a_result_says_what_it_is_and_leads_to_the_measure(page: Page, real_url: str) -> None:
    page.goto(real_url, wait_until="networkidle")
    page.keyboard.press("/")
    page.locator("#ck-query").fill("điều dưỡng quảng ninh 2026")
    result = page.locator('.ck-search__results a[href*="quang-ninh-2026/chi-tieu/14/"]')
    expect(result.locator(".ck-kind")).to_have_text("Chỉ tiêu 14 · Quảng Ninh 2026 · Tỉnh Quảng Ninh")
    expect(result.locator(".ck-search__figure")).to_contain_text("27")
    expect(result.locator("mark").first).to_be_visible()
    anchor = result.get_attribute("href").partition("#")[2]
    result.click()
    page.wait_for_url("**/quang-ninh-2026/chi-tieu/14/#do-*")
    expect(page.locator(f"#{anchor}")).to_contain_text("điều dưỡng")


def test_the_box_after_a_change_of_page_leads_to_the_search_page(page: Page, real_url: str) -> None:
    page.goto(real_url, wait_until="networkidle")
    page.locator('.ck-main a[href$="van-ban/kien-an-2026/"]').first.click()
    page.wait_for_url("**/van-ban/kien-an-2026/")
    page.keyboard.press("/")
    page.locator("#ck-query").fill("mam non")
    page.locator(".ck-search__more").click()
    page.wait_for_url("**/tim-kiem/?q=mam%20non")
    expect(page.locator("#ck-find-query")).to_have_value("mam non")
    expect(results(page).first).to_be_visible()


def test_without_a_query_everything_can_be_browsed(page: Page, real_url: str) -> None:
    page.goto(real_url + SEARCH)
    everything = number_found(page)
    kinds = page.locator("#ck-find-kind option")
    expect(kinds.nth(1)).to_be_attached()
    counts = [int(re.search(r"\((\d+)\)$", words)[1]) for words in kinds.all_inner_texts()[1:]]
    assert 600 < sum(counts) <= everything
    assert results(page).count() == 20
    page.locator("[data-part=more]").click()
    expect(results(page)).to_have_count(40)
    expect(results(page).nth(20)).to_be_focused()


def test_each_filter_leaves_as_many_as_it_says(page: Page, real_url: str) -> None:
    page.goto(real_url + SEARCH)
    number_found(page)
    for name in ("kind", "document", "place", "field", "agency", "status", "year", "funding"):
        select = page.locator(f"#ck-find-{name}")
        expect(select.locator("option").nth(1)).to_be_attached()
        promised = int(re.search(r"\((\d+)\)$", select.locator("option").nth(1).inner_text())[1])
        select.select_option(index=1)
        expect(page.locator("[data-part=state]")).to_have_text(re.compile(rf"^{promised} "))
        page.locator("[data-part=clear]").click()
        expect(page.locator("[data-part=clear]")).to_be_hidden()


def test_agency_filter_holds_partners_too(page: Page, real_url: str) -> None:
    page.goto(real_url + SEARCH)
    number_found(page)
    page.locator("#ck-find-agency").select_option("Các cơ quan liên quan (tỉnh Quảng Ninh)")
    expect(results(page).first).to_be_visible()
    page.wait_for_function("location.search.includes('co-quan=')")
    expect(page.locator("[data-part=clear]")).to_be_visible()
    link = results(page).first.get_attribute("href")
    page.goto(real_url.rstrip("/") + link)
    expect(page.locator(".ck-main")).to_contain_text("Các cơ quan liên quan (tỉnh Quảng Ninh)")


def test_the_address_holds_and_restores_everything(page: Page, real_url: str) -> None:
    page.goto(real_url + SEARCH)
    number_found(page)
    page.locator("#ck-find-query").fill("bao hiem")
    page.wait_for_function("location.search === '?q=bao+hiem'")
    number_found(page)
    page.locator("#ck-find-kind").select_option("Chỉ tiêu")
    page.wait_for_function("location.search.includes('loai=')")
    page.locator("#ck-find-sort").select_option("deadline")
    page.wait_for_function("location.search.includes('xep=')")
    expect(results(page).first).to_be_visible()
    assert parse_qs(urlsplit(page.url).query) == {"q": ["bao hiem"], "loai": ["Chỉ tiêu"], "xep": ["deadline"]}
    number, first = number_found(page), results(page).first.get_attribute("href")
    page.reload()
    expect(results(page).first).to_have_attribute("href", first)
    assert number_found(page) == number
    assert page.locator("#ck-find-kind").input_value() == "Chỉ tiêu"
    page.go_back()
    expect(page.locator("#ck-find-sort")).to_have_value("")
    page.go_back()
    expect(page.locator("#ck-find-kind")).to_have_value("")
    expect(page.locator("#ck-find-query")).to_have_value("bao hiem")


def test_sorting_by_deadline_and_number(page: Page, real_url: str) -> None:
    page.goto(real_url + SEARCH + "?loai=Nhiệm+vụ&xep=number")
    number_found(page)
    codes = [words.split(" · ")[0] for words in page.locator("[data-part=results] .ck-kind").all_inner_texts()]
    numbers = [[int(part) for part in words.removeprefix("Nhiệm vụ ").split(".")] for words in codes]
    assert numbers[0] == [1, 1, 1] and [1, 4, 7] in numbers and numbers == sorted(numbers)
    page.goto(real_url + SEARCH + "?loai=Nhiệm+vụ&xep=deadline")
    number_found(page)
    due = page.locator("[data-part=results] .ck-search__figure").all_inner_texts()
    years = [int(re.search(r"20\d\d", words)[0]) for words in due if re.search(r"20\d\d", words)]
    assert len(years) > 10 and years == sorted(years)


def test_nothing_found_helps(page: Page, real_url: str) -> None:
    page.goto(real_url + SEARCH + "?q=duong+sat&dia-phuong=Phường+Hà+Tu")
    help_ = page.locator("[data-part=help]")
    expect(help_).to_be_visible()
    help_.get_by_role("button", name="Phường Hà Tu").click()
    expect(results(page).first).to_contain_text("Đường sắt")
    expect(help_).to_be_hidden()
    page.locator("#ck-find-query").fill("duong sat zzqqzz")
    expect(page.locator("[data-part=state]")).to_contain_text("zzqqzz")
    expect(results(page).first).to_contain_text("Đường sắt")
    page.locator("#ck-find-query").fill("zzqqzz")
    expect(results(page)).to_have_count(0)
    expect(help_).to_be_visible()


def test_the_search_page_by_keyboard_on_a_phone(page: Page, real_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(real_url + SEARCH)
    number_found(page)
    page.locator("#ck-find-query").focus()
    page.keyboard.type("hai phong")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('q=hai+phong')")
    page.keyboard.press("Tab")
    expect(page.locator("#ck-find-kind")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("location.search.includes('loai=')")
    expect(page.locator("#ck-find-kind")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_without_javascript_the_search_page_leads_to_the_lists(browser: Browser, real_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(real_url + SEARCH)
    expect(page.locator("[data-part=form]")).to_be_hidden()
    page.locator(".ck-find").get_by_role("link", name="Nhiệm vụ", exact=True).click()
    expect(page.locator("h1")).to_have_text("Nhiệm vụ")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, real_url: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(real_url + SEARCH + "?q=bao+hiem&loai=Chỉ+tiêu", wait_until="networkidle")
    expect(results(page).first).to_be_visible()
    assert not axe(page, "main")
    page.keyboard.press("/")
    page.locator("#ck-query").fill("bao hiem")
    expect(page.locator(".ck-search__results a").first).to_be_visible()
    assert not axe(page, "dialog.ck-search")
