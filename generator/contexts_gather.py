"""What the templates of places and fields may use, and where a page shows only the first rows of a section.

In: nothing. Out: plain values, made by pages/places.py and pages/split.py. The rest of the contexts is in contexts.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.contexts import Group, Link


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a section shows only its first rows: how many, of how many, and where all of them are: a search, or a page."""

    shown: int
    number: int
    path: str
    is_search: bool = True


@dataclass(frozen=True, slots=True)
class Territory:
    """The page of a place; `cuts` holds, by section, what is not shown."""

    place_kind: str
    parent: Link | None
    children: tuple[Link, ...]
    successors: tuple[Link, ...]
    predecessors: tuple[Link, ...]
    valid: str
    aliases: tuple[str, ...]
    documents: tuple[Link, ...]
    targets: tuple[Group, ...]
    agencies: tuple[Link, ...]
    cuts: dict[str, Cut | None]


@dataclass(frozen=True, slots=True)
class PlanField:
    """The page of a field; `cuts` as above."""

    targets: tuple[Group, ...]
    indicators: tuple[Link, ...]
    cuts: dict[str, Cut | None]
