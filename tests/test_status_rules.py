"""The rules of status, on both sides of each edge, with the sentence each gives; every rule has a case here."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from generator.model import Document, Entry, Measure, Record, Report
from generator.parts import Deadline
from generator.status_rules import (
    MEASURE_RULES,
    MOST_PRESSING_FIRST,
    STATUS_RULES,
    WORK_RULES,
    MeasureCase,
    WorkCase,
    status_by,
    target_status,
)
from generator.statuses import INPUT_NAMES, STATUS_NAMES, Said, Status
from generator.wording import Wording

DUE = date(2026, 12, 31)
BEFORE, AFTER = DUE - timedelta(days=1), DUE + timedelta(days=1)
DOCUMENT = Document.model_validate(
    {
        "title": "Kế hoạch",
        "short": "Mẫu 2026",
        "kind": "plan",
        "issuer": "hdnd",
        "place": "phuong-mau",
        "period": "2026",
        "source": {"file": "mau.txt", "sha256": "0" * 64},
    }
)
SEEN: set[str] = set()
"""The rules that gave a status in a case of this file."""


def said(day: str = "2026-10-05", corrected: bool = False, period: str = "2026-35", **entry: object) -> Said:
    """What the report "Báo cáo <day>" says in one entry."""
    about = {"target": "1"} if entry.get("value") or entry.get("result") else {"task": "1.1"}
    data = Report.model_validate(
        {
            "title": f"Báo cáo {day}",
            "agency": "ubnd",
            "period": period,
            "date": day,
            "source": {"title": "Số 1"},
            "entries": [{**about, **entry}],
        }
    )
    report = Record("reports", day, "mau-2026", f"{day}.yml", data)
    return Said(report, data.entries[0], report if corrected else None)


def in_order(*entries: Said) -> tuple[Said, ...]:
    return tuple(sorted(entries, key=lambda one: (one.spoken_of, one.report.id)))


def measure(**own: object) -> Measure:
    unit = {} if "goal" in own else {"unit": "percent"}
    return Measure.model_validate({"name": "Tỷ lệ", **unit, **own})


def written(status: Status) -> str:
    """The sentence in English, its values as they are."""
    values = {
        key: Wording("en", {}, {}).bound(one) if hasattr(one, "bound") else getattr(one, "pattern", one)
        for key, one in status.sentence.values.items()
    }
    return status.sentence.pattern.format(**values)


def of_measure(one: Measure, day: date, *entries: Said) -> tuple[str, str, str]:
    """Rule, status and sentence."""
    status = status_by(MEASURE_RULES, MeasureCase(one, DOCUMENT, in_order(*entries), day))
    SEEN.add(status.rule)
    assert set(status.inputs) <= set(INPUT_NAMES)
    return status.rule, status.status, written(status)


def of_work(deadline: Deadline | None, day: date, *entries: Said) -> tuple[str, str, str]:
    """Rule, status and sentence."""
    status = status_by(WORK_RULES, WorkCase(deadline, in_order(*entries), day))
    SEEN.add(status.rule)
    assert set(status.inputs) <= set(INPUT_NAMES)
    return status.rule, status.status, written(status)


NONE = ("measure-no-report", "no-report", "No report has been published here yet.")
NOT_YET = ("measure-not-yet-reached", "reported", "Báo cáo 2026-10-05: 97.9; the target is not yet reached.")
REACHED = ("measure-reached", "reached", "Báo cáo 2026-10-05: 98; the target is reached.")


@pytest.mark.parametrize(
    ("day", "value", "expected"),
    [
        (BEFORE, None, NONE),
        (DUE, None, NONE),
        (
            AFTER,
            None,
            ("measure-ended-no-report", "ended-no-report", f"The period ended on {DUE}; no report has been published here."),
        ),
        (BEFORE, 97.9, NOT_YET),
        (DUE, 97.9, NOT_YET),
        (
            AFTER,
            97.9,
            (
                "measure-ended-not-reached",
                "ended-not-reached",
                f"Báo cáo 2026-10-05: 97.9; the period ended on {DUE}, and by this latest figure the target is not reached.",
            ),
        ),
        (BEFORE, 98, REACHED),
        (DUE, 98, REACHED),
        (AFTER, 98, REACHED),
    ],
)
def test_a_measure_the_day_before_the_day_and_the_day_after(day, value, expected) -> None:
    assert of_measure(measure(at_least=98), day, *([said(value=value)] if value else [])) == expected


@pytest.mark.parametrize("bound", [{"about": 98}, {"goal": "Mọi người dân"}])
@pytest.mark.parametrize("day", [BEFORE, DUE, AFTER])
def test_what_no_number_settles_is_only_stated(bound, day) -> None:
    assert of_measure(measure(**bound), day, said(value=98)) == (
        "measure-without-exact-bound",
        "stated",
        "Báo cáo 2026-10-05: 98.",
    )


@pytest.mark.parametrize("day", [BEFORE, DUE, AFTER])
def test_a_report_in_words_is_only_stated(day) -> None:
    expected = ("measure-in-words", "stated", "Báo cáo 2026-10-05: Chưa có số liệu")
    assert of_measure(measure(at_least=98), day, said(result="Chưa có số liệu")) == expected


def test_a_measure_has_its_own_day_or_the_documents_or_none() -> None:
    assert of_measure(measure(at_least=98, by="2026-06"), date(2026, 6, 30))[1] == "no-report"
    assert of_measure(measure(at_least=98, by="2026-06"), date(2026, 7, 1))[1] == "ended-no-report"
    assert of_measure(measure(at_least=98, by="2026/.."), date(2099, 1, 1))[1] == "no-report"


@pytest.mark.parametrize(("value", "rule"), [(7.9, "measure-not-yet-reached"), (8, "measure-reached-each-period")])
def test_a_level_set_for_each_year(value, rule) -> None:
    found = of_measure(measure(at_least=8, per="year"), BEFORE, said(value=value))
    assert found[0] == rule
    if rule == "measure-reached-each-period":
        assert found[1:] == (
            "reached",
            "Báo cáo 2026-10-05: 8; the level set for each such period is reached in this one.",
        )


STEPS = measure(
    at_least=98,
    path=[
        {"by": "2026-06-30", "at_least": 92, "unit": "percent"},
        {"by": "2026-03", "at_least": 90, "unit": "percent"},
    ],
)
SPRING, SUMMER = date(2026, 3, 31), date(2026, 6, 30)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (SPRING, "measure-no-report"),
        (SPRING + ONE_DAY, "measure-step-no-report"),
        (SUMMER, "measure-step-no-report"),
        (DUE, "measure-step-no-report"),
        (AFTER, "measure-ended-no-report"),
    ],
)
def test_steps_without_a_report(day, rule) -> None:
    assert of_measure(STEPS, day)[0] == rule


def test_a_step_is_named_by_its_day_and_level() -> None:
    assert of_measure(STEPS, SPRING + ONE_DAY)[2] == (
        "The step of 2026-03-31 (at least 90) is past; no report has been published here."
    )
    assert of_measure(STEPS, SUMMER + ONE_DAY)[2] == (
        "The step of 2026-06-30 (at least 92) is past; no report has been published here."
    )


@pytest.mark.parametrize(
    ("day", "value", "rule", "sentence"),
    [
        (SUMMER, 91.9, "measure-step-reached", "the step of 2026-03-31 (at least 90) is reached, the target not yet."),
        (
            SUMMER + ONE_DAY,
            91.9,
            "measure-step-not-reached",
            "the step of 2026-06-30 (at least 92) is not reached by this latest figure.",
        ),
        (
            SUMMER + ONE_DAY,
            92,
            "measure-step-reached",
            "the step of 2026-06-30 (at least 92) is reached, the target not yet.",
        ),
        (SUMMER + ONE_DAY, 98, "measure-reached", "the target is reached."),
        (SPRING, 89.9, "measure-not-yet-reached", "the target is not yet reached."),
        (SPRING + ONE_DAY, 89.9, "measure-step-not-reached", "the step of 2026-03-31 (at least 90) is not reached by this "),
        (AFTER, 97.9, "measure-ended-not-reached", "the period ended on 2026-12-31, and by this latest figure the target "),
    ],
)
def test_steps_with_a_report(day, value, rule, sentence) -> None:
    found = of_measure(STEPS, day, said("2026-02-10", value=value, period="2026-01"))
    assert found[0] == rule
    assert found[2].startswith(f"Báo cáo 2026-02-10: {value}; {sentence}")


def test_a_step_counts_as_reached_by_the_figure_of_its_own_time() -> None:
    """A step of exactly 40 is not missed because the next year's figure is higher."""
    exact = measure(exactly=60, path=[{"by": "2026-06", "exactly": 40, "unit": "percent"}])
    own, later = said("2026-07-05", value=40, as_of="2026-06-30"), said("2026-10-05", value=55, as_of="2026-09-30")
    assert of_measure(exact, BEFORE, own, later)[0] == "measure-step-reached"
    assert of_measure(exact, BEFORE, later)[0] == "measure-step-not-reached"


