"""What YAML files held, kept between runs, so that a file that has not changed is not parsed again.

In: the file to keep it in, outside the tree. Out: `Kept`, which gives the plain values of a file by its content. Leaves to
others: whether values are sound (read validates them anew in every run), and where the file stands (mkdocs_plugin).

A cache can only save time. What is not exactly as this version of the program would have written it, in a file of this user
that no other may touch, counts as absent; what cannot be written is not kept. See docs/decisions/0007-cache.md.
"""

from __future__ import annotations

import json
import os
import platform
import stat
import tempfile
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pydantic
import yaml
from pydantic_core import from_json
from yaml._yaml import get_version_string

MOST_BYTES = 1 << 30  # of one pack; the values of 1,000,000 records or more
MOST_PACKS = 20  # in one folder: of the plans read last
_KEY = 64  # hexadecimal figures of a SHA-256
_DECIDING = ("cache.py", "edtf.py", "model.py", "parts.py", "read.py", "strict_yaml.py")


class Kept:
    """The values of files by their content: what an earlier run left, and what this one has used or added."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._before = _lines(path) if path else {}
        self._now: dict[bytes, bytes] = {}
        self._has_new = False

    def find(self, content: bytes) -> dict | None:
        """The values of a file with this content, as parsed in an earlier run."""
        key = _key(content)
        line = self._before.get(key) or self._now.get(key)
        if line is None:
            return None
        try:
            value = from_json(line[_KEY:])
        except ValueError:
            return None
        self._now[key] = line
        return value if isinstance(value, dict) else None

    def add(self, content: bytes, value: dict) -> None:
        """Remembers the values of a file for the next run."""
        if self._path:
            with suppress(ValueError):  # what UTF-8 cannot hold
                key = _key(content)
                self._has_new = True
                self._now[key] = key + json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def is_empty(self) -> bool:
        """Whether things can be kept, and none are."""
        return self._path is not None and not self._before

    def lines(self) -> list[bytes]:
        """What this run has used and added, for `take` in another process of it."""
        return list(self._now.values())

    def take(self, lines: Iterable[bytes]) -> None:
        """Adds what another process of this run has added."""
        self._now.update((line[:_KEY], line) for line in lines)
        self._has_new = True

    def write(self) -> None:
        """Leaves what this run has used and added, and nothing else, to the next one."""
        if self._path and (self._has_new or len(self._now) < len(self._before)):
            with suppress(OSError):
                pack(self._path, _version(), self._now.values())
        self._before, self._now = {}, {}


def pack_for(folder: Path, data: Path, suffix: str = ".pack") -> Path:
    """The file below `folder` in which something of a plan is kept: the values of its files, or what `suffix` says."""
    return folder / f"{sha256(os.fsencode(data.absolute())).hexdigest()[:32]}{suffix}"


def _key(content: bytes) -> bytes:
    return sha256(content).hexdigest().encode()


@cache
def _version() -> bytes:
    """Stands for all that decides how bytes become values; differs where the program or what it parses with does."""
    versions = (platform.python_version(), unicodedata.unidata_version, yaml.__version__, get_version_string())
    here = Path(__file__).parent
    parts = [*(one.encode() for one in (*versions, pydantic.VERSION)), *((here / name).read_bytes() for name in _DECIDING)]
    return _key(b"".join(_key(part) for part in parts))


def _lines(path: Path) -> dict[bytes, bytes]:
    """The lines of a pack by their keys."""
    with suppress(OSError):
        return {line[:_KEY]: line for line in unpacked(path, _version())}
    return {}


def unpacked(path: Path, version: bytes) -> list[bytes]:
    """The lines of a pack of this version; none where it is not as `pack` leaves it. A version has `_KEY` letters. Raises
    OSError where there is none that can be read."""
    content = _own_bytes(path)
    start = 2 * (_KEY + 1)
    head = content[:start].split(b"\n")
    is_whole = head == [version, _checksum(memoryview(content)[start:]), b""]
    return content[start:].split(b"\n") if is_whole else []


def pack(path: Path, version: bytes, lines: Iterable[bytes]) -> None:
    """Leaves lines to the next run, as a whole or not at all. Raises OSError."""
    _write(path, version, b"\n".join(lines))
    _remove_oldest(path.parent, path.suffix)


def _checksum(body: Any) -> bytes:
    return sha256(body).hexdigest().encode()


def _own_bytes(path: Path) -> bytes:
    """The content of a plain file that belongs to this user and that no other may read or write."""
    # Neither through a link nor waiting for the other end of a pipe.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(handle, "rb") as opened:
        about = os.fstat(handle)
        is_ours = stat.S_ISREG(about.st_mode) and about.st_uid == os.geteuid() and not stat.S_IMODE(about.st_mode) & 0o077
        return opened.read() if is_ours and about.st_size <= MOST_BYTES else b""


def _write(path: Path, version: bytes, body: bytes) -> None:
    """Puts a pack in place as a whole or not at all: readers see the old one or the new one."""
    if len(body) > MOST_BYTES - 2 * (_KEY + 1):
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(suffix=".part", dir=path.parent)  # mode 0600
    try:
        with open(handle, "wb") as opened:
            opened.writelines((version, b"\n", _checksum(body), b"\n", body))
        os.replace(part, path)
    except BaseException:
        os.unlink(part)
        raise


def _remove_oldest(folder: Path, suffix: str) -> None:
    """Keeps the packs of a kind written last; what a run that was killed has left grows old with them."""
    found = [one for one in folder.iterdir() if one.suffix in (suffix, ".part")]
    for one in sorted(found, key=lambda one: one.lstat().st_mtime, reverse=True)[MOST_PACKS:]:
        one.unlink()
