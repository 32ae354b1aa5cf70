"""An agency that a document of its own place names leads something, where the document names leads at all.

In: a `Plan`. Out: a warning for each agency that is named as coordinating or as one to report to, and that no target, task
or project names as lead. Leaves out: collectives, issuers of documents, agencies that a duty of their own is laid on,
agencies without a place or of another place than the documents that name them, and documents that name no lead for
anything, since there nobody could lead.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.plan import Plan
from generator.problems import Place, Problem, say
from generator.rules import Rule

RULES = (
    Rule(
        "never-leads",
        "warning",
        say("Agency that never leads"),
        say(
            "A document of its own place names an agency, and says who leads its tasks, "
            "but no target, task or project names that agency as lead."
        ),
    ),
)
_NAMING = ("documents", "targets", "tasks", "projects")


def check(plan: Plan) -> Iterator[Problem]:
    """Agencies that are named and never lead."""
    for agency in plan.current("agencies"):
        if agency.data.kind == "collective":
            continue
        documents = _named_in(plan, agency)
        if documents:
            what = say(
                "{agency} is named in {documents}, but leads no target, task or project",
                agency=agency.data.name,
                documents=", ".join(document.data.short for document in documents),
            )
            mend = say("see whether the source names it as lead; several bodies named together are 'kind: collective'")
            yield Problem(Place(agency.file), what, "never-leads", mend, "warning")


def _named_in(plan: Plan, agency: Record) -> list[Record]:
    """The documents of its place that name an agency and name leads; none if it leads, issued or answers for one."""
    found: dict[str, Record] = {}
    for mention in plan.mentions.get(("agencies", agency.id), ()):  # most lead something, and are left at once
        if mention.record.kind not in _NAMING or mention.record.data.moved_to is not None:
            continue
        if mention.key in ("lead", "issuer", "agency"):
            return []
        document = plan.records["documents"][mention.record.document or mention.record.id]
        if document.data.place == agency.data.place and _names_leads(plan, document):
            found[document.id] = document
    return list(found.values())


def _names_leads(plan: Plan, document: Record) -> bool:
    """Whether any target, task or project of a document says who leads it."""
    rows = [record.data for kind in ("targets", "tasks", "projects") for record in plan.current(kind, document.id)]
    return any(data.lead or any(measure.lead for measure in getattr(data, "measures", ())) for data in rows)
