"""The pages of places and fields.

In: a `Site` and a record or a field's id. Out: its `Page`. Leaves to others: rows and links (shared).
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.addresses import path_for
from generator.contexts import Page
from generator.contexts_gather import PlanField, Territory
from generator.model import Record
from generator.pages.around import common, common_part, list_crumbs
from generator.pages.documents import folded
from generator.pages.shared import KIND_NAMES, by_document, link_to, links_to
from generator.pages.site import Site
from generator.pages.split import cut
from generator.plan import Mention
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
    documents = _naming(naming, "documents", "place")
    found = {
        "children": _naming(naming, "places", "parent"),
        "documents": documents,
        "targets": [one for document in documents for one in site.plan.current("targets", document.id)],
        "agencies": _naming(naming, "agencies", "place"),
    }
    kinds = {key: site.say(KIND_NAMES[key.replace("children", "places")]) for key in found}
    shown = {key: cut(rows, kind=kinds[key], place=data.name) for key, rows in found.items()}
    targets = found["targets"]
    context = Territory(
        place_kind=site.say(PLACE_KINDS[data.kind]),
        parent=next(iter(links_to(site, "places", [data.parent])), None) if data.parent else None,
        children=tuple(link_to(one) for one in shown["children"][0]),
        successors=links_to(site, "places", data.successors),
        predecessors=tuple(link_to(m.record) for m in naming if m.record.kind == "places" and m.key == "successors"),
        valid=site.words.date(data.valid),
        aliases=data.aliases,
        documents=tuple(link_to(document, document.data.title) for document in shown["documents"][0]),
        targets=folded(by_document(site, shown["targets"][0], "chi-tieu")),
        agencies=tuple(link_to(one) for one in shown["agencies"][0]),
        cuts={key: rest for key, (_, rest) in shown.items()},
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
        filters={"place": (data.name, *([context.parent.title] if context.parent else []))},
        names=(data.name, *data.aliases),
    )


def _naming(mentions: Iterable[Mention], kind: str, key: str) -> list[Record]:
    return [one.record for one in mentions if one.record.kind == kind and one.key == key]


def plan_field(site: Site, field_id: str) -> Page:
    """The page of a field: its targets by document and its indicators."""
    name = site.words.term("fields", field_id)
    path = path_for("fields", field_id)
    mentions = site.plan.naming("fields", field_id)
    found = {kind: [m.record for m in mentions if m.record.kind == kind] for kind in ("targets", "indicators")}
    shown = {kind: cut(rows, kind=site.say(KIND_NAMES[kind]), field=name) for kind, rows in found.items()}
    return Page(
        type="field",
        path=path,
        title=name,
        description=site.say(say("{name}: {targets} targets.", name=name, targets=len(found["targets"]))),
        section="fields",
        common=common_part(site, path, site.say(KIND_NAMES["fields"]), name, list_crumbs(site, "fields")),
        context=PlanField(
            targets=folded(by_document(site, shown["targets"][0], "chi-tieu")),
            indicators=tuple(link_to(one) for one in shown["indicators"][0]),
            cuts={kind: rest for kind, (_, rest) in shown.items()},
        ),
        filters={"field": (name,)},
        names=(name,),
    )
