"""Early warnings: what asks for attention on a given day, and by which rule.

In: a `Plan` and its `Facts` (which carry the day). Out: `EarlyWarning`s, most pressing first, each with its rule, its record
and one sentence as `Text` with the values it is made of; and all that has a date, as `Due`s. Leaves to others: wording
(pages), files (export) and judging the data (checks). "No report" means that none has been published here, never that
nothing was done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.checks import levels, totals
from generator.checks.figures import when
from generator.derive import Facts
from generator.edtf import FIRST_QUARTER, Span, parse_edtf
from generator.model import Document, Duty, Record
from generator.parts import Amount, Deadline, due_span
from generator.plan import Plan, in_plan_order
from generator.problems import Text, say
from generator.rules import Rule
from generator.statuses import Status, due_day
from generator.sums import compared

SOON, LATER = 30, 90  # days


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """One warning: its permanent id, its rule, the record and agencies it is about, why, and its days.

    `due` is the day something is or was due, if the rule is about one; `since` the day from which the rule holds.
    """

    id: str
    rule: Rule
    record: Record
    agencies: tuple[str, ...]
    sentence: Text
    due: date | None
    since: date


@dataclass(frozen=True, slots=True)
class Due:
    """That a record, or of a target the measure at `position` from 0, is due on a day, and where it stands."""

    record: Record
    position: int
    day: date | None
    status: Status


LEVELS = {"pressing": say("Pressing"), "attention": say("Worth a look"), "quiet": say("For the record")}
RULES = {
    rule.id: rule
    for rule in (
        Rule(
            "past-no-report",
            "pressing",
            say("Past its date, no report"),
            say(
                "The date in the source, or that of a step on the way, has passed, and no report has been published here. "
                "It may well be done."
            ),
        ),
        Rule(
            "past-under-way",
            "pressing",
            say("Past its date, not done by the latest report"),
            say(
                "The date in the source, or that of a step on the way, has passed; the latest report says under way, "
                "or gives a figure that does not reach it."
            ),
        ),
        Rule(
            "reported-late",
            "pressing",
            say("Reported late, blocked or stopped"),
            say("The agency itself says so in its latest report, with its reason."),
        ),
        Rule(
            "duty-lapsed",
            "pressing",
            say("Report due, none published here"),
            say(
                "The document asks the agency for regular reports. For the last full month, quarter, half-year or year "
                "since the document's period began, no report has been published here."
            ),
        ),
        Rule(
            "due-30",
            "attention",
            say("Due within 30 days"),
            say("Not yet done or reached, and due today or within 30 days, with or without a report."),
        ),
        Rule(
            "due-90",
            "attention",
            say("Due in 31 to 90 days, no report"),
            say("Due in 31 to 90 days, and no report has been published here."),
        ),
        replace(levels.RULES[0], level="attention"),
        replace(totals.RULES[0], level="quiet"),
        Rule(
            "doubt",
            "quiet",
            say("Doubtful in the source"),
            say("The source contradicts itself or another document, or cannot be read with certainty."),
        ),
        Rule(
            "not-named",
            "quiet",
            say("Lead, funding or date not named"),
            say("The source does not name who leads a task or project, with what money, or by when."),
        ),
    )
}
KINDS_DUE = ("targets", "tasks", "projects")
_KINDS = ("documents", *KINDS_DUE)
_ORDER = {rule: number for number, rule in enumerate(RULES)}
_BY_STATUS = {
    "past-no-report": "past-no-report",
    "ended-no-report": "past-no-report",
    "step-no-report": "past-no-report",
    "past-under-way": "past-under-way",
    "ended-not-reached": "past-under-way",
    "step-not-reached": "past-under-way",
    "late": "reported-late",
    "blocked": "reported-late",
    "stopped": "reported-late",
}
_AHEAD = {"due-30": SOON, "due-90": LATER}
_OF_A_STEP = ("step-no-report", "step-not-reached")
_WITHOUT_REPORT = ("no-report", "ongoing", "central-schedule")
FINISHED = ("done", "reached", "stopped")
_GAPS = {"lead": say("lead agency"), "funding": say("funding"), "deadline": say("date")}
_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}  # the shortest first


def dues(plan: Plan, facts: Facts) -> tuple[Due, ...]:
    """Every task and project, and every measure of every target, with its last day; None where that is open."""
    return tuple(due for kind in KINDS_DUE for due in dues_of_kind(plan, facts, kind))


def dues_of_kind(plan: Plan, facts: Facts, kind: str) -> list[Due]:
    """Those of one kind, for a plan or a document alone."""
    found = []
    for record in plan.current(kind):
        if kind == "targets":
            document = plan.records["documents"][record.document].data
            for position, measure in enumerate(record.data.measures):
                found.append(Due(record, position, due_day(measure, document), facts.measures[(record.full_id, position)]))
        else:
            span = due_span(record.data.deadline)
            found.append(Due(record, 0, span.last if span else None, facts.records[record.full_id]))
    return found


def warn_within(plan: Plan, facts: Facts, everything: Iterable[Due]) -> list[EarlyWarning]:
    """The warnings for which one looks at nothing but a document and what it sets; for a plan, or a document alone."""
    return [*_by_time(plan, facts, everything), *_totals(plan), *_doubts(plan), *_not_named(plan)]


def warn_between(plan: Plan, as_of: date) -> list[EarlyWarning]:
    """The other warnings of a plan."""
    return [*_lapsed_duties(plan, as_of), *_short_of_level_above(plan)]


def warn(plan: Plan, facts: Facts, everything: Iterable[Due]) -> tuple[EarlyWarning, ...]:
    """All warnings of the day."""
    return most_pressing_first([*warn_within(plan, facts, everything), *warn_between(plan, facts.as_of)])


def most_pressing_first(warnings: Iterable[EarlyWarning]) -> tuple[EarlyWarning, ...]:
    """By rule, then the earliest date, then in the order of the plan and its kinds of record."""
    return tuple(sorted(warnings, key=_most_pressing))


def _most_pressing(one: EarlyWarning) -> tuple:
    record = one.record
    where = (record.document or record.id, _KINDS.index(record.kind), in_plan_order(record))
    return (_ORDER[one.rule.id], one.due or date.max, *where, one.id)


def _stands_since(plan: Plan, record: Record) -> date:
    """The day from which a record says what it says: its document's adoption, or the beginning of the period."""
    document = plan.records["documents"][record.document or record.id].data
    return parse_edtf(document.adopted or document.period).first


