"""A plan to the part of it that may be published.

In: records and a date. Out: the records that are cleared on that day, and without any trace of the others: ids of records
that are not cleared are taken out of those that are. A report is not there before its own date. Leaves to others: joining
what remains (link).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import ValidationError

from generator.edtf import parse_edtf
from generator.model import LISTS, WITHIN_DOCUMENT, Record
from generator.naming import full_id_of, naming_fields
from generator.parts import Model, Publication
from generator.problems import Place, Problem, say


def is_cleared(publication: Publication, as_of: date) -> bool:
    """Whether something may be published on the day `as_of`; an embargo ends at the end of the day it names."""
    if publication.status == "embargoed":
        return as_of > parse_edtf(publication.until).last
    return publication.status == "public"


def clear(records: dict[str, list[Record]], as_of: date) -> tuple[dict[str, list[Record]], list[Problem]]:
    """The cleared records, and a problem for each that cannot stand without one that is not."""
    documents = {record.id for record in records["documents"] if is_cleared(record.data.publication, as_of)}
    cleared: dict[str, list[Record]] = {}
    for kind, row in records.items():
        cleared[kind] = [
            record
            for record in row
            if is_cleared(record.data.publication, as_of)
            and (kind not in WITHIN_DOCUMENT or record.document in documents)
            and (kind != "reports" or parse_edtf(record.data.date).first <= as_of)
        ]
    if all(len(cleared[kind]) == len(records[kind]) for kind in records):
        return records, []
    public = {(kind, record.full_id) for kind, row in cleared.items() for record in row}
    hidden = {(kind, record.full_id) for kind, row in records.items() for record in row} - public
    problems: list[Problem] = []
    for kind, row in cleared.items():
        cleared[kind] = [_without(record, hidden, problems) for record in row]
    return cleared, problems


def _without(record: Record, hidden: set[tuple[str, str]], problems: list[Problem]) -> Record:
    document = record.document or (record.id if record.kind == "documents" else None)
    data = _scrubbed(record.data, document, hidden)
    if data is None:
        what = say("this record is public, but it names one that is not, and cannot stand without it")
        mend = say("withhold this record too, or publish the other")
        problems.append(Problem(Place(record.file), what, "names-withheld", mend))
        return record
    return record if data is record.data else Record(record.kind, record.id, record.document, record.file, data)


def _scrubbed(model: Model, document: str | None, hidden: set[tuple[str, str]]) -> Any:
    """The model without ids of hidden records; None where it cannot stand without them."""
    changes: dict[str, Any] = {}
    for key, mark, many in naming_fields(type(model)):
        value = getattr(model, key)
        if value is None or (mark and mark.kind in LISTS):
            continue
        values = value if many else (value,)
        if mark:
            kept = tuple(one for one in values if (mark.kind, full_id_of(mark, one, document)) not in hidden)
        else:
            kept = tuple(one for one in (_scrubbed(one, document, hidden) for one in values) if one is not None)
        if kept != tuple(values):
            changes[key] = kept if many else (kept[0] if kept else None)
    return _whole(model.model_copy(update=changes)) if changes else model


def _whole(model: Model) -> Model | None:
    """The model, if it still says something without what was taken out."""
    try:
        return type(model).model_validate(model.model_dump(exclude_unset=True))
    except ValidationError:
        return None
