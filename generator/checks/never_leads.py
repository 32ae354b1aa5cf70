"""An agency that takes part or has a duty in a document of its own place leads something.

In: a `Plan`. Out: a warning for each agency that is named as coordinating or in a duty, and that no target, task or project
names as lead. Leaves out: collectives, issuers of documents, agencies without a place or of another place than the
documents that name them, and whether those documents name any lead at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.plan import Plan
from generator.problems import Place, Problem, say


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
    """The documents of its place that give an agency a part or a duty; none if it leads something or has issued one."""
    found: dict[str, Record] = {}
    for mention in plan.mentioned(agency, ("documents", "targets", "tasks", "projects")):
        if mention.key in ("lead", "issuer"):
            return []
        document = plan.records["documents"][mention.record.document or mention.record.id]
        if document.data.place == agency.data.place:
            found[document.id] = document
    return list(found.values())
