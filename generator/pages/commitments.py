"""The pages of targets, tasks, projects and reports.

In: a `Site` and a record. Out: its `Page`. Leaves to others: rows and links (shared), comparison of measures (compare).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.contexts import Figure, Link, MoneyRow, Page, Target, Work
from generator.contexts_gather import Cut
from generator.contexts_reports import Report, ReportEntry
from generator.model import Record
from generator.pages.around import common
from generator.pages.clarities import clarities
from generator.pages.compare import elsewhere
from generator.pages.shared import (
    badge_of,
    cited_names,
    document_link,
    document_of,
    field_link,
    figure,
    item,
    last_day,
    link_to,
    links_to,
    numbered,
    place_link,
    reported,
    said,
    why,
    written_in,
)
from generator.pages.site import Site
from generator.pages.split import cut
from generator.pages.tracing import traced_record
from generator.statuses import subject_of
from generator.warn import agencies_leading
from generator.wording import Wording

_DIGITS = re.compile(r"(\d+)")
VALUE_SORT = "value-"  # before an indicator's id: by the value of its measure


def _cites(site: Site, record: Record) -> tuple[Link, ...]:
    return links_to(site, "references", (citation.reference for citation in record.data.cites))


def _naming(site: Site, record: Record, *kinds: str) -> tuple[Sequence[Record], Cut | None]:
    """The first records of these kinds that name this one; all of them stand in its document."""
    return cut([mention.record for mention in site.plan.mentioned(record, kinds)], path=document_link(site, record).path)


def _beside(site: Site, record: Record) -> tuple[Link | None, Link | None]:
    before, after = site.neighbours.get(record.full_id, (None, None))
    return tuple([link_to(other, numbered(site, other)) if other else None for other in (before, after)])


def _filters(site: Site, record: Record, context: Target | Work, **more: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    document = document_of(site, record)
    day = last_day(site, record)
    return {
        "document": (document.data.short,),
        "place": (context.place.title,),
        "status": (context.badge.label,),
        "lead": tuple(dict.fromkeys([link.title for link in context.lead])),
        "partner": tuple([link.title for link in context.coordinating]) if isinstance(context, Work) else (),
        "reference": cited_names(site, (citation.reference for citation in record.data.cites)),
        "year": (str(day.year),) if day else (),
        **more,
    }


def _sorts(site: Site, record: Record) -> dict[str, str]:
    """By deadline as an ISO date; by number as printed, 2 before 10 and 1.4.7 before 1.4.10."""
    day = last_day(site, record)
    number = "".join(part.zfill(4) if part.isdigit() else part for part in _DIGITS.split(record.id))
    return {"number": f"{record.document}/{record.kind}/{number}", **({"deadline": day.isoformat()} if day else {})}


def _values(site: Site, record: Record) -> dict[str, str]:
    """The value of each measure under its indicator's id, where it is a number in the indicator's own unit."""
    found: dict[str, str] = {}
    for measure in record.data.measures:
        indicator = site.plan.find("indicators", measure.indicator) if measure.indicator else None
        if indicator and measure.unit == indicator.data.unit and measure.bound != "goal":
            found.setdefault(f"{VALUE_SORT}{indicator.id}", str(measure.value))
    return found


def _figures(site: Site, record: Record) -> tuple[tuple[Figure, ...], bool]:
    """The measures of a target, and whether they all stand as the target does; why each of them does is told where not."""
    figures = tuple([figure(site, record, position) for position in range(len(record.data.measures))])
    if len({one.badge for one in figures}) == 1 and not any([one.reported for one in figures]):
        return figures, True
    reasons = (why(site, site.facts.measures[(record.full_id, position)]) for position in range(len(figures)))
    return tuple(one._replace(why=reason) for one, reason in zip(figures, reasons, strict=True)), False


def target(site: Site, record: Record) -> Page:
    """The page of a target."""
    data, document = record.data, document_of(site, record)
    figures, one_status = _figures(site, record)
    lead = links_to(site, "agencies", agencies_leading(record))
    indicators = dict.fromkeys(measure.indicator for measure in data.measures if measure.indicator)
    compared = (elsewhere(site, one, record) for one in indicators if site.plan.find("indicators", one))
    helpers, cut_tasks = _naming(site, record, "tasks", "projects")
    previous, following = _beside(site, record)
    context = Target(
        code=numbered(site, record),
        field=field_link(site, data.field),
        place=place_link(site, document.data.place),
        period=site.words.date(document.data.period),
        lead=lead,
        figures=figures,
        badge=badge_of(site, record),
        why=why(site, site.facts.records[record.full_id]),
        one_status=one_status,
        statement=data.statement or "",
        elsewhere=tuple(one for one in compared if not all(row.is_this for row in one.rows)),
        cites=_cites(site, record),
        tasks=tuple(item(site, one) for one in helpers),
        cut_tasks=cut_tasks,
        written_in=written_in(site, record, traced_record(site, record)),
        previous=previous,
        next=following,
    )
    said_words = "; ".join(f"{one.name}: {one.words}" for one in figures)
    return Page(
        type="target",
        path=_path(record),
        title=f"{data.title} – {numbered(site, record)}, {document.data.short}",
        description=f"{document.data.short}, {numbered(site, record)}. {said_words}."[:300],
        section="targets",
        common=common(site, record, data.title),
        context=context,
        filters=_filters(
            site,
            record,
            context,
            field=(context.field.title,),
            indicator=tuple(link.title for link in links_to(site, "indicators", indicators)),
        ),
        sorts=_sorts(site, record) | _values(site, record),
        search_words=" ".join([context.code, document.data.short, *(f"{one.name} {one.words}" for one in figures)]),
    )


def _path(record: Record) -> str:
    return link_to(record).path


def work(site: Site, record: Record) -> Page:
    """The page of a task or project."""
    data, document = record.data, document_of(site, record)
    kind = record.kind.removesuffix("s")
    is_project = record.kind == "projects"
    projects, cut_projects = _naming(site, record, "projects")
    task = site.plan.find("tasks", f"{record.document}/tasks/{data.task}") if is_project and data.task else None
    sections = {section.code: section.title for section in document.data.sections}
    previous, following = _beside(site, record)
    context = Work(
        code=numbered(site, record),
        badge=badge_of(site, record),
        why=why(site, site.facts.records[record.full_id]),
        due=site.words.deadline(data.deadline),
        due_printed=(data.deadline.printed or "") if data.deadline else "",
        lead=links_to(site, "agencies", data.lead),
        coordinating=links_to(site, "agencies", data.coordinating),
        funding=tuple(site.words.term("funding", one) for one in data.funding),
        money=_money(site.words, data.amounts) if is_project else (),
        section=(data.group or "") if is_project else f"{data.section} {sections.get(data.section, '')}".strip(),
        location=(data.location or "") if is_project else "",
        place=place_link(site, document.data.place),
        statement=data.statement or "",
        cites=_cites(site, record),
        targets=tuple(link_to(site.plan.records["targets"][f"{record.document}/targets/{one}"]) for one in data.targets),
        task=link_to(task, numbered(site, task)) if task else None,
        projects=tuple(item(site, one) for one in projects),
        cut_projects=cut_projects,
        reported=reported(site, record),
        clarities=clarities(site, record),
        written_in=written_in(site, record, traced_record(site, record)),
        previous=previous,
        next=following,
    )
    who = ", ".join(link.title for link in context.lead)
    return Page(
        type=kind,
        path=_path(record),
        title=f"{data.title} – {context.code}, {document.data.short}",
        description=". ".join(part for part in (document.data.short, context.code, data.title, who, context.due) if part)[
            :300
        ],
        section=record.kind,
        common=common(site, record, data.title),
        context=context,
        filters=_filters(site, record, context, funding=context.funding),
        sorts=_sorts(site, record),
        search_words=" ".join([context.code, document.data.short, who, context.due, *(row.value for row in context.money)]),
    )


def _money(words: Wording, amounts: tuple) -> tuple[MoneyRow, ...]:
    return tuple(MoneyRow(words.term("amounts", amount.kind), words.amount(amount)) for amount in amounts)


def report(site: Site, record: Record) -> Page:
    """The page of a report."""
    data = record.data
    entries = []
    for entry in data.entries:
        kind, named = subject_of(entry)
        about = site.plan.records[kind][f"{record.document}/{kind}/{named}"]
        measure = about.data.measures[(entry.measure or 1) - 1].name if kind == "targets" else ""
        one = next(one for one in site.facts.said.get(about.full_id, ()) if one.entry is entry)
        entries.append(ReportEntry(link_to(about, numbered(site, about)), measure, said(site, one, about)))
    agency = link_to(site.plan.records["agencies"][data.agency])
    context = Report(
        document=document_link(site, record),
        agency=agency,
        period=site.words.date(data.period),
        date=site.words.date(data.date),
        source=Link(data.source.title, str(data.source.url or "")),
        entries=tuple(entries),
    )
    return Page(
        type="report",
        path=_path(record),
        title=f"{data.title} – {context.document.title}",
        description=f"{data.title}. {agency.title}, {context.date}.",
        section="documents",
        common=common(site, record, data.title),
        context=context,
        filters={"document": (context.document.title,)},
        search_words=f"{context.document.title} {agency.title}",
    )
