"""One indicator in all documents: what documents set, observe and report, and the table and chart of some of it.

In: a `Site` and an indicator. Out: `Compared` values, made once for each, and an `Elsewhere` for the page of a target.
Leaves to others: the table of an indicator's own page (cascade), sentences about levels (differences), drawing (chart).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from generator.chart import Bar, bars
from generator.contexts import Comparison, Elsewhere
from generator.edtf import parse_edtf
from generator.model import Measure, Record
from generator.pages.differences import differences_of
from generator.pages.shared import document_link, document_of, link_of, link_to, numbered, place_link
from generator.pages.site import Site
from generator.parts import Bound
from generator.problems import say
from generator.wording import SIGNS

NATURES = {
    "result": say("result"),
    "estimate": say("estimate"),
    "projection": say("projection"),
}
MOST_ROWS = 12  # on a page that is not the indicator's own: a whole country has thousands
_MOST_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class Compared:
    """One value of an indicator: where it sorts, its place and year, the record that has it, its row and its bar."""

    order: tuple
    place: str
    year: int | None
    full_id: str
    row: Comparison
    bar: Bar | None
    is_step: bool = False


@dataclass(frozen=True, slots=True)
class Values:
    """All values of an indicator by place, and how many there are."""

    by_place: dict[str, list[Compared]]
    total: int


def compared(site: Site, indicator_id: str) -> Values:
    """All values of an indicator; made once, for they stand on the pages of many targets."""
    return site.once(("compared", indicator_id), lambda: _values(site, indicator_id))


def _values(site: Site, indicator_id: str) -> Values:
    by_place: dict[str, list[Compared]] = {}
    for one in (*_set(site, indicator_id), *_observed(site, indicator_id)):
        by_place.setdefault(one.place, []).append(one)
    return Values(by_place, sum(len(found) for found in by_place.values()))


def elsewhere(site: Site, indicator_id: str, this: Record | None = None) -> Elsewhere:
    """The values of an indicator by period and place, where there are many those nearest to a target: its own place, the
    level above and the level below; and how they stand to the level above."""
    indicator = site.plan.records["indicators"][indicator_id]
    values = compared(site, indicator_id)
    own = this.full_id if this else ""
    if this is not None and values.total > MOST_ROWS:
        near = _nearest(site, values.by_place, this)
    else:
        near = [one for rows in values.by_place.values() for one in rows]
    # The steps of this page's own target stand with its figure already.
    others = [one for one in near if not (one.is_step and one.full_id == own)]
    found = sorted(others[:MOST_ROWS], key=attrgetter("order"))
    sentences, summary = differences_of(site, indicator_id, own, _MOST_SENTENCES) if this else ((), "")
    return Elsewhere(
        indicator=link_of(site, "indicators", indicator_id),
        rows=tuple([one.row._replace(is_this=True) if one.full_id == own else one.row for one in found]),
        chart=chart(site, indicator, found, own),
        unit=site.words.unit(indicator.data.unit),
        more=values.total - len(found) - (len(near) - len(others)),
        differences=sentences,
        summary=summary,
    )


def _nearest(site: Site, by_place: dict[str, list[Compared]], this: Record) -> list[Compared]:
    """The values of the target itself, then of its own place, of the place above and of those below."""
    place = document_of(site, this).data.place
    near = [one for name in _places_near(site, place) if name in by_place for one in by_place[name]]
    own = [one for one in near if one.full_id == this.full_id]
    return [*own, *(one for one in near if one.full_id != this.full_id)]


def _places_near(site: Site, place_id: str) -> tuple[str, ...]:
    """A place, the one it lies in, and those that lie in it."""
    return site.lately(("places near", place_id), lambda: _near(site, site.plan.records["places"][place_id]))


def _near(site: Site, place: Record) -> tuple[str, ...]:
    below = [one.record.id for one in site.plan.mentioned(place, ("places",)) if one.key == "parent"]
    return (place.id, *([place.data.parent] if place.data.parent else ()), *below)


def _set(site: Site, indicator_id: str) -> Iterator[Compared]:
    """The measures of an indicator with their steps, and what reports say has been reached of each."""
    unit = _unit(site, indicator_id)
    for record, position, measure in site.by_indicator.get(indicator_id, ()):
        document = document_of(site, record)
        place, link = place_link(site, document.data.place), document_link(site, record)
        this = link_to(record, numbered(site, record))
        for bound in (*measure.path, measure):
            period = bound.by or document.data.period
            row = Comparison(place, link, this, site.words.date(period), site.words.bound(bound))
            where = (document.data.place, period, record.full_id)
            yield _compared(site, unit, *where, row, bound, is_step=bound is not measure)
        yield from _reported(site, record, position, measure)


def _reported(site: Site, record: Record, position: int, measure: Measure) -> Iterator[Compared]:
    """For each year the latest value reported of a measure that no other corrects."""
    latest: dict[int | None, Compared] = {}
    place = document_of(site, record).data.place
    for one in site.facts.said.get(record.full_id, ()):
        if one.entry.value is None or one.corrected_by or (one.entry.measure or 1) != position + 1:
            continue
        period, bound = one.entry.as_of or one.report.data.period, Bound(exactly=one.entry.value, unit=measure.unit)
        row = Comparison(
            place=place_link(site, place),
            document=link_to(one.report),
            record=link_to(one.report),
            period=site.words.date(period),
            words=site.words.bound(bound),
            is_observation=True,
            nature=site.say(say("reported")),
        )
        found = _compared(site, _unit(site, measure.indicator), place, period, one.report.full_id, row, bound)
        latest[found.year] = found
    yield from latest.values()


def _observed(site: Site, indicator_id: str) -> Iterator[Compared]:
    """What documents report of an indicator, beside what they set."""
    named = site.plan.naming("indicators", indicator_id, ("documents",))
    for document in {mention.record.id: mention.record for mention in named}.values():
        for observation in document.data.observations:
            if observation.indicator != indicator_id:
                continue
            row = Comparison(
                place=place_link(site, document.data.place),
                document=link_to(document),
                record=link_to(document),
                period=site.words.date(observation.period),
                words=site.words.bound(observation),
                is_observation=True,
                nature=site.say(NATURES[observation.nature]),
            )
            where = (document.data.place, observation.period, document.id)
            yield _compared(site, _unit(site, indicator_id), *where, row, observation)


def _unit(site: Site, indicator_id: str) -> str | None:
    return site.plan.records["indicators"][indicator_id].data.unit


def _compared(
    site: Site,
    unit: str | None,
    place: str,
    period: str,
    full_id: str,
    row: Comparison,
    bound: Bound,
    is_step: bool = False,
) -> Compared:
    """A value with its place in the order: by the last day it holds for, what has no end last."""
    span = parse_edtf(period)
    order = (span.last or date.max, span.first, row.place.title, full_id)
    bar = _bar(site, row, bound) if bound.unit == unit and bound.goal is None else None
    return Compared(order, place, span.last.year if span.last else None, full_id, row, bar, is_step)


def _bar(site: Site, row: Comparison, bound: Bound) -> Bar:
    """The number with its sign; the unit stands in the chart's title."""
    words = f"{SIGNS.get(bound.bound, '')} {site.words.figure(bound)}".strip()
    upper = bound.upper
    return Bar(
        label=f"{row.place.title}, {row.period}",
        words=f"{words} ({row.nature})" if row.nature else words,
        low=float(bound.value),
        high=float(upper) if upper is not None else None,
        hollow=row.is_observation,
    )


def chart(site: Site, indicator: Record, found: list[Compared], own: str = "", most: int = MOST_ROWS) -> str:
    """A bar for each number in the indicator's own unit; none where fewer than two can be compared, or too many to draw."""
    shown = [one for one in found[:most] if one.bar]
    drawn = tuple([one.bar for one in shown])
    if len(drawn) < 2:
        return ""
    unit_name = site.words.unit(indicator.data.unit)
    title = f"{indicator.data.name} ({unit_name})" if unit_name else indicator.data.name
    positions = tuple([at for at, one in enumerate(shown) if one.full_id == own])
    return bars(title, site.say(say("The same numbers stand in the table below.")), drawn, positions)
