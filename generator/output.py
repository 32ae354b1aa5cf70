"""The files of a site, written below a folder; a file that says what it said in the last site is that file again.

In: the folder, and the folder of the last good site, if there is one. Out: files. Leaves to others: what they say (pour).
So a deployment that goes by size and time sends only what has changed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.digests import digest


class Written(NamedTuple):
    """A file of a site: its path, how many bytes it has, and their digest."""

    path: str
    size: int
    digest: bytes

    @classmethod
    def of(cls, path: str, content: bytes) -> Written:
        return cls(path, len(content), digest(content))


class Output:
    """Writes files below a folder, with paths as in addresses."""

    def __init__(self, folder: Path, last: Path | None) -> None:
        self._folder = str(folder)
        self._last = str(last) if last and last.is_dir() else None

    def keep(self, files: Sequence[Written]) -> bool:
        """Takes files over from the last site, if each of them still says what was written then. Raises OSError."""
        if not self._last:
            return False
        contents = [self._as_it_was(one) for one in files]
        if None in contents:
            return False
        for one, content in zip(files, contents, strict=True):
            old, new = f"{self._last}/{one.path}", f"{self._folder}/{one.path}"
            try:
                _within_folder(new, partial(os.link, old, new))
            except OSError:  # no hard links here
                _within_folder(new, partial(_write_new, new, content))
        return True

    def _as_it_was(self, one: Written) -> bytes | None:
        """The content of a file of the last site; None where it is not as it was written."""
        content = _content(f"{self._last}/{one.path}", one.size)
        return content if content is not None and digest(content) == one.digest else None

    def write(self, path: str, content: bytes) -> None:
        """Writes one file and the folders above it. Raises OSError."""
        new = f"{self._folder}/{path}"
        if self._last and self._same(f"{self._last}/{path}", new, content):
            return
        _within_folder(new, partial(_write_new, new, content))

    def _same(self, old: str, new: str, content: bytes) -> bool:
        """Whether the last site has the very file; it then stands in the new one too."""
        if _content(old, len(content)) != content:
            return False
        try:
            _within_folder(new, lambda: os.link(old, new))
        except OSError:
            return False
        return True


def _content(path: str, size: int) -> bytes | None:
    """The content of a plain file of this size; None where there is none. Neither through a link nor waiting for the other
    end of a pipe."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_size != size:
            return None
        return os.read(handle, size + 1)
    except OSError:
        return None
    finally:
        os.close(handle)


def _write_new(path: str, content: bytes) -> None:
    """Writes a file that is not there yet. A file object would take longer to make than to write."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)


def _within_folder(path: str, make):
    """What `make` returns, once the folder of the path is there."""
    try:
        return make()
    except FileNotFoundError:
        _make_folder(os.path.dirname(path))
        return make()


def _make_folder(folder: str) -> None:
    """Makes a folder; most often only that one is missing."""
    try:
        os.mkdir(folder)
    except OSError:
        os.makedirs(folder, exist_ok=True)


def keep_unchanged(folder: Path, last: Path) -> None:
    """Does the same for the files that others have written: MkDocs' pages and assets. Where there are no
    hard links, all files stay new ones."""
    with suppress(OSError):
        for path in _written_anew(str(folder)):
            old = f"{last}{path.removeprefix(str(folder))}"
            if _alike(path, old):
                os.link(old, path + ".old")
                os.replace(path + ".old", path)


def _written_anew(folder: str) -> Iterator[str]:
    """The files below a folder that have no other name; there are thousands that have one."""
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _written_anew(entry.path)
        elif entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_nlink == 1:
            yield entry.path


def _alike(one: str, other: str) -> bool:
    content = _content(other, os.lstat(one).st_size)
    return content is not None and content == _content(one, len(content))