def agencies_leading(record: Record) -> tuple[str, ...]:
    """The agencies that lead a target, one of its measures, a task or a project, each once."""
    measures = record.data.measures if record.kind == "targets" else ()
    return tuple(dict.fromkeys([*record.data.lead, *(one for measure in measures for one in measure.lead)]))


def rule_by_time(day: date | None, status: str, as_of: date) -> str | None:
    """The one rule about dates and reports that something falls under, if any."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if day is None or status in FINISHED:
        return None
    left = (day - as_of).days
    if 0 <= left <= SOON:
        return "due-30"
    return "due-90" if SOON < left <= LATER and status in _WITHOUT_REPORT else None


def _by_time(plan: Plan, facts: Facts, everything: tuple[Due, ...]) -> Iterator[EarlyWarning]:
    """One warning for each record and rule; of a target's measures the one that is due first speaks for the others."""
    found: dict[tuple[str, str], list[Due]] = defaultdict(list)
    for due in everything:
        rule = rule_by_time(due.day, due.status.status, facts.as_of)
        if rule:
            found[(due.record.full_id, rule)].append(due)
    for (full_id, rule), rows in found.items():
        first = min(rows, key=lambda due: _day_that_counts(due) or date.max)
        sentence = (
            _soon(first, LATER if rule == "due-90" else SOON) if rule in ("due-30", "due-90") else first.status.sentence
        )
        measures = first.record.data.measures if first.record.kind == "targets" else ()
        if len(rows) < len(measures):
            sentence = say("{measure}: {sentence}", measure=measures[first.position].name, sentence=sentence)
        since = _since(plan, facts, first, rule)
        day = _day_that_counts(first)
        agencies = agencies_leading(first.record)
        yield EarlyWarning(f"{full_id}/{rule}", RULES[rule], first.record, agencies, sentence, day, since)


