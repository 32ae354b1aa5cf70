"""What people do on the site, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.published.test_search import axe

TARGET = "van-ban/quang-ninh-2025-2030/chi-tieu/16/"
REAL_PAGES = {
    "home": "",
    "about": "gioi-thieu/",
    "how to read": "cach-doc/",
    "method": "phuong-phap/",
    "open data": "du-lieu/",
    "document": "van-ban/quang-ninh-2025-2030/",
    "document with money": "van-ban/kien-an-2026/",
    "target": TARGET,
    "task": "van-ban/quang-ninh-2025-2030/nhiem-vu/1.4.7/",
    "project": "van-ban/kien-an-2026/du-an/truong-mam-non-nam-ha/",
    "agency": "co-quan/dang-uy-ubnd-tinh-quang-ninh/",
    "indicator": "chi-so/health-insurance-coverage/",
    "place": "dia-phuong/quang-ninh/",
    "field": "linh-vuc/society/",
    "reference": "can-cu/57-nq-tw-2024/",
    "documents": "van-ban/",
    "targets": "chi-tieu/",
    "tasks": "nhiem-vu/",
    "projects": "du-an/",
    "agencies": "co-quan/",
    "indicators": "chi-so/",
    "places": "dia-phuong/",
    "fields": "linh-vuc/",
    "references": "can-cu/",
    "not found": "404.html",
}


def search(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.locator("#ck-query").fill(query)
    expect(page.locator(".ck-search__results li").first).to_be_visible()


def test_a_phone_reaches_one_of_120_tasks_without_endless_scrolling(browser: Browser, real_url: str) -> None:
    """From the head of the document to its tasks, to a section, to a task: three touches."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(real_url + "van-ban/quang-ninh-2025-2030/")
    assert page.evaluate("document.documentElement.scrollHeight") < 25 * 800
    page.get_by_role("link", name="120 nhiệm vụ").tap()
    section = page.locator("details.ck-group", has_text="1.4 Tiếp tục hoàn thiện tổ chức bộ máy")
    expect(section.locator("summary")).to_be_in_viewport()
    task = section.locator('a[href$="/nhiem-vu/1.4.7/"]')
    expect(task).not_to_be_visible()
    section.locator("summary").tap()
    task.tap()
    page.wait_for_url("**/nhiem-vu/1.4.7/")
    context.close()


def test_what_is_folded_is_printed(page: Page, real_url: str) -> None:
    page.goto(real_url + "van-ban/quang-ninh-2025-2030/")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.ck-group:not([open])").count() == 0


def test_a_printed_total_stands_beside_our_sum(page: Page, real_url: str) -> None:
    page.goto(real_url + "van-ban/kien-an-2026/#tong-1")
    row = page.locator(".ck-facts > div", has_text="Dự kiến nguồn vốn, tổng số")
    expect(row).to_contain_text("Tổng in trong văn bản: 71.246,775\u00a0triệu đồng")
    expect(row).to_contain_text("Cộng lại: 68.246,775\u00a0triệu đồng")
    expect(row).to_contain_text("phép cộng ít hơn 3.000\u00a0triệu đồng; có 7 trong 8 dự án nêu số tiền này")


def open_groups(page: Page) -> None:
    """An agency's page folds long groups away at first."""
    closed = page.locator("details.ck-group:not([open]) > summary")
    while closed.count():
        closed.first.click()


def test_from_home_to_a_target_and_back(page: Page, real_url: str) -> None:
    page.goto(real_url)
    search(page, "bao hiem y te")
    page.locator(".ck-search__results a", has_text="Quảng Ninh 2025–2030").filter(has_text="Chỉ tiêu").first.click()
    page.wait_for_url(re.compile(re.escape(TARGET) + r"(#do-\d+)?$"))
    expect(page.locator("h1")).to_contain_text("bảo hiểm y tế")
    for name, path in (
        ("Đảng ủy Ủy ban nhân dân tỉnh Quảng Ninh", "co-quan/dang-uy-ubnd-tinh-quang-ninh/"),
        ("Tỷ lệ dân số tham gia bảo hiểm y tế", "chi-so/health-insurance-coverage/"),
        ("Quảng Ninh 2025–2030", "van-ban/quang-ninh-2025-2030/"),
    ):
        page.locator(".ck-main").get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url(f"**/{path}")
        # Instant loading changes the address first, then the page.
        page.wait_for_function("(path) => document.querySelector('link[rel=canonical]').href.endsWith(path)", arg=path)
        open_groups(page)
        page.locator(f'.ck-main a[href$="{TARGET}"]').first.click()
        page.wait_for_url(f"**/{TARGET}")


