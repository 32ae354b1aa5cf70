"""Clearing: a record that is not published leaves no trace, and nothing public is left half standing."""

from __future__ import annotations

from datetime import date
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest
from pydantic import StringConstraints, ValidationError

from generator.clear import clear
from generator.link import link
from generator.model import KINDS, Document, Record
from generator.parts import Model, Names, Publication
from generator.read import read
from tests.conftest import AS_OF, DOCUMENT, MINIMAL, write_plan

CANARY = "canary"
# Records to withhold, each named by public ones in every way that leaves those standing.
HIDDEN = {
    "data/agencies/canary-1.yml": "name: x\nparent: ubnd-phuong-mau\n",
    "data/indicators/canary-2.yml": "name: x\nunit: percent\nfield: society\n",
    "data/references/canary-3.yml": "title: x\nissuer: canary-1\n",
    "data/places/canary-4.yml": "name: x\nkind: ward\n",
    f"{DOCUMENT}/targets/canary-5.yml": MINIMAL[f"{DOCUMENT}/targets/1.yml"] + "cites: [{reference: canary-3}]\n",
    f"{DOCUMENT}/tasks/canary-6.yml": MINIMAL[f"{DOCUMENT}/tasks/1.1.yml"],
    f"{DOCUMENT}/projects/canary-7.yml": MINIMAL[f"{DOCUMENT}/projects/tram-y-te.yml"].replace(
        "deadline: 2026", "deadline: {printed: x}"
    ),
    f"{DOCUMENT}/reports/canary-8.yml": """\
title: x
agency: canary-1
period: 2026
date: 2026-06-30
source: {title: x}
entries: [{target: 1, value: 97}]
""",
    "data/documents/canary-9/document.yml": MINIMAL[f"{DOCUMENT}/document.yml"]
    + """\
signatory: {name: x}
cites: [{reference: canary-3}]
duties: [{agency: [canary-1], what: x, source: {lines: 9}}]
observations: [{indicator: canary-2, period: 2025, nature: result, exactly: 97, unit: percent, source: {lines: 2}}]
""",
}
NAMING = {
    "data/agencies/tram-y-te.yml": "name: Trạm y tế\nparent: canary-1\nplace: canary-4\n",
    "data/references/2-nq-mau-2025.yml": "title: Nghị quyết mẫu hai\nissuer: canary-1\n",
    "data/places/phuong-mau.yml": "name: Phường Mẫu\nkind: ward\nparent: canary-4\nsuccessors: [canary-4]\n",
    f"{DOCUMENT}/document.yml": MINIMAL[f"{DOCUMENT}/document.yml"]
    + """\
cites: [{reference: canary-3}, {reference: 1-nq-mau-2025}]
duties: [{agency: [ubnd-phuong-mau, canary-1], what: Báo cáo, to: [canary-1], source: {lines: 9}}]
observations: [{indicator: canary-2, period: 2025, nature: result, exactly: 97, unit: percent, source: {lines: 2}}]
""",
    f"{DOCUMENT}/targets/2.yml": """\
title: Giường bệnh
field: society
lead: [canary-1, ubnd-phuong-mau]
measures: [{name: Giường bệnh, indicator: canary-2, at_least: 25, unit: percent, lead: [canary-1]}]
cites: [{reference: canary-3}]
source: {lines: 7}
""",
    f"{DOCUMENT}/tasks/1.2.yml": """\
title: Khám sức khỏe
section: 1
lead: [canary-1]
coordinating: [canary-1, ubnd-phuong-mau]
targets: [canary-5, 2]
source: {lines: 8}
""",
    f"{DOCUMENT}/projects/cau-mau.yml": """\
title: Cầu Mẫu
kind: work
task: canary-6
targets: [canary-5]
source: {lines: 9}
""",
    f"{DOCUMENT}/reports/2026-06-30-ubnd.yml": """\
title: Báo cáo
agency: ubnd-phuong-mau
period: 2026
date: 2026-06-30
source: {title: Cổng thông tin}
entries:
  - {target: 2, value: 26, corrects: canary-8}
  - {target: canary-5, value: 97, result: canary}
  - {task: canary-6, status: late, reason: canary, action: canary}
  - {project: canary-7, status: done}
""",
    "data/documents/canary-9/targets/1.yml": MINIMAL[f"{DOCUMENT}/targets/1.yml"].replace("title: ", "title: canary "),
    "data/documents/canary-9/tasks/1.yml": MINIMAL[f"{DOCUMENT}/tasks/1.1.yml"].replace("title: ", "title: canary "),
}


