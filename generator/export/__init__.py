"""Plan and facts to open data. One module per form; `tables` gathers the rows once for all of them.

In: a `Site`. Out: rows by table. Leaves to others: writing files (build).
"""

from __future__ import annotations

from generator.export import record_json
from generator.pages.shared import Site

TABLES = ("documents", "targets", "tasks", "projects", "agencies", "indicators", "places", "references", "reports")


def tables(site: Site) -> dict[str, list[dict]]:
    """The rows of each table, in the order of the plan, in the shape of the open data contract."""
    return {name: [record_json.row(site, record) for record in site.plan.of(name)] for name in TABLES}
