"""The units of sums of money, as the source prints them with the number.

In: a number and what its unit is called in Vietnamese. Out: `UnitNeed`, found where the unit stands directly after the
number or its range ("52.600 tỷ đồng"), directly before it in the row of a table ("USD 20,000"), or, where the number has
no unit of its own, in a heading among the lines cited ("Đơn vị: Triệu đồng"). Leaves to others: which units are money
(data/units.yml) and the numbers themselves (needs).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.trace.letters import alike, fold
from generator.trace.numbers import Printed
from generator.trace.source_text import Found, SourceText, Span

_RANGE_REST = re.compile(r"\s*%?\s*(?:[-–—]|d\Sn\s)\s*\d[\d.,]*")
_HEADING = re.compile(r"d\Sn\s+v\S(?:\s+t\Snh)?\s*:\s*")
_OWN_UNIT = re.compile(r"\s*(?:(?:ngh?\Sn|tr\S{1,2}u|ty)\s+(?:d\S{1,2}ng|usd)|usd)(?!\w)")
_FAR_ENOUGH = 40  # characters in which the words of a unit stand
_MARKS = ".,;:()|%"


@dataclass(frozen=True)
class UnitNeed:
    """The unit of a number that stands in the lines."""

    value: Decimal
    unit: str

    def found_in(self, source: SourceText, spans: Iterable[Span]) -> Found | None:
        """The line of the number that has this unit, or of the heading that gives it."""
        spans = list(spans)
        printed = [one for span in spans for one in source.numbers(span) if self.value in one.values]
        beside = next((one for one in printed if self._stands_beside(one, source)), None)
        if beside:
            return Found(source.line_at(beside.start))
        if any(_OWN_UNIT.match(_after(one, source)) for one in printed):
            return None
        return self._in_heading(source, spans)

    def _stands_beside(self, one: Printed, source: SourceText) -> bool:
        start = source.starts[source.line_at(one.start) - 1]
        before = source.folded[start : one.start].split()[-len(self._wanted) :]
        return self._is_said(_after(one, source).split()) or self._is_said(before)

    def _in_heading(self, source: SourceText, spans: list[Span]) -> Found | None:
        for start, end in spans:
            for heading in _HEADING.finditer(source.folded, start, end):
                if self._is_said(source.folded[heading.end() : heading.end() + _FAR_ENOUGH].split()):
                    return Found(source.line_at(heading.start()))
        return None

    @property
    def _wanted(self) -> list[str]:
        return fold(self.unit).split()

    def _is_said(self, words: list[str]) -> bool:
        """Whether the words begin with those of the unit, letters compared loosely."""
        pairs = list(zip(self._wanted, (word.strip(_MARKS) for word in words), strict=False))
        return len(pairs) == len(self._wanted) and all(alike(wanted, there) for wanted, there in pairs)


def _after(one: Printed, source: SourceText) -> str:
    """What stands behind a number and the rest of its range."""
    rest = _RANGE_REST.match(source.folded, one.end)
    place = rest.end() if rest else one.end
    return source.folded[place : place + _FAR_ENOUGH]
