"""The planned funds of a project, or of a printed total, add up to its planned total.

In: a `Plan`. Out: a warning where the `planned-…` parts are more than `planned-total`, or less although every part that
data/amounts.yml lists is there. Leaves out: amounts in another unit than the total, and sums over several projects (totals).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.parts import Amount
from generator.plan import Plan
from generator.problems import Place, Problem, say
from generator.rules import Rule

TOTAL = "planned-total"

RULES = (
    Rule(
        "planned-funds",
        "warning",
        say("Planned funds do not add up"),
        say("The planned parts of a project are more than its planned total, or less although every part is there."),
    ),
)


def check(plan: Plan) -> Iterator[Problem]:
    """Projects whose planned funds do not add up."""
    every_part = {kind for kind in plan.lists["amounts"] if _is_part(kind)}
    for file, path, amounts in _amounts(plan):
        for position, total in enumerate(amounts):
            if total.kind != TOTAL:
                continue
            parts = [part for part in amounts if _is_part(part.kind) and part.unit == total.unit]
            together, complete = sum(part.value for part in parts), {part.kind for part in parts} == every_part
            if together > total.value or (complete and parts and together < total.value):
                what = say(
                    "the planned funds add up to {sum} {unit}, but their total is {total} {unit}",
                    sum=f"{together:f}",
                    total=f"{total.value:f}",
                    unit=total.unit,
                )
                mend = say("compare the amounts with the source; where they are printed so, say it in 'doubt'")
                yield Problem(Place(file), what, "planned-funds", mend, "warning", path=(*path, position, "value"))


def _amounts(plan: Plan) -> Iterator[tuple[str, tuple, tuple[Amount, ...]]]:
    """The amounts of each project and of each printed total, with their file and their path in it."""
    for project in plan.current("projects"):
        yield project.file, ("amounts",), project.data.amounts
    for document in plan.current("documents"):
        for position, total in enumerate(document.data.totals):
            yield document.file, ("totals", position, "amounts"), total.amounts


def _is_part(kind: str) -> bool:
    return kind.startswith("planned-") and kind != TOTAL
