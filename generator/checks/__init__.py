"""One rule per module, each on a linked plan.

In: a `Plan`. Out: `Problem`s. A module has a function `check(plan)` and `RULES`, which say what it finds; to add one, name
it in MODULES, and in BETWEEN_DOCUMENTS if it looks beyond a document and what that sets. What cannot be published is an
error; what a person should look at, since the source itself may be at fault, is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

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
BETWEEN_DOCUMENTS = (moved, different_targets, levels, never_leads)
WITHIN_DOCUMENTS = tuple(module for module in MODULES if module not in BETWEEN_DOCUMENTS)
RULES = {rule.id: rule for module in MODULES for rule in module.RULES}


def check(plan: Plan, modules: Iterable[ModuleType] = MODULES) -> list[Problem]:
    """All that the rules find. Those of WITHIN_DOCUMENTS find the same in a plan as in each of its documents alone."""
    return [problem for module in modules for problem in module.check(plan)]
