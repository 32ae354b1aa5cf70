"""A task or project says who leads it, by when, and with what money.

In: a `Plan`. Out: one warning for each record that names no lead, no deadline or no funding, saying which; and of what no
task or project of a document names, one for the document instead of one for each. A deadline in words counts, and so do
amounts of money, and for a task what its projects name. Leaves out: whether the gap is the source's or the data's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.model import Record
from generator.plan import Plan
from generator.problems import Place, Problem, say
from generator.rules import Rule

# One text for each combination: a sentence joined from parts could not be translated.
_GAPS = {
    ("lead",): say("names no lead"),
    ("deadline",): say("names no deadline"),
    ("funding",): say("names no funding"),
    ("lead", "deadline"): say("names no lead and no deadline"),
    ("lead", "funding"): say("names no lead and no funding"),
    ("deadline", "funding"): say("names no deadline and no funding"),
    ("lead", "deadline", "funding"): say("names no lead, no deadline and no funding"),
}

RULES = (
    Rule(
        "left-open",
        "warning",
        say("Lead, date or funding left open"),
        say(
            "A task or project names no lead, no deadline or no funding. "
            "What no task or project of a document names is said once, for the document."
        ),
    ),
)


_NOWHERE = {
    "lead": say("none of the {number} tasks and projects names a lead"),
    "deadline": say("none of the {number} tasks and projects names a deadline"),
    "funding": say("none of the {number} tasks and projects names funding"),
}
_MEND = say("add what the source says; where it says nothing, leave it so")


def check(plan: Plan) -> Iterator[Problem]:
    """Tasks and projects that leave something open, and documents that leave it open for all."""
    for document in plan.current("documents"):
        projects = plan.current("projects", document.id)
        of_task: dict[str | None, list[Record]] = defaultdict(list)
        for project in projects:
            of_task[project.data.task].append(project)
        gaps = {task.full_id: (task, _gaps(task, of_task[task.id])) for task in plan.current("tasks", document.id)} | {
            project.full_id: (project, _gaps(project, [])) for project in projects
        }
        nowhere = {key for key in _NOWHERE if len(gaps) > 1 and all(key in found for _, found in gaps.values())}
        for key in _NOWHERE:
            if key in nowhere:
                what = say(_NOWHERE[key].pattern, number=len(gaps))
                yield Problem(Place(document.file), what, "left-open", _MEND, "warning")
        for record, found in gaps.values():
            own = tuple(key for key in found if key not in nowhere)
            if own:
                yield Problem(Place(record.file), _GAPS[own], "left-open", _MEND, "warning")


def _gaps(record: Record, projects: list[Record]) -> tuple[str, ...]:
    """Which of lead, deadline and funding neither a record nor one of its projects names."""
    rows = [record.data, *[project.data for project in projects]]
    named = {
        "lead": [data for data in rows if data.lead],
        "deadline": [data for data in rows if data.deadline],
        "funding": [data for data in rows if data.funding or getattr(data, "amounts", ())],
    }
    return tuple([key for key, found in named.items() if not found])
