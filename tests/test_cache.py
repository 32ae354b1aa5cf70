"""The cache of parsed files: it saves parsing and never changes a result, whatever stands where it should be.

Every fault below is laid over a pack that a sound run has left; then records and problems must be those of a run without a
cache, and the next run must find a sound pack again wherever one can be written.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import build, cache, strict_yaml
from generator import read as read_module
from generator.build import load, prepare
from generator.cache import MOST_PACKS, Kept, pack_for
from generator.mkdocs_plugin import _cache_folder
from generator.problems import as_json
from generator.read import read
from tests.cache_faults import FAULTS, a_folder, forged, pack
from tests.conftest import DOCUMENT, MINIMAL, settings_for, write_plan

TASK = f"{DOCUMENT}/tasks/1.1.yml"
TARGET = f"{DOCUMENT}/targets/1.yml"


def said(root: Path, folder: Path | None) -> tuple:
    """All records, lists and problems of a run, with or without a cache."""
    plan, _, problems = load(replace(settings_for(root), cache=folder))
    records = {kind: {full_id: repr(one) for full_id, one in rows.items()} for kind, rows in plan.records.items()}
    return records, repr(plan.lists), as_json(problems, str)


def parses(root: Path, folder: Path | None) -> list[str]:
    """The files that a run parses."""
    files = []

    def counted(file: str, text: str, with_places: bool = False) -> strict_yaml.Tree:
        files.append(file)
        return strict_yaml.parse(file, text, with_places)

    with patch.object(read_module, "parse", counted):
        said(root, folder)
    return files


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan", {})


@pytest.fixture
def folder(tmp_path: Path, plan: Path) -> Path:
    """A cache folder that holds the pack of the plan."""
    said(plan, tmp_path / "cache")
    return tmp_path / "cache"


def test_the_first_run_parses_every_file_and_the_next_one_none(plan, tmp_path):
    assert len(parses(plan, tmp_path / "cache")) == len(MINIMAL)
    assert parses(plan, tmp_path / "cache") == []
    assert parses(plan, None) != []
    assert said(plan, tmp_path / "cache") == said(plan, None)


@pytest.mark.parametrize("shares", [1, 2, 3])
def test_files_parsed_in_other_processes_come_to_the_same(tmp_path, monkeypatch, shares):
    """Sound files, one that is no YAML, one whose values are wrong, and two that are alike."""
    faults = {f"{DOCUMENT}/tasks/1.2.yml": "title: [", f"{DOCUMENT}/targets/2.yml": "title: A\nfield: 7\n"}
    plan = write_plan(tmp_path / "plan", {**faults, f"{DOCUMENT}/tasks/1.3.yml": MINIMAL[TASK]})
    monkeypatch.setattr(build, "MANY_FILES", 2)
    monkeypatch.setattr(build, "number_of_shares", lambda: shares)
    monkeypatch.setattr(read_module, "_TOGETHER", 2)
    expected = said(plan, None)
    assert '"yaml-syntax"' in expected[2]
    assert '"missing-key"' in expected[2]
    assert said(plan, tmp_path / "cache") == expected
    assert said(plan, tmp_path / "cache") == expected


def test_a_file_that_another_process_has_parsed_is_not_parsed_again(plan, tmp_path, monkeypatch):
    monkeypatch.setattr(build, "MANY_FILES", 2)
    monkeypatch.setattr(build, "number_of_shares", lambda: 2)
    monkeypatch.setattr(read_module, "_TOGETHER", 1)
    here = parses(plan, tmp_path / "cache")
    assert 0 < len(here) < len(MINIMAL)
    assert parses(plan, tmp_path / "cache") == []


def test_of_one_changed_file_only_that_one_is_parsed(plan, folder):
    (plan / TASK).write_text(MINIMAL[TASK].replace("Vận động", "Khuyến khích"), "utf-8")
    assert parses(plan, folder) == [TASK]
    assert parses(plan, folder) == []
    assert said(plan, folder) == said(plan, None)


def test_a_file_that_has_moved_is_not_parsed_again(plan, folder):
    (plan / TASK).rename(plan / f"{DOCUMENT}/tasks/1.2.yml")
    assert parses(plan, folder) == []
    assert said(plan, folder) == said(plan, None)


def test_a_change_that_keeps_size_and_time_is_seen(plan, folder):
    before = (plan / TARGET).stat()
    (plan / TARGET).write_text(MINIMAL[TARGET].replace("98", "89"), "utf-8")
    os.utime(plan / TARGET, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = (plan / TARGET).stat()
    assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    assert parses(plan, folder) == [TARGET]
    assert said(plan, folder) == said(plan, None)


def test_what_the_data_no_longer_holds_is_dropped(plan, folder):
    before = pack(folder).stat().st_size
    (plan / TASK).unlink()
    said(plan, folder)
    assert pack(folder).stat().st_size < before
    assert (plan / TASK).parent.is_dir()
    (plan / TASK).write_text(MINIMAL[TASK], "utf-8")
    assert parses(plan, folder) == [TASK]


@pytest.mark.parametrize(
    "content",
    ["title: [\n", "titel: x\n", "title: x # so\n", "", "- a\n", MINIMAL[TASK].replace("lines: [4, 5]", "lines: [5, 4]")],
)
def test_a_file_with_an_error_is_parsed_in_every_run(plan, folder, content):
    (plan / TASK).write_text(content, "utf-8")
    without = said(plan, None)
    assert without[2] != "[]"
    for _ in range(2):
        assert said(plan, folder) == without
        assert bool(parses(plan, folder)) == bool(content)


def test_an_entry_of_another_kind_of_record_is_no_use(plan, folder):
    """The content of a task in an agency's place: known, but unsound there, so it is read anew with its messages."""
    (plan / "data/agencies/x.yml").write_text(MINIMAL[TASK], "utf-8")
    (plan / "data/abbreviations.yml").write_text("name_: {vi: Tên}\n", "utf-8")
    assert said(plan, folder) == said(plan, folder) == said(plan, None)
    assert '"unknown-key"' in said(plan, None)[2] and '"bad-id"' in said(plan, None)[2]


