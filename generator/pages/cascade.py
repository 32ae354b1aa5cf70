"""The page of an indicator: places by years, the higher level first, targets beside what was observed and reported.

In: a `Site` and an indicator. Out: its `Page`. Leaves to others: the values (compare), sentences about levels (differences).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container

from generator.checks.levels import places_above
from generator.contexts import Page
from generator.contexts_compare import Cascade, Cell, Indicator, PlaceRow
from generator.model import Record
from generator.pages.around import common
from generator.pages.compare import Compared, chart, compared
from generator.pages.differences import differences_of
from generator.pages.shared import field_link, link_to, name_of, place_link
from generator.pages.site import Site
from generator.problems import say

_MOST_PLACES, _MOST_SENTENCES, _MOST_BARS = 40, 40, 24  # a whole country has thousands
_MOST_OPEN = 6  # sentences before the table; more are folded
_WIDER_FIRST = ("country", "province", "city", "district", "ward", "commune", "special-zone")
_BETTER = {"higher": say("the higher, the better"), "lower": say("the lower, the better")}


def indicator(site: Site, record: Record) -> Page:
    """The page of an indicator: all values of it over documents, years and places."""
    data = record.data
    count = compared(site, record.id).total
    context = Indicator(
        unit=site.words.unit(data.unit),
        field=field_link(site, data.field),
        better=site.say(_BETTER[data.better]) if data.better else "",
        description=data.description or "",
        aliases=data.aliases,
        cascade=cascade(site, record),
    )
    return Page(
        type="indicator",
        path=link_to(record).path,
        title=data.name,
        description=site.say(say("{name}: {count} values in the documents published here.", name=data.name, count=count)),
        section="indicators",
        common=common(site, record, data.name),
        context=context,
        filters={"field": (context.field.title,)},
        names=(data.name, *data.aliases),
    )


def cascade(site: Site, record: Record) -> Cascade:
    """The table, the chart and the sentences of an indicator."""
    by_place = compared(site, record.id).by_place
    places = sorted(by_place, key=lambda one: _nested(site, one, by_place))
    shown = places[:_MOST_PLACES]
    values = [one for place in shown for one in sorted(by_place[place], key=lambda one: one.order)]
    years = sorted({one.year for one in values if one.year is not None})
    columns: list[int | None] = [*years, *([None] if any(one.year is None for one in values) else [])]
    differences, summary = differences_of(site, record.id, "", _MOST_SENTENCES)
    return Cascade(
        years=tuple(str(year) if year else site.say(say("Open end")) for year in columns),
        rows=tuple(_row(site, place, by_place, columns) for place in shown),
        more=len(places) - len(shown),
        chart=chart(site, record, values, most=_MOST_BARS),
        unit=site.words.unit(record.data.unit),
        differences=differences,
        summary=summary,
        differences_folded=len(differences) > _MOST_OPEN,
    )


def _nested(site: Site, place: str, shown: Container[str]) -> list[tuple[int, str]]:
    """Sorts a place below those of the table that it lies in; beside each other the wider kind first, then by name."""
    above = [one for one in reversed(places_above(site.plan, place)) if one in shown]
    records = (site.plan.records["places"][one] for one in (*above, place))
    return [(_WIDER_FIRST.index(record.data.kind), name_of(record)) for record in records]


def _row(site: Site, place: str, by_place: dict[str, list[Compared]], columns: list[int | None]) -> PlaceRow:
    by_year: dict[int | None, list[Compared]] = defaultdict(list)
    for one in by_place[place]:
        by_year[one.year].append(one)
    depth = sum(above in by_place for above in places_above(site.plan, place))
    cells = (sorted(by_year[year], key=lambda one: (one.row.is_observation, one.order)) for year in columns)
    return PlaceRow(place_link(site, place), depth, tuple(tuple(_cell(site, one) for one in found) for found in cells))


def _cell(site: Site, one: Compared) -> Cell:
    """A value: a target is linked with its document, a reported value with its report; the period where it is no year."""
    row = one.row
    kind = row.nature or site.say(say("target"))
    period = "" if row.period == str(one.year) or row.period in row.document.title else row.period
    return Cell(
        row.record, row.words, ", ".join(part for part in (kind, row.document.title, period) if part), not row.nature
    )
