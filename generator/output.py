"""The files of a site, written below a folder; a file that says what it said in the last site is that file again.

In: the folder, and the folder of the last good site, if there is one. Out: files. Leaves to others: what they say (pour).
So a deployment that goes by size and time sends only what has changed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class Output:
    """Writes files below a folder, with paths as in addresses."""

    def __init__(self, folder: Path, last: Path | None) -> None:
        self._folder = str(folder)
        self._last = str(last) if last and last.is_dir() else None

    def write(self, path: str, content: bytes) -> None:
        """Writes one file and the folders above it. Raises OSError."""
        new = f"{self._folder}/{path}"
        if self._last and self._same(f"{self._last}/{path}", new, content):
            return
        with _opened(new) as file:
            file.write(content)

    def _same(self, old: str, new: str, content: bytes) -> bool:
        """Whether the last site has the very file; it then stands in the new one too."""
        try:
            with open(old, "rb", buffering=0) as file:
                if os.fstat(file.fileno()).st_size != len(content) or file.read() != content:
                    return False
            _within_folder(new, lambda: os.link(old, new))
        except OSError:
            return False
        return True


def _opened(path: str):
    return _within_folder(path, lambda: open(path, "xb"))


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
    """Does the same for the files that others have written: MkDocs' pages and assets, the search index. Where there are no
    hard links, all files stay new ones."""
    with suppress(OSError):
        for path in folder.rglob("*"):
            old = last / path.relative_to(folder)
            if path.is_file() and path.stat().st_nlink == 1 and old.is_file() and _alike(path, old):
                beside = path.with_name(path.name + ".old")
                os.link(old, beside)
                beside.replace(path)


def _alike(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