def test_only_this_user_may_read_what_is_kept(folder):
    assert pack(folder).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [one.suffix for one in folder.iterdir()] == [".pack"]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__.strip("_"))
def test_a_faulty_pack_changes_nothing(plan, folder, fault: Callable[[Path], None]):
    place = pack(folder)
    fault(place)
    without = said(plan, None)
    assert len(parses(plan, folder)) == len(MINIMAL), "the faulty pack was used"
    assert said(plan, folder) == without
    if fault is not a_folder:
        assert parses(plan, folder) == [], "no sound pack has taken its place"
        assert place.stat().st_mode & 0o777 == 0o600 and not place.is_symlink()


def test_aforged_pack_of_ones_own_would_be_believed(plan, folder):
    """That the faults above are seen is not because the forgery is bad."""
    forged(pack(folder))
    assert parses(plan, folder) == []
    assert said(plan, folder) != said(plan, None)


def _no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _read_only(*_: object, **__: object) -> None:
    raise OSError(errno.EROFS, "Read-only file system")


class _FullDisk:
    """A file that takes a few bytes, and then no more."""

    def __init__(self, handle: int, mode: str) -> None:
        self.opened = os.fdopen(handle, mode)

    def __enter__(self) -> _FullDisk:
        return self

    def __exit__(self, *_: object) -> None:
        self.opened.close()

    def writelines(self, parts: tuple[bytes, ...]) -> None:
        self.opened.write(parts[0])
        _no_room()


@pytest.mark.parametrize(
    ("where", "failing"),
    [
        ("generator.cache.open", _FullDisk),
        ("generator.cache.tempfile.mkstemp", _read_only),
        ("generator.cache.os.replace", _no_room),
        ("generator.cache.Path.mkdir", _read_only),
        ("generator.cache._own_bytes", _read_only),
        ("generator.cache.Path.read_bytes", _read_only),
    ],
)
def test_a_cache_that_cannot_be_written_or_read_changes_nothing(plan, tmp_path, where, failing):
    cache._version.cache_clear()
    without = said(plan, None)
    with patch(where, failing, create=True):
        assert said(plan, tmp_path / "cache") == without
    assert not list((tmp_path / "cache").glob("*.part"))
    cache._version.cache_clear()
    assert said(plan, tmp_path / "cache") == without
    assert parses(plan, tmp_path / "cache") == []


def test_a_file_where_the_folder_should_be_changes_nothing(plan, tmp_path):
    (tmp_path / "cache").write_text("x", "utf-8")
    assert said(plan, tmp_path / "cache") == said(plan, None)
    assert (tmp_path / "cache").read_text("utf-8") == "x"


def test_a_folder_that_may_not_be_written_to_changes_nothing(plan, tmp_path):
    """As a user who is not root, whom modes do not hold back."""
    held = Path(tempfile.mkdtemp(prefix="congkhai-"))
    try:
        write_plan(held, {})
        for one in (held, *held.rglob("*")):
            one.chmod(0o755 if one.is_dir() else 0o644)
        (held / "cache").mkdir(mode=0o555)
        script = (
            "import os, sys; sys.path.insert(0, sys.argv[1])\n"
            "from pathlib import Path\n"
            "from tests.cache_faults import OTHER_USER\n"
            "from tests.test_cache import cache, said\n"
            "root = Path(sys.argv[2])\n"
            "without, version = said(root, None), cache._version()  # all that is imported on the way is imported\n"
            "if os.geteuid() == 0: os.setuid(OTHER_USER)\n"
            "assert said(root, root / 'cache') == without\n"
            "assert list((root / 'cache').iterdir()) == []\n"
        )
        run = subprocess.run(
            [sys.executable, "-B", "-c", script, str(Path(__file__).parents[1]), str(held)], capture_output=True, text=True
        )
        assert run.returncode == 0, run.stderr
    finally:
        shutil.rmtree(held)


