"""Records in the shape of the open data contract (`/api/v1/*.json`): English keys, stable, values as plain JSON.

In: a `Site` and a record. Out: a dictionary. Leaves to others: writing files (pour).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.addresses import path_of
from generator.model import Duty, Observation, PrintedTotal, Record
from generator.pages.agencies import commitments
from generator.pages.clarities import counted, stated
from generator.pages.shared import document_of, name_of
from generator.pages.site import Site
from generator.parts import Amount, Bound, Deadline, Source
from generator.plan import moved_id
from generator.statuses import Status

LICENCE = {
    "name": "CC BY 4.0",
    "url": "https://creativecommons.org/licenses/by/4.0/",
    "covers": "the structuring of the data; official texts are, as this project understands Vietnamese law, "
    "free of copyright",
}
_AS_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_TAIL = b"\n]}\n"


def written(site: Site, lines: Iterable[str]) -> bytes:
    """A file of records, each a line as below, with the day and the licence they are published under."""
    return b"".join((_head(site.facts.as_of), ",\n".join(lines).encode(), _TAIL))


def gathered(site: Site, files: Iterable[bytes]) -> bytes:
    """The records of several such files in one."""
    head = _head(site.facts.as_of)
    return b"".join((head, b",\n".join([file.removeprefix(head).removesuffix(_TAIL) for file in files]), _TAIL))


@lru_cache(maxsize=1)
def _head(as_of: date) -> bytes:
    head = _AS_JSON({"as_of": as_of.isoformat(), "licence": LICENCE})
    return f'{head[:-1]}, "records": [\n'.encode()


def line(row: dict) -> str:
    """One record as JSON on one line."""
    return _AS_JSON(row)


def number(value: Decimal | str | None) -> int | float | str | None:
    """A JSON number that prints as the source's: whole numbers stay whole."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def row(site: Site, record: Record) -> dict:
    """One record."""
    data = record.data
    publication = data.publication.model_dump(exclude_unset=True, exclude_none=True)
    if record.document:  # what a record says itself comes before what its document says of all
        publication = site.lately(("publication", record.document), lambda: _of_all(site, record)) | publication
    shared = {
        "id": record.full_id,
        "url": site.url + path_of(record),
        "document": record.document,
        "title": name_of(record) if record.kind != "documents" else data.title,
        "publication": {"status": "public", **publication},
        "doubt": data.doubt,
        "note": data.note,
        "moved_to": data.moved_to and moved_id(record),
    }
    return {**shared, **_BY_KIND[record.kind](site, record)}


def _of_all(site: Site, record: Record) -> dict:
    """What a record's document says of the publication of all it holds."""
    return document_of(site, record).data.publication.model_dump(exclude_none=True)


def _source(site: Site, record: Record) -> dict:
    source = record.data.source
    file = document_of(site, record).data.source.file
    return {"file": file, "point": source.point, **_passages(source)}


def _bound(bound: Bound) -> dict:
    return {"bound": bound.bound, "value": number(bound.value), "upper": number(bound.upper), "unit": bound.unit}


def _passages(source: Source) -> dict:
    """The lines first cited, and those of further passages."""
    return {"lines": list(source.lines), "also": [{"lines": list(one.lines), "point": one.point} for one in source.also]}


def _status(site: Site, status: Status) -> dict:
    """Where something stands, why in one sentence, by which rule of the method page, and what that rule looked at."""
    return {
        "status": status.status,
        "status_sentence": site.say(status.sentence),
        "status_rule": status.rule,
        "status_inputs": {key: _input(value) for key, value in status.inputs.items()},
    }


def _input(value: object) -> Any:
    match value:
        case Bound():
            return _bound(value)
        case Deadline():
            return _deadline(value)
        case Record():
            return value.full_id
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
    return number(value)


def _deadline(deadline: Deadline | None) -> dict | None:
    return {"edtf": deadline.edtf, "word": deadline.word, "printed": deadline.printed} if deadline else None


def _amount(amount: Amount) -> dict:
    return {"kind": amount.kind, "value": number(amount.value), "unit": amount.unit}


def _cites(record: Record) -> list[str]:
    return [citation.reference for citation in record.data.cites]


def _document(site: Site, record: Record) -> dict:
    data = record.data
    return {
        "short": data.short,
        "kind": data.kind,
        "number": data.number,
        "issuer": data.issuer,
        "place": data.place,
        "adopted": data.adopted,
        "period": data.period,
        "theme": data.theme,
        "aim": data.aim,
        "signatory": data.signatory.model_dump() if data.signatory else None,
        "source": {
            "file": data.source.file,
            "sha256": data.source.sha256,
            "url": str(data.source.url) if data.source.url else None,
            "note": data.source.note,
        },
        "clarities": counted(site, [*site.plan.current("tasks", record.id), *site.plan.current("projects", record.id)]),
        "sections": [section.model_dump() for section in data.sections],
        "cites": [{"reference": c.reference, "lines": list(c.lines), "doubt": c.doubt} for c in data.cites],
        "duties": [_duty(duty) for duty in data.duties],
        "observations": [_observation(one) for one in data.observations],
        "totals": [_total(one) for one in data.totals],
    }


