"""The deadline of a task or project overlaps the period of its document.

In: a `Plan`. Out: a warning for each deadline that ends before the period or begins after it. Leaves out: deadlines without
a date; duties, which are often due before the period begins; and the dates of measures, which may look further ahead.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.edtf import Span, parse_edtf
from generator.parts import due_span
from generator.plan import Plan
from generator.problems import Place, Problem, say
from generator.rules import Rule

RULES = (
    Rule(
        "deadline-outside-period",
        "warning",
        say("Deadline outside the period"),
        say("The deadline of a task or project lies wholly before or after the period of its document."),
    ),
)


def check(plan: Plan) -> Iterator[Problem]:
    """Deadlines outside the period."""
    for kind in ("tasks", "projects"):
        for record in plan.current(kind):
            period = plan.records["documents"][record.document].data.period
            due = due_span(record.data.deadline)
            if due and not _overlap(due, parse_edtf(period)):
                what = say(
                    "the deadline {deadline} lies outside the document's period {period}",
                    deadline=record.data.deadline.edtf,
                    period=period,
                )
                mend = say("compare the deadline with the source; where it is printed so, say it in 'doubt'")
                yield Problem(
                    Place(record.file), what, "deadline-outside-period", mend, "warning", path=("deadline", "edtf")
                )


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a day; an open end reaches as far as one likes."""
    return (other.last is None or one.first <= other.last) and (one.last is None or other.first <= one.last)
