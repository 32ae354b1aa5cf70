"""Which values satisfy a bound, for each kind of bound: below it, equal to it, above it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.statuses import holds
from tests.test_status_rules import measure


@pytest.mark.parametrize(
    ("bound", "below", "equal", "above"),
    [
        ({"at_least": 98}, False, True, True),
        ({"at_least": 98, "stretch": 99}, False, True, True),
        ({"more_than": 98}, False, False, True),
        ({"exactly": 98}, False, True, False),
        ({"at_most": 98}, True, True, False),
        ({"less_than": 98}, True, False, False),
        ({"between": ["98", "99"]}, False, True, True),
        ({"between": ["97", "98"]}, True, True, False),
        ({"about": 98}, None, None, None),
        ({"goal": "Mọi người dân"}, None, None, None),
    ],
)
def test_each_kind_of_bound_below_at_and_above(bound, below, equal, above) -> None:
    one = measure(**bound)
    assert [holds(one, Decimal(value)) for value in ("97.9", "98", "98.1")] == [below, equal, above]
    assert holds(one, Decimal("98.00")) == equal


@pytest.mark.parametrize(("value", "reached"), [("98.9", True), ("99", True), ("99.1", False)])
def test_the_upper_end_of_a_range(value, reached) -> None:
    assert holds(measure(between=["98", "99"]), Decimal(value)) is reached
