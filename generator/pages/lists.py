"""The pages that list each kind, and what the home page shows.

In: a `Site`. Out: list `Page`s and the `Home` context. Leaves to others: rows and links (shared).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.addresses import list_path, path_for
from generator.contexts import Count, Elsewhere, Link, Page
from generator.contexts_lists import DocumentCard, Home, ItemList, LinkGroup, LinkList
from generator.model import Record
from generator.pages.around import common_part, list_crumbs
from generator.pages.compare import elsewhere
from generator.pages.documents import counts
from generator.pages.shared import LIST_NAMES, Site, by_document, field_link, link_to, place_link
from generator.problems import Text, say

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


def list_pages(site: Site) -> Iterator[Page]:
    """One list page for each kind."""
    for kind in ("targets", "tasks", "projects"):
        records = site.plan.current(kind)
        yield _page(site, kind, ItemList(site.say(_INTROS[kind]), len(records), by_document(site, records, "vb")))
    yield _links(site, "documents", _by_place(site, site.plan.current("documents"), with_title=True))
    yield _links(site, "agencies", _by_place(site, site.plan.current("agencies")))
    yield _links(site, "indicators", _by_field(site))
    yield _links(site, "places", _by_parent(site))
    yield _links(site, "references", _by_issuer(site))
    fields = tuple(field_link(site, one) for one in site.plan.lists["fields"])
    yield _links(site, "fields", (LinkGroup(site.say(LIST_NAMES["fields"]), "linh-vuc", fields),))


def _page(site: Site, kind: str, context: ItemList | LinkList) -> Page:
    title, path = site.say(LIST_NAMES[kind]), list_path(kind)
    return Page(
        type=f"{kind}-list",
        path=path,
        title=title,
        description=context.intro,
        section=kind,
        common=common_part(site, path, "", title, list_crumbs(site)),
        context=context,
    )


def _links(site: Site, kind: str, groups: tuple[LinkGroup, ...]) -> Page:
    number = sum(len(group.links) for group in groups)
    return _page(site, kind, LinkList(site.say(_INTROS[kind]), number, groups))


def _grouped(pairs: Iterable[tuple[str, Link]], prefix: str) -> tuple[LinkGroup, ...]:
    rows: dict[str, list[Link]] = defaultdict(list)
    for title, link in pairs:
        rows[title].append(link)
    return tuple(LinkGroup(title, f"{prefix}-{n}", tuple(links)) for n, (title, links) in enumerate(rows.items(), 1))


def _by_place(site: Site, records: Iterable[Record], with_title: bool = False) -> tuple[LinkGroup, ...]:
    nowhere = site.say(say("No single place"))
    pairs = []
    for record in records:
        place = place_link(site, record.data.place).title if record.data.place else nowhere
        pairs.append((place, link_to(record, record.data.title if with_title else "")))
    return _grouped(pairs, "noi")


def _by_field(site: Site) -> tuple[LinkGroup, ...]:
    pairs = []
    for record in sorted(site.plan.current("indicators"), key=lambda r: site.plan.lists["fields"][r.data.field].order):
        number = len(site.by_indicator.get(record.id, ()))
        note = site.words.translate_count("{number} target", "{number} targets", number).format(number=number)
        pairs.append((site.words.term("fields", record.data.field), link_to(record, note)))
    return _grouped(pairs, "linh-vuc")


def _by_parent(site: Site) -> tuple[LinkGroup, ...]:
    top = site.say(say("Country"))
    pairs = [
        (place_link(site, record.data.parent).title if record.data.parent else top, link_to(record))
        for record in site.plan.current("places")
    ]
    return _grouped(pairs, "noi")


def _by_issuer(site: Site) -> tuple[LinkGroup, ...]:
    unknown = say("Issuer not named")
    pairs = []
    for record in site.plan.current("references"):
        issuer = site.plan.find("agencies", record.data.issuer) if record.data.issuer else None
        pairs.append((link_to(issuer).title if issuer else site.say(unknown), link_to(record, record.data.number or "")))
    return _grouped(sorted(pairs, key=lambda pair: pair[0]), "noi")


def _count(site: Site, kind: str, label: Text) -> Count:
    return Count(len(site.plan.current(kind)), site.say(label).lower(), list_path(kind))


def home(site: Site) -> Home:
    """What the home page shows beside its hand-written text."""
    documents = sorted(site.plan.current("documents"), key=lambda r: (r.data.period, r.id), reverse=True)
    return Home(
        counts=tuple(
            _count(site, kind, LIST_NAMES[kind]) for kind in ("documents", "targets", "tasks", "projects", "agencies")
        ),
        documents=tuple(_card(site, record) for record in documents),
        fields=tuple(
            Count(
                sum(m.record.kind == "targets" for m in site.plan.naming("fields", one)),
                field_link(site, one).title,
                path_for("fields", one),
            )
            for one in site.plan.lists["fields"]
        ),
        compared=_most_shared(site),
        as_of=site.words.day(site.facts.as_of),
    )


def _most_shared(site: Site) -> Elsewhere | None:
    """The indicator that most documents share: what can be compared best."""
    documents = {one: {record.document for record, _, _ in found} for one, found in site.by_indicator.items()}
    shared = max(documents, key=lambda one: len(documents[one]), default=None)
    return elsewhere(site, shared) if shared and len(documents[shared]) > 1 else None


def _card(site: Site, record: Record) -> DocumentCard:
    data = record.data
    rows = [site.plan.current(kind, record.id) for kind in ("targets", "tasks", "projects")]
    return DocumentCard(
        link=link_to(record, data.title),
        place=place_link(site, data.place).title,
        period=site.words.date(data.period),
        theme=data.theme or "",
        counts=counts(site, *rows),
    )
