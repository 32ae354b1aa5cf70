"""Early warnings: every rule on both sides of its edge, on the small plan of conftest.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.build import load, prepare
from generator.checks import levels
from generator.derive import derive
from generator.model import Document
from generator.warn import LEVELS, RULES, dues, last_full_period, rule_by_time, warn
from tests.conftest import AS_OF, DOCUMENT, MINIMAL, settings_for, write_plan

TASK, PROJECT, TARGET = f"{DOCUMENT}/tasks/1.1.yml", f"{DOCUMENT}/projects/tram-y-te.yml", f"{DOCUMENT}/targets/1.yml"
FAR = {  # nothing else of the small plan is due before 2030
    f"{DOCUMENT}/document.yml": MINIMAL[f"{DOCUMENT}/document.yml"].replace("period: 2026", "period: 2026/2030"),
    PROJECT: MINIMAL[PROJECT].replace("deadline: 2026", "deadline: 2030"),
    TASK: MINIMAL[TASK].replace("deadline: 2026-12", "deadline: 2026-12-15"),
}
DUE = date(2026, 12, 15)
QUARTERLY = """\
duties:
  - {agency: [ubnd-phuong-mau], what: Báo cáo, to: [dang-uy-phuong-mau], every: [quarter], source: {lines: 9}}
