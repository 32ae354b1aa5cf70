"""YAML files to validated records; all strictness about files is here (about YAML: strict_yaml).

In: the project's folder and its data folder. Out: `(Files, problems)`: the records by kind, the closed lists, and
every problem with its line and column. Leaves to others: whether an id exists (link) and any comparison (checks).
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from pydantic import ValidationError

from generator.earlier import Earlier
from generator.model import KINDS, LISTS, WITHIN_DOCUMENT, Record
from generator.parts import ID_PATTERN, Model
from generator.problems import Place, Problem, say
from generator.strict_yaml import decode, parse, place_of
from generator.wrong_values import describe

_ID = re.compile(ID_PATTERN)
_TOGETHER = 64  # files
_AT_ONCE = 1 << 16  # bytes; few files have more
Spot = tuple[str, str | None, str]  # kind, document and id of a record


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


class Known(Protocol):
    """What files held in an earlier run, by their content; only files that are sound YAML."""

    def find(self, content: bytes) -> dict | None: ...

    def add(self, content: bytes, value: dict) -> None: ...


def read(root: Path, data: Path, known: Known | None = None, earlier: Earlier | None = None) -> tuple[Files, list[Problem]]:
    """All records and lists below `data`, places written relative to `root`. What is `known` is not parsed again; of a file
    that is as it was `earlier`, the record is the same object."""
    faulty: dict[str, list[Record]] = {kind: [] for kind in (*KINDS, *LISTS)}
    files = Files({kind: [] for kind in KINDS}, {name: {} for name in LISTS}, {}, faulty)
    problems: list[Problem] = []
    shown = (data.relative_to(root) if data.is_relative_to(root) else data).as_posix()
    if not data.is_dir():
        what = say("there is no data folder here")
        problems.append(Problem(Place(shown), what, "no-data-folder", say("name it with --data DIR")))
    for entry, inside in _below(str(data), ()):
        about = entry.stat() if earlier else None
        if about and (record := earlier.find(entry.path, about)):
            _file(files, record)
            continue
        file = "/".join(inside if shown == "." else (shown, *inside))
        spot, found = _spot(file, inside)
        problems += found
        if spot is None:
            continue
        content = _content(entry.path)
        if about and (record := earlier.find_content(entry.path, sha256(content).digest())):
            found = []
            _file(files, record)
        else:
            record, found = _file_under(files, spot, file, content, known)
        problems += found
        if about and not found:
            earlier.add(entry.path, about, record)
    problems += _documents_without_file(shown, files.records, files.faulty)
    return files, problems


def number_of_files(data: Path) -> int:
    """How many files the data has."""
    return sum(1 for _ in _below(str(data), ()))


def parse_ahead(data: Path, known: Known, number: int, shares: int) -> None:
    """Makes one share of the files below `data` known, as far as they are YAML without fault; `read` then has less to do,
    and comes to the same."""
    for position, (entry, _) in enumerate(_below(str(data), ())):
        if position // _TOGETHER % shares == number:
            with suppress(OSError):
                content = _content(entry.path)
                text, problems = decode(entry.path, content)
                tree = parse(entry.path, text) if not problems else None
                if tree and not tree.problems and isinstance(tree.value, dict):
                    known.add(content, tree.value)


def _below(folder: str, inside: tuple[str, ...]) -> Iterator[tuple[os.DirEntry, tuple[str, ...]]]:
    """Every file of the data in order, with its path inside the data folder; hidden ones and READMEs are passed over."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:  # there is no such folder, or nobody may look into it
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, (*inside, entry.name))
        elif entry.name != "README.md" and (entry.is_file(follow_symlinks=False) or os.path.isfile(entry.path)):
            yield entry, (*inside, entry.name)


