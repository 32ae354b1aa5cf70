"""Dates in the part of EDTF (ISO 8601-2) that plans use.

In: `2026`, `2026-06`, `2026-06-30`, `2026-34` (second quarter: 33 to 36), `2026/2030`, `2028/..`, `{2027,2030}`.
Out: a `Span` of days. Raises `PydanticCustomError` ("bad-date") on anything else. Leaves wording to wording.py.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pydantic_core import PydanticCustomError

FIRST_QUARTER = 33
_SET = re.compile(r"\{([^{},]+(?:,[^{},]+)+)\}")
_SINGLE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True)
class Span:
    """First and last day; `last` is None where the end is open. `parts` are the single dates written, in order."""

    first: date
    last: date | None
    parts: tuple[str, ...]


def bad_date(text: str) -> PydanticCustomError:
    """The error for a text that is no date of the supported forms."""
    return PydanticCustomError("bad-date", "not a date: {text}", {"text": text, "key": ""})


def _single(text: str) -> tuple[date, date]:
    """First and last day of a year, quarter, month or day."""
    found = _SINGLE.fullmatch(text)
    if not found:
        raise bad_date(text)
    year, part, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if found[3]:
            return date(year, part, day), date(year, part, day)
        if FIRST_QUARTER <= part < FIRST_QUARTER + 4:
            last_month = (part - FIRST_QUARTER + 1) * 3
            return date(year, last_month - 2, 1), date(year, last_month, monthrange(year, last_month)[1])
        if found[2]:
            return date(year, part, 1), date(year, part, monthrange(year, part)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError as error:
        raise bad_date(text) from error


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Span:
    """The span of days that `text` names; the same text always gives the same span."""
    try:
        return _span(text)
    except PydanticCustomError as error:
        raise bad_date(text) from error


def _span(text: str) -> Span:
    listed = _SET.fullmatch(text)
    if listed:
        parts = tuple(part.strip() for part in listed[1].split(","))
        days = [_single(part) for part in parts]
        return Span(min(first for first, _ in days), max(last for _, last in days), parts)
    start, slash, end = text.partition("/")
    first, last = _single(start)
    if not slash:
        return Span(first, last, (start,))
    if end == "..":
        return Span(first, None, (start,))
    until = _single(end)[1]
    if until < first:
        raise bad_date(text)
    return Span(first, until, (start, end))
