"""Runs a command and says how long it took and how much memory it needed.

In: a command and a time limit. Out: a `Run`. Leaves to others: what the command is for.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """Seconds by the wall and of CPU, peak memory of the largest process in MB, the last words, and why there is no result,
    if there is none."""

    seconds: float
    cpu: float
    memory_mb: float
    words: str
    failure: str = ""


def run(command: list[str], folder: Path, limit: float) -> Run:
    """Runs the command in a folder; ends it, with all that it started, after `limit` seconds."""
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        too_long = threading.Event()

        def end() -> None:
            too_long.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, end)
        timer.start()
        # wait4, since it alone gives the peak memory of this one child and of what it waited for.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        words = output.read().decode("utf-8", "replace")[-2000:]
    failure = f"ended with status {process.returncode}" if process.returncode else ""
    if too_long.is_set():
        failure = f"stopped after {limit:.0f} s"
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, words, failure)
