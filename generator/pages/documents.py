"""The page of a document: what it is, and all that it sets, assigns, cites and reports.

In: a `Site` and a record. Out: its `Page`. Leaves to others: rows and links (shared).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from generator.addresses import list_path
from generator.contexts import Badge, Count, Document, DutyRow, Group, Link, ObservationRow, Page
from generator.contexts_gather import Cut
from generator.model import Duty, Record
from generator.pages.around import common
from generator.pages.clarities import totals as clarity_totals
from generator.pages.compare import NATURES
from generator.pages.deadlines import CALENDAR, documents_with_days, duty_anchors
from generator.pages.shared import (
    KIND_NAMES,
    LIST_NAMES,
    badge_of,
    cited_names,
    field_link,
    item,
    lines_in_words,
    link_to,
    links_to,
    place_link,
)
from generator.pages.site import Site
from generator.pages.split import cut, group_path
from generator.pages.sums import printed_totals, sum_rows
from generator.pages.warnings import document_path, of_document
from generator.problems import say

_MOST_CITED = 12  # cited documents that stand open; more are folded
_MOST_OPEN = 20  # rows of one kind that a phone shows at once; more are folded under their headings
DOCUMENT_KINDS = {
    "resolution": say("Resolution"),
    "action-programme": say("Action programme"),
    "plan": say("Plan"),
}
EVERY = {
    "month": say("every month"),
    "quarter": say("every quarter"),
    "half-year": say("every half year"),
    "year": say("every year"),
    "on-demand": say("on demand"),
    "as-prescribed": say("as prescribed"),
}


def document(site: Site, record: Record) -> Page:
    """The page of a document."""
    data = record.data
    targets, tasks, projects = (site.plan.current(kind, record.id) for kind in ("targets", "tasks", "projects"))
    projects.sort(key=lambda project: project.data.source.lines)  # their file names follow no order of the document
    shown, cuts = _shown(site, record, {"targets": _by_field(site, targets), "tasks": tasks, "projects": projects})
    groups = _groups(site, record, shown)
    context = Document(
        code=data.number or "",
        document_kind=site.say(DOCUMENT_KINDS[data.kind]),
        issuer=link_to(site.plan.records["agencies"][data.issuer]),
        place=place_link(site, data.place),
        adopted=site.words.date(data.adopted),
        period=site.words.date(data.period),
        theme=data.theme or "",
        aim=data.aim or "",
        signatory=", ".join(p for p in (data.signatory.name, data.signatory.role) if p) if data.signatory else "",
        counts=_jumps(counts(site, targets, tasks, projects)),
        statuses=_statuses(site, [*targets, *tasks, *projects]),
        counted=_counted(site, [*targets, *tasks, *projects]),
        warnings=_warnings(site, record),
        **groups,
        sums=sum_rows(site, record, projects),
        totals=printed_totals(site, record),
        clarities=clarity_totals(site, [*tasks, *projects]),
        duties=_duties(site, record),
        observations=_observations(site, record),
        cites=tuple(_cited(site, citation) for citation in data.cites if site.plan.find("references", citation.reference)),
        cites_folded=len(data.cites) > _MOST_CITED,
        reports=tuple(link_to(one, site.words.date(one.data.date)) for one in shown["reports"]),
        cuts=cuts,
        file=data.source.file,
        sha256=data.source.sha256,
        source_note=data.source.note or "",
        source_url=str(data.source.url or ""),
        calendar=CALENDAR if record.id in documents_with_days(site) else "",
    )
    return Page(
        type="document",
        path=link_to(record).path,
        title=f"{data.title} – {data.short}",
        description=". ".join(part for part in (data.short, data.title, data.theme or "") if part)[:300],
        section="documents",
        common=common(site, record, data.title),
        context=context,
        filters=_filters(site, record, context.place.title),
        search_words=" ".join([data.short, context.code, context.issuer.title]),
        names=(f"{context.document_kind} {data.short}",),
    )


def _duties(site: Site, document: Record) -> tuple[DutyRow, ...]:
    duties = document.data.duties
    return tuple(duty_row(site, duty, anchor) for duty, anchor in zip(duties, duty_anchors(duties), strict=True))


def _shown(
    site: Site, document: Record, own: dict[str, list[Record]]
) -> tuple[dict[str, Sequence[Record]], dict[str, Cut | None]]:
    """The records of each kind that the page shows, and where all of them are; a document with more than the limit is a
    group of the list of that kind. Reports have no list, but the search has them."""
    found = {kind: cut(rows, path=group_path(list_path(kind), document.id)) for kind, rows in own.items()}
    name = site.say(KIND_NAMES["reports"])
    found["reports"] = cut(site.plan.current("reports", document.id), kind=name, document=document.data.short)
    return {kind: rows for kind, (rows, _) in found.items()}, {kind: rest for kind, (_, rest) in found.items()}


def _groups(site: Site, document: Record, shown: dict[str, Sequence[Record]]) -> dict[str, tuple[Group, ...]]:
    """Targets by field; tasks under the sections, projects under the groups of the document."""
    sections = {section.code: section.title for section in document.data.sections}
    return {
        "targets": _target_groups(site, shown["targets"]),
        "tasks": folded(_grouped(site, shown["tasks"], lambda r: r.data.section, sections, "muc")),
        "projects": folded(_grouped(site, shown["projects"], lambda r: r.data.group or "", {}, "nhom")),
    }


def _filters(site: Site, record: Record, place: str) -> dict[str, tuple[str, ...]]:
    cited = cited_names(site, (citation.reference for citation in record.data.cites))
    return {"document": (record.data.short,), "place": (place,), "reference": cited}


def counts(site: Site, targets: list[Record], tasks: list[Record], projects: list[Record]) -> tuple[Count, ...]:
    """How many targets, tasks and projects; kinds that do not occur are left out."""
    pairs = (("targets", targets), ("tasks", tasks), ("projects", projects))
    return tuple(
        Count(len(records), site.say(LIST_NAMES[kind]).lower(), list_path(kind)) for kind, records in pairs if records
    )


def _jumps(found: tuple[Count, ...]) -> tuple[Count, ...]:
    """The counts, each leading to its part of this very page."""
    return tuple(replace(one, path=f"#{one.path.strip('/')}") for one in found)


def _statuses(site: Site, records: list[Record]) -> tuple[tuple[Badge, int], ...]:
    """How many records stand how; unlike things are counted, never averaged."""
    badges = [badge_of(site, record) for record in records]
    tally = Counter(one.status for one in badges)
    named = {one.status: one for one in badges}
    return tuple((named[status], number) for status, number in tally.most_common())


def _counted(site: Site, records: list[Record]) -> str:
    """How many of the records counted have a report at all, and that nothing is said of the others; "" where none has one,
    for then the page says so in a sentence of its own."""
    number = sum(any(one.corrected_by is None for one in site.facts.said.get(record.full_id, ())) for record in records)
    return (
        site.words.translate_count(
            "{number} of {all} targets, tasks and projects has a report published here. Of the others nothing is said.",
            "{number} of {all} targets, tasks and projects have a report published here. Of the others nothing is said.",
            number,
        ).format(number=number, all=len(records))
        if number
        else ""
    )


def _warnings(site: Site, record: Record) -> Link | None:
    """The early warnings of a document, where there are any."""
    number = len(of_document(site).get(record.id, ()))
    title = site.words.translate_count("{number} early warning", "{number} early warnings", number).format(number=number)
    return Link(title, document_path(record.id)) if number else None


def _by_field(site: Site, targets: Iterable[Record]) -> list[Record]:
    """The targets in the order of their fields."""
    return sorted(targets, key=lambda one: site.plan.lists["fields"][one.data.field].order)


def _target_groups(site: Site, targets: Iterable[Record]) -> tuple[Group, ...]:
    """Targets that are in the order of their fields, by field."""
    groups = []
    for field_id, records in groupby(targets, key=lambda one: one.data.field):
        link = field_link(site, field_id)
        groups.append(Group(link.title, f"linh-vuc-{field_id}", tuple(item(site, one) for one in records), link))
    return tuple(groups)


def _grouped(
    site: Site, records: Sequence[Record], key: Callable[[Record], str], titles: dict[str, str], prefix: str
) -> tuple[Group, ...]:
    """Rows under the headings of the document, in the order in which they occur."""
    rows: dict[str, list] = defaultdict(list)
    for record in records:
        rows[key(record)].append(item(site, record))
    return tuple(
        Group(f"{name} {titles[name]}" if name in titles else name, f"{prefix}-{number}", tuple(items))
        for number, (name, items) in enumerate(rows.items(), start=1)
    )


def folded(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Groups of rows, folded where several groups hold many rows; a group without a heading stays open."""
    if len(groups) < 2 or sum(len(group.items) for group in groups) <= _MOST_OPEN:
        return groups
    return tuple(replace(group, is_folded=bool(group.title)) for group in groups)


