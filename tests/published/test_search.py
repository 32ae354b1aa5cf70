"""Finding things: the table of queries, the box of the header, the search page, and what it all transfers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from tests.published.query_rate import missed, right

HERE = Path(__file__).parent
QUERIES = yaml.safe_load((HERE / "queries.yml").read_text("utf-8"))
# Written by others, who had not seen how results are put in order, and run once before anything was mended by them.
OTHERS = {name: yaml.safe_load((HERE / name).read_text("utf-8")) for name in ("second_queries.yml", "third_queries.yml")}
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
SEARCH = "tim-kiem/"
FILTERS = ["kind", "document", "place", "field", "lead", "partner", "status", "year", "funding", "indicator", "reference"]
LIMIT = 150_000


def results(page: Page):
    return page.locator("[data-part=results] a")


def hrefs(page: Page) -> list[str]:
    return [one.get_attribute("href") for one in results(page).all()]


def number_found(page: Page) -> int:
    """How many results there are, once all that was asked for is shown."""
    page.wait_for_timeout(100)  # longer than the pause after a key
    expect(page.locator("[data-part=results]:not([aria-busy])")).to_be_attached()
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
    lines = missed(page, real_url, QUERIES)
    assert not lines, "\n".join([f"{len(lines)} of {len(QUERIES)}", *lines])


@pytest.mark.parametrize("name", OTHERS)
def test_of_what_others_ask_nearly_all_is_found(page: Page, real_url: str, name: str) -> None:
    lines = missed(page, real_url, OTHERS[name])
    assert len(lines) <= len(OTHERS[name]) // 50, "\n".join(lines)


def test_every_record_of_the_tables_is_on_the_site(real_site: Path) -> None:
    queries = [*QUERIES, *(one for table in OTHERS.values() for one in table)]
    gone = [path for one in queries for path in right(one) if not (real_site / path / "index.html").exists()]
    assert not gone


@pytest.mark.parametrize("query", ["57 nq tw", "nghị quyết 57", "nuoc sach ha tu", "giai phong mat bang quoc lo 5"])
def test_opening_search_and_one_query_transfer_little(page: Page, real_url: str, query: str) -> None:
    opened: dict[str, int] = {}
    asked: dict[str, int] = {}

    def count(response) -> None:
        # What a query needs comes from these folders; all else belongs to opening, whenever it arrives.
        into = asked if re.search(r"/search/(words|pages|cards|filters|sorts)/", response.url) else opened
        into[response.url] = len(response.body())

    page.goto(real_url, wait_until="networkidle")
    page.on("response", count)
    page.locator(".ck-search-button").click()
    page.keyboard.type(query, delay=90)
    expect(page.locator(".ck-search__results a").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert any("/search/index.json" in url for url in opened) and any("/search/words/" in url for url in asked)
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
    for name in FILTERS:
        select = page.locator(f"#ck-find-{name}")
        expect(select.locator("option").nth(1)).to_be_attached()
        promised = int(re.search(r"\((\d+)\)$", select.locator("option").nth(1).inner_text())[1])
        select.select_option(index=1)
        expect(page.locator("[data-part=state]")).to_have_text(re.compile(rf"^{promised} "))
        page.locator("[data-part=clear]").click()
        expect(page.locator("[data-part=clear]")).to_be_hidden()


def test_lead_and_partner_are_filters_of_their_own(page: Page, real_url: str) -> None:
    for filter_, heading in (("lead", "Cơ quan chủ trì"), ("partner", "Phối hợp")):
        page.goto(real_url + SEARCH)
        number_found(page)
        select = page.locator(f"#ck-find-{filter_}")
        expect(select.locator("option").nth(1)).to_be_attached()
        name = select.locator("option").nth(1).get_attribute("value")
        select.select_option(name)
        expect(page.locator("[data-part=clear]")).to_be_visible()
        page.goto(real_url.rstrip("/") + results(page).first.get_attribute("href"))
        expect(page.locator(".ck-facts > div").filter(has_text=heading).first).to_contain_text(name)


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
    number_found(page)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["bao hiem"], "loai": ["Chỉ tiêu"], "xep": ["deadline"]}
    number, first = number_found(page), results(page).first.get_attribute("href")
    page.reload()
    number_found(page)
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


def test_sorting_by_value_needs_an_indicator(page: Page, real_url: str, real_site: Path) -> None:
    rows = json.loads((real_site / "api" / "v1" / "targets.json").read_text("utf-8"))["records"]
    values = {
        urlsplit(row["url"]).path: measure["value"]
        for row in rows
        for measure in row["measures"]
        if measure["indicator"] == "health-insurance-coverage"
    }
    page.goto(real_url + SEARCH)
    number_found(page)
    sort = page.locator("#ck-find-sort")
    assert sort.locator("option[value=value]").is_disabled()
    page.locator("#ck-find-indicator").select_option("Tỷ lệ dân số tham gia bảo hiểm y tế")
    page.wait_for_function("location.search.includes('chi-so=')")
    for order, is_falling in (("value", False), ("-value", True)):
        sort.select_option(order)
        page.wait_for_function(f"location.search.includes('xep={order}')")
        extreme = (max if is_falling else min)(values, key=lambda path: float(values[path]))
        expect(results(page).first).to_have_attribute("href", re.compile(re.escape(extreme)))
        shown = [float(values[one.partition("#")[0]]) for one in hrefs(page) if one.partition("#")[0] in values]
        assert len(shown) > 3 and shown == sorted(shown, reverse=is_falling)
    page.locator("[data-part=clear]").click()
    expect(sort).to_have_value("")


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
    page.locator("#ck-find-query").fill("duong sat 98765,4")
    expect(page.locator("[data-part=state]")).to_contain_text("98765,4")
    page.locator("#ck-find-query").fill("zzqqzz")
    expect(results(page)).to_have_count(0)
    expect(help_).to_be_visible()
    expect(help_.get_by_role("button")).to_have_count(0)


def test_the_nearest_words_are_offered(page: Page, real_url: str) -> None:
    page.goto(real_url + SEARCH + "?q=xghiep")
    offer = page.locator("[data-part=offers]").get_by_role("button", name="nghiệp")
    expect(offer).to_be_visible()
    number = re.search(r"(\d+) kết quả", offer.inner_text())[1]
    offer.click()
    expect(page.locator("#ck-find-query")).to_have_value("nghiệp")
    expect(page.locator("[data-part=state]")).to_have_text(re.compile(rf"^{number} "))


def test_a_list_is_filtered_in_place(page: Page, real_url: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(real_url + "chi-tieu/", wait_until="networkidle")
    static = page.locator("[data-static]")
    expect(static).to_be_visible()
    assert not [url for url in loaded if "/search/" in url], "nothing is loaded before the form is touched"
    page.locator("#ck-find-query").fill("nuoc sach")
    expect(results(page).first).to_be_visible()
    expect(static).to_be_hidden()
    kinds = page.locator("[data-part=results] .ck-kind").all_inner_texts()
    assert kinds and all(words.startswith("Chỉ tiêu ") for words in kinds)
    page.wait_for_function("location.search === '?q=nuoc+sach'")
    page.locator("[data-part=narrow] summary").click()
    place = page.locator("#ck-find-place")
    expect(place.locator("option").nth(1)).to_be_attached()
    expect(page.locator("#ck-find-partner")).to_be_hidden()
    expect(page.locator("#ck-find-kind")).to_have_count(0)
    place.select_option("Phường Hà Tu")
    page.wait_for_function("location.search.includes('dia-phuong=')")
    expect(page.locator("[data-part=results] .ck-kind").last).to_contain_text("Phường Hà Tu")
    number = number_found(page)
    assert 0 < number < len(kinds)
    page.reload()
    expect(results(page)).to_have_count(number)
    expect(static).to_be_hidden()
    page.locator("[data-part=clear]").click()
    page.locator("#ck-find-query").fill("")
    expect(static).to_be_visible()
    expect(results(page)).to_have_count(0)


def test_every_list_has_its_filter(page: Page, real_url: str) -> None:
    for folder in ("nhiem-vu", "du-an", "co-quan", "chi-so", "can-cu", "van-ban", "dia-phuong", "linh-vuc"):
        page.goto(f"{real_url}{folder}/")
        count = int(page.locator(".ck-lead .ck-count").inner_text())
        page.locator("[data-part=narrow] summary").click()
        page.locator("#ck-find-sort").select_option("number")
        expect(page.locator("[data-part=state]")).to_have_text(re.compile(rf"^{count} "))


def test_the_key_is_heard_while_the_page_is_still_loading(page: Page, real_url: str) -> None:
    """A key pressed before Material's script had come was lost: ours stood behind it."""
    held: list[Route] = []
    page.route("**/bundle.*.js", lambda route: held.append(route))
    page.goto(real_url, wait_until="commit")
    page.locator(".ck-search-button").wait_for()
    page.wait_for_function("performance.getEntriesByType('resource').some((one) => one.name.endsWith('/site.js'))")
    page.wait_for_timeout(100)
    page.keyboard.press("/")
    expect(page.locator("dialog.ck-search")).to_be_visible()
    page.keyboard.type("duong sat")
    held[0].continue_()
    expect(page.locator(".ck-search__results a").first).to_contain_text("Đường sắt")


