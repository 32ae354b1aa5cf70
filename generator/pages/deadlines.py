"""The page of deadlines by month, and the rows of what falls due.

In: a `Site`. Out: its `Page`, and `Item`s for others' pages. Leaves to others: which days these are (warn), calendar files
(export).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from generator.addresses import path_of
from generator.contexts import Count, Item, Link, Page
from generator.contexts_time import Deadlines, Month
from generator.derive import due_day
from generator.model import Record
from generator.pages.around import common_part, list_crumbs
from generator.pages.shared import LIST_NAMES, TIME_PATHS, Site, badge, document_of, item, link_to
from generator.problems import say
from generator.warn import FINISHED, Due

CALENDAR = "thoi-han.ics"
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
    return tuple(due_item(site, due) for due in ahead[:most])


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
    months = _months(site, rows)
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
        count=len(rows),
        months=months,
        next=next((month for month in months if not month.is_past), None),
        left_out=left_out if number else "",
        reasons=undated,
        calendars=_calendars(site, rows),
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


def _months(site: Site, rows: list[Due]) -> tuple[Month, ...]:
    by_month: dict[str, list[Due]] = defaultdict(list)
    for due in rows:
        by_month[f"{due.day:%Y-%m}"].append(due)
    return tuple(_month(site, month, found) for month, found in by_month.items())


def _month(site: Site, month: str, rows: list[Due]) -> Month:
    now = f"{site.facts.as_of:%Y-%m}"
    when = say("this month") if month == now else say("past") if month < now else say("to come")
    items = tuple(due_item(site, due) for due in rows)
    title = site.words.date(month)
    return Month(title[0].upper() + title[1:], f"thang-{month}", site.say(when), month < now, items)


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


def _calendars(site: Site, rows: list[Due]) -> tuple[Link, ...]:
    """The calendar of everything, then of each document that sets a date."""
    if not rows:
        return ()
    having = {due.record.document for due in rows}
    documents = [record for record in site.plan.current("documents") if record.id in having]
    everything = Link(site.say(say("All deadlines")), calendar_path())
    return (everything, *(Link(link_to(one).title, calendar_path(one)) for one in documents))
