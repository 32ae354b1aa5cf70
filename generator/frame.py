"""The site's frame: rendered once per page type by MkDocs, split at its slot marks, and poured full for every record.

In: the HTML of a frame page. Out: a `Frame`, and from it the bytes of a page. Leaves to others: making the frame page
(mkdocs_plugin), the slots' values (render) and writing (pour).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

SLOTS = ("title", "description", "canonical", "edit", "contents", "body", "linked-data")
_MARK = re.compile(r"congkhaislot-([a-z-]+)-end")


def mark(slot: str) -> str:
    """The mark that stands for a slot in a frame page; no template escapes or rewrites it."""
    return f"congkhaislot-{slot}-end"


@dataclass(frozen=True)
class Frame:
    """A frame split at its marks: fixed text and slot names in turn, beginning and ending with fixed text."""

    fixed: tuple[str, ...]
    names: tuple[str, ...]

    def pour(self, slots: dict[str, str]) -> bytes:
        """The page with these values in its slots."""
        first, *others = self._bytes
        parts = [first]
        for name, text in zip(self.names, others, strict=True):
            parts.append(slots[name].encode())
            parts.append(text)
        return b"".join(parts)

    @cached_property
    def _bytes(self) -> list[bytes]:
        return [text.encode() for text in self.fixed]


def split(html: str) -> Frame:
    """The frame in a page's HTML; raises ValueError where a slot is missing or unknown."""
    parts = _MARK.split(html)
    names = tuple(parts[1::2])
    if missing := set(SLOTS) - set(names):
        raise ValueError(f"the frame has no slot for: {', '.join(sorted(missing))}")
    if unknown := set(names) - set(SLOTS):
        raise ValueError(f"the frame has unknown slots: {', '.join(sorted(unknown))}")
    return Frame(tuple(parts[0::2]), names)
