"""What the templates of the lists and of the home page may use.

In: nothing. Out: plain values, made by pages/lists.py. The rest of the contexts is in contexts.py.
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
class ItemList:
    """A page that lists targets, tasks or projects, by document."""

    intro: str
    count: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class LinkList:
    """A page that lists documents, agencies, indicators, places, fields or cited documents."""

    intro: str
    count: int
    groups: tuple[LinkGroup, ...]


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
    fields: tuple[Count, ...]
    compared: Elsewhere | None = None
    as_of: str = ""
