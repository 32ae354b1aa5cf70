"""A search index in one order: Pagefind writes filters, their values and sorts in an order that differs from run to run.

In: the folder of an index as Pagefind 1.5 wrote it. Out: the same index, each list by its names, shorter first, its files
named by their new content as Pagefind names them. So the same inputs give the same bytes, and a browser keeps what has not
changed. Leaves to others: making the index (search).

A file of the index is gzip around `pagefind_dcd` and one CBOR value (RFC 8949): numbers, texts and lists of known length.
Lists are sorted as slices of bytes, so that no number is decoded.
"""

from __future__ import annotations

import gzip
import json
from hashlib import sha1
from pathlib import Path

_MAGIC = b"pagefind_dcd"
_ENTRY = "pagefind-entry.json"
_FILTERS, _SORTS = 3, 4  # of the lists in an index's own file


def put_in_order(folder: Path) -> None:
    """Rewrites filters, their values and sorts of the index in `folder` by name."""
    renamed = {}
    for file in sorted((folder / "filter").glob("*.pf_filter")):
        parts = _items(_unpacked(file))
        parts[1] = _sorted(parts[1])
        renamed[file.stem] = _replace(file, "", _list(parts), length=7)
    entry = (folder / _ENTRY).read_text("utf-8")
    for language in json.loads(entry)["languages"].values():
        file = folder / f"pagefind.{language['hash']}.pf_meta"
        parts = _items(_unpacked(file))
        for old, new in renamed.items():
            parts[_FILTERS] = parts[_FILTERS].replace(old.encode(), new.encode())
        parts[_FILTERS], parts[_SORTS] = _sorted(parts[_FILTERS]), _sorted(parts[_SORTS])
        entry = entry.replace(language["hash"], _replace(file, "pagefind.", _list(parts), length=10))
    (folder / _ENTRY).write_text(entry, "utf-8")


def _unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()).removeprefix(_MAGIC)


def _replace(file: Path, prefix: str, content: bytes, length: int) -> str:
    """Writes new content in place of a file, under the name that Pagefind would give it; returns that name."""
    language = file.stem.removeprefix(prefix).partition("_")[0]
    name = f"{language}_{sha1(content).hexdigest()[:length]}"
    file.unlink()
    (file.parent / f"{prefix}{name}{file.suffix}").write_bytes(gzip.compress(_MAGIC + content, 9, mtime=0))
    return name


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Kind and number of the value at a place, and where its content begins."""
    kind, short = data[at] >> 5, data[at] & 31
    if short < 24:
        return kind, short, at + 1
    if short > 27:
        raise ValueError("the search index holds a list of unknown length")
    end = at + 1 + (1 << (short - 24))
    return kind, int.from_bytes(data[at + 1 : end]), end


def _end(data: bytes, at: int) -> int:
    """Where the value at a place ends."""
    kind, number, end = _head(data, at)
    if kind in (2, 3):  # bytes, text
        return end + number
    for _ in range(number * {4: 1, 5: 2}.get(kind, 0)):  # list, map
        end = _end(data, end)
    return end


def _items(data: bytes) -> list[bytes]:
    """The values of a list, each as it is written."""
    _, number, at = _head(data, 0)
    found = []
    for _ in range(number):
        end = _end(data, at)
        found.append(data[at:end])
        at = end
    return found


def _list(items: list[bytes]) -> bytes:
    """A list of values that are written already."""
    number = len(items)
    if number < 24:
        return bytes([0x80 | number]) + b"".join(items)
    size = 0 if number < 1 << 8 else 1 if number < 1 << 16 else 2
    return bytes([0x80 | (24 + size)]) + number.to_bytes(1 << size) + b"".join(items)


def _sorted(data: bytes) -> bytes:
    """A list of pairs, by the name that each begins with as it is written, its length before its letters."""
    return _list(sorted(_items(data), key=lambda pair: _items(pair)[0]))
