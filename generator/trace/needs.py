"""What may be looked for in cited lines, each kind with its way of being found.

In: a `SourceText` and the parts of it that a record cites. Out: a `Found`, or None where it does not stand there.
Leaves to others: which needs a record has (figures), and what to say when one is not met (package).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.trace.bounds import CONTRADICTED, PROVED, UNPROVED, judge
from generator.trace.dates import date_after, patterns_of
from generator.trace.letters import where_words_stand
from generator.trace.numbers import Printed, numbers_with_letters
from generator.trace.source_text import Found, SourceText, Span

_BEFORE, _AFTER = 60, 160  # characters around a number in which the words of its bound are sought
_PERCENT_AFTER = re.compile(r"\s*(?:(?:[-–—]|d\Sn)\s*[\d.,]+\s*)?(?:%|ph\Sn tr\Sm)")
_PERCENT_BEFORE = re.compile(r"%(?:[^%.;(\n]|\.(?=\d))*$")
_BEFORE_LABEL = re.compile(r"[^\w(]*")
_GOES_ON = re.compile(r"\w|[.,]\d")
_BRACKETS = re.compile(r"\(\s?(\d+)\s?\)")
_BEST = (PROVED, UNPROVED, CONTRADICTED)
# Letters that scans take for each other in the abbreviations of document numbers.
_CONFUSED = {
    "Đ": "[đdpbð0oq]{1,2}",
    "D": "[đdpbð0oq]",
    "Q": "[qo0g]",
    "O": "[o0q]",
    "C": "[cg]",
    "I": "[il1|]",
    "L": "[l1i|]",
}


@dataclass(frozen=True)
class NumberNeed:
    """A number that stands in the lines; of a percentage with its sign, and with the words of its bound if one is given."""

    value: Decimal
    unit: str | None = None
    bound: str | None = None
    letters_allowed: bool = False

    def found_in(self, source: SourceText, spans: Iterable[Span]) -> Found | None:
        """The best of all places where the number stands."""
        spans = list(spans)
        printed = [one for span in spans for one in source.numbers(span)]
        found = self._among(printed, source, by_letters=False)
        if found or not self.letters_allowed:
            return found
        lettered = [
            Printed(start + one.start, start + one.end, one.values)
            for start, end in spans
            for one in numbers_with_letters(source.text[start:end])
        ]
        return self._among(lettered, source, by_letters=True)

    def _among(self, printed: list[Printed], source: SourceText, by_letters: bool) -> Found | None:
        found = []
        for one in printed:
            if self.value in one.values and (self.unit != "percent" or _is_percentage(one, source)):
                found.append(Found(source.line_at(one.start), self._bound_at(one, source), by_letters))
        return min(found, key=lambda one: _BEST.index(one.bound or PROVED), default=None)

    def _bound_at(self, one: Printed, source: SourceText) -> str:
        if self.bound is None:
            return ""
        before = source.folded[max(0, one.start - _BEFORE) : one.start]
        return judge(self.bound, before, source.folded[one.end : one.end + _AFTER], source.is_sound)


def _is_percentage(one: Printed, source: SourceText) -> bool:
    """Whether a sign follows the number or its range, or stands before it in the row of a table."""
    start = source.starts[source.line_at(one.start) - 1]
    return bool(_PERCENT_AFTER.match(source.folded, one.end)) or bool(_PERCENT_BEFORE.search(source.text, start, one.start))


@dataclass(frozen=True)
class DateNeed:
    """A date or period in EDTF, all parts of which stand in the lines."""

    edtf: str
    is_period: bool = False

    def found_in(self, source: SourceText, spans: Iterable[Span]) -> Found | None:
        """The first part that has the whole date."""
        for start, end in spans:
            places = [pattern.search(source.folded, start, end) for pattern in patterns_of(self.edtf, self.is_period)]
            if all(places):
                return Found(source.line_at(places[0].start()))
        return None


@dataclass(frozen=True)
class WordsNeed:
    """Printed words, letters compared loosely and digits exactly; `…` stands for words left out."""

    words: str

    def found_in(self, source: SourceText, spans: Iterable[Span]) -> Found | None:
        """The first part that has the words."""
        for start, end in spans:
            place = where_words_stand(self.words, source.text[start:end])
            if place is not None:
                return Found(source.line_at(start + place))
        return None


@dataclass(frozen=True)
class DocumentNumberNeed:
    """The number of a document, `57-NQ/TW`: digits exactly, letters loosely; it may run on from or into the next line."""

    number: str
    near_line: bool = True

    def match(self, source: SourceText, span: Span) -> re.Match[str] | None:
        """The place of the number that touches this part of the text."""
        around = source.widened(span) if self.near_line else span
        found = re.compile(_document_pattern(self.number), re.IGNORECASE).finditer(source.text, *around)
        return next((one for one in found if one.end() > span[0] and one.start() < span[1]), None)

    def found_in(self, source: SourceText, spans: Iterable[Span]) -> Found | None:
        """The first part that names the document."""
        found = next((one for span in spans if (one := self.match(source, span))), None)
        return Found(source.line_at(found.start())) if found else None


def _document_pattern(number: str) -> str:
    parts = re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+|[-/]", number)
    written = [
        re.escape(part) if part[0].isdigit() else r"[-/–—.]?" if part in "-/" else "".join(map(_letter, part))
        for part in parts
    ]
    return r"(?<![\d.,])" + r"\s*".join(written) + r"(?!\d)"


def _letter(letter: str) -> str:
    return _CONFUSED.get(letter.upper(), re.escape(letter))


@dataclass(frozen=True)
class DateAfterNumberNeed:
    """The date of a cited document, where the source prints one directly after its number."""

    number: str
    edtf: str

    def is_asked(self, source: SourceText, span: Span) -> bool:
        """Whether the source prints a date there at all."""
        found = DocumentNumberNeed(self.number).match(source, span)
        return found is not None and date_after(source.folded, found.end()) is not None

    def found_in(self, source: SourceText, spans: Iterable[Span]) -> Found | None:
        """The place of the number, if the date after it is the one looked for."""
        for span in spans:
            found = DocumentNumberNeed(self.number).match(source, span)
            printed = date_after(source.folded, found.end()) if found else None
            if found and printed and printed.isoformat() == self.edtf:
                return Found(source.line_at(found.start()))
        return None


@dataclass(frozen=True)
class LabelNeed:
    """The code of a task or the number of a target: it begins the first line cited, or stands in brackets anywhere."""

    label: str
    in_brackets: bool

    def found_in(self, source: SourceText, spans: Iterable[Span]) -> Found | None:
        """The first part that has the label."""
        for start, end in spans:
            begins = _BEFORE_LABEL.match(source.text, start, end).end()
            ends = begins + len(self.label)
            if source.text.startswith(self.label, begins, end) and not _GOES_ON.match(source.text, ends, end):
                return Found(source.line_at(ends - 1))
            bracketed = bracketed_number(self.label, source, (start, end)) if self.in_brackets else None
            if bracketed:
                return Found(source.line_at(bracketed.end() - 1))
        return None


def bracketed_number(number: str, source: SourceText, span: Span) -> re.Match[str] | None:
    """The first place in a part of the text where this number stands in brackets."""
    return next((one for one in _BRACKETS.finditer(source.text, *span) if one[1] == number), None)


@dataclass(frozen=True)
class RowNeed:
    """The number of a row as printed, `3` or `I` at the beginning of a line, `(ii)` anywhere in the lines cited."""

    code: str
    letters_allowed: bool = False

    def found_in(self, source: SourceText, spans: Iterable[Span]) -> Found | None:
        """The first part that has the number."""
        inner = re.escape(self.code.strip("()"))
        in_brackets = rf"\(\s?{inner}\s?\)" if self.code.startswith("(") else None
        found = _first(in_brackets or _at_line_start(inner), source, spans)
        if found or in_brackets or not self.letters_allowed:
            return found
        lettered = inner.replace("1", "[1lI|]").replace("0", "[0Oo]")
        found = _first(_at_line_start(lettered), source, spans)
        return replace(found, by_letters=True) if found else None


def _at_line_start(pattern: str) -> str:
    return rf"^[^\w(\n]*{pattern}(?![\w]|[.,]\d)"


def _first(pattern: str, source: SourceText, spans: Iterable[Span]) -> Found | None:
    compiled = re.compile(pattern, re.MULTILINE)
    found = next((one for span in spans if (one := compiled.search(source.text, *span))), None)
    return Found(source.line_at(found.end() - 1)) if found else None
