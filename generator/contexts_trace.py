"""What the templates may use of the tracing of figures to their sources.

In: nothing. Out: plain values, made by pages/tracing.py. The rest of the contexts is in contexts.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.contexts import Count, Link
from generator.contexts_gather import Cut
from generator.contexts_lists import PageNumbers


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
    """The sums of one document; `missing` counts what could not be traced, `not_found` lists it, by record."""

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
    missing: int
    not_found: tuple[tuple[Link, str], ...]
    cut: Cut | None


@dataclass(frozen=True, slots=True)
class Tracing:
    """A page on tracing: documents, and those whose source texts were not at hand; or an index of the places that have
    pages of their own. At the list's own address `summary` counts over all documents."""

    documents: tuple[TracedDocument, ...]
    without_source: tuple[Link, ...]
    summary: str
    index: tuple[Count, ...]
    numbers: PageNumbers | None
