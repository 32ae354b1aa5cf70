"""A prepared site to files: pages poured into their frames, data files, the search index.

In: a `Prepared` site, its frames and the folder with MkDocs' own pages. Out: files in that folder, and a `Report`. Leaves to
others: what the pages and files say (pages, render, export) and indexing (search).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from pydantic_core import from_json

from generator.addresses import path_of
from generator.build import Prepared, garbage_waits
from generator.contexts import Page
from generator.export import BESIDE_PAGE, TABLES, record_file, table_file, warnings_file
from generator.export.calendar import calendars
from generator.export.feed import FEED_PATH, feed
from generator.export.words import WORDS_PATH, search_words
from generator.frame import Frame
from generator.last_build import LastBuild, Memory, Share
from generator.model import Record
from generator.output import LastSite, Output, Written, take_over
from generator.pages import all_pages, planned_pages
from generator.pages.site import Planned, Site
from generator.processes import in_shares, in_turn, number_of_shares
from generator.search import Gathered, Noted, index_files, noted_of
from generator.searched import Entry
from generator.watched import watched

Files = Iterable[tuple[str, bytes]]
"""Path and content of each."""


@dataclass(frozen=True)
class Report:
    """What a pouring did: pages, those of them that were not made again, bytes, and seconds for the pages and for the data
    files, the search index among them."""

    pages: int
    kept: int
    size: int
    seconds: dict[str, float]

    def in_words(self, translate) -> str:
        pattern = translate(
            "{pages} pages, {kept} of them as in the last site, in {pour:.2f} s ({each:.2f} ms a page); "
            "data files and search index {export:.2f} s"
        )
        pour, each = self.seconds["pour"], 1000 * self.seconds["pour"] / max(self.pages, 1)
        export = self.seconds["export"]
        return pattern.format(pages=self.pages, kept=self.kept, pour=pour, each=each, export=export)


@dataclass(frozen=True)
class Poured:
    """A site that is ready to take the last one's place: its folder, and what the last site keeps."""

    report: Report
    folder: Path
    last: LastSite | None
    kept: list[str]
    _remember: Callable[[int], None]

    def take_over(self, out: Path) -> None:
        """Makes it the site, and leaves to the next build what is known of it. Raises OSError."""
        self._remember(take_over(self.folder, out, self.last, self.kept))


@garbage_waits()
def pour(
    prepared: Prepared,
    frames: dict[str, Frame],
    folder: Path,
    last: LastSite | None = None,
    written: Iterable[Entry] | None = None,
    memory: Memory | None = None,
) -> Poured:
    """Writes every page and data file below `folder`, where MkDocs' own pages stand, unless the last good site has the very
    same; `memory` has what was known of that. `written` is what the search knows of the
    hand-written pages; there is no search index without."""
    shares = number_of_shares()
    started = time.perf_counter()
    output = Output(str(folder), last)
    output.keep_unchanged()
    last_build = LastBuild(memory, prepared, frames, written is not None)
    if shares > 1 and not last:  # else few pages are made, or none
        prepared.render.ready(frames)
    poured = in_shares(partial(_pour_share, prepared, frames, output, last_build, written is not None), shares)
    half = time.perf_counter()
    index = [_gathered(written, output), *(share.index for share in poured)] if written is not None else []
    known = [share.known for share in poured]
    kept = [*output.kept, *last_build.files(known), *(path for share in poured for path in share.kept)]
    pieces = [partial(_export, files, output) for files in _data_files(prepared.site, index, output)]
    kept += chain.from_iterable(in_turn(pieces, shares))
    done = time.perf_counter()
    pages, size = sum(one.pages for one in poured), sum(one.size for one in poured)
    report = Report(pages, sum(len(one.same) for one in known), size, {"pour": half - started, "export": done - half})
    return Poured(report, folder, last, kept, partial(last_build.write, known))


@dataclass
class _Share:
    """What a share of the pages came to: what is to be remembered of them, how many there are, their bytes, files of the
    last site that stay for pages that were made again, and what they give to the search index."""

    known: Share
    pages: int = 0
    size: int = 0
    kept: list[str] = field(default_factory=list)
    index: Gathered = field(default_factory=Gathered)


