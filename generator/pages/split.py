"""Long lists on pages of bounded size: how a list is laid out over pages, and what a page does not show.

In: rows in groups. Out: `Part`s, one for each page of a list, with its address; for a section of a page its first rows and
a `Cut`. Leaves to others: what a row is. An address is made of the group's id and a number, so it holds while rows come
and go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from generator.contexts import Count, Link, Page
from generator.contexts_gather import Cut
from generator.contexts_lists import PageNumbers
from generator.pages.around import common_part, list_crumbs
from generator.pages.shared import TIME_PATHS
from generator.pages.site import Site
from generator.problems import Text, say

MOST_ROWS = 400  # on one page: about 170 KB of HTML, 15 KB as it is sent
SEARCH = "tim-kiem/"
OTHERS = "_khac"  # the group of rows that belong to no record; no id begins so
GROUP, PAGE = "-group", "-page"
# What a choice is called in the search page's address; the same names as in theme/assets/javascripts/address.js.
_IN_ADDRESS = {
    "query": "q",
    "kind": "loai",
    "document": "van-ban",
    "place": "dia-phuong",
    "field": "linh-vuc",
    "lead": "chu-tri",
    "partner": "phoi-hop",
    "indicator": "chi-so",
    "reference": "can-cu",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows under one heading; `id` stands in the address of the group's own page."""

    id: str
    title: str
    rows: tuple
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list: groups with their rows, or the groups alone, each with a page of its own.

    `depth` is "" at the list's own address, GROUP and PAGE for the two depths below it: a frame holds pages of one depth."""

    path: str
    depth: str
    groups: tuple[Listed, ...]
    of_group: Listed | None = None
    is_index: bool = False
    number: int = 1
    paths: tuple[str, ...] = ()


def layout(path: str, groups: Sequence[Listed], most: int = MOST_ROWS) -> Iterator[Part]:
    """The pages of the list at `path`: one where all rows fit, else an index of its groups and a page for each of them, all
    of them in numbered pieces where they are longer than a page."""
    if sum(len(one.rows) for one in groups) <= most:
        yield Part(path, "", tuple(groups))
        return
    paths = _paths(path, f"{path}trang/", len(groups), most)
    for at, one in enumerate(paths):
        some = tuple(groups[at * most : (at + 1) * most])
        yield Part(one, GROUP if at else "", some, is_index=True, number=at + 1, paths=paths)
    for group in groups:
        yield from pieces(group_path(path, group.id), group, (group,), most)


def pieces(path: str, whole: Listed, groups: Sequence[Listed], most: int = MOST_ROWS) -> Iterator[Part]:
    """The pages of something that has an address of its own, with its rows in groups: one, or several in numbered pieces."""
    rows = [(group, row) for group in groups for row in group.rows]
    paths = _paths(path, path, len(rows), most)
    for at, one in enumerate(paths):
        found = [list(some) for _, some in groupby(rows[at * most : (at + 1) * most], key=lambda pair: pair[0].id)]
        shown = tuple(replace(some[0][0], rows=tuple(row for _, row in some)) for some in found)
        yield Part(one, PAGE if at else GROUP, shown, of_group=whole, number=at + 1, paths=paths)


def group_path(path: str, group: str) -> str:
    """The page of one group of the list at `path`."""
    return f"{path}nhom/{group}/"


def title_of(site: Site, part: Part, name: str) -> str:
    """What a page of a list is called: `Targets: Quảng Ninh 2026, page 2`."""
    if part.of_group:
        name = f"{name}: {part.of_group.title}"
    return site.say(say("{name}, page {number}", name=name, number=part.number)) if part.number > 1 else name


def page_of(site: Site, part: Part, section: str, title: str, description: str, context: object) -> Page:
    """The page of a part of a list; `section` is the kind of its records, or what the list is of beside them."""
    return Page(
        type=f"{section if section in TIME_PATHS else f'{section}-list'}{part.depth}",
        path=part.path,
        title=title,
        description=description,
        section=section,
        common=common_part(site, part.path, "", title, list_crumbs(site, section if part.depth else None)),
        context=context,
    )


def index_of(path: str, part: Part) -> tuple[Count, ...]:
    """The groups of an index, each with the number of its rows and its own page."""
    groups = part.groups if part.is_index else ()
    return tuple(Count(len(one.rows), one.title, group_path(path, one.id)) for one in groups)


def numbers_of(site: Site, part: Part) -> PageNumbers | None:
    """Where a page stands among the pieces of its list; None where there is but one."""
    if len(part.paths) < 2:
        return None
    number, last = part.number, len(part.paths)

    def link(to: int, text: Text) -> Link | None:
        return Link(site.say(text), part.paths[to - 1]) if 1 <= to <= last and to != number else None

    return PageNumbers(
        number=number,
        of=last,
        first=link(1, say("First page")),
        previous=link(number - 1, say("Page before")),
        next=link(number + 1, say("Next page")),
        last=link(last, say("Last page")),
    )


def _paths(first: str, further: str, number: int, most: int) -> tuple[str, ...]:
    """The addresses of the pieces of a list of so many rows."""
    return (first, *(f"{further}{piece}/" for piece in range(2, (number - 1) // most + 2)))


def cut(rows: Sequence, most: int = MOST_ROWS, *, path: str = "", **choices: str) -> tuple[Sequence, Cut | None]:
    """The rows that a section shows, and what it leaves to another page: the one named, or the search page, where these
    choices find all of them."""
    if len(rows) <= most:
        return rows, None
    return rows[:most], Cut(most, len(rows), path or search_path(**choices), is_search=not path)


def search_path(**choices: str) -> str:
    """The search page with these filters set: `tim-kiem/?loai=Ch%E1%BB%89+ti%C3%AAu`."""
    return f"{SEARCH}?{urlencode({_IN_ADDRESS[name]: value for name, value in choices.items()})}"
