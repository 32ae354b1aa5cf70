"""Words for wrong values: every error of the model has them, they stand at the right place, and the mend mends."""

from __future__ import annotations

import ast
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.build import prepare
from generator.model import KINDS, Document, Duty, Report, Target
from generator.problems import as_text
from generator.strict_yaml import parse
from generator.wording import Wording
from generator.wrong_values import _BY_KIND, describe, model_at
from tests.conftest import DOCUMENT, MINIMAL, settings_for, write_plan

GENERATOR = Path(__file__).parents[1] / "generator"
_SCALARS = st.sampled_from(["", "x", "0", "-1", "96,6", "74.000", "2026", "2026/2025", "NaN", "ubnd", "x" * 3000])
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=4,
)
_WORDS = Wording("vi", {}, {})


def _custom_errors() -> set[str]:
    """The types of error that model.py and edtf.py raise themselves."""
    found = set()
    for name in ("model.py", "parts.py", "edtf.py"):
        for node in ast.walk(ast.parse((GENERATOR / name).read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "PydanticCustomError":
                found.add(ast.literal_eval(node.args[0]))
    return found


def test_every_error_of_the_model_has_words():
    assert "two-bounds" in _custom_errors()
    assert _custom_errors() <= {*_BY_KIND, "decimal_parsing"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: x\nfield: society\nmeasures: []\nsource: {lines: 1}\n", ("empty-value", 3, 11)),
        ("title: x\nfield: society\nmeasures:\n  - goal: x\nsource: {lines: 1}\n", ("missing-key", 4, 5)),
        ("title: x\nfield: society\nmeasures:\n  - {name: x, goal: y}\nsource: {lines: [1, x]}\n", ("wrong-type", 5, 21)),
        (
            "title: x\nfield: society\nmeasures:\n  - {name: x, goal: y, nme: z}\nsource: {lines: 1}\n",
            ("unknown-key", 4, 24),
        ),
        ("title: x\nfield: society\nmeasures:\n  - {name: x, goal: y, by: z}\nsource: {lines: 1}\n", ("bad-date", 4, 28)),
    ],
)
def test_the_place_is_that_of_the_value_or_of_the_key_at_fault(text, expected, problems_with):
    problems = problems_with({f"{DOCUMENT}/targets/2.yml": text})
    assert [(problem.check, problem.place.line, problem.place.column) for problem in problems] == [expected]


def test_the_keys_of_an_inner_group_are_found():
    assert model_at(Target, ("titel",)) is Target
    assert model_at(Target, ("measures", 0, "path", 1, "bye")).__name__ == "Step"
    assert model_at(Document, ("duties", 0, "source", "also", 0, "pont")).__name__ == "Passage"
    assert model_at(Report, ("entries", 2, "spent", "vale")).__name__ == "Amount"
    assert model_at(Duty, ("deadline", "edft")).__name__ == "Deadline"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4).map(Decimal.normalize).filter(lambda n: n % 1))
def test_the_mend_for_a_number_with_a_comma_is_that_number(number):
    measure = f"{{name: x, at_least: '{_WORDS.number(number)}', unit: percent}}"
    text = f"title: x\nfield: society\nmeasures: [{measure}]\nsource: {{lines: 1}}\n"
    with pytest.raises(ValidationError) as refused:
        Target.model_validate(parse("a.yml", text).value)
    error = refused.value.errors(include_url=False)[0]
    problem = describe("a.yml", text.split("\n"), {}, Target, (), error)
    written = problem.mend.values["number"]
    assert Decimal(written) == number
    mended = Target.model_validate(parse("a.yml", text.replace(_WORDS.number(number), written)).value)
    assert mended.measures[0].at_least == number


def test_the_mend_for_thousands_with_a_comma_is_accepted(problems_with):
    text = MINIMAL[f"{DOCUMENT}/targets/1.yml"]
    (problem,) = problems_with({f"{DOCUMENT}/targets/2.yml": text.replace("98", "1,000")})
    assert problems_with({f"{DOCUMENT}/targets/2.yml": text.replace("98", problem.mend.values["whole"])}) == []


@pytest.mark.parametrize(("found", "instead"), [("at_least: 98", "between: [98]"), ("lines: 3", "lines: [3]")])
def test_a_pair_with_one_value_is_not_called_a_missing_key(problems_with, found, instead):
    text = MINIMAL[f"{DOCUMENT}/targets/1.yml"].replace(found, instead)
    assert [problem.check for problem in problems_with({f"{DOCUMENT}/targets/2.yml": text})] == ["wrong-type"]


def test_a_number_that_is_too_low_is_not_called_no_number(problems_with):
    text = MINIMAL[f"{DOCUMENT}/targets/1.yml"].replace("lines: 3", "lines: 0")
    assert "needs a number" not in as_text(problems_with({f"{DOCUMENT}/targets/2.yml": text})[0], str)


@settings(max_examples=300)
@given(st.sampled_from(sorted(KINDS)), st.data())
def test_whatever_a_record_holds_every_error_has_words(kind, data):
    model = KINDS[kind]
    value = data.draw(st.dictionaries(st.sampled_from([*model.model_fields, "x"]), _VALUES))
    try:
        model.model_validate(value)
    except ValidationError as refused:
        for error in refused.errors(include_url=False):
            assert "[" in as_text(describe("a.yml", ["x"], {}, model, (), error), str)


def test_one_faulty_measure_is_one_problem(tmp_path):
    text = MINIMAL[f"{DOCUMENT}/targets/1.yml"].replace("98", "chín mươi")
    problems = prepare(settings_for(write_plan(tmp_path, {f"{DOCUMENT}/targets/2.yml": text})))[1]
    assert [problem.check for problem in problems] == ["wrong-type"]


def test_words_that_may_stand_are_all_listed(problems_with):
    text = MINIMAL[f"{DOCUMENT}/projects/tram-y-te.yml"].replace("kind: work", "kind: cầu")
    (problem,) = problems_with({f"{DOCUMENT}/projects/cau.yml": text})
    kinds = get_args(KINDS["projects"].model_fields["kind"].annotation)
    assert problem.mend.values["words"] == ", ".join(kinds)
