"""Records to a `Plan`: every id joined to its record, and the way back filled in.

In: `Files`. Out: `(Plan, problems)`; the problems are unknown ids, each with the nearest known one. Leaves to others:
reading files (the place of an id is asked for through `place_of`), and everything that compares values (checks).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from generator.model import ID_PATTERN, KINDS, LISTS, Model, Names, Record
from generator.plan import Mention, Plan, in_plan_order
from generator.problems import Place, Problem, Text, nearest, say
from generator.wrong_values import inner_model

PlaceOf = Callable[[str, tuple], tuple[Place, str]]


@cache
def naming_fields(model: type[Model]) -> tuple[tuple[str, Names | None, bool], ...]:
    """For each field that names records or holds models that may: its key, its mark, and whether it holds several."""
    found = []
    for key, hint in get_type_hints(model, include_extras=True).items():
        if key not in model.model_fields:
            continue
        marks, many, holds_model = _read_hint(hint)
        if marks or holds_model:
            found.append((key, marks, many))
    return tuple(found)


def _read_hint(hint: Any) -> tuple[Names | None, bool, bool]:
    """The mark of a hint, whether it is a tuple, and whether it holds models."""
    if get_origin(hint) is Annotated:
        inner, *extras = get_args(hint)
        mark = next((extra for extra in extras if isinstance(extra, Names)), None)
        if mark:
            return mark, False, False
        return _read_hint(inner)
    if isinstance(hint, type) and issubclass(hint, Model):
        return None, False, True
    parts = [_read_hint(part) for part in get_args(hint) if part is not Ellipsis and part is not type(None)]
    mark = next((part[0] for part in parts if part[0]), None)
    holds = any(part[2] for part in parts)
    return mark, get_origin(hint) is tuple or any(part[1] for part in parts), holds


def ids_named(model: Model, path: tuple = ()) -> Iterator[tuple[tuple, Names, str]]:
    """Every id that a record's values name: the path of the value, the mark and the id."""
    for key, mark, many in naming_fields(type(model)):
        value = getattr(model, key)
        if value is None:
            continue
        values = enumerate(value) if many else [(None, value)]
        for position, one in values:
            here = (*path, key) if position is None else (*path, key, position)
            if mark:
                yield here, mark, one
            else:
                yield from ids_named(one, here)


def ids_written(model: type[Model], value: dict, path: tuple = ()) -> Iterator[tuple[tuple, Names, str]]:
    """The same for values as read, which need not be sound: whatever stands where an id belongs and could be one."""
    for key, mark, many in naming_fields(model):
        found = value.get(key)
        values = enumerate(found) if many and isinstance(found, list) else [(None, found)]
        for position, one in values:
            here = (*path, key) if position is None else (*path, key, position)
            if mark and isinstance(one, str) and re.match(ID_PATTERN, one):
                yield here, mark, one
            elif not mark and isinstance(one, dict):
                yield from ids_written(inner_model(model, key), one, here)


def full_id_of(mark: Names, named: str, document: str | None) -> str:
    """The full id that `named` stands for in a record of `document`."""
    return f"{document}/{mark.kind}/{named}" if mark.within else named


def link(
    records: dict[str, list[Record]],
    lists: dict[str, dict[str, Any]],
    place_of: PlaceOf,
    faulty: dict[str, list[Record]] | None = None,
) -> tuple[Plan, list[Problem]]:
    """The plan of these records, and a problem for every id that no record has, sound or faulty."""
    by_id = {kind: {record.full_id: record for record in sorted(records[kind], key=in_plan_order)} for kind in KINDS}
    faulty = faulty or {kind: [] for kind in (*KINDS, *LISTS)}
    known: dict[str, Collection[str]] = {**lists}
    for kind in KINDS:
        known[kind] = {*by_id[kind], *(record.full_id for record in faulty[kind])} if faulty[kind] else by_id[kind]
    mentions: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    problems = []
    for kind in KINDS:
        for record in (*by_id[kind].values(), *faulty[kind]):
            raw = isinstance(record.data, dict)
            names = ids_written(KINDS[kind], record.data) if raw else ids_named(record.data)
            for path, mark, named in names:
                full_id = full_id_of(mark, named, record.document or (record.id if kind == "documents" else None))
                if full_id not in known[mark.kind]:
                    if mark.kind in LISTS and faulty[mark.kind]:
                        continue
                    problems.append(_unknown(record, path, mark, named, known[mark.kind], place_of))
                elif not raw and full_id in (lists if mark.kind in LISTS else by_id)[mark.kind]:
                    mentions[(mark.kind, full_id)].append(Mention(record, _key(path)))
    return Plan(by_id, lists, {key: tuple(found) for key, found in mentions.items()}), problems


def _key(path: tuple) -> str:
    """The last key of a path: `lead`, `indicator`, `reference`."""
    return next(step for step in reversed(path) if isinstance(step, str))


_UNKNOWN = {
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
    where = f"data/{mark.kind}.yml" if mark.kind in LISTS else f"data/{folder}{mark.kind}/{named}.yml"
    mend = say("write '{id}'", id=close) if close else say("correct the id, or add it in {where}", where=where)
    singular = _SINGULAR.get(mark.kind, mark.kind.removesuffix("s"))
    what = Text(_UNKNOWN[mark.kind].pattern, {"id": named})
    return Problem(place, what, f"unknown-{singular}", mend, source_line=source)
