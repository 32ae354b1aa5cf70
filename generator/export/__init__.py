"""Plan and facts to open data. One module per form, each a stream of files, so that no table stands in memory whole.

In: a `Site`. Out: paths and contents. Leaves to others: writing files (pour).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import path_of
from generator.export import record_json
from generator.pages.shared import Site

TABLES = ("documents", "targets", "tasks", "projects", "agencies", "indicators", "places", "references", "reports")


def table_files(site: Site, name: str) -> Iterator[tuple[str, bytes]]:
    """Path and content of a table's files: one beside the page of each record, then one with all of them."""
    lines = []
    for record in site.plan.of(name):
        lines.append(record_json.line(record_json.row(site, record)))
        yield f"{path_of(record)}index.json", record_json.written(site, lines[-1:])
    yield f"api/v1/{name}.json", record_json.written(site, lines)


def warnings_file(site: Site) -> tuple[str, bytes]:
    """Path and content of the table of warnings."""
    return "api/v1/warnings.json", record_json.written(site, map(record_json.line, warning_rows(site)))


def warning_rows(site: Site) -> list[dict]:
    """The early warnings of the day; `url` is the page of the record that a warning is about."""
    return [
        {
            "id": one.id,
            "rule": one.rule.id,
            "level": one.rule.level,
            "record": one.record.full_id,
            "url": site.url + path_of(one.record),
            "document": one.record.document or one.record.id,
            "title": site.say(one.rule.name),
            "agency": list(one.agencies),
            "due": one.due.isoformat() if one.due else None,
            "sentence": site.say(one.sentence),
        }
        for one in site.warnings
    ]
