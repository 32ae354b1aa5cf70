"""The six clarities: which of them a task or project states, by data/clarities.yml; totals; what is not leaked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.build import prepare
from generator.export.record_json import line, row
from generator.pages.clarities import clarities, counted, stated, totals
from tests.conftest import DOCUMENT, MINIMAL, settings_for, write_plan

ROOT = Path(__file__).parents[1]
LIST = (ROOT / "data" / "clarities.yml").read_text("utf-8").replace("ha-tu-2026", "mau-2026")
for _other in ("kien-an-2026", "quang-ninh-2025-2030"):
    LIST = LIST.replace(_other, "mau-2026")
TASK = f"{DOCUMENT}/tasks/1.1.yml"


@pytest.fixture
def site(tmp_path: Path):
    """The site of the small plan with the real list of clarities and these files laid over it."""

    def made(files: dict[str, str] | None = None):
        found, problems = prepare(settings_for(write_plan(tmp_path, {"data/clarities.yml": LIST, **(files or {})})))
        assert not [problem for problem in problems if problem.is_error]
        return found.site

    return made


def task(site):
    return site.plan.records["tasks"]["mau-2026/tasks/1.1"]


def test_the_six_are_those_that_ha_tu_names():
    """Lines 255 and 256 of its text: rõ người, rõ việc, rõ thời gian, rõ kết quả, rõ trách nhiệm, rõ sản phẩm."""
    names = [line.removeprefix("  vi: ") for line in LIST.splitlines() if line.startswith("  vi: ")]
    assert names == ["Rõ người", "Rõ việc", "Rõ thời gian", "Rõ kết quả", "Rõ trách nhiệm", "Rõ sản phẩm"]


def test_each_is_stated_where_one_of_its_keys_has_a_value(site):
    made = site()
    all_but_product = dict.fromkeys(["people", "work", "time", "result", "responsibility"], True)
    assert stated(made, task(made)) == {**all_but_product, "product": False}
    project = made.plan.records["projects"]["mau-2026/projects/tram-y-te"]
    assert stated(made, project) == {**all_but_product, "result": False, "product": True}


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("lead: [ubnd-phuong-mau]\n", "", {"people": False, "responsibility": False}),
        ("lead: [ubnd-phuong-mau]\n", "coordinating: [ubnd-phuong-mau]\n", {"responsibility": False}),
        ("deadline: 2026-12\n", "", {"time": False}),
        ("deadline: 2026-12\n", "deadline: ongoing\n", {}),
        ("targets: [1]\n", "", {"result": False}),
        ("targets: [1]\n", "targets: [1]\nproduct: Danh sách người được vận động\n", {"product": True}),
    ],
)
def test_a_key_that_is_left_out_or_added(site, old: str, new: str, changed: dict[str, bool]):
    before = site()
    after = site({TASK: MINIMAL[TASK].replace(old, new)})
    was, now = stated(before, task(before)), stated(after, task(after))
    assert {key: is_stated for key, is_stated in now.items() if is_stated != was[key]} == changed


def test_the_block_says_what_the_source_says(site):
    made = site({TASK: MINIMAL[TASK] + "product: Danh sách\n"})
    block = clarities(made, task(made))
    assert block.answer == "The record states 6 of the 6 things that the documents ask to be clear."
    assert [(one.name, one.is_stated, one.said) for one in block.rows] == [
        ("Who does it", True, "Ủy ban nhân dân phường Mẫu"),
        ("What is done", True, "Vận động tham gia bảo hiểm y tế"),
        ("By when", True, "12/2026"),
        ("With what result", True, "Bảo hiểm y tế"),
        ("Who answers for it", True, "Ủy ban nhân dân phường Mẫu"),
        ("What comes out of it", True, "Danh sách"),
    ]
    assert [(one.title, one.note) for one in block.asked_by] == [("Mẫu 2026", "lines 255–256, lines 745–746, lines 18–19")]


def test_more_than_three_agencies_are_counted(site):
    more = {f"data/agencies/to-{number}.yml": f"name: Tổ {number}\n" for number in range(1, 6)}
    lead = "coordinating: [to-1, to-2, to-3, to-4, to-5]\n"
    made = site({**more, TASK: MINIMAL[TASK].replace("lead: [ubnd-phuong-mau]\n", lead)})
    assert clarities(made, task(made)).rows[0].said == "Tổ 1, Tổ 2, Tổ 3 and 2 more"


def test_totals_never_add_tasks_to_projects(site):
    made = site()
    records = [*made.plan.of("targets"), *made.plan.of("tasks"), *made.plan.of("projects")]
    five = {"people": 1, "work": 1, "time": 1, "responsibility": 1}
    assert counted(made, records) == {
        "tasks": {"of": 1, **five, "result": 1, "product": 0},
        "projects": {"of": 1, **five, "result": 0, "product": 1},
    }
    found = totals(made, records)
    assert found.kinds == ("Tasks", "Projects")
    assert found.rows[3:] == (
        ("With what result", ("1/1", "0/1")),
        ("Who answers for it", ("1/1", "1/1")),
        ("What comes out of it", ("0/1", "1/1")),
    )


def test_no_total_of_nothing_and_no_block_without_a_list(site, tmp_path: Path):
    made = site()
    assert totals(made, made.plan.of("targets")) is None
    bare = prepare(settings_for(write_plan(tmp_path / "bare", {})))[0].site
    assert clarities(bare, task(bare)) is None and totals(bare, bare.plan.of("tasks")) is None


def test_the_data_says_the_same(site):
    made = site()
    assert row(made, task(made))["clarities"] == stated(made, task(made))
    agency = row(made, made.plan.records["agencies"]["ubnd-phuong-mau"])["clarities"]
    document = row(made, made.plan.records["documents"]["mau-2026"])["clarities"]
    assert agency == document == counted(made, [*made.plan.of("tasks"), *made.plan.of("projects")])
    assert json.loads(line(row(made, task(made))))["product"] is None


def test_a_document_that_is_withheld_is_not_named_as_asking(site):
    secret = (
        MINIMAL[f"{DOCUMENT}/document.yml"].replace("short: Mẫu 2026", "short: KÍN") + "publication: {status: withheld}\n"
    )
    asking = LIST.replace("asked_by:\n", "asked_by:\n    - {document: kin, lines: 1, words: rõ}\n")
    made = site({"data/documents/kin/document.yml": secret, "data/clarities.yml": asking})
    assert [one.title for one in clarities(made, task(made)).asked_by] == ["Mẫu 2026"]
