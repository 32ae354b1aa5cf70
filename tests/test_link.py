"""Linking: both ways of every kind of reference, the order of the plan, and that no naming field is overlooked."""

from __future__ import annotations

import random
import types
from typing import Annotated, Union, get_args, get_origin, get_type_hints

import pytest

from generator.link import link
from generator.model import KINDS, LISTS, Record
from generator.naming import full_id_of, ids_written, naming_fields
from generator.parts import Model, Names
from generator.plan import in_plan_order, moved_id
from generator.read import read
from generator.strict_yaml import place_of
from tests.conftest import DOCUMENT, MINIMAL, write_plan

# One record that uses every way to name another; what it leaves out stands in the small plan.
EVERY_WAY = {
    "data/agencies/tram-y-te.yml": "name: Trạm y tế\nparent: ubnd-phuong-mau\nplace: phuong-mau\n",
    "data/places/thon-mau.yml": "name: Thôn Mẫu\nkind: commune\nparent: phuong-mau\nsuccessors: [phuong-mau]\n",
    f"{DOCUMENT}/document.yml": MINIMAL[f"{DOCUMENT}/document.yml"]
    + """\
cites: [{reference: 1-nq-mau-2025}]
duties:
  - {agency: [tram-y-te], what: Báo cáo, to: [ubnd-phuong-mau], every: [quarter], source: {lines: 9}}
totals:
  - {name: Cộng, group: Mẫu, amounts: [{kind: total, value: 1, unit: billion-vnd}], source: {lines: 3}}
observations:
  - {indicator: bao-hiem-y-te, period: 2025, nature: result, exactly: 97, unit: percent, source: {lines: 2}}
""",
    f"{DOCUMENT}/targets/2.yml": """\
title: Giường bệnh
field: society
lead: [tram-y-te]
measures:
  - name: Giường bệnh
    indicator: bao-hiem-y-te
    at_least: 25
    unit: percent
    lead: [ubnd-phuong-mau]
    path: [{by: 2026-06, at_least: 20, unit: percent}]
cites: [{reference: 1-nq-mau-2025, lines: 7}]
source: {lines: 7}
""",
    f"{DOCUMENT}/tasks/1.2.yml": """\
title: Khám sức khỏe
section: 1
lead: [tram-y-te]
coordinating: [dang-uy-phuong-mau]
funding: [state-budget]
targets: [2]
cites: [{reference: 1-nq-mau-2025}]
source: {lines: 8}
""",
    f"{DOCUMENT}/projects/cau-mau.yml": """\
title: Cầu Mẫu
kind: work
task: 1.2
lead: [tram-y-te]
coordinating: [ubnd-phuong-mau]
funding: [state-budget]
amounts: [{kind: total, value: 5, unit: billion-vnd}]
cites: [{reference: 1-nq-mau-2025}]
targets: [2]
source: {lines: 9}
""",
    f"{DOCUMENT}/reports/2026-03-31-ubnd.yml": """\
title: Báo cáo quý I
agency: dang-uy-phuong-mau
period: 2026-33
date: 2026-03-31
source: {title: Cổng thông tin}
entries: [{target: 2, value: 62}]
""",
    f"{DOCUMENT}/reports/2026-06-30-ubnd.yml": """\
title: Báo cáo
agency: tram-y-te
period: 2026
date: 2026-06-30
source: {title: Cổng thông tin}
entries:
  - {target: 2, value: 26, corrects: 2026-03-31-ubnd}
  - {task: 1.2, status: done}
  - {project: cau-mau, status: done, spent: {kind: total, value: 1, unit: billion-vnd}}
""",
}


@pytest.fixture
def plan(tmp_path):
    files, problems = read(write_plan(tmp_path, EVERY_WAY), tmp_path / "data")
    assert problems == []
    plan, unknown = link(
        files.records, files.lists, lambda file, path: place_of(file, (tmp_path / file).read_text("utf-8"), path)
    )
    assert unknown == []
    return plan


