"""The rules on reports, which are errors: a target missed without a reason, a correction of nothing."""

from __future__ import annotations

import pytest

from tests.conftest import DOCUMENT
from tests.test_checks_consistency import INSURED, TARGET, target


def report(day: str, entry: str) -> dict[str, str]:
    head = f"title: Báo cáo\nagency: ubnd-phuong-mau\nperiod: 2026-01\ndate: {day}\nsource: {{title: Số 1}}\n"
    return {f"{DOCUMENT}/reports/{day}.yml": f"{head}entries: [{{{entry}}}]\n"}


@pytest.mark.parametrize(
    ("bound", "entry", "missed"),
    [
        ("at_least: 98", "value: 97.9, as_of: 2026-06-30", True),
        ("at_least: 98", "value: 97.9, as_of: 2026-06-29", False),  # the day before the last day
        ("at_least: 98", "value: 97.9, as_of: 2026-07-01", True),
        ("at_least: 98", "value: 98, as_of: 2026-06-30", False),
        ("more_than: 98", "value: 98, as_of: 2026-06-30", True),
        ("at_most: 98", "value: 98, as_of: 2026-06-30", False),
        ("less_than: 98", "value: 98, as_of: 2026-06-30", True),
        ("exactly: 98", "value: 98.1, as_of: 2026-06-30", True),
        ("between: [97, 98]", "value: 98.1, as_of: 2026-06-30", True),
        ("about: 98", "value: 50, as_of: 2026-06-30", False),
        ("at_least: 98", "value: 97.9, as_of: 2026-06-30, reason: Mưa lũ", True),
        ("at_least: 98", "value: 97.9, as_of: 2026-06-30, action: Vận động thêm", True),
        ("at_least: 98", "value: 97.9, as_of: 2026-06-30, reason: Mưa lũ, action: Vận động thêm", False),
        ("at_least: 98", "result: Đang rà soát, as_of: 2026-06-30", False),
    ],
)
def test_a_target_missed_says_why(bound, entry, missed, problems_with):
    files = {TARGET: target(f"{INSURED}, {bound}, by: 2026-06"), **report("2026-07-10", f"target: '1', {entry}")}
    found = [(one.place.file, one.level) for one in problems_with(files) if one.check == "missed-without-reason"]
    assert found == ([(f"{DOCUMENT}/reports/2026-07-10.yml", "error")] if missed else [])


@pytest.mark.parametrize(
    ("first", "second", "is_wrong"),
    [
        ("target: '1', value: 97", "target: '1', value: 98", False),
        ("target: '1', measure: 1, value: 97", "target: '1', value: 98", False),
        ("task: '1.1', status: done", "target: '1', value: 98", True),
        ("task: '1.1', status: done", "task: '1.1', status: under-way", False),
        ("project: tram-y-te, status: done", "task: '1.1', status: under-way", True),
    ],
)
def test_a_correction_corrects_an_entry_on_the_same_record(first, second, is_wrong, problems_with):
    files = {**report("2026-02-10", first), **report("2026-03-10", f"{second}, corrects: '2026-02-10'")}
    found = [one.level for one in problems_with(files) if one.check == "corrects-nothing"]
    assert found == (["error"] if is_wrong else [])
