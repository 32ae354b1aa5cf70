"""A warm build gives what a cold one gives, byte for byte, whatever was edited, and whatever became of its memory.

The whole site is compared after each edit. `python -m tests.warm_builds` makes as many random edits as wished.
"""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import time
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import pytest

from generator import earlier, last_build
from generator.build import prepare
from generator.digests import Digester
from generator.pages.site import INDEXES
from generator.plan import Plan
from generator.processes import number_of_shares
from generator.trace import Trace
from generator.watched import SAME_FOR_ALL, Digests, WatchedMapping, WatchedRow, watched
from tests import warm_builds
from tests.cache_faults import FAULTS
from tests.conftest import DOCUMENT, MINIMAL, write_plan
from tests.warm_builds import EDITS, Project, dump, edited, forgetting, loaded, project

ABOVE = "data/documents/98"
MORE = {
    "data/places/tinh-mau.yml": "name: Tỉnh Mẫu\nkind: province\n",
    "data/places/tinh-mau-khac.yml": "name: Tỉnh Mẫu Khác\nkind: province\n",
    "data/places/huyen-mau.yml": "name: Huyện Mẫu\nkind: district\nparent: tinh-mau\n",
    "data/places/phuong-mau.yml": "name: Phường Mẫu\nkind: ward\nparent: huyen-mau\n",
    "data/indicators/bao-hiem-y-te.yml": MINIMAL["data/indicators/bao-hiem-y-te.yml"] + "better: higher\n",
    f"{ABOVE}/document.yml": MINIMAL[f"{DOCUMENT}/document.yml"]
    .replace("place: phuong-mau", "place: tinh-mau")
    .replace("Mẫu 2026", "Tỉnh 2026"),
    f"{ABOVE}/targets/1.yml": MINIMAL[f"{DOCUMENT}/targets/1.yml"].replace("98", "99"),
    f"{DOCUMENT}/targets/2.yml": MINIMAL[f"{DOCUMENT}/targets/1.yml"].replace("    indicator: bao-hiem-y-te\n", ""),
    f"{DOCUMENT}/tasks/1.2.yml": MINIMAL[f"{DOCUMENT}/tasks/1.1.yml"].replace(
        "targets: [1]\n", "cites: [{reference: 1-nq-mau-2025}]\n"
    ),
}
MEASURE = {"name": "Tỷ lệ", "indicator": "bao-hiem-y-te", "at_least": "99", "unit": "percent"}
EDITS_BY_NAME = {edit.__name__: edit for edit in EDITS}
REPORT = """\
title: Báo cáo
agency: ubnd-phuong-mau
period: 2026
date: 2026-10-01
source: {title: Nguồn}
entries:
  - {task: "1.1", status: done}
"""


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """Two small documents, one of them of the level above, built once."""
    return project(write_plan(tmp_path, MORE), seed=1)


def change(key: str, value: object, file: str) -> Callable[[Project], None]:
    return lambda of: dump(of.root / file, loaded(of.root / file) | {key: value})


def add(file: str, like: str, **values: object) -> Callable[[Project], None]:
    return lambda of: dump(of.root / file, loaded(of.root / like) | values)


def report(of: Project) -> None:
    (of.root / DOCUMENT / "reports").mkdir()
    (of.root / DOCUMENT / "reports/2026-10-01-ubnd-phuong-mau.yml").write_text(REPORT, "utf-8")