def _pour_share(
    prepared: Prepared,
    frames: dict[str, Frame],
    beside: Output,
    last: LastBuild,
    search: bool,
    number: int,
    shares: int,
) -> _Share:
    """Writes a share of the pages with the files beside them, and the cards that results show of them."""
    poured, site = _Share(last.share(number)), watched(prepared.site) if last.remembers else prepared.site
    output = Output(beside.folder, beside.last, poured.kept)
    for planned in planned_pages(prepared.site, number, shares):
        before = last.find(planned)
        files = before and output.keep(before.files)
        if files:
            poured.known.same[planned.path] = None if files is before.files else files
            size = files[0].size
            if noted := from_json(before.searched):
                poured.index.note(planned.path, *noted)
        else:
            page, files, searched = _made(prepared, frames, planned, site, poured.index if search else None)
            seen = [output.write(*one) for one in files]
            if last.remembers:
                keys = [*site.notes.taken(), ("frame", page.type)]
                written = [Written.of(*one, about) for one, about in zip(files, seen, strict=True)]
                poured.known.add(planned, keys, last.digests, written, searched)
            size = len(files[0][1])
        poured.pages += 1
        poured.size += size
    return poured


def _made(
    prepared: Prepared, frames: dict[str, Frame], planned: Planned, site: Site, index: Gathered | None = None
) -> tuple[Page, list[tuple[str, bytes]], Noted | None]:
    """One page; its files: itself, the data of its record, the card that results show; and what the index has of it."""
    page = planned.make(site)
    filled = prepared.render.filled(page, search=index is not None)
    files, noted = [(f"{page.path}index.html", frames[page.type].pour(filled.slots))], None
    if isinstance(planned.given, Record):
        files.append(record_file(site, planned.given))
    if filled.searched:
        noted, card = noted_of(filled.searched)
        index.note(page.path, *noted)
        files.append(card)
    return page, files, noted


def write_page(prepared: Prepared, frames: dict[str, Frame], output: Output, planned: Planned) -> None:
    """Writes one page alone, with the data of its record."""
    for path, content in _made(prepared, frames, planned, prepared.site)[1]:
        output.write(path, content)


def write_index(prepared: Prepared, written: Iterable[Entry], output: Output) -> None:
    """Writes the search index alone."""
    entries = (prepared.render.filled(page).searched for page in all_pages(prepared.site))
    for path, content in index_files([_gathered([*written, *(one for one in entries if one)], output)]):
        output.write(path, content)


def _gathered(entries: Iterable[Entry], output: Output) -> Gathered:
    """What pages give to the search index; their cards are written."""
    index = Gathered()
    for entry in entries:
        output.write(*index.add(entry))
    return index


def table(site: Site, name: str, output: Output | None) -> Files:
    """The table of a kind, from the files beside its pages: those of the output, or made for it."""
    records = site.plan.of(name)
    if output:
        files = (output.read(path_of(record) + BESIDE_PAGE) for record in records)
    else:
        files = (record_file(site, record)[1] for record in records)
    return [table_file(site, name, files)]


def data_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and content of the data files that stand beside no page; the search index has no pages."""
    for files in _data_files(site, [], None):
        yield from files()


def _data_files(site: Site, index: list[Gathered], output: Output | None) -> list[Callable[[], Files]]:
    """What makes the data files that stand beside no page, in pieces, the longest first: the search index, the calendars,
    the tables, the warnings, the feed, the words for the search. The output, if given, has the files beside pages."""
    return [
        partial(index_files, index),
        lambda: calendars(site),
        *(partial(table, site, name, output) for name in sorted(TABLES, key=lambda name: -len(site.plan.records[name]))),
        lambda: [warnings_file(site)],
        lambda: [(WORDS_PATH, search_words(site))],
        lambda: [(FEED_PATH, feed(site))],
    ]


def _export(files: Callable[[], Files], beside: Output) -> list[str]:
    """Writes data files; returns the paths of those that the last site keeps."""
    output = Output(beside.folder, beside.last)
    for path, content in files():
        output.write(path, content)
    return output.kept
