"""One worked example for each rule: a few records of a fictional ward, on which the rule itself is run.

In: nothing. Out: `Worked` examples, in the order of the rules. Nothing that an example says is typed in here: sentence and
status come out of the same stages that build the site. Leaves to others: wording and showing them (pages.method).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.checks import RULES as CHECK_RULES
from generator.checks import check
from generator.derive import Facts, derive
from generator.example_records import DAY, EXAMPLES, LISTS, Given, records_of
from generator.link import link
from generator.model import Record
from generator.plan import Plan
from generator.problems import Text
from generator.rules import Rule, Worked
from generator.status_rules import STATUS_RULES
from generator.warn import RULES as WARNING_RULES
from generator.warn import dues, warn

BY_KIND: dict[str, dict[str, Rule]] = {"status": STATUS_RULES, "warning": WARNING_RULES, "check": CHECK_RULES}


@dataclass(frozen=True)
class _Finding:
    sentence: Text
    status: str = ""


def worked() -> Iterator[Worked]:
    """An example of every rule; raises KeyError for a rule without one, LookupError for one that does not show its rule."""
    for kind, rules in BY_KIND.items():
        for rule in rules.values():
            day, given = EXAMPLES[(kind, rule.id)]
            plan, told = _plan(given)
            finding = _find(kind, rule, plan, date.fromisoformat(day or DAY))
            yield Worked(kind, rule, plan, told, date.fromisoformat(day or DAY), finding.sentence, finding.status)


def _plan(given: Given) -> tuple[Plan, tuple[tuple[Record, dict], ...]]:
    """The plan of an example, and its telling records with what was written in each."""
    records = records_of(given)
    plan, unknown = link(records, LISTS, lambda file, path: (None, ""))
    if unknown:
        raise LookupError(f"an example names what is not there: {unknown[0].what.values}")
    by_file = {record.file: record for rows in records.values() for record in rows}
    return plan, tuple((by_file[f"data/{path}.yml"], own) for path, own in given.items())


def _find(kind: str, rule: Rule, plan: Plan, as_of: date) -> _Finding:
    """What the rule says of the plan, by running the stage that it belongs to."""
    found = next((one for one, by in _said(kind, plan, derive(plan, as_of)) if by == rule.id), None)
    if found is None:
        raise LookupError(f"the example of {kind} rule {rule.id} does not show it")
    return found


def _said(kind: str, plan: Plan, facts: Facts) -> Iterator[tuple[_Finding, str]]:
    """All that one kind of rules says of a plan, each with the rule that says it."""
    match kind:
        case "status":
            for status in (*facts.measures.values(), *facts.records.values()):
                yield _Finding(status.sentence, status.status), status.rule
        case "warning":
            for one in warn(plan, facts, dues(plan, facts)):
                yield _Finding(one.sentence), one.rule.id
        case "check":
            for problem in check(plan):
                yield _Finding(problem.what), problem.check
