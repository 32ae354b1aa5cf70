"""What follows from the data on a given day: where each record stands, with the sentence that explains it.

In: a `Plan` and a date. Out: `Facts`. Leaves to others: showing them (pages, export) and judging the data (checks).
A status is never typed in by hand: it follows from reports, dates and `as_of` by the rules of this module. "No report"
means that none has been published here; it says nothing about whether something was done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.edtf import parse_edtf
from generator.model import Document, Entry, Measure, Record
from generator.parts import Bound, Deadline
from generator.plan import Plan
from generator.problems import Text, say


@dataclass(frozen=True, slots=True)
class Status:
    """Where a record stands: the status, the sentence that explains it, and the rule that gave it."""

    status: str
    sentence: Text
    rule: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says about a record: the report, its entry, and the report that corrects it, if any."""

    report: Record
    entry: Entry
    corrected_by: Record | None = None


@dataclass(frozen=True)
class Facts:
    """All that was derived for one day, by full id; measures by full id and position from 0."""

    as_of: date
    measures: dict[tuple[str, int], Status]
    records: dict[str, Status]
    said: dict[str, tuple[Said, ...]]


STATUS_NAMES = {
    "no-report": say("No report yet"),
    "stated": say("Reported"),
    "reported": say("Reported, not yet reached"),
    "reached": say("Reached"),
    "ended-not-reached": say("Ended, not reached"),
    "ended-no-report": say("Ended, no report"),
    "done": say("Done"),
    "under-way": say("Under way"),
    "late": say("Late"),
    "blocked": say("Blocked"),
    "stopped": say("Stopped"),
    "past-no-report": say("Past its date, no report"),
    "past-under-way": say("Past its date, under way"),
    "ongoing": say("Ongoing"),
    "central-schedule": say("Waits for the central schedule"),
}


def derive(plan: Plan, as_of: date) -> Facts:
    """The facts of a plan on the day `as_of`."""
    everything = _said(plan, as_of)
    measures, records = {}, {}
    for record in plan.of("targets"):
        document = plan.records["documents"][record.document].data
        for position, measure in enumerate(record.data.measures):
            about = [one for one in everything.get(record.full_id, ()) if (one.entry.measure or 1) == position + 1]
            measures[(record.full_id, position)] = measure_status(measure, document, about, as_of)
        own = [measures[(record.full_id, position)] for position in range(len(record.data.measures))]
        records[record.full_id] = _target_status(own)
    for kind in ("tasks", "projects"):
        for record in plan.of(kind):
            records[record.full_id] = work_status(record.data.deadline, everything.get(record.full_id, ()), as_of)
    return Facts(as_of, measures, records, everything)


def subject_of(entry: Entry) -> tuple[str, str]:
    """The kind of record an entry is about, and its id within the document."""
    return next((f"{key}s", getattr(entry, key)) for key in ("target", "task", "project") if getattr(entry, key))


def _said(plan: Plan, as_of: date) -> dict[str, tuple[Said, ...]]:
    """What reports say about each record, in the order of the days they speak of; later reports are not yet known."""
    known = [report for report in plan.of("reports") if parse_edtf(report.data.date).first <= as_of]
    corrections: dict[tuple[str, str, int | None], Record] = {}
    found: dict[str, list[Said]] = defaultdict(list)
    for report in known:
        for entry in report.data.entries:
            if entry.corrects:
                corrected = f"{report.document}/reports/{entry.corrects}"
                corrections[(corrected, _full_subject(report, entry), entry.measure)] = report
    for report in known:
        for entry in report.data.entries:
            subject = _full_subject(report, entry)
            found[subject].append(Said(report, entry, corrections.get((report.full_id, subject, entry.measure))))
    return {subject: tuple(sorted(rows, key=_spoken_of)) for subject, rows in found.items()}


def _full_subject(report: Record, entry: Entry) -> str:
    kind, named = subject_of(entry)
    return f"{report.document}/{kind}/{named}"


