"""The rules that warn of a plan that contradicts itself or leaves something open: where each one begins and ends.

What each warning says is pinned by the golden cases in tests/cases; here stand the cases on either side of a rule's edge.
"""

from __future__ import annotations

import pytest

from tests.conftest import AMOUNTS, DOCUMENT, MINIMAL

OTHER = "data/documents/mau-2025-2030"
ABOVE = "data/documents/tinh-mau-2026"


def document(place: str, period: str) -> str:
    return (
        f"title: Văn bản {period}\nshort: Văn bản {period}\nkind: plan\nissuer: dang-uy-phuong-mau\nplace: {place}\n"
        f"period: {period}\nsource: {{file: mau.txt, sha256: {'0' * 64}}}\n"
    )


def target(*measures: str) -> str:
    """A target whose measures are these flow mappings, without their braces and their names."""
    rows = "".join(f"  - {{name: Mức {number}, {measure}}}\n" for number, measure in enumerate(measures, 1))
    return f"title: Chỉ tiêu\nfield: society\nmeasures:\n{rows}source: {{lines: 7}}\n"


def project(*amounts: str) -> str:
    rows = "".join(f"  - {{{amount}}}\n" for amount in amounts)
    return f"title: Đường Mẫu\nkind: work\namounts:\n{rows}source: {{lines: 8}}\n"


PROJECT = f"{DOCUMENT}/projects/duong-mau.yml"
TARGET = f"{DOCUMENT}/targets/1.yml"


def money(unit: str = "billion-vnd", **values: float) -> list[str]:
    return [f"kind: {kind.replace('_', '-')}, value: {value}, unit: {unit}" for kind, value in values.items()]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (money(planned_total=12.2, planned_land_use=2.2, planned_support=10), []),
        (money(planned_total=12.3, planned_land_use=2.2, planned_support=10), [PROJECT]),
        (money(planned_total=12.1, planned_land_use=2.2, planned_support=10), [PROJECT]),
        (money(planned_total=12, planned_land_use=2.2), []),  # a part is missing: less proves nothing
        (money(planned_total=2, planned_land_use=2.2), [PROJECT]),  # more does
        (money(planned_total=2) + money("million-vnd", planned_land_use=2200, planned_support=1), []),
        (money(planned_land_use=2.2, planned_support=10), []),
        (money(planned_total=12), []),
    ],
)
def test_planned_funds_add_up(amounts, expected, warned):
    assert warned("planned-funds", {PROJECT: project(*amounts)}) == expected


def listed(*rows: tuple[str, ...], group: str = "Phụ lục 1", **printed: float) -> dict[str, str]:
    """A document that prints a total of a group, and projects of that group with these amounts."""
    total = "".join(f"      - {{{amount}}}\n" for amount in money(**printed))
    head = MINIMAL[f"{DOCUMENT}/document.yml"]
    files = {f"{DOCUMENT}/document.yml": f"{head}{totals_of(group)}{total}    source: {{lines: 9}}\n"}
    for number, amounts in enumerate(rows, 1):
        text = project(*amounts) if amounts else "title: Đường Mẫu\nkind: work\nsource: {lines: 8}\n"
        files[f"{DOCUMENT}/projects/duong-{number}.yml"] = f"{text}group: Phụ lục 1\n"
    return files


def totals_of(group: str) -> str:
    return f"totals:\n  - name: Tổng cộng\n    group: {group}\n    amounts:\n"


HEAD = f"{DOCUMENT}/document.yml"


@pytest.mark.parametrize(
    ("rows", "printed", "expected"),
    [
        ([money(investment_total=2.5), money(investment_total=3)], {"investment_total": 5.5}, []),
        ([money(investment_total=2.5), money(investment_total=3)], {"investment_total": 5.6}, [HEAD]),
        ([money(investment_total=2.5), money(investment_total=3)], {"investment_total": 5.4}, [HEAD]),
        ([money(investment_total=2.5), ()], {"investment_total": 2.5}, []),  # what is not stated may be nothing
        ([money(investment_total=2.5), ()], {"investment_total": 3}, [HEAD]),
        ([money(planned_total=2.5)], {"investment_total": 2.5}, [HEAD]),  # no project states this kind
        ([money("million-vnd", investment_total=2.5)], {"investment_total": 2.5}, [HEAD]),
        ([money(investment_total=1, planned_total=2)], {"investment_total": 2, "planned_total": 1}, [HEAD, HEAD]),
    ],
)
def test_a_printed_total_is_the_sum_of_its_parts(rows, printed, expected, warned):
    assert warned("total-differs", listed(*rows, **printed)) == expected


