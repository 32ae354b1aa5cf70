"""The state budget's part of a project's investment is not more than the whole investment.

In: a `Plan`. Out: a warning where `investment-state` is more than `investment-total`. Leaves out: amounts in
different units.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan import Plan
from generator.problems import Place, Problem, say
from generator.rules import Rule

RULES = (
    Rule(
        "state-part",
        "warning",
        say("Part of the budget above the whole"),
        say("The state budget's part of an investment is more than the whole investment."),
    ),
)


def check(plan: Plan) -> Iterator[Problem]:
    """Projects whose part is more than the whole."""
    for record in plan.current("projects"):
        totals = {amount.unit: amount.value for amount in record.data.amounts if amount.kind == "investment-total"}
        for position, amount in enumerate(record.data.amounts):
            if amount.kind == "investment-state" and amount.value > totals.get(amount.unit, amount.value):
                what = say(
                    "the state budget's part of the investment is {part} {unit}, but the whole is {total} {unit}",
                    part=f"{amount.value:f}",
                    total=f"{totals[amount.unit]:f}",
                    unit=amount.unit,
                )
                mend = say("compare the amounts with the source; where they are printed so, say it in 'doubt'")
                yield Problem(Place(record.file), what, "state-part", mend, "warning", path=("amounts", position, "value"))
