"""Which keys of a record name other records: read off the `Names` marks of the model.

In: a model, or a record's values. Out: the ids it names, with the key of each, or with its path. Leaves to others: whether
they exist (link).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from generator.parts import ID_PATTERN, Model, Names


@cache
def naming_fields(model: type[Model]) -> tuple[tuple[str, Names | None, bool], ...]:
    """For each field that names records or holds models that may: its key, its mark, and whether it holds several."""
    found = []
    for key, hint in get_type_hints(model, include_extras=True).items():
        if key not in model.model_fields:
            continue
        marks, many, holds_model = _read_hint(hint)
        if marks or holds_model:
            found.append((key, marks, many))
    return tuple(found)


def _read_hint(hint: Any) -> tuple[Names | None, bool, bool]:
    """The mark of a hint, whether it is a tuple, and whether it holds models."""
    if get_origin(hint) is Annotated:
        inner, *extras = get_args(hint)
        mark = next((extra for extra in extras if isinstance(extra, Names)), None)
        if mark:
            return mark, False, False
        return _read_hint(inner)
    if isinstance(hint, type) and issubclass(hint, Model):
        return None, False, True
    parts = [_read_hint(part) for part in get_args(hint) if part is not Ellipsis and part is not type(None)]
    mark = next((part[0] for part in parts if part[0]), None)
    holds = any(part[2] for part in parts)
    return mark, get_origin(hint) is tuple or any(part[1] for part in parts), holds


def ids_named(model: Model) -> list[tuple[str, Names, str]]:
    """Every id that a record's values name, with the key and the mark of the value."""
    found: list[tuple[str, Names, str]] = []
    values = model.__dict__  # getattr would look here too, only more slowly
    for key, mark, many in naming_fields(type(model)):
        value = values[key]
        if not value:
            continue
        if mark and many:
            found += [(key, mark, one) for one in value]
        elif mark:
            found.append((key, mark, value))
        else:
            for one in value if many else (value,):
                found += ids_named(one)
    return found


def ids_written(model: type[Model], values: dict, path: tuple = ()) -> Iterator[tuple[tuple, Names, str]]:
    """The same with the path of each value, and for values as read too, which need not be sound: whatever stands where an
    id belongs and could be one."""
    for key, mark, many in naming_fields(model):
        found = values.get(key)
        several = enumerate(found) if many and isinstance(found, list | tuple) else [(None, found)]
        for position, one in several:
            here = (*path, key) if position is None else (*path, key, position)
            if mark and isinstance(one, str) and re.match(ID_PATTERN, one):
                yield here, mark, one
            elif not mark and isinstance(one, dict | Model):
                inner = one if isinstance(one, dict) else one.__dict__
                yield from ids_written(inner_model(model, key), inner, here)


def full_id_of(mark: Names, named: str, document: str | None) -> str:
    """The full id that `named` stands for in a record of `document`."""
    return f"{document}/{mark.kind}/{named}" if mark.within else named


def inner_model(model: type[Model], key: str) -> type[Model] | None:
    """The model of the values under a key, if they are groups of keys."""
    return _model_in(model.model_fields[key].annotation)


def _model_in(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