def test_only_the_projects_under_the_heading_are_added_up(warned):
    files = listed(money(investment_total=2), investment_total=2)
    assert warned("total-differs", {**files, PROJECT: project(*money(investment_total=7)) + "group: Phụ lục 2\n"}) == []


def test_a_total_without_parts_is_told_once(warned):
    files = listed(money(investment_total=2), group="Phụ lục 3", investment_total=9)
    assert (warned("unknown-group", files), warned("total-differs", files)) == ([HEAD], [])


def test_the_planned_funds_of_a_printed_total_add_up(warned):
    files = listed(money(planned_total=1), planned_total=1, planned_land_use=2)
    assert warned("planned-funds", files) == [HEAD]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (money(investment_total=14, investment_state=14), []),
        (money(investment_total=14, investment_state=14.1), [PROJECT]),
        (money(investment_state=14.1), []),
        (money(investment_total=14) + money("million-vnd", investment_state=14000), []),
    ],
)
def test_the_state_part_fits_in_the_whole(amounts, expected, warned):
    assert warned("state-part", {PROJECT: project(*amounts)}) == expected


VISITORS = "exactly: 100, unit: visitor"


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ((VISITORS, "exactly: 100, unit: visitor, of_which: true"), []),
        ((VISITORS, "at_least: 101, unit: visitor, of_which: true"), [TARGET]),
        ((VISITORS, "at_most: 101, unit: visitor, of_which: true"), []),
        ((VISITORS, "exactly: 101, unit: visitor"), []),
        # the whole is the measure before the first part; parts may overlap, so they are not added up
        ((VISITORS, *["exactly: 60, unit: visitor, of_which: true"] * 2), []),
        ((VISITORS, "exactly: 60, unit: visitor, of_which: true", "exactly: 70, unit: visitor, of_which: true"), []),
        (("between: [90, 110], unit: visitor", "exactly: 110, unit: visitor, of_which: true"), []),
        (("between: [90, 110], unit: visitor", "exactly: 111, unit: visitor, of_which: true"), [TARGET]),
        (("exactly: 25, unit: percent", "exactly: 30, unit: percent, of_which: true"), []),
        (("exactly: 25, unit: beds-per-10000", "exactly: 30, unit: beds-per-10000, of_which: true"), []),
        (("exactly: 5, unit: billion-vnd", "exactly: 4000, unit: million-vnd, of_which: true"), []),
        ((VISITORS, "exactly: 300, unit: visitor, by: 2030, of_which: true"), []),
        ((VISITORS, "exactly: 300, unit: visitor, per: year, of_which: true"), []),
        (("goal: Tăng cao nhất", "exactly: 101, unit: visitor, of_which: true"), []),
        ((VISITORS, "goal: Tăng cao nhất, of_which: true"), []),
    ],
)
def test_a_part_fits_in_its_whole(measures, expected, warned):
    assert warned("part-above-whole", {TARGET: target(*measures)}) == expected


INDICATOR = "indicator: bao-hiem-y-te"
INSURED = f"{INDICATOR}, unit: percent"


@pytest.mark.parametrize(
    ("other", "here", "differ"),
    [
        ("exactly: 98, per: year", "exactly: 98", False),
        ("exactly: 98.0, per: year", "exactly: 98", False),
        ("exactly: 99, per: year", "exactly: 98", True),
        ("at_least: 98, per: year", "exactly: 98", True),
        ("at_least: 98, stretch: 99, per: year", "at_least: 98", True),
        ("exactly: 99", "exactly: 98", False),  # by the end of 2030 there, of 2026 here
        ("exactly: 99", "exactly: 98, by: 2030", True),
        ("exactly: 99, by: 2026-12-31", "exactly: 98", True),
        ("exactly: 99, by: 2026-06", "exactly: 98", False),
        ("exactly: 99, path: [{by: 2026, exactly: 90, unit: percent}]", "exactly: 98", True),
        ("exactly: 99, path: [{by: 2026, exactly: 98, unit: percent}]", "exactly: 98", False),
        ("exactly: 99, per: quarter, by: 2026", "exactly: 98", False),
        # an average over six years binds none of them
        ("exactly: 99, per: year, average: true", "exactly: 98", False),
        ("exactly: 99, average: true", "exactly: 98, by: 2030", False),
        ("exactly: 99, per: year, average: true", "exactly: 98, average: true", False),
        ("exactly: 99, per: year, average: true", "exactly: 98, per: year, average: true, by: 2025/2030", True),
        ("exactly: 99, per: year, average: true", "exactly: 99, per: year, average: true, by: 2025/2030", False),
        ("exactly: 99, per: year, base: năm 2024", "exactly: 98, base: năm 2025", False),
        ("exactly: 99, per: year, base: năm 2025", "exactly: 98, base: năm 2025", True),
        ("exactly: 99, per: year, base: năm 2025", "exactly: 98", True),
    ],
)
def test_two_documents_set_the_same_target_for_a_year(other, here, differ, warned):
    files = {
        f"{OTHER}/document.yml": document("phuong-mau", "2025/2030"),
        f"{OTHER}/targets/1.yml": target(f"{INSURED}, {other}"),
        TARGET: target(f"{INSURED}, {here}"),
    }
    assert warned("different-targets", files) == ([TARGET] if differ else [])


