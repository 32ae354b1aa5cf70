"""The pages of agencies and of cited documents.

In: a `Site` and a record. Out: its `Page`. Leaves to others: rows and links (shared).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from generator.addresses import path_of
from generator.contexts import Count, Group, Item, Link, Page
from generator.contexts_agencies import Agency, DutyOf, Reference
from generator.contexts_gather import Cut
from generator.model import Record
from generator.pages.around import common
from generator.pages.clarities import totals
from generator.pages.deadlines import CALENDAR, dated, duties_of, upcoming
from generator.pages.documents import duty_row
from generator.pages.shared import KIND_NAMES, LIST_NAMES, cited_as, document_link, item, last_day, link_to, place_link
from generator.pages.site import Site
from generator.pages.split import cut
from generator.problems import say
from generator.warn import FINISHED, LATER

_NEXT, _MOST_PAST = 10, 30  # rows shown before all others
_NAMED = {  # the lists of an agency's page: by which key which kind of record names it
    "children": ("parent", "agencies"),
    "documents": ("issuer", "documents"),
    "references": ("issuer", "references"),
}
_LONG = 12  # rows from which a group is folded away at first
_PAST = ("past-no-report", "ended-no-report")


def agency(site: Site, record: Record) -> Page:
    """The page of an agency: what it leads and joins, by deadline, what it must report, what it has reported."""
    data = record.data
    leads, joins = commitments(site, record, "lead"), commitments(site, record, "coordinating")
    past = tuple(_without(record, one) for one in _past(site, leads))
    shown, cuts = _sections(site, record, leads, joins, past)
    parent = site.plan.find("agencies", data.parent) if data.parent else None
    context = Agency(
        is_collective=data.kind == "collective",
        place=place_link(site, data.place) if data.place else None,
        parent=link_to(parent) if parent else None,
        children=shown["children"],
        aliases=data.aliases,
        answer=_answer(site, leads, joins, len(past)),
        upcoming=tuple(_without(record, one) for one in upcoming(site, record.id, _NEXT)),
        past=shown["past"],
        leads=by_deadline(site, record, shown["leads"], "chu-tri"),
        joins=by_deadline(site, record, shown["joins"], "phoi-hop"),
        clarities=totals(site, commitments(site, record, "lead", "coordinating")),
        duties=shown["duties"],
        receives=shown["receives"],
        reports=shown["reports"],
        documents=shown["documents"],
        references=shown["references"],
        calendar=CALENDAR if dated(site.dues_of.get(record.id, ())) or duties_of(site, record.id) else "",
        cuts=cuts,
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
        names=tuple(data.aliases),
    )


def _sections(
    site: Site, record: Record, leads: list[Record], joins: list[Record], past: Sequence[Item]
) -> tuple[dict[str, tuple], dict[str, Cut | None]]:
    """What each section of the page shows, and where all of it is. What is past its date stands below, by year, unless not
    all that the agency leads does."""
    name, reports = record.data.name, site.say(KIND_NAMES["reports"])
    found = {
        "leads": cut(_in_order(site, leads), lead=name),
        "joins": cut(_in_order(site, joins), partner=name),
        "past": cut(past, _MOST_PAST, lead=name),
        "duties": _duties(site, record, "agency"),
        "receives": _duties(site, record, "to"),
        "reports": cut(_reports(site, record), kind=reports, query=name),
        **{key: _naming(site, record, *of) for key, of in _NAMED.items()},
    }
    cuts = {key: rest for key, (_, rest) in found.items()}
    return {key: tuple(rows) for key, (rows, _) in found.items()}, cuts


def commitments(site: Site, record: Record, *keys: str) -> list[Record]:
    """The targets, tasks and projects that name this agency by one of the keys (`lead`, `coordinating`), each once."""
    mentions = site.plan.mentioned(record, ("targets", "tasks", "projects"))
    return list({m.record.full_id: m.record for m in mentions if m.key in keys}.values())


def _answer(site: Site, leads: list[Record], joins: list[Record], past: int) -> tuple[Count, ...]:
    """The short answer: what it leads by kind; of that what is due soon, past or without a report; what it joins."""
    soon = sum(_is_due_soon(site, one) for one in leads)
    silent = sum(not site.facts.said.get(one.full_id) for one in leads)
    kinds = (
        (sum(one.kind == kind for one in leads), say("{kind} led", kind=site.say(LIST_NAMES[kind]).lower()), "#chu-tri")
        for kind in ("targets", "tasks", "projects")
    )
    counts = (
        *kinds,
        (soon, say("led, due within {days} days", days=LATER), "#sap-den-han"),
        (past, say("led, past their date with no report published here"), "#qua-han"),
        (silent, say("led, no report published here"), "#chu-tri"),
        (len(joins), say("taken part in"), "#phoi-hop"),
    )
    return tuple(Count(number, site.say(label), path) for number, label, path in counts if number)


def _is_due_soon(site: Site, record: Record) -> bool:
    due = last_day(site, record)
    left = (due - site.facts.as_of) if due else None
    open_ = site.facts.records[record.full_id].status not in FINISHED
    return left is not None and open_ and timedelta() <= left <= timedelta(days=LATER)


def _past(site: Site, leads: list[Record]) -> tuple[Item, ...]:
    """What it leads that is past its date with no report published here, the longest past first."""
    found = [one for one in leads if site.facts.records[one.full_id].status in _PAST]
    return tuple(item(site, one) for one in sorted(found, key=lambda one: (last_day(site, one) or date.max, one.full_id)))


def _reports(site: Site, record: Record) -> tuple[Link, ...]:
    """The reports of an agency, newest first, each with its document and day."""
    found = [m.record for m in site.plan.mentioned(record, ("reports",)) if m.key == "agency"]
    found.sort(key=lambda one: (one.data.date, one.full_id), reverse=True)
    return tuple(link_to(one, f"{document_link(site, one).title}, {site.words.date(one.data.date)}") for one in found)


def _naming(site: Site, record: Record, key: str, kind: str) -> tuple[tuple[Link, ...], Cut | None]:
    """The records of a kind that name this one by a key; by its name the search finds all of them."""
    found = {m.record.full_id: m.record for m in site.plan.mentioned(record, (kind,)) if m.key == key}
    shown, rest = cut(list(found.values()), kind=site.say(KIND_NAMES[kind]), query=record.data.name)
    return tuple(link_to(one) for one in shown), rest


def _without(agency: Record, row: Item) -> Item:
    """A row without the agency where that is the only one that leads: its own page need not say so in every row."""
    return row._replace(lead=()) if len(row.lead) == 1 and row.lead[0].path == path_of(agency) else row


def _in_order(site: Site, records: list[Record]) -> list[Record]:
    """By deadline; then those without a date, as they come."""
    days = {record.full_id: last_day(site, record) for record in records}
    dated = [record for record in records if days[record.full_id]]
    undated = [record for record in records if not days[record.full_id]]
    return sorted(dated, key=lambda record: (days[record.full_id], record.full_id)) + undated


def by_deadline(site: Site, agency: Record, records: Sequence[Record], prefix: str) -> tuple[Group, ...]:
    """Rows that are in order of their deadlines, by the year in which they are due; then those without a date."""
    groups: dict[int, list[Item]] = {}
    for record in records:
        due = last_day(site, record)
        groups.setdefault(due.year if due else 0, []).append(_without(agency, item(site, record)))
    undated = site.say(say("Ongoing or without a date"))
    return tuple(
        Group(
            site.say(say("Due in {year}", year=year)) if year else undated,
            f"{prefix}-{year}",
            tuple(items),
            is_folded=len(items) > _LONG,
        )
        for year, items in groups.items()
    )


def _duties(site: Site, record: Record, key: str) -> tuple[tuple[DutyOf, ...], Cut | None]:
    """The duties that name this agency by a key: `agency` (it must do them) or `to` (it is reported to); the rest of a very
    long list stands on the pages of the documents, which the search finds by the agency's name."""
    documents = {m.record.id: m.record for m in site.plan.mentioned(record, ("documents",)) if m.key == key}
    found = [(one, duty) for one in documents.values() for duty in one.data.duties if record.id in getattr(duty, key)]
    shown, rest = cut(found, kind=site.say(KIND_NAMES["documents"]), query=record.data.name)
    return tuple(DutyOf(link_to(document), duty_row(site, duty)) for document, duty in shown), rest


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
    name = cited_as(record)
    cited, cut_documents = cut(list(documents), reference=name, kind=site.say(KIND_NAMES["documents"]))
    relying, cut_records = cut(list(citing.values()), reference=name)
    context = Reference(
        number=data.number or "",
        date=site.words.date(data.date),
        issuer=link_to(issuer) if issuer else None,
        aliases=data.aliases,
        documents=tuple(
            link_to(documents[one], site.say(say("line {line}", line=lines[one])) if lines[one] else "") for one in cited
        ),
        records=tuple(item(site, one) for one in relying),
        cuts={"documents": cut_documents, "records": cut_records},
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
        filters={"document": tuple(documents[one].data.short for one in cited)},
        search_words=context.number,
        names=tuple(data.aliases),
    )
