"""The planned funds of a project add up to its planned total.

In: a `Plan`. Out: a warning where the `planned-…` parts are more than `planned-total`, or less although every part that
data/amounts.yml lists is there. Leaves out: amounts in another unit than the total, and sums over an appendix: its total is
no record, so where the printed one does not add up, the document's own `doubt` says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan import Plan
from generator.problems import Place, Problem, say

TOTAL = "planned-total"


def check(plan: Plan) -> Iterator[Problem]:
    """Projects whose planned funds do not add up."""
    every_part = {kind for kind in plan.lists["amounts"] if _is_part(kind)}
    for record in plan.current("projects"):
        for position, total in enumerate(record.data.amounts):
            if total.kind != TOTAL:
                continue
            parts = [part for part in record.data.amounts if _is_part(part.kind) and part.unit == total.unit]
            together, complete = sum(part.value for part in parts), {part.kind for part in parts} == every_part
            if together > total.value or (complete and parts and together < total.value):
                what = say(
                    "the planned funds add up to {sum} {unit}, but their total is {total} {unit}",
                    sum=f"{together:f}",
                    total=f"{total.value:f}",
                    unit=total.unit,
                )
                mend = say("compare the amounts with the source; where they are printed so, say it in 'doubt'")
                yield Problem(
                    Place(record.file), what, "planned-funds", mend, "warning", path=("amounts", position, "value")
                )


def _is_part(kind: str) -> bool:
    return kind.startswith("planned-") and kind != TOTAL
