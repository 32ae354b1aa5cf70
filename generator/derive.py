"""What follows from the data on a given day: where each record stands, with the sentence that explains it.

In: a `Plan` and a date. Out: `Facts`. Leaves to others: showing them (pages, export) and judging the data (checks).
A status is never typed in by hand: it follows from reports, dates and `as_of` by the tables of rules in status_rules.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.edtf import parse_edtf
from generator.model import Entry, Record
from generator.plan import Plan
from generator.status_rules import MEASURE_RULES, WORK_RULES, MeasureCase, WorkCase, status_by, target_status
from generator.statuses import Said, Status, subject_of


@dataclass(frozen=True)
class Facts:
    """All that was derived for one day, by full id; measures by full id and position from 0."""

    as_of: date
    measures: dict[tuple[str, int], Status]
    records: dict[str, Status]
    said: dict[str, tuple[Said, ...]]


def together(all_facts: Iterable[Facts], as_of: date) -> Facts:
    """The facts of all documents, from those of each."""
    whole = Facts(as_of, {}, {}, {})
    for facts in all_facts:
        whole.measures.update(facts.measures)
        whole.records.update(facts.records)
        whole.said.update(facts.said)
    return whole


def derive(plan: Plan, as_of: date) -> Facts:
    """The facts of a plan, or of one of its documents alone, on the day `as_of`."""
    everything = _said(plan)
    measures, records = {}, {}
    for record in plan.of("targets"):
        document = plan.records["documents"][record.document].data
        for position, measure in enumerate(record.data.measures):
            about = [one for one in everything.get(record.full_id, ()) if (one.entry.measure or 1) == position + 1]
            measures[(record.full_id, position)] = status_by(
                MEASURE_RULES, MeasureCase(measure, document, tuple(about), as_of)
            )
        own = [measures[(record.full_id, position)] for position in range(len(record.data.measures))]
        records[record.full_id] = target_status(own)
    for kind in ("tasks", "projects"):
        for record in plan.of(kind):
            records[record.full_id] = status_by(
                WORK_RULES, WorkCase(record.data.deadline, everything.get(record.full_id, ()), as_of)
            )
    return Facts(as_of, measures, records, everything)


def _said(plan: Plan) -> dict[str, tuple[Said, ...]]:
    """What reports say about each record, in the order of the days they speak of."""
    corrections: dict[tuple[str, str, int], Record] = {}
    found: dict[str, list[Said]] = defaultdict(list)
    for report in plan.of("reports"):
        for entry in report.data.entries:
            if entry.corrects:
                corrected = f"{report.document}/reports/{entry.corrects}"
                corrections[(corrected, _full_subject(report, entry), entry.measure or 1)] = report
    for report in plan.of("reports"):
        for entry in report.data.entries:
            subject = _full_subject(report, entry)
            corrected_by = corrections.get((report.full_id, subject, entry.measure or 1))
            found[subject].append(Said(report, entry, corrected_by))
    return {subject: tuple(sorted(rows, key=_spoken_of)) for subject, rows in found.items()}


def _full_subject(report: Record, entry: Entry) -> str:
    kind, named = subject_of(entry)
    return f"{report.document}/{kind}/{named}"


def _spoken_of(one: Said) -> tuple[date, date, str]:
    """The day an entry speaks of, then the day of its report."""
    return (one.spoken_of, parse_edtf(one.report.data.date).first, one.report.full_id)
