"""What is kept of values by key, and what gives way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.recent import Recent


@given(st.lists(st.integers(0, 30)), st.integers(1, 8))
def test_the_last_asked_for_are_there_and_never_more_than_twice_as_many(asked, number):
    recent, order = Recent(number), []
    for key in asked:
        try:
            assert recent[key] == -key
        except KeyError:
            assert key not in order[-number:]
            recent[key] = -key
        order = [*(one for one in order if one != key), key]
        assert len(recent) <= number and len(recent) + len(recent._aside) <= 2 * number


def test_what_was_never_put_in_is_not_there():
    with pytest.raises(KeyError):
        Recent(3)["a"]
