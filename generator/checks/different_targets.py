"""Two documents set the same target for the same indicator, place and year.

In: a `Plan`. Out: a warning for each pair of targets whose bounds differ, at the one whose document stands later in the
plan. Leaves out: what figures.py cannot compare (an average with a single year, different units, different bases), and two
targets of one document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from generator.checks.figures import COMPARE, Figure, comparable, grouped, when, written
from generator.parts import Bound
from generator.plan import Plan
from generator.problems import Place, Problem, say
from generator.rules import Rule

RULES = (
    Rule(
        "different-targets",
        "warning",
        say("Two documents, two targets"),
        say("Two documents set different targets for one indicator, place and year."),
    ),
)


def check(plan: Plan) -> Iterator[Problem]:
    """Pairs of targets that contradict each other."""
    differing: dict[tuple[Figure, Figure], list[date]] = defaultdict(list)
    for (_, _, day), figures in grouped(plan).items():
        for other, one in combinations(figures, 2):
            if comparable(one, other) and _says(one.bound) != _says(other.bound):
                differing[(one, other)].append(day)
    for (one, other), days in differing.items():
        what = say(
            "{indicator}, {place}, {when}: {figure} here, but {other_figure} in {other}",
            indicator=plan.records["indicators"][one.indicator].data.name,
            place=plan.records["places"][one.place].data.name,
            when=when(days),
            figure=written(one.bound),
            other_figure=written(other.bound),
            other=other.record.file,
        )
        yield Problem(Place(one.record.file), what, "different-targets", COMPARE, "warning", path=one.path)


def _says(bound: Bound) -> tuple:
    """What a bound says, whatever its name and date."""
    return bound.bound, bound.value, bound.upper
