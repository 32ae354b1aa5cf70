"""A YAML text to plain values, with all that is not allowed in it, and the place of each value.

In: the bytes or the text of a file. Out: a `Tree` of dictionaries, lists and strings, and problems with line and column.
Leaves to others: which files there are and what the values must be (read, model).

Files are read as a stream of YAML events rather than as plain objects, because anchors, tags, duplicate keys and
comments after a value are refused. Places are worked out only when there is something to report.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.problems import Place, Problem, say

MOST_BYTES = 1_000_000
_BARE_EMPTY = {"", "~", "null", "Null", "NULL"}
Path_ = tuple  # a path into a YAML file: keys and positions


@dataclass
class Tree:
    """A YAML file as plain values; `places` (if asked for) gives line and column of each key and value."""

    value: Any = None
    problems: list[Problem] = field(default_factory=list)
    places: dict[Path_, tuple[int, int]] | None = None


class _Builder:
    """Builds plain values from YAML events and notes what is not allowed."""

    def __init__(self, file: str, text: str, tree: Tree) -> None:
        self.file, self.tree, self.places = file, tree, tree.places
        self.lines = text.split("\n")
        self.may_hold_comment = " #" in text or "\t#" in text
        self.next_event = yaml.CSafeLoader(text).get_event  # without the detour of yaml.parse, a third of the time

    def problem(self, mark: Any, check: str, what: Any, mend: Any) -> None:
        place = Place(self.file, mark.line + 1, mark.column + 1)
        self.tree.problems.append(Problem(place, what, check, mend, source_line=self.line(mark.line)))

    def line(self, number: int) -> str:
        return self.lines[number].rstrip("\r") if number < len(self.lines) else ""

    def build(self) -> Any:
        """The value of the only document in the stream."""
        self.next_event()
        event = self.next_event()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        value = self.value(self.next_event(), ())
        self.next_event()
        if isinstance(event := self.next_event(), yaml.DocumentStartEvent):
            self.problem(
                event.start_mark,
                "one-document",
                say("a second document begins here"),
                say("keep one record to a file; remove the line '---'"),
            )
        return value

    def value(self, event: Any, path: Path_) -> Any:
        """The value that starts with `event`; reads on to its end."""
        if event.anchor is not None or event.tag is not None:
            self.refuse_anchor_and_tag(event)
        kind = type(event)
        if kind is yaml.AliasEvent:
            return ""
        if self.places is not None:
            self.places[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if kind is yaml.ScalarEvent:
            return self.scalar(event)
        return self.sequence(path) if kind is yaml.SequenceStartEvent else self.mapping(path)

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

    def sequence(self, path: Path_) -> list:
        items: list = []
        while type(event := self.next_event()) is not yaml.SequenceEndEvent:
            items.append(self.value(event, (*path, len(items))))
        return items

    def mapping(self, path: Path_) -> dict:
        pairs: dict = {}
        while type(event := self.next_event()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                self.problem(event.start_mark, "key-is-text", say("a key must be a single word"), say("write 'key: value'"))
                self.value(event, path)
                self.value(self.next_event(), path)
                continue
            if event.anchor is not None or event.tag is not None:
                self.refuse_anchor_and_tag(event)
            key = event.value
            if key in pairs:
                self.problem(
                    event.start_mark,
                    "duplicate-key",
                    say("the key '{key}' is written twice", key=key),
                    say("keep one of the two"),
                )
            if self.places is not None:
                self.places[(*path, "key", key)] = (event.start_mark.line + 1, event.start_mark.column + 1)
            pairs[key] = self.value(self.next_event(), (*path, key))
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


def place_of(file: str, text: str, path: Path_) -> tuple[Place, str]:
    """Where the value at `path` stands in a YAML text, and that line; the nearest outer value where it is absent."""
    places = parse(file, text, with_places=True).places or {}
    while path and path not in places:
        path = path[:-1]
    line, column = places.get(path, (1, 1))
    lines = text.split("\n")
    return Place(file, line, column), lines[line - 1].rstrip("\r") if line <= len(lines) else ""
