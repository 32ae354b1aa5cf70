"""Which lines of a source hold a figure, and which of them no record cites.

In: a `SourceText` and the records of its document. Out: numbers of lines. Leaves to others: whether a citation is right.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import Record
from generator.trace.figures import passages_of
from generator.trace.numbers import holds_figure
from generator.trace.source_text import Lines, SourceText


def lines_with_figures(source: SourceText) -> tuple[int, ...]:
    """The lines that hold a number, a date or the number of a document, beyond their own label."""
    return tuple(number for number, line in enumerate(source.lines, start=1) if holds_figure(line))


def cited_lines(records: Iterable[Record]) -> frozenset[int]:
    """Every line that some record names."""
    return frozenset(line for record in records for lines in _passages(record) for line in range(lines[0], lines[1] + 1))


def _passages(record: Record) -> Iterable[Lines]:
    data = record.data
    if record.kind == "documents":
        for part in (*data.duties, *data.observations, *data.totals):
            yield from passages_of(part.source)
    else:
        yield from passages_of(data.source)
    for cited in data.cites:
        yield from ((line, line) for line in cited.lines)
