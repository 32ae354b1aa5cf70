"""What the templates of the lists and of the home page may use.

In: nothing. Out: plain values, made by pages/lists.py and pages/front.py. The rest of the contexts is in contexts.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.contexts import Count, Elsewhere, Group, Link


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links under one heading."""

    title: str
    anchor: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """Where a page stands among those of a long list; links are None where there is no such page."""

    number: int
    of: int
    first: Link | None
    previous: Link | None
    next: Link | None
    last: Link | None


@dataclass(frozen=True, slots=True)
class ItemList:
    """A page that lists targets, tasks or projects, by document; `index` holds the groups that have pages of their own."""

    intro: str
    count: int
    kind: str
    groups: tuple[Group, ...]
    index: tuple[Count, ...]
    numbers: PageNumbers | None


@dataclass(frozen=True, slots=True)
class LinkList:
    """A page that lists documents, agencies, indicators, places, fields or cited documents; the same for these."""

    intro: str
    count: int
    kind: str
    groups: tuple[LinkGroup, ...]
    index: tuple[Count, ...]
    numbers: PageNumbers | None


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document on the home page."""

    link: Link
    place: str
    period: str
    theme: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page shows beside its hand-written text."""

    counts: tuple[Count, ...]
    documents: tuple[DocumentCard, ...]
    more: Count | None
    fields: tuple[Count, ...]
    compared: Elsewhere | None = None
    as_of: str = ""
