"""The page of early warnings, by rule, most pressing first.

In: a `Site`. Out: its `Page`. Leaves to others: the rules (warn), rows and links (shared), the feed (export).
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
from generator.problems import say
from generator.rules import anchor_of
from generator.warn import LEVELS, RULES, EarlyWarning, Rule

_TITLES = {kind: KIND_NAMES[kind] for kind in ("agencies", "places", "documents")}


def warnings_page(site: Site) -> Page:
    """All warnings of the day."""
    found: dict[str, list[EarlyWarning]] = {rule: [] for rule in RULES}
    for one in site.warnings:
        found[one.rule.id].append(one)
    title, path = site.say(LIST_NAMES["warnings"]), TIME_PATHS["warnings"]
    intro = site.say(
        say(
            "What asks for attention on {day}, told from dates, reports and the documents themselves. "
            "Where no report has been published here, nothing is said about whether the work was done.",
            day=site.facts.as_of,
        )
    )
    context = Warnings(
        intro=intro,
        count=len(site.warnings),
        groups=tuple(_group(site, RULES[rule], rows) for rule, rows in found.items() if rows),
        silent=tuple(_rule_link(site, RULES[rule]) for rule, rows in found.items() if not rows),
        filters=_filters(site),
        feed="canh-bao.atom",
        data="api/v1/warnings.json",
    )
    return Page(
        type="warnings",
        path=path,
        title=title,
        description=intro,
        section="warnings",
        common=common_part(site, path, "", title, list_crumbs(site)),
        context=context,
    )


def _group(site: Site, rule: Rule, rows: list[EarlyWarning]) -> WarningGroup:
    return WarningGroup(
        title=site.say(rule.name),
        anchor=rule.id,
        level=site.say(LEVELS[rule.level]),
        is_quiet=rule.level == "quiet",
        description=site.say(rule.description),
        rule=_rule_link(site, rule),
        rows=tuple(_row(site, one) for one in rows),
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
