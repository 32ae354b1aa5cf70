"""YAML files to validated records; all strictness about files is here (about YAML: strict_yaml).

In: the project's folder and its data folder. Out: `(Files, problems)`: the records by kind, the closed lists, and
every problem with its line and column. Leaves to others: whether an id exists (link) and any comparison (checks).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from generator.model import KINDS, LISTS, WITHIN_DOCUMENT, Record
from generator.parts import ID_PATTERN, Model
from generator.problems import Place, Problem, say
from generator.strict_yaml import decode, parse, place_of
from generator.wrong_values import describe

_ID = re.compile(ID_PATTERN)


@dataclass(frozen=True)
class Files:
    """All that the data folder holds: records by kind in the order of their ids, and the closed lists."""

    records: dict[str, list[Record]]
    lists: dict[str, dict[str, Model]]
    list_files: dict[str, str]
    """Where each closed list stands."""
    faulty: dict[str, list[Record]]
    """Records and lists with errors, records with their values as read: their ids count as known, and the ids that such
    records name are still looked at."""


def read(root: Path, data: Path) -> tuple[Files, list[Problem]]:
    """All records and lists below `data`; places are written relative to `root`."""
    records: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    faulty: dict[str, list[Record]] = {kind: [] for kind in (*KINDS, *LISTS)}
    lists: dict[str, dict[str, Model]] = {name: {} for name in LISTS}
    list_files: dict[str, str] = {}
    problems: list[Problem] = []
    if not data.is_dir():
        what = say("there is no data folder here")
        problems.append(Problem(Place(_shown(root, data)), what, "no-data-folder", say("name it with --data DIR")))
    for path in sorted(p for p in data.rglob("*") if p.is_file() and not _is_hidden(p.relative_to(data))):
        inside = PurePosixPath(path.relative_to(data).as_posix())
        file = _shown(root, path)
        spot, found = _spot(file, inside)
        problems += found
        if spot is None:
            continue
        kind, document, record_id = spot
        text, found = decode(file, path.read_bytes())
        problems += found
        if not text:
            faulty[kind].append(Record(kind, record_id, document, file, {}))
            continue
        if kind in LISTS:
            list_files[kind] = file
            found = _read_list(file, text, LISTS[kind], lists[kind])
            problems += found
            if found:
                faulty[kind].append(Record(kind, record_id, document, file, {}))
            continue
        value, found = _read_record(file, text, KINDS[kind])
        problems += found
        (faulty if found else records)[kind].append(Record(kind, record_id, document, file, value))
    problems += _documents_without_file(_shown(root, data), records, faulty)
    return Files(records, lists, list_files, faulty), problems


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or path.name == "README.md"


def _spot(file: str, inside: PurePosixPath) -> tuple[tuple[str, str | None, str] | None, list[Problem]]:
    """Kind, document and id that a file's place stands for; None where nothing belongs there."""
    parts, stem = inside.parts, inside.name.removesuffix(".yml")
    if inside.suffix != ".yml":
        mend = say("name it '{name}'", name=inside.stem + ".yml") if inside.suffix == ".yaml" else say("move it elsewhere")
        return None, [Problem(Place(file), say("only .yml files belong in the data folder"), "not-yml", mend)]
    spot: tuple[str, str | None, str] | None = None
    if len(parts) == 1 and stem in LISTS:
        return (stem, None, stem), []
    if len(parts) == 2 and parts[0] in KINDS and parts[0] not in (*WITHIN_DOCUMENT, "documents"):
        spot = (parts[0], None, stem)
    elif len(parts) == 3 and parts[0] == "documents" and stem == "document":
        spot = ("documents", None, parts[1])
    elif len(parts) == 4 and parts[0] == "documents" and parts[2] in WITHIN_DOCUMENT:
        spot = (parts[2], parts[1], stem)
    if spot is None:
        return None, [
            Problem(
                Place(file),
                say("no file belongs in this folder"),
                "wrong-folder",
                say(
                    "the folders are documents/<document>/{{targets,tasks,projects,reports}}, agencies, indicators and so on"
                ),
            )
        ]
    for name in (spot[1], spot[2]):
        if name is not None and not _ID.match(name):
            what = say("'{name}' is no valid id", name=name)
            mend = say("use lower-case letters a-z, digits, '-' and '.': '{id}'", id=as_id(name))
            return None, [Problem(Place(file), what, "bad-id", mend)]
    return spot, []


def as_id(name: str) -> str:
    """The id nearest to a name: no diacritics, lower case, hyphens."""
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    words = re.findall(r"[a-z0-9]+(?:\.[a-z0-9]+)*", plain)
    return "-".join(words) or "id"


def _documents_without_file(
    data: str, records: dict[str, list[Record]], faulty: dict[str, list[Record]]
) -> Iterator[Problem]:
    """A folder of targets whose document.yml is missing."""
    known = {record.id for record in (*records["documents"], *faulty["documents"])}
    seen = {record.document for kind in WITHIN_DOCUMENT for record in (*records[kind], *faulty[kind])}
    for document in sorted(seen - known - {None}):
        yield Problem(
            Place(f"{data}/documents/{document}/document.yml"),
            say("the document '{document}' has no document.yml", document=document),
            "no-document",
            say("add it"),
        )


def _read_record(file: str, text: str, model: type[Model]) -> tuple[Any, list[Problem]]:
    """The record, or its values as read and the problems with them."""
    tree = parse(file, text)
    if not tree.problems and not isinstance(tree.value, dict):
        what = say("the file does not hold 'key: value' lines")
        tree.problems.append(Problem(Place(file, 1, 1), what, "wrong-type", say("write one 'key: value' to a line")))
    if tree.problems:
        return tree.value if isinstance(tree.value, dict) else {}, tree.problems
    value, found = _validated(file, text, model, tree.value, ())
    return (tree.value if found else value), found


def _validated(file: str, text: str, model: type[Model], value: Any, under: tuple) -> tuple[Any, list[Problem]]:
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        places = parse(file, text, with_places=True).places or {}
        lines = text.split("\n")
        errors = error.errors(include_url=False)
        found = [describe(file, lines, places, model, under, one) for one in errors if not _echoes(one, errors)]
        meant = {str(problem.mend.values.get("key")) for problem in found if problem.check == "unknown-key" and problem.mend}
        return None, [
            problem for problem in found if not (problem.check == "missing-key" and problem.what.values["key"] in meant)
        ]


def _echoes(error: Any, errors: list) -> bool:
    """A list counts as too short once its faulty items are left out: not worth a line of its own."""
    inside = error["loc"]
    return error["type"] == "too_short" and any(
        len(other["loc"]) > len(inside) and other["loc"][: len(inside)] == inside for other in errors
    )


def _read_list(file: str, text: str, model: type[Model], into: dict[str, Model]) -> list[Problem]:
    tree = parse(file, text)
    if tree.problems:
        return tree.problems
    if not isinstance(tree.value, dict):
        what = say("the file does not hold 'key: value' lines")
        return [Problem(Place(file, 1, 1), what, "wrong-type", say("write one 'key: value' to a line"))]
    problems: list[Problem] = []
    for key, value in tree.value.items():
        if not _ID.match(key):
            place, line = place_of(file, text, (key,))
            what, mend = say("'{name}' is no valid id", name=key), say("write '{id}'", id=as_id(key))
            problems.append(Problem(place, what, "bad-id", mend, source_line=line))
        entry, found = _validated(file, text, model, value, (key,))
        problems += found
        if entry is not None:
            into[key] = entry
    return problems
