"""`python -m tests.benchmarks.page_sizes SITE`: for every page type of a built site how many pages, and how large they are.

In: the folder of a built site. Out: a table on standard output. A row is an entry of a list, a row of a table, a fact or a
choice; the figures of a target and the breadcrumb are none. Leaves to others: building (timed_build).
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generator.addresses import FOLDERS
from generator.pages.split import MOST_ROWS

_ROW = re.compile(rb"<li[ >]|<tr[ >]|<option|<dt>")
_NO_ROWS = re.compile(rb'<ul class="ck-item__figures">.*?</ul>|<nav class="ck-crumbs".*?</nav>', re.DOTALL)
_FRAME = (b"ck-main", b'<nav class="ck-contents"')
_CHROME = 20  # rows that a page has beside its list: links to jump, page numbers, facts
_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Size:
    """One page: its bytes, its rows and its address."""

    size: int
    rows: int
    path: str


def type_of(path: str) -> str:
    """The type of the page at an address: `van-ban/*`, `van-ban/*/chi-tieu/*`, `canh-bao/nhom/*`, `canh-bao/nhom/*/*`."""
    parts, fixed = path.strip("/").split("/"), {*FOLDERS.values(), "nhom", "trang"}
    return "/".join([parts[0], *(part if part in fixed else "*" for part in parts[1:])])


def sizes(site: Path) -> dict[str, list[Size]]:
    """The pages of a site by type."""
    found: dict[str, list[Size]] = defaultdict(list)
    for file in site.glob("**/index.html"):
        html, path = file.read_bytes(), file.parent.relative_to(site).as_posix()
        body = html.partition(_FRAME[0])[2].partition(_FRAME[1])[0]
        found[type_of(path)].append(Size(len(html), len(_ROW.findall(_NO_ROWS.sub(b"", body))), path))
    return dict(found)


def table(found: dict[str, list[Size]]) -> str:
    """One line for each type: pages; KB and rows, of most and in the middle; how many are above the limit, or a megabyte."""
    lines = ["| address | pages | KB, most | rows, most | KB, median | rows, median | too many rows | over 1 MB | largest |"]
    lines.append("|" + " --- |" * 9)
    for name, pages in sorted(found.items()):
        largest = max(pages, key=lambda one: one.size)
        cells = (
            f"`{name}`",
            f"{len(pages):,}",
            f"{largest.size / 1024:,.0f}",
            f"{max(one.rows for one in pages):,}",
            f"{median(one.size for one in pages) / 1024:,.0f}",
            f"{median(one.rows for one in pages):,.0f}",
            sum(one.rows > MOST_ROWS + _CHROME for one in pages),
            sum(one.size > _MEGABYTE for one in pages),
            f"`{largest.path}`",
        )
        lines.append(f"| {' | '.join(str(cell) for cell in cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.page_sizes", description="Measure the pages of a site."
    )
    parser.add_argument("site", type=Path)
    print(table(sizes(parser.parse_args().site)))
