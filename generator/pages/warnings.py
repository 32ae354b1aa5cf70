"""The pages of early warnings, by rule, most pressing first.

In: a `Site`. Out: its `Page`s. Leaves to others: the rules (warn), rows and links (shared), the feed (export).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.addresses import FOLDERS
from generator.contexts import Link, Page
from generator.contexts_time import Filter, WarningGroup, WarningRow, Warnings
from generator.model import Record
from generator.pages.around import common_part, list_crumbs
from generator.pages.shared import (
    KIND_NAMES,
    LIST_NAMES,
    METHOD_PATH,
    TIME_PATHS,
    Site,
    document_link,
    link_to,
    links_to,
    name_of,
    numbered,
)
from generator.pages.split import Listed, Part, index_of, layout, numbers_of, title_of
from generator.problems import say
from generator.rules import anchor_of
from generator.warn import LEVELS, RULES, EarlyWarning, Rule

_TITLES = {kind: KIND_NAMES[kind] for kind in ("agencies", "places", "documents")}


def warning_pages(site: Site) -> Iterator[Page]:
    """All warnings of the day; where they are many, each rule has its own page."""
    found = _by_rule(site)
    intro = site.say(
        say(
            "What asks for attention on {day}, told from dates, reports and the documents themselves. "
            "Where no report has been published here, nothing is said about whether the work was done.",
            day=site.facts.as_of,
        )
    )
    for part in layout(TIME_PATHS["warnings"], found):
        title = title_of(site, part, site.say(LIST_NAMES["warnings"]))
        held = (part.of_group,) if part.of_group else found
        context = Warnings(
            intro=intro,
            count=sum(len(rule.rows) for rule in held),
            groups=() if part.is_index else tuple(_group(site, rule, part) for rule in part.groups),
            index=index_of(TIME_PATHS["warnings"], part),
            numbers=numbers_of(site, part),
            silent=() if part.depth else _silent(site, found),
            filters=_filters(site) if part.groups and not (part.is_index or part.of_group) else (),
            feed="canh-bao.atom",
            data="api/v1/warnings.json",
        )
        yield Page(
            type=f"warnings{part.depth}",
            path=part.path,
            title=title,
            description=intro,
            section="warnings",
            common=common_part(site, part.path, "", title, list_crumbs(site, "warnings" if part.depth else None)),
            context=context,
        )


def warning_paths(site: Site) -> Iterator[str]:
    """The paths of the same pages, without making them."""
    return (part.path for part in layout(TIME_PATHS["warnings"], _by_rule(site)))


def _by_rule(site: Site) -> list[Listed]:
    """The warnings of each rule that found something, most pressing first."""
    found: dict[str, list[EarlyWarning]] = {rule: [] for rule in RULES}
    for one in site.warnings:
        found[one.rule.id].append(one)
    return [Listed(rule, site.say(RULES[rule].name), tuple(rows)) for rule, rows in found.items() if rows]


def _silent(site: Site, found: list[Listed]) -> tuple[Link, ...]:
    """The rules that found nothing."""
    speaking = {one.id for one in found}
    return tuple(_rule_link(site, rule) for rule in RULES.values() if rule.id not in speaking)


def _group(site: Site, listed: Listed, part: Part) -> WarningGroup:
    rule = RULES[listed.id]
    return WarningGroup(
        title=listed.title,
        anchor=rule.id,
        level=site.say(LEVELS[rule.level]),
        is_quiet=rule.level == "quiet" and part.of_group is None,
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


def _filters(site: Site) -> tuple[Filter, ...]:
    """A filter for each kind of record that warnings are found by, its values by name, with their counts."""
    tally: dict[str, Counter[str]] = {kind: Counter() for kind in _TITLES}
    for one in site.warnings:
        for kind, ids in _found_by(site, one).items():
            tally[kind].update(set(ids))
    return tuple(
        Filter(FOLDERS[kind], site.say(title), tuple(_choices(site, kind, tally[kind]))) for kind, title in _TITLES.items()
    )


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
