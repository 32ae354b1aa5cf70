"""A rule by which the program judges, as a value: method page and tests read the same objects that the stages run by.

In: nothing. Out: `Rule`, and `Worked`: what a rule says of a small plan. Leaves to others: the rules themselves
(status_rules, warn, checks), running them (examples) and showing them (pages).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model import Record
from generator.plan import Plan
from generator.problems import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, what it gives, what it is called and when it holds.

    `level` is what the rule gives: a status, how much a warning presses, or whether a check finds an error or a warning.
    """

    id: str
    level: str
    name: Text
    description: Text


ANCHORS = {"status": "tinh-hinh", "warning": "canh-bao", "check": "kiem-tra"}


def anchor_of(kind: str, rule: str) -> str:
    """Where a rule stands on the method page: `canh-bao-due-30`; `kind` is a key of `ANCHORS`."""
    return f"{ANCHORS[kind]}-{rule}"


@dataclass(frozen=True)
class Worked:
    """An example of a rule, worked out by running it: the plan, its telling records with what was written in each, the day,
    and what the rule said. `kind` is a key of `ANCHORS`; `status` is "" where the rule gives none."""

    kind: str
    rule: Rule
    plan: Plan
    given: tuple[tuple[Record, dict], ...]
    as_of: date
    sentence: Text
    status: str = ""
