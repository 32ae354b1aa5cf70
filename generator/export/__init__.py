"""Plan and facts to open data. One module per form.

In: a `Site`. Out: paths and contents. Leaves to others: writing files (pour).
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.addresses import path_of
from generator.export import record_json
from generator.model import Record
from generator.pages.site import Site

TABLES = ("documents", "targets", "tasks", "projects", "agencies", "indicators", "places", "references", "reports")
BESIDE_PAGE = "index.json"


def record_file(site: Site, record: Record) -> tuple[str, bytes]:
    """Path and content of the file beside the page of a record."""
    line = record_json.line(record_json.row(site, record))
    return f"{path_of(record)}{BESIDE_PAGE}", record_json.written(site, [line])


def table_file(site: Site, name: str, files: Iterable[bytes]) -> tuple[str, bytes]:
    """Path and content of the table of a kind, from the files beside the pages of its records."""
    return f"api/v1/{name}.json", record_json.gathered(site, files)


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
