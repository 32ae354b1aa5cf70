"""Deadlines as calendars (iCalendar, RFC 5545): all of them, and one file for each document and each agency.

In: a `Site`. Out: paths and bytes; no calendar where there is nothing to put into it, and in a very long one only what is
next. Every event lasts the whole of the last day, and its UID is made of the record's id, so that a calendar program knows
it again. Leaves to others: writing files (pour), which day something is due (warn), what is next (pages).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import urlparse

from generator.addresses import path_of
from generator.pages.deadlines import (
    MOST_EVENTS,
    DutyDue,
    calendar_path,
    dated,
    due_path,
    duties_dated,
    duties_of,
    duty_item,
    held,
)
from generator.pages.shared import TIME_PATHS, document_of, links_to, name_of, numbered
from generator.pages.site import Site
from generator.problems import say
from generator.warn import Due, agencies_leading

_CONTROL = dict.fromkeys([*range(9), *range(11, 32), 127])  # the format refuses them
_LONGEST = 74  # bytes of a line, its end left out


def calendars(site: Site) -> Iterator[tuple[str, bytes]]:
    """Each calendar's path and content; an event is written once and put into every calendar that it belongs to."""
    written = {_key(due): _event(site, due) for due in dated(site.dues)}
    written |= {_key(one): _duty_event(site, one) for one in duties_dated(site)}

    def calendar(name: str, path: str, own: Sequence[Due | DutyDue]) -> bytes:
        shown = own if len(own) <= MOST_EVENTS else held(site, own)
        events = b"".join(written[_key(one)] for one in shown)
        return _head(f"{site.name}: {name}", _left_out(site, path, len(shown), len(own))) + events + _lines("END:VCALENDAR")

    if written:
        everything = [*dated(site.dues), *duties_dated(site)]
        yield calendar_path(), calendar(site.say(say("All deadlines")), TIME_PATHS["deadlines"], everything)
    by_document: dict[str, list[Due | DutyDue]] = defaultdict(list)
    for due in dated(site.dues):
        by_document[due.record.document].append(due)
    for one in duties_dated(site):
        by_document[one.document.id].append(one)
    for document in site.plan.current("documents"):
        if own := by_document.get(document.id):
            yield calendar_path(document), calendar(name_of(document), path_of(document), own)
    for agency in site.plan.of("agencies"):
        if own := [*dated(site.dues_of.get(agency.id, ())), *duties_of(site, agency.id)]:
            yield calendar_path(agency), calendar(name_of(agency), path_of(agency), own)


def _key(one: Due | DutyDue) -> tuple[str, int | str]:
    if isinstance(one, DutyDue):
        return one.document.full_id, one.anchor
    return one.record.full_id, one.position


def _left_out(site: Site, path: str, shown: int, number: int) -> str:
    """That a calendar holds the next only, and where all are; "" where it holds all."""
    words = say(
        "{shown} of {number} deadlines: the next from {day} on, then the latest before. All of them: {address}",
        shown=site.words.number(shown),
        number=site.words.number(number),
        day=site.facts.as_of,
        address=site.url + path,
    )
    return site.say(words) if shown < number else ""


def _head(name: str, description: str) -> bytes:
    about = [f"X-WR-CALDESC:{description}"] if description else []
    return _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cong khai//Deadlines//VI", *about, f"X-WR-CALNAME:{name}")


def _event(site: Site, due: Due) -> bytes:
    """One day: what is due, who leads it, where it stands, and where it can be read."""
    record = due.record
    measure = f"/do-{due.position + 1}" if due.position else ""
    summary = f"{numbered(site, record)}: {name_of(record)} ({name_of(document_of(site, record))})"
    about = (_names(site, agencies_leading(record)), site.say(due.status.sentence))
    return _written(site, record.full_id + measure, due.day, summary, about, due_path(due))


def _duty_event(site: Site, one: DutyDue) -> bytes:
    """One day: the duty, who has it, and where it can be read."""
    row = duty_item(site, one)
    summary = f"{row.code}: {one.duty.what} ({name_of(one.document)})"
    uid = f"{one.document.full_id}/{one.anchor}"
    return _written(site, uid, one.day, summary, (_names(site, one.duty.agency),), row.link.path)


def _names(site: Site, agencies: Iterable[str]) -> str:
    return ", ".join(link.title for link in links_to(site, "agencies", agencies))


def _written(site: Site, uid: str, day: date, summary: str, about: tuple[str, ...], path: str) -> bytes:
    """An event as text. Written out here: measured on 235 events, a library took three times as long, and large plans
    would feel it; to load one takes 0.1 s of every command."""
    return _lines(
        "BEGIN:VEVENT",
        f"UID:{uid}@{_host(site.url)}",
        f"DTSTAMP:{_day(site.facts.as_of)}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(day)}",
        "SUMMARY:" + _as_text(summary),
        "DESCRIPTION:" + _as_text("\n".join([part for part in about if part])),
        f"URL:{site.url}{path}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


@lru_cache(maxsize=1)
def _host(url: str) -> str | None:
    return urlparse(url).hostname


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _as_text(text: str) -> str:
    """A text without what means something in the format. Character by character it would take ten times as long."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return text if text.isprintable() else text.translate(_CONTROL)


def _lines(*lines: str) -> bytes:
    return "".join([f"{line}\r\n" if _is_short(line) else _folded(line.encode()) for line in lines]).encode()


def _is_short(line: str) -> bool:
    """Whether it can be seen without counting bytes that a line need not be folded: a letter has at most four."""
    return len(line) <= (_LONGEST if line.isascii() else _LONGEST // 4)


def _folded(line: bytes) -> str:
    """A line in pieces of at most 75 bytes, the space before each further piece included, no letter cut in two."""
    pieces = []
    while len(line) > _LONGEST:
        cut = _LONGEST
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(line[:cut])
        line = line[cut:]
    return b"\r\n ".join([*pieces, line]).decode() + "\r\n"