def test_targets_are_compared_in_one_unit_and_not_with_words(warned):
    other = {f"{OTHER}/document.yml": document("phuong-mau", "2026")}
    for measure in (f"{INDICATOR}, goal: Mọi người dân", f"{INDICATOR}, exactly: 9, unit: visitor"):
        assert warned("different-targets", {**other, f"{OTHER}/targets/1.yml": target(measure)}) == []
    words = {
        f"{OTHER}/targets/1.yml": target(f"{INDICATOR}, goal: Mọi người dân"),
        TARGET: target(f"{INDICATOR}, goal: Toàn dân"),
    }
    assert warned("different-targets", {**other, **words}) == []


def test_targets_of_one_document_or_of_two_places_are_not_compared(warned):
    assert warned("different-targets", {f"{DOCUMENT}/targets/2.yml": target(f"{INSURED}, exactly: 50")}) == []
    elsewhere = {
        "data/places/xa-mau.yml": "name: Xã Mẫu\nkind: commune\n",
        f"{OTHER}/document.yml": document("xa-mau", "2026"),
        f"{OTHER}/targets/1.yml": target(f"{INSURED}, exactly: 50"),
    }
    assert warned("different-targets", elsewhere) == []


def two_levels(here: str, above: str, better: str = "higher", between: str = "tinh-mau") -> dict[str, str]:
    """A ward and its province with one measure each; `between` is what the ward lies in directly."""
    better = f"better: {better}\n" if better else ""
    return {
        "data/indicators/bao-hiem-y-te.yml": f"name: Bảo hiểm y tế\nunit: percent\nfield: society\n{better}",
        "data/places/tinh-mau.yml": "name: Tỉnh Mẫu\nkind: province\n",
        "data/places/huyen-mau.yml": "name: Huyện Mẫu\nkind: district\nparent: tinh-mau\n",
        "data/places/phuong-mau.yml": f"name: Phường Mẫu\nkind: ward\nparent: {between}\n",
        f"{ABOVE}/document.yml": document("tinh-mau", "2026"),
        f"{ABOVE}/targets/1.yml": target(f"{INDICATOR}, {above}"),
        TARGET: target(f"{INDICATOR}, {here}"),
    }


@pytest.mark.parametrize(
    ("here", "above", "better", "short"),
    [
        ("exactly: 95, unit: percent", "more_than: 96.6, unit: percent", "higher", True),
        ("exactly: 96.6, unit: percent", "more_than: 96.6, unit: percent", "higher", False),
        ("exactly: 98, unit: percent", "more_than: 96.6, unit: percent", "higher", False),
        ("exactly: 95, unit: percent", "more_than: 96.6, unit: percent", "", False),
        ("exactly: 98, unit: percent", "more_than: 96.6, unit: percent", "", False),
        ("exactly: 3, unit: percent", "less_than: 2, unit: percent", "lower", True),
        ("exactly: 1, unit: percent", "less_than: 2, unit: percent", "lower", False),
        ("exactly: 60, unit: beds-per-10000", "exactly: 62, unit: beds-per-10000", "higher", True),
        # of a range the lower end counts
        ("between: [90, 99], unit: percent", "exactly: 95, unit: percent", "higher", True),
        ("exactly: 92, unit: percent", "between: [90, 99], unit: percent", "higher", False),
        # a ward's count is smaller than its province's: that says nothing
        ("at_least: 600, unit: visitor", "at_least: 30000, unit: visitor", "higher", False),
        ("exactly: 60, unit: percent", "exactly: 62, unit: beds-per-10000", "higher", False),
        ("goal: Mọi người dân", "exactly: 95, unit: percent", "higher", False),
        ("exactly: 90, unit: percent", "exactly: 95, unit: percent, by: 2030", "higher", False),
        ("exactly: 90, unit: percent", "exactly: 95, unit: percent, average: true", "higher", False),
        # just below and just above the edge
        ("at_least: 96.5, unit: percent", "at_least: 96.6, unit: percent", "higher", True),
        ("at_least: 96.6, unit: percent", "at_least: 96.6, unit: percent", "higher", False),
        ("at_most: 2.1, unit: percent", "at_most: 2, unit: percent", "lower", True),
        ("at_most: 2, unit: percent", "at_most: 2, unit: percent", "lower", False),
    ],
)
def test_a_ward_does_not_fall_short_of_its_province(here, above, better, short, warned):
    assert warned("short-of-level-above", two_levels(here, above, better)) == ([TARGET] if short else [])


