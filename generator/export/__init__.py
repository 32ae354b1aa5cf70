"""Plan and facts to open data. One module per form; `tables` gathers the rows once for all of them.

In: a `Site`. Out: rows by table. Leaves to others: writing files (build).
"""

from __future__ import annotations

from generator.addresses import path_of
from generator.export import record_json
from generator.pages.shared import Site

TABLES = ("documents", "targets", "tasks", "projects", "agencies", "indicators", "places", "references", "reports")


def tables(site: Site) -> dict[str, list[dict]]:
    """The rows of each table, in the order of the plan, in the shape of the open data contract."""
    return {name: [record_json.row(site, record) for record in site.plan.of(name)] for name in TABLES}


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