def test_two_runs_at_once_leave_one_sound_pack(plan, tmp_path):
    script = (
        "import sys; from pathlib import Path; from tests.test_cache import said\n"
        "root, folder = map(Path, sys.argv[1:])\n"
        "for _ in range(12):\n"
        "    for pack in folder.glob('*.pack'): pack.unlink(missing_ok=True)\n"
        "    assert said(root, folder) == said(root, None)\n"
    )
    command = [sys.executable, "-c", script, str(plan), str(tmp_path / "cache")]
    runs = [subprocess.Popen(command, cwd=Path(__file__).parents[1], stderr=subprocess.PIPE) for _ in range(2)]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0), (b"", 0)]
    said(plan, tmp_path / "cache")
    assert parses(plan, tmp_path / "cache") == []
    assert [one.suffix for one in (tmp_path / "cache").iterdir()] == [".pack"]


def test_packs_of_few_plans_are_kept_and_what_killed_runs_left_goes_with_the_oldest(plan, tmp_path):
    folder = tmp_path / "cache"
    folder.mkdir()
    for number in range(MOST_PACKS + 5):
        old = folder / f"{number:02}{'.part' if number % 2 else '.pack'}"
        old.write_bytes(b"")
        os.utime(old, (number, number))
    (folder / "notes.txt").write_text("not ours", "utf-8")
    said(plan, folder)
    left = sorted(one.name for one in folder.iterdir())
    assert len(left) == MOST_PACKS + 1 and "notes.txt" in left and pack_for(folder, plan / "data").name in left
    assert "05.part" not in left and "06.pack" in left


def test_each_plan_has_its_own_pack(plan, folder, tmp_path):
    other = write_plan(tmp_path / "other", {TASK: MINIMAL[TASK].replace("Vận động", "Khuyến khích")})
    assert said(other, folder) == said(other, None)
    assert parses(plan, folder) == parses(other, folder) == []


@pytest.mark.parametrize("name", cache._DECIDING)
def test_a_change_of_the_program_makes_another_version(name, tmp_path):
    assert name in {one.name for one in Path(cache.__file__).parent.glob("*.py")}
    copy = shutil.copytree(Path(cache.__file__).parent, tmp_path / "generator", ignore=shutil.ignore_patterns("locale"))
    before = cache._version.__wrapped__()
    with patch.object(cache, "__file__", str(copy / "cache.py")):
        assert cache._version.__wrapped__() == before
        with (copy / name).open("a") as opened:
            opened.write("\n")
        assert cache._version.__wrapped__() != before


@pytest.mark.parametrize("name", ["pydantic.VERSION", "yaml.__version__", "platform.python_version"])
def test_a_change_of_what_it_parses_with_makes_another_version(name):
    with patch(f"generator.cache.{name}", (lambda: "0") if "python" in name else "0"):
        changed = cache._version.__wrapped__()
    assert changed != cache._version.__wrapped__()


def test_without_a_cache_nothing_is_written(plan, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    prepare(settings_for(plan))
    assert sorted(tmp_path.rglob("*")) == before


def test_the_folder_follows_the_environment(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert _cache_folder() == Path("/somewhere/congkhai")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/home/an")
    assert _cache_folder() == Path("/home/an/.cache/congkhai")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert _cache_folder() is None


_WORDS = st.text(alphabet="ab'\"#:[]{},&*!|>%@- \n\tộ\\\u2028\ufeff", max_size=12)
_EDITS = st.lists(
    st.tuples(st.sampled_from(sorted(MINIMAL)), st.integers(0, 400), st.integers(0, 6), _WORDS, st.booleans()), max_size=4
)


@settings(max_examples=40)
@given(st.lists(_EDITS, min_size=1, max_size=3))
def test_random_edits_give_the_same_with_and_without(runs):
    """Each run lays some edits over the plan, or takes a file away; the cache stays from run to run."""
    with tempfile.TemporaryDirectory() as name:
        root, folder = write_plan(Path(name) / "plan", {}), Path(name) / "cache"
        said(root, folder)
        for edits in runs:
            for file, place, length, words, is_removed in edits:
                text = (root / file).read_text("utf-8") if (root / file).is_file() else MINIMAL[file]
                (root / file).write_text(text[:place] + words + text[place + length :], "utf-8")
                if is_removed and length == 0:
                    (root / file).unlink()
            assert said(root, folder) == said(root, None)


_VALUES = st.recursive(st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one), max_leaves=6)


@settings(max_examples=50)
@given(st.dictionaries(st.text(), _VALUES, max_size=3))
def test_values_come_back_as_they_were(value):
    kept = Kept(Path("/nowhere/pack"))
    kept.add(b"x", value)
    assert kept.find(b"x") == value


def test_a_record_is_read_from_its_entry(plan, folder):
    kept = Kept(pack_for(folder, plan / "data"))
    assert read(plan, plan / "data", kept) == read(plan, plan / "data")
    assert kept.find((plan / TARGET).read_bytes())["measures"] == [
        {"name": "Tỷ lệ bảo hiểm y tế", "indicator": "bao-hiem-y-te", "at_least": "98", "unit": "percent"}
    ]
