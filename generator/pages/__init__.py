"""Plan and facts to pages: for every record its address, its template and its context.

In: `Site` (plan, facts, wording and the site's own settings). Out: a stream of `Planned` pages, each of which makes its
`Page`. Leaves to others: HTML (render), files (pour) and the site's frame (frame). One module per group of page types;
`shared` has what they share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from generator.addresses import path_for, path_of
from generator.contexts import Page
from generator.model import Record
from generator.pages import agencies, cascade, commitments, deadlines, documents, lists, places, tracing, warnings
from generator.pages.site import Planned, Site

BY_KIND = {
    "documents": documents.document,
    "targets": commitments.target,
    "tasks": commitments.work,
    "projects": commitments.work,
    "reports": commitments.report,
    "agencies": agencies.agency,
    "indicators": cascade.indicator,
    "places": places.territory,
    "references": agencies.reference,
}
_TOGETHER = 64  # records


def planned_pages(site: Site, number: int = 0, shares: int = 1) -> Iterator[Planned]:
    """Every poured page of the site before it is made, or one share of them: the records by place, the fields,
    the lists, deadlines and warnings. Together the shares, counted from 0, have every page once; neighbours stay together,
    for they have much in common."""
    for position, record in enumerate(_by_place(site)):
        if position // _TOGETHER % shares == number:
            yield _of_record(record)
    for position, pages in enumerate(_BESIDE_RECORDS):
        if position % shares == number:
            yield from pages(site)


def _by_place(site: Site) -> Iterator[Record]:
    """Every record, those of a place together: its documents, what they hold, the agencies that lead most of that, and the
    place itself."""
    documents = site.plan.records["documents"]
    found: dict[str | None, list[Record]] = defaultdict(list)
    for kind in BY_KIND:
        for record in site.plan.of(kind):
            holder = documents[record.document] if record.document else record
            found[record.id if kind == "places" else getattr(holder.data, "place", None)].append(record)
    return chain.from_iterable(found.values())


def all_pages(site: Site) -> Iterator[Page]:
    """The same pages, made."""
    return (planned.make(site) for planned in planned_pages(site))


def page_at(site: Site, path: str) -> Planned | None:
    """The page at one path, alone; None where there is none."""
    records = site.once(
        ("records", "by path"), lambda: {path_of(one): one for kind in BY_KIND for one in site.plan.of(kind)}
    )
    if path in records:
        return _of_record(records[path])
    return next((one for pages in _BESIDE_RECORDS for one in pages(site) if one.path == path), None)


def _of_record(record: Record) -> Planned:
    return Planned(path_of(record), BY_KIND[record.kind], record)


def _fields(site: Site) -> Iterator[Planned]:
    for field_id in site.plan.lists["fields"]:
        yield Planned(path_for("fields", field_id), places.plan_field, field_id)


def _overviews(site: Site) -> Iterator[Planned]:
    yield from deadlines.deadline_pages(site)
    yield from warnings.warning_pages(site)
    yield from tracing.tracing_pages(site)


_BESIDE_RECORDS = (_fields, lists.list_pages, _overviews)


def all_paths(site: Site) -> Iterator[str]:
    """The paths of the same pages, without making them."""
    for kind in BY_KIND:
        yield from (path_of(record) for record in site.plan.of(kind))
    yield from (path_for("fields", field_id) for field_id in site.plan.lists["fields"])
    yield from lists.list_paths(site)
    yield from deadlines.deadline_paths(site)
    yield from warnings.warning_paths(site)
    yield from tracing.tracing_paths(site)
