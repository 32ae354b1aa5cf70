"""What the templates may use of reports and rules: what a report says, why something stands as it does, the method page.

In: nothing. Out: plain values, made by pages/shared.py, pages/commitments.py and pages/method.py. The rest of the contexts
is in contexts.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.contexts import Badge, Link


class Why(NamedTuple):
    """Why something stands as it does: the rule on the method page, and the name and words of each thing it looked at."""

    rule: Link
    inputs: tuple[tuple[str, str], ...]


class Reported(NamedTuple):
    """What one report says about a measure, task or project."""

    report: Link
    agency: Link
    date: str
    words: str
    evidence: str
    reason: str = ""
    action: str = ""
    corrects: Link | None = None
    corrected_by: Link | None = None


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One entry of a report: what it is about and what it says."""

    about: Link
    measure: str
    said: Reported


@dataclass(frozen=True, slots=True)
class Report:
    """The page of a report."""

    document: Link
    agency: Link
    period: str
    date: str
    source: Link
    entries: tuple[ReportEntry, ...]


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule on the method page, with a worked example: what is given, the day, and what the rule says of it.

    `gives` says how much a warning presses, or whether a check stops publication; `is_data`: what is given is YAML.
    """

    anchor: str
    name: str
    gives: str
    description: str
    given: tuple[str, ...]
    is_data: bool
    day: str
    badge: Badge | None
    sentence: str
