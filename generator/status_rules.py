"""The rules that say where a record stands, as tables: of each table the first rule that holds gives the status.

In: a `MeasureCase`, a `WorkCase` or the statuses of a target's measures. Out: a `Status`. Leaves to others: finding the
reports (derive) and showing the rules (pages). "No report" means that none has been published here; it says nothing about
whether something was done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from generator.edtf import parse_edtf
from generator.model import Document, Measure, Step
from generator.parts import Deadline, due_span
from generator.problems import Text, say
from generator.rules import Rule
from generator.statuses import STATUS_NAMES, Said, Status, due_day, holds


@dataclass(frozen=True, slots=True)
class StatusRule(Rule):
    """A rule that gives the status `level` where `when` holds, with the sentence that explains it."""

    when: Callable
    sentence: Callable[..., Text]


def _latest(said: tuple[Said, ...]) -> Said | None:
    """The latest entry that no other corrects."""
    for one in reversed(said):
        if one.corrected_by is None:
            return one
    return None


@dataclass(slots=True)
class MeasureCase:
    """What is known of a measure on a day: what it sets, by when, and what reports say of it, the latest last."""

    measure: Measure
    document: Document
    said: tuple[Said, ...]
    as_of: date
    latest: Said | None = field(init=False)
    due: date | None = field(init=False)
    is_ended: bool = field(init=False)
    step: Step | None = field(init=False)
    """The last step on the way whose day is past, as long as the whole has not ended."""

    def __post_init__(self) -> None:
        self.latest = _latest(self.said)
        self.due = due_day(self.measure, self.document)
        self.is_ended = self.due is not None and self.as_of > self.due
        steps = () if self.is_ended else self.measure.path
        past = [step for step in steps if (day := _last(step)) and day < self.as_of]
        self.step = max(past, key=_last, default=None)

    @property
    def value(self) -> Decimal | None:
        return self.latest.entry.value if self.latest else None

    @property
    def is_reached(self) -> bool | None:
        return holds(self.measure, self.value)

    @property
    def is_step_reached(self) -> bool | None:
        """Whether the latest figure satisfies the step, or the latest one of the step's own time did; None if unknown."""
        if self.step is None or holds(self.step, self.value) is None:
            return None
        own = [one for one in self.said if one.corrected_by is None and one.spoken_of <= _last(self.step)]
        values = [self.value, *(one.entry.value for one in own[-1:] if one.entry.value is not None)]
        return any(holds(self.step, value) for value in values)

    @property
    def said_by(self) -> dict[str, object]:
        """The values of every sentence about a figure."""
        return {"report": self.latest.report.data.title, "value": self.value, "unit": self.measure.unit}

    @property
    def inputs(self) -> dict[str, object]:
        """What the rules looked at; days and figures that are not there are left out."""
        found: dict[str, object] = {"set": self.measure, "due": self.due}
        if self.step:
            found |= {"step": self.step, "step_due": _last(self.step)}
        if self.latest:
            found |= {"report": self.latest.report, "value": self.value, "on": self.latest.spoken_of}
        return {key: value for key, value in found.items() if value is not None}


@dataclass(slots=True)
class WorkCase:
    """What is known of a task or project on a day: when it is due and what reports say of it, the latest last."""

    deadline: Deadline | None
    said: tuple[Said, ...]
    as_of: date
    latest: Said | None = field(init=False)
    reported: str | None = field(init=False)
    due: date | None = field(init=False)
    is_past: bool = field(init=False)

    def __post_init__(self) -> None:
        self.latest = _latest(self.said)
        self.reported = self.latest.entry.status if self.latest else None
        span = due_span(self.deadline)
        self.due = span.last if span else None
        self.is_past = self.due is not None and self.as_of > self.due

    @property
    def said_by(self) -> dict[str, object]:
        """The values of every sentence about a report."""
        return {"report": self.latest.report.data.title, "status": STATUS_NAMES[self.reported]}

    @property
    def inputs(self) -> dict[str, object]:
        """What the rules looked at; what is not there is left out."""
        found: dict[str, object] = {"due": self.due} if self.due else {"deadline": self.deadline}
        if self.latest:
            found |= {"report": self.latest.report, "on": self.latest.spoken_of, "reported": self.reported}
        return {key: value for key, value in found.items() if value is not None}


def _last(step: Step) -> date | None:
    return parse_edtf(step.by).last


