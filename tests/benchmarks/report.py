"""What was measured, as one table.

In: results of builds and peers. Out: rows, and from them plain text or Markdown. Leaves to others: measuring.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.benchmarks.peers import FLOOR, Peer
from tests.benchmarks.runs import Run

HEADINGS = ("plan", "what", "cold s", "warm s", "CPU s", "records/s", "ms/page", "MB written", "peak MB", "ours is", "note")
STAGES = (
    ("read",),
    ("link", "clear"),
    ("check",),
    ("derive",),
    ("trace",),
    ("dues", "warn"),
    ("pages",),
    ("render",),
    ("frame",),
    ("write",),
    ("remember",),
    ("export",),
    ("search index",),
    ("MkDocs and the rest",),
)


@dataclass(frozen=True)
class Measured:
    """The builds of one plan, each what timed_build says of it and how it ran: from nothing, after one changed file, and
    from nothing without a search index; and what was told of a build by stages."""

    plan: str
    records: int
    cold: list[tuple[dict[str, Any], Run]]
    warm: list[tuple[dict[str, Any], Run]]
    unsearched: list[tuple[dict[str, Any], Run]]
    staged: dict[str, Any]
    written: int
    indexed: int  # bytes of the search index

    def without_search(self) -> float:
        """Seconds of a build from nothing that makes no search index."""
        return median(run.seconds for _, run in self.unsearched)

    def poured_without_search(self) -> float:
        """Seconds in which the pages of such a build are made and written."""
        return median(told["report"]["pour"] for told, _ in self.unsearched)

    def told(self, part: str) -> tuple[float, float]:
        """Seconds of a part of the build's own report: `pour`, `export`."""
        return tuple(median(told["report"][part] for told, _ in runs) for runs in (self.cold, self.warm))

    def whole(self) -> tuple[float, float]:
        """Seconds of all."""
        return tuple(median(run.seconds for _, run in runs) for runs in (self.cold, self.warm))


Row = tuple[str, ...]


def rows_of(measured: Measured, peers: Iterable[Peer]) -> list[Row]:
    """The table's rows for one plan: each stage in one process, the parts of a build and the whole, then the peers."""
    rows = [_stage_row(measured, stages) for stages in STAGES]
    size = measured.cold[0][0]["html_bytes"]
    rows.append(_row(measured, "pouring: pages to write", measured.told("pour"), written=size))
    rows.append(_row(measured, "pouring without search", (measured.poured_without_search(), None), written=size))
    index = _row(measured, "data files and search index", measured.told("export"), written=measured.indexed)
    each = measured.staged["cpu"].get("search index", 0.0) / measured.records
    rows.append(
        (*index[:-1], f"the index: {measured.indexed / measured.records:,.0f} bytes and {1000 * each:.2f} CPU ms a record")
    )
    for name, seconds, runs, size in (
        ("build without its search index", (measured.without_search(), None), measured.unsearched, None),
        ("whole build", measured.whole(), measured.cold, measured.written),
    ):
        cpu, memory = median(run.cpu for _, run in runs), max(run.memory_mb for _, run in runs)
        rows.append(_row(measured, name, seconds, cpu, size, memory))
    return rows + [_peer_row(measured, peer) for peer in peers]


def _stage_row(measured: Measured, stages: Iterable[str]) -> Row:
    seconds, cpu = (sum(measured.staged[which].get(stage, 0.0) for stage in stages) for which in ("seconds", "cpu"))
    row = _row(measured, " + ".join(stages), (seconds, None), cpu)
    return (*row[:-1], "in one process")


def _row(
    measured: Measured,
    name: str,
    seconds: tuple[float, float | None],
    cpu: float | None = None,
    written: int | None = None,
    memory: float | None = None,
) -> Row:
    cold, warm = seconds
    return (
        measured.plan,
        name,
        f"{cold:.2f}",
        "" if warm is None else f"{warm:.2f}",
        "" if cpu is None else f"{cpu:.2f}",
        f"{measured.records / cold:,.0f}" if cold else "",
        f"{1000 * cold / measured.cold[0][0]['pages']:.2f}",
        "" if written is None else f"{written / 1e6:.1f}",
        "" if not memory else f"{memory:.0f}",
        "",
        "",
    )


def _peer_row(measured: Measured, peer: Peer) -> Row:
    """A peer; plain writing is compared with our pouring, Hugo with our rendering of pages, others with the whole."""
    if peer.seconds is None:
        memory = f"{peer.memory_mb:.0f}" if peer.memory_mb else ""
        return (measured.plan, peer.name, *[""] * 6, memory, "", peer.note)
    ours, note = measured.whole()[0], "our whole build, cold"
    if peer.name == FLOOR:
        ours, note = measured.told("pour")[0], "our pouring, cold"
    elif peer.name.startswith("Hugo"):
        ours, note = measured.poured_without_search(), "our pouring without search, cold"
        note += f"; {measured.without_search() / peer.seconds:.2f} x our build without its index"
    row = _row(measured, peer.name, (peer.seconds, None), peer.cpu, peer.size, peer.memory_mb)
    return (*row[:-2], f"{ours / peer.seconds:.2f} x", note)


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