def _records(tmp_path, files) -> tuple[dict[str, list[Record]], dict]:
    found, problems = read(write_plan(tmp_path, files), tmp_path / "data")
    assert problems == []
    return found.records, found.lists


def _holds_words(hint) -> bool:
    """Whether a field holds free text: a string of some length, without a pattern."""
    if get_origin(hint) is Annotated:
        inner, *extras = get_args(hint)
        free = any(isinstance(one, StringConstraints) and not one.pattern for one in extras)
        return (free and not any(isinstance(one, Names) for one in extras)) or _holds_words(inner)
    return any(_holds_words(part) for part in get_args(hint))


def _marked(model: Model) -> Model:
    """The same with a canary in every field of free text, those left out included."""
    changes = {}
    for key, hint in get_type_hints(type(model), include_extras=True).items():
        value = getattr(model, key, None)
        if key in type(model).model_fields and _holds_words(hint):
            changes[key] = (CANARY,) if type(value) is tuple else CANARY
        elif isinstance(value, Model):
            changes[key] = _marked(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Model):
            changes[key] = tuple(_marked(one) for one in value)
    return model.model_copy(update=changes)


def _hidden(record: Record, publication: Publication) -> Record:
    data = _marked(record.data).model_copy(update={"publication": publication})
    return Record(record.kind, record.id, record.document, record.file, data)


def _with(records: dict[str, list[Record]], publication: Publication) -> dict[str, list[Record]]:
    """The records, those named canary-… published in this way."""
    return {
        kind: [_hidden(one, publication) if one.id.startswith(CANARY) else one for one in rows]
        for kind, rows in records.items()
    }


def test_the_canary_is_in_every_field_of_free_text(tmp_path):
    records, _ = _records(tmp_path, {**HIDDEN, **NAMING})
    kinds = {kind for kind, rows in records.items() for one in rows if one.id.startswith(CANARY)}
    assert kinds == set(KINDS)
    document = _marked(next(one.data for one in records["documents"] if one.id == "canary-9"))
    assert document.title == document.theme == document.doubt == document.source.file == document.duties[0].what == CANARY
    assert document.signatory.name == document.observations[0].doubt == document.sections[0].title == CANARY
    target = _marked(next(one.data for one in records["targets"] if one.id == "canary-5"))
    assert target.statement == target.measures[0].printed == target.measures[0].goal == target.source.point == CANARY
    assert Document.model_fields.keys() == document.model_dump().keys()


@pytest.mark.parametrize(
    "publication",
    [
        Publication(status="withheld"),
        Publication(status="embargoed", until="2026-11-23"),  # the day before it ends
        Publication(status="embargoed", until="2026-11-22"),  # the day itself
        Publication(status="embargoed", until="2026"),
    ],
)
def test_what_is_not_published_leaves_no_trace(tmp_path, publication):
    read_records, lists = _records(tmp_path, {**HIDDEN, **NAMING})
    records = _with(read_records, publication)
    before = repr(records)
    cleared, problems = clear(records, AS_OF)
    assert problems == []
    assert before == repr(records)
    plan, unknown = link(cleared, lists, None)
    assert unknown == []
    assert CANARY not in repr(plan)
    assert {one.full_id for one in plan.of("targets")} == {"mau-2026/targets/1", "mau-2026/targets/2"}
    assert {one.full_id for one in plan.of("tasks")} == {"mau-2026/tasks/1.1", "mau-2026/tasks/1.2"}


def test_what_can_stand_without_it_stays(tmp_path):
    records, _ = _records(tmp_path, {**HIDDEN, **NAMING})
    cleared, _ = clear(_with(records, Publication(status="withheld")), AS_OF)
    by_id = {one.full_id: one.data for rows in cleared.values() for one in rows}
    assert by_id["mau-2026/targets/2"].lead == ("ubnd-phuong-mau",)
    assert by_id["mau-2026/targets/2"].measures[0].indicator is None
    assert by_id["mau-2026/targets/2"].measures[0].at_least == 25
    assert by_id["mau-2026/tasks/1.2"].lead == ()
    assert by_id["mau-2026/tasks/1.2"].targets == ("2",)
    assert by_id["mau-2026/projects/cau-mau"].task is None
    assert [one.reference for one in by_id["mau-2026"].cites] == ["1-nq-mau-2025"]
    assert by_id["mau-2026"].duties[0].agency == ("ubnd-phuong-mau",)
    assert [(one.target, one.value) for one in by_id["mau-2026/reports/2026-06-30-ubnd"].entries] == [("2", 26)]


