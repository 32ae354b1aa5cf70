"""Words for what pydantic finds wrong with a value: what is wrong, where, and how to mend it.

In: one error of a `ValidationError`, the file's lines and places. Out: a `Problem`. Leaves the finding to model.py.
"""

from __future__ import annotations

import re
from typing import Any

from generator.naming import inner_model
from generator.parts import BOUNDS, Model
from generator.problems import Place, Problem, Text, nearest, say

Path_ = tuple
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_COMMA_NUMBER = re.compile(r"^-?\d{1,3}(?:\.\d{3})*,\d+$|^-?\d+,\d+$")


def describe(
    file: str, lines: list[str], places: dict[Path_, tuple[int, int]], model: type[Model], under: Path_, error: Any
) -> Problem:
    """The problem for one validation error; `under` is the path of the model's value in the file."""
    path = (*under, *error["loc"])
    key = error.get("ctx", {}).get("key", "")
    if key:
        path = (*path, key)
    under_key = str(under[-1]) if under else ""
    what, check, mend = _words(model, path[len(under) :], {**error, "under": under_key})
    line, column = _at(places, path, error["type"])
    source = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    return Problem(Place(file, line, column), what, check, mend, source_line=source)


def _at(places: dict[Path_, tuple[int, int]], path: Path_, kind: str) -> tuple[int, int]:
    """Line and column of a value, of its key where the key is at fault, or of the nearest outer value."""
    if kind in ("extra_forbidden", "two-bounds") and (*path[:-1], "key", path[-1]) in places:
        return places[(*path[:-1], "key", path[-1])]
    while path and path not in places:
        path = path[:-1]
    return places.get(path, (1, 1))


def model_at(model: type[Model], path: Path_) -> type[Model]:
    """The model whose keys the last step of `path` belongs to."""
    for step in path[:-1]:
        if isinstance(step, str) and step in model.model_fields:
            model = inner_model(model, step) or model
    return model


def _words(model: type[Model], path: Path_, error: Any) -> tuple[Text, str, Text | None]:
    """What is wrong, the id of the check, and the mend."""
    kind, context = error["type"], error.get("ctx", {})
    key = next((step for step in reversed(path) if isinstance(step, str)), "") or error["under"]
    if kind == "extra_forbidden":
        known = list(model_at(model, path).model_fields)
        close = nearest(key, known)
        mend = say("write '{key}'", key=close) if close else say("known keys here: {keys}", keys=", ".join(known))
        return say("unknown key '{key}'", key=key), "unknown-key", mend
    if kind == "missing" and isinstance(path[-1], int):
        return say("'{key}' needs two values", key=key), "wrong-type", say("write '{key}: [first, second]'", key=key)
    if kind == "missing":
        return say("the key '{key}' is missing", key=key), "missing-key", say("add a line '{key}: …'", key=key)
    day = _DAY_FIRST.fullmatch(str(context.get("text", "")))
    if kind == "bad-date" and day:
        what = say("'{text}' is not a date", text=context["text"])
        return what, "bad-date", say("write {date}, year first", date=f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}")
    if kind in _BY_KIND:
        what, check, mend = _BY_KIND[kind]
        values = {"key": key, "value": _shown(error.get("input")), "bounds": ", ".join(BOUNDS), **context}
        return Text(what.pattern, values), check, Text(mend.pattern, values)
    if kind == "greater_than_equal":
        what = say("'{key}' must be {least} or more", key=key, least=context["ge"])
        return what, "wrong-type", say("count from {least}", least=context["ge"])
    if kind.startswith("bool"):
        what = say("'{key}' is either true or false", key=key)
        return what, "wrong-type", say("write '{key}: true', or remove the key", key=key)
    if kind.startswith("url"):
        what = say("'{value}' is no address of a page", value=_shown(error.get("input")))
        return what, "bad-form", say("write the whole address, beginning with https://")
    if kind.startswith("decimal") or kind.startswith("int") or kind == "finite_number":
        return _number_words(key, error)
    if kind == "literal_error":
        choices = [word.strip(" '") for word in context["expected"].replace(" or ", ",").split(",")]
        close = nearest(str(error.get("input")), choices)
        what = say("'{value}' is not one of the words '{key}' may be", value=_shown(error.get("input")), key=key)
        mend = say("write '{word}'", word=close) if close else say("one of: {words}", words=", ".join(choices))
        return what, "unknown-word", mend
    if kind == "string_pattern_mismatch":
        what = say("'{value}' is not written as '{key}' must be", value=_shown(error.get("input")), key=key)
        return what, "bad-form", say("it must match {form}", form=context["pattern"])
    what = say("the value of '{key}' does not fit: {words}", key=key, words=error["msg"])
    return what, "wrong-type", say("see docs/data-format.md for the form of '{key}'", key=key)


