"""The pages that list each kind.

In: a `Site`. Out: list pages, as `Planned`. Leaves to others: how long lists are laid out over pages
(split), rows and links (shared).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from generator.addresses import list_path
from generator.contexts import Group, Link, Page
from generator.contexts_lists import ItemList, LinkGroup, LinkList
from generator.model import Record
from generator.pages.shared import KIND_NAMES, LIST_NAMES, field_link, item, link_to, name_of
from generator.pages.site import Planned, Site
from generator.pages.split import OTHERS, Listed, Part, index_of, layout, numbers_of, page_of, title_of
from generator.problems import say

_INTROS = {
    "documents": say("Resolutions and action programmes published here, by place."),
    "targets": say("Every target of every document, by document."),
    "tasks": say("Every task that a document assigns to an agency, by document."),
    "projects": say("Works, projects, schemes and plans named in the documents, by document."),
    "agencies": say("Bodies that lead, take part, report or issue documents, by place."),
    "indicators": say("What is measured in more than one way, year or place, by field."),
    "places": say("Places with a document, an agency or a part of another place."),
    "fields": say("The fields by which targets are grouped."),
    "references": say("Documents that others rely on, by issuer."),
}
_ANCHORS = {"targets": "vb", "tasks": "vb", "projects": "vb", "indicators": "linh-vuc"}


def list_pages(site: Site) -> Iterator[Planned]:
    """The pages of the list of each kind."""
    for kind, groups in _groups(site):
        number = sum(len(one.rows) for one in groups)
        for part in layout(list_path(kind), groups):
            yield Planned(part.path, _page, (kind, part, number))


def list_paths(site: Site) -> Iterator[str]:
    """The paths of the same pages, without making them."""
    for kind, groups in _groups(site):
        yield from (part.path for part in layout(list_path(kind), groups))


def _page(site: Site, given: tuple[str, Part, int]) -> Page:
    """One page of the list of a kind, which has so many rows in all."""
    kind, part, number = given
    name = site.say(LIST_NAMES[kind])
    title = title_of(site, part, name)
    shared = {
        "intro": "" if part.of_group else site.say(_INTROS[kind]),
        "count": len(part.of_group.rows) if part.of_group else number,
        "kind": site.say(KIND_NAMES[kind]),
        "index": index_of(list_path(kind), part),
        "numbers": numbers_of(site, part),
    }
    groups = () if part.is_index else part.groups
    if kind in ("targets", "tasks", "projects"):
        rows = tuple(Group(g.title, _anchor(kind, g), tuple(item(site, one) for one in g.rows), g.link) for g in groups)
        context = ItemList(groups=rows, **shared)
    else:
        links = tuple(LinkGroup(g.title, _anchor(kind, g), tuple(_link(site, kind, one) for one in g.rows)) for g in groups)
        context = LinkList(groups=links, **shared)
    description = f"{title}. {shared['intro']}".strip() if part.path != list_path(kind) else shared["intro"]
    return page_of(site, part, kind, title, description, context)


def _anchor(kind: str, group: Listed) -> str:
    return f"{_ANCHORS.get(kind, 'noi')}-{group.id}"


def _link(site: Site, kind: str, row: Record | str) -> Link:
    """One row of a list of links, with the few words beside it; of the fields, which are no records, the id."""
    match kind:
        case "fields":
            return field_link(site, row)
        case "documents":
            return link_to(row, row.data.title)
        case "references":
            return link_to(row, row.data.number or "")
        case "indicators":
            number = len(site.by_indicator.get(row.id, ()))
            note = site.words.translate_count("{number} target", "{number} targets", number)
            return link_to(row, note.format(number=number))
    return link_to(row)


def _groups(site: Site) -> Iterator[tuple[str, list[Listed]]]:
    """The rows of each list, in its groups."""
    for kind in ("targets", "tasks", "projects"):
        yield kind, _by_document(site, kind)
    for kind in ("documents", "agencies"):
        yield kind, _by_record(site, kind, "places", "place", site.say(say("No single place")))
    yield "indicators", _by_field(site)
    yield "places", _by_record(site, "places", "places", "parent", site.say(say("Country")))
    references = _by_record(site, "references", "agencies", "issuer", site.say(say("Issuer not named")))
    yield "references", sorted(references, key=lambda one: one.title)
    yield "fields", [Listed("tat-ca", site.say(LIST_NAMES["fields"]), tuple(site.plan.lists["fields"]))]


def _gathered(rows: Iterable[Record], key: Callable[[Record], str | None]) -> dict[str, tuple[Record, ...]]:
    """Rows by the id they have under a key; what has none comes under OTHERS."""
    found: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        found[key(row) or OTHERS].append(row)
    return {one: tuple(rows) for one, rows in found.items()}


def _by_document(site: Site, kind: str) -> list[Listed]:
    documents = site.plan.records["documents"]
    found = _gathered(site.plan.current(kind), lambda row: row.document)
    return [Listed(one, name_of(documents[one]), found[one], link_to(documents[one])) for one in sorted(found)]


def _by_record(site: Site, kind: str, group_kind: str, key: str, others: str) -> list[Listed]:
    """The records of a kind by the record of another kind that they name, in the order in which these occur."""

    def named(row: Record) -> str | None:
        found = getattr(row.data, key) and site.plan.find(group_kind, getattr(row.data, key))
        return found.id if found else None

    found = _gathered(site.plan.current(kind), named)
    records = site.plan.records[group_kind]
    return [Listed(one, others if one == OTHERS else name_of(records[one]), rows) for one, rows in found.items()]


def _by_field(site: Site) -> list[Listed]:
    fields = site.plan.lists["fields"]
    found = _gathered(site.plan.current("indicators"), lambda row: row.data.field)
    return [Listed(one, site.words.term("fields", one), found[one]) for one in sorted(found, key=lambda f: fields[f].order)]
