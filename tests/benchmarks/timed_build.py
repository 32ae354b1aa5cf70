"""A real `congkhai build`, or one with a clock on each of its stages, run in a process of its own.

In: a configuration, the data, an output folder and a file for the result. Out: the site, and JSON with what the build's own
report says. With `--stages` all is done in one process, so that each stage's seconds can be told, and the frames and each
page's address and type are handed on; with `--profile` also the functions with most time of their own, by stage. Leaves to
others: plans (invented_plan), peers, memory and time of the whole (runs), the table (report).

The project's own functions are wrapped where they are called, so what is measured is the build itself. A stage's seconds
leave out those of stages inside it: together they are the whole.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from generator import build, cli, mkdocs_plugin, pour, render
from generator.frame import Frame
from generator.last_build import LastBuild, Share
from generator.pages.site import Planned
from generator.render import Renderer
from tests.benchmarks.invented_plan import AS_OF

REST = "MkDocs and the rest"
MOST_FUNCTIONS = 15


def cpu_seconds() -> float:
    """CPU time of this process and of the children it has waited for; other people's load adds little to it."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


class Clock:
    """Seconds, by the wall and of CPU, by stage; a stage inside another stops the outer one's clock, and its profiler."""

    def __init__(self, profiling: bool = False) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.cpu: dict[str, float] = defaultdict(float)
        self.profiles: dict[str, cProfile.Profile] | None = {} if profiling else None
        self._running: list[str] = []
        self._since = (0.0, 0.0)

    @property
    def now(self) -> str | None:
        """The stage whose clock is running."""
        return self._running[-1] if self._running else None

    def start(self, stage: str) -> None:
        self._pause()
        self._running.append(stage)
        self._go_on()

    def stop(self) -> None:
        self._pause()
        self._running.pop()
        self._go_on()

    def _pause(self) -> None:
        if self._running:
            self.seconds[self.now] += time.perf_counter() - self._since[0]
            self.cpu[self.now] += cpu_seconds() - self._since[1]
            if self.profiles is not None:
                self.profiles[self.now].disable()

    def _go_on(self) -> None:
        if self._running:
            if self.profiles is not None:
                self.profiles.setdefault(self.now, cProfile.Profile()).enable()
            self._since = (time.perf_counter(), cpu_seconds())

    @contextmanager
    def running(self, stage: str) -> Iterator[None]:
        self.start(stage)
        try:
            yield
        finally:
            self.stop()

    def timed(self, stage: str, function: Callable) -> Callable:
        """The function, its time counted for the stage."""

        def call(*given: Any, **named: Any) -> Any:
            with self.running(stage):
                return function(*given, **named)

        return call


class _Watch:
    """What a build hands over on its way: the pages, the frames and the report."""

    def __init__(self, clock: Clock, search: bool) -> None:
        self.clock = clock
        self.search = search
        self.pages: list[tuple[str, str]] = []
        self.frames: dict[str, Any] = {}
        self.report: pour.Report | None = None

    def making(self, make: Callable) -> Callable:
        def made(*given: Any) -> Any:
            with self.clock.running("pages"):
                page = make(*given)
            self.pages.append((page.path, page.type))
            return page

        return made

    def pour(self, real: Callable) -> Callable:
        def poured(prepared: Any, frames: dict, folder: Path, last: Any, written: Any, memory: Any) -> pour.Poured:
            self.frames = frames
            with self.clock.running("write"):
                made = real(prepared, frames, folder, last, written if self.search else None, memory)
            self.report = made.report
            return made

        return poured


@contextmanager
def _watched(watch: _Watch) -> Iterator[None]:
    """The build's report kept."""
    with patch.object(mkdocs_plugin, "pour", watch.pour(pour.pour)):
        yield


@contextmanager
def _staged(clock: Clock, watch: _Watch) -> Iterator[None]:
    """The project's functions under the clock, in one process."""
    with ExitStack() as stack:
        for owner in (build, pour):
            stack.enter_context(patch.object(owner, "number_of_shares", lambda: 1))
        stack.enter_context(patch.object(Planned, "make", watch.making(Planned.make)))
        for owner, name, stage in _CLOCKED:
            stack.enter_context(patch.object(owner, name, clock.timed(stage, getattr(owner, name))))
        yield


_CLOCKED = (
    *((build, stage, stage) for stage in ("read", "link", "clear", "check", "derive", "trace")),
    (build, "documents_alone", "link"),
    (build, "together", "derive"),
    (build, "dues_of_kind", "dues"),
    *((build, name, "warn") for name in ("warn_within", "warn_between", "most_pressing_first")),
    (pour, "_export", "export"),
    (pour.Poured, "take_over", "write"),
    *((owner, name, "remember") for owner, name in ((Share, "add"), (LastBuild, "find"), (LastBuild, "write"))),
    (pour, "index_files", "search index"),
    (pour.Gathered, "note", "search index"),
    (render, "entry", "search index"),
    (Renderer, "filled", "render"),
    (Frame, "pour", "frame"),
)


def timed_build(
    config: Path, data: Path, out: Path, stages: bool, profiling: bool = False, search: bool = True
) -> dict[str, Any]:
    """Builds the site in `out`; returns what was measured. Raises RuntimeError where the build fails."""
    clock = Clock(profiling)
    watch = _Watch(clock, search)
    with _watched(watch), _staged(clock, watch) if stages else nullcontext(), clock.running(REST):
        given = ["--config", str(config), "--data", str(data), "--out", str(out), "--as-of", AS_OF]
        status = cli.main(["build", *given])
    if status or watch.report is None:
        raise RuntimeError(f"the build of {config} ended with status {status}")
    result = {"pages": watch.report.pages, "html_bytes": watch.report.size, "report": watch.report.seconds}
    if not stages:
        return result
    return result | {
        "seconds": dict(clock.seconds),
        "cpu": dict(clock.cpu),
        "frames": {name: [list(frame.fixed), list(frame.names)] for name, frame in watch.frames.items()},
        "addresses": watch.pages,
        "profile": {stage: _busiest(profile) for stage, profile in (clock.profiles or {}).items()},
    }


def _busiest(profile: cProfile.Profile) -> list[tuple[float, int, str]]:
    """Own seconds, calls and name of the functions with most time of their own."""
    profile.create_stats()
    rows = [
        (own, calls, f"{'/'.join(Path(file).parts[-2:])}:{line} {name}" if line else name)
        for (file, line, name), (_, calls, own, _, _) in pstats.Stats(profile).stats.items()
    ]
    return sorted(rows, reverse=True)[:MOST_FUNCTIONS]


def main() -> None:
    parser = argparse.ArgumentParser(description="Build once and write what was measured as JSON.")
    for name in ("config", "data", "out", "result"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--stages", action="store_true")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--no-search", action="store_true")
    given = parser.parse_args()
    result = timed_build(
        given.config, given.data, given.out, given.stages or given.profile, given.profile, not given.no_search
    )
    given.result.write_text(json.dumps(result), "utf-8")
    cli.end(0)  # as the command does


if __name__ == "__main__":
    main()
