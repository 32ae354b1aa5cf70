"""A task or project says who leads it, by when, and with what money.

In: a `Plan`. Out: one warning for each record that names no lead, no deadline or no funding, saying which. A deadline in
words counts, and so do amounts of money. Leaves out: what another record says (a project's task may have a lead that the
project has not), and whether the gap is the source's or the data's.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.plan import Plan
from generator.problems import Place, Problem, say

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


def check(plan: Plan) -> Iterator[Problem]:
    """Tasks and projects that leave something open."""
    for kind in ("tasks", "projects"):
        for record in plan.current(kind):
            gaps = _gaps(record)
            if gaps:
                mend = say("add what the source says; where it says nothing, leave it so")
                yield Problem(Place(record.file), _GAPS[gaps], "left-open", mend, "warning")


def _gaps(record: Record) -> tuple[str, ...]:
    """Which of lead, deadline and funding a record does not name."""
    data = record.data
    named = {
        "lead": data.lead,
        "deadline": data.deadline,
        "funding": data.funding or (record.kind == "projects" and data.amounts),
    }
    return tuple(key for key, value in named.items() if not value)