@pytest.mark.parametrize(
    ("until", "day"), [("2026-11-22", date(2026, 11, 23)), ("2026", date(2027, 1, 1)), ("2026-34", date(2026, 7, 1))]
)
def test_an_embargo_is_over_the_day_after(tmp_path, until, day):
    records, _ = _records(tmp_path, {**HIDDEN, **NAMING})
    embargoed = _with(records, Publication(status="embargoed", until=until))
    assert clear(embargoed, day) == (embargoed, [])
    assert clear(embargoed, date.fromordinal(day.toordinal() - 1))[0] != embargoed


@pytest.mark.parametrize(
    ("day", "is_there"), [(date(2026, 6, 29), False), (date(2026, 6, 30), True), (date(2026, 7, 1), True)]
)
def test_a_report_is_there_from_its_own_day(tmp_path, day, is_there):
    records, _ = _records(tmp_path, NAMING | HIDDEN)
    found = {one.full_id for one in clear(records, day)[0]["reports"]}
    assert ("mau-2026/reports/2026-06-30-ubnd" in found) == is_there


def test_a_plan_that_is_public_as_a_whole_is_left_as_it_is(tmp_path):
    records, _ = _records(tmp_path, NAMING | HIDDEN)
    assert clear(records, AS_OF)[0] is records


@pytest.mark.parametrize(
    ("file", "found", "instead"),
    [
        (f"{DOCUMENT}/document.yml", "issuer: dang-uy-phuong-mau", "issuer: canary-1"),
        (f"{DOCUMENT}/document.yml", "place: phuong-mau", "place: canary-4"),
        (f"{DOCUMENT}/reports/2026-06-30-ubnd.yml", "agency: ubnd-phuong-mau", "agency: canary-1"),
        (f"{DOCUMENT}/reports/2026-06-30-ubnd.yml", "  - {target: 2, value: 26, corrects: canary-8}\n", ""),
    ],
)
def test_a_public_record_that_cannot_stand_without_it_is_a_problem(tmp_path, file, found, instead):
    files = {**HIDDEN, **NAMING}
    assert found in files[file]
    records, _ = _records(tmp_path, {**files, file: files[file].replace(found, instead)})
    _, problems = clear(_with(records, Publication(status="withheld")), AS_OF)
    assert [(problem.place.file, problem.check, problem.is_error) for problem in problems] == [
        (file, "names-withheld", True)
    ]


def test_withholding_a_document_withholds_all_of_it(tmp_path):
    withheld = MINIMAL[f"{DOCUMENT}/document.yml"] + "publication: {status: withheld}\n"
    records, _ = _records(tmp_path, {f"{DOCUMENT}/document.yml": withheld})
    cleared, problems = clear(records, AS_OF)
    assert problems == []
    assert {kind for kind, rows in cleared.items() if rows} == {"agencies", "indicators", "places", "references"}


def test_a_record_may_be_stricter_than_its_document_but_not_laxer(tmp_path):
    strict = MINIMAL[f"{DOCUMENT}/targets/1.yml"] + "publication: {status: withheld}\n"
    lax = MINIMAL[f"{DOCUMENT}/targets/1.yml"] + "publication: {status: public}\n"
    files = {f"{DOCUMENT}/targets/2.yml": strict, f"{DOCUMENT}/targets/3.yml": lax}
    cleared, _ = clear(_records(tmp_path, files)[0], AS_OF)
    assert [one.id for one in cleared["targets"]] == ["1", "3"]
    withheld = MINIMAL[f"{DOCUMENT}/document.yml"] + "publication: {status: withheld}\n"
    cleared, _ = clear(_records(tmp_path, {**files, f"{DOCUMENT}/document.yml": withheld})[0], AS_OF)
    assert cleared["targets"] == []


def test_an_embargo_without_end_is_refused():
    with pytest.raises(ValidationError, match="embargo needs the day it ends"):
        Publication(status="embargoed", until="2028/..")