@pytest.mark.parametrize(
    ("kind", "named", "by", "key"),
    [
        ("agencies", "tram-y-te", "mau-2026/targets/2", "lead"),
        ("agencies", "ubnd-phuong-mau", "mau-2026/targets/2", "lead"),  # of a measure
        ("agencies", "tram-y-te", "mau-2026/tasks/1.2", "lead"),
        ("agencies", "dang-uy-phuong-mau", "mau-2026/tasks/1.2", "coordinating"),
        ("agencies", "tram-y-te", "mau-2026/projects/cau-mau", "lead"),
        ("agencies", "ubnd-phuong-mau", "mau-2026/projects/cau-mau", "coordinating"),
        ("agencies", "tram-y-te", "mau-2026", "agency"),  # of a duty
        ("agencies", "ubnd-phuong-mau", "mau-2026", "to"),
        ("agencies", "dang-uy-phuong-mau", "mau-2026", "issuer"),
        ("agencies", "dang-uy-phuong-mau", "1-nq-mau-2025", "issuer"),
        ("agencies", "ubnd-phuong-mau", "tram-y-te", "parent"),
        ("agencies", "tram-y-te", "mau-2026/reports/2026-06-30-ubnd", "agency"),
        ("indicators", "bao-hiem-y-te", "mau-2026/targets/2", "indicator"),
        ("indicators", "bao-hiem-y-te", "mau-2026", "indicator"),  # of an observation
        ("places", "phuong-mau", "mau-2026", "place"),
        ("places", "phuong-mau", "tram-y-te", "place"),
        ("places", "phuong-mau", "thon-mau", "parent"),
        ("places", "phuong-mau", "thon-mau", "successors"),
        ("references", "1-nq-mau-2025", "mau-2026", "reference"),
        ("references", "1-nq-mau-2025", "mau-2026/targets/2", "reference"),
        ("references", "1-nq-mau-2025", "mau-2026/tasks/1.2", "reference"),
        ("references", "1-nq-mau-2025", "mau-2026/projects/cau-mau", "reference"),
        ("targets", "mau-2026/targets/2", "mau-2026/tasks/1.2", "targets"),
        ("targets", "mau-2026/targets/2", "mau-2026/projects/cau-mau", "targets"),
        ("targets", "mau-2026/targets/2", "mau-2026/reports/2026-06-30-ubnd", "target"),
        ("tasks", "mau-2026/tasks/1.2", "mau-2026/projects/cau-mau", "task"),
        ("tasks", "mau-2026/tasks/1.2", "mau-2026/reports/2026-06-30-ubnd", "task"),
        ("projects", "mau-2026/projects/cau-mau", "mau-2026/reports/2026-06-30-ubnd", "project"),
        ("reports", "mau-2026/reports/2026-03-31-ubnd", "mau-2026/reports/2026-06-30-ubnd", "corrects"),
    ],
)
def test_the_way_back_is_found(plan, kind, named, by, key):
    mentions = plan.mentioned(plan.find(kind, named))
    (mention,) = [one for one in mentions if one.record.full_id == by and one.key == key]
    assert mention.record in plan.of(mention.record.kind)
    assert mention in plan.mentioned(plan.find(kind, named), [mention.record.kind])
    assert mention not in plan.mentioned(plan.find(kind, named), set(KINDS) - {mention.record.kind})


def test_the_ways_back_are_all_the_ways_there_and_no_more(plan):
    there = []
    for kind in KINDS:
        for record in plan.of(kind):
            document = record.document or (record.id if kind == "documents" else None)
            for path, mark, named in ids_written(type(record.data), record.data.__dict__):
                key = [step for step in path if isinstance(step, str)][-1]
                there.append((mark.kind, full_id_of(mark, named, document), record.full_id, key))
    back = [
        (kind, full_id, one.record.full_id, one.key) for (kind, full_id), found in plan.mentions.items() for one in found
    ]
    assert sorted(back) == sorted(there)


@pytest.mark.parametrize(
    ("name", "entry", "users"),
    [
        (
            "funding",
            "state-budget",
            {"mau-2026/tasks/1.1", "mau-2026/tasks/1.2", "mau-2026/projects/cau-mau", "mau-2026/projects/tram-y-te"},
        ),
        ("amounts", "total", {"mau-2026", "mau-2026/projects/cau-mau", "mau-2026/reports/2026-06-30-ubnd"}),
        ("fields", "society", {"bao-hiem-y-te", "mau-2026/targets/1", "mau-2026/targets/2"}),
        ("units", "percent", {"bao-hiem-y-te", "mau-2026/targets/1", "mau-2026/targets/2", "mau-2026"}),
    ],
)
def test_closed_lists_know_who_uses_them(plan, name, entry, users):
    assert {one.record.full_id for one in plan.naming(name, entry)} == users


def test_a_record_that_has_moved_keeps_its_id_but_names_nobody(tmp_path):
    moved = MINIMAL[f"{DOCUMENT}/tasks/1.1.yml"] + "moved_to: 1.1\n"
    files, _ = read(write_plan(tmp_path, {f"{DOCUMENT}/tasks/1.2.yml": moved}), tmp_path / "data")
    plan, _ = link(files.records, files.lists, None)
    assert [one.id for one in plan.of("tasks")] == ["1.1", "1.2"]
    assert [one.id for one in plan.current("tasks")] == [one.id for one in plan.current("tasks", "mau-2026")] == ["1.1"]
    assert [one.record.id for one in plan.mentioned(plan.find("targets", "mau-2026/targets/1"))] == ["1.1"]
    assert moved_id(plan.find("tasks", "mau-2026/tasks/1.2")) == "mau-2026/tasks/1.1"


