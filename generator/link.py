"""Records to a `Plan`: every id joined to its record, and the way back filled in.

In: `Files`. Out: `(Plan, problems)`; the problems are unknown ids, each with the nearest known one. Leaves to others:
reading files (the place of an id is asked for through `place_of`), and everything that compares values (checks).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import Any

from generator.model import KINDS, LISTS, Record
from generator.naming import full_id_of, ids_named, ids_written
from generator.parts import Names
from generator.plan import Mention, Plan, in_plan_order
from generator.problems import Place, Problem, Text, nearest, say

PlaceOf = Callable[[str, tuple], tuple[Place, str]]


def link(
    records: dict[str, list[Record]],
    lists: dict[str, dict[str, Any]],
    place_of: PlaceOf,
    faulty: dict[str, list[Record]] | None = None,
    list_files: dict[str, str] | None = None,
) -> tuple[Plan, list[Problem]]:
    """The plan of these records, and a problem for every id that no record has, sound or faulty."""
    by_id = {kind: {record.full_id: record for record in sorted(records[kind], key=in_plan_order)} for kind in KINDS}
    faulty = faulty or {kind: [] for kind in (*KINDS, *LISTS)}
    there: dict[str, Collection[str]] = {**lists, **by_id}
    known = there | {kind: {*by_id[kind], *(record.full_id for record in faulty[kind])} for kind in KINDS if faulty[kind]}
    mentions: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    problems = []
    for kind in KINDS:
        for record in (*by_id[kind].values(), *faulty[kind]):
            document = record.document or (record.id if kind == "documents" else None)
            is_sound = not isinstance(record.data, dict)
            keys: dict[str, Mention] = {}
            for path, mark, named in ids_named(record.data) if is_sound else ids_written(KINDS[kind], record.data):
                full_id = full_id_of(mark, named, document)
                if is_sound and full_id in there[mark.kind]:
                    key = path[-1] if isinstance(path[-1], str) else path[-2]
                    if key not in keys:
                        keys[key] = Mention(record, key)
                    mentions[(mark.kind, full_id)].append(keys[key])
                elif full_id not in known[mark.kind] and not (mark.kind in LISTS and faulty[mark.kind]):
                    problems.append(_unknown(record, path, mark, named, known[mark.kind], place_of))
    for name, file in (list_files or {}).items():
        problems += _unknown_in_list(name, file, lists[name], known, place_of)
    return Plan(by_id, lists, {key: tuple(found) for key, found in mentions.items()}), problems


def _unknown_in_list(
    name: str, file: str, entries: dict[str, Any], known: dict[str, Collection[str]], place_of: PlaceOf
) -> Iterator[Problem]:
    """The ids that a closed list names and no record has."""
    for key, entry in entries.items():
        for path, mark, named in ids_named(entry, (key,)):
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
