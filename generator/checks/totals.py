"""The amounts of the projects under a heading add up to the total that the document prints for it.

In: a `Plan`. Out: a warning for each printed amount that the sum differs from, saying by how much and how many projects
state the amount; and one for a total of which no project is a part. Leaves out: whether a gap is explained by the projects
that do not state the amount; the document's `doubt` says what is known of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.plan import Plan
from generator.problems import Place, Problem, nearest, say
from generator.rules import Rule
from generator.sums import Compared, compared, parts_of

RULES = (
    Rule(
        "total-differs",
        "warning",
        say("Printed total and sum differ"),
        say(
            "The amounts of the projects in a list do not add up to the total that the document prints for it. "
            "Projects whose amount cannot be read or is not stated are not in the sum."
        ),
    ),
    Rule(
        "unknown-group",
        "warning",
        say("Total of no project"),
        say("A printed total names a list or heading under which no project of the document stands."),
    ),
)
_LESS = say(
    "the amounts of '{group}' add up to {sum} {unit}, {gap} less than the total printed for {kind}, {total}; "
    "this amount is stated by {counted} of {all} projects"
)
_MORE = say(
    "the amounts of '{group}' add up to {sum} {unit}, {gap} more than the total printed for {kind}, {total}; "
    "this amount is stated by {counted} of {all} projects"
)


def check(plan: Plan) -> Iterator[Problem]:
    """Printed totals that their parts do not add up to."""
    for document in plan.current("documents"):
        yield from _without_parts(plan, document)
        for one in compared(plan, document):
            if one.gap:
                mend = say("compare the amounts with the source; where they are printed so, say it in 'doubt'")
                what = _said(one)
                yield Problem(Place(document.file), what, "total-differs", mend, "warning", path=one.path)


def _said(one: Compared):
    values = {
        "group": one.total.group,
        "sum": f"{one.sum.value:f}",
        "unit": one.sum.unit,
        "gap": f"{abs(one.gap):f}",
        "kind": one.sum.kind,
        "total": f"{one.amount.value:f}",
        "counted": one.sum.counted,
        "all": one.sum.counted + one.sum.missing,
    }
    return say((_LESS if one.gap > 0 else _MORE).pattern, **values)


def _without_parts(plan: Plan, document: Record) -> Iterator[Problem]:
    for position, total in enumerate(document.data.totals):
        if not parts_of(plan, document, total):
            groups = {record.data.group for record in plan.current("projects", document.id) if record.data.group}
            close = nearest(total.group, sorted(groups))
            mend = say("write '{id}'", id=close) if close else say("write a 'group' of this document's projects")
            what = say("no project of this document stands under '{group}'", group=total.group)
            yield Problem(Place(document.file), what, "unknown-group", mend, "warning", path=("totals", position, "group"))
