"""What page makers share: links, rows, figures and the common part of every page.

In: a `Site` and a record. Out: the small values of contexts.py. Leaves to others: the pages themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from generator.addresses import path_for, path_of
from generator.contexts import Badge, Figure, Group, Item, Link, Passage, WrittenIn
from generator.contexts_reports import Reported, Why
from generator.model import Measure, Record
from generator.pages.site import Site
from generator.parts import Source, due_span
from generator.problems import say
from generator.rules import anchor_of
from generator.status_rules import STATUS_RULES
from generator.statuses import INPUT_NAMES, STATUS_NAMES, Said, Status, due_day
from generator.wording import SIGNS

KIND_NAMES = {
    "documents": say("Document"),
    "targets": say("Target"),
    "tasks": say("Task"),
    "projects": say("Project"),
    "reports": say("Report"),
    "agencies": say("Agency"),
    "indicators": say("Indicator"),
    "places": say("Place"),
    "fields": say("Field"),
    "references": say("Cited document"),
}
LIST_NAMES = {
    "documents": say("Documents"),
    "targets": say("Targets"),
    "tasks": say("Tasks"),
    "projects": say("Projects"),
    "reports": say("Reports"),
    "agencies": say("Agencies"),
    "indicators": say("Indicators"),
    "places": say("Places"),
    "fields": say("Fields"),
    "references": say("Cited documents"),
    "deadlines": say("Deadlines"),
    "warnings": say("Early warnings"),
    "tracing": say("Traced to the source"),
}
METHOD_PATH = "phuong-phap/"
TIME_PATHS = {"deadlines": "thoi-han/", "warnings": "canh-bao/", "tracing": "kiem-chung/"}
PROJECT_KINDS = {
    "work": say("Work"),
    "project": say("Project"),
    "scheme": say("Scheme"),
    "plan": say("Plan"),
}
_STEPS = {
    "decided": say("step: decided"),
    "funded": say("step: funded"),
    "tendered": say("step: tendered"),
    "started": say("step: started"),
    "completed": say("step: completed"),
    "handed-over": say("step: handed over"),
}
_EVIDENCE = {
    "claimed": say("claimed by the agency"),
    "documented": say("documented"),
    "verified": say("independently verified"),
}
_LONG_FIGURE = 7  # letters from which a figure is set smaller, so that a range stays on its line
_NAMED = ("agencies", "indicators", "places")


def name_of(record: Record) -> str:
    """What a record is called in lists and breadcrumbs: never its id."""
    if record.kind == "documents":
        return record.data.short
    return record.data.name if record.kind in _NAMED else record.data.title


def cited_as(reference: Record) -> str:
    """A cited document in short: its number, or its title where it has none."""
    return reference.data.number or reference.data.title


def cited_names(site: Site, ids: Iterable[str]) -> tuple[str, ...]:
    """The cited documents by which a page can be found; those that are not published are left out."""
    found = (site.plan.find("references", one) for one in ids)
    return tuple(dict.fromkeys(cited_as(record) for record in found if record))


def link_to(record: Record, note: str = "") -> Link:
    return Link(name_of(record), path_of(record), note)


def links_to(site: Site, kind: str, ids: Iterable[str]) -> tuple[Link, ...]:
    """Links to the records of a kind; ids that are not published are left out."""
    return tuple([link for one in ids if (link := link_of(site, kind, one))])


def link_of(site: Site, kind: str, full_id: str) -> Link | None:
    """A link to the record of a kind with this full id, made once; None where it is not published."""
    return site.lately(("link", kind, full_id), lambda: _link(site.plan.find(kind, full_id)))


def _link(record: Record | None) -> Link | None:
    return link_to(record) if record else None


def field_link(site: Site, field_id: str) -> Link:
    return Link(site.words.term("fields", field_id), path_for("fields", field_id))


def document_of(site: Site, record: Record) -> Record:
    return site.plan.records["documents"][record.document]


def document_link(site: Site, record: Record) -> Link:
    return link_of(site, "documents", record.document)


def place_link(site: Site, place_id: str) -> Link:
    return link_of(site, "places", place_id)


def numbered(site: Site, record: Record) -> str:
    """`Chỉ tiêu 14`, `Nhiệm vụ 1.4.7`, `Dự án`: the kind and the number as printed."""
    kind = KIND_NAMES[record.kind]
    if record.kind == "projects":
        kind = PROJECT_KINDS[record.data.kind]
    return f"{site.say(kind)} {record.id}" if record.kind in ("targets", "tasks") else site.say(kind)


def badge(site: Site, status: Status) -> Badge:
    return Badge(status.status, site.say(STATUS_NAMES[status.status]), site.say(status.sentence))


def badge_of(site: Site, record: Record) -> Badge:
    """Where a target, task or project stands."""
    return site.lately(("badge", record.full_id), lambda: badge(site, site.facts.records[record.full_id]))


def why(site: Site, status: Status) -> Why:
    """Why something stands as it does, for a record's own page."""
    rule = STATUS_RULES[status.rule]
    link = Link(site.say(rule.name), f"{METHOD_PATH}#{anchor_of('status', rule.id)}")
    inputs = tuple([(site.say(INPUT_NAMES[key]), _input(site, status, key)) for key in status.inputs])
    return Why(link, inputs)


def _input(site: Site, status: Status, key: str) -> str:
    """One thing that a rule looked at, in words."""
    value = status.inputs[key]
    match key:
        case "report":
            return name_of(value)
        case "value":
            return site.words.quantity(site.words.number(value), status.inputs["set"].unit)
        case "reported" | "measures":
            return ", ".join(site.say(STATUS_NAMES[one]) for one in (value if key == "measures" else (value,)))
    return str(site.in_words(value))


