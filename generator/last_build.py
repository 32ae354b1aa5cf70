"""What the last build knew of its pages, kept between builds, so that a page of which nothing has changed is not made again.

In: a prepared site, its frames, and the file in which this is kept, outside the tree (beside the parsed files, see cache).
Out: `LastBuild`, which says whether a page would come out as it did, and what is remembered for the next build. Leaves to
others: what a page was made from (watched), and whether the file of the last site still says what it did (output).

A page is remembered with the keys of all that was looked up for it, each with a digest of what lay under it. It would come
out the same where all of these are as they were, and all that pages have in common: the program, the templates, the
settings, the day and the closed lists. The memory can only save time, like the cache.
"""

from __future__ import annotations

import json
import platform
import unicodedata
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import from_json

from generator.build import Prepared
from generator.cache import pack, unpacked
from generator.digests import SIZE, Digester, digest
from generator.earlier import is_settled
from generator.frame import Frame
from generator.output import Written
from generator.pages.site import Planned
from generator.render import TEMPLATES
from generator.watched import Digests, Key

SUFFIX = ".pages"
_DECIDING = ("babel", "jinja2", "markupsafe", "pydantic", "pyyaml")  # packages
_HEX = 2 * SIZE  # letters of a digest
_NUMBERS = "I"  # an array of numbers of 4 bytes
_UNKNOWN, _SAME, _CHANGED = range(3)
# Each build adds a table of keys for each share of it; of the keys in older ones some are of no page any longer.
_MOST_TABLES, _MOST_KEYS = 32, 12  # of a pack, and in all for each page


class Memory(NamedTuple):
    """Where it is kept what was known of a site, and the digest of the program and templates that make it: taken before any
    of them is used, so that what is edited meanwhile is no part of it."""

    path: Path
    program: bytes

    @classmethod
    def at(cls, path: Path) -> Memory:
        here = Path(__file__).parent
        code = sorted([*here.rglob("*.py"), *here.rglob("*.po"), *TEMPLATES.rglob("*.html")])
        packages = [platform.python_version(), unicodedata.unidata_version, *map(version, _DECIDING)]
        parts = [json.dumps(packages).encode(), *(one.read_bytes() for one in code)]
        return cls(path, sha256(b"".join(sha256(part).digest() for part in parts)).digest())


@dataclass(frozen=True, slots=True)
class Remembered:
    """A page as it was made: the digest of what it was given, its files, its keys by the number of their table and their
    numbers there, and what is searched of it, as JSON."""

    given: bytes
    files: Sequence[Written]
    table: int
    keys: array
    searched: bytes


@dataclass
class Share:
    """What one share of a pouring has to remember: pages that came out as before, by path, with their files where more is
    known of those than was; of new ones the lines to be written; and the table of the keys of these, as it is written."""

    table: int
    same: dict[str, Sequence[Written] | None] = field(default_factory=dict)
    made: list[tuple[bytes, bytes]] = field(default_factory=list)
    numbers: dict[Key, int] = field(default_factory=dict)
    keys: list[bytes] = field(default_factory=list)

    def add(self, planned: Planned, keys: Iterable[Key], digests: Digests, files: Sequence[Written], searched: Any) -> None:
        """Remembers a page that was made, unless it was made from something of which there is no digest."""
        keys = set(keys)
        with suppress(TypeError):
            for key in [key for key in keys if key not in self.numbers]:
                line = digests.of(key).hex().encode() + _as_json(key)
                self.numbers[key] = len(self.keys)
                self.keys.append(line)
            numbers = array(_NUMBERS, map(self.numbers.__getitem__, keys))
            page = Remembered(digests.given(planned.given), files, self.table, numbers, _as_json(searched))
            self.made.append((_row(planned.path, page), page.searched))