def test_a_step_reached_late_is_reached() -> None:
    early, late = said("2026-04-05", value=89, as_of="2026-03-31"), said("2026-05-05", value=91, as_of="2026-04-30")
    assert of_measure(STEPS, date(2026, 5, 10), early)[0] == "measure-step-not-reached"
    assert of_measure(STEPS, date(2026, 5, 10), early, late)[0] == "measure-step-reached"


def test_a_step_that_no_number_settles_is_not_judged() -> None:
    vague = measure(at_least=98, path=[{"by": "2026-03", "about": 90, "unit": "percent"}])
    assert of_measure(vague, SUMMER, said(value=50))[0] == "measure-not-yet-reached"


def test_the_latest_entry_that_no_other_corrects_counts() -> None:
    first = said("2026-04-05", value=99, as_of="2026-03-31", corrected=True)
    correction = said("2026-08-05", value=90, as_of="2026-03-31", corrects="2026-04-05")
    assert of_measure(measure(at_least=98), DUE, first, correction)[2].startswith("Báo cáo 2026-08-05: 90;")
    june = said("2026-07-05", value=98, as_of="2026-06-30")
    assert of_measure(measure(at_least=98), DUE, first, correction, june)[2].startswith("Báo cáo 2026-07-05: 98;")
    assert of_measure(measure(at_least=98), DUE, first) == NONE


