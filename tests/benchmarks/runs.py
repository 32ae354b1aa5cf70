"""Runs a command and says how long it took and how much memory it needed.

In: a command and a time limit. Out: a `Run`. Leaves to others: what the command is for.
"""

from __future__ import annotations

import math
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_LOOK_EVERY = 0.2  # seconds


@dataclass(frozen=True)
class Run:
    """Seconds by the wall and of CPU, peak memory of all its processes together in MB, the last words, and why there is no
    result, if there is none."""

    seconds: float
    cpu: float
    memory_mb: float
    words: str
    failure: str = ""


def run(command: list[str], folder: Path, limit: float, most_mb: float = math.inf) -> Run:
    """Runs the command in a folder; ends all that it started after `limit` seconds or above `most_mb` of memory."""
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        stopped = []

        def end(why: str) -> None:
            stopped.append(why)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, end, [f"stopped after {limit:.0f} s"])
        timer.start()
        with _watched(process.pid, most_mb, end) as memory:
            # wait4, since it alone gives the CPU time of this one child and of what it waited for.
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - started
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        words = output.read().decode("utf-8", "replace")[-2000:]
    failure = f"ended with status {process.returncode}" if process.returncode else ""
    if stopped:
        failure = stopped[0]
    return Run(seconds, usage.ru_utime + usage.ru_stime, max(memory, default=0.0), words, failure)


@contextmanager
def _watched(session: int, most_mb: float, end: Callable[[str], None]) -> Iterator[list[float]]:
    """The memory of all processes of a session in MB, looked at several times a second; what they share counts once. They
    are ended above the most."""
    found: list[float] = []
    done = threading.Event()

    def look() -> None:
        took = 0.0
        # A look at a large process takes long, and from one of the two processors: at most a twentieth of the time.
        while not done.wait(max(_LOOK_EVERY, 20 * took)):
            started = time.perf_counter()
            found.append(sum(_memory(pid) for pid in _processes(session)))
            took = time.perf_counter() - started
            if found[-1] > most_mb:
                end(f"stopped at {found[-1]:,.0f} MB")

    watching = threading.Thread(target=look)
    watching.start()
    try:
        yield found
    finally:
        done.set()
        watching.join()


def _processes(session: int) -> list[str]:
    """The processes that were started in a session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            # After the name, in brackets, come state, parent, group and session.
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                found.append(folder.name)
    return found


def _memory(pid: str) -> float:
    """A process' share of memory (PSS) in MB; 0 where it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