def test_the_same_without_javascript(browser: Browser, real_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(real_url)
    page.locator("summary").click()
    page.locator(".ck-menu").get_by_role("link", name="Chỉ tiêu", exact=True).click()
    page.locator(f'a[href$="{TARGET}"]').click()
    expect(page.locator("h1")).to_contain_text("bảo hiểm y tế")
    for path in (
        "co-quan/dang-uy-ubnd-tinh-quang-ninh/",
        "chi-so/health-insurance-coverage/",
        "van-ban/quang-ninh-2025-2030/",
    ):
        page.locator(f'.ck-main a[href$="{path}"]').first.click()
        assert page.url.endswith(path)
        open_groups(page)
        page.locator(f'.ck-main a[href$="{TARGET}"]').first.click()
        assert page.url.endswith(TARGET)
    context.close()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("bao hiem y te", "bảo hiểm y tế"),
        ("duong sat", "Đường sắt"),
        ("dau tu cong", "đầu tư công"),
        ("QD-UBND", "QĐ-UBND"),
        ("57 nq tw", "57-NQ/TW"),
        ("1.4.7", "Hoàn thiện vị trí việc làm"),
        ("UBND", "UBND"),
    ],
)
def test_search_finds(page: Page, real_url: str, query: str, words: str) -> None:
    """The design's list of queries: what is meant stands among the first five results."""
    page.goto(real_url)
    search(page, query)
    expect(
        page.locator(".ck-search__results li:nth-child(-n+5)").filter(has_text=re.compile(re.escape(words), re.I)).first
    ).to_be_visible()


def test_search_by_keyboard(page: Page, real_url: str) -> None:
    page.goto(real_url + TARGET)
    page.keyboard.press("Control+k")
    expect(page.locator("#ck-query")).to_be_focused()
    page.keyboard.type("duong sat")
    expect(page.locator(".ck-search__state")).to_have_text(re.compile(r"\d"))
    page.keyboard.press("ArrowDown")
    expect(page.locator(".ck-search__results a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.ck-search")).to_be_hidden()
    page.keyboard.press("/")
    page.locator("#ck-query").fill("zzqqzzqq")
    expect(page.locator(".ck-search__state")).to_contain_text("Không tìm thấy")


