"""A site that notes what is looked up in it, so that it is known what a page was made from.

In: a `Site`. Out: a `WatchedSite`, which answers as the site does, and the digest of what lies under each key noted. Leaves
to others: making pages (pages, export) and remembering keys from build to build (last_build).

Pages get at records, and at what was derived of them, only through what the site holds, and all of that is watched here or
is the same for the whole site (`SAME_FOR_ALL`, which last_build digests as a whole). A key is the name of a collection and
what was looked up in it, or the name alone where all of it was looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import count, takewhile
from typing import Any

from generator.derive import Facts
from generator.digests import Digester
from generator.model import KINDS, Record
from generator.pages.differences import Pair
from generator.pages.site import INDEXES, Made, Site
from generator.pages.split import Listed
from generator.plan import Mention, Plan
from generator.trace import Trace
from generator.warn import Due, EarlyWarning

Key = tuple[str] | tuple[str, Any]
SAME_FOR_ALL = ("words", "name", "url", "contact", "as_of", "lists")


class Notes:
    """The keys of what has been looked up since they were last taken."""

    def __init__(self) -> None:
        self.keys: set[Key] = set()

    def taken(self) -> set[Key]:
        keys, self.keys = self.keys, set()
        return keys


class WatchedMapping(Mapping):
    """A mapping that notes which of its entries are looked up."""

    __slots__ = ("_inner", "_name", "_notes")

    def __init__(self, inner: Mapping, name: str, notes: Notes) -> None:
        self._inner, self._name, self._notes = inner, name, notes

    def __getitem__(self, one: Any) -> Any:
        self._notes.keys.add((self._name, one))
        return self._inner[one]

    def get(self, one: Any, default: Any = None) -> Any:
        self._notes.keys.add((self._name, one))
        return self._inner.get(one, default)

    def __contains__(self, one: object) -> bool:
        self._notes.keys.add((self._name, one))
        return one in self._inner

    def _all(self) -> Mapping:
        self._notes.keys.add((self._name,))
        return self._inner

    def __iter__(self) -> Iterator:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def values(self) -> Any:
        return self._all().values()

    def items(self) -> Any:
        return self._all().items()


class WatchedMeasures(WatchedMapping):
    """What stands under a record's id and the position of a measure is noted under the id, with all that is known of it."""

    __slots__ = ()

    def __getitem__(self, one: tuple[str, int]) -> Any:
        self._notes.keys.add((self._name, one[0]))
        return self._inner[one]

    def get(self, one: tuple[str, int], default: Any = None) -> Any:
        self._notes.keys.add((self._name, one[0]))
        return self._inner.get(one, default)

    def __contains__(self, one: Any) -> bool:
        self._notes.keys.add((self._name, one[0]))
        return one in self._inner


class WatchedRow(Sequence):
    """A row that notes that it was looked at, all of it at once."""

    __slots__ = ("_inner", "_name", "_notes")

    def __init__(self, inner: Sequence, name: str, notes: Notes) -> None:
        self._inner, self._name, self._notes = inner, name, notes

    def _all(self) -> Sequence:
        self._notes.keys.add((self._name,))
        return self._inner

    def __getitem__(self, one: Any) -> Any:
        return self._all()[one]

    def __iter__(self) -> Iterator:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


def _watched_facts(facts: Facts, notes: Notes) -> Facts:
    return Facts(
        facts.as_of,
        WatchedMeasures(facts.measures, "facts", notes),
        WatchedMapping(facts.records, "facts", notes),
        WatchedMapping(facts.said, "facts", notes),
    )


class WatchedPlan:
    """Answers as a `Plan` does; who asks for `mentions` finds that they are asked for by `naming`."""

    def __init__(self, plan: Plan, notes: Notes) -> None:
        self._plan, self._notes = plan, notes
        self.lists = plan.lists
        self.records = {kind: WatchedMapping(rows, kind, notes) for kind, rows in plan.records.items()}

    def of(self, kind: str) -> Iterable[Record]:
        return self.records[kind].values()

    def find(self, kind: str, full_id: str) -> Record | None:
        return self.records[kind].get(full_id)

    def current(self, kind: str, document: str | None = None) -> list[Record]:
        self._notes.keys.add(("current", (kind, document)))
        return self._plan.current(kind, document)

    def mentioned(self, record: Record, kinds: Iterable[str] = tuple(KINDS)) -> list[Mention]:
        return self.naming(record.kind, record.full_id, kinds)

    def naming(self, kind: str, full_id: str, kinds: Iterable[str] = tuple(KINDS)) -> list[Mention]:
        kinds = tuple(kinds)
        self._notes.keys.add(("naming", (kind, full_id, kinds)))
        return self._plan.naming(kind, full_id, kinds)


