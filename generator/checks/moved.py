"""A record that has moved names a record that is there.

In: a `Plan`. Out: an error for each `moved_to` that leads nowhere, or to a record that has itself moved.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import KINDS
from generator.plan import Plan, moved_id
from generator.problems import Place, Problem, nearest, say
from generator.rules import Rule

RULES = (
    Rule(
        "moved-nowhere",
        "error",
        say("Moved to nowhere"),
        say("A record says that it has moved, but no current record stands there."),
    ),
)


def check(plan: Plan) -> Iterator[Problem]:
    """Records whose new place is not there."""
    for kind in KINDS:
        for record in plan.of(kind):
            if record.data.moved_to is None:
                continue
            goal = plan.find(kind, moved_id(record))
            if goal is None or goal.data.moved_to:
                close = nearest(record.data.moved_to, [one.id for one in plan.current(kind, record.document)])
                mend = say("write 'moved_to: {id}'", id=close) if close else say("name a record in the same folder")
                what = say("this record has moved to '{id}', where no record stands", id=record.data.moved_to)
                yield Problem(Place(record.file), what, "moved-nowhere", mend, path=("moved_to",))
