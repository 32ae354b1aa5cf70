"""No page grows without bound: how long lists are laid out over pages, and a plan above the limit."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.build import FRAME_PATHS, prepare
from generator.pages import all_pages, all_paths, split
from generator.pages.split import GROUP, OTHERS, PAGE, Listed, cut, group_path, layout
from tests.benchmarks.invented_plan import write_plan
from tests.conftest import settings_for

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


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory):
    """Every page of a plan far above a limit that is set low, with its HTML; and the paths foretold."""
    folder = tmp_path_factory.mktemp("plan")
    write_plan(folder, 700, seed=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(split, "MOST_ROWS", MOST)
        for function in (split.layout, split.cut):
            patch.setattr(function, "__defaults__", (MOST,))
        prepared, problems = prepare(settings_for(folder))
        assert problems == []
        made = [(page, prepared.render.filled(page).slots["body"]) for page in all_pages(prepared.site)]
        return made, list(all_paths(prepared.site))


def test_no_list_has_more_rows_than_the_limit(pages) -> None:
    lists = [(page, html) for page, html in pages[0] if "-list" in page.type or page.section in ("deadlines", "warnings")]
    assert len({page.section for page, _ in lists}) == 11
    for page, html in lists:
        listed_below = html.partition("data-static")[2] or html
        assert len(re.findall('<li class="ck-item">', listed_below)) <= MOST, page.path
        for part in re.findall(r'<ul class="ck-(?:links|duties)">.*?</ul>', listed_below, re.DOTALL):
            assert part.count("<li>") <= MOST, page.path


def test_no_section_of_an_agency_place_field_or_reference_has_more(pages) -> None:
    held = [(page, html) for page, html in pages[0] if page.type in ("agency", "place", "field", "reference", "indicator")]
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


def test_every_page_is_foretold_and_has_a_frame_of_its_depth(pages) -> None:
    made, foretold = pages
    assert [page.path for page, _ in made] == foretold
    assert len(set(foretold)) == len(foretold)
    for page, _ in made:
        assert page.path.count("/") == FRAME_PATHS[page.type].count("/"), page.path
