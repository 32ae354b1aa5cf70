"""Where a record can stand: the statuses by name, and the values a status is made from and told with.

In: nothing. Out: `Status`, `Said`, and what can be asked of a measure: when it is due and whether a figure satisfies it.
Leaves to others: which status holds (status_rules) and for which record (derive).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from generator.edtf import parse_edtf
from generator.model import Document, Entry, Measure, Record
from generator.parts import Bound
from generator.problems import Text, say


@dataclass(frozen=True, slots=True)
class Status:
    """Where a record stands: the status, the sentence that explains it, the id of the rule that gave it, and what the rule
    looked at, by the keys of `INPUT_NAMES`."""

    status: str
    sentence: Text
    rule: str
    inputs: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says about a record: the report, its entry, and the report that corrects it, if any."""

    report: Record
    entry: Entry
    corrected_by: Record | None = None

    @property
    def spoken_of(self) -> date:
        """The last day that the entry speaks of, which is never after the day of its report."""
        span, published = parse_edtf(self.entry.as_of or self.report.data.period), parse_edtf(self.report.data.date)
        return min(span.last or span.first, published.last or published.first)


STATUS_NAMES = {
    "no-report": say("No report yet"),
    "stated": say("Reported"),
    "reported": say("Reported, not yet reached"),
    "reached": say("Reached"),
    "step-no-report": say("A step is past, no report"),
    "step-not-reached": say("A step is past, not reached"),
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
INPUT_NAMES = {
    "set": say("Set in the document"),
    "step": say("Step on the way"),
    "step_due": say("Last day of the step"),
    "due": say("Last day"),
    "deadline": say("Date in the source"),
    "report": say("Latest report"),
    "value": say("Figure reported"),
    "on": say("Figure is of"),
    "reported": say("Status reported"),
    "measures": say("Where its measures stand"),
}


def subject_of(entry: Entry) -> tuple[str, str]:
    """The kind of record an entry is about, and its id within the document."""
    return next((f"{key}s", getattr(entry, key)) for key in ("target", "task", "project") if getattr(entry, key))


def due_day(measure: Measure, document: Document) -> date | None:
    """The last day by which a measure must hold; None where the end is open."""
    return parse_edtf(measure.by or document.period).last


def holds(bound: Bound, value: Decimal) -> bool | None:
    """Whether a value satisfies a bound; None for a goal in words and for `about`, which no number settles."""
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
