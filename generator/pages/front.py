"""What the home page shows beside its hand-written text.

In: a `Site`. Out: the `Home` context. Leaves to others: the text (content/), lists of everything (lists).
"""

from __future__ import annotations

from generator.addresses import list_path, path_for
from generator.contexts import Count, Elsewhere
from generator.contexts_lists import DocumentCard, Home
from generator.model import Record
from generator.pages.compare import elsewhere
from generator.pages.documents import counts
from generator.pages.shared import LIST_NAMES, field_link, link_to, place_link
from generator.pages.site import Site
from generator.problems import Text

_MOST_CARDS = 12  # the newest documents; the list has all


def _count(site: Site, kind: str, label: Text) -> Count:
    return Count(len(site.plan.current(kind)), site.say(label).lower(), list_path(kind))


def home(site: Site) -> Home:
    """What the home page shows beside its hand-written text."""
    documents = sorted(site.plan.current("documents"), key=lambda r: (r.data.period, r.id), reverse=True)
    return Home(
        counts=tuple(
            _count(site, kind, LIST_NAMES[kind]) for kind in ("documents", "targets", "tasks", "projects", "agencies")
        ),
        documents=tuple(_card(site, record) for record in documents[:_MOST_CARDS]),
        more=_count(site, "documents", LIST_NAMES["documents"]) if len(documents) > _MOST_CARDS else None,
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
