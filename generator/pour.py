"""A prepared site to files: pages poured into their frames, data files, the search index.

In: a `Prepared` site, its frames and the folder with MkDocs' own pages. Out: files in that folder, and a `Report`. Leaves to
others: what the pages and files say (pages, render, export) and indexing (search).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.build import Prepared, garbage_waits
from generator.contexts import Page
from generator.export import TABLES, table_files, warnings_file
from generator.export.calendar import calendars
from generator.export.feed import FEED_PATH, feed
from generator.export.words import WORDS_PATH, search_words
from generator.frame import Frame
from generator.output import Output
from generator.pages import all_pages
from generator.pages.shared import Site
from generator.processes import in_shares, number_of_shares
from generator.search import Gathered, index_files
from generator.searched import Entry


@dataclass(frozen=True)
class Report:
    """What a pouring did: pages, bytes, and seconds for the pages and for the data files, the search index among them."""

    pages: int
    size: int
    seconds: dict[str, float]

    def in_words(self, translate) -> str:
        pattern = translate(
            "{pages} pages poured in {pour:.2f} s ({each:.2f} ms a page), data files and search index {export:.2f} s"
        )
        pour, export = self.seconds["pour"], self.seconds["export"]
        return pattern.format(pages=self.pages, pour=pour, each=1000 * pour / max(self.pages, 1), export=export)


@garbage_waits()
def pour(
    prepared: Prepared,
    frames: dict[str, Frame],
    folder: Path,
    last: Path | None = None,
    written: Iterable[Entry] | None = None,
) -> Report:
    """Writes every page and data file below `folder`, where MkDocs' own pages stand; `last` is the last good site. `written`
    is what the search knows of the hand-written pages; there is no search index without."""
    output, shares = Output(folder, last), number_of_shares()
    started = time.perf_counter()
    poured = in_shares(partial(_pour_share, prepared, frames, output, written is not None), shares)
    half = time.perf_counter()
    index = [_gathered(written, output), *(share.index for share in poured)] if written is not None else []
    in_shares(partial(_export_share, prepared.site, index, output), shares)
    done = time.perf_counter()
    pages, size = sum(share.pages for share in poured), sum(share.size for share in poured)
    return Report(pages, size, {"pour": half - started, "export": done - half})


@dataclass(frozen=True)
class _Poured:
    """What a share of the pages came to: how many, their bytes, and what they give to the search index."""

    pages: int
    size: int
    index: Gathered


def _pour_share(
    prepared: Prepared, frames: dict[str, Frame], output: Output, search: bool, number: int, shares: int
) -> _Poured:
    """Writes a share of the pages, and the cards that results show of them."""
    pages, size, index = 0, 0, Gathered()
    for page in all_pages(prepared.site, number, shares):
        content, entry = _poured(prepared, frames, page)
        output.write(f"{page.path}index.html", content)
        if search and entry:
            output.write(*index.add(entry))
        pages, size = pages + 1, size + len(content)
    return _Poured(pages, size, index)


def _poured(prepared: Prepared, frames: dict[str, Frame], page: Page) -> tuple[bytes, Entry | None]:
    """One page, and what the search knows of it."""
    filled = prepared.render.filled(page)
    return frames[page.type].pour(filled.slots), filled.searched


def write_page(prepared: Prepared, frames: dict[str, Frame], output: Output, page: Page) -> None:
    """Writes one page alone."""
    content, _ = _poured(prepared, frames, page)
    output.write(f"{page.path}index.html", content)


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


def data_files(site: Site, index: list[Gathered], number: int = 0, shares: int = 1) -> Iterator[tuple[str, bytes]]:
    """Path and content of all data files, or of one share of them: the tables, the warnings, the feed, the words for the
    search and its index, the calendars."""
    tables = (partial(table_files, site, name) for name in TABLES)
    others = (
        partial(index_files, index),
        lambda: (warnings_file(site), (FEED_PATH, feed(site)), (WORDS_PATH, search_words(site))),
        lambda: calendars(site),
    )
    for position, files in enumerate((*tables, *others)):
        if position % shares == number:
            yield from files()


def _export_share(site: Site, index: list[Gathered], output: Output, number: int, shares: int) -> None:
    """Writes a share of the data files."""
    for path, content in data_files(site, index, number, shares):
        output.write(path, content)
