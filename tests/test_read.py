"""Reading: no text makes the reader raise, plain values come back equal, and places point to what they name."""

from __future__ import annotations

import re
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.build import prepare
from generator.parts import ID_PATTERN
from generator.problems import Problem, as_text
from generator.read import as_id, read
from generator.strict_yaml import MOST_BYTES, decode, parse, place_of
from tests.conftest import DOCUMENT, MINIMAL, settings_for, write_plan

_YAML_LIKE = st.text(alphabet="ab: -[]{},\n\t#&*!|>'\"%@`?~\r\u2028ộ", max_size=60)
# Without the line breaks of other alphabets, which PyYAML's own writer does not keep.
_CHARACTERS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x85\u2028\u2029"), max_size=30)
_PLAIN = st.recursive(
    _CHARACTERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_CHARACTERS, inner, max_size=4),
    max_leaves=12,
)
_KEYS = st.text(alphabet="bcdghijk", min_size=2, max_size=8)  # no word that YAML would write in quotes
_TREES = st.dictionaries(
    _KEYS,
    st.recursive(st.just("x"), lambda inner: st.dictionaries(_KEYS, inner, min_size=1, max_size=3)),
    min_size=1,
    max_size=3,
)


@given(st.one_of(st.text(), _YAML_LIKE))
def test_any_text_gives_a_value_or_problems(text):
    tree = parse("a.yml", text)
    assert all(isinstance(problem, Problem) and problem.is_error for problem in tree.problems)
    assert all(as_text(problem, str).startswith("a.yml:") for problem in tree.problems)
    if tree.value is None:
        assert tree.problems or all(line.lstrip().startswith(("#", "%")) or not line.strip() for line in text.splitlines())


@given(st.binary())
def test_any_bytes_give_text_or_a_problem(content):
    text, problems = decode("a.yml", content)
    assert bool(text) != bool(problems)


def test_deep_nesting_is_a_problem():
    assert parse("a.yml", "[" * 3000).problems


@given(st.dictionaries(_CHARACTERS, _PLAIN, max_size=5), st.booleans())
def test_plain_values_come_back_equal(value, flow):
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=True)
    tree = parse("a.yml", text)
    assert tree.problems == []
    assert tree.value == value


@given(_TREES, st.booleans())
def test_places_point_to_the_lines_that_hold_the_keys(value, flow):
    text = yaml.safe_dump(value, default_flow_style=flow)
    lines, places = text.split("\n"), parse("a.yml", text, with_places=True).places
    for path in _paths(value):
        line, column = places[(*path[:-1], "key", path[-1])]
        assert re.match(rf"{path[-1]}\b", lines[line - 1][column - 1 :])
        where, source = place_of("a.yml", text, path)
        assert source == lines[where.line - 1]
        assert (where.line, where.column) == places[path] > (line, column)


def _paths(value, under=()):
    for key, inner in value.items() if isinstance(value, dict) else ():
        yield (*under, key)
        yield from _paths(inner, (*under, key))


def test_the_place_of_an_absent_value_is_that_of_the_nearest_outer_one():
    text = "title: x\nsource:\n  lines: 3\n"
    place, line = place_of("a.yml", text, ("source", "also", 0, "lines"))
    assert (str(place), line) == ("a.yml:3:3", "  lines: 3")


def test_a_file_of_more_than_a_megabyte_is_not_read(problems_with):
    file = "data/agencies/tram-y-te.yml"
    content = "name: " + "x" * (MOST_BYTES - 5)
    assert [as_text(problem, str) for problem in problems_with({file: content})] == [
        f"{file}: error: the file has 1000001 bytes; at most 1000000 are read [file-too-large]\n"
        "  mend: split it, or move large material elsewhere"
    ]
    assert [problem.check for problem in problems_with({file: content[:-1]})] == ["too-long"]


def test_a_missing_data_folder_is_a_problem(tmp_path):
    assert [as_text(problem, str) for problem in read(tmp_path, tmp_path / "data")[1]] == [
        "data: error: there is no data folder here [no-data-folder]\n  mend: name it with --data DIR"
    ]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(problems_with):
    text = "\ufeff" + MINIMAL[f"{DOCUMENT}/tasks/1.1.yml"].replace("\n", "\r\n")
    assert problems_with({f"{DOCUMENT}/tasks/1.2.yml": text}) == []
    problems = problems_with({f"{DOCUMENT}/tasks/1.2.yml": text.replace("[1]", "[7]\r\nled: x")})
    assert [(one.check, one.place.line, one.place.column, one.source_line) for one in problems] == [
        ("unknown-target", 6, 11, "targets: [7]"),
        ("unknown-key", 7, 1, "led: x"),
    ]