@pytest.fixture(params=["files read again", "files known by their time"])
def known_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file written just before it was seen is read again in the next build: in tests each one, unless this is short."""
    if request.param == "files known by their time":
        monkeypatch.setattr(earlier, "_SAME_TICK", -(10**12))


@pytest.mark.parametrize(("size", "edits"), [(0, 7), (150, 5)])
def test_random_edits(tmp_path: Path, known_by: None, size: int, edits: int):
    of, done = project(tmp_path, 2026, size), 0
    for edit in of.draw.sample(EDITS, len(EDITS)):
        if done < edits and edited(of, edit):
            done += 1
            of.warm()
            assert of.differing() == [], edit.__name__
    assert done == edits


FORGOTTEN = {
    "agencies": change("name", "Ủy ban", "data/agencies/ubnd-phuong-mau.yml"),
    "places": change("name", "Phường", "data/places/phuong-mau.yml"),
    "documents": change("short", "Mẫu", f"{DOCUMENT}/document.yml"),
    "references": change("number", "2-NQ/MAU", "data/references/1-nq-mau-2025.yml"),
    "indicators": change("name", "Bảo hiểm", "data/indicators/bao-hiem-y-te.yml"),
    "targets": change("title", "Bảo hiểm", f"{DOCUMENT}/targets/1.yml"),
    "current": add(f"{DOCUMENT}/tasks/1.3.yml", f"{DOCUMENT}/tasks/1.2.yml", deadline="ongoing"),
    "naming": add(f"{DOCUMENT}/tasks/1.3.yml", f"{DOCUMENT}/tasks/1.2.yml"),
    "neighbours": change("title", "Tên khác", f"{DOCUMENT}/tasks/1.2.yml"),
    "by_indicator": add(f"{ABOVE}/targets/2.yml", f"{ABOVE}/targets/1.yml", measures=[MEASURE | {"by": "2040"}]),
    "pairs": change("parent", "tinh-mau-khac", "data/places/huyen-mau.yml"),
    "facts": report,
    "written_about": lambda of: of.mentions.update({"mau-2026/tasks/1.1": ()}) or EDITS[-1](of),
    "of_document": change("measures", [MEASURE | {"at_least": "97"}], f"{ABOVE}/targets/1.yml"),
    "frame": lambda of: setattr(of, "footer", "<footer>khác"),
}


@pytest.mark.parametrize("name", FORGOTTEN)
def test_what_would_be_wrong_if_a_key_were_forgotten(small: Project, name: str):
    """Each of these kinds of key is needed: without it some page stays as it was, and the comparison says so."""
    with forgetting(name):
        shutil.rmtree(small.root / "cache")
        small.warm()
        FORGOTTEN[name](small)
        assert small.warm().kept > 0
        assert small.differing() != []


def test_one_changed_title_leaves_most_pages_alone(small: Project):
    pages = small.warm().pages
    assert small.warm().kept == pages
    change("title", "Tên khác", f"{DOCUMENT}/tasks/1.2.yml")(small)
    report = small.warm()
    # Itself, the one before it, its document, who leads it, what it cites, the lists of tasks, deadlines and warnings, and
    # the warnings of its document.
    assert report.pages - report.kept == 9
    assert small.differing() == []


def test_keys_of_which_nothing_is_made_any_longer_do_not_pile_up(small: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(last_build, "_MOST_TABLES", 3)
    memory, tables = small.root / "cache" / "site.pages", []
    for number in range(5):
        change("title", f"Tên thứ {number}", f"{DOCUMENT}/tasks/1.2.yml")(small)
        report = small.warm()
        assert 0 < report.kept < report.pages
        assert small.differing() == []
        _, *sizes = json.loads(memory.read_bytes().split(b"\n")[2])
        tables.append(len(sizes))
    assert max(tables) <= 3 + number_of_shares() and 1 + number_of_shares() in tables[1:]


def test_what_all_pages_have_in_common_makes_all_of_them_again(small: Project):
    for edit in (EDITS_BY_NAME["_next_day"], EDITS_BY_NAME["_change_template"], EDITS_BY_NAME["_change_term"]):
        edit(small)
        assert small.warm().kept == 0
        assert small.differing() == []


def test_a_template_that_is_edited_while_a_site_is_built_makes_all_pages_again(small: Project, monkeypatch):
    prepare_as_ever, edits = warm_builds.prepare, iter([EDITS_BY_NAME["_change_template"]])

    def prepare_late(*given: object):
        prepared = prepare_as_ever(*given)
        for edit in edits:
            edit(small)
        return prepared

    change("title", "Tên khác", f"{DOCUMENT}/tasks/1.2.yml")(small)
    with monkeypatch.context() as late:
        late.setattr(warm_builds, "prepare", prepare_late)
        small.warm()
    assert small.warm().kept == 0
    assert small.differing() == []


def test_nothing_reaches_a_page_unwatched(small: Project):
    """Whatever a site, its plan and its facts hold is either watched, or the same for all pages and remembered as such."""
    site = prepare(small.settings(None))[0].site
    seen = watched(dataclasses.replace(site, trace=Trace({}, {})))
    watching = (WatchedMapping, WatchedRow)
    for held in (seen, seen.facts, seen.trace):
        for one in dataclasses.fields(held):
            value = getattr(held, one.name)
            own = one.name in (*SAME_FOR_ALL, "plan", "facts", "trace", "kept", "recent", "notes", "indexes")
            assert own or isinstance(value, watching), one.name
    assert all(isinstance(rows, watching) for rows in seen.plan.records.values())
    for name in [name for name, value in vars(type(site)).items() if isinstance(value, cached_property)]:
        assert isinstance(getattr(seen, name), watching), name
    public = {name for name in [*vars(Plan), *Plan.__dataclass_fields__] if not name.startswith("_")}
    assert public - {name for name in dir(seen.plan) if not name.startswith("_")} == {"mentions"}
    assert all(isinstance(seen.index(name), watching) for name in INDEXES)


def test_each_lookup_is_noted(small: Project):
    site = prepare(small.settings(None))[0].site
    seen, task = watched(site), "mau-2026/tasks/1.1"
    tasks = seen.plan.records["tasks"]
    for look, key in (
        (lambda: tasks[task], ("tasks", task)),
        (lambda: tasks.get("none"), ("tasks", "none")),
        (lambda: "none" in tasks, ("tasks", "none")),
        (lambda: list(tasks), ("tasks",)),
        (lambda: len(tasks), ("tasks",)),
        (lambda: tasks.keys() & {"none"}, ("tasks", "none")),
        (lambda: tasks == {}, ("tasks",)),
        (lambda: list(seen.plan.of("tasks")), ("tasks",)),
        (lambda: seen.plan.find("tasks", task), ("tasks", task)),
        (lambda: seen.facts.measures.get(("x", 0)), ("facts", "x")),
        (lambda: ("x", 0) in seen.facts.measures, ("facts", "x")),
        (lambda: seen.dues[0], ("dues",)),
        (lambda: bool(seen.warnings), ("warnings",)),
    ):
        look()
        assert key in seen.notes.taken()
    with pytest.raises(AttributeError):
        seen.plan.mentions  # noqa: B018


def test_what_is_made_once_hands_on_what_it_looked_up(small: Project):
    seen = watched(prepare(small.settings(None))[0].site)
    for _ in range(2):
        seen.once(("outer", ""), lambda: seen.once(("inner", ""), lambda: seen.plan.find("agencies", "x")))
        assert seen.notes.taken() == {("agencies", "x")}


def test_a_digest_is_of_values_and_refuses_what_it_does_not_know(small: Project):
    first, again = (prepare(small.settings(None))[0].site for _ in range(2))
    for one, other in zip(first.dues, again.dues, strict=True):
        assert one is not other
        assert Digester().of(one) == Digester().of(other)
    assert len({Digester().of(one) for one in first.dues}) == len(first.dues)
    record = first.plan.records["tasks"]["mau-2026/tasks/1.1"]
    scrubbed = dataclasses.replace(record, digest=b"", data=record.data.model_copy(update={"lead": ()}))
    assert len({Digester().of(one) for one in (record, dataclasses.replace(record, digest=b""), scrubbed)}) == 3
    with pytest.raises(TypeError, match="no digest of a set"):
        Digester().of({"a"})


PAGE = "van-ban/mau-2026/nhiem-vu/1.1/index.html"


def _edited_by_hand(page: Path) -> None:
    before = page.stat()
    page.write_bytes(page.read_bytes().replace("Vận".encode(), "Bận".encode()))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert page.stat().st_size == before.st_size


def _swapped(page: Path) -> None:
    other = page.parents[1] / "1.2/index.html"
    content = page.read_bytes()
    page.write_bytes(other.read_bytes())
    other.write_bytes(content)


def _truncated(page: Path) -> None:
    page.write_bytes(page.read_bytes()[:-1])


def _lengthened(page: Path) -> None:
    page.write_bytes(page.read_bytes() + b" ")


def _a_link(page: Path) -> None:
    elsewhere = page.with_name("elsewhere.html")
    page.rename(elsewhere)
    page.symlink_to(elsewhere.name)


def _a_folder(page: Path) -> None:
    page.unlink()
    page.mkdir()


def _a_pipe(page: Path) -> None:
    page.unlink()
    os.mkfifo(page)


def _of_its_data(page: Path) -> None:
    page.with_name("index.json").write_bytes(b"{}")


def _all_gone(page: Path) -> None:
    shutil.rmtree(page.parents[4])


@pytest.mark.parametrize(
    "fault",
    [_edited_by_hand, _swapped, _truncated, _lengthened, _a_link, _a_folder, _a_pipe, _of_its_data, Path.unlink, _all_gone],
)
def test_what_became_of_the_last_site_never_reaches_the_next(tmp_path: Path, known_by: None, fault: Callable[[Path], None]):
    small = project(write_plan(tmp_path, MORE), seed=1)
    time.sleep(0.02)  # a tick of the clock
    fault(small.last / PAGE)
    report = small.warm()
    assert report.kept < report.pages
    assert not (small.last / PAGE).is_symlink()
    assert small.differing() == []


def test_source_texts_that_come_and_change_and_go(small: Project):
    text = small.root / "sources" / "mau.txt"
    for words in ("Tỷ lệ bảo hiểm y tế 98 %\n" * 6, "", "không có số\n" * 6):
        shutil.rmtree(text.parent, ignore_errors=True)
        for document in (DOCUMENT, ABOVE):
            source = {"file": text.name, "sha256": sha256(words.encode()).hexdigest()}
            change("source", source, f"{document}/document.yml")(small)
        small.warm()
        if words:
            text.parent.mkdir()
            text.write_text(words, "utf-8")
        report = small.warm()
        assert (report.kept == report.pages) is not bool(words)
        assert small.differing() == []


def test_a_page_of_which_there_is_no_digest_is_made_again(small: Project, monkeypatch: pytest.MonkeyPatch):
    of = Digests.of

    def refuses(self: Digests, key: tuple) -> bytes:
        if key[0] == "agencies":
            raise TypeError
        return of(self, key)

    monkeypatch.setattr(Digests, "of", refuses)
    for _ in range(2):
        report = small.warm()
        assert 0 < report.kept < report.pages
        assert small.differing() == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_memory_with_a_fault_never_gives_a_wrong_page(small: Project, fault: Callable[[Path], None]):
    memory = small.root / "cache" / "site.pages"
    fault(memory)
    (small.root / DOCUMENT / "tasks/1.2.yml").unlink()
    small.warm()
    assert small.differing() == []
    report = small.warm()
    assert report.kept == (0 if memory.is_dir() else report.pages)


def test_a_memory_of_another_site_is_of_no_use(small: Project):
    """What was remembered fits the files that were written then, and no others."""
    memory = small.root / "cache" / "site.pages"
    before = memory.read_bytes()
    change("title", "Tên khác", f"{DOCUMENT}/tasks/1.2.yml")(small)
    small.warm()
    memory.write_bytes(before)
    small.warm()
    assert small.differing() == []
