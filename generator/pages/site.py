"""What pages are made from: the plan, what was derived of it, and the site's own settings; and a page before it is made.

In: plan, facts, wording. Out: `Site` and `Planned`. Leaves to others: the pages themselves, and noting what is looked up
(watched, which answers in place of a `Site`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVar

from generator.contexts import Link, Page
from generator.derive import Facts
from generator.model import Measure, Record, Term
from generator.parts import Amount, Bound, Deadline
from generator.plan import Plan
from generator.problems import Text
from generator.recent import Recent
from generator.trace import Trace
from generator.warn import Due, EarlyWarning, agencies_leading
from generator.wording import Wording

Made = TypeVar("Made")
_RECENT = 1 << 14  # of some 5,000 records
INDEXES: dict[str, Callable[[Site], Mapping]] = {}
"""By name, what is worked out once from the whole plan to be looked up by key; see `index`."""


@dataclass(frozen=True)
class Site:
    """All that pages are made from; `url` ends with a slash, `contact` is where errors are reported."""

    plan: Plan
    facts: Facts
    words: Wording
    name: str
    url: str
    contact: str
    written_about: dict[str, tuple[Link, ...]] = field(default_factory=dict)
    dues: tuple[Due, ...] = ()
    trace: Trace | None = None
    # Not handed on by `replace`: what was made of another plan must never be found here.
    kept: dict = field(default_factory=dict, compare=False, init=False)
    """For `once` and `index` alone."""
    recent: Recent = field(default_factory=lambda: Recent(_RECENT), compare=False, init=False)
    """For `lately` alone."""
    warnings: tuple[EarlyWarning, ...] = ()

    def once(self, key: tuple, make: Callable[[], Made]) -> Made:
        """What stands on pages all over the site, made once; the key says what it is and of what."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def lately(self, key: tuple, make: Callable[[], Made]) -> Made:
        """What stands on pages that are made one after the other, made again where it has not been asked for in a long
        time: of each record there is some."""
        try:
            return self.recent[key]
        except KeyError:
            made = self.recent[key] = make()
            return made

    def index(self, name: str) -> Mapping:
        """The index of that name, made once."""
        return self.once(("index", name), lambda: INDEXES[name](self))

    def say(self, text: Text) -> str:
        """A text in the site's language, its dates and numbers written as the language does."""
        values = text.values
        if not values:
            return self.words.say(text)
        if "value" in values and "unit" in values:
            number = self.words.quantity(self.words.number(values["value"]), values["unit"])
            values = {**values, "value": number}
        return self.words.translate(text.pattern).format(**{key: self.in_words(one) for key, one in values.items()})

    def in_words(self, value: object) -> object:
        """A value of a text in words: a text in it, several of them, a day, or a bound, date, sum or term of the plan."""
        match value:
            case str() | int():
                return value
            case Text():
                return self.say(value)
            case tuple():
                return ", ".join(str(self.in_words(one)) for one in value)
            case date():
                return self.words.day(value)
            case Bound():
                return self.words.bound(value)
            case Deadline():
                return self.words.deadline(value)
            case Amount():
                return self.words.amount(value)
            case Term():
                return getattr(value, self.words.language)
        return value

    @cached_property
    def dues_of(self) -> dict[str, list[Due]]:
        """What each agency leads or takes part in, as it falls due, in the order of the plan."""
        found: dict[str, list[Due]] = defaultdict(list)
        for due in self.dues:
            joining = getattr(due.record.data, "coordinating", ())
            for agency in dict.fromkeys([*agencies_leading(due.record), *joining]):
                found[agency].append(due)
        return found

    @cached_property
    def by_indicator(self) -> dict[str, list[tuple[Record, int, Measure]]]:
        """The measures of each indicator, in the order of the plan."""
        found: dict[str, list[tuple[Record, int, Measure]]] = defaultdict(list)
        for record in self.plan.current("targets"):
            for position, measure in enumerate(record.data.measures):
                if measure.indicator:
                    found[measure.indicator].append((record, position, measure))
        return found

    @cached_property
    def neighbours(self) -> dict[str, tuple[Record | None, Record | None]]:
        """The record before and after each target, task and project of a document."""
        found: dict[str, tuple[Record | None, Record | None]] = {}
        for document in self.plan.of("documents"):
            for kind in ("targets", "tasks", "projects"):
                row = self.plan.current(kind, document.id)
                around = [None, *row, None]
                for number, record in enumerate(row):
                    found[record.full_id] = (around[number], around[number + 2])
        return found


@dataclass(frozen=True, slots=True)
class Planned:
    """A page before it is made: its path, the function that makes it, and what that is given beside the site. What is
    given and what is looked up in the site are all that a page is made from."""

    path: str
    maker: Callable[[Site, Any], Page]
    given: Any

    def make(self, site: Site) -> Page:
        return self.maker(site, self.given)


def index(make: Callable[[Site], Mapping[Any, Made]]) -> Callable[[Site], Mapping[Any, Made]]:
    """Makes a function of the whole plan an index: worked out once, and a page depends only on the keys it looks up."""
    INDEXES[make.__name__] = make

    @wraps(make)
    def looked_up(site: Site) -> Mapping[Any, Made]:
        return site.index(make.__name__)

    return looked_up