class LastBuild:
    """The pages of the last build; none where it is not known, or what all pages have in common has changed.

    Keys and pages stay the lines that were written until one of them is asked for: most are handed on as they are."""

    def __init__(self, memory: Memory | None, prepared: Prepared, frames: dict[str, Frame], search: bool) -> None:
        self._memory, self._version = memory, None
        self.digests = Digests(prepared.site, {("frame", name): _of_frame(frame) for name, frame in frames.items()})
        self._moment = 0
        self._tables: list[list[bytes]] = []
        self._pages: dict[str, tuple[bytes, bytes]] = {}
        if memory:
            with suppress(OSError, ValueError, TypeError):
                self._version = _version(memory.program, prepared, search)
                self._read(unpacked(memory.path, self._version))
        self._states = [bytearray(len(keys)) for keys in self._tables]
        self._is_full = len(self._tables) > _MOST_TABLES or sum(map(len, self._tables)) > _MOST_KEYS * len(self._pages)

    @property
    def remembers(self) -> bool:
        """Whether anything is to be remembered for the next build."""
        return self._version is not None

    def share(self, number: int) -> Share:
        """For what the share of that number has to remember."""
        return Share((1 if self._is_full else len(self._tables)) + number)

    def _read(self, lines: list[bytes]) -> None:
        """Raises ValueError or TypeError where the lines are not what `write` leaves."""
        if lines:
            moment, *sizes = from_json(lines[0])
            starts = [*accumulate(sizes, initial=1)]
            tables = [lines[start:end] for start, end in pairwise(starts)]
            rows, searched = lines[starts[-1] :: 2], lines[starts[-1] + 1 :: 2]
            pages = {_path(row): both for row, *both in zip(rows, rows, searched, strict=True)}
            self._moment, self._tables, self._pages = int(moment), tables, pages

    def find(self, planned: Planned) -> Remembered | None:
        """The page as the last build made it, where it would come out the same."""
        try:
            found = self._page(planned.path)
            if found.given == self.digests.given(planned.given) and self._hold(found.table, found.keys):
                return found
        except (ValueError, LookupError, TypeError):  # no such page, or lines that say nothing
            pass
        return None

    def _page(self, path: str) -> Remembered:
        """Raises LookupError, ValueError or TypeError where there is no such page in the form that `_row` gives it."""
        row, searched = self._pages[path]
        _, given, files, table, keys = from_json(row)
        written = [
            Written(name, size, bytes.fromhex(digest), *(seen if is_settled(seen[0], self._moment) else (0, 0)))
            for name, size, digest, *seen in files
        ]
        return Remembered(bytes.fromhex(given), written, table, array(_NUMBERS, b64decode(keys)), searched)

    def _hold(self, table: int, numbers: array) -> bool:
        """Whether what lies under each of these keys of a table is what it was."""
        states, keys = self._states[table], self._tables[table]
        for number in numbers:
            if states[number] == _UNKNOWN:
                states[number] = self._state(keys[number])
            if states[number] == _CHANGED:
                return False
        return True

    def _state(self, line: bytes) -> int:
        key = _key(from_json(line[_HEX:]))
        return _SAME if self.digests.of(key).hex().encode() == line[:_HEX] else _CHANGED

    def files(self, shares: Iterable[Share]) -> Iterator[str]:
        """The paths of the files of all pages that came out as before."""
        for path in (path for share in shares for path in share.same):
            yield from (name for name, *_ in from_json(self._pages[path][0])[2])

    def write(self, shares: list[Share], moment: int) -> None:
        """Leaves to the next build what this one knows, where it can be written. New files were written before `moment`, by
        the clock of their file system, in nanoseconds."""
        if not self.remembers:
            return
        same = {path: files for share in shares for path, files in share.same.items()}
        tables, lines = self._anew(same) if self._is_full else (self._tables, self._as_before(same))
        tables = [*tables, *(share.keys for share in shares)]
        lines += chain.from_iterable(both for share in shares for both in share.made)
        head = _as_json([moment, *map(len, tables)])
        with suppress(OSError):
            pack(self._memory.path, self._version, [head, *chain.from_iterable(tables), *lines])

    def _as_before(self, same: dict[str, Sequence[Written] | None]) -> list[bytes]:
        """The lines of pages, as they were but for files of which more is known."""
        lines = []
        for path, files in same.items():
            row, searched = self._pages[path]
            lines += (_row(path, replace(self._page(path), files=files)) if files else row, searched)
        return lines

    def _anew(self, same: dict[str, Sequence[Written] | None]) -> tuple[list[list[bytes]], list[bytes]]:
        """One table of the keys that pages still have, and the lines of these pages."""
        numbers: dict[bytes, int] = {}
        lines = []
        for path, files in same.items():
            page = self._page(path)
            table = self._tables[page.table]
            keys = array(_NUMBERS, [numbers.setdefault(table[number], len(numbers)) for number in page.keys])
            lines += (_row(path, replace(page, files=files or page.files, table=0, keys=keys)), page.searched)
        return [list(numbers)], lines


def _row(path: str, page: Remembered) -> bytes:
    """A page as it is written."""
    files = [(file.path, file.size, file.digest.hex(), file.changed, file.inode) for file in page.files]
    return _as_json((path, page.given.hex(), files, page.table, b64encode(page.keys.tobytes()).decode()))


def _path(row: bytes) -> str:
    """The path of a page, from the beginning of its row."""
    return row[2 : row.index(b'"', 2)].decode()


def _as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _key(value: Any) -> Any:
    """A key, of which JSON makes lists."""
    return tuple(map(_key, value)) if isinstance(value, list) else value


def _of_frame(frame: Frame) -> bytes:
    return digest(_as_json((frame.fixed, frame.names)))


def _version(program: bytes, prepared: Prepared, search: bool) -> bytes:
    """Stands for all that pages have in common; 64 letters."""
    site, render = prepared.site, prepared.render
    settings = [
        site.words.language,
        site.name,
        site.url,
        site.contact,
        site.facts.as_of,
        render.edit_base,
        render.site_name,
        search,
        site.trace is not None,
    ]
    return sha256(program + Digester().of([settings, site.plan.lists])).hexdigest().encode()
