"""The pages on tracing, and what record pages say of it.

In: a `Site` whose `trace` is what the tracer found, or None where no source text was at hand. Out: `Page`s, and the
`TracedRecord` of a record. Leaves to others: tracing (trace), how a long list is laid out over pages (split).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from generator.contexts import Link, Page
from generator.contexts_trace import TracedDocument, TracedFigure, TracedRecord, Tracing
from generator.model import Record
from generator.pages.shared import LIST_NAMES, TIME_PATHS, link_to, name_of
from generator.pages.site import Planned, Site, index
from generator.pages.split import Listed, Part, cut, index_of, layout, numbers_of, page_of, title_of
from generator.problems import say
from generator.trace.results import DocumentTrace, Figure
from generator.wording import SIGNS

PATH = TIME_PATHS["tracing"]
MOST_DOCUMENTS = 50  # on one page: each takes about eight rows, and what was not found comes on top


def tracing_pages(site: Site) -> Iterator[Planned]:
    """The result of tracing by document; where documents are many, those of each place have a page."""
    return (Planned(part.path, _page, part) for part in layout(PATH, _by_place(site), MOST_DOCUMENTS))


def tracing_paths(site: Site) -> Iterator[str]:
    """The paths of the same pages, without making them."""
    return (part.path for part in layout(PATH, _by_place(site), MOST_DOCUMENTS))


def _page(site: Site, part: Part) -> Page:
    title = title_of(site, part, site.say(LIST_NAMES["tracing"]))
    intro = site.say(say("Every figure of the data is looked for in the lines of the source text that its record cites."))
    records = () if part.is_index else [record for group in part.groups for record in group.rows]
    context = Tracing(
        documents=tuple(_document(site, record, traced) for record in records if (traced := _traced(site, record))),
        without_source=tuple(link_to(record) for record in records if not _traced(site, record)),
        summary="" if part.depth else _summary(site),
        index=index_of(PATH, part),
        numbers=numbers_of(site, part),
    )
    return page_of(site, part, "tracing", title, intro, context)


def _by_place(site: Site) -> list[Listed]:
    """The documents of each place, in the order of the plan."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in site.plan.current("documents"):
        found[record.data.place].append(record)
    places = site.plan.records["places"]
    return [Listed(place, name_of(places[place]), tuple(records)) for place, records in found.items()]


def _traced(site: Site, document: Record) -> DocumentTrace | None:
    """What the tracer found of a document; None where its source text was not at hand."""
    traced = site.trace.documents.get(document.id) if site.trace else None
    return None if traced is None or traced.state == "source-missing" else traced


def _summary(site: Site) -> str:
    """How many figures of all documents were found; "" where no source text was at hand."""
    found = [traced for record in site.plan.current("documents") if (traced := _traced(site, record))]
    sentence = say(
        "{traced} of {figures} figures, dates and numbers of {documents} documents stand in the lines cited.",
        traced=site.words.number(sum(one.traced for one in found)),
        figures=site.words.number(sum(one.figures for one in found)),
        documents=site.words.number(len(found)),
    )
    return site.say(sentence) if found else ""


def _document(site: Site, record: Record, traced: DocumentTrace) -> TracedDocument:
    same = say("the text is the one named in the data (same SHA-256)")
    other = say("the text is not the one named in the data (another SHA-256)")
    not_found = _not_found(site).get(record.id, [])
    shown, rest = cut(not_found, path=link_to(record).path)
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
        missing=len(not_found),
        not_found=tuple(shown),
        cut=rest,
    )


@index
def _not_found(site: Site) -> dict[str, list[tuple[Link, str]]]:
    """By document the figures that were not found, with their records."""
    found: dict[str, list[tuple[Link, str]]] = defaultdict(list)
    for full_id, traced in site.trace.records.items() if site.trace else ():
        kind = full_id.split("/")[1] if "/" in full_id else "documents"
        if record := site.plan.find(kind, full_id):
            found[record.document or record.id] += [
                (link_to(record), _words(site, one)) for one in traced.figures if not one.traced
            ]
    return dict(found)


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
