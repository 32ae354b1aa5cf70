"""Dates of records as the sources print them.

In: a date in EDTF. Out: patterns over folded text, all of which must stand there: `2026-06` is "Tháng 6/2026" or
"6 năm 2026", `2022-35` "Quý III/2022" (scans print "Quy 111/2022"), `2026/2030` "2026 - 2030", and the deadline
`2029` is also "trước năm 2030", which ends with 2029. Leaves to others: whether the date is valid (edtf), where to look
(needs).
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from generator.edtf import FIRST_QUARTER, parse_edtf

_ROMAN = ("[il1|]", "[il1|]{2}", "[il1|]{3}", "[il1|]v")
_DAY_PRINTED = r"(\d{1,2})\s*(?:/|th\S{1,3}ng)\s*(\d{1,2})\s*(?:/|n\S{1,2}m)\s*(\d{4})(?!\d)"
_AFTER = re.compile(rf"[\s,.;)]{{0,4}}(?:ng\S{{1,3}}\s+)?{_DAY_PRINTED}")


@lru_cache(maxsize=4096)
def patterns_of(edtf: str, is_period: bool = False) -> tuple[re.Pattern[str], ...]:
    """The patterns that must all be found for the date, or the period, to stand in a folded text."""
    parts = parse_edtf(edtf).parts
    if "/" in edtf and len(parts) == 2 and all(len(part) == 4 for part in parts):
        return (re.compile(rf"(?<!\d){parts[0]}\s*(?:[-–—/]|d\Sn|v\S)[^\d]{{0,80}}{parts[1]}(?!\d)"),)
    return tuple(re.compile(_pattern(part, is_period)) for part in parts)


def _pattern(part: str, is_period: bool) -> str:
    year, *rest = part.split("-")
    if not rest:
        plain = rf"(?<!\d){year}(?!\d)"
        return plain if is_period else rf"{plain}|tr\S{{1,4}}c\s+n\S{{1,2}}m\s+{int(year) + 1}(?!\d)"
    number = int(rest[0])
    if number >= FIRST_QUARTER:
        quarter = number - FIRST_QUARTER
        return rf"qu\S\s*(?:{_ROMAN[quarter]}|{quarter + 1})\s*(?:[/.,-]|n\S{{1,2}}m)?\s*(?:n\S{{1,2}}m\s*)?{year}(?!\d)"
    month = rf"0?{number}\s*(?:[/.-]|n\S{{1,2}}m)\s*{year}(?!\d)"
    if len(rest) == 1:
        return rf"(?<![\d/.]){month}"
    return rf"(?<![\d/.])0?{int(rest[1])}\s*(?:[/.-]|th\S{{1,3}}ng)\s*{month}"


def date_after(folded: str, place: int) -> date | None:
    """The date that is printed directly at a place of a folded text, as after the number of a document."""
    found = _AFTER.match(folded, place)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return date.min
