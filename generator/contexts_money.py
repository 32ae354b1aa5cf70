"""What the page of a document may say of its money: our sums, and the totals it prints.

In: nothing. Out: plain values. Leaves to others: adding up (sums) and wording (pages).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over the projects that state this kind of money, and how many do not."""

    kind: str
    value: str
    counted: int
    missing: int


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One kind of money of a printed total: as printed, our sum of its parts, and what the two make of each other."""

    kind: str
    printed: str
    sum: str
    verdict: str
    is_equal: bool


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A total that the document prints, beside our sums of the projects it adds up."""

    title: str
    lines: str
    rows: tuple[TotalRow, ...]
    doubt: str = ""
