"""The pages of deadlines by month, and the rows of what falls due.

In: a `Site`. Out: its pages, as `Planned`, and `Item`s for others' pages. Leaves to others: which days these are (warn),
calendar files (export).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.addresses import list_path, path_of
from generator.contexts import Count, Item, Link, Page
from generator.contexts_time import Deadlines, Month
from generator.model import Duty, Record
from generator.pages.shared import LIST_NAMES, TIME_PATHS, badge, document_of, item, link_to, links_to
from generator.pages.site import Planned, Site, index
from generator.pages.split import Listed, Part, cut, group_path, index_of, layout, numbers_of, page_of, title_of
from generator.parts import due_span
from generator.problems import say
from generator.statuses import due_day
from generator.warn import FINISHED, Due

CALENDAR = "thoi-han.ics"
_MOST_CALENDARS = 24  # shown; the page of each document has its own
MOST_EVENTS = 1000  # in one calendar: about 420 KB, which a calendar program fetches again and again


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
    return site.once(("duties", ""), lambda: _duties_dated(site))


def _duties_dated(site: Site) -> tuple[DutyDue, ...]:
    found = [
        DutyDue(document, duty, anchor, span.last)
        for document in site.plan.current("documents")
        for duty, anchor in zip(document.data.duties, duty_anchors(document.data.duties), strict=True)
        if not duty.every and (span := due_span(duty.deadline)) and span.last
    ]
    return tuple(sorted(found, key=lambda one: one.day))


def duties_of(site: Site, agency: str) -> list[DutyDue]:
    """The dated duties of an agency, in order of days."""
    return _duties_by_agency(site).get(agency, [])


@index
def _duties_by_agency(site: Site) -> dict[str, list[DutyDue]]:
    found: dict[str, list[DutyDue]] = defaultdict(list)
    for one in duties_dated(site):
        for name in dict.fromkeys(one.duty.agency):
            found[name].append(one)
    return dict(found)


@index
def documents_with_days(site: Site) -> dict[str, bool]:
    """The documents that set something for a day, and so have a calendar."""
    dated_documents = [due.record.document for due in site.dues if due.day]
    return dict.fromkeys([*dated_documents, *(one.document.id for one in duties_dated(site))], True)


def due_path(due: Due) -> str:
    """Where it can be read: the page of the record, at the measure where this is not the first."""
    return path_of(due.record) + (f"#do-{due.position + 1}" if due.position else "")


def held(site: Site, rows: Iterable[Due | DutyDue], most: int = MOST_EVENTS) -> list[Due | DutyDue]:
    """What one calendar holds of these, in order of days: all, or where that is too much what is due from the day on, and
    where there is room what came last before it."""
    ordered = _in_order(rows, ())
    ahead = bisect_left(ordered, site.facts.as_of, key=lambda one: one.day)
    start = max(min(ahead, len(ordered) - most), 0)
    return ordered[start : start + most]


def calendar_path(record: Record | None = None) -> str:
    """The calendar of a document or an agency, or of all."""
    return (path_of(record) if record else "") + CALENDAR


def upcoming(site: Site, agency: str, most: int) -> tuple[Item, ...]:
    """What an agency has to finish next, today included."""
    rows = dated(site.dues_of.get(agency, ()))
    ahead = [due for due in rows if due.day >= site.facts.as_of and due.status.status not in FINISHED]
    duties = [one for one in duties_of(site, agency) if one.day >= site.facts.as_of]
    return tuple(_item(site, one) for one in _in_order(ahead[:most], duties[:most])[:most])


def _in_order(rows: Iterable[Due], duties: Iterable[DutyDue]) -> list[Due | DutyDue]:
    """In order of days; of one day, what is to be reached before what is to be done."""
    return sorted([*rows, *duties], key=lambda one: one.day)


def _item(site: Site, one: Due | DutyDue) -> Item:
    return duty_item(site, one) if isinstance(one, DutyDue) else due_item(site, one)


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
    shown = row._replace(link=row.link._replace(path=due_path(due)), due=site.words.day(due.day))
    if due.record.kind != "targets" or len(due.record.data.measures) == 1:
        return shown
    figures = tuple(
        site.words.bound(measure)
        for measure in due.record.data.measures
        if due_day(measure, document_of(site, due.record).data) == due.day
    )
    return shown._replace(figures=figures, badge=row.badge if len(figures) > 1 else badge(site, due.status))


def deadline_pages(site: Site) -> Iterator[Planned]:
    """All deadlines by month; where they are many, each month has its own page."""
    return (Planned(part.path, _page, part) for part in layout(TIME_PATHS["deadlines"], _months(site)))


def _page(site: Site, part: Part) -> Page:
    title = title_of(site, part, site.say(LIST_NAMES["deadlines"]))
    context = _whole(site, part) if not part.depth else _piece(site, part)
    return page_of(site, part, "deadlines", title, context.intro or title, context)


def deadline_paths(site: Site) -> Iterator[str]:
    """The paths of the same pages, without making them."""
    return (part.path for part in layout(TIME_PATHS["deadlines"], _months(site)))


def _whole(site: Site, part: Part) -> Deadlines:
    """What stands at the list's own address: the deadlines or an index of their months, and what is left out."""
    undated = _undated(site)
    number = sum(one.number for one in undated)
    left_out = site.words.translate_count(
        "{number} target, task or project has no date and is left out here:",
        "{number} targets, tasks and projects have no date and are left out here:",
        number,
    ).format(number=site.words.number(number))
    calendars, cut_calendars = cut(_calendars(site), _MOST_CALENDARS, path=list_path("documents"))
    return Deadlines(
        intro=site.say(say("What the documents set for a day, by month; a month, quarter or year counts by its last day.")),
        count=len(dated(site.dues)) + len(duties_dated(site)),
        months=() if part.is_index else tuple(_month(site, month) for month in part.groups),
        next=_next(site, part),
        left_out=left_out if number else "",
        reasons=undated,
        calendars=tuple(calendars),
        cut_calendars=cut_calendars,
        index=index_of(TIME_PATHS["deadlines"], part),
        numbers=numbers_of(site, part),
    )


