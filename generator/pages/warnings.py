"""The page of early warnings, by rule, most pressing first.

In: a `Site`. Out: its `Page`. Leaves to others: the rules (warn), rows and links (shared), the feed (export).
"""

from __future__ import annotations

from generator.contexts import Link, Page
from generator.contexts_time import WarningGroup, WarningRow, Warnings
from generator.model import Record
from generator.pages.around import common_part, list_crumbs
from generator.pages.shared import LIST_NAMES, TIME_PATHS, Site, document_link, link_to, links_to, numbered
from generator.problems import say
from generator.warn import LEVELS, RULES, EarlyWarning, Rule


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
        silent=tuple(site.say(RULES[rule].name) for rule, rows in found.items() if not rows),
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
        rows=tuple(_row(site, one) for one in rows),
    )


def _row(site: Site, one: EarlyWarning) -> WarningRow:
    return WarningRow(
        record=link_to(one.record, numbered(site, one.record)),
        sentence=site.say(one.sentence),
        document=document_of_warning(site, one.record),
        agencies=links_to(site, "agencies", one.agencies),
        due=site.words.day(one.due) if one.due else "",
    )


def document_of_warning(site: Site, record: Record) -> Link:
    """The document that a warning is about, or whose record it is about."""
    return document_link(site, record) if record.document else link_to(record)
