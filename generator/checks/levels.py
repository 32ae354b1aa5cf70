"""A place's figure for an indicator and year is not worse than that of a place it lies in.

In: a `Plan`. Out: a warning for each target of a ward that falls short of its province's, or of any other place above it;
of a range its lower end counts, and `better` of the indicator says which way is short. Leaves out: counts and sums of money
(a ward's are naturally smaller), indicators without `better`, and what figures.py cannot compare.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from generator.checks.figures import COMPARE, Figure, Grouped, comparable, grouped, is_rate, when, written
from generator.plan import Plan
from generator.problems import Place, Problem, say
from generator.rules import Rule

RULES = (
    Rule(
        "short-of-level-above",
        "warning",
        say("Short of the level above"),
        say(
            "A place sets a worse share or ratio for an indicator than a place it lies in does for the same day. "
            "Counts and sums of money are not compared."
        ),
    ),
)


def check(plan: Plan) -> Iterator[Problem]:
    """Targets that ask for less than the level above does."""
    for (one, other), days in short_of_level_above(plan).items():
        what = say(
            "{indicator}, {when}: {figure} in {place}, short of {other_figure} in {other_place} ({other})",
            indicator=plan.records["indicators"][one.indicator].data.name,
            when=when(days),
            figure=written(one.bound),
            place=plan.records["places"][one.place].data.name,
            other_figure=written(other.bound),
            other_place=plan.records["places"][other.place].data.name,
            other=other.record.file,
        )
        yield Problem(Place(one.record.file), what, "short-of-level-above", COMPARE, "warning", path=one.path)


@lru_cache(maxsize=1)
def short_of_level_above(plan: Plan) -> dict[tuple[Figure, Figure], list[date]]:
    """Each figure that asks for less than one of a level above, with that one, and the days for which both hold."""
    return {pair: days for pair, days in beside_level_above(plan).items() if _falls_short(plan, *pair)}


@lru_cache(maxsize=1)
def beside_level_above(plan: Plan) -> dict[tuple[Figure, Figure], list[date]]:
    """Each figure beside one of a level above that it can be compared with, and the days for which both hold."""
    beside: dict[tuple[Figure, Figure], list[date]] = defaultdict(list)
    for one, other, day in _one_above_other(plan, grouped(plan)):
        if comparable(one, other) and is_rate(one.bound.unit):
            beside[(one, other)].append(day)
    return dict(beside)


def _one_above_other(plan: Plan, figures: Grouped) -> Iterator[tuple[Figure, Figure, date]]:
    """Each figure with each one for the same indicator and day in a place above."""
    places = {place: places_above(plan, place) for place in {place for _, place, _ in figures}}
    for (indicator, place, day), lower in figures.items():
        for above in places[place]:
            for other in figures.get((indicator, above, day), ()):
                yield from ((one, other, day) for one in lower)


def places_above(plan: Plan, place: str) -> list[str]:
    """The places that a place lies in, nearest first; ends where the data goes round in a circle."""
    found: list[str] = []
    above = plan.records["places"][place].data.parent
    while above and above != place and above not in found:
        found.append(above)
        above = plan.records["places"][above].data.parent
    return found


def _falls_short(plan: Plan, one: Figure, other: Figure) -> bool:
    better = plan.records["indicators"][one.indicator].data.better
    if better == "higher":
        return one.bound.value < other.bound.value
    return better == "lower" and one.bound.value > other.bound.value