def duty_row(site: Site, duty: Duty, anchor: str = "") -> DutyRow:
    """A duty in words."""
    when = [site.say(EVERY[one]) for one in duty.every]
    if duty.deadline:
        when.append(site.words.deadline(duty.deadline))
    return DutyRow(
        agencies=links_to(site, "agencies", duty.agency),
        what=duty.what,
        to=links_to(site, "agencies", duty.to),
        when=", ".join(when),
        lines=lines_in_words(site, duty.source.lines),
        doubt=duty.doubt or "",
        anchor=anchor,
    )


def _observations(site: Site, record: Record) -> tuple[ObservationRow, ...]:
    rows = []
    for observation in record.data.observations:
        indicator = site.plan.find("indicators", observation.indicator)
        if indicator:
            rows.append(
                ObservationRow(
                    indicator=link_to(indicator),
                    name=observation.name or "",
                    period=site.words.date(observation.period),
                    nature=site.say(NATURES[observation.nature]),
                    words=site.words.bound(observation),
                    lines=lines_in_words(site, observation.source.lines),
                    doubt=observation.doubt or "",
                )
            )
    return tuple(rows)


def _cited(site: Site, citation: object) -> Link:
    """A cited document with the lines that cite it."""
    record = site.plan.records["references"][citation.reference]
    lines = ", ".join(str(line) for line in citation.lines)
    notes = [site.say(say("line {line}", line=lines)) if lines else "", citation.doubt or ""]
    return link_to(record, ". ".join(note for note in notes if note))
