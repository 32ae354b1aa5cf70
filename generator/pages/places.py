"""The pages of places and fields.

In: a `Site` and a record or a field's id. Out: its `Page`. Leaves to others: rows and links (shared).
"""

from __future__ import annotations

from generator.addresses import path_for
from generator.contexts import Link, Page, PlanField, Territory
from generator.model import Record
from generator.pages.around import common, common_part, list_crumbs
from generator.pages.shared import KIND_NAMES, Site, by_document, link_to, links_to
from generator.problems import say

PLACE_KINDS = {
    "country": say("Country"),
    "province": say("Province"),
    "city": say("Centrally run city"),
    "district": say("District"),
    "ward": say("Ward"),
    "commune": say("Commune"),
    "special-zone": say("Special zone"),
}


def territory(site: Site, record: Record) -> Page:
    """The page of a place: its documents, its targets and its agencies."""
    data = record.data
    naming = site.plan.mentioned(record)
    documents = [m.record for m in naming if m.record.kind == "documents" and m.key == "place"]
    targets = [one for document in documents for one in site.plan.current("targets", document.id)]
    context = Territory(
        place_kind=site.say(PLACE_KINDS[data.kind]),
        parent=next(iter(links_to(site, "places", [data.parent])), None) if data.parent else None,
        children=tuple(link_to(m.record) for m in naming if m.record.kind == "places" and m.key == "parent"),
        successors=links_to(site, "places", data.successors),
        predecessors=tuple(link_to(m.record) for m in naming if m.record.kind == "places" and m.key == "successors"),
        valid=site.words.date(data.valid),
        aliases=data.aliases,
        documents=tuple(link_to(document, document.data.title) for document in documents),
        targets=by_document(site, targets, "chi-tieu"),
        agencies=tuple(link_to(m.record) for m in naming if m.record.kind == "agencies" and m.key == "place"),
    )
    return Page(
        type="place",
        path=link_to(record).path,
        title=data.name,
        description=site.say(
            say(
                "{name}: {documents} documents, {targets} targets.",
                name=data.name,
                documents=len(documents),
                targets=len(targets),
            )
        ),
        section="places",
        common=common(site, record, data.name),
        context=context,
        filters={"place": (data.name,)},
        search_words=" ".join(data.aliases),
    )


def plan_field(site: Site, field_id: str) -> Page:
    """The page of a field: its targets by document and its indicators."""
    name = site.words.term("fields", field_id)
    path = path_for("fields", field_id)
    mentions = site.plan.naming("fields", field_id)
    targets = [m.record for m in mentions if m.record.kind == "targets"]
    indicators: tuple[Link, ...] = tuple(link_to(m.record) for m in mentions if m.record.kind == "indicators")
    return Page(
        type="field",
        path=path,
        title=name,
        description=site.say(say("{name}: {targets} targets.", name=name, targets=len(targets))),
        section="fields",
        common=common_part(site, path, site.say(KIND_NAMES["fields"]), name, list_crumbs(site, "fields")),
        context=PlanField(targets=by_document(site, targets, "chi-tieu"), indicators=indicators),
        filters={"field": (name,)},
    )
