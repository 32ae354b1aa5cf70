"""One indicator in all documents: the table of its measures and observations, and the chart.

In: a `Site` and an indicator. Out: an `Elsewhere`. Leaves to others: pages; drawing (chart).
"""

from __future__ import annotations

from generator.chart import Bar, bars
from generator.contexts import Comparison, Elsewhere
from generator.edtf import parse_edtf
from generator.model import Bound, Record
from generator.pages.shared import Site, document_link, document_of, link_to, numbered, place_link
from generator.problems import say
from generator.wording import SIGNS

NATURES = {
    "result": say("result"),
    "estimate": say("estimate"),
    "projection": say("projection"),
}


def elsewhere(site: Site, indicator_id: str, this: Record | None = None) -> Elsewhere:
    """All measures and observations of an indicator, by period and place."""
    indicator = site.plan.records["indicators"][indicator_id]
    found: list[tuple[tuple, Comparison, Bound]] = []
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
            is_this=this is not None and record.full_id == this.full_id,
        )
        found.append(((parse_edtf(period).first, place.title), row, measure))
    found += _observed(site, indicator_id)
    found.sort(key=lambda entry: entry[0])
    rows = tuple(row for _, row, _ in found)
    return Elsewhere(
        link_to(indicator),
        rows,
        _chart(site, indicator.data.name, indicator.data.unit, found),
        site.words.unit(indicator.data.unit),
    )


def _observed(site: Site, indicator_id: str) -> list[tuple[tuple, Comparison, Bound]]:
    found = []
    for mention in site.plan.mentioned(site.plan.records["indicators"][indicator_id], ("documents",)):
        if any(entry[1].document.path == link_to(mention.record).path for entry in found):
            continue
        document = mention.record
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
            found.append(((parse_edtf(observation.period).first, place.title), row, observation))
    return found


def _short(site: Site, bound: Bound) -> str:
    """The number with its sign; the unit stands in the chart's title."""
    return f"{SIGNS.get(bound.bound, '')} {site.words.figure(bound)}".strip()


def _chart(site: Site, name: str, unit: str, found: list[tuple[tuple, Comparison, Bound]]) -> str:
    """A bar for each number in the indicator's own unit; none where fewer than two can be compared."""
    drawn = [
        Bar(
            label=f"{row.place.title}, {row.period}",
            words=_short(site, bound) + (f" ({row.nature})" if row.nature else ""),
            low=float(bound.value),
            high=float(bound.upper) if bound.upper is not None else None,
            strong=row.is_this,
            hollow=row.is_observation,
        )
        for _, row, bound in found
        if bound.unit == unit and not isinstance(bound.value, str)
    ]
    if len(drawn) < 2:
        return ""
    unit_name = site.words.unit(unit)
    name = f"{name} ({unit_name})" if unit_name else name
    description = site.say(say("The same numbers stand in the table below."))
    return bars(name, description, drawn)