def test_an_entry_speaks_of_no_day_after_its_report() -> None:
    """A report of February for the whole year is older than one of July for the second quarter."""
    february, july = said("2026-02-10", value=99, period="2026"), said("2026-07-05", value=97, period="2026-34")
    assert february.spoken_of == date(2026, 2, 10)
    assert of_measure(measure(at_least=98), DUE, february, july)[2].startswith("Báo cáo 2026-07-05: 97;")


ON_DAY = Deadline(edtf="2026-12-31")
REASON = {"reason": "Mưa kéo dài", "action": "Làm đêm"}
WITHOUT_REPORT = ("work-no-report", "no-report", "No report has been published here yet.")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (BEFORE, WITHOUT_REPORT),
        (DUE, WITHOUT_REPORT),
        (AFTER, ("work-past-no-report", "past-no-report", f"It was due by {DUE}; no report has been published here.")),
    ],
)
@pytest.mark.parametrize("edtf", ["2026-12-31", "2026-12", "2026-36", "2026", "2025/2026", "2026-07/2026-12", "{2025,2026}"])
def test_a_task_without_a_report(edtf, day, expected) -> None:
    assert of_work(Deadline(edtf=edtf), day) == expected


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (None, WITHOUT_REPORT),
        (Deadline(printed="Ngay đầu nhiệm kỳ"), WITHOUT_REPORT),
        (Deadline(edtf="2026/.."), WITHOUT_REPORT),
        (
            Deadline(word="ongoing"),
            ("work-ongoing", "ongoing", "Carried out all the time; no report has been published here."),
        ),
        (Deadline(word="yearly"), ("work-ongoing", "ongoing", "Carried out every year; no report has been published here.")),
        (
            Deadline(word="central-schedule"),
            (
                "work-central-schedule",
                "central-schedule",
                "Its date follows the central schedule; no report has been published here.",
            ),
        ),
    ],
)
def test_a_task_without_a_day(deadline, expected) -> None:
    assert of_work(deadline, date(2099, 1, 1)) == expected


@pytest.mark.parametrize("word", ["yearly", "ongoing", "central-schedule"])
def test_a_word_beside_a_day_does_not_hide_the_day(word) -> None:
    assert of_work(Deadline(edtf="2026-12", word=word), AFTER)[1] == "past-no-report"
    assert of_work(Deadline(edtf="2026-12", word=word), DUE)[1] in ("ongoing", "central-schedule")