@dataclass(frozen=True)
class WatchedSite(Site):
    """Answers as a `Site` does, and notes what it is asked for."""

    notes: Notes = field(default_factory=Notes)
    indexes: Callable[[str], Mapping] = INDEXES.__getitem__

    def once(self, key: tuple, make: Callable[[], Made]) -> Made:
        """What is made once has been looked up by each page that it stands on."""
        if key not in self.kept:
            self.kept[key] = self._with_keys(make)
        made, keys = self.kept[key]
        self.notes.keys |= keys
        return made

    def lately(self, key: tuple, make: Callable[[], Made]) -> Made:
        try:
            made, keys = self.recent[key]
        except KeyError:
            made, keys = self.recent[key] = self._with_keys(make)
        self.notes.keys |= keys
        return made

    def _with_keys(self, make: Callable[[], Made]) -> tuple[Made, frozenset[Key]]:
        """What is made, and what was looked up for it."""
        before = self.notes.taken()
        try:
            return make(), frozenset(self.notes.keys)
        finally:
            self.notes.keys = before

    def index(self, name: str) -> Mapping:
        return WatchedMapping(self.indexes(name), name, self.notes)

    @cached_property
    def dues_of(self) -> Mapping:
        return self.index("dues_of")

    @cached_property
    def by_indicator(self) -> Mapping:
        return self.index("by_indicator")

    @cached_property
    def neighbours(self) -> Mapping:
        return self.index("neighbours")


def watched(site: Site) -> WatchedSite:
    """The site, watched."""
    notes = Notes()

    def mapping(name: str) -> WatchedMapping:
        return WatchedMapping(_COLLECTIONS[name](site), name, notes)

    return WatchedSite(
        WatchedPlan(site.plan, notes),
        _watched_facts(site.facts, notes),
        site.words,
        site.name,
        site.url,
        site.contact,
        mapping("written_about"),
        WatchedRow(site.dues, "dues", notes),
        site.trace and Trace(mapping("traced documents"), mapping("traced")),
        warnings=WatchedRow(site.warnings, "warnings", notes),
        notes=notes,
        indexes=lambda name: _collection(site, name),
    )


class Digests:
    """What lies under each key of a site, as digests; those of keys that are not of the site are given."""

    def __init__(self, site: Site, beside: dict[Key, bytes]) -> None:
        self._site = site
        self._digester = Digester(shared=(Due, EarlyWarning, Listed, Pair))
        self._known = dict(beside)

    def given(self, value: Any) -> bytes:
        """The digest of what a page is given beside the site."""
        return self._digester.of(value)

    def of(self, key: Key) -> bytes:
        """The digest of everything that can be reached from what a key stands for."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._digester.of(self._value(*key))
        return found

    def _value(self, name: str, *one: Any) -> Any:
        if name == "current":
            return self._site.plan.current(*one[0])
        if name == "naming":
            return self._site.plan.naming(*one[0])
        if name == "facts":
            return _facts(self._site.facts, *one)
        collection = _collection(self._site, name)
        if one:
            return ("there", collection[one[0]]) if one[0] in collection else "nothing"
        return tuple(collection.items()) if isinstance(collection, Mapping) else collection


def _facts(facts: Facts, full_id: str | None = None) -> Any:
    """All that was derived of one record, or of all."""
    if full_id is None:
        return [tuple(found.items()) for found in (facts.measures, facts.records, facts.said)]
    measures = [facts.measures[full_id, at] for at in takewhile(lambda at: (full_id, at) in facts.measures, count())]
    return facts.records.get(full_id), measures, facts.said.get(full_id)


def _collection(site: Site, name: str) -> Any:
    """The collection of that name; an index is worked out once."""
    return _COLLECTIONS[name](site) if name in _COLLECTIONS else site.index(name)


_COLLECTIONS: dict[str, Callable[[Site], Any]] = {
    **{kind: partial(lambda kind, site: site.plan.records[kind], kind) for kind in KINDS},
    "written_about": lambda site: site.written_about,
    "dues": lambda site: site.dues,
    "warnings": lambda site: site.warnings,
    "traced": lambda site: site.trace.records if site.trace else {},
    "traced documents": lambda site: site.trace.documents if site.trace else {},
    "dues_of": lambda site: site.dues_of,
    "by_indicator": lambda site: site.by_indicator,
    "neighbours": lambda site: site.neighbours,
}