MEASURE_RULES = (
    StatusRule(
        "measure-ended-no-report",
        "ended-no-report",
        say("Figure: ended, no report"),
        say("The last day is past, and no report on it has been published here. It may well have been reached."),
        lambda case: case.latest is None and case.is_ended,
        lambda case: say("The period ended on {day}; no report has been published here.", day=case.due),
    ),
    StatusRule(
        "measure-step-no-report",
        "step-no-report",
        say("Figure: a step is past, no report"),
        say("The document sets steps on the way; the last day of one is past, and no report has been published here."),
        lambda case: case.latest is None and case.step is not None,
        lambda case: say(
            "The step of {day} ({step}) is past; no report has been published here.", day=_last(case.step), step=case.step
        ),
    ),
    StatusRule(
        "measure-no-report",
        "no-report",
        say("Figure: no report yet"),
        say("No report on it has been published here, and its last day has not passed."),
        lambda case: case.latest is None,
        lambda case: say("No report has been published here yet."),
    ),
    StatusRule(
        "measure-in-words",
        "stated",
        say("Figure: reported in words"),
        say("The latest report says something about it, but gives no figure that could be compared."),
        lambda case: case.value is None,
        lambda case: say("{report}: {result}", report=case.latest.report.data.title, result=case.latest.entry.result),
    ),
    StatusRule(
        "measure-without-exact-bound",
        "stated",
        say("Figure: no exact level to compare with"),
        say(
            "The document sets a goal in words, or “about” a figure; whether a reported figure is enough is not judged here."
        ),
        lambda case: case.is_reached is None,
        lambda case: say("{report}: {value}.", **case.said_by),
    ),
    StatusRule(
        "measure-reached-each-period",
        "reached",
        say("Figure: reached, set for each year, quarter or month"),
        say(
            "The document sets the same level for each year, quarter or month, and the latest report reaches it. "
            "Nothing is said of the others."
        ),
        lambda case: case.is_reached and case.measure.per is not None,
        lambda case: say("{report}: {value}; the level set for each such period is reached in this one.", **case.said_by),
    ),
    StatusRule(
        "measure-reached",
        "reached",
        say("Figure: reached"),
        say("The figure in the latest report satisfies what the document sets; of a range with a floor, the floor counts."),
        lambda case: case.is_reached,
        lambda case: say("{report}: {value}; the target is reached.", **case.said_by),
    ),
    StatusRule(
        "measure-ended-not-reached",
        "ended-not-reached",
        say("Figure: ended, not reached"),
        say("The last day is past, and the latest figure published here does not satisfy what the document sets."),
        lambda case: case.is_ended,
        lambda case: say(
            "{report}: {value}; the period ended on {day}, and by this latest figure the target is not reached.",
            day=case.due,
            **case.said_by,
        ),
    ),
    StatusRule(
        "measure-step-not-reached",
        "step-not-reached",
        say("Figure: a step is past, not reached"),
        say(
            "The last day of a step on the way is past, and neither the latest figure nor the latest one of the step's own "
            "time satisfies it. The whole still has time."
        ),
        lambda case: case.is_step_reached is False,
        lambda case: say(
            "{report}: {value}; the step of {day} ({step}) is not reached by this latest figure.",
            day=_last(case.step),
            step=case.step,
            **case.said_by,
        ),
    ),
    StatusRule(
        "measure-step-reached",
        "reported",
        say("Figure: the step is reached, the whole not yet"),
        say("The last step whose day is past is reached; the whole is not yet, and has time."),
        lambda case: case.is_step_reached is True,
        lambda case: say(
            "{report}: {value}; the step of {day} ({step}) is reached, the target not yet.",
            day=_last(case.step),
            step=case.step,
            **case.said_by,
        ),
    ),
    StatusRule(
        "measure-not-yet-reached",
        "reported",
        say("Figure: reported, not yet reached"),
        say("The figure in the latest report does not yet satisfy what the document sets; the last day has not passed."),
        lambda case: True,
        lambda case: say("{report}: {value}; the target is not yet reached.", **case.said_by),
    ),
)
WORK_RULES = (
    StatusRule(
        "work-past-under-way",
        "past-under-way",
        say("Task or project: past its date, under way"),
        say("The latest report says under way, and the date in the source is past."),
        lambda case: case.reported == "under-way" and case.is_past,
        lambda case: say("{report}: {status}; it was due by {day}.", day=case.due, **case.said_by),
    ),
    StatusRule(
        "work-under-way",
        "under-way",
        say("Task or project: under way"),
        say("The latest report says under way; the date in the source has not passed, or there is none."),
        lambda case: case.reported == "under-way",
        lambda case: say("{report}: {status}.", **case.said_by),
    ),
    StatusRule(
        "work-done",
        "done",
        say("Task or project: done"),
        say("The latest report says done, before or after the date in the source."),
        lambda case: case.reported == "done",
        lambda case: say("{report}: {status}.", **case.said_by),
    ),
    StatusRule(
        "work-late",
        "late",
        say("Task or project: late"),
        say("The latest report itself says late, with its reason."),
        lambda case: case.reported == "late",
        lambda case: _with_reason(case),
    ),
    StatusRule(
        "work-blocked",
        "blocked",
        say("Task or project: blocked"),
        say("The latest report itself says blocked, with its reason."),
        lambda case: case.reported == "blocked",
        lambda case: _with_reason(case),
    ),
    StatusRule(
        "work-stopped",
        "stopped",
        say("Task or project: stopped"),
        say("The latest report itself says stopped, with its reason."),
        lambda case: case.reported == "stopped",
        lambda case: _with_reason(case),
    ),
    StatusRule(
        "work-past-no-report",
        "past-no-report",
        say("Task or project: past its date, no report"),
        say("The date in the source is past, and no report on it has been published here. It may well be done."),
        lambda case: case.is_past,
        lambda case: say("It was due by {day}; no report has been published here.", day=case.due),
    ),
    StatusRule(
        "work-ongoing",
        "ongoing",
        say("Task or project: ongoing"),
        say("The source has it done all the time or every year; no report on it has been published here."),
        lambda case: case.deadline is not None and case.deadline.word in ("ongoing", "yearly"),
        lambda case: (
            say("Carried out all the time; no report has been published here.")
            if case.deadline.word == "ongoing"
            else say("Carried out every year; no report has been published here.")
        ),
    ),
    StatusRule(
        "work-central-schedule",
        "central-schedule",
        say("Task or project: waits for the central schedule"),
        say("The source leaves its date to the central schedule; no report on it has been published here."),
        lambda case: case.deadline is not None and case.deadline.word == "central-schedule",
        lambda case: say("Its date follows the central schedule; no report has been published here."),
    ),
    StatusRule(
        "work-no-report",
        "no-report",
        say("Task or project: no report yet"),
        say("No report on it has been published here; the date in the source has not passed, or there is none."),
        lambda case: True,
        lambda case: say("No report has been published here yet."),
    ),
)
TARGET_RULES = (
    StatusRule(
        "target-of-alike-measures",
        "",
        say("Target of several figures that stand alike"),
        say("All figures of the target have the same status, by different reports or days."),
        lambda statuses: len({one.status for one in statuses}) == 1,
        lambda statuses: say(
            "All of its {number} measures: {status}; see each of them.",
            number=len(statuses),
            status=STATUS_NAMES[statuses[0].status],
        ),
    ),
    StatusRule(
        "target-of-measures",
        "",
        say("Target of several figures that stand differently"),
        say("Of the figures' statuses the one that asks for most attention stands for the target."),
        lambda statuses: True,
        lambda statuses: say("Its measures stand differently; see each of them."),
    ),
)
STATUS_RULES = {rule.id: rule for rule in (*MEASURE_RULES, *TARGET_RULES, *WORK_RULES)}
MOST_PRESSING_FIRST = (
    "ended-not-reached",
    "ended-no-report",
    "step-not-reached",
    "step-no-report",
    "reported",
    "stated",
    "no-report",
    "reached",
)


def _with_reason(case: WorkCase) -> Text:
    return say("{report}: {status}. Reason given: {reason}", reason=case.latest.entry.reason, **case.said_by)


def status_by(rules: tuple[StatusRule, ...], case: MeasureCase | WorkCase) -> Status:
    """Where a case stands, by the first rule that holds."""
    for rule in rules:
        if rule.when(case):
            return Status(rule.level, rule.sentence(case), rule.id, case.inputs)
    raise LookupError("the last rule of a table always holds")


def target_status(statuses: list[Status]) -> Status:
    """One sentence of all measures stands for the target; where they differ, the status that asks for most attention."""
    first = min(statuses, key=lambda one: MOST_PRESSING_FIRST.index(one.status))
    if all(one.sentence == first.sentence for one in statuses):
        return first
    rule = next(rule for rule in TARGET_RULES if rule.when(statuses))
    measures = tuple(one.status for one in statuses)
    return Status(first.status, rule.sentence(statuses), rule.id, {"measures": measures})