def test_the_search_page_by_keyboard_on_a_phone(page: Page, real_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(real_url + SEARCH)
    number_found(page)
    page.locator("#ck-find-query").focus()
    page.keyboard.type("hai phong")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('q=hai+phong')")
    page.keyboard.press("Tab")
    expect(page.locator("[data-part=narrow] summary")).to_be_focused()
    expect(page.locator("#ck-find-kind")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#ck-find-kind option").nth(1)).to_be_attached()
    page.keyboard.press("Tab")
    expect(page.locator("#ck-find-kind")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("location.search.includes('loai=')")
    expect(page.locator("#ck-find-kind")).to_be_focused()
    expect(page.locator("[data-part=chosen]")).to_have_text("1")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_box_on_a_phone(page: Page, real_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(real_url, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("bao hiem y te")
    expect(page.locator(".ck-search__results a").first).to_be_visible()
    assert page.locator("dialog.ck-search").evaluate("(box) => box.scrollWidth - box.clientWidth") == 0
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_without_javascript_the_search_page_leads_to_the_lists(browser: Browser, real_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(real_url + SEARCH)
    expect(page.locator("[data-part=form]")).to_be_hidden()
    page.locator(".ck-main").get_by_role("link", name="Nhiệm vụ", exact=True).click()
    expect(page.locator("h1")).to_have_text("Nhiệm vụ")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, real_url: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(real_url + SEARCH + "?q=bao+hiem&loai=Chỉ+tiêu", wait_until="networkidle")
    expect(results(page).first).to_be_visible()
    assert not axe(page, "main")
    page.goto(real_url + "nhiem-vu/?q=dau+tu")
    expect(results(page).first).to_be_visible()
    page.locator("[data-part=narrow] summary").click()
    expect(page.locator("#ck-find-lead option").nth(1)).to_be_attached()
    assert not axe(page, "main")
    page.keyboard.press("/")
    page.locator("#ck-query").fill("bao hiem")
    expect(page.locator(".ck-search__results a").first).to_be_visible()
    assert not axe(page, "dialog.ck-search")
