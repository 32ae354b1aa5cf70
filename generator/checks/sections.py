"""A task stands in a section that its document lists.

In: a `Plan`. Out: an error for each task whose section is unknown, with the nearest known one.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan import Plan
from generator.problems import Place, Problem, nearest, say
from generator.rules import Rule

RULES = (
    Rule(
        "unknown-section",
        "error",
        say("Section that the document does not list"),
        say("A task names a section that document.yml does not list."),
    ),
)


def check(plan: Plan) -> Iterator[Problem]:
    """Tasks in sections that document.yml does not list."""
    for task in plan.of("tasks"):
        known = [section.code for section in plan.records["documents"][task.document].data.sections]
        if task.data.section not in known:
            close = nearest(task.data.section, known)
            mend = say("write '{id}'", id=close) if close else say("add it under 'sections' in document.yml")
            what = say("the document lists no section '{section}'", section=task.data.section)
            yield Problem(Place(task.file), what, "unknown-section", mend, path=("section",))
