"""A report's entry names a measure that its target has.

In: a `Plan`. Out: an error for each entry whose measure does not exist, or that leaves open which of several it means.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan import Plan
from generator.problems import Place, Problem, say
from generator.rules import Rule

RULES = (
    Rule(
        "which-measure",
        "error",
        say("Entry that does not say which measure"),
        say("A report gives a figure for a target of several measures and does not say for which."),
    ),
    Rule(
        "unknown-measure",
        "error",
        say("Entry on a measure that is not there"),
        say("A report names a measure that the target does not have."),
    ),
)


def check(plan: Plan) -> Iterator[Problem]:
    """Entries on measures that do not exist."""
    for report in plan.of("reports"):
        for position, entry in enumerate(report.data.entries):
            target = plan.find("targets", f"{report.document}/targets/{entry.target}") if entry.target else None
            if target is None:
                continue
            number, path = len(target.data.measures), ("entries", position)
            if entry.measure is None and number > 1 and entry.value is not None:
                what = say(
                    "target {target} has {number} measures; the entry does not say which", target=entry.target, number=number
                )
                mend = say("add 'measure: 1' to {number}", number=number)
                yield Problem(Place(report.file), what, "which-measure", mend, path=path)
            elif entry.measure is not None and entry.measure > number:
                what = say("target {target} has no measure {measure}", target=entry.target, measure=entry.measure)
                mend = say("it has {number}", number=number)
                yield Problem(Place(report.file), what, "unknown-measure", mend, path=(*path, "measure"))
