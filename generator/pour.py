"""A prepared site to files: pages poured into their frames, data files, the search index.

In: a `Prepared` site, its frames and the folder with MkDocs' own pages. Out: files in that folder, and a `Report`. Leaves to
others: what the pages and files say (pages, render, export) and indexing (search).
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.build import Prepared
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
from generator.render import Filled
from generator.search import indexing

_ROOM = 2_000_000_000  # bytes; 100,000 pages leave about 400 MB of texts


@dataclass(frozen=True)
class Report:
    """What a pouring did: pages, bytes, and seconds by stage; `search` is what waiting for the index adds to the rest."""

    pages: int
    size: int
    seconds: dict[str, float]

    def in_words(self, translate) -> str:
        pattern = translate("{pages} pages poured in {pour:.2f} s ({each:.2f} ms a page), search index {search:.2f} s")
        pour = self.seconds["pour"]
        return pattern.format(
            pages=self.pages, pour=pour, each=1000 * pour / max(self.pages, 1), search=self.seconds["search"]
        )


def pour(
    prepared: Prepared, frames: dict[str, Frame], folder: Path, last: Path | None = None, search: bool = True
) -> Report:
    """Writes every page and data file below `folder`, where MkDocs' own pages stand; `last` is the last good site."""
    output, shares = Output(folder, last), number_of_shares()
    export = partial(in_shares, partial(_export_share, prepared.site, output), shares)
    with TemporaryDirectory(prefix="congkhai-search-", dir=_memory()) as name:
        started = time.perf_counter()
        texts = _texts(folder, Path(name)) if search else None
        counts = in_shares(partial(_pour_share, prepared, frames, output, texts), shares)
        poured = time.perf_counter()
        with indexing(Path(name), folder) if texts else nullcontext():
            export()
            exported = time.perf_counter()
        done = time.perf_counter()
    pages, size = (sum(numbers) for numbers in zip(*counts, strict=True))
    return Report(pages, size, {"pour": poured - started, "export": exported - poured, "search": done - exported})


def _memory() -> Path | None:
    """A folder in memory with room for the texts that are searched, where the system has one; thousands of small files
    take far longer on a disk."""
    folder = Path("/dev/shm")
    return folder if folder.is_dir() and shutil.disk_usage(folder).free > _ROOM else None


def _pour_share(
    prepared: Prepared, frames: dict[str, Frame], output: Output, texts: Output | None, number: int, shares: int
) -> tuple[int, int]:
    """Writes a share of the pages, and the texts that are searched; returns how many pages, and their bytes."""
    pages = size = 0
    for page in all_pages(prepared.site, number, shares):
        size += write_page(prepared, frames, output, page, texts)
        pages += 1
    return pages, size


def write_page(prepared: Prepared, frames: dict[str, Frame], output: Output, page: Page, texts: Output | None = None) -> int:
    """Writes one page, and what of it is searched; returns its bytes."""
    filled = prepared.render.filled(page)
    content = frames[page.type].pour(filled.slots)
    output.write(f"{page.path}index.html", content)
    if texts:
        _write_text(texts, page, filled)
    return len(content)


def _texts(folder: Path, texts: Path) -> Output:
    """Where the texts that are searched are written; those of MkDocs' own pages, as far as marked for it, are there."""
    output = Output(texts, None)
    for path in folder.glob("**/*.html"):
        if b"data-pagefind-body" in (content := path.read_bytes()):
            output.write(path.relative_to(folder).as_posix(), content)
    return output


def write_index(prepared: Prepared, folder: Path) -> None:
    """Writes the search index alone; below the folder stand MkDocs' own pages, and perhaps some of ours."""
    with TemporaryDirectory(prefix="congkhai-search-", dir=_memory()) as name:
        texts = _texts(folder, Path(name))
        for page in all_pages(prepared.site):
            _write_text(texts, page, prepared.render.filled(page))
        with indexing(Path(name), folder):
            pass


def _write_text(texts: Output, page: Page, filled: Filled) -> None:
    if filled.searched:
        texts.write(f"{page.path}index.html", filled.searched.encode())


def data_files(site: Site, number: int = 0, shares: int = 1) -> Iterator[tuple[str, bytes]]:
    """Path and content of all data files, or of one share of them: the tables, the warnings, the feed, the words
    for the search, the calendars."""
    tables = (partial(table_files, site, name) for name in TABLES)
    others = (
        lambda: (warnings_file(site), (FEED_PATH, feed(site)), (WORDS_PATH, search_words(site))),
        lambda: calendars(site),
    )
    for position, files in enumerate((*tables, *others)):
        if position % shares == number:
            yield from files()


def _export_share(site: Site, output: Output, number: int, shares: int) -> None:
    """Writes a share of the data files."""
    for path, content in data_files(site, number, shares):
        output.write(path, content)
