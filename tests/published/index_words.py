"""What a built search index holds, read from Pagefind's own files: gzip, a mark of twelve bytes, then CBOR or JSON.

In: the folder of a built site. Out: the words of the index, and the data of every page in it. Leaves to others: judging
them.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

MARK = b"pagefind_dcd"


def _opened(path: Path) -> bytes:
    content = gzip.decompress(path.read_bytes())
    assert content.startswith(MARK), path
    return content.removeprefix(MARK)


def _value(data: bytes, at: int) -> tuple[Any, int]:
    """The CBOR value at a position, and where the next begins; of the kinds that Pagefind writes."""
    kind, size = data[at] >> 5, data[at] & 31
    at += 1
    if size >= 24:
        width = 1 << (size - 24)
        size, at = int.from_bytes(data[at : at + width]), at + width
    match kind:
        case 0:
            return size, at
        case 1:
            return -1 - size, at
        case 2 | 3:
            return data[at : at + size].decode(), at + size
        case 4:
            items = []
            for _ in range(size):
                item, at = _value(data, at)
                items.append(item)
            return items, at
    raise ValueError(f"kind {kind} is not expected in an index")


def chunks(site: Path) -> dict[str, Any]:
    """Every file of the index and of the filters, by name. The file beside them holds no words but where each begins, cut
    short to the letters that tell it from the one before."""
    return {
        path.name: _value(_opened(path), 0)[0]
        for pattern in ("index/*", "filter/*")
        for path in sorted((site / "pagefind").glob(pattern))
    }


def fragments(site: Path) -> list[dict[str, Any]]:
    """What a browser is given of each page that is found."""
    return [json.loads(_opened(path)) for path in sorted((site / "pagefind" / "fragment").iterdir())]
