"""The command builds the same site warm and cold, and ends what was stopped before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import cli, output
from tests.warm_builds import EXAMPLE, contents, dump, loaded


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example's project."""
    root = shutil.copytree(EXAMPLE, tmp_path / "plan")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("../..", str(EXAMPLE.parents[1])), "utf-8")
    return root


def _command(root: Path, out: str, monkeypatch: pytest.MonkeyPatch, cache: str = "cache") -> int:
    monkeypatch.setenv("XDG_CACHE_HOME", str(root / cache))
    return cli.main(["build", "--config", str(root / "mkdocs.yml"), "--out", str(root / out), "--as-of", "2026-11-22"])


def _congkhai(root: Path, out: str, monkeypatch: pytest.MonkeyPatch, cache: str) -> dict[str, bytes]:
    """The site as the command builds it."""
    assert _command(root, out, monkeypatch, cache) == 0
    return contents(root / out)


def _some_task(root: Path) -> Path:
    return min((root / "data").glob("documents/phuong-mau-2026/tasks/*.yml"))


def test_the_command_builds_the_same_site_warm_and_cold(example: Path, monkeypatch: pytest.MonkeyPatch):
    _congkhai(example, "warm", monkeypatch, "cache")
    task, page, config = _some_task(example), example / "content/gioi-thieu.md", example / "mkdocs.yml"
    dump(task, loaded(task) | {"title": "Tên khác"})
    page.write_text(page.read_text("utf-8") + f"\nXem [[{task.parents[1].name}/tasks/{task.stem}]].\n", "utf-8")
    config.write_text(config.read_text("utf-8").replace("site_name: ", "site_name: Mới "), "utf-8")
    assert _congkhai(example, "warm", monkeypatch, "cache") == _congkhai(example, "cold", monkeypatch, "another")


def test_the_command_ends_what_was_stopped_before_it_looks_at_the_data(
    example: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    before, task = _congkhai(example, "site", monkeypatch, "cache"), _some_task(example)
    dump(task, loaded(task) | {"title": "Tên khác"})
    after = _congkhai(example, "cold", monkeypatch, "another")

    def stopped(old: str, new: str) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as full:
        full.setattr(output, "_move", stopped)
        assert _command(example, "site", full) == 2
    assert capsys.readouterr().err.endswith("the disk is full\n")
    task.write_text("title: [", "utf-8")
    assert _command(example, "site", monkeypatch) == 1
    assert before != contents(example / "site") == after
    assert not (example / "site.building").exists()
