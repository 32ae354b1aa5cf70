"""Files that have not changed are the very files of the last site; those that have are written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.output import Output, keep_unchanged


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """A last site with two pages, written long ago."""
    folder = tmp_path / "last"
    for name in ("a/index.html", "b/index.html"):
        Output(folder, None).write(name, b"<p>" + name.encode())
        os.utime(folder / name, (1, 1))
    return folder


def _times(folder: Path) -> dict[str, float]:
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime for path in folder.rglob("*") if path.is_file()}


def test_only_what_has_changed_is_written(tmp_path: Path, last: Path):
    output = Output(tmp_path / "new", last)
    output.write("a/index.html", b"<p>a/index.html")
    output.write("b/index.html", b"<p>B/index.html")
    output.write("c/index.html", b"<p>c/index.html")
    times = _times(tmp_path / "new")
    assert times.pop("a/index.html") == 1
    assert all(time > 1 for time in times.values()) and len(times) == 2
    assert (tmp_path / "new/b/index.html").read_bytes() == b"<p>B/index.html"
    assert (last / "b/index.html").read_bytes() == b"<p>b/index.html"


def test_the_new_site_outlives_the_last(tmp_path: Path, last: Path):
    Output(tmp_path / "new", last).write("a/index.html", b"<p>a/index.html")
    (last / "a/index.html").unlink()
    assert (tmp_path / "new/a/index.html").read_bytes() == b"<p>a/index.html"


def test_the_same_holds_for_files_that_others_wrote(tmp_path: Path, last: Path):
    new = tmp_path / "new"
    for name, content in (("a/index.html", "<p>a/index.html"), ("b/index.html", "<p>B/index.html"), ("c.css", "")):
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).write_text(content, "utf-8")
    keep_unchanged(new, last)
    times = _times(new)
    assert times.pop("a/index.html") == 1
    assert all(time > 1 for time in times.values()) and len(times) == 2


def test_a_file_is_not_written_over(tmp_path: Path):
    """Two pages with one address would be a fault of ours."""
    output = Output(tmp_path / "new", None)
    output.write("a/index.html", b"one")
    with pytest.raises(FileExistsError):
        output.write("a/index.html", b"two")
