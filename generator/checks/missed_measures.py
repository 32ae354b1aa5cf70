"""A report that shows a target missed says why, and what is done about it.

In: a `Plan`. Out: an error for each entry without `reason` and `action` whose figure is of the measure's last day or later
and does not satisfy it. Leaves out: measures that no number settles (goals in words, `about`), steps on the way, and what
the model refuses by itself (late, blocked or stopped without a reason).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Entry, Record
from generator.plan import Plan
from generator.problems import Place, Problem, say
from generator.rules import Rule
from generator.statuses import Said, due_day, holds

RULES = (
    Rule(
        "missed-without-reason",
        "error",
        say("Missed without a reason"),
        say("A report gives a figure at the end that does not reach the target, but no reason or nothing that is done."),
    ),
)


def check(plan: Plan) -> Iterator[Problem]:
    """Entries that show a target missed and do not say why."""
    for report in plan.of("reports"):
        for position, entry in enumerate(report.data.entries):
            if entry.value is not None and not (entry.reason and entry.action) and _is_missed(plan, report, entry):
                what = say("the figure {value} at the end does not reach the target", value=f"{entry.value:f}")
                mend = say("add 'reason' and 'action'; where the report gives none, say so in them")
                yield Problem(Place(report.file), what, "missed-without-reason", mend, path=("entries", position, "value"))


def _is_missed(plan: Plan, report: Record, entry: Entry) -> bool:
    target = plan.find("targets", f"{report.document}/targets/{entry.target}") if entry.target else None
    if target is None or (entry.measure or 1) > len(target.data.measures):
        return False
    measure = target.data.measures[(entry.measure or 1) - 1]
    due = due_day(measure, plan.records["documents"][report.document].data)
    return due is not None and Said(report, entry).spoken_of >= due and holds(measure, entry.value) is False
