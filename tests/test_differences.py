"""How a level stands to the one above, and places by years: exact sentences, on the real plan and on small ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.build import prepare
from generator.pages.cascade import cascade
from generator.pages.compare import MOST_ROWS, elsewhere
from generator.pages.differences import differences_of, pairs, relation
from generator.parts import Bound
from tests.conftest import DOCUMENT, MINIMAL, settings_for, write_plan

ROOT = Path(__file__).parents[1]
TARGET = f"{DOCUMENT}/targets/1.yml"
HEALTH = "health-insurance-coverage"
NBSP = "\u00a0"


@pytest.fixture(scope="module")
def real():
    return prepare(replace(settings_for(ROOT), language="vi"))[0].site


def sentences(site, indicator: str, target: str = "") -> list[str]:
    found, _ = differences_of(site, indicator, target, 99)
    return [one.sentence.replace(NBSP, " ") for one in found]


@pytest.mark.parametrize(
    ("indicator", "sentence"),
    [
        (HEALTH, "Hà Tu 2026: 98 %, cao hơn mức của tỉnh 96,6 %"),
        ("national-standard-schools", "Hà Tu 2026: 100 %, cao hơn mức của tỉnh 93 %"),
        (
            "party-members-good",
            "Hà Tu 2026: từ 90 % trở lên mỗi năm; "
            "mức của tỉnh cùng con số nhưng khác cách đặt mức (từ, trên, khoảng …): trên 90 % mỗi năm",
        ),
    ],
)
def test_the_real_sentences(real, indicator: str, sentence: str):
    assert sentences(real, indicator) == [sentence]


def test_no_other_sentence_stands_on_the_real_site(real):
    assert sum(len(sentences(real, one.id)) for one in real.plan.of("indicators")) == 3


def test_both_targets_have_the_sentence_and_a_third_has_not(real):
    sentence = ["Hà Tu 2026: 98 %, cao hơn mức của tỉnh 96,6 %"]
    assert sentences(real, HEALTH, "ha-tu-2026/targets/13") == sentence
    assert sentences(real, HEALTH, "quang-ninh-2026/targets/14") == sentence
    assert sentences(real, HEALTH, "kien-an-2026/targets/22") == []


def test_the_table_of_the_real_indicator(real):
    found = cascade(real, real.plan.records["indicators"][HEALTH])
    assert found.years == ("2022", "2026", "2030")
    words = [(row.place.title, row.depth, [[one.words for one in cell] for cell in row.cells]) for row in found.rows]
    assert words == [
        ("Tỉnh Quảng Ninh", 0, [[f"trên 95{NBSP}%"], [f"trên 96,6{NBSP}%"], [f"100{NBSP}%"]]),
        ("Phường Hà Tu", 1, [[], [f"98{NBSP}%"], []]),
        ("Phường Kiến An", 0, [[], [f"96{NBSP}%"], []]),
    ]
    cell = found.rows[1].cells[1][0]
    assert (cell.record.path, cell.kind, cell.is_set) == ("van-ban/ha-tu-2026/chi-tieu/13/", "chỉ tiêu, Hà Tu 2026", True)
    assert found.chart.count("<rect") == 2 * 5 and "<title" in found.chart and "<desc" in found.chart


def test_what_was_observed_stands_beside_what_is_set(real):
    found = cascade(real, real.plan.records["indicators"]["grdp-growth"])
    assert found.years == ("2021", "2022", "2025", "2026", "2030")
    assert [(one.words, one.is_set) for one in found.rows[0].cells[4]] == [
        (f"bình quân 12{NBSP}%{NBSP}mỗi năm", True),
        (f"12,02{NBSP}%", False),
    ]


def test_what_was_reported_stands_beside_what_is_set():
    """On the example plan: the latest value of each year that no other report corrects, each with its report."""
    settings = replace(settings_for(ROOT / "tests" / "example_plan"), language="vi")
    site = prepare(settings)[0].site
    found = cascade(site, site.plan.records["indicators"][HEALTH])
    ward = next(row for row in found.rows if row.place.title == "Phường Mẫu")
    cells = [one for one in ward.cells[found.years.index("2026")]]
    assert [(one.words, one.is_set) for one in cells] == [(f"trên 97{NBSP}%", True), (f"97,2{NBSP}%", False)]
    assert cells[1].record.path.startswith("van-ban/phuong-mau-2026/bao-cao/")
    assert cells[1].kind.startswith("báo cáo, ")


def bound(**given) -> Bound:
    return Bound(unit="percent", **given)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ({"exactly": 98}, {"more_than": "96.6"}, "higher"),
        ({"exactly": 96}, {"exactly": "96.6"}, "lower"),
        ({"exactly": 96}, {"exactly": 96}, "equal"),
        ({"at_least": 90}, {"at_least": 90}, "equal"),
        ({"at_least": 90}, {"more_than": 90}, "bound"),
        ({"about": 90}, {"exactly": 90}, "bound"),
        ({"between": [10, 12]}, {"exactly": 12}, "overlapping"),
        ({"between": [10, 12]}, {"exactly": 13}, "lower"),
        ({"between": [10, 12]}, {"exactly": 9}, "higher"),
        ({"between": [10, 12]}, {"between": [10, 12]}, "equal"),
        ({"at_least": 12, "stretch": 14}, {"at_least": 12}, "overlapping"),
        ({"exactly": 0}, {"at_most": 1}, "lower"),
        ({"at_least": 90}, {"at_most": 95}, None),
        ({"less_than": 4}, {"more_than": 5}, None),
    ],
)
def test_how_one_bound_stands_to_another(one: dict, other: dict, how: str | None):
    numbers = [
        {key: str(n) if not isinstance(n, list) else [str(x) for x in n] for key, n in x.items()} for x in (one, other)
    ]
    assert relation(*(bound(**given) for given in numbers)) == how


def two_levels(ward: str, province: str, unit: str = "percent") -> dict[str, str]:
    """The small plan with a province above its ward, each with one target for 2026."""
    document = (
        MINIMAL[f"{DOCUMENT}/document.yml"].replace("Mẫu 2026", "Tỉnh Mẫu 2026").replace("phuong-mau\nper", "tinh-mau\nper")
    )
    measure = "at_least: 98\n    unit: percent"
    return {
        "data/places/tinh-mau.yml": "name: Tỉnh Mẫu\nkind: province\n",
        "data/places/phuong-mau.yml": "name: Phường Mẫu\nkind: ward\nparent: tinh-mau\naliases: [Mẫu]\n",
        "data/documents/tinh-mau-2026/document.yml": document,
        TARGET: MINIMAL[TARGET].replace(measure, f"{ward}\n    unit: {unit}"),
        "data/documents/tinh-mau-2026/targets/7.yml": MINIMAL[TARGET].replace(measure, f"{province}\n    unit: {unit}"),
    }


@pytest.mark.parametrize(
    ("ward", "province", "sentence"),
    [
        ("exactly: 92", "exactly: 95", "Mẫu 2026: 92 %, lower than the level of the province, 95 %"),
        ("about: 92", "exactly: 92.5", "Mẫu 2026: about 92 %, lower than the level of the province, 92.5 %"),
        ("exactly: 95", "exactly: 95", "Mẫu 2026: 95 %, equal to the level of the province, 95 %"),
        (
            "at_least: 95",
            "more_than: 95",
            "Mẫu 2026: at least 95 %; the province has the same number, bound otherwise: more than 95 %",
        ),
        (
            "between: [10, 12]",
            "exactly: 11",
            "Mẫu 2026: 10 – 12 %, partly the same range as the level of the province, 11 %",
        ),
    ],
)
def test_each_kind_of_sentence(tmp_path: Path, ward: str, province: str, sentence: str):
    site = prepare(settings_for(write_plan(tmp_path, two_levels(ward, province))))[0].site
    assert sentences(site, "bao-hiem-y-te") == [sentence]


@pytest.mark.parametrize(
    "files",
    [
        two_levels("exactly: 30", "exactly: 2000", unit="billion-vnd"),  # a ward's sum is naturally smaller
        two_levels("at_least: 90", "at_most: 95"),
        two_levels("exactly: 92\n    by: 2025", "exactly: 95"),  # not the same year
        two_levels("goal: mọi người dân", "exactly: 95"),
        two_levels("exactly: 92\n    per: month", "exactly: 95"),
    ],
    ids=["a sum", "floor and cap", "another year", "words", "each month"],
)
def test_only_like_is_compared_with_like(tmp_path: Path, files: dict[str, str]):
    site = prepare(settings_for(write_plan(tmp_path, files)))[0].site
    assert sentences(site, "bao-hiem-y-te") == []


def test_many_wards_are_counted_and_capped(tmp_path: Path):
    """A country's province: the page of its target shows a few sentences and rows, and says how many there are."""
    files = two_levels("exactly: 92", "exactly: 95")
    for number in range(60):
        files[f"data/places/xa-{number}.yml"] = f"name: Xã {number}\nkind: commune\nparent: tinh-mau\n"
        document = MINIMAL[f"{DOCUMENT}/document.yml"].replace("place: phuong-mau", f"place: xa-{number}")
        files[f"data/documents/xa-{number}/document.yml"] = document
        value = MINIMAL[TARGET].replace("at_least: 98", f"exactly: {94 + number % 3}")
        files[f"data/documents/xa-{number}/targets/1.yml"] = value
    site = prepare(settings_for(write_plan(tmp_path, files)))[0].site
    record = site.plan.records["targets"]["tinh-mau-2026/targets/7"]
    shown = elsewhere(site, "bao-hiem-y-te", record)
    assert len(shown.rows) == MOST_ROWS and shown.more == 62 - MOST_ROWS and len(shown.differences) == 6
    counted = "61 figures can be compared with the level above: 20 higher, 21 lower, 20 equal."
    assert shown.summary == f"{counted} The first 6 are shown here."
    table = cascade(site, site.plan.records["indicators"]["bao-hiem-y-te"])
    assert table.summary == f"{counted} The first 40 are shown here." and table.differences_folded
    assert len(table.rows) == 40 and table.more == 22 and table.rows[0].place.title == "Tỉnh Mẫu"
    assert pairs(site) is pairs(site), "the pairs are worked out once for the whole plan"


def test_days_of_many_years_are_said_together(tmp_path: Path):
    files = two_levels("exactly: 92\n    per: year", "exactly: 95\n    per: year")
    for path in (f"{DOCUMENT}/document.yml", "data/documents/tinh-mau-2026/document.yml"):
        files[path] = files.get(path, MINIMAL[f"{DOCUMENT}/document.yml"]).replace("period: 2026", "period: 2026/2030")
    site = prepare(settings_for(write_plan(tmp_path, files)))[0].site
    found, summary = differences_of(site, "bao-hiem-y-te", "", 9)
    assert found[0].sentence.startswith("Mẫu 2026–2030: 92") and summary == ""
    assert pairs(site)["bao-hiem-y-te"][0].days[-1] == date(2030, 12, 31)