def test_a_place_is_compared_with_every_place_above_it(warned):
    files = two_levels("exactly: 95, unit: percent", "exactly: 96, unit: percent", between="huyen-mau")
    assert warned("short-of-level-above", files) == [TARGET]


def test_places_that_lie_in_each_other_end_the_search(warned):
    files = two_levels("exactly: 95, unit: percent", "exactly: 96, unit: percent")
    files["data/places/tinh-mau.yml"] = "name: Tỉnh Mẫu\nkind: province\nparent: phuong-mau\n"
    assert warned("short-of-level-above", files) == [TARGET]


TASK = f"{DOCUMENT}/tasks/1.2.yml"


@pytest.mark.parametrize(
    ("period", "deadline", "outside"),
    [
        ("2026", "2026-06", False),
        ("2026", "2025-12-31", True),
        ("2026", "2027", True),
        ("2026", "2025/2026", False),
        ("2026", "2028/..", True),
        ("2026", "2020/..", False),
        ("2026/..", "2040", False),
        ("2026/..", "2025", True),
        ("2026", "ongoing", False),
        ("2026", "{printed: Ngay đầu nhiệm kỳ}", False),
    ],
)
def test_a_deadline_meets_the_period_of_its_document(period, deadline, outside, warned):
    task = f"title: Khám sức khỏe\nsection: a\ndeadline: {deadline}\nsource: {{lines: 8}}\n"
    path = f"{OTHER}/tasks/a.1.yml"
    head = document("phuong-mau", period) + "sections:\n  - {code: a, title: Xã hội}\n"
    assert warned("deadline-outside-period", {f"{OTHER}/document.yml": head, path: task}) == ([path] if outside else [])


def test_a_project_has_a_deadline_too(warned):
    late = project(*money(planned_total=2)) + "deadline: 2030\n"
    assert warned("deadline-outside-period", {PROJECT: late}) == [PROJECT]


def task(rest: str) -> str:
    return f'title: Khám sức khỏe\nsection: "1"\n{rest}source: {{lines: 8}}\n'


def test_a_record_that_has_moved_leaves_nothing_open(warned):
    assert warned("left-open", {TASK: task("")}).count(TASK) == 1
    assert warned("left-open", {TASK: task('moved_to: "1.1"\n')}).count(TASK) == 0


def test_amounts_name_money_but_no_lead_and_no_date(problems_with):
    files = {"data/amounts.yml": AMOUNTS, PROJECT: project(*money(planned_total=2))}
    said = [one.what.pattern for one in problems_with(files) if one.place.file == PROJECT]
    assert said == ["names no lead and no deadline"]


def test_what_no_task_or_project_names_is_told_once_for_the_document(problems_with):
    files = {f"{OTHER}/document.yml": document("phuong-mau", "2026") + "sections:\n  - {code: '1', title: Xã hội}\n"}
    files |= {f"{OTHER}/tasks/1.{number}.yml": task("funding: [state-budget]\n") for number in (1, 2)}
    files[f"{OTHER}/tasks/1.2.yml"] = task("deadline: 2026\n")
    said = [(one.place.file, one.what.pattern, one.what.values) for one in problems_with(files)]
    assert said == [
        (f"{OTHER}/document.yml", "none of the {number} tasks and projects names a lead", {"number": 2}),
        (f"{OTHER}/tasks/1.1.yml", "names no deadline", {}),
        (f"{OTHER}/tasks/1.2.yml", "names no funding", {}),
    ]


def test_a_task_leaves_nothing_open_that_its_projects_name(warned):
    named = "title: Cầu\nkind: work\ntask: '1.2'\nlead: [ubnd-phuong-mau]\ndeadline: 2026\nfunding: [state-budget]\n"
    assert warned("left-open", {TASK: task(""), PROJECT: named + "source: {lines: 8}\n"}) == []
