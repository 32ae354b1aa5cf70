"""The money of a document's projects: our sums, and the totals that the document prints beside them.

In: a `Site` and projects, or a document. Out: rows of tables. Leaves to others: adding up (generator.sums) and the checks.
"""

from __future__ import annotations

from generator.contexts_money import PrintedTotal, Sum, TotalRow
from generator.model import Record
from generator.pages.shared import lines_in_words
from generator.pages.site import Site
from generator.parts import Amount
from generator.problems import Text, say
from generator.sums import Compared, compared, sums


def sum_rows(site: Site, document: Record, projects: list[Record]) -> tuple[Sum, ...]:
    """The sum of each kind of money over the projects that state it, and how many do not; those under a heading that has a
    printed total are added up there."""
    headings = {total.group for total in document.data.totals}
    others = [project for project in projects if project.data.group not in headings]
    return tuple(
        Sum(
            site.words.term("amounts", one.kind),
            site.words.amount(Amount(kind=one.kind, value=one.value, unit=one.unit)),
            one.counted,
            one.missing,
        )
        for one in sums(others)
    )


def printed_totals(site: Site, document: Record) -> tuple[PrintedTotal, ...]:
    """The totals that a document prints, each kind of money beside our sum."""
    rows = list(compared(site.plan, document))
    return tuple(
        PrintedTotal(
            title=f"{total.name}, {total.group}",
            lines=lines_in_words(site, total.source.lines),
            rows=tuple(_row(site, one) for one in rows if one.total is total),
            doubt=total.doubt or "",
        )
        for total in document.data.totals
    )


def _row(site: Site, one: Compared) -> TotalRow:
    return TotalRow(
        kind=site.words.term("amounts", one.amount.kind),
        printed=site.words.amount(one.amount),
        sum=site.words.amount(Amount(kind=one.sum.kind, value=one.sum.value, unit=one.sum.unit)),
        verdict=site.say(_verdict(one)),
        is_equal=not one.gap,
    )


def _verdict(one: Compared) -> Text:
    """What the sum and the printed total make of each other; who does not state the amount is not in the sum."""
    known = {"value": abs(one.gap), "unit": one.amount.unit, "counted": one.sum.counted}
    known["all"] = one.sum.counted + one.sum.missing
    if not one.gap:
        del known["value"], known["unit"]
        return say("equal; stated by {counted} of {all} projects", **known)
    if one.gap > 0:
        return say("the sum is {value} less; stated by {counted} of {all} projects", **known)
    return say("the sum is {value} more; stated by {counted} of {all} projects", **known)
