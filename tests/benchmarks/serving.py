"""`python -m tests.benchmarks.serving SIZES`: how soon `congkhai serve` shows an edit, for invented plans of these sizes.

In: sizes in records. Out: for each the seconds until the preview answered first, and for each of three edits of a target's
title the seconds until its page showed it, with the page asked for again and again, as a browser that reloads does. Leaves
to others: plans (invented_plan).
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.invented_plan import AS_OF, PROJECT, write_plan

EDITS = 3
LIMIT = 600  # seconds
AGAIN = 0.02


def shown_after(url: str, words: str) -> float:
    """Seconds until a page holds some words. Raises TimeoutError."""
    started = time.perf_counter()
    while time.perf_counter() - started < LIMIT:
        try:
            with urllib.request.urlopen(url, timeout=LIMIT) as answer:
                if words in answer.read().decode():
                    return time.perf_counter() - started
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(AGAIN)
    raise TimeoutError(f"{url} does not show {words!r} after {LIMIT} s")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The preview of the plan in a folder, and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "generator.cli", "serve", "--config", str(folder / "mkdocs.yml")]
    command += ["--data", str(folder / "data"), "--as-of", AS_OF, "--address", f"127.0.0.1:{port}"]
    environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONPATH": str(PROJECT)}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(LIMIT)


def measure(folder: Path) -> tuple[float, list[float]]:
    """Seconds to the first answer, and for each edit."""
    file = min((folder / "data").glob("documents/*/targets/*.yml"))
    with serving(folder) as url:
        page = f"{url}van-ban/{file.parts[-3]}/chi-tieu/{file.stem}/"
        first = shown_after(page, "<h1>")
        found = []
        for number in range(EDITS):
            title = f"Tên đã sửa lần {number + 1}"
            text = re.sub(r"^title: .*$", f"title: {title}", file.read_text("utf-8"), flags=re.MULTILINE)
            file.write_text(text, "utf-8")
            found.append(shown_after(page, f"<h1>{title}</h1>"))
    return first, found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.serving", description="Time edits in the preview.")
    parser.add_argument("sizes", nargs="+", type=int, help="records in a plan")
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory(prefix="congkhai-serving-") as name:
            records = write_plan(Path(name), size, seed=1)
            first, edits = measure(Path(name))
        print(
            f"{records:,} records: first answer {first:.2f} s, edits {', '.join(f'{one:.2f}' for one in edits)} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
