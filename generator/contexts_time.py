"""What the templates of the pages about time may use: deadlines and early warnings.

In: nothing. Out: plain values, made by pages/deadlines.py and pages/warnings.py. The rest of the contexts is in contexts.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.contexts import Count, Item, Link
from generator.contexts_gather import Cut
from generator.contexts_lists import PageNumbers


@dataclass(frozen=True, slots=True)
class Month:
    """The deadlines of one month; `when` says in words whether it is past, and `is_past` marks it."""

    title: str
    anchor: str
    when: str
    is_past: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """A page of deadlines: months in order, or an index of those that have pages of their own; at the list's own address
    also the month to begin with, what is left out and why, and the calendars."""

    intro: str
    count: int
    months: tuple[Month, ...]
    index: tuple[Count, ...]
    numbers: PageNumbers | None
    next: Link | None = None
    left_out: str = ""
    reasons: tuple[Count, ...] = ()
    calendars: tuple[Link, ...] = ()
    cut_calendars: Cut | None = None


@dataclass(frozen=True, slots=True)
class WarningRow:
    """One early warning: the record, the sentence, and where else to look; `due` is "" where the rule is about no date.

    `filters` holds the ids it is found by, for each filter's name in the address."""

    record: Link
    sentence: str
    document: Link
    agencies: tuple[Link, ...]
    due: str
    filters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What warnings can be narrowed by: its name in the address, its title, and each value with its words and count."""

    name: str
    title: str
    choices: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class WarningGroup:
    """The warnings of one rule, with the rule on the method page; quiet ones are folded away until they are asked for."""

    title: str
    anchor: str
    level: str
    is_quiet: bool
    description: str
    rule: Link
    rows: tuple[WarningRow, ...]


@dataclass(frozen=True, slots=True)
class Warnings:
    """A page of early warnings: one group for each rule that found something, or an index of those that have pages of their
    own, with the documents, each with its own page too; and the rules that found nothing.

    There are filters where all that the page is about stands on it; `narrower` leads to such pages, or is ""."""

    intro: str
    count: int
    groups: tuple[WarningGroup, ...]
    index: tuple[Count, ...]
    numbers: PageNumbers | None
    silent: tuple[Link, ...]
    filters: tuple[Filter, ...]
    documents: tuple[Count, ...]
    cut_documents: Cut | None
    narrower: str
    feed: str
    data: str
