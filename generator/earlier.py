"""What an earlier preparation in the same process has read and worked out, so that the next one need not do it again.

In: nothing. Out: `Earlier`, for a process that prepares a plan again and again (the preview), and `anew`, for one that does
so once. Leaves to others: what is worked out, and from what (link, build), and how files are read (read).

A result counts only as long as everything that went into it is the very same object as then: nothing that goes into one can
be changed, so it would come out the same. A file counts as the same by size, times and inode.
See docs/decisions/0012-preview.md.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from os import stat_result
from typing import Any, TypeVar

from generator.model import Record

Made = TypeVar("Made")
Reuse = Callable[[tuple, tuple, Callable[[], Made]], Made]
_SAME_TICK = 2_000_000_000  # nanoseconds; in less a file could change twice, and no file system would say so


def anew(_key: tuple, _inputs: tuple, make: Callable[[], Made]) -> Made:
    """Works a result out, whatever there was before."""
    return make()


class Earlier:
    """Files as they were read, and results with all that went into them; `clock` gives the time in nanoseconds."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._files: dict[str, tuple[tuple | None, Record]] = {}
        self._results: dict[tuple, tuple[tuple, Any]] = {}
        self._used: dict[tuple, tuple[tuple, Any]] = {}
        self.begin()

    def begin(self) -> None:
        """Notes when the files are looked at; called before that."""
        self._now = self._clock()
        self._seen: dict[str, tuple[tuple | None, Record]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no file has been read yet."""
        return not self._files

    def find(self, path: str, about: stat_result) -> Record | None:
        """What a file held when it was last read, if it is the same file still."""
        found = self._files.get(path)
        if found is None or found[0] != marks(about):
            return None
        self._seen[path] = found
        return found[1]

    def find_content(self, path: str, digest: bytes) -> Record | None:
        """What a file held when it was last read, if it has the same content still."""
        found = self._files.get(path)
        return found[1] if found and found[1].digest == digest else None

    def add(self, path: str, about: stat_result, held: Record) -> None:
        """Remembers what a file held; `about` was asked for before it was opened. A file that was changed a moment ago may
        change again without any of its marks, as its times are no finer than the clock of the file system: it counts as
        the same by its content only."""
        found = marks(about)
        self._seen[path] = (found if is_settled(changed(found), self._now) else None, held)

    def made(self, key: tuple, inputs: tuple, make: Callable[[], Made]) -> Made:
        """The result that was kept under this key, if the same objects went into it; else it is worked out."""
        found = self._results.get(key)
        if found is None or len(found[0]) != len(inputs) or not all(map(is_, found[0], inputs)):
            found = (inputs, make())
        self._used[key] = found
        return found[1]

    def end(self, is_whole: bool) -> None:
        """Lets go what was not used; after a preparation that data with errors cut short, results of before stay too."""
        self._files = self._seen
        self._results = self._used if is_whole else self._results | self._used
        self._used = {}


def is_settled(changed: int, moment: int) -> bool:
    """Whether a file that was looked at not before `moment` will show any change that came after."""
    return changed < moment - _SAME_TICK


def marks(about: stat_result) -> tuple:
    """What tells a file from one that was changed since."""
    return about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino, about.st_dev


def changed(marks: tuple) -> int:
    """When a file with these marks was changed last, in nanoseconds."""
    return max(marks[1:3])
