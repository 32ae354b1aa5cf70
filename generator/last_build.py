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
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from generator.build import Prepared
from generator.cache import pack, unpacked
from generator.digests import Digester, digest
from generator.frame import Frame
from generator.output import Written
from generator.pages.site import Planned
from generator.render import TEMPLATES
from generator.watched import Digests, Key

SUFFIX = ".pages"
_DECIDING = ("babel", "jinja2", "markupsafe", "pydantic", "pyyaml")  # packages
_HEAD = 3  # lines before what is searched: the keys, their digests, the pages
_NUMBERS = "I"  # an array of numbers of 4 bytes
_UNKNOWN, _SAME, _CHANGED = range(3)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A page as it was made: its path, the digest of what it was given, its files, the numbers of its keys (4 bytes each, in
    Base64), and what is searched of it, as JSON."""

    path: str
    given: bytes
    files: tuple[Written, ...]
    keys: str
    searched: bytes


@dataclass
class Share:
    """What one share of a pouring has to remember: pages that came out as before, by path, new ones, and their keys."""

    same: list[str] = field(default_factory=list)
    made: list[Remembered] = field(default_factory=list)
    numbers: dict[Key, int] = field(default_factory=dict)
    digests: list[bytes] = field(default_factory=list)

    def add(self, planned: Planned, keys: Iterable[Key], digests: Digests, files: Iterable[Written], searched: Any) -> None:
        """Remembers a page that was made, unless it was made from something of which there is no digest."""
        keys = set(keys)
        with suppress(TypeError):
            for key in [key for key in keys if key not in self.numbers]:
                found = digests.of(key)
                self.numbers[key] = len(self.digests)
                self.digests.append(found)
            numbers = array(_NUMBERS, map(self.numbers.__getitem__, keys))
            given = digests.given(planned.given)
            self.made.append(Remembered(planned.path, given, tuple(files), _letters(numbers), _as_json(searched)))


class LastBuild:
    """The pages of the last build; none where it is not known, or what all pages have in common has changed."""

    def __init__(self, path: Path | None, prepared: Prepared, frames: dict[str, Frame], search: bool) -> None:
        self._path, self._version = path, None
        self.digests = Digests(prepared.site, {("frame", name): _of_frame(frame) for name, frame in frames.items()})
        self._keys: list[Any] = []  # as JSON gives them, see `_key`
        self._digests: list[bytes] = []
        self._pages: dict[str, Remembered] = {}
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
        if not lines:
            return
        keys, digests, pages = (from_json(line) for line in lines[:_HEAD])
        found = {}
        for (path, given, files, numbers), searched in zip(pages, lines[_HEAD:], strict=True):
            written = tuple(Written(name, size, bytes.fromhex(one)) for name, size, one in files)
            found[path] = Remembered(path, bytes.fromhex(given), written, numbers, searched)
        self._digests = [bytes.fromhex(one) for one in digests]
        self._keys, self._pages = keys, found

    def find(self, planned: Planned) -> Remembered | None:
        """The page as the last build made it, where it would come out the same."""
        found = self._pages.get(planned.path)
        if found is None or found.given != self.digests.given(planned.given):
            return None
        try:
            return found if all(map(self._holds, _numbers(found.keys))) else None
        except (ValueError, LookupError, TypeError):  # numbers of no key, or keys of nothing
            return None

    def _holds(self, number: int) -> bool:
        """Whether what lies under a key is what it was."""
        if self._states[number] == _UNKNOWN:
            is_same = self.digests.of(_key(self._keys[number])) == self._digests[number]
            self._states[number] = _SAME if is_same else _CHANGED
        return self._states[number] == _SAME

    def write(self, shares: list[Share]) -> None:
        """Leaves to the next build what this one knows, where it can be written."""
        if not self.remembers:
            return
        same = [self._pages[path] for share in shares for path in share.same]
        old = [_key(key) for key in self._keys]
        if len(same) > sum(len(share.made) for share in shares):
            table, pages = _Table(old, self._digests), same
        else:  # anew, so that keys of which nothing is made any longer do not pile up
            table = _Table([], [])
            pages = table.with_numbers(same, old, self._digests)
        for share in shares:
            pages += table.with_numbers(share.made, list(share.numbers), share.digests)
        head = (list(table.numbers), [one.hex() for one in table.digests], [_row(one) for one in pages])
        with suppress(OSError):
            pack(self._path, self._version, [*map(_as_json, head), *(one.searched for one in pages)])


class _Table:
    """Keys with their digests, by number."""

    def __init__(self, keys: list[Key], digests: list[bytes]) -> None:
        self.numbers = {key: number for number, key in enumerate(keys)}
        self.digests = list(digests)

    def with_numbers(self, pages: list[Remembered], keys: list[Key], digests: list[bytes]) -> list[Remembered]:
        """The pages with the numbers that their keys have here."""
        rows = [_numbers(page.keys) for page in pages]
        here = {number: self._number(keys[number], digests[number]) for number in sorted(set().union(*rows))}
        return [
            replace(page, keys=_letters(array(_NUMBERS, map(here.__getitem__, row))))
            for page, row in zip(pages, rows, strict=True)
        ]

    def _number(self, key: Key, digest: bytes) -> int:
        number = self.numbers.setdefault(key, len(self.digests))
        if number == len(self.digests):
            self.digests.append(digest)
        self.digests[number] = digest
        return number


def _row(page: Remembered) -> tuple:
    """A page as it is written."""
    files = [(file.path, file.size, file.digest.hex()) for file in page.files]
    return page.path, page.given.hex(), files, page.keys


def _letters(numbers: array) -> str:
    return b64encode(numbers.tobytes()).decode()


def _numbers(letters: str) -> array:
    return array(_NUMBERS, b64decode(letters))


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