def _spoken_of(one: Said) -> tuple[date, date, str]:
    """The day an entry speaks of, then the day of its report."""
    spoken = parse_edtf(one.entry.as_of or one.report.data.period)
    return (spoken.last or spoken.first, parse_edtf(one.report.data.date).first, one.report.full_id)


def due_day(measure: Measure, document: Document) -> date | None:
    """The last day by which a measure must hold; None where the end is open."""
    return parse_edtf(measure.by or document.period).last


def holds(bound: Bound, value: Decimal) -> bool | None:
    """Whether a value satisfies a bound; None for a goal in words, which no number settles."""
    match bound.bound:
        case "at_least":
            return value >= bound.at_least
        case "more_than":
            return value > bound.more_than
        case "exactly":
            return value == bound.exactly
        case "at_most":
            return value <= bound.at_most
        case "less_than":
            return value < bound.less_than
        case "between":
            return bound.between[0] <= value <= bound.between[1]
    return None


def measure_status(measure: Measure, document: Document, said: Sequence[Said], as_of: date) -> Status:
    """Where one measure stands on the day `as_of`, by the latest entry that no other corrects."""
    due = due_day(measure, document)
    ended = due is not None and as_of > due
    valid = [one for one in said if one.corrected_by is None]
    if not valid:
        if ended:
            sentence = say("The period ended on {day}; no report has been published here.", day=due)
            return Status("ended-no-report", sentence, "measure-without-report")
        return Status("no-report", say("No report has been published here yet."), "measure-without-report")
    report, entry = valid[-1].report, valid[-1].entry
    if entry.value is None:
        sentence = say("{report}: {result}", report=report.data.title, result=entry.result)
        return Status("stated", sentence, "measure-in-words")
    values = {"report": report.data.title, "value": entry.value, "unit": measure.unit}
    match holds(measure, entry.value), ended:
        case True, _:
            return Status("reached", say("{report}: {value}; the target is reached.", **values), "measure-with-report")
        case None, _:
            return Status("stated", say("{report}: {value}.", **values), "measure-without-exact-bound")
        case False, True:
            sentence = say("{report}: {value}; the period ended on {day} and the target is not reached.", day=due, **values)
            return Status("ended-not-reached", sentence, "measure-with-report")
    return Status("reported", say("{report}: {value}; the target is not yet reached.", **values), "measure-with-report")


_MOST_PRESSING_FIRST = ("ended-not-reached", "ended-no-report", "reported", "stated", "no-report", "reached")


def _target_status(statuses: list[Status]) -> Status:
    """One measure's status stands for the target; where measures differ, the one that asks for most attention."""
    first = min(statuses, key=lambda status: _MOST_PRESSING_FIRST.index(status.status))
    if len({status.status for status in statuses}) == 1:
        return first
    return Status(first.status, say("Its measures stand differently; see each of them."), "target-of-measures")


def work_status(deadline: Deadline | None, said: Sequence[Said], as_of: date) -> Status:
    """Where a task or project stands on the day `as_of`, by the latest entry that no other corrects."""
    due = parse_edtf(deadline.edtf).last if deadline and deadline.edtf else None
    past = due is not None and as_of > due
    valid = [one for one in said if one.corrected_by is None]
    if valid:
        report, entry = valid[-1].report, valid[-1].entry
        status = entry.status or "under-way"
        values = {"report": report.data.title, "status": STATUS_NAMES[status]}
        if status == "under-way" and past:
            sentence = say("{report}: {status}; it was due by {day}.", day=due, **values)
            return Status("past-under-way", sentence, "work-with-report")
        return Status(status, say("{report}: {status}.", **values), "work-with-report")
    if past:
        sentence = say("It was due by {day}; no report has been published here.", day=due)
        return Status("past-no-report", sentence, "work-without-report")
    if deadline and deadline.word in ("ongoing", "yearly"):
        return Status("ongoing", say("Carried out all the time; no report has been published here."), "work-ongoing")
    if deadline and deadline.word == "central-schedule":
        sentence = say("Its date follows the central schedule; no report has been published here.")
        return Status("central-schedule", sentence, "work-central-schedule")
    return Status("no-report", say("No report has been published here yet."), "work-without-report")
