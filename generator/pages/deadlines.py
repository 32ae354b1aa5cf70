"""The page of deadlines by month, and the rows of what falls due.

In: a `Site`. Out: its `Page`, and `Item`s for others' pages. Leaves to others: which days these are (warn), calendar files
(export).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from generator.addresses import path_of
from generator.contexts import Count, Item, Link, Page
from generator.contexts_time import Deadlines, Month
from generator.model import Duty, Record
from generator.pages.around import common_part, list_crumbs
from generator.pages.shared import LIST_NAMES, TIME_PATHS, Site, badge, document_of, item, link_to, links_to
from generator.parts import due_span
from generator.problems import say
from generator.statuses import due_day
from generator.warn import FINISHED, Due

CALENDAR = "thoi-han.ics"


@dataclass(frozen=True, slots=True)
class DutyDue:
    """That a duty of a document is due once, on a day; `anchor` is where it stands on the document's page."""

    document: Record
    duty: Duty
    anchor: str
    day: date


_UNDATED = {
    "ongoing": say("carried out all the time"),
    "yearly": say("every year, on no named date"),
    "central-schedule": say("on the central schedule"),
    "printed": say("the source gives words only"),
    "open": say("with an open end"),
    "": say("the source names no date"),
}


def dated(dues: Iterable[Due]) -> list[Due]:
    """What has a day, in order of days: each record once a day, by the first of its measures that is due then."""
    first: dict[tuple[str, date], Due] = {}
    for due in dues:
        if due.day:
            first.setdefault((due.record.full_id, due.day), due)
    return sorted(first.values(), key=lambda due: due.day)


def duty_anchors(duties: Iterable[Duty]) -> list[str]:
    """`trach-nhiem-538`, then `trach-nhiem-538-2`: by the first line of the source, so that it lasts when one is added."""
    seen: Counter[int] = Counter()
    anchors = []
    for duty in duties:
        line = duty.source.lines[0]
        seen[line] += 1
        anchors.append(f"trach-nhiem-{line}" + (f"-{seen[line]}" if seen[line] > 1 else ""))
    return anchors


def duties_dated(site: Site) -> tuple[DutyDue, ...]:
    """The duties that are due once, on a day, in order of days."""
    if "duties" not in site.kept:
        found = [
            DutyDue(document, duty, anchor, span.last)
            for document in site.plan.current("documents")
            for duty, anchor in zip(document.data.duties, duty_anchors(document.data.duties), strict=True)
            if not duty.every and (span := due_span(duty.deadline)) and span.last
        ]
        site.kept["duties"] = tuple(sorted(found, key=lambda one: one.day))
    return site.kept["duties"]


def duties_of(site: Site, agency: str) -> list[DutyDue]:
    """The dated duties of an agency, in order of days."""
    if "duties by agency" not in site.kept:
        found: dict[str, list[DutyDue]] = defaultdict(list)
        for one in duties_dated(site):
            for name in dict.fromkeys(one.duty.agency):
                found[name].append(one)
        site.kept["duties by agency"] = dict(found)
    return site.kept["duties by agency"].get(agency, [])


def documents_with_days(site: Site) -> set[str]:
    """The documents that set something for a day, and so have a calendar."""
    if "documents with days" not in site.kept:
        found = {due.record.document for due in site.dues if due.day} | {one.document.id for one in duties_dated(site)}
        site.kept["documents with days"] = found
    return site.kept["documents with days"]


def due_path(due: Due) -> str:
    """Where it can be read: the page of the record, at the measure where this is not the first."""
    return path_of(due.record) + (f"#do-{due.position + 1}" if due.position else "")


def calendar_path(record: Record | None = None) -> str:
    """The calendar of a document or an agency, or of all."""
    return (path_of(record) if record else "") + CALENDAR


def upcoming(site: Site, agency: str, most: int) -> tuple[Item, ...]:
    """What an agency has to finish next, today included."""
    rows = dated(site.dues_of.get(agency, ()))
    ahead = [due for due in rows if due.day >= site.facts.as_of and due.status.status not in FINISHED]
    duties = [one for one in duties_of(site, agency) if one.day >= site.facts.as_of]
    return tuple(one for _, one in _by_day(site, ahead[:most], duties[:most])[:most])


