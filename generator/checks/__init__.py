"""One rule per module, each on a linked plan.

In: a `Plan`. Out: `Problem`s. A rule is a function `check(plan)`; to add one, add its module and name it in RULES. What
cannot be published is an error; what a person should look at, since the source itself may be at fault, is a warning.
"""

from __future__ import annotations

from generator.checks import (
    deadlines,
    different_targets,
    entry_measures,
    left_open,
    levels,
    moved,
    never_leads,
    of_which,
    planned_funds,
    sections,
    state_part,
    totals,
)
from generator.plan import Plan
from generator.problems import Problem

RULES = (
    sections,
    entry_measures,
    moved,
    planned_funds,
    totals,
    state_part,
    of_which,
    different_targets,
    levels,
    deadlines,
    left_open,
    never_leads,
)


def check(plan: Plan) -> list[Problem]:
    """All that the rules find."""
    return [problem for rule in RULES for problem in rule.check(plan)]
