"""A linked plan, as a value: all records by kind and id, the closed lists, and who names whom.

In: nothing. Out: `Plan` and `Mention`, and the order in which records stand. Leaves to others: making a plan (link).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.model import KINDS, WITHIN_DOCUMENT, Record


@dataclass(frozen=True, slots=True)
class Mention:
    """That a record names another: which record, and by which key."""

    record: Record
    key: str


@dataclass(frozen=True)
class Plan:
    """All records by kind and full id, the closed lists, and who mentions whom."""

    records: dict[str, dict[str, Record]]
    lists: dict[str, dict[str, Any]]
    mentions: dict[tuple[str, str], tuple[Mention, ...]]

    def of(self, kind: str) -> Iterable[Record]:
        """The records of a kind, in order."""
        return self.records[kind].values()

    def find(self, kind: str, full_id: str) -> Record | None:
        """The record of a kind with this full id, if it is published."""
        return self.records[kind].get(full_id)

    def current(self, kind: str, document: str | None = None) -> list[Record]:
        """The records of a kind, or of one document, that have not moved elsewhere, in order."""
        rows = self._by_document.get((kind, document), []) if document else self.records[kind].values()
        return [record for record in rows if record.data.moved_to is None]

    def mentioned(self, record: Record, kinds: Iterable[str] = KINDS) -> list[Mention]:
        """Who names this record, from current records of the given kinds."""
        return self.naming(record.kind, record.full_id, kinds)

    def naming(self, kind: str, full_id: str, kinds: Iterable[str] = KINDS) -> list[Mention]:
        """Who names the record, or the entry of a closed list, with this id."""
        wanted = set(kinds)
        found = self.mentions.get((kind, full_id), ())
        return [one for one in found if one.record.kind in wanted and one.record.data.moved_to is None]

    def __post_init__(self) -> None:
        by_document: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for kind in WITHIN_DOCUMENT:
            for record in self.records[kind].values():
                by_document[(kind, record.document or "")].append(record)
        object.__setattr__(self, "_by_document", dict(by_document))


def moved_id(record: Record) -> str:
    """The full id of the record that has taken this one's place."""
    moved = record.data.moved_to
    return f"{record.document}/{record.kind}/{moved}" if record.document else moved


def in_plan_order(record: Record) -> tuple:
    """Sorts 2 before 10 and 1.4.7 before 1.4.10."""
    parts = record.id.replace("-", ".").split(".")
    return (record.document or "", [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts])
