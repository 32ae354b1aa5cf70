"""The figures that targets set for an indicator, made ready to be compared. No rule of its own: rules compare them.

In: a `Plan`. Out: `Figure`s, grouped by indicator, place and last day, and their wording without a language. Left out,
because nothing can be compared with them: goals in words, figures for each quarter or month, and open ends. An average
over several years says nothing of one of them: it is compared with averages over the same years only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.edtf import parse_edtf
from generator.model import Measure, Record
from generator.parts import Bound
from generator.plan import Plan
from generator.problems import say
from generator.wording import SIGNS

COMPARE = say("compare both with their sources; where both are printed so, say in 'doubt' that they differ")


@dataclass(frozen=True, eq=False, slots=True)
class Figure:
    """A number that a target sets for an indicator in a place, and where in its file it stands."""

    record: Record
    path: tuple
    indicator: str
    place: str
    bound: Bound
    base: str | None
    average_of: str | None


Grouped = dict[tuple[str, str, date], list[Figure]]


@lru_cache(maxsize=1)
def grouped(plan: Plan) -> Grouped:
    """The figures of all targets by indicator, place and last day; made once for all rules that compare them."""
    found: Grouped = defaultdict(list)
    for record in plan.current("targets"):
        document = plan.records["documents"][record.document].data
        for position, measure in enumerate(record.data.measures):
            if measure.indicator is None:
                continue
            for step, bound, days in _bounds(measure, document.period):
                path = ("measures", position, *step, bound.bound)
                average_of = (measure.by or document.period) if measure.average and not step else None
                figure = Figure(record, path, measure.indicator, document.place, bound, measure.base, average_of)
                for day in days:
                    found[(figure.indicator, figure.place, day)].append(figure)
    return dict(found)


def _bounds(measure: Measure, period: str) -> Iterator[tuple[tuple, Bound, list[date]]]:
    """Each number of a measure and its steps: path in the measure, bound, last days (one a year where set per year)."""
    if measure.per in (None, "year") and measure.goal is None:
        span = parse_edtf(measure.by or period)
        if span.last and measure.per == "year" and not measure.average:
            yield (), measure, [date(year, 12, 31) for year in range(span.first.year, span.last.year + 1)]
        elif span.last:
            yield (), measure, [span.last]
    for position, step in enumerate(measure.path):
        last = parse_edtf(step.by).last
        if step.goal is None and last:
            yield ("path", position), step, [last]


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures are of different documents, in one unit, not counted from different bases, and both averages
    over the same years or neither an average."""
    if one.bound.unit != other.bound.unit or one.average_of != other.average_of:
        return False
    return one.record.document != other.record.document and (one.base == other.base or not one.base or not other.base)


def is_rate(unit: str) -> bool:
    """Whether a unit is a share or a ratio, not a count or a sum; told by its id, since data/units.yml says no more."""
    return unit == "percent" or "-per-" in unit


def written(bound: Bound) -> str:
    """`≥ 98 percent`, `12.5–13 percent`: sign, number and the id of the unit, the same in every language."""
    number = f"{bound.value:f}" if bound.upper is None else f"{bound.value:f}–{bound.upper:f}"
    return " ".join(part for part in (SIGNS.get(bound.bound), number, bound.unit) if part)


def when(days: Iterable[date]) -> str:
    """`2026`, `2026–2030` for ends of years, `2026-06-30` for other days."""
    ordered = sorted(days)
    ends = [str(day.year) if (day.month, day.day) == (12, 31) else day.isoformat() for day in (ordered[0], ordered[-1])]
    return "–".join(dict.fromkeys(ends))
