"""Proves that each figure of the data stands in the lines of the source text that its record cites.

In: a `Plan`, the source texts by file name, and `place_of` as link.py takes it. Out: `(Trace, problems)`; a figure that is
not there is a warning "not-traced", a source that is not the one recorded an error "source-changed". A document whose source
is not given has the state "source-missing" and no problem: sources need not be at hand where the data is checked.
The plan is linked without errors. Reports are not traced: each has a source of its own, which the plan does not hold.
Leaves to others: reading the files, and printing (cli).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256

from generator.model import Record
from generator.plan import Plan
from generator.problems import Place, Problem, say
from generator.trace.coverage import cited_lines, lines_with_figures
from generator.trace.figures import Named, figures_of, spans_of
from generator.trace.results import DocumentTrace, Figure, RecordTrace, Trace, summed
from generator.trace.source_text import SourceText

PlaceOf = Callable[[str, tuple], tuple[Place, str]]
_TRACED_KINDS = ("targets", "tasks", "projects")
_SHOWN = 100

__all__ = ["DocumentTrace", "Figure", "Named", "RecordTrace", "Trace", "trace", "trace_record"]


def trace(plan: Plan, sources: Mapping[str, bytes], place_of: PlaceOf) -> tuple[Trace, list[Problem]]:
    """All figures of the plan looked up in their sources, and a problem for each that is not there."""
    named = Named(plan.records["references"], plan.lists["units"])
    documents, traced, problems = {}, {}, []
    for document in plan.current("documents"):
        file = document.data.source.file
        if file not in sources:
            documents[document.id] = DocumentTrace(document.id, file, "source-missing")
            continue
        source = SourceText(sources[file])
        sha_matches = sha256(sources[file]).hexdigest() == document.data.source.sha256
        if not sha_matches:
            problems.append(_changed(document, place_of))
        records = [document, *(one for kind in _TRACED_KINDS for one in plan.current(kind, document.id))]
        rows = [trace_record(record, named, source) for record in records]
        for record, row in zip(records, rows, strict=True):
            problems += [
                _not_traced(record, one, source, place_of) for one in row.figures if not (one.traced or one.doubted)
            ]
        traced |= {row.full_id: row for row in rows}
        cited = cited_lines(records)
        documents[document.id] = summed(document.id, file, sha_matches, rows, lines_with_figures(source), cited)
    return Trace(documents, traced), problems


def trace_record(record: Record, named: Named, source: SourceText) -> RecordTrace:
    """The figures of one record, each looked up in the lines it cites."""
    figures = []
    for sought in figures_of(record, named, source):
        found = sought.need.found_in(source, spans_of(record, sought, source))
        figure = Figure(sought.what, sought.words, sought.path, sought.passages, None, doubted=sought.doubted)
        if found:
            figure = Figure(
                sought.what,
                sought.words,
                sought.path,
                sought.passages,
                found.line,
                found.bound,
                found.by_letters,
                sought.doubted,
            )
        figures.append(figure)
    return RecordTrace(record.full_id, tuple(figures))


def _changed(document: Record, place_of: PlaceOf) -> Problem:
    place, line = place_of(document.file, ("source", "sha256"))
    what = say("the source '{file}' is not the one that this document was taken from", file=document.data.source.file)
    mend = say("compare the two, correct the records, then write the new SHA-256 here")
    return Problem(place, what, "source-changed", mend, source_line=line)


def _not_traced(record: Record, figure: Figure, source: SourceText, place_of: PlaceOf) -> Problem:
    place, line = place_of(record.file, figure.path)
    lines = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in figure.passages)
    if figure.line is None:
        what = say("'{words}' does not stand in the lines cited ({lines})", words=figure.words, lines=lines)
    else:
        what = say("the words at the number in line {at} speak against '{words}'", at=figure.line, words=figure.words)
    there = source.words((figure.line, figure.line) if figure.line else figure.passages[0])
    mend = say("correct the figure or the lines; there stands: {there}", there=there[:_SHOWN])
    return Problem(place, what, "not-traced", mend, level="warning", source_line=line)
