"""A small valid plan (openly fictional: Phường Mẫu) that tests write to a folder and lay their own files over.

In: a test's files by path. Out: the project's folder, or the problems of a run on it. Leaves to others: what a fault is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import hypothesis
import pytest

from generator.build import Settings, prepare
from generator.problems import Problem

# The same examples in every run, nothing kept in the tree, and no time limit on a busy machine.
hypothesis.settings.register_profile("tests", derandomize=True, deadline=None)
hypothesis.settings.load_profile("tests")

AS_OF = date(2026, 11, 22)
DOCUMENT = "data/documents/mau-2026"
MINIMAL = {
    "data/fields.yml": "society: {vi: Xã hội, en: Society}\n",
    "data/units.yml": 'percent: {vi: "%", en: "%", symbol: true}\nbillion-vnd: {vi: tỷ đồng, en: billion VND}\n',
    "data/amounts.yml": "total: {vi: Tổng vốn, en: Total}\n",
    "data/funding.yml": "state-budget: {vi: Ngân sách nhà nước, en: State budget}\n",
    "data/places/phuong-mau.yml": "name: Phường Mẫu\nkind: ward\n",
    "data/agencies/ubnd-phuong-mau.yml": "name: Ủy ban nhân dân phường Mẫu\nplace: phuong-mau\n",
    "data/agencies/dang-uy-phuong-mau.yml": "name: Đảng ủy phường Mẫu\n",
    "data/indicators/bao-hiem-y-te.yml": "name: Tỷ lệ bảo hiểm y tế\nunit: percent\nfield: society\n",
    "data/references/1-nq-mau-2025.yml": "number: 1-NQ/MAU\ntitle: Nghị quyết mẫu\nissuer: dang-uy-phuong-mau\n",
    f"{DOCUMENT}/document.yml": f"""\
title: Kế hoạch phường Mẫu năm 2026
short: Mẫu 2026
kind: plan
issuer: dang-uy-phuong-mau
place: phuong-mau
period: 2026
sections:
  - {{code: "1", title: Xã hội}}
source: {{file: mau.txt, sha256: {"0" * 64}}}
""",
    f"{DOCUMENT}/targets/1.yml": """\
title: Bảo hiểm y tế
field: society
measures:
  - name: Tỷ lệ bảo hiểm y tế
    indicator: bao-hiem-y-te
    at_least: 98
    unit: percent
source: {point: 1.a, lines: 3}
""",
    f"{DOCUMENT}/tasks/1.1.yml": """\
title: Vận động tham gia bảo hiểm y tế
section: 1
lead: [ubnd-phuong-mau]
deadline: 2026-12
funding: [state-budget]
targets: [1]
source: {lines: [4, 5]}
""",
    f"{DOCUMENT}/projects/tram-y-te.yml": """\
title: Trạm y tế phường Mẫu
kind: work
lead: [ubnd-phuong-mau]
deadline: 2026
funding: [state-budget]
source: {lines: 6}
""",
}
# What the rules that compare figures need beside it.
UNITS = """\
percent: {vi: "%", en: "%", symbol: true}
billion-vnd: {vi: tỷ đồng, en: billion VND}
million-vnd: {vi: triệu đồng, en: million VND}
visitor: {vi: lượt khách, en: visitors}
beds-per-10000: {vi: giường/1 vạn dân, en: beds per 10 000}
"""
KINDS = ("investment-total", "investment-state", "planned-total", "planned-land-use", "planned-support")
AMOUNTS = "".join(f"{kind}: {{vi: {kind}, en: {kind}}}\n" for kind in KINDS)
FileContents = dict[str, str | bytes]


def write_plan(root: Path, files: FileContents) -> Path:
    """Writes the small plan below `root`, with these files laid over it; returns `root`."""
    for name, content in {**MINIMAL, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def settings_for(root: Path) -> Settings:
    """Settings for a run on the plan below `root`, with all that does not matter here left empty."""
    return Settings(root, root / "data", root / "content", AS_OF, "en", "", "https://mau.example/", "", "")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Builds by the command keep what they have parsed here, not where this user's own builds do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def problems_with(tmp_path: Path) -> Callable[[FileContents], list[Problem]]:
    """All problems of a run on the small plan with these files laid over it."""
    return lambda files: prepare(settings_for(write_plan(tmp_path, files)))[1]


@pytest.fixture
def warned(problems_with) -> Callable[[str, dict], list[str]]:
    """The files that one check warns of, in a run on the small plan with these files laid over it."""

    def run(check: str, files: dict) -> list[str]:
        problems = problems_with({"data/units.yml": UNITS, "data/amounts.yml": AMOUNTS, **files})
        assert [problem for problem in problems if problem.is_error] == []
        return [problem.place.file for problem in problems if problem.check == check]

    return run
