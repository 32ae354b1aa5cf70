"""What a built search index holds, read as generator/search.py says that its files are written.

In: the folder of a built site. Out: words and values with their pages, and the cards of pages. Leaves to others: judging
them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def numbers(data: bytes) -> Iterator[int]:
    """The LEB128 numbers in some bytes."""
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0


def listed(data: bytes) -> dict[str, list[tuple[int, int]]]:
    """The words or values in a file, each with its pages and the weights it has there."""
    found, at = {}, 0

    def part() -> bytes:
        nonlocal at
        end = next(place for place in range(at, len(data)) if data[place] < 128) + 1
        length = next(numbers(data[at:end]))
        at = end + length
        return data[end:at]

    while at < len(data):
        key, page, pages = part().decode(), 0, []
        for step in numbers(part()):
            page += step >> 2
            pages.append((page, step & 3))
        found[key] = pages
    return found


class Index:
    """The index of a built site, whole."""

    def __init__(self, site: Path) -> None:
        self.folder = site / "search"
        self.entry: dict[str, Any] = json.loads((self.folder / "index.json").read_text("utf-8"))
        names = b"".join(self._bytes("cards", name) for name in self.entry["cards"])
        cards = [names[at : at + 8].hex() for at in range(0, len(names), 8)]
        self.cards = [json.loads((self.folder / "pages" / f"{name}.json").read_text("utf-8")) for name in cards]
        self.words = {
            word: pages for _, name in self.entry["words"] for word, pages in listed(self._bytes("words", name)).items()
        }
        self.filters = {key: listed(self._bytes("filters", name)) for key, name in self.entry["filters"].items()}
        sorts = json.loads(self._bytes("sorts", self.entry["sorts"]))
        self.sorts = {key: list(numbers(self._bytes("sorts", name))) for key, name in sorts.items()}

    def _bytes(self, kind: str, name: str) -> bytes:
        return (self.folder / kind / f"{name}.bin").read_bytes()
