"""A source text with all that is asked of it, worked out once: lines, folded letters, numbers with places.

In: the content of the file. Out: a `SourceText`. Lines are counted from 1 and end at a line feed only, as editors count.
Leaves to others: what is looked for.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from generator.trace.letters import fold, letters_are_sound
from generator.trace.numbers import Printed, numbers_in

Lines = tuple[int, int]
Span = tuple[int, int]  # from one place in the text to before another


@dataclass(frozen=True, slots=True)
class Found:
    """The line where a figure stands, what is proved of its bound ("" if none), and whether letters stood for digits."""

    line: int
    bound: str = ""
    by_letters: bool = False


class SourceText:
    """The text of one source file."""

    def __init__(self, content: bytes) -> None:
        self.text = unicodedata.normalize("NFC", content.decode("utf-8-sig", errors="replace").replace("\r", " "))
        self.lines = self.text.split("\n")
        self.folded = fold(self.text)
        self.is_sound = letters_are_sound(self.text)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self._numbers = numbers_in(self.text)
        self._number_starts = [one.start for one in self._numbers]

    def span(self, lines: Lines) -> Span:
        """Where these lines begin and end in the text; an empty span where there are no such lines."""
        first, last = min(lines[0], len(self.lines) + 1), min(lines[1], len(self.lines))
        return self.starts[first - 1], max(self.starts[last] - 1, self.starts[first - 1])

    def line_at(self, place: int) -> int:
        """The line, counted from 1, of a place in the text."""
        return bisect_right(self.starts, place)

    def widened(self, span: Span) -> Span:
        """The span with the line before it and the line after it; an empty span stays empty."""
        if span[0] >= span[1]:
            return span
        return self.span((max(1, self.line_at(span[0]) - 1), self.line_at(span[1]) + 1))

    def numbers(self, span: Span) -> list[Printed]:
        """The numbers printed in a part of the text."""
        return self._numbers[bisect_left(self._number_starts, span[0]) : bisect_left(self._number_starts, span[1])]

    def words(self, lines: Lines) -> str:
        """What stands in these lines, as one line."""
        start, end = self.span(lines)
        return " ".join(self.text[start:end].split())

    @property
    def whole(self) -> Lines:
        """All lines."""
        return 1, len(self.lines)