@pytest.mark.parametrize(
    ("status", "own", "before", "after"),
    [
        ("under-way", {}, ("work-under-way", "Under way."), ("work-past-under-way", f"Under way; it was due by {DUE}.")),
        ("done", {}, ("work-done", "Done."), ("work-done", "Done.")),
        ("late", REASON, ("work-late", "Late. Reason given: Mưa kéo dài"), ("work-late", "Late. Reason given: Mưa kéo dài")),
        (
            "blocked",
            REASON,
            ("work-blocked", "Blocked. Reason given: Mưa kéo dài"),
            ("work-blocked", "Blocked. Reason given: Mưa kéo dài"),
        ),
        (
            "stopped",
            REASON,
            ("work-stopped", "Stopped. Reason given: Mưa kéo dài"),
            ("work-stopped", "Stopped. Reason given: Mưa kéo dài"),
        ),
    ],
)
def test_a_task_with_a_report_before_and_after_its_day(status, own, before, after) -> None:
    for day, (rule, sentence) in ((BEFORE, before), (DUE, before), (AFTER, after)):
        found = of_work(ON_DAY, day, said(status=status, **own))
        assert found == (rule, STATUS_RULES[rule].level, f"Báo cáo 2026-10-05: {sentence}")


def test_without_a_day_under_way_never_passes() -> None:
    assert of_work(None, date(2099, 1, 1), said(status="under-way"))[0] == "work-under-way"


def test_a_corrected_report_on_a_task_does_not_count() -> None:
    wrong = said("2026-07-05", status="done", corrected=True)
    assert of_work(ON_DAY, DUE, wrong) == WITHOUT_REPORT
    assert of_work(ON_DAY, DUE, wrong, said("2026-08-05", status="under-way", period="2026-34"))[1] == "under-way"


@pytest.mark.parametrize("status", ["late", "blocked", "stopped"])
@pytest.mark.parametrize("missing", ["reason", "action"])
def test_an_entry_that_says_so_needs_its_reason_and_what_is_done(status, missing) -> None:
    given = {key: value for key, value in REASON.items() if key != missing}
    with pytest.raises(ValueError, match="reason and action"):
        Entry.model_validate({"task": "1.1", "status": status, **given})
    assert Entry.model_validate({"task": "1.1", "status": status, **REASON}).status == status


def stands(status: str, sentence: str = "a") -> Status:
    return Status(status, STATUS_NAMES[status] if sentence == "a" else NOT_SAID, "measure-reached")


NOT_SAID = STATUS_NAMES["done"]


def test_one_sentence_of_all_measures_stands_for_the_target() -> None:
    assert target_status([stands("reached"), stands("reached")]) == stands("reached")


def test_measures_that_stand_alike_by_different_sentences() -> None:
    found = target_status([stands("reached"), stands("reached", "b")])
    SEEN.add(found.rule)
    assert (found.rule, found.status) == ("target-of-alike-measures", "reached")
    assert written(found) == "All of its 2 measures: Reached; see each of them."


@pytest.mark.parametrize(
    ("one", "other"),
    [(first, second) for number, first in enumerate(MOST_PRESSING_FIRST) for second in MOST_PRESSING_FIRST[number + 1 :]],
)
def test_of_measures_that_differ_the_most_pressing_stands_for_the_target(one, other) -> None:
    found = target_status([stands(other), stands(one)])
    SEEN.add(found.rule)
    assert (found.rule, found.status) == ("target-of-measures", one)
    assert written(found) == "Its measures stand differently; see each of them."


def test_every_status_has_a_rule_and_every_rule_a_status() -> None:
    given = {rule.level for rule in STATUS_RULES.values() if rule.level}
    assert given == set(STATUS_NAMES)
    assert len(STATUS_RULES) == len(MEASURE_RULES) + len(WORK_RULES) + 2
    assert {rule.level for rule in MEASURE_RULES} == set(MOST_PRESSING_FIRST)


def test_every_rule_has_a_case_here() -> None:
    """Stands last: the cases above have run."""
    assert set(STATUS_RULES) == SEEN