def _by_day(site: Site, rows: Iterable[Due], duties: Iterable[DutyDue]) -> list[tuple[date, Item]]:
    """Rows with their days, in order of days; of one day, what is to be reached before what is to be done."""
    found = [*((due.day, due_item(site, due)) for due in rows), *((one.day, duty_item(site, one)) for one in duties)]
    return sorted(found, key=lambda pair: pair[0])


def duty_item(site: Site, one: DutyDue) -> Item:
    """A row for a duty: it has no status, for no report says which duty it answers."""
    document = link_to(one.document)
    return Item(
        link=Link(one.duty.what, f"{document.path}#{one.anchor}"),
        code=site.say(say("Duty")),
        figures=(),
        badge=None,
        document=document,
        lead=links_to(site, "agencies", one.duty.agency),
        due=site.words.day(one.day),
    )


def due_item(site: Site, due: Due) -> Item:
    """A row with the day it is due, and the status of what is due then."""
    row = item(site, due.record)
    shown = replace(row, link=replace(row.link, path=due_path(due)), due=site.words.day(due.day))
    if due.record.kind != "targets" or len(due.record.data.measures) == 1:
        return shown
    figures = tuple(
        site.words.bound(measure)
        for measure in due.record.data.measures
        if due_day(measure, document_of(site, due.record).data) == due.day
    )
    return replace(shown, figures=figures, badge=row.badge if len(figures) > 1 else badge(site, due.status))


def deadlines_page(site: Site) -> Page:
    """All deadlines by month."""
    rows = dated(site.dues)
    months = _months(site, _by_day(site, rows, duties_dated(site)))
    undated = _undated(site)
    number = sum(one.number for one in undated)
    title, path = site.say(LIST_NAMES["deadlines"]), TIME_PATHS["deadlines"]
    intro = site.say(say("What the documents set for a day, by month; a month, quarter or year counts by its last day."))
    left_out = site.words.translate_count(
        "{number} target, task or project has no date and is left out here:",
        "{number} targets, tasks and projects have no date and are left out here:",
        number,
    ).format(number=number)
    context = Deadlines(
        intro=intro,
        count=len(rows) + len(duties_dated(site)),
        months=months,
        next=next((month for month in months if not month.is_past), None),
        left_out=left_out if number else "",
        reasons=undated,
        calendars=_calendars(site),
    )
    return Page(
        type="deadlines",
        path=path,
        title=title,
        description=intro,
        section="deadlines",
        common=common_part(site, path, "", title, list_crumbs(site)),
        context=context,
    )


def _months(site: Site, rows: list[tuple[date, Item]]) -> tuple[Month, ...]:
    by_month: dict[str, list[Item]] = defaultdict(list)
    for day, row in rows:
        by_month[f"{day:%Y-%m}"].append(row)
    return tuple(_month(site, month, found) for month, found in by_month.items())


def _month(site: Site, month: str, rows: list[Item]) -> Month:
    now = f"{site.facts.as_of:%Y-%m}"
    when = say("this month") if month == now else say("past") if month < now else say("to come")
    title = site.words.date(month)
    return Month(title[0].upper() + title[1:], f"thang-{month}", site.say(when), month < now, tuple(rows))


def _undated(site: Site) -> tuple[Count, ...]:
    """How many records have no day at all, by what the source says instead."""
    with_day = {due.record.full_id for due in site.dues if due.day}
    without = {due.record.full_id: due.record for due in site.dues if due.record.full_id not in with_day}
    tally = Counter(_instead(record) for record in without.values())
    return tuple(Count(tally[key], site.say(words), "") for key, words in _UNDATED.items() if tally[key])


def _instead(record: Record) -> str:
    """What a record without a day has instead of one."""
    deadline = getattr(record.data, "deadline", None)
    if record.kind == "targets" or (deadline and deadline.edtf):
        return "open"
    return (deadline.word or "printed") if deadline else ""


def _calendars(site: Site) -> tuple[Link, ...]:
    """The calendar of everything, then of each document that sets a date."""
    having = documents_with_days(site)
    if not having:
        return ()
    documents = [record for record in site.plan.current("documents") if record.id in having]
    everything = Link(site.say(say("All deadlines")), calendar_path())
    return (everything, *(Link(link_to(one).title, calendar_path(one)) for one in documents))
