"""A correction corrects something: an entry on the same record in another report of the document.

In: a `Plan`. Out: an error for each entry whose `corrects` names its own report, or a report without an entry on the same
target and measure, task or project. Leaves to others: reports that do not exist (link).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Entry, Record
from generator.plan import Plan
from generator.problems import Place, Problem, say
from generator.rules import Rule

RULES = (
    Rule(
        "corrects-nothing",
        "error",
        say("Correction of nothing"),
        say("An entry says that it corrects a report, but that report is its own, or has no entry on the same record."),
    ),
)


def check(plan: Plan) -> Iterator[Problem]:
    """Entries that correct nothing."""
    for report in plan.of("reports"):
        for position, entry in enumerate(report.data.entries):
            corrected = plan.find("reports", f"{report.document}/reports/{entry.corrects}") if entry.corrects else None
            if corrected and not _corrects(entry, report, corrected):
                what = say("the report '{id}' has no earlier entry that this one could correct", id=entry.corrects)
                mend = say("name the report whose entry on the same record is wrong, or remove 'corrects'")
                yield Problem(Place(report.file), what, "corrects-nothing", mend, path=("entries", position, "corrects"))


def _corrects(entry: Entry, report: Record, corrected: Record) -> bool:
    return corrected is not report and any(_about(one) == _about(entry) for one in corrected.data.entries)


def _about(entry: Entry) -> tuple:
    return entry.target, entry.measure or 1, entry.task, entry.project
