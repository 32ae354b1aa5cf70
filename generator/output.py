"""The files of a site: what has changed is written beside the last good site and moved into it once all of it is there.

In: the folder of a build and the last good site, if there is one. Out: files. Leaves to others: what they say (pour), and
remembering them (last_build). A file that says what it said stays untouched, with its time: a deployment that goes by size
and time sends only what has changed. See docs/decisions/0011-in-place.md.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from operator import is_
from pathlib import Path
from typing import NamedTuple

from generator.digests import digest
from generator.earlier import is_settled

_JOURNAL = ".taking-over"  # in the folder of a build; no page has such a name


class Written(NamedTuple):
    """A file of a site: its path, how many bytes it has, their digest; and when it last changed in any way, in nanoseconds,
    and its inode, 0 where that would not tell it from another."""

    path: str
    size: int
    digest: bytes
    changed: int = 0
    inode: int = 0

    @classmethod
    def of(cls, path: str, content: bytes, about: os.stat_result | None = None) -> Written:
        """A file that was written, and what the system says of it, if that is known."""
        seen = (about.st_ctime_ns, about.st_ino) if about else ()
        return cls(path, len(content), digest(content), *seen)


class LastSite:
    """The last good site: its folder, every file that it has, not looked for behind links, and when it was looked at."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.moment = _now(folder.parent)
        self.files = frozenset(_files(self.folder))


def last_site(folder: Path) -> LastSite | None:
    """The site in a folder, if there is one."""
    return LastSite(folder) if folder.is_dir() and not folder.is_symlink() else None


def _files(folder: str, inside: str = "") -> Iterator[str]:
    """Paths of all that is no folder, links to folders among it."""
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{inside}{entry.name}/")
        else:
            yield inside + entry.name


def _now(folder: Path) -> int:
    """The time by the clock of the file system, in nanoseconds."""
    with tempfile.TemporaryFile(dir=folder) as new:
        return os.fstat(new.fileno()).st_mtime_ns


@dataclass
class Output:
    """Writes the files of a build below a folder, with paths as in addresses; of the last site those in `kept` stay."""

    folder: str
    last: LastSite | None = None
    kept: list[str] = field(default_factory=list)

    def keep(self, files: Sequence[Written]) -> Sequence[Written] | None:
        """Keeps files of the last site, if each of them still says what was written then: they are returned, with the times
        that they have now. None if one does not, or where there is no last site."""
        if not self.last:
            return None
        found = [self._as_it_was(one) for one in files]
        if None in found:
            return None
        return files if all(map(is_, files, found)) else tuple(found)

    def _as_it_was(self, one: Written) -> Written | None:
        """A file of the last site; None where it is not as it was written."""
        if one.path not in self.last.files:
            return None
        path = f"{self.last.folder}/{one.path}"
        if one.changed:
            with suppress(OSError):
                about = os.lstat(path)
                if (about.st_ctime_ns, about.st_ino, about.st_size) == (one.changed, one.inode, one.size):
                    return one
        content, about = _content(path, one.size) or (None, None)
        if content is None or digest(content) != one.digest:
            return None
        return Written.of(one.path, content, about if is_settled(about.st_ctime_ns, self.last.moment) else None)

    def write(self, path: str, content: bytes) -> os.stat_result | None:
        """Writes one file; returns what the system says of it, None if the last site has the very same. Raises OSError."""
        if self._has(path, content):
            self.kept.append(path)
            return None
        return _write_new(f"{self.folder}/{path}", content)

    def _has(self, path: str, content: bytes) -> bool:
        if not self.last or path not in self.last.files:
            return False
        found = _content(f"{self.last.folder}/{path}", len(content))
        return found is not None and found[0] == content

    def keep_unchanged(self) -> None:
        """The same for files that others have written already: MkDocs' pages and assets."""
        for path in list(_files(self.folder)) if self.last else []:
            written = Path(self.folder, path)
            if self._has(path, written.read_bytes()):
                written.unlink()
                self.kept.append(path)

    def read(self, path: str) -> bytes:
        """What a file that was written or kept says. Raises OSError."""
        try:
            return _whole(f"{self.folder}/{path}")
        except FileNotFoundError:
            if not self.last:
                raise
            return _whole(f"{self.last.folder}/{path}")


