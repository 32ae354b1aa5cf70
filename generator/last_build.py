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
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from generator.build import Prepared
from generator.cache import pack, unpacked
from generator.digests import SIZE, Digester, digest
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


@dataclass(frozen=True, slots=True)
class Remembered:
    """A page as it was made: its path, the digest of what it was given, its files, the numbers of its keys, and what is
    searched of it, as JSON."""

    path: str
    given: bytes
    files: tuple[Written, ...]
    keys: array
    searched: bytes


@dataclass
class Share:
    """What one share of a pouring has to remember: pages that came out as before, by path, with their files where more is
    known of those than was; new ones; and the keys of these, each as it is written."""

    same: dict[str, tuple[Written, ...] | None] = field(default_factory=dict)
    made: list[Remembered] = field(default_factory=list)
    numbers: dict[Key, int] = field(default_factory=dict)
    keys: list[bytes] = field(default_factory=list)

    def add(self, planned: Planned, keys: Iterable[Key], digests: Digests, files: Iterable[Written], searched: Any) -> None:
        """Remembers a page that was made, unless it was made from something of which there is no digest."""
        keys = set(keys)
        with suppress(TypeError):
            for key in [key for key in keys if key not in self.numbers]:
                line = digests.of(key).hex().encode() + _as_json(key)
                self.numbers[key] = len(self.keys)
                self.keys.append(line)
            numbers = array(_NUMBERS, map(self.numbers.__getitem__, keys))
            self.made.append(
                Remembered(planned.path, digests.given(planned.given), tuple(files), numbers, _as_json(searched))
            )


class LastBuild:
    """The pages of the last build; none where it is not known, or what all pages have in common has changed.

    Keys and pages stay the lines that were written until one of them is asked for: most are handed on as they are."""

    def __init__(self, path: Path | None, prepared: Prepared, frames: dict[str, Frame], search: bool) -> None:
        self._path, self._version = path, None
        self.digests = Digests(prepared.site, {("frame", name): _of_frame(frame) for name, frame in frames.items()})
        self._keys: list[bytes] = []
        self._pages: dict[str, tuple[bytes, bytes]] = {}
        if path:
            with suppress(OSError, ValueError, TypeError):
                self._version = _version(prepared, search)
                self._read(unpacked(path, self._version))
        self._states = bytearray(len(self._keys))

    @property
    def remembers(self) -> bool:
        """Whether anything is to be remembered for the next build."""
        return self._version is not None

    def _read(self, lines: list[bytes]) -> None:
        """Raises ValueError or TypeError where the lines are not what `write` leaves."""
        if lines:
            start = 1 + int(lines[0])
            keys, pages, searched = lines[1:start], lines[start::2], lines[start + 1 :: 2]
            found = {_path(page): both for page, *both in zip(pages, pages, searched, strict=True)}
            self._keys, self._pages = keys, found

    def find(self, planned: Planned) -> Remembered | None:
        """The page as the last build made it, where it would come out the same."""
        try:
            found = self._page(planned.path)
            if found.given == self.digests.given(planned.given) and self._hold(found.keys):
                return found
        except (ValueError, LookupError, TypeError):  # no such page, or lines that say nothing
            pass
        return None

    def _page(self, path: str) -> Remembered:
        """Raises LookupError, ValueError or TypeError where there is no such page in the form that `_row` gives it."""
        row, searched = self._pages[path]
        path, given, files, keys = from_json(row)
        written = tuple(Written(name, size, bytes.fromhex(one), *seen) for name, size, one, *seen in files)
        return Remembered(path, bytes.fromhex(given), written, array(_NUMBERS, b64decode(keys)), searched)

    def _hold(self, numbers: array) -> bool:
        """Whether what lies under each of these keys is what it was."""
        states = self._states
        for number in numbers:
            if states[number] == _UNKNOWN:
                states[number] = self._state(self._keys[number])
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

    def write(self, shares: list[Share], seen: Callable[[Written], Written]) -> None:
        """Leaves to the next build what this one knows, where it can be written; `seen` gives a new file with what tells
        that it has not changed."""
        if not self.remembers:
            return
        same = {path: files for share in shares for path, files in share.same.items()}
        if len(same) > sum(len(share.made) for share in shares):
            keys, here = _Keys(self._keys), None
        else:  # anew, so that keys of which nothing is made any longer do not pile up
            keys, here = _Keys([]), self._keys
        lines = []
        for path, files in same.items():
            row, searched = self._pages[path]
            if files or here:
                page = replace(self._page(path), **({"files": files} if files else {}))
                row = _row(keys.numbered(page, here) if here else page)
            lines += (row, searched)
        for share in shares:
            for page in share.made:
                numbered = keys.numbered(page, share.keys)
                lines += (_row(replace(numbered, files=tuple(map(seen, page.files)))), page.searched)
        with suppress(OSError):
            pack(self._path, self._version, [b"%d" % len(keys.lines), *keys.lines, *lines])


class _Keys:
    """Keys with their digests, by number, as they are written."""

    def __init__(self, lines: list[bytes]) -> None:
        self.lines = list(lines)
        self._numbers = {line[_HEX:]: number for number, line in enumerate(lines)}

    def numbered(self, page: Remembered, lines: list[bytes]) -> Remembered:
        """The page with the numbers that its keys have here; `lines` are those that it numbers."""
        return replace(page, keys=array(_NUMBERS, [self._number(lines[number]) for number in page.keys]))

    def _number(self, line: bytes) -> int:
        number = self._numbers.setdefault(line[_HEX:], len(self.lines))
        if number == len(self.lines):
            self.lines.append(line)
        else:
            self.lines[number] = line
        return number


def _row(page: Remembered) -> bytes:
    """A page as it is written."""
    files = [(file.path, file.size, file.digest.hex(), file.changed, file.inode) for file in page.files]
    return _as_json((page.path, page.given.hex(), files, b64encode(page.keys.tobytes()).decode()))


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


def _version(prepared: Prepared, search: bool) -> bytes:
    """Stands for all that pages have in common; 64 letters."""
    here = Path(__file__).parent
    code = sorted([*here.rglob("*.py"), *here.rglob("*.po"), *TEMPLATES.rglob("*.html")])
    packages = [version(one) for one in _DECIDING]
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
    parts = [
        json.dumps([platform.python_version(), unicodedata.unidata_version, *packages]).encode(),
        *(one.read_bytes() for one in code),
        Digester().of([settings, site.plan.lists]),
    ]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest().encode()
