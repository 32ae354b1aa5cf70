"""Golden cases: what each check says, to the letter; and that no check is without a case.

A case is a folder tests/cases/<check>/<case>/ with the file or files at fault, laid over the small plan of conftest.py,
and expected.txt: all that the run prints, in English. Ids of checks are collected from the source of generator/.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from generator.link import _SINGULAR, _UNKNOWN
from generator.problems import as_text

GENERATOR = Path(__file__).parents[1] / "generator"
CASES = Path(__file__).parent / "cases"
# In test_read.py and test_trace.py: no case can hold a megabyte, no folder at all, or a source text.
MADE_BY_A_TEST = {"file-too-large", "no-data-folder", "not-traced", "source-changed"}


@pytest.mark.parametrize("name", sorted(path.parent.relative_to(CASES).as_posix() for path in CASES.rglob("expected.txt")))
def test_prints_exactly_what_is_expected(name, problems_with):
    folder = CASES / name
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    expected = files.pop("expected.txt").read_text("utf-8")
    problems = problems_with({file: path.read_bytes() for file, path in files.items()})
    assert "".join(as_text(problem, str) + "\n" for problem in problems) == expected
    assert name.partition("/")[0] in {problem.check for problem in problems}


def test_the_small_plan_itself_is_without_fault(problems_with):
    assert problems_with({}) == []


def test_every_check_has_a_case_and_every_case_a_check():
    with_case = {path.parent.parent.name for path in CASES.rglob("expected.txt")}
    assert with_case | MADE_BY_A_TEST == check_ids()


def check_ids() -> set[str]:
    """Every id of a check that the source can give: third argument of Problem(…), second of self.problem(…), and the
    second of three in the tuples of wrong_values.py (what, check, mend)."""
    found: set[str] = set()
    for path in GENERATOR.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _called(node) == "Problem":
                given = {word.arg: word.value for word in node.keywords}
                found |= _ids(given.get("check") or node.args[2], path)
            elif isinstance(node, ast.Call) and _called(node) == "problem":
                found |= _ids(node.args[1], path)
            elif isinstance(node, ast.Tuple) and path.name == "wrong_values.py" and _says_what(node):
                found |= _ids(node.elts[1], path)
    return found


def _says_what(node: ast.Tuple) -> bool:
    """Whether a tuple is (what, check, mend): it begins with say(…), Text(…) or the variable `what`."""
    first = node.elts[0] if len(node.elts) == 3 else None
    return (isinstance(first, ast.Call) and _called(first) in ("say", "Text")) or getattr(first, "id", "") == "what"


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def _ids(node: ast.expr, path: Path) -> set[str]:
    """The ids one expression can give; fails on one that this cannot tell."""
    if isinstance(node, ast.Constant):
        return {node.value}
    if isinstance(node, ast.JoinedStr) and path.name == "link.py":
        return {f"unknown-{_SINGULAR.get(kind, kind.removesuffix('s'))}" for kind in _UNKNOWN}
    assert isinstance(node, ast.Name) and node.id == "check", f"{path.name}:{node.lineno}: which check is this?"
    return set()