def _content(path: str, size: int) -> tuple[bytes, os.stat_result] | None:
    """The content of a plain file of this size, and what the system said of it before; None where there is none. Neither
    through a link nor waiting for the other end of a pipe."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_size != size:
            return None
        content = os.read(handle, size + 1)
        return (content, about) if len(content) == size else None
    except OSError:
        return None
    finally:
        os.close(handle)


def _whole(path: str) -> bytes:
    """The content of a file. To make a `Path` and a buffered file object would take as long again."""
    with open(path, "rb", buffering=0) as opened:
        return opened.read()


def _write_new(path: str, content: bytes) -> os.stat_result:
    """Writes a file that is not there yet, and the folders above it. To make a file object would take longer."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    except FileNotFoundError:
        _make_folder(os.path.dirname(path))
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        return os.fstat(handle)
    finally:
        os.close(handle)


def _make_folder(folder: str) -> None:
    """Makes a folder; most often only that one is missing."""
    try:
        os.mkdir(folder)
    except OSError:
        os.makedirs(folder, exist_ok=True)


def take_over(built: Path, out: Path, last: LastSite | None, kept: Iterable[str]) -> int:
    """Makes a build the site: what is new takes its place, what is neither new nor kept goes. Returns when it began, by the
    clock of the file system, in nanoseconds. Raises OSError; `finish` then goes on where this stopped."""
    moment = _now(built.parent)
    if last is None:
        if out.is_symlink() or out.is_file():
            out.unlink()
        built.rename(out)
    else:
        new = list(_files(str(built)))
        gone = sorted(last.files.difference(kept, new))
        _refuse_what_cannot_be_moved(built, out, [*gone, *new])
        _note(built, gone)
        finish(built, out)
    return moment


def _refuse_what_cannot_be_moved(built: Path, out: Path, paths: Iterable[str]) -> None:
    """Raises OSError where the files of a build cannot take their places, before any does: a site that is a disk of its own,
    folders that are somebody else's."""
    probe = built / _JOURNAL
    probe.touch()
    probe.rename(out / _JOURNAL)
    (out / _JOURNAL).unlink()
    for folder in {os.path.dirname(f"{out}/{path}") for path in paths}:
        if os.path.isdir(folder) and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)


def _note(built: Path, gone: list[str]) -> None:
    """Leaves the journal: from here on the build takes over, and these files of the last site have still to go."""
    new = built / f"{_JOURNAL}.new"
    with new.open("w", encoding="utf-8") as journal:
        json.dump(gone, journal)
        journal.flush()
        os.fsync(journal.fileno())
    new.replace(built / _JOURNAL)


def finish(built: Path, out: Path) -> None:
    """Ends what `take_over` has begun, be it long ago; a build that had not come so far is thrown away. Raises OSError."""
    journal = built / _JOURNAL
    if journal.is_file():
        try:
            gone = json.loads(journal.read_text("utf-8"))
        except ValueError as error:
            raise OSError(f"{journal} is damaged; remove {built} and build again") from error
        for path in gone:
            _remove(out, path)
        # What goes must not go again once something new stands there.
        _note(built, [])
        for path in _files(str(built)):
            if not path.startswith(_JOURNAL):
                _move(f"{built}/{path}", f"{out}/{path}")
        journal.unlink()
    discard(built)


def discard(built: Path) -> None:
    """Throws a build away, unless it has begun to take over: that is for `finish`."""
    if not (built / _JOURNAL).is_file():
        shutil.rmtree(built, ignore_errors=True)


def _remove(out: Path, path: str) -> None:
    """Removes a file of a site and the folders that have nothing else."""
    (out / path).unlink(missing_ok=True)
    with suppress(OSError):
        for folder in (out / path).relative_to(out).parents[:-1]:
            (out / folder).rmdir()


def _move(old: str, new: str) -> None:
    """A file to its place, where there may be none yet, or a folder that has lost its files."""
    try:
        os.replace(old, new)
    except FileNotFoundError:
        _make_folder(os.path.dirname(new))
        os.replace(old, new)
    except IsADirectoryError:
        shutil.rmtree(new)
        os.replace(old, new)