@pytest.mark.parametrize("text", ["a#b", "'a # b'", '"a # b"', "|\n  a # b", "https://mau.example/#dau"])
def test_a_number_sign_inside_a_value_is_no_comment(text):
    assert parse("a.yml", f"statement: {text}\ntitle: x\n").problems == []


def test_comments_on_lines_of_their_own_are_allowed():
    text = "# đầu\ntitle: x\n  # giữa\nlead:\n  # trong\n  - a\n# cuối\n"
    assert parse("a.yml", text).problems == []


def test_comments_after_a_block_text_are_allowed():
    assert parse("a.yml", "measures:\n  - goal: |\n      Tăng\n    # ghi chú\n    name: x\n").problems == []


@pytest.mark.parametrize(("text", "check"), [("&a title: x\n", "no-anchor"), ("!!str title: x\n", "no-tag")])
def test_anchors_and_tags_of_keys_are_refused(text, check):
    assert [problem.check for problem in parse("a.yml", text).problems] == [check]


def test_the_records_are_filed_by_kind_document_and_id(tmp_path):
    files, problems = read(write_plan(tmp_path, {}), tmp_path / "data")
    assert problems == []
    filed = {record.full_id: record.file for rows in files.records.values() for record in rows}
    assert filed["mau-2026"] == f"{DOCUMENT}/document.yml"
    assert filed["mau-2026/targets/1"] == f"{DOCUMENT}/targets/1.yml"
    assert filed["mau-2026/tasks/1.1"] == f"{DOCUMENT}/tasks/1.1.yml"
    assert filed["ubnd-phuong-mau"] == "data/agencies/ubnd-phuong-mau.yml"
    assert len(filed) == sum(name.count("/") > 1 for name in MINIMAL)
    assert {name: list(entries) for name, entries in files.lists.items()} == {
        "fields": ["society"],
        "units": ["percent", "billion-vnd"],
        "amounts": ["total"],
        "funding": ["state-budget"],
        "abbreviations": [],
        "clarities": [],
    }


def test_hidden_files_and_readmes_are_passed_over(problems_with):
    assert problems_with({"data/.DS_Store": b"\0", "data/agencies/README.md": "x", "data/.git/config": "x"}) == []


def test_a_data_folder_outside_the_project_is_shown_by_its_whole_path(tmp_path):
    root = write_plan(tmp_path / "plan", {"data/agencies/x.yml": "name: [\n"})
    _, problems = read(tmp_path / "elsewhere", root / "data")
    assert [problem.place.file for problem in problems] == [(root / "data/agencies/x.yml").as_posix()]


def test_reading_the_same_folder_twice_says_the_same(tmp_path):
    root = write_plan(tmp_path, {"data/agencies/x.yml": "name: [\n", "data/agencies/y.yml": "nam: x\n"})
    once, again = (prepare(settings_for(root))[1] for _ in range(2))
    assert once == again != []


@given(st.text(alphabet="abĐđộ Ư-_/().,09", max_size=20))
def test_an_id_made_from_a_name_is_valid_unless_dots_meet_hyphens(name):
    made = as_id(name)
    assert re.match(ID_PATTERN, made) or re.search(r"[.-]{2}", made)


@pytest.mark.parametrize("name", ["a..b", "1. Mở đầu"])
def test_an_id_made_from_a_name_is_valid(name):
    assert re.match(ID_PATTERN, as_id(name))


def test_an_id_made_from_a_name_has_no_marks():
    assert as_id("Sở Y tế & Đường sắt") == "so-y-te-duong-sat"
    assert as_id("***") == "id"


def test_records_of_a_kind_share_the_names_of_their_attributes(tmp_path):
    """Python keeps them once where all are set in one order: a sixth of the memory of a large plan."""
    prepared, _ = prepare(settings_for(write_plan(tmp_path, {})))
    target = prepared.site.plan.records["targets"]["mau-2026/targets/1"].data
    for part in (target, target.source, target.measures[0]):
        own = vars(part)
        assert sys.getsizeof(own) < sys.getsizeof(dict(own)), type(part).__name__
