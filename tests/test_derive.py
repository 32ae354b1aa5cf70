"""What reports say reaches the right record and measure, and a correction hides nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.build import load
from generator.derive import Facts, derive
from tests.conftest import DOCUMENT, settings_for, write_plan

TARGET = "mau-2026/targets/1"


def report(day: str, entry: str) -> dict[str, str]:
    head = f"title: Báo cáo {day}\nagency: ubnd-phuong-mau\nperiod: 2026-01\ndate: {day}\nsource: {{title: Số 1}}\n"
    return {f"{DOCUMENT}/reports/{day}.yml": f"{head}entries: [{{{entry}}}]\n"}


@pytest.fixture
def derived(tmp_path: Path):
    def facts(day: str, *files: dict[str, str]) -> Facts:
        on = date.fromisoformat(day)
        settings = replace(settings_for(write_plan(tmp_path, dict(pair for one in files for pair in one.items()))), as_of=on)
        plan, _, problems = load(settings)
        assert not [problem for problem in problems if problem.is_error]
        return derive(plan, on)

    return facts


@pytest.mark.parametrize("first", ["", "measure: 1, "])
@pytest.mark.parametrize("second", ["", "measure: 1, "])
def test_a_correction_holds_whether_or_not_it_names_the_only_measure(derived, first, second) -> None:
    wrong = report("2026-02-10", f"target: '1', {first}value: 99")
    right = report("2026-03-10", f"target: '1', {second}value: 90, corrects: '2026-02-10'")
    facts = derived("2026-06-01", wrong, right)
    assert facts.records[TARGET].status == "reported"
    assert facts.records[TARGET].inputs["value"] == 90


def test_what_was_corrected_stays_visible(derived) -> None:
    wrong = report("2026-02-10", "target: '1', value: 99")
    right = report("2026-03-10", "target: '1', value: 90, corrects: '2026-02-10'")
    rows = derived("2026-06-01", wrong, right).said[TARGET]
    assert [(one.report.id, one.entry.value, one.corrected_by and one.corrected_by.id) for one in rows] == [
        ("2026-02-10", 99, "2026-03-10"),
        ("2026-03-10", 90, None),
    ]


def test_a_correction_may_itself_be_corrected(derived) -> None:
    facts = derived(
        "2026-06-01",
        report("2026-02-10", "target: '1', value: 99"),
        report("2026-03-10", "target: '1', value: 90, corrects: '2026-02-10'"),
        report("2026-04-10", "target: '1', value: 98, corrects: '2026-03-10'"),
    )
    assert facts.records[TARGET].status == "reached"
    assert [bool(one.corrected_by) for one in facts.said[TARGET]] == [True, True, False]


@pytest.mark.parametrize(
    ("day", "status"),
    [("2026-02-09", "no-report"), ("2026-02-10", "reached"), ("2026-03-09", "reached"), ("2026-03-10", "reported")],
)
def test_a_site_of_an_earlier_day_knows_no_later_report(derived, day, status) -> None:
    wrong = report("2026-02-10", "target: '1', value: 99")
    right = report("2026-03-10", "target: '1', value: 90, corrects: '2026-02-10'")
    assert derived(day, wrong, right).records[TARGET].status == status
