"""What can be wrong with an input, as values.

In: nothing. Out: `Place`, `Text` and `Problem`, and three ways to write a problem down: as text with a caret,
as an annotation for continuous integration, and as JSON. Leaves to others: finding problems (read, link, checks)
and printing them (cli).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

Translate = Callable[[str], str]


@dataclass(frozen=True, order=True)
class Place:
    """A point in a file: path from the project's folder, line and column from 1 (0: the file as a whole)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True)
class Text:
    """A sentence that can be translated: an English pattern and the values it holds."""

    pattern: str
    values: dict = field(default_factory=dict)

    def written(self, translate: Translate) -> str:
        """The sentence in the language of `translate`."""
        return translate(self.pattern).format(**self.values)


def say(pattern: str, **values: object) -> Text:
    """A `Text`; a function so that the catalogue's extractor sees every pattern (keyword `say`)."""
    return Text(pattern, values)


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where, what, the id of the check that found it, and how to mend it.

    `path` leads to the value at fault inside the file, for finders that know the value but not its line.
    """

    place: Place
    what: Text
    check: str
    mend: Text | None = None
    level: str = "error"  # or "warning"
    source_line: str = ""
    path: tuple = ()

    @property
    def is_error(self) -> bool:
        return self.level == "error"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems sorted by file, line and column, each once."""
    unique = {(p.place, p.check, p.what.pattern, repr(p.what.values)): p for p in problems}
    return sorted(unique.values(), key=lambda p: (p.place, p.check, p.what.pattern))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None where none is close."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.7)
    return found[0] if found else None


def as_text(problem: Problem, translate: Translate) -> str:
    """`file:line:column: error: what [check]`, the line with a caret, and the mend."""
    level = translate("error") if problem.is_error else translate("warning")
    lines = [f"{problem.place}: {level}: {problem.what.written(translate)} [{problem.check}]"]
    if problem.source_line.strip():
        lines.append(f"    {problem.source_line}")
        if problem.place.column:
            lines.append("    " + " " * (problem.place.column - 1) + "^")
    if problem.mend:
        lines.append(f"  {translate('mend')}: {problem.mend.written(translate)}")
    return "\n".join(lines)


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_annotation(problem: Problem, translate: Translate) -> str:
    """A workflow command that shows the problem beside the line in a pull request."""
    place = problem.place
    message = problem.what.written(translate)
    if problem.mend:
        message += f" — {translate('mend')}: {problem.mend.written(translate)}"
    file = _escaped(place.file).replace(":", "%3A").replace(",", "%2C")
    where = f"file={file},line={max(place.line, 1)},col={max(place.column, 1)}"
    return f"::{problem.level} {where},title={problem.check}::{_escaped(message)}"


def as_json(problems: Iterable[Problem], translate: Translate) -> str:
    """All problems as a JSON array of objects with file, line, column, level, check, what and mend."""
    rows = [
        {
            "file": p.place.file,
            "line": p.place.line,
            "column": p.place.column,
            "level": p.level,
            "check": p.check,
            "what": p.what.written(translate),
            "mend": p.mend.written(translate) if p.mend else None,
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