def _piece(site: Site, part: Part) -> Deadlines:
    """One month, or a piece of it, or a further piece of the index."""
    groups = part.groups if part.of_group is None else (part.of_group,)
    return Deadlines(
        intro="",
        count=sum(len(month.rows) for month in groups),
        months=() if part.is_index else tuple(_month(site, month) for month in part.groups),
        index=index_of(TIME_PATHS["deadlines"], part),
        numbers=numbers_of(site, part),
    )


def _next(site: Site, part: Part) -> Link | None:
    """The first month that is not past."""
    now = f"{site.facts.as_of:%Y-%m}"
    month = next((one for one in part.groups if one.id >= now), None)
    if month is None:
        return None
    return Link(month.title, group_path(TIME_PATHS["deadlines"], month.id) if part.is_index else f"#thang-{month.id}")


def _months(site: Site) -> list[Listed]:
    """What falls due, by month."""
    return site.once(("months", ""), lambda: _by_month(site))


def _by_month(site: Site) -> list[Listed]:
    by_month: dict[str, list[Due | DutyDue]] = defaultdict(list)
    for one in _in_order(dated(site.dues), duties_dated(site)):
        by_month[f"{one.day:%Y-%m}"].append(one)
    return [Listed(one, _named(site, one), tuple(found)) for one, found in by_month.items()]


def _named(site: Site, month: str) -> str:
    title = site.words.date(month)
    return title[0].upper() + title[1:]


def _month(site: Site, month: Listed) -> Month:
    now = f"{site.facts.as_of:%Y-%m}"
    when = say("this month") if month.id == now else say("past") if month.id < now else say("to come")
    items = tuple(_item(site, one) for one in month.rows)
    return Month(month.title, f"thang-{month.id}", site.say(when), month.id < now, items)


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
    number = len(dated(site.dues)) + len(duties_dated(site))
    note = say("the next {most} of {number}", most=site.words.number(MOST_EVENTS), number=site.words.number(number))
    everything = Link(site.say(say("All deadlines")), calendar_path(), site.say(note) if number > MOST_EVENTS else "")
    return (everything, *(Link(link_to(one).title, calendar_path(one)) for one in documents))
