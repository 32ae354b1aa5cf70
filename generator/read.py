"""YAML files to validated records; all strictness about files and YAML is here.

In: the project's folder and its data folder. Out: `(Files, problems)`: the records by kind, the closed lists, and
every problem with its line and column. Leaves to others: whether an id exists (link) and any comparison (checks).

Files are read as a stream of YAML events rather than as plain objects, because anchors, tags, duplicate keys and
comments after a value are refused, and because every message names a line and a column. Places are worked out
only when there is something to report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from pydantic import ValidationError

from generator.model import ID_PATTERN, KINDS, LISTS, WITHIN_DOCUMENT, Model, Record
from generator.problems import Place, Problem, say
from generator.wrong_values import describe

MOST_BYTES = 1_000_000
_ID = re.compile(ID_PATTERN)
_BARE_EMPTY = {"", "~", "null", "Null", "NULL"}
Path_ = tuple  # a path into a YAML file: keys and positions


@dataclass(frozen=True)
class Files:
    """All that the data folder holds: records by kind in the order of their ids, and the closed lists."""

    records: dict[str, list[Record]]
    lists: dict[str, dict[str, Model]]
    faulty: dict[str, list[Record]]
    """Records and lists with errors, records with their values as read: their ids count as known, and the ids that such
    records name are still looked at."""


@dataclass
class Tree:
    """A YAML file as plain values; `places` (if asked for) gives line and column of each key and value."""

    value: Any = None
    problems: list[Problem] = field(default_factory=list)
    places: dict[Path_, tuple[int, int]] | None = None


class _Builder:
    """Builds plain values from YAML events and notes what is not allowed."""

    def __init__(self, file: str, text: str, tree: Tree) -> None:
        self.file, self.tree = file, tree
        self.lines = text.split("\n")
        self.may_hold_comment = " #" in text or "\t#" in text
        self.events = yaml.parse(text, Loader=yaml.CSafeLoader)

    def problem(self, mark: Any, check: str, what: Any, mend: Any) -> None:
        place = Place(self.file, mark.line + 1, mark.column + 1)
        self.tree.problems.append(Problem(place, what, check, mend, source_line=self.line(mark.line)))

    def line(self, number: int) -> str:
        return self.lines[number].rstrip("\r") if number < len(self.lines) else ""

    def build(self) -> Any:
        """The value of the only document in the stream."""
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        value = self.value(next(self.events), ())
        next(self.events)
        if isinstance(event := next(self.events), yaml.DocumentStartEvent):
            self.problem(
                event.start_mark,
                "one-document",
                say("a second document begins here"),
                say("keep one record to a file; remove the line '---'"),
            )
        return value

    def value(self, event: Any, path: Path_) -> Any:
        """The value that starts with `event`; reads on to its end."""
        self.refuse_anchor_and_tag(event)
        if isinstance(event, yaml.AliasEvent):
            return ""
        if self.tree.places is not None:
            self.tree.places[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, path)
        return self.mapping(event, path)

    def refuse_anchor_and_tag(self, event: Any) -> None:
        if getattr(event, "anchor", None):
            self.problem(
                event.start_mark,
                "no-anchor",
                say("anchors and aliases (& and *) are not used here"),
                say("write the value out, or put the text in double quotes"),
            )
        if getattr(event, "tag", None) is not None:
            self.problem(
                event.start_mark,
                "no-tag",
                say("tags (!) are not used here"),
                say("remove the tag, or put the text in double quotes"),
            )

    def scalar(self, event: Any) -> str:
        if self.may_hold_comment and event.style not in ("|", ">"):
            self.refuse_comment(event.end_mark)
        if not event.style and event.value in _BARE_EMPTY:
            self.problem(
                event.start_mark,
                "empty-value",
                say("nothing stands here"),
                say("write a value, or remove the key"),
            )
        return event.value

    def refuse_comment(self, mark: Any) -> None:
        rest = self.line(mark.line)[mark.column :]
        if rest.lstrip(" \t,]}").startswith("#") and (rest[:1] in " \t" or rest[:1] in ",]}"):
            column = mark.column + rest.index("#")
            place = Place(self.file, mark.line + 1, column + 1)
            self.tree.problems.append(
                Problem(
                    place,
                    say("a comment stands after a value"),
                    "comment-after-value",
                    say("put the comment on a line of its own, or the value in double quotes if '#' belongs to it"),
                    source_line=self.line(mark.line),
                )
            )

    def sequence(self, start: Any, path: Path_) -> list:
        items: list = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        return items

    def mapping(self, start: Any, path: Path_) -> dict:
        pairs: dict = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.problem(event.start_mark, "key-is-text", say("a key must be a single word"), say("write 'key: value'"))
                self.value(event, path)
                self.value(next(self.events), path)
                continue
            self.refuse_anchor_and_tag(event)
            key = event.value
            if key in pairs:
                self.problem(
                    event.start_mark,
                    "duplicate-key",
                    say("the key '{key}' is written twice", key=key),
                    say("keep one of the two"),
                )
            if self.tree.places is not None:
                self.tree.places[(*path, "key", key)] = (event.start_mark.line + 1, event.start_mark.column + 1)
            pairs[key] = self.value(next(self.events), (*path, key))
        return pairs


def parse(file: str, text: str, with_places: bool = False) -> Tree:
    """The values of one YAML text, with all that is not allowed in it."""
    tree = Tree(places={} if with_places else None)
    try:
        tree.value = _Builder(file, text, tree).build()
    except yaml.YAMLError as error:
        tree.problems.append(_syntax_problem(file, text, error))
    except RecursionError:
        mend = say("a record needs a few levels at most; see docs/data-format.md")
        tree.problems.append(Problem(Place(file), say("values are nested too deep"), "yaml-syntax", mend))
    return tree


def _syntax_problem(file: str, text: str, error: Any) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    in_quotes = "quoted scalar" in str(getattr(error, "context", ""))
    if in_quotes:
        mark = error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    source = lines[line].rstrip("\r") if line < len(lines) else ""
    words = str(getattr(error, "problem", error))
    mend = say("look at the line above too: indent with two spaces, one 'key: value' to a line")
    if "\t" in source:
        mend = say("indent with spaces, not with tabs")
    elif "mapping values" in words:
        mend = say("put a text that holds ': ' in double quotes")
    elif in_quotes:
        mend = say("close the quotes")
    elif "cannot start any token" in words or "expected <block end>" in words or "alias" in words or "anchor" in words:
        mend = say("put a text that begins with a sign such as @, %, * or [ in double quotes")
    what = say("this is not YAML: {words}", words=words)
    return Problem(Place(file, line + 1, column + 1), what, "yaml-syntax", mend, source_line=source)


def decode(file: str, content: bytes) -> tuple[str, list[Problem]]:
    """The text of a file, or "" and the problem that keeps it from being read."""
    if len(content) > MOST_BYTES:
        what = say("the file has {size} bytes; at most {most} are read", size=len(content), most=MOST_BYTES)
        return "", [Problem(Place(file), what, "file-too-large", say("split it, or move large material elsewhere"))]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        place = Place(file, line, len(before) - (before.rfind("\n") + 1) + 1)
        shown = content.decode("utf-8", "replace").split("\n")[line - 1].rstrip("\r")
        return "", [Problem(place, say("the file is not UTF-8"), "not-utf-8", say("save it as UTF-8"), source_line=shown)]
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        return "", [_not_composed(file, text)]
    if not text.strip():
        return "", [Problem(Place(file), say("the file is empty"), "empty-file", say("fill it in, or remove it"))]
    return text, []


def _not_composed(file: str, text: str) -> Problem:
    lines = enumerate(text.split("\n"), start=1)
    number, line = next((number, line) for number, line in lines if not unicodedata.is_normalized("NFC", line))
    composed = unicodedata.normalize("NFC", line)
    same = next((i for i, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b), len(composed))
    return Problem(
        Place(file, number, same + 1),
        say("letters and their marks are stored apart (not NFC)"),
        "not-nfc",
        say("save the text with composed letters (Unicode NFC); most editors do so by default"),
        source_line=composed,
    )


def read(root: Path, data: Path) -> tuple[Files, list[Problem]]:
    """All records and lists below `data`; places are written relative to `root`."""
    records: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    faulty: dict[str, list[Record]] = {kind: [] for kind in (*KINDS, *LISTS)}
    lists: dict[str, dict[str, Model]] = {name: {} for name in LISTS}
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
            found = _read_list(file, text, LISTS[kind], lists[kind])
            problems += found
            if found:
                faulty[kind].append(Record(kind, record_id, document, file, {}))
            continue
        value, found = _read_record(file, text, KINDS[kind])
        problems += found
        (faulty if found else records)[kind].append(Record(kind, record_id, document, file, value))
    problems += _documents_without_file(_shown(root, data), records, faulty)
    return Files(records, lists, faulty), problems


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


def _validated(file: str, text: str, model: type[Model], value: Any, under: Path_) -> tuple[Any, list[Problem]]:
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


def place_of(file: str, text: str, path: Path_) -> tuple[Place, str]:
    """Where the value at `path` stands in a YAML text, and that line; the nearest outer value where it is absent."""
    places = parse(file, text, with_places=True).places or {}
    while path and path not in places:
        path = path[:-1]
    line, column = places.get(path, (1, 1))
    lines = text.split("\n")
    return Place(file, line, column), lines[line - 1].rstrip("\r") if line <= len(lines) else ""
