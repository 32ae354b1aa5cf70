"""What the template of an indicator may use: places by years, the chart, and how a level stands to the one above.

In: nothing. Out: plain values, made by pages/cascade.py. The rest of the contexts is in contexts.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.contexts import Difference, Link


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in the table: where it is written, the figure, and what kind of value it is; `is_set` marks targets."""

    record: Link
    words: str
    kind: str
    is_set: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of the table: how deep it lies below the first, and for each year the values, targets first."""

    place: Link
    depth: int
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Cascade:
    """Places by years, the higher level first; `more` places are left out. Many differences are folded away at first."""

    years: tuple[str, ...]
    rows: tuple[PlaceRow, ...]
    more: int
    chart: str
    unit: str
    differences: tuple[Difference, ...]
    summary: str
    differences_folded: bool


@dataclass(frozen=True, slots=True)
class Indicator:
    """The page of an indicator; `better` says which way is better, where the data knows."""

    unit: str
    field: Link
    better: str
    description: str
    aliases: tuple[str, ...]
    cascade: Cascade