def _duty(duty: Duty) -> dict:
    return {
        "agency": list(duty.agency),
        "what": duty.what,
        "to": list(duty.to),
        "every": list(duty.every),
        "deadline": _deadline(duty.deadline),
        "doubt": duty.doubt,
        **_passages(duty.source),
    }


def _observation(one: Observation) -> dict:
    own = {"indicator": one.indicator, "name": one.name, "period": one.period, "nature": one.nature}
    return {**own, **_bound(one), "doubt": one.doubt, **_passages(one.source)}


def _total(one: PrintedTotal) -> dict:
    amounts = [_amount(amount) for amount in one.amounts]
    return {"name": one.name, "group": one.group, "amounts": amounts, "doubt": one.doubt, **_passages(one.source)}


def _target(site: Site, record: Record) -> dict:
    data = record.data
    default = document_of(site, record).data.period
    measures = [
        {
            "name": measure.name,
            "indicator": measure.indicator,
            **_bound(measure),
            "per": measure.per,
            "average": measure.average,
            "by": measure.by,
            "period": measure.by or default,
            "base": measure.base,
            "of_which": measure.of_which,
            "printed": measure.printed,
            "lead": list(measure.lead),
            "path": [{"by": step.by, **_bound(step)} for step in measure.path],
            **_status(site, site.facts.measures[(record.full_id, position)]),
        }
        for position, measure in enumerate(data.measures)
    ]
    lead = dict.fromkeys([*data.lead, *(agency for measure in data.measures for agency in measure.lead)])
    return {
        "number": record.id,
        "field": data.field,
        "measures": measures,
        "lead": list(lead),
        "statement": data.statement,
        "cites": _cites(record),
        "source": _source(site, record),
        **_status(site, site.facts.records[record.full_id]),
    }


def _work(site: Site, record: Record) -> dict:
    data = record.data
    return {
        "lead": list(data.lead),
        "coordinating": list(data.coordinating),
        "deadline": _deadline(data.deadline),
        "funding": list(data.funding),
        "statement": data.statement,
        "targets": list(data.targets),
        "clarities": stated(site, record),
        "cites": _cites(record),
        "source": _source(site, record),
        **_status(site, site.facts.records[record.full_id]),
    }


def _task(site: Site, record: Record) -> dict:
    return {"code": record.id, "section": record.data.section, "product": record.data.product, **_work(site, record)}


def _project(site: Site, record: Record) -> dict:
    data = record.data
    amounts = [_amount(amount) for amount in data.amounts]
    own = {"slug": record.id, "code": data.code, "kind": data.kind, "group": data.group, "task": data.task}
    return {**own, "location": data.location, "amounts": amounts, **_work(site, record)}


def _report(site: Site, record: Record) -> dict:
    data = record.data
    entries = [_plain(entry.model_dump(exclude_none=True)) for entry in data.entries]
    return {
        "agency": data.agency,
        "period": data.period,
        "date": data.date,
        "source": {"title": data.source.title, "url": str(data.source.url) if data.source.url else None},
        "entries": entries,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return number(value) if isinstance(value, Decimal) else value


def _agency(site: Site, record: Record) -> dict:
    data = record.data
    own = {"name": data.name, "short": data.short, "kind": data.kind, "place": data.place, "parent": data.parent}
    clarities = counted(site, commitments(site, record, "lead", "coordinating"))
    return {**own, "aliases": list(data.aliases), "clarities": clarities}


def _indicator(site: Site, record: Record) -> dict:
    data = record.data
    own = {"name": data.name, "unit": data.unit, "field": data.field, "better": data.better}
    return {**own, "description": data.description, "aliases": list(data.aliases)}


def _place(site: Site, record: Record) -> dict:
    data = record.data
    own = {"name": data.name, "kind": data.kind, "parent": data.parent, "valid": data.valid}
    return {**own, "successors": list(data.successors), "aliases": list(data.aliases)}


def _reference(site: Site, record: Record) -> dict:
    data = record.data
    citing = dict.fromkeys(mention.record.full_id for mention in site.plan.mentioned(record))
    own = {"number": data.number, "date": data.date, "issuer": data.issuer, "aliases": list(data.aliases)}
    return {**own, "cited_by": list(citing)}


_BY_KIND = {
    "documents": _document,
    "targets": _target,
    "tasks": _task,
    "projects": _project,
    "reports": _report,
    "agencies": _agency,
    "indicators": _indicator,
    "places": _place,
    "references": _reference,
}
