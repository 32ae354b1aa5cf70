"""Records to a `Plan`: every id joined to its record, and the way back filled in.

In: `Files`. Out: `(Plan, problems)`; the problems are unknown ids, each with the nearest known one. Leaves to others:
reading files (the place of an id is asked for through `place_of`), and everything that compares values (checks).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.earlier import Reuse, anew
from generator.model import KINDS, LISTS, Record
from generator.naming import full_id_of, ids_named, ids_written
from generator.parts import Names
from generator.plan import Mention, Plan, in_plan_order
from generator.problems import Place, Problem, Text, nearest, say

PlaceOf = Callable[[str, tuple], tuple[Place, str]]


@dataclass(frozen=True)
class _Group:
    """The sound records of a kind in one document, or outside documents: in order, and all that they name."""

    by_id: dict[str, Record]
    named: dict[tuple[str, str], list[Mention]]


def link(
    records: dict[str, list[Record]],
    lists: dict[str, dict[str, Any]],
    place_of: PlaceOf,
    faulty: dict[str, list[Record]] | None = None,
    list_files: dict[str, str] | None = None,
    reuse: Reuse = anew,
) -> tuple[Plan, list[Problem]]:
    """The plan of these records, and a problem for every id that no record has, sound or faulty."""
    groups = {kind: _groups(kind, records[kind], reuse) for kind in KINDS}
    by_id = {kind: {full_id: one for group in groups[kind] for full_id, one in group.by_id.items()} for kind in KINDS}
    faulty = faulty or {kind: [] for kind in (*KINDS, *LISTS)}
    there: dict[str, Collection[str]] = {**lists, **by_id}
    known = there | {kind: {*by_id[kind], *(record.full_id for record in faulty[kind])} for kind in KINDS if faulty[kind]}
    mentions: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    doubtful = []
    for kind in KINDS:
        for group in groups[kind]:
            is_known = True
            for named, found in group.named.items():
                if named[1] in there[named[0]]:
                    mentions[named] += found
                else:
                    is_known = False
            doubtful += () if is_known else group.by_id.values()
        doubtful += faulty[kind]
    problems = [problem for record in doubtful for problem in _unknown_in(record, known, faulty, place_of)]
    for name, file in (list_files or {}).items():
        problems += _unknown_in_list(name, file, lists[name], known, place_of)
    return Plan(by_id, lists, {key: tuple(found) for key, found in mentions.items()}), problems


def _groups(kind: str, records: list[Record], reuse: Reuse) -> list[_Group]:
    """The records of a kind by document, in the order of the plan."""
    rows: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        rows[record.document or ""].append(record)
    return [reuse((kind, name), tuple(rows[name]), partial(_group, rows[name])) for name in sorted(rows)]


def _group(records: list[Record]) -> _Group:
    by_id = {record.full_id: record for record in sorted(records, key=in_plan_order)}
    found: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for record in by_id.values():
        document = _document_of(record)
        keys: dict[str, Mention] = {}
        for key, mark, named in ids_named(record.data):
            if key not in keys:
                keys[key] = Mention(record, key)
            found[(mark.kind, full_id_of(mark, named, document))].append(keys[key])
    return _Group(by_id, dict(found))


def _document_of(record: Record) -> str | None:
    """The document whose targets, tasks, projects and reports a record can name."""
    return record.document or (record.id if record.kind == "documents" else None)


def _unknown_in(
    record: Record, known: dict[str, Collection[str]], faulty: dict[str, list[Record]], place_of: PlaceOf
) -> Iterator[Problem]:
    """The ids that a record names, sound or faulty, and no record has; of a list with errors any entry may be there."""
    document, values = _document_of(record), record.data if isinstance(record.data, dict) else record.data.__dict__
    for path, mark, named in ids_written(KINDS[record.kind], values):
        is_known = full_id_of(mark, named, document) in known[mark.kind]
        if not is_known and not (mark.kind in LISTS and faulty[mark.kind]):
            yield _unknown(record, path, mark, named, known[mark.kind], place_of)


def _unknown_in_list(
    name: str, file: str, entries: dict[str, Any], known: dict[str, Collection[str]], place_of: PlaceOf
) -> Iterator[Problem]:
    """The ids that a closed list names and no record has."""
    for key, entry in entries.items():
        for path, mark, named in ids_written(LISTS[name], entry.__dict__, (key,)):
            if named not in known[mark.kind]:
                yield _unknown(Record(name, key, None, file, entry), path, mark, named, known[mark.kind], place_of)


_UNKNOWN = {
    "documents": say("there is no document '{id}'"),
    "agencies": say("there is no agency '{id}'"),
    "indicators": say("there is no indicator '{id}'"),
    "places": say("there is no place '{id}'"),
    "references": say("there is no cited document '{id}'"),
    "fields": say("there is no field '{id}'"),
    "units": say("there is no unit '{id}'"),
    "amounts": say("there is no kind of amount '{id}'"),
    "funding": say("there is no source of funding '{id}'"),
    "targets": say("this document has no target '{id}'"),
    "tasks": say("this document has no task '{id}'"),
    "projects": say("this document has no project '{id}'"),
    "reports": say("this document has no report '{id}'"),
}
_SINGULAR = {"agencies": "agency", "references": "reference", "amounts": "amount", "funding": "funding"}


def _unknown(record: Record, path: tuple, mark: Names, named: str, known: Collection[str], place_of: PlaceOf) -> Problem:
    place, source = place_of(record.file, path)
    short = {full_id.rpartition("/")[2] if mark.within else full_id for full_id in known}
    close = nearest(named, sorted(short))
    folder = f"documents/{record.document or record.id}/" if mark.within else ""
    file = "/document" if mark.kind == "documents" else ""
    where = f"data/{mark.kind}.yml" if mark.kind in LISTS else f"data/{folder}{mark.kind}/{named}{file}.yml"
    mend = say("write '{id}'", id=close) if close else say("correct the id, or add it in {where}", where=where)
    singular = _SINGULAR.get(mark.kind, mark.kind.removesuffix("s"))
    what = Text(_UNKNOWN[mark.kind].pattern, {"id": named})
    return Problem(place, what, f"unknown-{singular}", mend, source_line=source)
