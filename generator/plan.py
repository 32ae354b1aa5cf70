"""A linked plan, as a value: all records by kind and id, the closed lists, and who names whom.

In: nothing. Out: `Plan` and `Mention`, and the order in which records stand. Leaves to others: making a plan (link).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from generator.earlier import Reuse, anew
from generator.model import KINDS, WITHIN_DOCUMENT, Record
from generator.recent import Recent

_RECENT = 1 << 12  # records of which it is asked again and again who names them


@dataclass(frozen=True, slots=True)
class Mention:
    """That a record names another: which record, and by which key."""

    record: Record
    key: str


@dataclass(frozen=True, eq=False)
class Plan:
    """All records by kind and full id, the closed lists, and who mentions whom.

    What is asked for again and again is worked out once; no method looks through more records than it returns.
    """

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
        """The records of a kind, or of one document, that have not moved elsewhere, in order; the caller's own list."""
        return list(self._current.get((kind, document), ()))

    def mentioned(self, record: Record, kinds: Iterable[str] = KINDS) -> list[Mention]:
        """Who names this record, from current records of the given kinds."""
        return self.naming(record.kind, record.full_id, kinds)

    def naming(self, kind: str, full_id: str, kinds: Iterable[str] = KINDS) -> list[Mention]:
        """Who names the record, or the entry of a closed list, with this id; by kind, then in order."""
        try:
            found = self._naming[(kind, full_id)]
        except KeyError:
            found = self._naming[(kind, full_id)] = _by_kind(self.mentions.get((kind, full_id), ()))
        wanted = set(kinds)
        return [one for by, row in found.items() if by in wanted for one in row]

    @cached_property
    def _naming(self) -> Recent:
        return Recent(_RECENT)

    @cached_property
    def _current(self) -> dict[tuple[str, str | None], tuple[Record, ...]]:
        found: dict[tuple[str, str | None], list[Record]] = defaultdict(list)
        for kind in KINDS:
            for record in self.records[kind].values():
                if record.data.moved_to is None:
                    found[(kind, None)].append(record)
                    if record.document:
                        found[(kind, record.document)].append(record)
        return {key: tuple(row) for key, row in found.items()}


def documents_alone(plan: Plan, reuse: Reuse = anew) -> dict[str, Plan]:
    """For each document a plan with what belongs to it and nothing else, by its id, in the order of what they set. No one
    names anyone in it."""
    rows: dict[str, dict[str, dict[str, Record]]] = {
        one: {kind: {} for kind in KINDS} | {"documents": {one: plan.records["documents"][one]}}
        for one in sorted(plan.records["documents"])
    }
    for kind in WITHIN_DOCUMENT:
        for full_id, record in plan.records[kind].items():
            rows[record.document][kind][full_id] = record
    return {
        name: reuse(
            ("alone", name),
            (*(one for row in records.values() for one in row.values()), *(held or None for held in plan.lists.values())),
            partial(Plan, records, plan.lists, {}),
        )
        for name, records in rows.items()
    }


def _by_kind(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """Mentions by current records, by the kind of the record that names; link.py makes them in the order of kinds."""
    found: dict[str, list[Mention]] = {}
    for one in mentions:
        if one.record.data.moved_to is None:
            found.setdefault(one.record.kind, []).append(one)
    return found


def moved_id(record: Record) -> str:
    """The full id of the record that has taken this one's place."""
    moved = record.data.moved_to
    return f"{record.document}/{record.kind}/{moved}" if record.document else moved


def in_plan_order(record: Record) -> tuple:
    """Sorts 2 before 10 and 1.4.7 before 1.4.10; targets that the document numbers before those of its sections (2.2-1)."""
    parts = record.id.replace("-", ".").split(".")
    of_section = record.kind == "targets" and not record.id.isdigit()
    return (record.document or "", of_section, [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts])
