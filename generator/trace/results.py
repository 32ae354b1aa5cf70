"""What a trace has found, as values.

In: nothing. Out: `Trace` with a `DocumentTrace` for each document and a `RecordTrace` for each record. Leaves to others:
finding it (package) and printing it (cli).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.trace.bounds import CONTRADICTED, UNPROVED
from generator.trace.source_text import Lines

What = Literal["value", "upper", "stretch", "step", "amount", "unit", "date", "period", "printed", "number", "code"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a record: what it is, the words looked for, the lines cited, and the line where it stands."""

    what: str
    words: str
    path: tuple
    passages: tuple[Lines, ...]
    line: int | None
    bound: str = ""
    by_letters: bool = False
    doubted: bool = False

    @property
    def traced(self) -> bool:
        """Whether it stands in the lines cited, and the words there do not speak against its bound."""
        return self.line is not None and self.bound != CONTRADICTED


@dataclass(frozen=True, slots=True)
class RecordTrace:
    """The figures of one record."""

    full_id: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class DocumentTrace:
    """The sums of one document, and the lines of its source: those with figures, those of them cited, those not cited.

    `figures` are all that were looked for. `traced` of them were found, `not_found` were not; `doubted` are those not found
    of which the record itself says so. Of the traced, the bound of `unproved` cannot be read in a broken scan, and
    `by_letters` are printed with letters for digits.
    """

    document: str
    file: str
    state: Literal["read", "source-missing"]
    sha_matches: bool | None = None
    figures: int = 0
    traced: int = 0
    not_found: int = 0
    doubted: int = 0
    unproved: int = 0
    by_letters: int = 0
    lines_with_figures: int = 0
    cited: int = 0
    uncited: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """All documents by id, and all records of documents whose source was read, by full id."""

    documents: dict[str, DocumentTrace]
    records: dict[str, RecordTrace]


def summed(
    document: str, file: str, sha_matches: bool, records: list[RecordTrace], lines: tuple[int, ...], cited: frozenset[int]
) -> DocumentTrace:
    """The sums of a document whose source was read."""
    figures = [figure for record in records for figure in record.figures]
    traced = [figure for figure in figures if figure.traced]
    missing = [figure for figure in figures if not figure.traced]
    return DocumentTrace(
        document,
        file,
        "read",
        sha_matches,
        figures=len(figures),
        traced=len(traced),
        not_found=sum(not figure.doubted for figure in missing),
        doubted=sum(figure.doubted for figure in missing),
        unproved=sum(figure.bound == UNPROVED for figure in traced),
        by_letters=sum(figure.by_letters for figure in traced),
        lines_with_figures=len(lines),
        cited=sum(line in cited for line in lines),
        uncited=tuple(line for line in lines if line not in cited),
    )
