"""A preparation that goes on from an earlier one comes to the same as one from nothing, whatever was edited in between.

Plan, problems, facts, dues, warnings and some pages are compared as values, in their order, after each edit.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from time import time_ns
from types import SimpleNamespace

import pytest

from generator.build import Prepared, prepare
from generator.checks import check
from generator.derive import derive
from generator.earlier import Earlier
from generator.model import KINDS, Record
from generator.pages import planned_pages
from generator.problems import Problem
from generator.warn import dues, warn
from tests.benchmarks.invented_plan import write_plan as write_invented
from tests.conftest import DOCUMENT, MINIMAL, write_plan
from tests.test_warm_builds import MORE, change
from tests.warm_builds import EDITS, EXAMPLE, Project, edited

LATER = 10_000_000_000
PAGES = 40


def settled() -> int:
    """A clock by which every file was written some time ago, so that it counts as the same by its marks alone."""
    return time_ns() + LATER


def told(found: tuple[Prepared, list[Problem]], draw: Random) -> list[object]:
    """All that a preparation comes to, as values in their order."""
    prepared, problems = found
    site = prepared.site
    values: list[object] = [problems, *(list(rows.items()) for rows in site.plan.records.values())]
    values += [[record.digest for record in rows.values()] for rows in site.plan.records.values()]
    values += [site.plan.lists, list(site.plan.mentions.items()), site.dues, site.warnings]
    if site.facts:
        facts = site.facts
        values += [facts.as_of, facts.measures, facts.records, facts.said, list(facts.said)]
        planned = list(planned_pages(site))
        values += [one.make(site) for one in draw.sample(planned, min(PAGES, len(planned)))]
    return values


def same(of: Project, earlier: Earlier) -> Prepared:
    """Prepares both ways, and compares."""
    seed = of.draw.random()
    again, fresh = prepare(of.settings(None), earlier), prepare(of.settings(None))
    for one, other in zip(told(again, Random(seed)), told(fresh, Random(seed)), strict=True):
        assert one == other
    return again[0]


@pytest.mark.parametrize(("size", "edits"), [(0, 14), (150, 9)])
def test_random_edits(tmp_path: Path, size: int, edits: int):
    if size:
        write_invented(tmp_path, size, seed=11)
    else:
        shutil.copytree(EXAMPLE / "data", tmp_path / "data")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/a.html").write_text("", "utf-8")
    of, earlier, done = Project(tmp_path, Random(11)), Earlier(settled), 0
    same(of, earlier)
    for edit in of.draw.sample(EDITS, len(EDITS)):
        if done < edits and edited(of, edit):
            done += 1
            same(of, earlier)
    assert done == edits


TASK, AGENCY = f"{DOCUMENT}/tasks/1.1.yml", "data/agencies/ubnd-phuong-mau.yml"


def write(file: str, text: str) -> Callable[[Project], object]:
    return lambda of: write_plan(of.root, {file: text})


def remove(file: str) -> Callable[[Project], object]:
    return lambda of: (of.root / file).unlink()


STEPS: dict[str, list[Callable[[Project], object]]] = {
    "an id that no record has": [
        change("lead", ["khong-co"], TASK),
        change("title", "Khác", TASK),
        write(TASK, MINIMAL[TASK]),
    ],
    "no YAML": [write(TASK, "title: [\n"), write(AGENCY, "name: Khác\n"), write(TASK, MINIMAL[TASK])],
    "what others name is gone": [remove(AGENCY), change("title", "Khác", TASK), write(AGENCY, MINIMAL[AGENCY])],
    "what others name is faulty": [write(AGENCY, "nam: x\n"), change("title", "Khác", TASK), write(AGENCY, MINIMAL[AGENCY])],
    "a document without its file": [remove(f"{DOCUMENT}/document.yml"), lambda of: write_plan(of.root, MINIMAL)],
    "a check within a document": [change("section", "9", TASK), change("title", "Khác", TASK), change("section", "1", TASK)],
    "a check between documents": [change("moved_to", "khong-co", AGENCY), write(AGENCY, MINIMAL[AGENCY])],
    "a list with errors": [write("data/funding.yml", "state-budget: {vi: x}\n"), lambda of: write_plan(of.root, MINIMAL)],
    "a list that goes": [remove("data/funding.yml"), lambda of: write_plan(of.root, MINIMAL)],
    "withheld and published again": [
        change("publication", {"status": "withheld"}, AGENCY),
        change("title", "Khác", TASK),
        write(AGENCY, MINIMAL[AGENCY]),
    ],
    "a file that does not belong there": [write("data/agencies/a b.yml", "name: x\n"), remove("data/agencies/a b.yml")],
    "the next day": [lambda of: setattr(of, "as_of", of.as_of + timedelta(days=39)), write(TASK, MINIMAL[TASK])],
    "a page in content that leads nowhere": [write("content/x.md", "[[khong-co]]\n"), remove("content/x.md")],
}


@pytest.mark.parametrize("name", STEPS)
def test_errors_and_their_repair(tmp_path: Path, name: str):
    of, earlier = Project(write_plan(tmp_path, MORE), Random(1)), Earlier(settled)
    first = same(of, earlier)
    for step in STEPS[name]:
        step(of)
        last = same(of, earlier)
    assert first.site.facts and last.site.facts


def test_what_an_edit_does_not_touch_stays_the_same_object(tmp_path: Path):
    of, earlier = Project(write_plan(tmp_path, MORE), Random(1)), Earlier(settled)
    before = prepare(of.settings(None), earlier)[0].site
    change("title", "Khác", TASK)(of)
    after = prepare(of.settings(None), earlier)[0].site
    kept = {key for kind in KINDS for key, one in after.plan.records[kind].items() if one is before.plan.records[kind][key]}
    assert {key for rows in after.plan.records.values() for key in rows} - kept == {"mau-2026/tasks/1.1"}
    assert after.facts.records["98/targets/1"] is before.facts.records["98/targets/1"]


def test_after_errors_what_was_worked_out_before_them_still_counts(tmp_path: Path):
    of, earlier = Project(write_plan(tmp_path, MORE), Random(1)), Earlier(settled)
    before = prepare(of.settings(None), earlier)[0].site
    for lead in ("khong-co", "ubnd-phuong-mau"):
        change("lead", [lead], TASK)(of)
        after = prepare(of.settings(None), earlier)[0].site
    assert after.facts.records["98/targets/1"] is before.facts.records["98/targets/1"]


HELD = Record("agencies", "a", None, "a.yml", None, b"its bytes")


def about(**changed: int) -> SimpleNamespace:
    """What the system says of a file that was last changed at second 100."""
    marks = {"st_ino": 7, "st_dev": 3, "st_size": 9, "st_mtime_ns": 100 * 10**9, "st_ctime_ns": 100 * 10**9} | changed
    return SimpleNamespace(**marks)


def test_a_file_is_the_same_only_by_all_its_marks():
    earlier = Earlier(lambda: 200 * 10**9)
    earlier.add("a.yml", about(), HELD)
    earlier.end(is_whole=True)
    assert earlier.find("a.yml", about()) is HELD
    assert earlier.find("b.yml", about()) is None
    for mark, value in vars(about()).items():
        assert earlier.find("a.yml", about(**{mark: value + 1})) is None, mark


@pytest.mark.parametrize("mark", ["st_mtime_ns", "st_ctime_ns"])
def test_a_file_that_was_just_changed_is_read_again(mark: str):
    """A second change within one tick of the file system's clock leaves all marks as they were."""
    for seconds, held in ((0, None), (2, None), (4, HELD)):
        earlier = Earlier(lambda seconds=seconds: (100 + seconds) * 10**9)
        earlier.add("a.yml", about(**{"st_mtime_ns": 0, "st_ctime_ns": 0, mark: 100 * 10**9}), HELD)
        earlier.end(is_whole=True)
        assert earlier.find("a.yml", about(**{"st_mtime_ns": 0, "st_ctime_ns": 0, mark: 100 * 10**9})) is held
        assert earlier.find_content("a.yml", b"its bytes") is HELD
        assert earlier.find_content("a.yml", b"others") is None


