"""The open data contract: what stands in `/api/v1/*.json`, key by key, and that nothing of the model is left out.

In: both built sites. A key that is added, lost or renamed fails here: people build on these names.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlparse

import pytest

from generator.model import KINDS, Measure
from generator.parts import BOUNDS

EVERY = {"id", "url", "document", "title", "publication", "doubt", "note", "moved_to"}
STATUS = {"status", "status_sentence", "status_rule", "status_inputs"}
PASSAGES = {"lines", "also"}
WORK = {"lead", "coordinating", "deadline", "funding", "statement", "targets", "clarities", "cites", "source", *STATUS}
TABLES = {
    "documents": {
        *("short", "kind", "number", "issuer", "place", "adopted", "period", "theme", "aim", "signatory", "source"),
        *("sections", "cites", "duties", "observations", "totals", "clarities"),
    },
    "targets": {"number", "field", "measures", "lead", "statement", "cites", "source", *STATUS},
    "tasks": {"code", "section", "product", *WORK},
    "projects": {"slug", "code", "kind", "group", "task", "location", "amounts", *WORK},
    "agencies": {"name", "short", "kind", "place", "parent", "aliases", "clarities"},
    "indicators": {"name", "unit", "field", "better", "description", "aliases"},
    "places": {"name", "kind", "parent", "valid", "successors", "aliases"},
    "references": {"number", "date", "issuer", "aliases", "cited_by"},
    "reports": {"agency", "period", "date", "source", "entries"},
}
BOUND = {"bound", "value", "upper", "unit"}
# What stands in lists within a record, by table and key.
PARTS = {
    ("documents", "sections"): {"code", "title"},
    ("documents", "cites"): {"reference", "lines", "doubt"},
    ("documents", "duties"): {"agency", "what", "to", "every", "deadline", "doubt", *PASSAGES},
    ("documents", "observations"): {"indicator", "name", "period", "nature", "doubt", *BOUND, *PASSAGES},
    ("documents", "totals"): {"name", "group", "amounts", "doubt", *PASSAGES},
    ("targets", "measures"): {
        *("name", "indicator", "per", "average", "by", "period", "base", "of_which", "printed", "lead", "path"),
        *BOUND,
        *STATUS,
    },
    ("projects", "amounts"): {"kind", "value", "unit"},
}
# The ids that a key holds are those of records of this table, in the record's own document or anywhere.
LINKS = {"lead": "agencies", "coordinating": "agencies", "issuer": "agencies", "cites": "references", "place": "places"}
# Keys of the model that the contract calls otherwise: each bound is a `bound` with its value.
RENAMED = {*BOUNDS, "stretch"}


@pytest.fixture(params=["real_site", "example_site"])
def tables(request: pytest.FixtureRequest) -> tuple[Path, dict[str, dict]]:
    """A site and what its tables hold."""
    site: Path = request.getfixturevalue(request.param)
    return site, {path.stem: json.loads(path.read_text("utf-8")) for path in (site / "api" / "v1").glob("*.json")}


def test_there_is_a_table_for_each_kind_and_one_of_warnings(tables) -> None:
    _, found = tables
    assert set(found) == {*KINDS, "warnings"} == {*TABLES, "warnings"}
    for table in found.values():
        assert set(table) == {"as_of", "licence", "records"}
        assert table["as_of"] == "2026-11-22"
        assert set(table["licence"]) == {"name", "url", "covers"}
        ids = [record["id"] for record in table["records"]]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_has_the_keys_of_its_table_and_no_others(tables, kind) -> None:
    _, found = tables
    for record in found[kind]["records"]:
        assert set(record) == EVERY | TABLES[kind], record["id"]
        assert record["publication"]["status"] == "public"
        for (table, key), keys in PARTS.items():
            if table == kind:
                assert all(set(part) == keys for part in record[key]), record["id"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_of_the_model_is_left_out(kind) -> None:
    assert set(KINDS[kind].model_fields) <= EVERY | TABLES[kind]
    for (table, key), keys in PARTS.items():
        if (table, key) == ("targets", "measures"):
            assert set(Measure.model_fields) - RENAMED <= keys


def test_a_page_has_its_own_record_beside_it(tables) -> None:
    site, found = tables
    for kind in KINDS:
        for record in found[kind]["records"]:
            beside = site / urlparse(record["url"]).path.lstrip("/") / "index.json"
            assert json.loads(beside.read_text("utf-8"))["records"] == [record]


def test_every_id_that_a_record_names_is_there(tables) -> None:
    _, found = tables
    ids = {kind: {record["id"] for record in found[kind]["records"]} for kind in KINDS}
    for kind in ("documents", "targets", "tasks", "projects"):
        for record in found[kind]["records"]:
            for key, table in LINKS.items():
                assert set(_named(record.get(key))) <= ids[table], (record["id"], key)
            for number in record.get("targets", []):
                assert f"{record['document']}/targets/{number}" in ids["targets"]
    for reference in found["references"]["records"]:
        assert set(reference["cited_by"]) <= set().union(*ids.values()), reference["id"]


def _named(value) -> list[str]:
    """The ids in a value: one, several, or those of citations."""
    if not value:
        return []
    return [value] if isinstance(value, str) else [one["reference"] if isinstance(one, dict) else one for one in value]


def test_figures_and_lines_are_numbers(tables) -> None:
    _, found = tables
    for record in found["targets"]["records"]:
        for measure in record["measures"]:
            assert measure["bound"] in BOUNDS
            assert isinstance(measure["value"], str if measure["bound"] == "goal" else int | float), record["id"]
            assert measure["upper"] is None or measure["upper"] > measure["value"]
            assert measure["status"] and measure["status_sentence"], record["id"]
    for kind in ("targets", "tasks", "projects"):
        for record in found[kind]["records"]:
            assert set(record["source"]) == {"file", "point", *PASSAGES}
            first, last = record["source"]["lines"]
            assert 1 <= first <= last
            assert record["status"] and record["status_sentence"], record["id"]
            deadline = record.get("deadline")
            assert deadline is None or set(deadline) == {"edtf", "word", "printed"}
    for record in found["projects"]["records"]:
        assert all(isinstance(amount["value"], int | float) for amount in record["amounts"])


def test_a_warning_says_of_what_and_why(tables) -> None:
    _, found = tables
    keys = {"id", "rule", "level", "record", "url", "document", "title", "agency", "due", "sentence"}
    ids = {record["id"] for kind in KINDS for record in found[kind]["records"]}
    for one in found["warnings"]["records"]:
        assert set(one) == keys
        assert one["record"] in ids


def test_every_kind_has_records(request: pytest.FixtureRequest) -> None:
    """The real plan has all but reports; the example plan has reports too."""
    for name, without in (("real_site", {"reports"}), ("example_site", set())):
        folder = request.getfixturevalue(name) / "api" / "v1"
        empty = {path.stem for path in folder.glob("*.json") if not json.loads(path.read_text("utf-8"))["records"]}
        assert empty == without
