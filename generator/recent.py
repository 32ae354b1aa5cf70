"""Values that are worked out again where they have not been asked for in a long time.

In: keys and values. Out: `Recent`, a dictionary that does not grow without bound. Leaves to others: making the values.
"""

from __future__ import annotations

from typing import Any


class Recent(dict):
    """The values that were put in or asked for last: at least as many as it is made for, at most twice as many.

    What stands in the dictionary itself is found as fast as in any; once it is full, it is set aside, and what is asked for
    comes back from there, until it is full again."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._aside: dict = {}

    def __missing__(self, key: Any) -> Any:
        found = self._aside[key]
        self[key] = found
        return found

    def __setitem__(self, key: Any, value: Any) -> None:
        if len(self) >= self._number:
            self._aside = dict(self)
            self.clear()
        super().__setitem__(key, value)
