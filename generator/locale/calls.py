"""The texts in Python code that the catalogue must hold, for Babel (named as an extractor in babel.cfg).

In: an open Python file. Out: the calls of `say`, `translate` and `translate_count` with their literal texts. Leaves to
others: templates (Jinja2's own extractor) and the catalogue itself. Babel's extractor for Python is not used because it
does not see calls inside f-strings before Python 3.12.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import BinaryIO

_CALLS = {"say": "gettext", "translate": "gettext", "translate_count": "ngettext"}


def extract(
    file: BinaryIO, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """Line, gettext function, arguments (None where one is no literal text) and comments of each call."""
    for node in ast.walk(ast.parse(file.read())):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in _CALLS:
            yield node.lineno, _CALLS[name], tuple(_text(argument) for argument in node.args), []


def _text(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
