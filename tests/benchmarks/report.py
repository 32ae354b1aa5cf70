"""What was measured, as one table.

In: results of builds and peers. Out: rows, and from them plain text or Markdown. Leaves to others: measuring.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.benchmarks.peers import FLOOR, Peer

HEADINGS = ("plan", "what", "cold s", "warm s", "CPU s", "records/s", "ms/page", "MB written", "peak MB", "ours is", "note")
STAGES = (
    ("read",),
    ("link", "clear"),
    ("check",),
    ("derive",),
    ("trace",),
    ("dues", "warn"),
    ("pages for the sitemap",),
    ("pages",),
    ("render",),
    ("frame",),
    ("write",),
    ("export",),
    ("search index",),
    ("MkDocs and the rest",),
)
POURING = ("pages", "render", "frame", "write")


@dataclass(frozen=True)
class Measured:
    """The builds of one plan: `runs` holds what timed_build says of each, the cold one first."""

    plan: str
    records: int
    runs: list[dict[str, Any]]
    written: int

    def took(self, stages: Iterable[str], which: str = "seconds") -> tuple[float, float]:
        """The time of some stages: cold, and the median of the warm runs."""
        sums = [sum(run[which].get(stage, 0.0) for stage in stages) for run in self.runs]
        return sums[0], median(sums[1:] or sums)

    @property
    def everything(self) -> tuple[str, ...]:
        return tuple(self.runs[0]["seconds"])


Row = tuple[str, ...]


def rows_of(measured: Measured, peers: Iterable[Peer]) -> list[Row]:
    """The table's rows for one plan: each stage, the whole, then the peers."""
    rows = [_stage_row(measured, " + ".join(stages), stages) for stages in STAGES]
    rows.append(_stage_row(measured, "pouring: pages to write", POURING, _megabytes(measured.runs[0]["html_bytes"])))
    memory = max(run["memory_mb"] for run in measured.runs)
    child = max(run["child_memory_mb"] for run in measured.runs)
    whole = _stage_row(measured, "whole build", measured.everything, _megabytes(measured.written))
    rows.append((*whole[:8], f"{memory:.0f} + {child:.0f}", *whole[9:]))
    return rows + [_peer_row(measured, peer) for peer in peers]


def _stage_row(measured: Measured, name: str, stages: Iterable[str], written: str = "") -> Row:
    cold, warm = measured.took(stages)
    cpu = measured.took(stages, "cpu")[1]
    return (measured.plan, name, *_times(cold, warm, cpu), *_rates(measured, warm), written, "", "", "")


def _times(cold: float, warm: float, cpu: float) -> tuple[str, str, str]:
    return (f"{cold:.2f}", f"{warm:.2f}", f"{cpu:.2f}")


def _rates(measured: Measured, seconds: float) -> tuple[str, str]:
    pages = measured.runs[0]["pages"]
    return (f"{measured.records / seconds:,.0f}" if seconds else "", f"{1000 * seconds / pages:.2f}")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f}"


def _peer_row(measured: Measured, peer: Peer) -> Row:
    """A peer; plain writing is compared with our pouring, Hugo with our build without its index, others with the whole."""
    memory = f"{peer.memory_mb:.0f}" if peer.memory_mb else ""
    if peer.seconds is None:
        return (measured.plan, peer.name, *[""] * 6, memory, "", peer.note)
    stages, note = measured.everything, "our whole build"
    if peer.name == FLOOR:
        stages, note = POURING, "our pouring"
    elif peer.name.startswith("Hugo"):
        stages, note = tuple(one for one in stages if one != "search index"), "our build without its search index"
    ours, our_cpu = measured.took(stages)[1], measured.took(stages, "cpu")[1]
    ratio = f"{ours / peer.seconds:.2f} x (CPU {our_cpu / peer.cpu:.2f} x)"
    times = (f"{peer.seconds:.2f}", "", f"{peer.cpu:.2f}")
    return (measured.plan, peer.name, *times, *_rates(measured, peer.seconds), _megabytes(peer.size), memory, ratio, note)


def as_table(rows: list[Row], markdown: bool = False) -> str:
    """The rows below their headings, in columns."""
    widths = [max(len(row[column]) for row in (HEADINGS, *rows)) for column in range(len(HEADINGS))]
    lines = [_line(HEADINGS, widths, markdown)]
    if markdown:
        lines.append(
            "|" + "|".join(" --- " if column in (0, 1, 9, 10) else " ---: " for column in range(len(HEADINGS))) + "|"
        )
    previous = None
    for row in rows:
        if previous not in (None, row[0]) and not markdown:
            lines.append("")
        previous = row[0]
        lines.append(_line(row, widths, markdown))
    return "\n".join(lines) + "\n"


def _line(row: Row, widths: list[int], markdown: bool) -> str:
    if markdown:
        return "| " + " | ".join(row) + " |"
    cells = [
        text.ljust(width) if column in (0, 1, 9, 10) else text.rjust(width)
        for column, (text, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def profile_text(result: dict[str, Any]) -> str:
    """The functions with most time of their own in each stage that took at least a hundredth of a second."""
    parts = []
    for stage, rows in result["profile"].items():
        if result["seconds"][stage] < 0.01:
            continue
        parts.append(f"{stage}: {result['seconds'][stage]:.2f} s under the profiler")
        parts += [f"  {own:8.3f} s {calls:>10,} calls  {name}" for own, calls, name in rows]
    return "\n".join(parts) + "\n"
