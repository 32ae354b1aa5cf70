"""No page grows without bound: how long lists are laid out over pages, and a plan above the limit."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.build import FRAME_PATHS, prepare
from generator.pages import all_pages, all_paths, commitments, split, tracing
from generator.pages.split import GROUP, MOST_ROWS, OTHERS, PAGE, Listed, cut, group_path, layout, pieces
from tests.benchmarks.invented_plan import write_plan
from tests.conftest import DOCUMENT, MINIMAL, settings_for
from tests.conftest import write_plan as small_plan

MOST = 30


def listed(*sizes: int) -> list[Listed]:
    return [Listed(f"g{n}", f"G {n}", tuple(range(size))) for n, size in enumerate(sizes)]


def test_a_short_list_stays_one_page() -> None:
    (only,) = layout("chi-tieu/", listed(2, 3), most=5)
    assert (only.path, only.depth, [len(one.rows) for one in only.groups], only.is_index) == ("chi-tieu/", "", [2, 3], False)


def test_a_long_list_is_an_index_and_a_page_for_each_group() -> None:
    parts = list(layout("chi-tieu/", listed(2, 7), most=5))
    assert [(one.path, one.depth, one.is_index) for one in parts] == [
        ("chi-tieu/", "", True),
        ("chi-tieu/nhom/g0/", GROUP, False),
        ("chi-tieu/nhom/g1/", GROUP, False),
        ("chi-tieu/nhom/g1/2/", PAGE, False),
    ]
    assert [row for part in parts if part.of_group for group in part.groups for row in group.rows] == [0, 1, *range(7)]


def test_an_index_of_very_many_groups_has_pages_too() -> None:
    parts = list(layout("van-ban/", listed(*[1] * 7), most=3))
    assert [one.path for one in parts if one.is_index] == ["van-ban/", "van-ban/trang/2/", "van-ban/trang/3/"]
    assert [len(one.groups) for one in parts if one.is_index] == [3, 3, 1]


@pytest.mark.parametrize(("rows", "pages"), [(399, 1), (400, 1), (401, 2)])
def test_the_limit_is_four_hundred_rows(rows: int, pages: int) -> None:
    assert MOST_ROWS == 400
    found = list(pieces("canh-bao/nhom/g0/", listed(rows)[0], listed(rows - 100, 100)))
    assert [sum(len(group.rows) for group in one.groups) for one in found] == [min(rows, 400), *[rows - 400] * (pages - 1)]
    shown, rest = cut(range(rows), lead="Sở Y tế")
    assert (len(shown), rest and (rest.shown, rest.number)) == (min(rows, 400), None if pages == 1 else (400, rows))
    assert len(list(layout("du-an/", listed(rows - 100, 100)))) == (1 if pages == 1 else 3)


def test_a_piece_keeps_its_rows_under_their_headings() -> None:
    first, second = pieces("canh-bao/van-ban/a/", listed(8)[0], listed(3, 5), most=4)
    assert [(group.id, len(group.rows)) for group in first.groups] == [("g0", 3), ("g1", 1)]
    assert [(group.id, group.rows) for group in second.groups] == [("g1", (1, 2, 3, 4))]
    assert (first.path, second.path, second.depth) == ("canh-bao/van-ban/a/", "canh-bao/van-ban/a/2/", PAGE)


def test_the_group_without_a_record_cannot_be_taken_for_one() -> None:
    assert not re.match(r"^[a-z0-9]", OTHERS)
    assert group_path("co-quan/", OTHERS) == "co-quan/nhom/_khac/"


def test_a_section_says_what_it_leaves_out_and_where_all_is() -> None:
    assert cut([1, 2], most=2, lead="Sở Y tế") == ([1, 2], None)
    rows, rest = cut([1, 2, 3], most=2, kind="Chỉ tiêu", lead="Sở Y tế & Dân số")
    assert (list(rows), rest.shown, rest.number) == ([1, 2], 2, 3)
    address = urlsplit(rest.path)
    assert address.path == "tim-kiem/"
    assert parse_qs(address.query) == {"loai": ["Chỉ tiêu"], "chu-tri": ["Sở Y tế & Dân số"]}
    _, rest = cut([1, 2, 3], most=2, path="nhiem-vu/nhom/a/")
    assert (rest.path, rest.is_search) == ("nhiem-vu/nhom/a/", False)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory):
    """Every page of a plan far above a limit that is set low, with its HTML; and the paths foretold."""
    folder = tmp_path_factory.mktemp("plan")
    write_plan(folder, 700, seed=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(split, "MOST_ROWS", MOST)
        for function in (split.layout, split.pieces, split.cut):
            patch.setattr(function, "__defaults__", (MOST,))
        patch.setattr(tracing, "MOST_DOCUMENTS", 3)
        prepared, problems = prepare(settings_for(folder))
        assert problems == []
        made = [(page, prepared.render.filled(page).slots["body"]) for page in all_pages(prepared.site)]
        return made, list(all_paths(prepared.site))


def test_no_list_has_more_rows_than_the_limit(pages) -> None:
    of_time = ("deadlines", "warnings", "tracing")
    lists = [(page, html) for page, html in pages[0] if "-list" in page.type or page.section in of_time]
    assert len({page.section for page, _ in lists}) == 12
    for page, html in lists:
        listed_below = html.partition("data-static")[2] or html
        assert len(re.findall('<li class="ck-item">', listed_below)) <= MOST, page.path
        for part in re.findall(r'<ul class="ck-(?:links|duties)">.*?</ul>', listed_below, re.DOTALL):
            assert part.count("<li>") <= MOST, page.path


def test_no_section_of_a_page_that_gathers_has_more(pages) -> None:
    gathering = ("document", "agency", "place", "field", "reference", "indicator")
    held = [(page, html) for page, html in pages[0] if page.type in gathering]
    cuts = 0
    for page, html in held:
        for section in re.split(r"<h2 ", html):
            assert section.count('<li class="ck-item">') <= MOST, page.path
            cuts += 'href="' + "../" * page.path.count("/") + "tim-kiem/?" in section
    assert cuts > 5


def test_every_record_is_still_on_a_list(pages) -> None:
    written = "".join(html for page, html in pages[0] if page.type.startswith("tasks-list"))
    tasks = [page.path for page, _ in pages[0] if page.type == "task"]
    assert len(tasks) > MOST
    assert not [path for path in tasks if f'/{path}"' not in written]


def test_a_long_document_leads_to_the_list_of_its_own(pages) -> None:
    made = {page.path: html for page, html in pages[0]}
    documents = [page for page, _ in pages[0] if page.type == "document" and page.context.cuts["tasks"]]
    assert documents
    for page in documents:
        rest = page.context.cuts["tasks"]
        assert rest.path == f"nhiem-vu/nhom/{page.path.split('/')[1]}/"
        assert sum(len(group.items) for group in page.context.tasks) == rest.shown == MOST
        assert f"Shown here: the first {MOST} of {rest.number}." in made[page.path]
        assert len(re.findall('<li class="ck-item">', made[rest.path])) == MOST and rest.path + "2/" in made
        tasks = made[page.path].partition('<h2 id="nhiem-vu">')[2].partition("<h2 ")[0]
        assert "ck-count" not in tasks  # of a group it is not known how much of it is shown


def test_a_target_with_very_many_tasks_leads_to_its_document(tmp_path) -> None:
    task = MINIMAL[f"{DOCUMENT}/tasks/1.1.yml"]
    files = {f"{DOCUMENT}/tasks/1.{number}.yml": task for number in range(1, 401)}
    site = prepare(settings_for(small_plan(tmp_path, files)))[0].site
    target = site.plan.records["targets"]["mau-2026/targets/1"]
    assert (len(commitments.target(site, target).context.tasks), commitments.target(site, target).context.cut_tasks) == (
        400,
        None,
    )
    (tmp_path / f"{DOCUMENT}/tasks/1.401.yml").write_text(task, "utf-8")
    site = prepare(settings_for(tmp_path))[0].site
    context = commitments.target(site, target).context
    assert (len(context.tasks), context.cut_tasks.number, context.cut_tasks.path) == (400, 401, "van-ban/mau-2026/")


def test_warnings_can_be_narrowed_down_wherever_all_of_them_stand_on_the_page(pages) -> None:
    made = [(page, html) for page, html in pages[0] if page.section == "warnings"]
    index, html = made[0]
    assert index.path == "canh-bao/" and "data-filter-rows" not in html
    assert len(index.context.documents) == MOST or sum(one.number for one in index.context.documents) == index.context.count
    paths = {page.path for page, _ in made}
    assert {one.path for one in (*index.context.documents, *index.context.index)} <= paths
    split_up = [(page, html) for page, html in made if page.context.numbers]
    assert split_up and len(split_up) < len(made) - 1
    for page, html in made[1:]:
        assert ("data-filter-rows" in html) == bool(page.context.filters) == (page.context.numbers is None), page.path
        of_rule = page.path.startswith("canh-bao/nhom/")
        assert ("canh-bao/#theo-van-ban" in html) == (of_rule and page.context.numbers is not None), page.path


def test_every_warning_stands_on_the_page_of_its_document(pages) -> None:
    made = [page for page, _ in pages[0] if page.path.startswith("canh-bao/van-ban/")]
    sentences = sum(len(group.rows) for page in made for group in page.context.groups)
    of_rules = [page for page, _ in pages[0] if page.path.startswith("canh-bao/nhom/")]
    assert sentences == sum(len(group.rows) for page in of_rules for group in page.context.groups) > MOST
    documents = {page.path: page for page, _ in pages[0] if page.type == "document"}
    for page in made:
        if page.type == "warnings-group":
            link = documents[page.path.removeprefix("canh-bao/")].context.warnings
            assert link.path == page.path and link.title.startswith(f"{page.context.count} early warning")


def test_tracing_of_many_documents_is_by_place(pages) -> None:
    made = [page for page, _ in pages[0] if page.section == "tracing"]
    assert [one.path for one in made[0].context.index] == [page.path for page in made if page.type == "tracing-group"]
    assert max(len(page.context.without_source) for page in made) == 3
    documents = [page.path for page, _ in pages[0] if page.type == "document"]
    assert sorted(link.path for page in made for link in page.context.without_source) == sorted(documents)


def test_every_page_is_foretold_and_has_a_frame_of_its_depth(pages) -> None:
    made, foretold = pages
    assert sorted(page.path for page, _ in made) == sorted(foretold)
    assert len(set(foretold)) == len(foretold)
    for page, _ in made:
        assert page.path.count("/") == FRAME_PATHS[page.type].count("/"), page.path