def _number_words(key: str, error: Any) -> tuple[Text, str, Text | None]:
    value = _shown(error.get("input"))
    what = say("'{key}' needs a number, not '{value}'", key=key, value=value)
    if _COMMA_NUMBER.match(value):
        number = value.replace(".", "").replace(",", ".")
        whole, _, part = number.partition(".")
        if len(part) == 3 and part.endswith("0"):
            short = f"{whole}.{part.rstrip('0') or '0'}"
            return what, "wrong-type", say("write {whole} or {short}, as is meant", whole=whole + part, short=short)
        return what, "wrong-type", say("write {number}, with a decimal point", number=number)
    return what, "wrong-type", say("write digits only, with a decimal point; put words in 'goal' or 'printed'")


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


_TEXT = (
    say("'{key}' needs a text, not a list or a group of keys"),
    "wrong-type",
    say("write the text on the same line: '{key}: …'"),
)
_GROUP = (
    say("'{key}' needs keys of its own"),
    "wrong-type",
    say("write them on the lines below, indented by two spaces"),
)
_BY_KIND: dict[str, tuple[Text, str, Text]] = {
    "string_type": _TEXT,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dict_type": _GROUP,
    "tuple_type": (
        say("'{key}' needs a list"),
        "wrong-type",
        say("write '{key}: [a, b]', or one '- …' to a line"),
    ),
    "string_too_long": (
        say("'{key}' is longer than {max_length} characters"),
        "too-long",
        say("shorten it; long explanations belong in content/"),
    ),
    "string_too_short": (say("'{key}' is empty"), "empty-value", say("write a value, or remove the key")),
    "too_short": (say("'{key}' is empty"), "empty-value", say("add at least one")),
    "too_long": (say("'{key}' has too many values"), "wrong-type", say("it takes {max_length}")),
    "bad-date": (
        say("'{text}' is not a date"),
        "bad-date",
        say("write 2026, 2026-06, 2026-06-30, 2026-33 (first quarter), 2026/2030 or 2028/.."),
    ),
    "not-one-line": (
        say("'{key}' must stand on one line"),
        "wrong-type",
        say("write the text on the same line: '{key}: …'"),
    ),
    "no-bound": (
        say("a measure needs one of: {bounds}"),
        "no-bound",
        say("write the figure with its bound, or the aim in words: 'goal: …'"),
    ),
    "two-bounds": (
        say("two bounds on one measure: '{first}' and '{key}'"),
        "two-bounds",
        say("keep one; a floor with two figures is 'at_least' with 'stretch', a range is 'between: [a, b]'"),
    ),
    "between-reversed": (
        say("'between' is upside down: the first figure must be the lower one"),
        "between-reversed",
        say("write 'between: [lower, higher]'"),
    ),
    "no-unit": (
        say("a number without a unit"),
        "no-unit",
        say("add 'unit: percent' or another unit of data/units.yml"),
    ),
    "stretch": (
        say("'stretch' is the higher figure of a floor"),
        "bad-stretch",
        say("use it with 'at_least', and make it higher"),
    ),
    "ambiguous-number": (
        say("'{value}' can be read as two numbers"),
        "ambiguous-number",
        say("write {thousands} for thousands, or {decimal} for a decimal"),
    ),
    "lines-reversed": (say("the first line comes after the last"), "bad-lines", say("write 'lines: [first, last]'")),
    "empty-deadline": (
        say("a deadline that says nothing"),
        "empty-deadline",
        say("give 'edtf', 'word' or 'printed', or remove the key"),
    ),
    "embargo-without-end": (
        say("an embargo needs the day it ends"),
        "embargo-without-end",
        say("add 'until: 2026-12-31'"),
    ),
    "entry-subject": (
        say("an entry is about one target, task or project"),
        "entry-subject",
        say("give exactly one of 'target', 'task', 'project'"),
    ),
    "entry-value": (say("an entry on a target needs what was reached"), "entry-value", say("add 'value' or 'result'")),
    "entry-status": (
        say("an entry on a task or project needs its status"),
        "entry-status",
        say("add 'status: under-way', 'done', 'late', 'blocked' or 'stopped'"),
    ),
    "entry-reason": (
        say("an entry that says late, blocked or stopped needs a reason and what is done about it"),
        "entry-reason",
        say("add 'reason' and 'action'"),
    ),
}
