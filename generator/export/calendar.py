"""Deadlines as calendars (iCalendar, RFC 5545): all of them, and one file for each document and each agency.

In: a `Site`. Out: paths and bytes; no calendar where there is nothing to put into it. Every event lasts the whole of the
last day, and its UID is made of the record's id, so that a calendar program knows it again. Leaves to others: writing
files (build) and which day something is due (warn).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlparse

from icalendar import Calendar, vText

from generator.pages.deadlines import calendar_path, dated, due_path
from generator.pages.shared import Site, document_of, links_to, name_of, numbered
from generator.problems import say
from generator.warn import Due, agencies_leading

_END = b"END:VCALENDAR\r\n"
_UNWRITABLE = dict.fromkeys([*range(9), *range(11, 32), 127])  # control characters, which the format refuses


def calendars(site: Site) -> Iterator[tuple[str, bytes]]:
    """Each calendar's path and content; an event is written once and put into every calendar that it belongs to."""
    rows = dated(site.dues)
    written = {(due.record.full_id, due.position): _event(site, due) for due in rows}

    def calendar(name: str, own: Iterable[Due]) -> bytes:
        events = b"".join(written[(due.record.full_id, due.position)] for due in own)
        return _empty(f"{site.name}: {name}").removesuffix(_END) + events + _END

    if rows:
        yield calendar_path(), calendar(site.say(say("All deadlines")), rows)
    by_document: dict[str, list[Due]] = defaultdict(list)
    for due in rows:
        by_document[due.record.document].append(due)
    for document in site.plan.current("documents"):
        if own := by_document.get(document.id):
            yield calendar_path(document), calendar(name_of(document), own)
    for agency in site.plan.of("agencies"):
        if own := dated(site.dues_of.get(agency.id, ())):
            yield calendar_path(agency), calendar(name_of(agency), own)


def _empty(name: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Cong khai//Deadlines//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar.to_ical()


def _event(site: Site, due: Due) -> bytes:
    """One day: what is due, who leads it, where it stands, and where it can be read.

    Written out here: measured on 235 events, the library took three times as long, and large plans would feel it.
    """
    record = due.record
    measure = f"/do-{due.position + 1}" if due.position else ""
    leading = ", ".join(link.title for link in links_to(site, "agencies", agencies_leading(record)))
    lines = (
        "BEGIN:VEVENT",
        f"UID:{record.full_id}{measure}@{urlparse(site.url).hostname}",
        f"DTSTAMP:{site.facts.as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}",
        "SUMMARY:" + _text(f"{numbered(site, record)}: {name_of(record)} ({name_of(document_of(site, record))})"),
        "DESCRIPTION:" + _text("\n".join(part for part in (leading, site.say(due.status.sentence)) if part)),
        f"URL:{site.url}{due_path(due)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )
    return b"".join(_folded(line.encode()) for line in lines)


def _text(words: str) -> str:
    return vText(words.translate(_UNWRITABLE)).to_ical().decode()


def _folded(line: bytes) -> bytes:
    """A line in pieces of at most 75 bytes, the space before each further piece included, no letter cut in two."""
    pieces = []
    while len(line) > 74:
        cut = 74
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(line[:cut])
        line = line[cut:]
    return b"\r\n ".join([*pieces, line]) + b"\r\n"
