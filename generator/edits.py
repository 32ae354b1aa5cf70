"""Notices that files were edited, for the preview.

In: folders and files to look at, one by one (`watchdog`). Out: an event for each in which anything is not as it was. Leaves
to others: what is done then (MkDocs, mkdocs_plugin), and which files were edited (read).

MkDocs' own watcher takes 1.4 s of CPU to look at 100,000 files and goes on while a site is built, so that nothing else of
the preview gets on. This one needs a third of that, rests as long as it looks, and does not look while a build is on.
Notices from the system are not asked for: a network drive or a mounted folder gives none.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from watchdog.events import FileModifiedEvent
from watchdog.observers.api import BaseObserver, EventEmitter

from generator.earlier import changed, marks

OFTEN = 0.2  # seconds; half of what an editor would wait for is what MkDocs takes
_TICK = 100_000_000  # nanoseconds by which the time of a file may be behind the clock


def observer(is_busy: Callable[[], bool], since: int) -> BaseObserver:
    """What looks at folders again and again, but not while something else has all to do. Files that were edited after
    `since`, in nanoseconds, have not been seen: that is when the site was begun that is shown first."""
    return BaseObserver(partial(_Watch, is_busy, since - _TICK), timeout=OFTEN)


class _Watch(EventEmitter):
    """Looks at one folder or file."""

    def __init__(self, is_busy: Callable[[], bool], since: int, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._is_busy, self._since = is_busy, since
        self._took = 0.0

    def on_thread_start(self) -> None:
        found = _files(self.watch.raw_path)
        self._last = {path: marks for path, marks in found.items() if changed(marks) < self._since}

    def queue_events(self, timeout: float) -> None:
        """Rests, and looks once."""
        if self.stopped_event.wait(max(timeout, self._took)) or self._is_busy():
            return
        started = time.perf_counter()
        now = _files(self.watch.raw_path)
        self._took = time.perf_counter() - started
        if now != self._last:
            self._last = now
            self.queue_event(FileModifiedEvent(self.watch.resolved_path))


def _files(path: str) -> dict[str, tuple]:
    """Each file below a folder with its marks, or the one that stands there."""
    found: dict[str, tuple] = {}
    if os.path.isfile(path):
        with suppress(OSError):
            found[path] = marks(os.stat(path))
    else:
        _look(path, found)
    return found


def _look(folder: str, found: dict[str, tuple]) -> None:
    """What cannot be looked at, or goes away meanwhile, is passed over."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            try:
                if entry.is_dir():
                    _look(entry.path, found)
                else:
                    found[entry.path] = marks(entry.stat())
            except OSError:
                continue
