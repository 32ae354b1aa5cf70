"""One indicator in all documents: the table of its measures and observations, and the chart.

In: a `Site` and an indicator. Out: an `Elsewhere`. Leaves to others: pages; drawing (chart).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.chart import Bar, bars
from generator.contexts import Comparison, Elsewhere
from generator.edtf import parse_edtf
from generator.model import Record
from generator.pages.shared import Site, document_link, document_of, link_to, numbered, place_link
from generator.parts import Bound
from generator.problems import say
from generator.wording import SIGNS

NATURES = {
    "result": say("result"),
    "estimate": say("estimate"),
    "projection": say("projection"),
}


MOST_ROWS = 12  # on a page that is not the indicator's own: a whole country has thousands


@dataclass(frozen=True, slots=True)
class Compared:
    """One value of an indicator: where it sorts, the place it holds for, the record that has it, its row and its bound."""

    order: tuple
    place: str
    full_id: str
    row: Comparison
    bound: Bound


def elsewhere(site: Site, indicator_id: str, this: Record | None = None) -> Elsewhere:
    """All values of an indicator by period and place; on the page of a target, where there are many, those nearest to it:
    its own place, the level above and the level below."""
    indicator = site.plan.records["indicators"][indicator_id]
    by_place = site.kept.setdefault(("compared", indicator_id), {})
    if not by_place:
        for one in (*_set(site, indicator_id), *_observed(site, indicator_id)):
            by_place.setdefault(one.place, []).append(one)
    total = sum(len(found) for found in by_place.values())
    found = [one for rows in by_place.values() for one in rows] if total <= MOST_ROWS or this is None else []
    if not found:
        found = _nearest(site, by_place, this)
    found.sort(key=lambda one: one.order)
    own = this.full_id if this else ""
    return Elsewhere(
        indicator=link_to(indicator),
        rows=tuple(replace(one.row, is_this=True) if one.full_id == own else one.row for one in found),
        chart=_chart(site, indicator.data.name, indicator.data.unit, found, own),
        unit=site.words.unit(indicator.data.unit),
        more=total - len(found),
    )


def _nearest(site: Site, by_place: dict[str, list[Compared]], this: Record) -> list[Compared]:
    """The values of the target's own place, of the place above and of those below, as many as a page takes."""
    place = site.plan.records["places"][document_of(site, this).data.place]
    below = [one.record.id for one in site.plan.mentioned(place, ("places",)) if one.key == "parent"]
    near = [one for name in (place.id, place.data.parent, *below) for one in by_place.get(name or "", ())]
    own = [one for one in near if one.full_id == this.full_id]
    return [*own, *(one for one in near if one.full_id != this.full_id)][:MOST_ROWS]


def _set(site: Site, indicator_id: str) -> Iterator[Compared]:
    """The measures of an indicator."""
    for record, _, measure in site.by_indicator.get(indicator_id, ()):
        document = document_of(site, record)
        place = place_link(site, document.data.place)
        period = measure.by or document.data.period
        row = Comparison(
            place=place,
            document=document_link(site, record),
            record=link_to(record, numbered(site, record)),
            period=site.words.date(period),
            words=site.words.bound(measure),
        )
        order = (parse_edtf(period).first, place.title, record.full_id)
        yield Compared(order, document.data.place, record.full_id, row, measure)


def _observed(site: Site, indicator_id: str) -> Iterator[Compared]:
    """What documents report of an indicator, beside what they set."""
    named = site.plan.naming("indicators", indicator_id, ("documents",))
    for document in {mention.record.id: mention.record for mention in named}.values():
        place = place_link(site, document.data.place)
        for observation in document.data.observations:
            if observation.indicator != indicator_id:
                continue
            row = Comparison(
                place=place,
                document=link_to(document),
                record=link_to(document),
                period=site.words.date(observation.period),
                words=site.words.bound(observation),
                is_observation=True,
                nature=site.say(NATURES[observation.nature]),
            )
            order = (parse_edtf(observation.period).first, place.title, document.id)
            yield Compared(order, document.data.place, document.id, row, observation)


def _short(site: Site, bound: Bound) -> str:
    """The number with its sign; the unit stands in the chart's title."""
    return f"{SIGNS.get(bound.bound, '')} {site.words.figure(bound)}".strip()


def _chart(site: Site, name: str, unit: str, found: list[Compared], own: str) -> str:
    """A bar for each number in the indicator's own unit; none where fewer than two can be compared, or too many to draw."""
    drawn = [
        Bar(
            label=f"{one.row.place.title}, {one.row.period}",
            words=_short(site, one.bound) + (f" ({one.row.nature})" if one.row.nature else ""),
            low=float(one.bound.value),
            high=float(one.bound.upper) if one.bound.upper is not None else None,
            strong=one.full_id == own,
            hollow=one.row.is_observation,
        )
        for one in found[: MOST_ROWS * 4]
        if one.bound.unit == unit and not isinstance(one.bound.value, str)
    ]
    if len(drawn) < 2:
        return ""
    unit_name = site.words.unit(unit)
    title = f"{name} ({unit_name})" if unit_name else name
    return bars(title, site.say(say("The same numbers stand in the table below.")), drawn)