def test_an_edit_that_keeps_size_and_time_is_seen(tmp_path: Path):
    of, earlier = Project(write_plan(tmp_path, MORE), Random(1)), Earlier(settled)
    same(of, earlier)
    path = tmp_path / TASK
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("Vận", "Bận"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert same(of, earlier).site.plan.records["tasks"]["mau-2026/tasks/1.1"].data.title.startswith("Bận")


def test_results_of_what_is_gone_are_let_go():
    earlier, of = Earlier(settled), object()
    first = earlier.made(("a",), (of,), object)
    earlier.end(is_whole=True)
    assert earlier.made(("a",), (of,), object) is first
    earlier.end(is_whole=True)
    for is_whole, stays in ((False, True), (True, False)):
        earlier.end(is_whole)
        assert (("a",) in earlier._results) is stays


def test_what_is_put_together_from_documents_is_what_follows_from_the_whole(tmp_path: Path):
    shutil.copytree(EXAMPLE / "data", tmp_path / "data")
    of = Project(tmp_path, Random(1))
    prepared, problems = prepare(of.settings(None))
    site, plan = prepared.site, prepared.site.plan
    facts = derive(plan, of.as_of)
    assert facts == site.facts
    assert dues(plan, facts) == site.dues
    assert warn(plan, facts, site.dues) == site.warnings
    found = [(problem.place.file, problem.check, problem.what) for problem in check(plan)]
    assert sorted(found, key=str) == sorted([(one.place.file, one.check, one.what) for one in problems], key=str)
    assert found
