"""A measure marked `of_which` is not more than the measure it is a part of.

In: a `Plan`. Out: a warning for each count or sum of money that is more than its whole, the nearest measure before it
without that mark. Leaves out: rates, other units, periods or dates than the whole's, ceilings (a part of at most 10 fits in
any whole), and the sum of several parts, since parts may overlap.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.figures import is_rate, written
from generator.model import Measure
from generator.plan import Plan
from generator.problems import Place, Problem, say
from generator.rules import Rule

RULES = (
    Rule(
        "part-above-whole",
        "warning",
        say("Part above its whole"),
        say("A measure marked as a part is more than the measure it is a part of. Shares and ratios are not compared."),
    ),
)


def check(plan: Plan) -> Iterator[Problem]:
    """Parts that are more than their whole."""
    for record in plan.current("targets"):
        whole = None
        for position, measure in enumerate(record.data.measures):
            if not measure.of_which:
                whole = measure
            elif whole is not None and _exceeds(measure, whole):
                what = say(
                    "'{part}' is {figure}, more than the {whole_figure} of '{whole}', of which it is a part",
                    part=measure.name,
                    figure=written(measure),
                    whole=whole.name,
                    whole_figure=written(whole),
                )
                mend = say("compare the figures with the source; where they are printed so, say it in 'doubt'")
                yield Problem(
                    Place(record.file), what, "part-above-whole", mend, "warning", path=("measures", position, measure.bound)
                )


def _exceeds(part: Measure, whole: Measure) -> bool:
    if part.goal is not None or whole.goal is not None or part.bound in ("at_most", "less_than"):
        return False
    if is_rate(part.unit) or (part.unit, part.per, part.by) != (whole.unit, whole.per, whole.by):
        return False
    return part.value > (whole.value if whole.upper is None else whole.upper)
