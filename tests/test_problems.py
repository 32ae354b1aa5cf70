"""Problems as values: their order, how they are written down, and that a run reports all of them."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Place, Problem, as_annotation, as_json, as_text, in_order, nearest, say
from tests.conftest import DOCUMENT, MINIMAL

_WHAT = st.sampled_from([say("one"), say("two"), say("{word}", word="a"), say("{word}", word="b")])
_PLACES = st.builds(Place, st.sampled_from(["a.yml", "b.yml"]), st.integers(0, 3), st.integers(0, 3))
_PROBLEMS = st.lists(st.builds(Problem, _PLACES, _WHAT, st.sampled_from(["x", "y"])), max_size=30)


@given(_PROBLEMS)
def test_in_order_keeps_each_problem_once(problems):
    ordered = in_order(problems)
    assert len(ordered) == len({repr(problem) for problem in problems})
    assert {repr(problem) for problem in ordered} == {repr(problem) for problem in problems}


@given(_PROBLEMS)
def test_in_order_sorts_by_place_and_is_stable(problems):
    ordered = in_order(problems)
    assert [problem.place for problem in ordered] == sorted(problem.place for problem in ordered)
    assert in_order(ordered) == ordered
    first = {repr(problem): position for position, problem in reversed(list(enumerate(problems)))}
    for one, other in pairwise(ordered):
        if (one.place, one.check, one.what.pattern) == (other.place, other.check, other.what.pattern):
            assert first[repr(one)] < first[repr(other)]


def test_five_faults_in_five_files_are_five_problems_in_order_of_place(problems_with):
    files = {
        f"{DOCUMENT}/tasks/1.2.yml": "title: Khám sức khỏe\nsection: 1\nlead: [so-y-te]\nsource: {lines: 8}\n",
        f"{DOCUMENT}/tasks/1.3.yml": "title: Một\ntitle: Hai\nsection: 1\nsource: {lines: 8}\n",
        f"{DOCUMENT}/targets/2.yml": MINIMAL[f"{DOCUMENT}/targets/1.yml"].replace("98", "96,6"),
        "data/places/thon-mau.yml": "name: Thôn Mẫu\nkind: village\n",
        "data/agencies/tram-y-te.yaml": "name: Trạm y tế\n",
    }
    assert [(str(problem.place), problem.check) for problem in problems_with(files)] == [
        ("data/agencies/tram-y-te.yaml", "not-yml"),
        (f"{DOCUMENT}/targets/2.yml:6:15", "wrong-type"),
        (f"{DOCUMENT}/tasks/1.2.yml:3:8", "unknown-agency"),
        (f"{DOCUMENT}/tasks/1.3.yml:2:1", "duplicate-key"),
        ("data/places/thon-mau.yml:2:7", "unknown-word"),
    ]


def test_several_faults_in_one_file_are_all_reported(problems_with):
    text = "led: x\nsection: 1\nlead: ubnd-phuong-mau\nsource: {lines: [8, 5]}\n"
    found = problems_with({f"{DOCUMENT}/tasks/1.2.yml": text})
    assert {problem.check for problem in found} == {"unknown-key", "missing-key", "wrong-type", "bad-lines"}


def test_text_is_translated_with_its_values_left_alone():
    problem = Problem(
        Place("a.yml", 2, 3), say("no '{id}'", id="error"), "x", say("write '{id}'", id="y"), source_line="  z: 1"
    )
    words = {"error": "lỗi", "mend": "cách sửa", "no '{id}'": "không có '{id}'", "write '{id}'": "viết '{id}'"}
    written = as_text(problem, lambda text: words[text])
    assert written == "a.yml:2:3: lỗi: không có 'error' [x]\n      z: 1\n      ^\n  cách sửa: viết 'y'"


def test_a_warning_is_no_error():
    problem = Problem(Place("a.yml"), say("look"), "x", level="warning")
    assert as_text(problem, str) == "a.yml: warning: look [x]"
    assert not problem.is_error
    assert as_annotation(problem, str) == "::warning file=a.yml,line=1,col=1,title=x::look"


def test_an_annotation_escapes_what_would_end_it():
    problem = Problem(Place("a:b,c.yml", 2, 3), say("50%\nof it"), "x", say("mend"))
    assert as_annotation(problem, str) == "::error file=a%3Ab%2Cc.yml,line=2,col=3,title=x::50%25%0Aof it — mend: mend"


def test_json_says_all_of_a_problem():
    problem = Problem(Place("a.yml", 2, 3), say("không có '{id}'", id="x"), "unknown-agency")
    assert json.loads(as_json([problem], str)) == [
        {
            "file": "a.yml",
            "line": 2,
            "column": 3,
            "level": "error",
            "check": "unknown-agency",
            "what": "không có 'x'",
            "mend": None,
        }
    ]


def test_nearest_offers_only_what_is_close():
    assert nearest("ubnd-phuong-hatu", ["ubnd-phuong-ha-tu", "so-y-te"]) == "ubnd-phuong-ha-tu"
    assert nearest("so-noi-vu", ["ubnd-phuong-ha-tu"]) is None
