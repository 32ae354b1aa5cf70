"""The page on tracing, and what record pages say of it.

In: a `Site` whose `trace` is what the tracer found, or None where no source text was at hand. Out: a `Page`, and the
`TracedRecord` of a record. Leaves to others: tracing (trace).
"""

from __future__ import annotations

from decimal import Decimal

from generator.contexts import Link, Page
from generator.contexts_trace import TracedDocument, TracedFigure, TracedRecord, Tracing
from generator.model import Record
from generator.pages.around import common_part, list_crumbs
from generator.pages.shared import LIST_NAMES, TIME_PATHS, Site, link_to
from generator.problems import say
from generator.trace.results import DocumentTrace, Figure
from generator.wording import SIGNS

PATH = TIME_PATHS["tracing"]


def tracing_page(site: Site) -> Page:
    """The result of tracing by document."""
    title = site.say(LIST_NAMES["tracing"])
    documents, without = [], []
    for record in site.plan.current("documents"):
        traced = site.trace.documents.get(record.id) if site.trace else None
        if traced is None or traced.state == "source-missing":
            without.append(link_to(record))
        else:
            documents.append(_document(site, record, traced))
    intro = site.say(say("Every figure of the data is looked for in the lines of the source text that its record cites."))
    return Page(
        type="tracing",
        path=PATH,
        title=title,
        description=intro,
        section="tracing",
        common=common_part(site, PATH, "", title, list_crumbs(site)),
        context=Tracing(tuple(documents), tuple(without)),
    )


def _document(site: Site, record: Record, traced: DocumentTrace) -> TracedDocument:
    same = say("the text is the one named in the data (same SHA-256)")
    other = say("the text is not the one named in the data (another SHA-256)")
    return TracedDocument(
        document=link_to(record),
        file=traced.file,
        source=site.say(same if traced.sha_matches else other),
        figures=traced.figures,
        traced=traced.traced,
        doubted=traced.doubted,
        unproved=traced.unproved,
        lines_with_figures=traced.lines_with_figures,
        cited=traced.cited,
        uncited=", ".join(str(line) for line in traced.uncited),
        not_found=tuple(_not_found(site, record)),
    )


def _not_found(site: Site, document: Record) -> list[tuple[Link, str]]:
    """The figures of a document that were not found, with their records."""
    found = []
    for full_id, traced in site.trace.records.items():
        kind = full_id.split("/")[1] if "/" in full_id else "documents"
        record = site.plan.find(kind, full_id)
        if record and document.id == (record.document or record.id):
            found += [(link_to(record), _words(site, one)) for one in traced.figures if not one.traced]
    return found


def traced_record(site: Site, record: Record) -> TracedRecord | None:
    """What the tracer found of a record; None where its source was not at hand."""
    traced = site.trace.records.get(record.full_id) if site.trace else None
    if traced is None or not traced.figures:
        return None
    number, good = len(traced.figures), sum(one.traced for one in traced.figures)
    if good == number:
        sentence = say("All {number} figures, dates and numbers looked for stand in the lines cited.", number=number)
    else:
        sentence = say("{good} of {number} figures, dates and numbers stand in the lines cited.", good=good, number=number)
    return TracedRecord(
        sentence=site.say(sentence),
        is_whole=good == number,
        figures=tuple(TracedFigure(_words(site, one), _found(site, one)) for one in traced.figures),
    )


def _words(site: Site, figure: Figure) -> str:
    """What was looked for, as people write it: `≥ 52.600`, `2026–2030`; units, codes and documents as they are."""
    if figure.what in ("value", "step", "upper", "stretch", "amount"):
        bound, _, number = figure.words.rpartition(" ")
        return f"{SIGNS.get(bound, '')} {site.words.number(Decimal(number))}".strip()
    return site.words.date(figure.words) if figure.what in ("date", "period") else figure.words


def _found(site: Site, figure: Figure) -> str:
    """Where a figure was found, in words."""
    if figure.line is None:
        missing = say("not printed so; the record says so") if figure.doubted else say("not found in the lines cited")
        return site.say(missing)
    if not figure.traced:
        return site.say(say("in line {line}, but the words beside it say otherwise", line=figure.line))
    if figure.bound == "unproved":
        return site.say(say("line {line}; the words beside it cannot be read", line=figure.line))
    return site.say(say("line {line}", line=figure.line))
