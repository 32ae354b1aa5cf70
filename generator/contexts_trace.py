"""What the templates may use of the tracing of figures to their sources.

In: nothing. Out: plain values, made by pages/tracing.py. The rest of the contexts is in contexts.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.contexts import Link


@dataclass(frozen=True, slots=True)
class TracedFigure:
    """One figure of a record and where it was found, in words."""

    words: str
    found: str


@dataclass(frozen=True, slots=True)
class TracedRecord:
    """The figures of one record: a sentence on all of them, and each of them."""

    sentence: str
    is_whole: bool
    figures: tuple[TracedFigure, ...]


@dataclass(frozen=True, slots=True)
class TracedDocument:
    """The sums of one document; `not_found` lists what could not be traced, by record."""

    document: Link
    file: str
    source: str
    figures: int
    traced: int
    doubted: int
    unproved: int
    lines_with_figures: int
    cited: int
    uncited: str
    not_found: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True)
class Tracing:
    """The page on tracing: the documents, or none where the source texts were not at hand."""

    documents: tuple[TracedDocument, ...]
    without_source: tuple[Link, ...]
