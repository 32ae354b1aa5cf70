"""The figures of the real documents, each proved against its source text: none is lost, and none comes in unproved.

In: `data/` and the source texts (CONGKHAI_SOURCES, or shared/sources beside the repository). A change of the data changes
the table below: read the new row against `congkhai trace` before you write it down here.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from generator.link import link
from generator.plan import Plan
from generator.read import read
from generator.strict_yaml import place_of
from generator.trace import trace

ROOT = Path(__file__).parents[1]
SOURCES = Path(os.environ.get("CONGKHAI_SOURCES", ROOT.parent / "shared" / "sources"))
needs_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source texts are not at hand: set CONGKHAI_SOURCES to their folder"
)
# figures, traced, not found, doubted, bound not legible, letters for digits, lines with a figure, of them cited
TABLE = {
    "ha-tu-2026": (206, 206, 0, 0, 1, 0, 94, 50),
    "kien-an-2026": (265, 264, 0, 1, 1, 1, 192, 133),
    "quang-ninh-2022": (131, 130, 0, 1, 2, 0, 130, 73),
    "quang-ninh-2025-2030": (506, 505, 0, 1, 0, 0, 264, 207),
    "quang-ninh-2026": (152, 152, 0, 0, 0, 0, 38, 27),
}
# What a document cites differently from how it prints it; each is told in the record's own doubt.
DOUBTED = {
    ("kien-an-2026", "226/2025/QH15", 596),
    ("quang-ninh-2022", "37-QĐ/TW", 249),
    ("quang-ninh-2025-2030", "547-KH/TU", 435),
}


@cache
def real() -> tuple[Plan, dict[str, bytes], object]:
    """The plan of the repository, the source texts at hand, and where its values stand."""

    def where(file: str, path: tuple):
        return place_of(file, (ROOT / file).read_text("utf-8-sig"), path)

    files, _ = read(ROOT, ROOT / "data")
    plan, _ = link(files.records, files.lists, where)
    return plan, {one.name: one.read_bytes() for one in SOURCES.glob("*.txt")}, where


@needs_sources
def test_every_figure_of_the_real_documents_is_where_its_record_says():
    found, problems = trace(*real())
    assert [f"{problem.place}: {problem.what.written(str)}" for problem in problems] == []
    rows = {
        one.document: (
            *(one.figures, one.traced, one.not_found, one.doubted),
            *(one.unproved, one.by_letters, one.lines_with_figures, one.cited),
        )
        for one in found.documents.values()
    }
    assert rows == TABLE
    assert all(one.sha_matches for one in found.documents.values())


@needs_sources
def test_what_is_not_found_is_doubted_by_its_record():
    found, _ = trace(*real())
    missing = {
        (full_id, one.words, one.passages[0][0])
        for full_id, row in found.records.items()
        for one in row.figures
        if not one.traced
    }
    assert missing == DOUBTED
