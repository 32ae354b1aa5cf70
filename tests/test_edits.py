"""What the preview notices: whatever becomes of a file it looks at, unless something else has all to do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import sleep, time_ns

import pytest
from watchdog.events import FileSystemEventHandler

from generator.edits import observer

SECONDS = 5
QUIET = 0.7  # seconds; three times as long as it rests


@contextmanager
def watching(path: Path, is_busy: Callable[[], bool] = lambda: False, since: int | None = None) -> Iterator[Event]:
    """An event that is set once an edit was noticed."""
    since = time_ns() + 10**9 if since is None else since
    noticed, handler, watch = Event(), FileSystemEventHandler(), observer(is_busy, since)
    handler.on_any_event = lambda event: noticed.set()
    watch.schedule(handler, str(path), recursive=True)
    watch.start()
    try:
        sleep(0.1)  # the first look
        yield noticed
    finally:
        watch.stop()
        watch.join()


def _rewrite(file: Path) -> None:
    """Neither size nor time of the content tell."""
    before = file.stat()
    file.write_bytes(b"b: 1\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


EDITS: dict[str, Callable[[Path], object]] = {
    "longer": lambda file: file.write_bytes(b"a: 12\n"),
    "same size and time": _rewrite,
    "gone": lambda file: file.unlink(),
    "renamed": lambda file: file.rename(file.with_name("z.yml")),
    "replaced": lambda file: (file.with_name("new").write_bytes(b"a: 1\n"), file.with_name("new").replace(file)),
    "another one": lambda file: (file.parent / "b.yml").write_bytes(b""),
    "one in a new folder": lambda file: ((file.parent / "c").mkdir(), (file.parent / "c/d.yml").write_bytes(b"")),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file in a folder, beside a link that leads nowhere."""
    found = tmp_path / "data/targets/a.yml"
    found.parent.mkdir(parents=True)
    found.write_bytes(b"a: 1\n")
    (found.parent / "a-link.yml").symlink_to("nowhere")
    return found


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_noticed(file: Path, edit: str):
    with watching(file.parents[1]) as noticed:
        EDITS[edit](file)
        assert noticed.wait(SECONDS)


def test_a_single_file_can_be_watched(file: Path):
    with watching(file) as noticed:
        file.write_bytes(b"a: 12\n")
        assert noticed.wait(SECONDS)


def test_where_nothing_changes_nothing_is_noticed(file: Path):
    with watching(file.parents[1]) as noticed:
        file.read_bytes()
        assert not noticed.wait(QUIET)


def test_what_was_edited_while_busy_is_noticed_afterwards(file: Path):
    busy = Event()
    busy.set()
    with watching(file.parents[1], busy.is_set) as noticed:
        file.write_bytes(b"a: 12\n")
        assert not noticed.wait(QUIET)
        busy.clear()
        assert noticed.wait(SECONDS)


def test_what_was_edited_before_the_first_look_is_noticed(file: Path):
    """While the site is made that is shown first."""
    with watching(file.parents[1], since=file.stat().st_ctime_ns) as noticed:
        assert noticed.wait(SECONDS)
