"""`python -m tests.benchmarks [SIZES …]`: builds invented plans of these sizes and the real data, and prints one table.

In: sizes and options. Out: a table on standard output, as plain text or Markdown; progress on standard error. Each build
runs in a process of its own. A cold build has no last site and nothing kept, but the machine's own file cache is warm; a
warm one follows it after one file has changed. Leaves to others: plans (invented_plan), builds (timed_build), rivals
(peers), the table (report).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.invented_plan import PROJECT, write_plan
from tests.benchmarks.peers import Built, all_peers
from tests.benchmarks.report import Measured, Row, as_table, profile_text, rows_of
from tests.benchmarks.runs import Run, run


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure builds beside their peers.")
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000], metavar="SIZES", help="records in a plan")
    parser.add_argument("--seed", type=int, default=1, help="of the invented plans (default: 1)")
    parser.add_argument("--repeat", type=int, default=3, help="builds, of which the median counts (default: 3)")
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a peer is stopped (default: 120)")
    parser.add_argument("--memory", type=float, default=12000, help="MB above which a peer is stopped (default: 12000)")
    parser.add_argument("--most-for-peers", type=int, default=10000, help="no peers above this size (default: 10000)")
    parser.add_argument("--no-real-data", action="store_true", help="leave out the project's own data/")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--profile", action="store_true", help="print where each stage spends its time, and no table")
    return parser


def machine() -> str:
    """The machine and what else it is doing."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}; load of the last minutes: {load}"
    )


def built_once(config: Path, folder: Path, *how: str) -> tuple[dict[str, Any], Run]:
    """One build of `folder`/data in a process of its own, into `folder`/site. Raises RuntimeError with its last words."""
    result = folder / "result.json"
    # Beside the site, so that a new folder means a cold run.
    program = ["env", f"XDG_CACHE_HOME={folder / 'cache'}", sys.executable, "-m", "tests.benchmarks.timed_build"]
    done = run([*program, str(config), str(folder / "data"), str(folder / "site"), str(result), *how], PROJECT, limit=3600)
    if done.failure:
        raise RuntimeError(f"{done.failure}: {done.words}")
    return json.loads(result.read_text("utf-8")), done


def measure(plan: str, records: int, config: Path, folder: Path, repeat: int) -> Measured:
    """Builds from nothing, builds after one changed file, and one build in one process with a clock on its stages."""
    cold, warm, unsearched = [], [], []
    for number in range(repeat):
        _say(f"{plan}: build {number + 1} of {repeat}, from nothing and after a change")
        _remove(folder)
        cold.append(built_once(config, folder))
        _edit(folder / "data", number)
        warm.append(built_once(config, folder))
    for number in range(repeat):
        _say(f"{plan}: build {number + 1} of {repeat}, without a search index")
        _remove(folder)
        unsearched.append(built_once(config, folder, "--no-search"))
    _say(f"{plan}: by stages")
    _remove(folder)
    staged, _ = built_once(config, folder, "--stages")
    written, indexed = _size(folder / "site"), _size(folder / "site" / "search")
    return Measured(plan, records, cold, warm, unsearched, staged, written, indexed)


def _remove(folder: Path) -> None:
    """All that a build left, so that the next begins from nothing."""
    for left in ("site", "cache"):
        shutil.rmtree(folder / left, ignore_errors=True)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _edit(data: Path, number: int) -> None:
    """Gives one target another title, as an editor would."""
    file = min(data.glob("documents/*/targets/*.yml"))
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"^title: .*$", f"title: Tên đã sửa lần {number + 1}", text, flags=re.MULTILINE), "utf-8")


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def rows_for(size: int, given: argparse.Namespace) -> list[Row]:
    """The rows of an invented plan."""
    with tempfile.TemporaryDirectory(prefix="congkhai-benchmark-") as name:
        folder = Path(name)
        records = write_plan(folder, size, given.seed)
        measured = measure(f"{records:,} records", records, folder / "mkdocs.yml", folder, given.repeat)
        peers = []
        if size <= given.most_for_peers:
            _say(f"{measured.plan}: peers")
            built = Built(folder / "site", measured.staged["addresses"], measured.staged["frames"])
            peers = all_peers(built, folder / "peers", (given.limit, given.memory))
        return rows_of(measured, peers)


def rows_for_real_data(repeat: int) -> list[Row]:
    """The rows of the project's own data."""
    with tempfile.TemporaryDirectory(prefix="congkhai-benchmark-") as name:
        shutil.copytree(PROJECT / "data", Path(name) / "data")
        records = sum(1 for path in (PROJECT / "data").glob("*/**/*.yml"))
        return rows_of(measure("data/", records, PROJECT / "mkdocs.yml", Path(name), repeat), [])


def profiles(size: int, seed: int) -> str:
    """Where a build of this size spends its time."""
    with tempfile.TemporaryDirectory(prefix="congkhai-benchmark-") as name:
        records = write_plan(Path(name), size, seed)
        return f"{records:,} records\n" + profile_text(built_once(Path(name) / "mkdocs.yml", Path(name), "--profile")[0])


def main(arguments: list[str] | None = None) -> int:
    given = _arguments().parse_args(arguments)
    if given.profile:
        for size in given.sizes:
            print(profiles(size, given.seed))
        return 0
    before = machine()
    rows = [] if given.no_real_data else rows_for_real_data(given.repeat)
    for size in given.sizes:
        rows += rows_for(size, given)
    print(f"{before}; at the end: {os.getloadavg()[0]:.1f}. Medians of {given.repeat}.\n")
    print(as_table(rows, given.markdown))
    return 0


if __name__ == "__main__":
    sys.exit(main())
