"""The pages of early warnings: all of them by rule, most pressing first, and those of each document.

In: a `Site`. Out: its pages, as `Planned`. Leaves to others: the rules (warn), rows and links (shared), the feed (export).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.addresses import FOLDERS, list_path
from generator.contexts import Count, Link, Page
from generator.contexts_time import Filter, WarningGroup, WarningRow, Warnings
from generator.model import Record
from generator.pages.shared import (
    KIND_NAMES,
    LIST_NAMES,
    METHOD_PATH,
    TIME_PATHS,
    document_link,
    link_to,
    links_to,
    name_of,
    numbered,
)
from generator.pages.site import Planned, Site, index
from generator.pages.split import Listed, Part, cut, index_of, layout, numbers_of, page_of, pieces, title_of
from generator.problems import say
from generator.rules import anchor_of
from generator.warn import LEVELS, RULES, EarlyWarning, Rule

_BY_DOCUMENT = "theo-van-ban"  # the part of the index that leads to the pages of documents
_TITLES = {kind: KIND_NAMES[kind] for kind in ("agencies", "places", "documents")}


def warning_pages(site: Site) -> Iterator[Planned]:
    """All warnings of the day, where they are many each rule on a page of its own; and those of each document."""
    return (Planned(part.path, _page, part) for part in _parts(site))


def warning_paths(site: Site) -> Iterator[str]:
    """The paths of the same pages, without making them."""
    return (part.path for part in _parts(site))


@index
def of_document(site: Site) -> dict[str, list[EarlyWarning]]:
    """The warnings about each document that has any, and about what it sets; in the order of the plan."""
    found: dict[str, list[EarlyWarning]] = {document.id: [] for document in site.plan.current("documents")}
    for one in site.warnings:
        found.setdefault(one.record.document or one.record.id, []).append(one)
    return {document: own for document, own in found.items() if own}


def document_path(document: str) -> str:
    """The page with the warnings of a document."""
    return f"{TIME_PATHS['warnings']}{FOLDERS['documents']}/{document}/"


def _parts(site: Site) -> Iterator[Part]:
    yield from layout(TIME_PATHS["warnings"], _by_rule(site, site.warnings))
    for document, own in of_document(site).items():
        whole = Listed(document, name_of(site.plan.records["documents"][document]), tuple(own))
        yield from pieces(document_path(document), whole, _by_rule(site, own))


def _page(site: Site, part: Part) -> Page:
    title = title_of(site, part, site.say(LIST_NAMES["warnings"]))
    intro = site.say(
        say(
            "What asks for attention on {day}, told from dates, reports and the documents themselves. "
            "Where no report has been published here, nothing is said about whether the work was done.",
            day=site.facts.as_of,
        )
    )
    shown = [one for group in part.groups for one in group.rows]
    is_of_rule = part.of_group is not None and part.of_group.id in RULES
    documents, cut_documents = cut(_by_document(site), path=list_path("documents")) if part.is_index else ((), None)
    context = Warnings(
        intro=intro,
        count=len(part.of_group.rows if part.of_group else site.warnings),
        groups=() if part.is_index else tuple(_group(site, rule, part) for rule in part.groups),
        index=index_of(TIME_PATHS["warnings"], part),
        numbers=numbers_of(site, part),
        silent=() if part.depth else _silent(site),
        filters=() if part.is_index or len(part.paths) > 1 else tuple(_filters(site, shown)),
        documents=tuple(documents),
        cut_documents=cut_documents,
        narrower=f"{TIME_PATHS['warnings']}#{_BY_DOCUMENT}" if is_of_rule and len(part.paths) > 1 else "",
        feed="canh-bao.atom",
        data="api/v1/warnings.json",
    )
    return page_of(site, part, "warnings", title, intro, context)


def _by_rule(site: Site, warnings: Iterable[EarlyWarning]) -> list[Listed]:
    """The warnings of each rule that found something, most pressing first."""
    found: dict[str, list[EarlyWarning]] = {rule: [] for rule in RULES}
    for one in warnings:
        found[one.rule.id].append(one)
    return [Listed(rule, site.say(RULES[rule].name), tuple(rows)) for rule, rows in found.items() if rows]


def _by_document(site: Site) -> list[Count]:
    """How many warnings each document has, and the page that holds them."""
    documents = site.plan.records["documents"]
    return [Count(len(own), name_of(documents[one]), document_path(one)) for one, own in of_document(site).items()]


def _silent(site: Site) -> tuple[Link, ...]:
    """The rules that found nothing."""
    speaking = {one.rule.id for one in site.warnings}
    return tuple(_rule_link(site, rule) for rule in RULES.values() if rule.id not in speaking)


def _group(site: Site, listed: Listed, part: Part) -> WarningGroup:
    rule = RULES[listed.id]
    return WarningGroup(
        title=listed.title,
        anchor=rule.id,
        level=site.say(LEVELS[rule.level]),
        is_quiet=rule.level == "quiet" and len(part.groups) > 1,
        description=site.say(rule.description),
        rule=_rule_link(site, rule),
        rows=tuple(_row(site, one) for one in listed.rows),
    )


def _rule_link(site: Site, rule: Rule) -> Link:
    """The rule on the method page."""
    return Link(site.say(rule.name), f"{METHOD_PATH}#{anchor_of('warning', rule.id)}")


def _found_by(site: Site, one: EarlyWarning) -> dict[str, tuple[str, ...]]:
    """The ids a warning is found by, by kind of record: its agencies, the place of its document, and the document."""
    document = site.plan.records["documents"][one.record.document or one.record.id]
    return {"agencies": one.agencies, "places": (document.data.place,), "documents": (document.id,)}


def _filters(site: Site, warnings: Sequence[EarlyWarning]) -> Iterator[Filter]:
    """A filter for each kind of record that tells these warnings apart, its values by name, with their counts."""
    tally: dict[str, Counter[str]] = {kind: Counter() for kind in _TITLES}
    for one in warnings:
        for kind, ids in _found_by(site, one).items():
            tally[kind].update(set(ids))
    for kind, title in _TITLES.items():
        if any(number < len(warnings) for number in tally[kind].values()):
            yield Filter(FOLDERS[kind], site.say(title), tuple(_choices(site, kind, tally[kind])))


def _choices(site: Site, kind: str, tally: Counter[str]) -> Iterator[tuple[str, str, int]]:
    for name, one in sorted((name_of(site.plan.records[kind][one]), one) for one in tally):
        yield one, name, tally[one]


def _row(site: Site, one: EarlyWarning) -> WarningRow:
    return WarningRow(
        record=link_to(one.record, numbered(site, one.record)),
        sentence=site.say(one.sentence),
        document=document_of_warning(site, one.record),
        agencies=links_to(site, "agencies", one.agencies),
        due=site.words.day(one.due) if one.due else "",
        filters=tuple((FOLDERS[kind], " ".join(ids)) for kind, ids in _found_by(site, one).items()),
    )


def document_of_warning(site: Site, record: Record) -> Link:
    """The document that a warning is about, or whose record it is about."""
    return document_link(site, record) if record.document else link_to(record)