def _soon(due: Due, days: int) -> Text:
    if due.status.status in _WITHOUT_REPORT:
        return say("Due by {day}, within {days} days; no report has been published here.", day=due.day, days=days)
    return say("Due by {day}, within {days} days; {status}", day=due.day, days=days, status=due.status.sentence)


def _since(plan: Plan, facts: Facts, due: Due, rule: str) -> date:
    """The day from which a rule about dates holds: known from the date alone, or the day of the report that says so."""
    if rule == "reported-late":
        valid = [one for one in facts.said[due.record.full_id] if one.corrected_by is None]
        return parse_edtf(valid[-1].report.data.date).first
    return max(_day_that_counts(due) - timedelta(days=_AHEAD.get(rule, -1)), _stands_since(plan, due.record))


def _day_that_counts(due: Due) -> date | None:
    """The day a warning is about: that of a step, where the status is of one, or the last day of the whole."""
    return due.status.inputs["step_due"] if due.status.status in _OF_A_STEP else due.day


def _lapsed_duties(plan: Plan, as_of: date) -> Iterator[EarlyWarning]:
    """One warning for each agency and document; reports say of whom and when, not which of several duties they answer."""
    for document in plan.current("documents"):
        seen = set()
        for duty in document.data.duties:
            every = next((one for one in _MONTHS if one in duty.every), None)
            period = last_full_period(document.data, every, as_of) if every and duty.to else None
            for agency in duty.agency if period else ():
                if (agency, period) not in seen and not _reported(plan, document, agency, period):
                    seen.add((agency, period))
                    yield _lapsed(plan, document, duty, agency, period)


def _lapsed(plan: Plan, document: Record, duty: Duty, agency: str, period: str) -> EarlyWarning:
    sentence = say(
        "{agency} is to report to {to}; for {period} no report has been published here.",
        agency=plan.records["agencies"][agency].data.name,
        to=", ".join(plan.records["agencies"][one].data.name for one in duty.to),
        period=Deadline(edtf=period),
    )
    last = parse_edtf(period).last
    own_id = f"{document.full_id}/duty-lapsed/{agency}/{period.replace('/', '_')}"
    return EarlyWarning(own_id, RULES["duty-lapsed"], document, (agency,), sentence, last, last + timedelta(days=1))


def last_full_period(document: Document, every: str, as_of: date) -> str | None:
    """The last month, quarter, half-year or year that is over and lies within the document's period, as EDTF.

    A period that began before the document was adopted does not count: nothing was due from it then.
    """
    span = parse_edtf(document.period)
    begins = max(span.first, parse_edtf(document.adopted).first) if document.adopted else span.first
    after = min(as_of, span.last + timedelta(days=1)) if span.last else as_of
    months = _MONTHS[every]
    # Months counted from year 0, so that a period before January falls into the year before.
    number = (after.year * 12 + after.month - 1) // months - 1
    year, part = divmod(number * months, 12)
    return _as_edtf(year, part + 1, months) if date(year, part + 1, 1) >= begins else None


def _as_edtf(year: int, month: int, months: int) -> str:
    """A span of 1, 3, 6 or 12 months from the first of a month."""
    return {
        1: f"{year}-{month:02}",
        3: f"{year}-{FIRST_QUARTER + (month - 1) // 3}",
        6: f"{year}-{month:02}/{year}-{month + 5:02}",
        12: f"{year}",
    }[months]


