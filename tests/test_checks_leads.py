"""An agency that takes part but never leads, on either side of the rule's edge; and that a finding is but a warning."""

from __future__ import annotations

import pytest

from tests.conftest import AMOUNTS, DOCUMENT, MINIMAL, UNITS
from tests.test_checks_consistency import (
    HEAD,
    INSURED,
    OTHER,
    PROJECT,
    TARGET,
    TASK,
    VISITORS,
    document,
    money,
    project,
    target,
    task,
    totals_of,
    two_levels,
)

POLICE = "data/agencies/cong-an-phuong-mau.yml"
JOINS = "lead: [ubnd-phuong-mau]\ncoordinating: [cong-an-phuong-mau]\n"
DUTY = """\
duties:
  - agency: [ubnd-phuong-mau]
    to: [cong-an-phuong-mau]
    what: Báo cáo
    source: {lines: 9}
"""


OWN_DUTY = document("phuong-mau", "2026") + DUTY.replace("agency: [ubnd", "agency: [cong-an")
LED = {f"{OTHER}/targets/1.yml": target("goal: An toàn, lead: [ubnd-phuong-mau]")}


@pytest.mark.parametrize(
    ("agency", "files", "expected"),
    [
        ("place: phuong-mau\n", {TASK: task(JOINS)}, [POLICE]),
        ("place: phuong-mau\nkind: collective\n", {TASK: task(JOINS)}, []),
        ("", {TASK: task(JOINS)}, []),
        ("place: tinh-mau\n", {TASK: task(JOINS)}, []),
        ("place: phuong-mau\n", {}, []),
        ("place: phuong-mau\n", {**LED, f"{OTHER}/document.yml": document("phuong-mau", "2026") + DUTY}, [POLICE]),
        # where nobody is named as lead, nobody can lead
        ("place: phuong-mau\n", {f"{OTHER}/document.yml": document("phuong-mau", "2026") + DUTY}, []),
        # a duty of its own is something to answer for
        ("place: phuong-mau\n", {TASK: task(JOINS), f"{OTHER}/document.yml": OWN_DUTY}, []),
        ("place: phuong-mau\n", {TASK: task(JOINS), TARGET: target("goal: An toàn, lead: [cong-an-phuong-mau]")}, []),
        (
            "place: phuong-mau\n",
            {
                TASK: task(JOINS),
                f"{OTHER}/document.yml": document("phuong-mau", "2026").replace("dang-uy-phuong-mau", "cong-an-phuong-mau"),
            },
            [],
        ),
    ],
)
def test_an_agency_that_takes_part_leads_something(agency, files, expected, warned):
    places = {"data/places/tinh-mau.yml": "name: Tỉnh Mẫu\nkind: province\n"}
    assert warned("never-leads", {**places, POLICE: f"name: Công an phường Mẫu\n{agency}", **files}) == expected


def test_every_finding_is_a_warning(problems_with):
    files = {
        "data/units.yml": UNITS,
        "data/amounts.yml": AMOUNTS,
        **two_levels("exactly: 95, unit: percent", "exactly: 96, unit: percent"),
        f"{OTHER}/document.yml": document("phuong-mau", "2026"),
        f"{OTHER}/targets/1.yml": target(f"{INSURED}, exactly: 99"),
        f"{DOCUMENT}/targets/2.yml": target(VISITORS, "at_least: 101, unit: visitor, of_which: true"),
        PROJECT: project(*money(planned_total=1, planned_land_use=2, investment_total=1, investment_state=2)),
        POLICE: "name: Công an phường Mẫu\nplace: phuong-mau\n",
        TASK: task(JOINS + "deadline: 2030\n"),
        HEAD: MINIMAL[HEAD]
        + totals_of("Mẫu")
        + "      - {kind: planned-total, value: 1, unit: billion-vnd}\n    source: {lines: 9}\n",
    }
    found = {(problem.check, problem.level) for problem in problems_with(files)}
    assert found == {
        (check, "warning")
        for check in (
            "planned-funds",
            "unknown-group",
            "state-part",
            "part-above-whole",
            "different-targets",
            "short-of-level-above",
            "deadline-outside-period",
            "left-open",
            "never-leads",
        )
    }