def test_a_number_is_that_of_its_own_document(tmp_path):
    other = {
        f"data/documents/mau-2027/{name.rpartition('mau-2026/')[2]}": text
        for name, text in MINIMAL.items()
        if "mau-2026" in name
    }
    files, _ = read(write_plan(tmp_path, other), tmp_path / "data")
    plan, unknown = link(files.records, files.lists, None)
    assert unknown == []
    for document in ("mau-2026", "mau-2027"):
        mentions = plan.mentioned(plan.find("targets", f"{document}/targets/1"))
        assert [one.record.full_id for one in mentions] == [f"{document}/tasks/1.1"]
        assert [one.full_id for one in plan.current("targets", document)] == [f"{document}/targets/1"]
    assert plan.current("targets", "mau-2028") == []


def test_numbers_are_ordered_as_people_count():
    ids = ["1", "2", "10", "1.4.7", "1.4.10", "1.10.1", "2.1", "a", "a-2", "a-10"]
    expected = ["1", "1.4.7", "1.4.10", "1.10.1", "2", "2.1", "10", "a", "a-2", "a-10"]
    shuffled = [Record("tasks", one, "mau-2026", "x", None) for one in ids]
    random.Random(1).shuffle(shuffled)
    assert [record.id for record in sorted(shuffled, key=in_plan_order)] == expected


def test_a_linked_plan_is_in_order_however_it_was_read(tmp_path):
    text = MINIMAL[f"{DOCUMENT}/targets/1.yml"]
    files, _ = read(
        write_plan(tmp_path, {f"{DOCUMENT}/targets/{number}.yml": text for number in (2, 10)}), tmp_path / "data"
    )
    reversed_records = {kind: list(reversed(rows)) for kind, rows in files.records.items()}
    for records in (files.records, reversed_records):
        plan, _ = link(records, files.lists, None)
        assert [record.id for record in plan.of("targets")] == ["1", "2", "10"]
        assert [record.id for record in plan.current("targets", "mau-2026")] == ["1", "2", "10"]


def _marks(hint, key=()):
    """All marks below a type, by the keys that lead there: a walk of its own, over nothing but the types."""
    if isinstance(hint, type) and issubclass(hint, Model):
        for name, inner in get_type_hints(hint, include_extras=True).items():
            yield from _marks(inner, (*key, name)) if name in hint.model_fields else ()
        return
    if get_origin(hint) is Annotated:
        yield from ((key, mark.kind, mark.within) for mark in hint.__metadata__ if isinstance(mark, Names))
    assert get_origin(hint) in (None, Annotated, tuple, Union, types.UnionType) or not list(_below(hint, key)), hint
    yield from _below(hint, key)


def _below(hint, key):
    for part in get_args(hint):
        if isinstance(part, type) or get_args(part):
            yield from _marks(part, key)


def _named(model, key=()):
    """The same, by way of naming_fields."""
    hints = get_type_hints(model, include_extras=True)
    for name, mark, _ in naming_fields(model):
        if mark:
            yield (*key, name), mark.kind, mark.within
        for inner in _models(hints[name]):
            yield from _named(inner, (*key, name))


def _models(hint):
    if isinstance(hint, type) and issubclass(hint, Model):
        return [hint]
    return [model for part in get_args(hint) for model in _models(part)]


@pytest.mark.parametrize("kind", [*KINDS, *LISTS])
def test_naming_fields_overlooks_no_mark(kind):
    model = {**KINDS, **LISTS}[kind]
    assert sorted(_named(model)) == sorted(_marks(model))


def test_the_marks_that_there_are():
    found = {mark for kind in KINDS for mark in _marks(KINDS[kind])}
    assert (("measures", "lead"), "agencies", False) in found
    assert (("entries", "spent", "kind"), "amounts", False) in found
    assert {kind for _, kind, _ in found} == {*KINDS, *LISTS} - {"documents", "abbreviations", "clarities"}
    assert list(_marks(LISTS["clarities"])) == [(("asked_by", "document"), "documents", False)]


def test_every_mark_of_the_model_is_used_above(plan):
    records = [record for kind in KINDS for record in plan.of(kind)]
    used = {
        (one.kind, tuple(step for step in path if isinstance(step, str)))
        for one in records
        for path, _, _ in ids_written(type(one.data), one.data.__dict__)
    }
    assert used == {(kind, key) for kind in KINDS for key, _, _ in _marks(KINDS[kind])}