def _reported(plan: Plan, document: Record, agency: str, period: str) -> bool:
    """Whether a report of the agency on the document speaks of any part of the period."""
    wanted = parse_edtf(period)
    return any(
        report.data.agency == agency and _overlap(parse_edtf(report.data.period), wanted)
        for report in plan.current("reports", document.id)
    )


def _overlap(one: Span, other: Span) -> bool:
    return (other.last is None or one.first <= other.last) and (one.last is None or other.first <= one.last)


def _short_of_level_above(plan: Plan) -> Iterator[EarlyWarning]:
    """One warning for each two figures of which the lower level's falls short; years it holds for are named together."""
    for (one, other), days in levels.short_of_level_above(plan).items():
        sentence = say(
            "{indicator}, {when}: {figure} in {place}; the level above, {other_place}, sets {other_figure}.",
            indicator=plan.records["indicators"][one.indicator].data.name,
            when=when(days),
            figure=one.bound,
            place=plan.records["places"][one.place].data.name,
            other_place=plan.records["places"][other.place].data.name,
            other_figure=other.bound,
        )
        steps = "/".join(str(step) for step in (*one.path[1:-1], other.record.full_id, *other.path[1:-1]))
        own_id, agencies = f"{one.record.full_id}/short-of-level-above/{steps}", agencies_leading(one.record)
        since = max(_stands_since(plan, one.record), _stands_since(plan, other.record))
        yield EarlyWarning(own_id, RULES["short-of-level-above"], one.record, agencies, sentence, None, since)


def _totals(plan: Plan) -> Iterator[EarlyWarning]:
    """One warning for each amount that a document prints as a total and its projects do not add up to."""
    for document in plan.current("documents"):
        for one in compared(plan, document):
            if one.gap:
                sentence = say(
                    "{group}, {kind}: {total} printed as the total, while the projects add up to {sum}; "
                    "{counted} of {all} projects state this amount.",
                    group=one.total.group,
                    kind=plan.lists["amounts"][one.amount.kind],
                    total=one.amount,
                    sum=Amount(kind=one.sum.kind, value=one.sum.value, unit=one.sum.unit),
                    counted=one.sum.counted,
                    all=one.sum.counted + one.sum.missing,
                )
                steps = "/".join(str(step) for step in one.path[1:-1])
                own_id, since = f"{document.full_id}/total-differs/{steps}", _stands_since(plan, document)
                yield EarlyWarning(own_id, RULES["total-differs"], document, (), sentence, None, since)


def _doubts(plan: Plan) -> Iterator[EarlyWarning]:
    """What the publisher found doubtful or contradictory in a document and in what it sets."""
    for kind in ("documents", "targets", "tasks", "projects"):
        for record in plan.current(kind):
            if record.data.doubt:
                agencies = () if kind == "documents" else agencies_leading(record)
                sentence = say("Doubtful in the source: {doubt}", doubt=record.data.doubt)
                own_id, since = f"{record.full_id}/doubt", _stands_since(plan, record)
                yield EarlyWarning(own_id, RULES["doubt"], record, agencies, sentence, None, since)


def _not_named(plan: Plan) -> Iterator[EarlyWarning]:
    """One warning for each task or project of which the source leaves something open; a sum of money names its funding."""
    for kind in ("tasks", "projects"):
        for record in plan.current(kind):
            data = record.data
            missing = tuple(
                name
                for key, name in _GAPS.items()
                if not getattr(data, key) and not (key == "funding" and getattr(data, "amounts", ()))
            )
            if missing:
                sentence = say("The source does not name: {gaps}.", gaps=missing)
                own_id, since = f"{record.full_id}/not-named", _stands_since(plan, record)
                yield EarlyWarning(own_id, RULES["not-named"], record, agencies_leading(record), sentence, None, since)
