"""No step looks through everything for each thing: twice the records take about twice the work, in every stage.

What is counted is the lines of Python that run, each turn of a loop again, and no time, so a busy machine changes nothing.
Loops inside C (`in` a list, sorting) are not seen. Plans are large enough to hold several provinces with their wards: in
smaller ones the shape itself still changes with the size.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from generator import build
from generator.pages import all_pages
from tests.benchmarks.invented_plan import write_plan
from tests.conftest import settings_for

RECORDS = 1200
MOST = 2.3  # times the work, for twice the records
STAGES = (
    *("read", "link", "clear", "documents_alone", "check", "derive", "together"),
    *("dues_of_kind", "warn_within", "warn_between", "most_pressing_first"),
)


class Lines(Counter):
    """How many lines have run, by the name of what was done."""

    def counting(self, name: str, function: Callable) -> Callable:
        """The function, its lines counted."""

        def trace(frame: FrameType, event: str, _: object) -> Callable:
            self[name] += 1
            return trace

        def counted(*given: Any, **named: Any) -> Any:
            before = sys.gettrace()
            sys.settrace(trace)
            try:
                return function(*given, **named)
            finally:
                sys.settrace(before)

        return counted


def lines_of(root: Path, size: int) -> tuple[int, Lines]:
    """The records of an invented plan of about this size, and the lines that every stage runs for it."""
    records, lines = write_plan(root, size, seed=1), Lines()
    with pytest.MonkeyPatch.context() as patch:
        for stage in STAGES:
            patch.setattr(build, stage, lines.counting(stage, getattr(build, stage)))
        prepared, _ = build.prepare(settings_for(root))
    pages = lines.counting("pages", lambda: list(all_pages(prepared.site)))()
    lines.counting("render", lambda: [prepared.render.filled(page) for page in pages])()
    return records, lines


@pytest.fixture(scope="module")
def growth(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """By stage, how many times the work twice the records are; what runs once in a process has run before."""
    lines_of(tmp_path_factory.mktemp("first"), 60)
    (few, once), (many, twice) = (lines_of(tmp_path_factory.mktemp("plan"), size) for size in (RECORDS, 2 * RECORDS))
    return {stage: twice[stage] / once[stage] * 2 * few / many for stage in twice}


@pytest.mark.parametrize("stage", [*STAGES, "pages", "render"])
def test_twice_the_records_take_about_twice_the_work(growth: dict[str, float], stage: str) -> None:
    assert growth[stage] < MOST


def test_a_quadratic_step_is_seen() -> None:
    def each_with_each(number: int) -> int:
        return sum(sum(1 for _ in range(number)) for _ in range(number))

    lines = Lines()
    for number in (100, 200):
        lines.counting(str(number), partial(each_with_each, number))()
    assert lines["200"] / lines["100"] > 3.8
