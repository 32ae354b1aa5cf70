"""Sums of money over projects, and the totals a document prints beside them.

In: projects, or a `Plan` and a document. Out: `Sum`s and `Compared` totals. Missing values stay out of a sum, and the sum
says of how many projects. Leaves to others: what a difference means (checks) and how it is shown (pages).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.model import PrintedTotal, Record
from generator.parts import Amount
from generator.plan import Plan


@dataclass(frozen=True, slots=True)
class Sum:
    """One kind of money in one unit, added up: `counted` projects state it, `missing` do not."""

    kind: str
    unit: str
    value: Decimal
    counted: int
    missing: int


@dataclass(frozen=True, slots=True)
class Compared:
    """An amount that a document prints as a total, its path in the file, and the sum of its parts."""

    total: PrintedTotal
    path: tuple
    amount: Amount
    sum: Sum

    @property
    def gap(self) -> Decimal:
        """What the sum lacks of the total; below zero where the sum is more."""
        # Adding zero writes 5E+3 out again: 5000.
        return (self.amount.value - self.sum.value).normalize() + 0


def sums(projects: list[Record]) -> list[Sum]:
    """The sum of each kind and unit that the projects state, in the order in which they occur."""
    stated: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for record in projects:
        for amount in record.data.amounts:
            stated[(amount.kind, amount.unit)].append(amount.value)
    return [_sum(key, values, projects) for key, values in stated.items()]


def parts_of(plan: Plan, document: Record, total: PrintedTotal) -> list[Record]:
    """The projects that a printed total adds up: those of its document under the heading it names."""
    return [record for record in plan.current("projects", document.id) if record.data.group == total.group]


def compared(plan: Plan, document: Record) -> Iterator[Compared]:
    """Each amount of the document's printed totals with the sum of its parts; totals without parts are left out."""
    for position, total in enumerate(document.data.totals):
        parts = parts_of(plan, document, total)
        by_key = {(one.kind, one.unit): one for one in sums(parts)}
        for number, amount in enumerate(total.amounts if parts else ()):
            key = (amount.kind, amount.unit)
            path = ("totals", position, "amounts", number, "value")
            yield Compared(total, path, amount, by_key.get(key) or _sum(key, (), parts))


def _sum(key: tuple[str, str], values: Iterable[Decimal], projects: list[Record]) -> Sum:
    values = list(values)
    return Sum(*key, sum(values, Decimal(0)), len(values), len(projects) - len(values))
