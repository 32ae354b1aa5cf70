"""One rule per module, each on a linked plan.

In: a `Plan`. Out: `Problem`s. A module has a function `check(plan)` and `RULES`, which say what it finds; to add
one, name it in MODULES. What cannot be published is an error; what a person should look at, since the source itself may be
at fault, is a warning.
"""

from __future__ import annotations

from generator.checks import (
    corrected_entries,
    deadlines,
    different_targets,
    entry_measures,
    left_open,
    levels,
    missed_measures,
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

MODULES = (
    sections,
    entry_measures,
    corrected_entries,
    missed_measures,
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
RULES = {rule.id: rule for module in MODULES for rule in module.RULES}


def check(plan: Plan) -> list[Problem]:
    """All that the rules find."""
    return [problem for module in MODULES for problem in module.check(plan)]