def figure(site: Site, record: Record, position: int) -> Figure:
    """One measure of a target as it is shown on pages."""
    measure: Measure = record.data.measures[position]
    period = measure.by or document_of(site, record).data.period
    sign, number = SIGNS.get(measure.bound, ""), site.words.figure(measure)
    return Figure(
        anchor=f"do-{position + 1}",
        name=measure.name,
        sign=sign,
        number=number,
        unit=f"{site.words.unit(measure.unit)} {site.words.per(measure.per)}".strip(),
        is_words=measure.bound == "goal",
        words=site.words.bound(measure),
        by=site.words.date(period),
        badge=badge(site, site.facts.measures[(record.full_id, position)]),
        indicator=link_of(site, "indicators", measure.indicator) if measure.indicator else None,
        lead=links_to(site, "agencies", measure.lead),
        of_which=measure.of_which,
        base=measure.base or "",
        printed=measure.printed or "",
        reported=reported(site, record, position),
        path=tuple([(site.words.date(step.by), site.words.bound(step)) for step in measure.path]),
        is_long=len(sign + number) > _LONG_FIGURE,
    )


def reported(site: Site, record: Record, position: int | None = None) -> tuple[Reported, ...]:
    """What reports say about a record, or about one of its measures, newest first."""
    rows = site.facts.said.get(record.full_id, ())
    if position is not None:
        rows = [one for one in rows if (one.entry.measure or 1) == position + 1]
    return tuple([said(site, one, record) for one in reversed(rows)])


def said(site: Site, one: Said, record: Record) -> Reported:
    """What one entry of a report says, in words."""
    report, entry = one.report, one.entry
    parts = []
    if entry.value is not None:
        unit = record.data.measures[(entry.measure or 1) - 1].unit
        parts.append(site.words.quantity(site.words.number(entry.value), unit))
    if entry.status:
        parts.append(site.say(STATUS_NAMES[entry.status]))
    if entry.step:
        parts.append(site.say(_STEPS[entry.step]))
    if entry.spent:
        parts.append(f"{site.words.term('amounts', entry.spent.kind)}: {site.words.amount(entry.spent)}")
    if entry.result:
        parts.append(entry.result)
    corrects = site.plan.find("reports", f"{report.document}/reports/{entry.corrects}") if entry.corrects else None
    return Reported(
        report=link_to(report),
        agency=link_to(site.plan.records["agencies"][report.data.agency]),
        date=site.words.date(entry.as_of or report.data.date),
        words="; ".join(parts),
        evidence=site.say(_EVIDENCE[entry.evidence]),
        reason=entry.reason or "",
        action=entry.action or "",
        corrects=link_to(corrects) if corrects else None,
        corrected_by=link_to(one.corrected_by) if one.corrected_by else None,
    )


def item(site: Site, record: Record) -> Item:
    """A target, task or project as a row of a list; made once, for it stands on many pages."""
    return site.lately(("item", record.full_id), lambda: _item(site, record))


def _item(site: Site, record: Record) -> Item:
    data = record.data
    figures, due, amount, code = (), "", "", record.id
    if record.kind == "targets":
        figures = tuple([site.words.bound(measure) for measure in data.measures])
        period = period_of(site, record)
        if period != document_of(site, record).data.period:
            due = site.say(say("Period: {period}", period=site.words.date(period)))
    elif data.deadline and (data.deadline.edtf or not data.deadline.word):
        due = site.say(say("Due: {deadline}", deadline=site.words.deadline(data.deadline)))
    if record.kind == "projects":
        code = data.code or ""
        amount = site.words.amount(data.amounts[0]) if data.amounts else ""
    return Item(
        link=link_to(record),
        code=code,
        figures=figures,
        badge=badge_of(site, record),
        document=document_link(site, record),
        lead=links_to(site, "agencies", data.lead),
        due=due,
        amount=amount,
    )


def last_day(site: Site, record: Record) -> date | None:
    """The last day by which a target, task or project is due; None where the source names no end."""
    if record.kind == "targets":
        return due_day(record.data.measures[0], document_of(site, record).data)
    span = due_span(record.data.deadline)
    return span.last if span else None


def period_of(site: Site, record: Record) -> str:
    """The period of a target: its first measure's own date, or the document's period."""
    return record.data.measures[0].by or document_of(site, record).data.period


def by_document(site: Site, records: Iterable[Record], prefix: str) -> tuple[Group, ...]:
    """Rows grouped under their documents, in the order of the plan."""
    grouped: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        grouped[record.document or ""].append(record)
    groups = []
    for document_id in sorted(grouped):
        document = site.plan.records["documents"][document_id]
        items = tuple(item(site, record) for record in grouped[document_id])
        groups.append(Group(name_of(document), f"{prefix}-{document_id}", items, link_to(document)))
    return tuple(groups)


def lines_in_words(site: Site, lines: tuple[int, int]) -> str:
    if lines[0] == lines[1]:
        return site.say(say("line {line}", line=lines[0]))
    return site.say(say("lines {first}–{last}", first=lines[0], last=lines[1]))


def written_in(site: Site, record: Record, traced: object = None) -> WrittenIn:
    """Where a target, task or project is written, and what the tracer found there."""
    source: Source = record.data.source
    passages = (source, *source.also)
    return WrittenIn(
        document=document_link(site, record),
        file=document_of(site, record).data.source.file,
        passages=tuple([Passage(passage.point or "", lines_in_words(site, passage.lines)) for passage in passages]),
        traced=traced,
    )