"""


def report(entry: str, day: str = "2026-10-05", period: str = "2026-35", agency: str = "ubnd-phuong-mau") -> dict[str, str]:
    head = f"title: Báo cáo\nagency: {agency}\nperiod: {period}\ndate: {day}\nsource: {{title: Số 1}}\n"
    return {f"{DOCUMENT}/reports/{day}-{agency}.yml": f"{head}entries: [{{{entry}}}]\n"}


def changed(file: str, old: str, new: str) -> dict[str, str]:
    content = {**MINIMAL, **FAR}[file]
    assert old in content
    return {file: content.replace(old, new)}


@pytest.fixture
def warned(tmp_path: Path):
    """The warnings on a day, as rule and record, of the small plan with these files laid over it."""

    def found(day: date, *files: dict[str, str]) -> list:
        everything = dict(FAR)
        for one in files:
            everything |= one
        plan, _, problems = load(replace(settings_for(write_plan(tmp_path, everything)), as_of=day))
        assert not [problem for problem in problems if problem.is_error]
        facts = derive(plan, day)
        return list(warn(plan, facts, dues(plan, facts)))

    return found


def rules(found: list, record: str = "mau-2026/tasks/1.1") -> list[str]:
    return [one.rule.id for one in found if one.record.full_id == record]


def test_rules_are_a_table_with_known_levels() -> None:
    assert all(rule.level in LEVELS and rule.name.pattern and rule.description.pattern for rule in RULES.values())
    levels_in_order = [list(LEVELS).index(rule.level) for rule in RULES.values()]
    assert levels_in_order == sorted(levels_in_order)


@pytest.mark.parametrize(
    ("left", "status", "rule"),
    [
        (91, "no-report", None),
        (90, "no-report", "due-90"),
        (31, "no-report", "due-90"),
        (30, "no-report", "due-30"),
        (1, "no-report", "due-30"),
        (0, "no-report", "due-30"),
        (31, "under-way", None),
        (90, "reported", None),
        (30, "under-way", "due-30"),
        (0, "reported", "due-30"),
        (90, "ongoing", "due-90"),
        (90, "central-schedule", "due-90"),
        (30, "done", None),
        (30, "reached", None),
        (30, "stopped", "reported-late"),
        (-1, "past-no-report", "past-no-report"),
        (-1, "past-under-way", "past-under-way"),
        (-1, "ended-no-report", "past-no-report"),
        (-1, "ended-not-reached", "past-under-way"),
        (-1, "reached", None),
        (-1, "stated", None),
    ],
)
def test_time_rules_at_their_edges(left: int, status: str, rule: str | None) -> None:
    assert rule_by_time(AS_OF + timedelta(days=left), status, AS_OF) == rule


@pytest.mark.parametrize("status", ["late", "blocked", "stopped"])
def test_what_an_agency_reports_as_late_needs_no_date(status: str) -> None:
    assert rule_by_time(None, status, AS_OF) == "reported-late"
    assert rule_by_time(None, "no-report", AS_OF) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DUE - timedelta(days=91), []),
        (DUE - timedelta(days=90), ["due-90"]),
        (DUE - timedelta(days=31), ["due-90"]),
        (DUE - timedelta(days=30), ["due-30"]),
        (DUE - timedelta(days=1), ["due-30"]),
        (DUE, ["due-30"]),
        (DUE + timedelta(days=1), ["past-no-report"]),
    ],
)
def test_a_task_without_a_report(warned, day: date, expected: list[str]) -> None:
    assert rules(warned(day)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DUE - timedelta(days=31), []),
        (DUE - timedelta(days=30), ["due-30"]),
        (DUE, ["due-30"]),
        (DUE + timedelta(days=1), ["past-under-way"]),
    ],
)
def test_a_task_under_way(warned, day: date, expected: list[str]) -> None:
    assert rules(warned(day, report("task: '1.1', status: under-way"))) == expected


@pytest.mark.parametrize("day", [DUE, DUE + timedelta(days=1)])
def test_a_task_that_is_done_or_reported_late(warned, day: date) -> None:
    assert rules(warned(day, report("task: '1.1', status: done"))) == []
    (late,) = warned(day, report("task: '1.1', status: late, reason: Mưa, action: Làm đêm"))
    assert (late.rule.id, late.since) == ("reported-late", date(2026, 10, 5))


def test_a_report_is_not_known_before_its_day(warned) -> None:
    published = report("task: '1.1', status: done", day="2026-12-20")
    assert rules(warned(date(2026, 12, 19), published)) == ["past-no-report"]
    assert rules(warned(date(2026, 12, 20), published)) == []


def test_the_day_from_which_a_rule_holds(warned) -> None:
    assert warned(DUE + timedelta(days=20))[0].since == DUE + timedelta(days=1)
    assert warned(DUE)[0].since == DUE - timedelta(days=30)
    assert warned(DUE - timedelta(days=40))[0].since == DUE - timedelta(days=90)
    # The task cannot have been due in 30 days before its document was adopted.
    adopted = changed(f"{DOCUMENT}/document.yml", "period:", "adopted: 2026-12-10\nperiod:")
    assert warned(DUE, adopted)[0].since == date(2026, 12, 10)


@pytest.mark.parametrize(
    ("value", "day", "expected"),
    [
        ("98", "2031-01-01", []),  # equal to the bound
        ("97.9", "2030-12-31", ["due-30"]),
        ("97.9", "2031-01-01", ["past-under-way"]),
        (None, "2030-12-31", ["due-30"]),
        (None, "2031-01-01", ["past-no-report"]),
    ],
)
def test_a_target(warned, value: str | None, day: str, expected: list[str]) -> None:
    files = report(f"target: '1', value: {value}") if value else {}
    assert rules(warned(date.fromisoformat(day), files), "mau-2026/targets/1") == expected


def test_of_several_measures_the_one_concerned_is_named(warned) -> None:
    second = "  - {name: Số trạm, at_least: 2, unit: percent, by: 2026-12-15}\nsource:"
    (one,) = [w for w in warned(DUE, changed(TARGET, "source:", second)) if w.record.kind == "targets"]
    assert (one.due, one.sentence.values["measure"]) == (DUE, "Số trạm")
    assert one.sentence.values["sentence"].pattern == "Due by {day}, within {days} days; no report has been published here."


@pytest.mark.parametrize(
    ("every", "day", "period"),
    [
        ("month", "2026-01-31", None),
        ("month", "2026-02-01", "2026-01"),
        ("quarter", "2026-03-31", None),
        ("quarter", "2026-04-01", "2026-33"),
        ("quarter", "2026-12-31", "2026-35"),
        ("quarter", "2027-01-01", "2026-36"),
        ("quarter", "2029-01-01", "2026-36"),  # the document's period is over
        ("half-year", "2026-06-30", None),
        ("half-year", "2026-07-01", "2026-01/2026-06"),
        ("half-year", "2027-01-01", "2026-07/2026-12"),
        ("year", "2026-12-31", None),
        ("year", "2027-01-01", "2026"),
    ],
)
def test_the_last_full_period(every: str, day: str, period: str | None) -> None:
    assert last_full_period(document_of("2026"), every, date.fromisoformat(day)) == period


def document_of(period: str, adopted: str | None = None) -> Document:
    own = {"title": "a", "short": "a", "kind": "plan", "issuer": "a", "place": "a", "period": period}
    return Document.model_validate({**own, "adopted": adopted, "source": {"file": "a", "sha256": "0" * 64}})


@pytest.mark.parametrize(("adopted", "period"), [("2026-01-01", "2026-33"), ("2026-01-02", None), ("2025-12-15", "2026-33")])
def test_nothing_is_due_before_a_document_is_adopted(adopted: str, period: str | None) -> None:
    assert last_full_period(document_of("2026", adopted), "quarter", date(2026, 4, 1)) == period


def test_an_open_period_goes_on() -> None:
    assert last_full_period(document_of("2026/.."), "year", date(2029, 1, 1)) == "2028"


def duty(day: str, warned, *files: dict[str, str], every: str = "[quarter]") -> list[str]:
    text = QUARTERLY.replace("[quarter]", every)
    document = {f"{DOCUMENT}/document.yml": FAR[f"{DOCUMENT}/document.yml"] + text}
    found = warned(date.fromisoformat(day), document, *files)
    return [one.id for one in found if one.rule.id == "duty-lapsed"]


def test_a_reporting_duty_lapses_on_the_day_after_the_period(warned) -> None:
    lapsed = "mau-2026/duty-lapsed/ubnd-phuong-mau/2026-35"
    second = "mau-2026/duty-lapsed/ubnd-phuong-mau/2026-34"
    assert duty("2026-09-30", warned) == [second]
    assert duty("2026-10-01", warned) == [lapsed]


@pytest.mark.parametrize(
    ("own", "answered"),
    [
        ({}, True),
        ({"period": "2026-09"}, True),  # a part of the quarter
        ({"period": "2026-01/2026-09"}, True),
        ({"period": "2026-09-30"}, True),
        ({"period": "2026-07-01"}, True),
        ({"period": "2026-06-30"}, False),
        ({"period": "2026-34"}, False),
        ({"agency": "dang-uy-phuong-mau"}, False),
        ({"day": "2026-10-21"}, False),  # published after the day of the site
        ({"day": "2026-10-20"}, True),
    ],
)
def test_which_report_answers_a_duty(warned, own: dict[str, str], answered: bool) -> None:
    found = duty("2026-10-20", warned, report("task: '1.1', status: under-way", **own))
    assert found == ([] if answered else ["mau-2026/duty-lapsed/ubnd-phuong-mau/2026-35"])


def test_the_shortest_regular_period_counts_and_irregular_duties_do_not(warned) -> None:
    assert duty("2026-10-20", warned, every="[quarter, month, on-demand]")[0].endswith("/2026-09")
    assert duty("2026-10-20", warned, every="[on-demand, as-prescribed]") == []


def test_a_regular_duty_that_names_no_receiver_is_no_duty_to_report(warned) -> None:
    regular = FAR[f"{DOCUMENT}/document.yml"] + QUARTERLY
    found = warned(date(2026, 10, 20), {f"{DOCUMENT}/document.yml": regular.replace("to: [dang-uy-phuong-mau], ", "")})
    assert "duty-lapsed" not in [one.rule.id for one in found]


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("lead: [ubnd-phuong-mau]\n", "", ["lead agency"]),
        ("funding: [state-budget]\n", "", ["funding"]),
        ("deadline: 2026-12-15\n", "", ["date"]),
        ("deadline: 2026-12-15\n", "deadline: ongoing\n", []),
        ("deadline: 2026-12-15\nfunding: [state-budget]\n", "", ["funding", "date"]),
    ],
)
def test_what_the_source_leaves_open(warned, old: str, new: str, missing: list[str]) -> None:
    found = [one for one in warned(date(2026, 1, 1), changed(TASK, old, new)) if one.rule.id == "not-named"]
    assert [[gap.pattern for gap in one.sentence.values["gaps"]] for one in found] == ([missing] if missing else [])


def test_a_sum_of_money_names_the_funding(warned) -> None:
    without = changed(PROJECT, "funding: [state-budget]\n", "")
    assert rules(warned(date(2026, 1, 1), without), "mau-2026/projects/tram-y-te") == ["not-named"]
    paid = changed(PROJECT, "funding: [state-budget]\n", "amounts: [{kind: total, value: 2, unit: billion-vnd}]\n")
    assert rules(warned(date(2026, 1, 1), paid), "mau-2026/projects/tram-y-te") == []


def test_a_printed_total_that_its_parts_do_not_make_is_shown(warned) -> None:
    head = f"{DOCUMENT}/document.yml"
    project = f"{DOCUMENT}/projects/tram-y-te.yml"
    total = "totals:\n  - name: Cộng\n    group: Phụ lục 1\n    amounts: [{kind: total, value: 5, unit: billion-vnd}]\n"
    for stated, found in ((5, []), (2, ["mau-2026/total-differs/0/amounts/0"])):
        rows = f"group: Phụ lục 1\namounts: [{{kind: total, value: {stated}, unit: billion-vnd}}]\n"
        files = {
            head: f"{MINIMAL[head]}{total}    source: {{lines: 9}}\n",
            project: MINIMAL[project] + rows,
        }
        assert [one.id for one in warned(date(2026, 1, 1), files) if one.rule.id == "total-differs"] == found


def test_doubts_are_shown(warned) -> None:
    (one,) = warned(date(2026, 1, 1), changed(TASK, "source:", "doubt: Bảng cộng sai\nsource:"))
    assert (one.rule.id, one.sentence.values["doubt"]) == ("doubt", "Bảng cộng sai")


def above(figure: str, better: str = "higher") -> dict[str, str]:
    """The same indicator in a document of the province that the ward lies in."""
    other = "data/documents/tinh-2026"
    document = FAR[f"{DOCUMENT}/document.yml"].replace("place: phuong-mau", "place: tinh").replace("Mẫu 2026", "Tỉnh 2026")
    return {
        "data/places/tinh.yml": "name: Tỉnh\nkind: province\n",
        "data/places/phuong-mau.yml": "name: Phường Mẫu\nkind: ward\nparent: tinh\n",
        "data/indicators/bao-hiem-y-te.yml": MINIMAL["data/indicators/bao-hiem-y-te.yml"] + f"better: {better}\n",
        f"{other}/document.yml": document,
        f"{other}/targets/1.yml": MINIMAL[TARGET].replace("at_least: 98", figure),
    }


@pytest.mark.parametrize(
    ("figure", "better", "short"),
    [
        ("at_least: 97.9", "higher", False),
        ("at_least: 98", "higher", False),
        ("at_least: 98.1", "higher", True),
        ("at_least: 97.9", "lower", True),
        ("at_least: 98", "lower", False),
        ("at_least: 98.1", "lower", False),
    ],
)
def test_the_level_below_against_the_level_above(warned, tmp_path, figure: str, better: str, short: bool) -> None:
    found = [one for one in warned(date(2026, 1, 1), above(figure, better)) if one.rule.id == "short-of-level-above"]
    assert [one.record.full_id for one in found] == (["mau-2026/targets/1"] if short else [])
    plan, _, _ = load(settings_for(tmp_path))
    assert len(found) == len(list(levels.check(plan))), "the check of the data and the warning are one rule"


def test_sums_are_not_compared_between_levels(warned) -> None:
    files = {name: text.replace("unit: percent", "unit: billion-vnd") for name, text in above("at_least: 99").items()}
    files |= changed(TARGET, "unit: percent", "unit: billion-vnd")
    assert "short-of-level-above" not in [one.rule.id for one in warned(date(2026, 1, 1), files)]


def test_sentences_are_whole_in_both_languages(tmp_path: Path) -> None:
    document = {f"{DOCUMENT}/document.yml": FAR[f"{DOCUMENT}/document.yml"] + QUARTERLY}
    no_lead = changed(TASK, "lead: [ubnd-phuong-mau]\n", "")
    settings = settings_for(write_plan(tmp_path, {**FAR, **above("at_least: 99"), **document, **no_lead}))
    said = {}
    for language in ("en", "vi"):
        site = prepare(replace(settings, language=language))[0].site
        said[language] = [site.say(one.sentence) for one in site.warnings]
    assert len(said["vi"]) == 4 and not [one for one in said["vi"] if "{" in one or "(" in one]
    assert said["en"] == [
        "Ủy ban nhân dân phường Mẫu is to report to Đảng ủy phường Mẫu; "
        "for quarter III of 2026 no report has been published here.",
        "Due by 15 December 2026, within 30 days; no report has been published here.",
        "Tỷ lệ bảo hiểm y tế, 2030: at least 98\u00a0% in Phường Mẫu; the level above, Tỉnh, sets at least 99\u00a0%.",
        "The source does not name: lead agency.",
    ]


def test_most_pressing_first_and_every_id_once(warned) -> None:
    files = {TASK: FAR[TASK].replace("lead: [ubnd-phuong-mau]\n", ""), PROJECT: MINIMAL[PROJECT].replace("2026", "2026-01")}
    found = warned(AS_OF, files)
    assert [one.rule.id for one in found] == ["past-no-report", "due-30", "not-named"]
    assert len({one.id for one in found}) == 3


STEPS = "at_least: 98\n    path: [{by: 2026-06, at_least: 90, unit: percent}, {by: 2028, at_least: 95, unit: percent}]"


@pytest.mark.parametrize(
    ("day", "value", "expected"),
    [
        ("2026-06-30", None, []),
        ("2026-07-01", None, ["past-no-report"]),
        ("2028-12-31", None, ["past-no-report"]),
        ("2031-01-01", None, ["past-no-report"]),
        ("2026-12-01", "89.9", ["past-under-way"]),
        ("2026-12-01", "90", []),
        ("2028-12-31", "90", []),
        ("2029-01-01", "90", ["past-under-way"]),
        ("2029-01-01", "95", []),
        ("2029-01-01", "98", []),
    ],
)
def test_a_step_on_the_way_at_its_edges(warned, day: str, value: str | None, expected: list[str]) -> None:
    files = report(f"target: '1', value: {value}") if value else {}
    found = warned(date.fromisoformat(day), changed(TARGET, "at_least: 98", STEPS), files)
    assert rules(found, "mau-2026/targets/1") == expected


def test_a_warning_about_a_step_has_the_day_of_the_step(warned) -> None:
    (one,) = [w for w in warned(date(2026, 9, 1), changed(TARGET, "at_least: 98", STEPS)) if w.record.kind == "targets"]
    assert (one.due, one.since) == (date(2026, 6, 30), date(2026, 7, 1))
    assert one.sentence.pattern == "The step of {day} ({step}) is past; no report has been published here."
