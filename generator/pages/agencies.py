"""The pages of agencies and of cited documents.

In: a `Site` and a record. Out: its `Page`. Leaves to others: rows and links (shared).
"""

from __future__ import annotations

from datetime import date

from generator.addresses import list_path
from generator.contexts import Agency, Count, DutyOf, Group, Link, Page, Reference
from generator.model import Record
from generator.pages.around import common
from generator.pages.deadlines import CALENDAR, dated, upcoming
from generator.pages.documents import duty_row
from generator.pages.shared import LIST_NAMES, Site, item, last_day, link_to, place_link
from generator.problems import say

_NEXT = 5  # deadlines shown before all others


def agency(site: Site, record: Record) -> Page:
    """The page of an agency: what it leads and joins, by deadline, what it must report, what it has reported."""
    data = record.data
    leads, joins = _commitments(site, record, "lead"), _commitments(site, record, "coordinating")
    counts = tuple(
        Count(sum(one.kind == kind for one in leads), site.say(LIST_NAMES[kind]).lower(), list_path(kind))
        for kind in ("targets", "tasks", "projects")
        if any(one.kind == kind for one in leads)
    )
    parent = site.plan.find("agencies", data.parent) if data.parent else None
    context = Agency(
        is_collective=data.kind == "collective",
        place=place_link(site, data.place) if data.place else None,
        parent=link_to(parent) if parent else None,
        children=_naming(site, record, "parent", "agencies"),
        aliases=data.aliases,
        counts=counts,
        leads=by_deadline(site, leads, "chu-tri"),
        joins=by_deadline(site, joins, "phoi-hop"),
        duties=_duties(site, record, "agency"),
        receives=_duties(site, record, "to"),
        reports=_naming(site, record, "agency", "reports"),
        documents=_naming(site, record, "issuer", "documents"),
        references=_naming(site, record, "issuer", "references"),
        upcoming=upcoming(site, record.id, _NEXT),
        calendar=CALENDAR if dated(site.dues_of.get(record.id, ())) else "",
    )
    return Page(
        type="agency",
        path=link_to(record).path,
        title=data.name,
        description=site.say(
            say(
                "{name}: leads {leads} and takes part in {joins} targets, tasks and projects.",
                name=data.name,
                leads=len(leads),
                joins=len(joins),
            )
        ),
        section="agencies",
        common=common(site, record, data.name),
        context=context,
        filters={"place": (context.place.title,) if context.place else ()},
        search_words=" ".join(data.aliases),
    )


def _commitments(site: Site, record: Record, key: str) -> list[Record]:
    """The targets, tasks and projects that name this agency by a key, each once."""
    mentions = site.plan.mentioned(record, ("targets", "tasks", "projects"))
    return list({m.record.full_id: m.record for m in mentions if m.key == key}.values())


def _naming(site: Site, record: Record, key: str, kind: str) -> tuple[Link, ...]:
    """The records of a kind that name this one by a key."""
    found = {m.record.full_id: m.record for m in site.plan.mentioned(record, (kind,)) if m.key == key}
    return tuple(link_to(one) for one in found.values())


def by_deadline(site: Site, records: list[Record], prefix: str) -> tuple[Group, ...]:
    """Rows by the year in which they are due; then those without a date."""
    undated: list[Record] = []
    dated: dict[int, list[tuple[date, Record]]] = {}
    for record in records:
        due = last_day(site, record)
        if due is None:
            undated.append(record)
        else:
            dated.setdefault(due.year, []).append((due, record))
    groups = [
        Group(
            site.say(say("Due in {year}", year=year)),
            f"{prefix}-{year}",
            tuple(item(site, record) for _, record in sorted(dated[year], key=lambda pair: (pair[0], pair[1].full_id))),
        )
        for year in sorted(dated)
    ]
    if undated:
        title = site.say(say("Ongoing or without a date"))
        groups.append(Group(title, f"{prefix}-0", tuple(item(site, record) for record in undated)))
    return tuple(groups)


def _duties(site: Site, record: Record, key: str) -> tuple[DutyOf, ...]:
    """The duties that name this agency by a key: `agency` (it must do them) or `to` (it is reported to)."""
    documents = {m.record.id: m.record for m in site.plan.mentioned(record, ("documents",)) if m.key == key}
    return tuple(
        DutyOf(link_to(document), duty_row(site, duty))
        for document in documents.values()
        for duty in document.data.duties
        if record.id in getattr(duty, key)
    )


def reference(site: Site, record: Record) -> Page:
    """The page of a cited document: what it is, and who relies on it."""
    data = record.data
    issuer = site.plan.find("agencies", data.issuer) if data.issuer else None
    citing = {m.record.full_id: m.record for m in site.plan.mentioned(record, ("targets", "tasks", "projects"))}
    documents = {m.record.id: m.record for m in site.plan.mentioned(record, ("documents",))}
    lines = {
        one: ", ".join(str(n) for c in documents[one].data.cites if c.reference == record.id for n in c.lines)
        for one in documents
    }
    context = Reference(
        number=data.number or "",
        date=site.words.date(data.date),
        issuer=link_to(issuer) if issuer else None,
        aliases=data.aliases,
        documents=tuple(
            link_to(documents[one], site.say(say("line {line}", line=lines[one])) if lines[one] else "") for one in documents
        ),
        records=tuple(item(site, one) for one in citing.values()),
    )
    return Page(
        type="reference",
        path=link_to(record).path,
        title=data.title,
        description=site.say(
            say(
                "{title}. Cited by {documents} documents and {records} targets, tasks and projects.",
                title=data.title,
                documents=len(documents),
                records=len(citing),
            )
        ),
        section="references",
        common=common(site, record, data.title),
        context=context,
        filters={"document": tuple(one.data.short for one in documents.values())},
        search_words=" ".join([context.number, *data.aliases]),
    )
