"""What the templates of agencies and of cited documents may use.

In: nothing. Out: plain values, made by pages/agencies.py. The rest of the contexts is in contexts.py.
`cuts` holds, by section, where a page shows only the first rows; None where it shows all.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.contexts import ClarityTotals, Count, DutyRow, Group, Item, Link
from generator.contexts_gather import Cut


@dataclass(frozen=True, slots=True)
class DutyOf:
    """A duty of an agency and the document that lays it down."""

    document: Link
    duty: DutyRow


@dataclass(frozen=True, slots=True)
class Agency:
    """The page of an agency: the short answer first; `answer` counts, and leads to the part of the page that lists them."""

    is_collective: bool
    place: Link | None
    parent: Link | None
    children: tuple[Link, ...]
    aliases: tuple[str, ...]
    answer: tuple[Count, ...]
    upcoming: tuple[Item, ...]
    past: tuple[Item, ...]
    leads: tuple[Group, ...]
    joins: tuple[Group, ...]
    clarities: ClarityTotals | None
    duties: tuple[DutyOf, ...]
    receives: tuple[DutyOf, ...]
    reports: tuple[Link, ...]
    documents: tuple[Link, ...]
    references: tuple[Link, ...]
    calendar: str
    cuts: dict[str, Cut | None]


@dataclass(frozen=True, slots=True)
class Reference:
    """The page of a cited document: what it is and who relies on it."""

    number: str
    date: str
    issuer: Link | None
    aliases: tuple[str, ...]
    documents: tuple[Link, ...]
    records: tuple[Item, ...]
    cuts: dict[str, Cut | None]