def test_nothing_is_loaded_for_search_before_it_is_touched(page: Page, real_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(real_url + TARGET, wait_until="networkidle")
    assert not [url for url in asked if "/search/" in url or "/engine.js" in url]


def test_the_frame_of_a_poured_page(page: Page, real_url: str) -> None:
    page.goto(real_url + TARGET)
    expect(page).to_have_title(re.compile("bảo hiểm y tế – Chỉ tiêu 16, Quảng Ninh 2025–2030"))
    assert page.locator("html").get_attribute("lang") == "vi"
    assert page.locator('link[rel="canonical"]').get_attribute("href").endswith("/" + TARGET)
    assert "Quảng Ninh 2025–2030" in page.locator('meta[name="description"]').get_attribute("content")
    edit = page.locator(".ck-edit a").get_attribute("href")
    assert edit.endswith("/edit/main/data/documents/quang-ninh-2025-2030/targets/16.yml")
    crumbs = page.locator(".ck-crumbs a").all_inner_texts()
    assert crumbs == ["Trang chủ", "Văn bản", "Quảng Ninh 2025–2030"]
    assert page.locator(".ck-sections [aria-current]").inner_text() == "Chỉ tiêu"
    for link in page.locator(".ck-contents a").all():
        anchor = link.get_attribute("href").rpartition("#")[2]
        assert page.locator(f"h2#{anchor}").count() == 1


def test_instant_loading_between_poured_pages(page: Page, real_url: str) -> None:
    page.goto(real_url + TARGET, wait_until="networkidle")
    page.evaluate("window.stillHere = true")
    page.locator('.ck-main a[href$="co-quan/dang-uy-ubnd-tinh-quang-ninh/"]').first.click()
    page.wait_for_url("**/co-quan/dang-uy-ubnd-tinh-quang-ninh/")
    expect(page.locator("h1")).to_have_text("Đảng ủy Ủy ban nhân dân tỉnh Quảng Ninh")
    assert page.evaluate("window.stillHere") is True, "the whole page was loaded anew"
    expect(page.locator(".ck-sections [aria-current]")).to_have_text("Cơ quan")
    expect(page).to_have_title(re.compile("Đảng ủy Ủy ban nhân dân tỉnh Quảng Ninh"))
    expect(page.locator("[data-copy]")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#ck-query")).to_be_focused()


def test_the_error_page_helps(page: Page, real_url: str) -> None:
    response = page.request.get(real_url + "khong-co-trang-nay/")
    assert response.status == 404
    page.goto(real_url + "404.html")
    expect(page.locator("h1")).to_be_visible()
    page.locator(".ck-main [data-open-search]").click()
    expect(page.locator("#ck-query")).to_be_focused()


@pytest.mark.parametrize("path", REAL_PAGES.values(), ids=REAL_PAGES.keys())
def test_each_page_type_fits_a_phone_and_says_nothing_in_the_console(page: Page, real_url: str, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(real_url + path, wait_until="networkidle")
    expect(page.locator("h1")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, f"{wide} px wider than the screen"


def test_the_example_plan_fits_a_phone(page: Page, example_site, example_url: str) -> None:
    """Long titles, reports, money: every poured page of the fictional plan."""
    page.set_viewport_size({"width": 360, "height": 740})
    paths = [file.parent.relative_to(example_site).as_posix() for file in sorted(example_site.rglob("index.html"))]
    assert any("bao-cao" in path for path in paths)
    for path in paths:
        page.goto(f"{example_url}{path}/")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{path} is {wide} px wider than the screen"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["target", "task", "project", "agency", "indicator"])
def test_axe_finds_nothing_on_a_record(browser: Browser, real_url: str, path: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(real_url + REAL_PAGES[path], wait_until="networkidle")
    open_groups(page)
    assert axe(page, ".ck-record") == []
    context.close()


def test_the_short_answer_of_an_agency_leads_to_its_parts(page: Page, real_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(real_url + REAL_PAGES["agency"])
    answer = page.locator(".ck-answer a")
    assert answer.all_inner_texts()[3:5] == [
        "14 việc chủ trì đến hạn trong 90 ngày tới",
        "9 việc chủ trì đã qua thời hạn, chưa có báo cáo nào được công bố tại đây",
    ]
    for link in answer.all():
        assert page.locator("#" + link.get_attribute("href").rpartition("#")[2]).count() == 1
    answer.nth(4).click()
    expect(page.locator("#qua-han")).to_be_in_viewport()


def test_a_sentence_for_the_difference_between_levels(page: Page, real_url: str) -> None:
    for path in (REAL_PAGES["indicator"], "van-ban/ha-tu-2026/chi-tieu/13/", "van-ban/quang-ninh-2026/chi-tieu/14/"):
        page.goto(real_url + path)
        words = page.locator(".ck-differences li").first.inner_text().replace("\u00a0", " ")
        assert words.startswith("Hà Tu 2026: 98 %, cao hơn mức của tỉnh 96,6 %")
        assert "Chỉ tiêu 13, Hà Tu 2026 · Chỉ tiêu 14, Quảng Ninh 2026" in words


def test_what_a_task_states_of_the_six(page: Page, real_url: str) -> None:
    page.goto(real_url + REAL_PAGES["task"])
    rows = page.locator(".ck-clarities > div").all_inner_texts()
    assert [row.split("\n")[0] for row in rows] == [
        "✓ Rõ người",
        "✓ Rõ việc",
        "✓ Rõ thời gian",
        "– Rõ kết quả",
        "✓ Rõ trách nhiệm",
        "– Rõ sản phẩm",
    ]
    assert rows[3].endswith("Nguồn không nêu.") and rows[2].endswith("tháng 6/2026")


def test_copying_the_citation(browser: Browser, real_url: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(real_url + TARGET)
    page.locator("[data-copy]").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Chỉ tiêu 16" in copied and TARGET in copied
    context.close()
