"""The figures of a record: what must stand in its source, where, and at which key of its file it is written.

In: a `Record` and what it names. Out: `Sought` figures. A figure is: the value of a bound, its upper or stretch value, a
step on the way, `by`; a value observed and its period; an amount, of a project or of a printed total; the unit of a sum of
money; a deadline and its printed words; the number of a cited document in each line named, and its date where one is
printed after it; the code of a task, the number of a target and of a project's row. The number, date and period of the
document itself count as found anywhere in its file, since document.yml names no lines for them. Units of other things are
not looked for: sources name them freely ("quần chúng" for people). Leaves to others: how each is found (needs, units).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model import Record, Term
from generator.parts import Amount
from generator.trace.needs import (
    DateAfterNumberNeed,
    DateNeed,
    DocumentNumberNeed,
    LabelNeed,
    NumberNeed,
    RowNeed,
    WordsNeed,
    bracketed_number,
)
from generator.trace.source_text import Lines, SourceText, Span
from generator.trace.units import UnitNeed

Need = NumberNeed | UnitNeed | DateNeed | WordsNeed | DocumentNumberNeed | DateAfterNumberNeed | LabelNeed | RowNeed


@dataclass(frozen=True)
class Named:
    """What records name by id and sources print in words: cited documents and units."""

    references: Mapping[str, Record]
    units: Mapping[str, Term]


@dataclass(frozen=True)
class Sought:
    """One figure: what it is, the words looked for, its path in the file, the lines cited, and how it is found.

    `doubted` says that the record itself tells that this figure is not in these lines.
    """

    what: str
    words: str
    path: tuple
    passages: tuple[Lines, ...]
    need: Need
    doubted: bool = False


def passages_of(source: Any) -> tuple[Lines, ...]:
    """All lines that a source names."""
    return (source.lines, *(also.lines for also in source.also))


def figures_of(record: Record, named: Named, text: SourceText) -> Iterator[Sought]:
    """All figures of a record, in the order of its keys."""
    data = record.data
    if record.kind == "documents":
        yield from _of_document(record, named, text)
    else:
        passages = passages_of(data.source)
        yield from _label(record, passages)
        for position, measure in enumerate(getattr(data, "measures", ())):
            yield from _of_measure(measure, ("measures", position), passages, bool(data.doubt), named)
        yield from _of_amounts(getattr(data, "amounts", ()), ("amounts",), passages, bool(data.doubt), named)
        yield from _of_deadline(getattr(data, "deadline", None), ("deadline",), passages)
    for position, cited in enumerate(data.cites):
        yield from _of_citation(cited, ("cites", position), named, text)


def _of_document(record: Record, named: Named, text: SourceText) -> Iterator[Sought]:
    data = record.data
    if data.number:
        need = DocumentNumberNeed(data.number, near_line=False)
        yield Sought("number", data.number, ("number",), (text.whole,), need)
    if data.adopted:
        yield Sought("date", data.adopted, ("adopted",), (text.whole,), DateNeed(data.adopted))
    yield Sought("period", data.period, ("period",), (text.whole,), DateNeed(data.period, is_period=True))
    for position, duty in enumerate(data.duties):
        yield from _of_deadline(duty.deadline, ("duties", position, "deadline"), passages_of(duty.source))
    for position, seen in enumerate(data.observations):
        path, passages = ("observations", position), passages_of(seen.source)
        yield from _of_bound(seen, path, passages, bool(seen.doubt), "value", named)
        yield Sought("period", seen.period, (*path, "period"), passages, DateNeed(seen.period, is_period=True))
    for position, total in enumerate(data.totals):
        path = ("totals", position, "amounts")
        yield from _of_amounts(total.amounts, path, passages_of(total.source), bool(total.doubt), named)


def _label(record: Record, passages: tuple[Lines, ...]) -> Iterator[Sought]:
    if record.kind == "tasks" and record.id[0].isdigit():
        yield Sought("code", record.id, (), passages, LabelNeed(record.id, in_brackets=False))
    elif record.kind == "targets" and record.id.isdigit():
        yield Sought("number", record.id, (), passages, LabelNeed(record.id, in_brackets=True))
    elif record.kind == "projects" and record.data.code:
        need = RowNeed(record.data.code, letters_allowed=bool(record.data.doubt))
        yield Sought("code", record.data.code, ("code",), passages, need)


def _of_measure(measure: Any, path: tuple, passages: tuple[Lines, ...], doubt: bool, named: Named) -> Iterator[Sought]:
    yield from _of_bound(measure, path, passages, doubt, "value", named)
    if measure.by:
        yield Sought("date", measure.by, (*path, "by"), passages, DateNeed(measure.by))
    for position, step in enumerate(measure.path):
        here = (*path, "path", position)
        yield from _of_bound(step, here, passages, doubt, "step", named)
        yield Sought("date", step.by, (*here, "by"), passages, DateNeed(step.by))


def _of_bound(
    bound: Any, path: tuple, passages: tuple[Lines, ...], doubt: bool, what: str, named: Named
) -> Iterator[Sought]:
    if bound.bound == "goal":
        return
    here = (*path, bound.bound)
    need = NumberNeed(bound.value, bound.unit, bound.bound, doubt)
    yield Sought(what, f"{bound.bound} {bound.value}", (*here, 0) if bound.between else here, passages, need)
    if bound.upper is not None:
        upper = "upper" if bound.between else "stretch"
        where = (*here, 1) if bound.between else (*path, "stretch")
        yield Sought(upper, str(bound.upper), where, passages, NumberNeed(bound.upper, bound.unit, letters_allowed=doubt))
    yield from _of_unit(bound.value, bound.unit, path, passages, named)


def _of_amounts(
    amounts: tuple[Amount, ...], path: tuple, passages: tuple[Lines, ...], doubt: bool, named: Named
) -> Iterator[Sought]:
    for position, amount in enumerate(amounts):
        here = (*path, position)
        need = NumberNeed(amount.value, letters_allowed=doubt)
        yield Sought("amount", str(amount.value), (*here, "value"), passages, need)
        yield from _of_unit(amount.value, amount.unit, here, passages, named)


def _of_unit(value: Any, unit: str, path: tuple, passages: tuple[Lines, ...], named: Named) -> Iterator[Sought]:
    if named.units[unit].money:
        words = named.units[unit].vi
        yield Sought("unit", words, (*path, "unit"), passages, UnitNeed(value, words))


def _of_deadline(deadline: Any, path: tuple, passages: tuple[Lines, ...]) -> Iterator[Sought]:
    if deadline and deadline.edtf:
        yield Sought("date", deadline.edtf, (*path, "edtf"), passages, DateNeed(deadline.edtf))
    if deadline and deadline.printed:
        yield Sought("printed", deadline.printed, (*path, "printed"), passages, WordsNeed(deadline.printed))


def _of_citation(cited: Any, path: tuple, named: Named, text: SourceText) -> Iterator[Sought]:
    """The number in each line named, and the date after it. A doubt that names the line speaks for the line.

    A cited document without a number has only its date, which stands in one of the lines at least.
    """
    reference = named.references[cited.reference].data
    every = tuple((line, line) for line in cited.lines)
    if reference.date and not reference.number and every:
        yield Sought("date", reference.date, (*path, "lines"), every, DateNeed(reference.date))
    for position, line in enumerate(cited.lines if reference.number else ()):
        where, here = (*path, "lines", position), ((line, line),)
        doubted = bool(cited.doubt and re.search(rf"(?<!\d){line}(?!\d)", cited.doubt))
        yield Sought("number", reference.number, where, here, DocumentNumberNeed(reference.number), doubted)
        if reference.date:
            need = DateAfterNumberNeed(reference.number, reference.date)
            if need.is_asked(text, text.span((line, line))):
                yield Sought("date", reference.date, where, here, need, doubted)


def spans_of(record: Record, sought: Sought, text: SourceText) -> list[Span]:
    """The parts of the text in which a figure of the record must stand: the lines cited, of a target only its own item.

    Where many targets stand in one line, "(14) ... (15) ...", a figure of the next target proves nothing for this one.
    """
    spans = [text.span(lines) for lines in sought.passages]
    if record.kind != "targets" or not record.id.isdigit():
        return spans
    return [_own_item(int(record.id), span, text) for span in spans]


def _own_item(number: int, span: Span, text: SourceText) -> Span:
    begins = bracketed_number(str(number), text, span)
    if not begins:
        return span
    ends = bracketed_number(str(number + 1), text, (begins.end(), span[1]))
    return begins.start(), ends.start() if ends else span[1]
