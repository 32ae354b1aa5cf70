"""A value to a digest of everything that can be reached from it.

In: values of the plan: records, parts of them, what was derived. Out: bytes that are the same for the same values, from run
to run. Leaves to others: which values matter for what (watched). A record counts by the file it was read from; a value of a
type that is not known here is refused, so that nothing is left out unseen.
"""

from __future__ import annotations

import marshal
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from hashlib import sha256
from operator import attrgetter
from typing import Any

from pydantic import HttpUrl

from generator.model import Measure, Record
from generator.parts import Model
from generator.rules import Rule
from generator.statuses import Status

SIZE = 16  # bytes of a digest
# Version 2 writes values only. Later ones also write which of them are one object.
_MARSHAL = 2
_ATOMS = (str, int, bool, float, bytes, type(None))


def digest(content: bytes) -> bytes:
    """The digest of bytes."""
    return sha256(content).digest()[:SIZE]


class Digester:
    """Digests of values; those of what stands in many values are worked out once."""

    def __init__(self, shared: tuple[type, ...] = ()) -> None:
        self._ways: dict[type, Callable[[Any], Any]] = {
            **dict.fromkeys(_ATOMS, lambda value: value),
            **dict.fromkeys((tuple, list), self._row),
            **dict.fromkeys((dict, defaultdict, Counter), self._entries),
            date: lambda value: ("date", value.toordinal()),
            Decimal: lambda value: ("number", str(value)),
            HttpUrl: str,
            Record: self._record,
            Rule: attrgetter("id"),  # a part of the program, of which there is a digest too (last_build)
        }
        for kind in (Measure, Status, *shared):
            self._ways[kind] = partial(self._once, _values_of(_names(kind)))
        self._seen: dict[int, tuple[Any, bytes]] = {}

    def of(self, value: Any) -> bytes:
        """The digest of a value. Raises TypeError for what is not known here."""
        return digest(marshal.dumps(self._plain(value), _MARSHAL))

    def _plain(self, value: Any) -> Any:
        """The value as rows of texts and numbers, from which it could be told from any other."""
        kind = type(value)
        return (self._ways.get(kind) or self._way(kind))(value)

    def _way(self, kind: type) -> Callable[[Any], Any]:
        self._ways[kind] = partial(self._of_fields, kind.__name__, _values_of(_names(kind)))
        return self._ways[kind]

    def _of_fields(self, name: str, values_of: Callable[[Any], tuple], value: Any) -> tuple:
        return name, self._row(values_of(value))

    def _row(self, values: Any) -> list:
        ways = self._ways
        return [(ways.get(type(one)) or self._way(type(one)))(one) for one in values]

    def _entries(self, value: dict) -> tuple:
        return "dict", self._row(value), self._row(value.values())

    def _record(self, record: Record) -> Any:
        # Kind, id and document follow from the file's name. Without a digest the data is not what the file says.
        return record.file, record.digest or self._plain(record.data)

    def _once(self, values_of: Callable[[Any], tuple], value: Any) -> bytes:
        """A value that stands in many others, by its own digest; it is held, so that nothing else gets its identity."""
        found = self._seen.get(id(value))
        if found is None:
            content = marshal.dumps(self._of_fields(type(value).__name__, values_of, value), _MARSHAL)
            found = self._seen[id(value)] = (value, digest(content))
        return found[1]


def _names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a type. Raises TypeError where it is none that has such."""
    if issubclass(kind, Model):
        return tuple(kind.model_fields)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return kind._fields
    if is_dataclass(kind):
        return tuple(one.name for one in fields(kind))
    raise TypeError(f"no digest of a {kind.__name__}")


def _values_of(names: tuple[str, ...]) -> Callable[[Any], tuple]:
    """A function that gives these attributes of a value as a tuple."""
    return attrgetter(*names) if len(names) > 1 else lambda value: tuple(getattr(value, name) for name in names)