def _content(path: str) -> bytes:
    """The bytes of a file; without a file object, which would take as long as the reading."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        parts = [os.read(handle, _AT_ONCE)]
        while parts[-1]:
            parts.append(os.read(handle, _AT_ONCE))
        return b"".join(parts)
    finally:
        os.close(handle)


def _spot(file: str, inside: tuple[str, ...]) -> tuple[Spot | None, list[Problem]]:
    """Kind, document and id that a file's place stands for; None where nothing belongs there."""
    *folders, name = inside
    stem = name.removesuffix(".yml")
    if stem == name:
        plain = PurePosixPath(name)
        mend = say("name it '{name}'", name=plain.stem + ".yml") if plain.suffix == ".yaml" else say("move it elsewhere")
        return None, [Problem(Place(file), say("only .yml files belong in the data folder"), "not-yml", mend)]
    match folders:
        case [] if stem in LISTS:
            return (stem, None, stem), []
        case [kind] if kind in KINDS and kind not in (*WITHIN_DOCUMENT, "documents"):
            spot = (kind, None, stem)
        case ["documents", document] if stem == "document":
            spot = ("documents", None, document)
        case ["documents", document, kind] if kind in WITHIN_DOCUMENT:
            spot = (kind, document, stem)
        case _:
            return None, [_wrong_folder(file)]
    for named in (spot[1], spot[2]):
        if named is not None and not _ID.match(named):
            what = say("'{name}' is no valid id", name=named)
            mend = say("use lower-case letters a-z, digits, '-' and '.': '{id}'", id=as_id(named))
            return None, [Problem(Place(file), what, "bad-id", mend)]
    return spot, []


def _wrong_folder(file: str) -> Problem:
    return Problem(
        Place(file),
        say("no file belongs in this folder"),
        "wrong-folder",
        say("the folders are documents/<document>/{{targets,tasks,projects,reports}}, agencies, indicators and so on"),
    )


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


def _file_under(files: Files, spot: Spot, file: str, content: bytes, known: Known | None) -> tuple[Record, list[Problem]]:
    """Files what one file holds under its kind; gives it, and the problems with it."""
    kind, document, record_id = spot
    sound = _sound(kind, known.find(content)) if known else None
    raw, problems = {}, []
    if sound is None:
        raw, sound, problems = _read_anew(kind, file, content)
        if known and not problems:
            known.add(content, raw)
    record = Record(kind, record_id, document, file, sound, sha256(content).digest())
    if problems:
        files.faulty[kind].append(Record(kind, record_id, document, file, raw))
    if kind in LISTS or not problems:
        _file(files, record)
    return record, problems


def _file(files: Files, record: Record) -> None:
    """Puts a record, or the sound entries of a closed list, where it belongs."""
    if record.kind in LISTS:
        files.lists[record.kind] = record.data
        files.list_files[record.kind] = record.file
    else:
        files.records[record.kind].append(record)


def _sound(kind: str, value: dict | None) -> Any:
    """The record or the entries of a list that known values stand for; None where they are not sound, or not known."""
    try:
        if kind in KINDS:
            return KINDS[kind].model_validate(value) if value else None
        if not value or not all(map(_ID.match, value)):
            return None
        return {key: LISTS[kind].model_validate(entry) for key, entry in value.items()}
    except ValidationError:
        return None


def _read_anew(kind: str, file: str, content: bytes) -> tuple[dict, Any, list[Problem]]:
    """The values of a file as read, the record or the entries of a list that they stand for, and all problems."""
    text, problems = decode(file, content)
    if problems:
        return {}, {}, problems
    tree = parse(file, text)
    if not tree.problems and not isinstance(tree.value, dict):
        what = say("the file does not hold 'key: value' lines")
        tree.problems.append(Problem(Place(file, 1, 1), what, "wrong-type", say("write one 'key: value' to a line")))
    if tree.problems:
        return tree.value if isinstance(tree.value, dict) else {}, {}, tree.problems
    if kind in LISTS:
        return tree.value, *_entries(file, text, LISTS[kind], tree.value)
    return tree.value, *_validated(file, text, KINDS[kind], tree.value)


def _validated(file: str, text: str, model: type[Model], value: Any, under: tuple = ()) -> tuple[Any, list[Problem]]:
    """The record, or None and every problem with its values; `under` is the path of the values in the file."""
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


def _entries(file: str, text: str, model: type[Model], value: dict) -> tuple[dict[str, Model], list[Problem]]:
    """The sound entries of a closed list, and the problems with the others."""
    entries: dict[str, Model] = {}
    problems: list[Problem] = []
    for key, inner in value.items():
        if not _ID.match(key):
            place, line = place_of(file, text, (key,))
            what, mend = say("'{name}' is no valid id", name=key), say("write '{id}'", id=as_id(key))
            problems.append(Problem(place, what, "bad-id", mend, source_line=line))
        entry, found = _validated(file, text, model, inner, (key,))
        problems += found
        if entry is not None:
            entries[key] = entry
    return entries, problems
