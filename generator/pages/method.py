"""The rules on the method page, each with its worked example in words.

In: a `Site` and `Worked` examples. Out: `RuleShown`s. Leaves to others: running the rules (examples), HTML (render) and the
hand-written text around them (content/phuong-phap.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import yaml

from generator.contexts import Badge
from generator.contexts_reports import RuleShown
from generator.example_records import LISTS
from generator.model import Document, Record
from generator.pages.documents import EVERY
from generator.pages.shared import document_of, links_to, name_of, numbered, said
from generator.pages.site import Site
from generator.problems import say
from generator.rules import Worked, anchor_of
from generator.statuses import STATUS_NAMES, Said, subject_of
from generator.warn import LEVELS
from generator.wording import Wording

_CHECK_LEVELS = {"error": say("Stops publication"), "warning": say("To be looked at")}


def rules_shown(site: Site, worked: Iterable[Worked]) -> tuple[RuleShown, ...]:
    """The rules with their examples, in order; values of an example are worded with the example's own lists."""
    words = Wording(site.words.language, LISTS["units"], LISTS)
    return tuple(_shown(replace(site, plan=one.plan, words=words), one) for one in worked)


def _shown(site: Site, one: Worked) -> RuleShown:
    rule = one.rule
    levels = {"status": {}, "warning": LEVELS, "check": _CHECK_LEVELS}[one.kind]
    describe = _as_written if one.kind == "check" else _in_words
    sentence = site.say(one.sentence)
    return RuleShown(
        anchor=anchor_of(one.kind, rule.id),
        name=site.say(rule.name),
        gives=site.say(levels[rule.level]) if levels else "",
        description=site.say(rule.description),
        given=tuple(line for record, own in one.given for line in describe(site, record, own)),
        is_data=one.kind == "check",
        day=site.words.day(one.as_of) if one.kind != "check" else "",
        badge=Badge(one.status, site.say(STATUS_NAMES[one.status]), sentence) if one.status else None,
        sentence=sentence,
    )


def _as_written(site: Site, record: Record, own: dict) -> Iterator[str]:
    """The file of a record and what is written in it, as YAML on one line."""
    text = yaml.safe_dump(own, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1_000_000).strip()
    yield f"{record.file}: {text[1:-1]}"


def _in_words(site: Site, record: Record, own: dict) -> Iterator[str]:
    match record.kind:
        case "documents":
            yield from _document(site, record.data)
        case "targets":
            yield from _target(site, record)
        case "reports":
            yield from _report(site, record)
        case _:
            yield _work(site, record)


def _document(site: Site, document: Document) -> Iterator[str]:
    """Who is to report, and totals as printed; a document with neither needs no words, for its targets name it."""
    for total in document.totals:
        amounts = ", ".join(site.words.amount(one) for one in total.amounts)
        yield site.say(
            say(
                "{document}, total printed for “{group}”: {amounts}",
                document=document.short,
                group=total.group,
                amounts=amounts,
            )
        )
    for duty in document.duties:
        yield site.say(
            say(
                "{document}: {agency} is to report to {to}, {every}",
                document=document.short,
                agency=", ".join(link.title for link in links_to(site, "agencies", duty.agency)),
                to=", ".join(link.title for link in links_to(site, "agencies", duty.to)),
                every=", ".join(site.say(EVERY[one]) for one in duty.every),
            )
        )


def _target(site: Site, record: Record) -> Iterator[str]:
    document = document_of(site, record).data
    for measure in record.data.measures:
        words = {"figure": measure, "by": site.words.date(measure.by or document.period)}
        yield site.say(
            say("{document}, target: {name} {figure}; period: {by}", document=document.short, name=measure.name, **words)
        )
        for step in measure.path:
            yield site.say(say("Step on the way: {step}; by {by}", step=step, by=site.words.date(step.by)))


def _report(site: Site, record: Record) -> Iterator[str]:
    for entry in record.data.entries:
        kind, named = subject_of(entry)
        about = site.plan.records[kind][f"{record.document}/{kind}/{named}"]
        shown = said(site, Said(record, entry), about)
        measures = about.data.measures if kind == "targets" else ()
        name = f"{measures[(entry.measure or 1) - 1].name}: " if len(measures) > 1 else ""
        words = {"report": record.data.title, "date": site.words.date(record.data.date), "words": name + shown.words}
        yield site.say(say("{report}, published on {date}: {words}", **words))


def _work(site: Site, record: Record) -> str:
    data, none = record.data, say("not named")
    words = site.say(
        say(
            "{kind}: {title}. Due: {due}. Lead: {lead}. Funding: {funding}.",
            kind=numbered(site, record),
            title=name_of(record),
            due=site.words.deadline(data.deadline) or none,
            lead=", ".join(link.title for link in links_to(site, "agencies", data.lead)) or none,
            funding=", ".join(site.words.term("funding", one) for one in data.funding) or none,
        )
    )
    for amount in getattr(data, "amounts", ()):
        words += f" {site.words.term('amounts', amount.kind)}: {site.words.amount(amount)}."
    return f"{words} {site.say(say('Doubtful in the source: {doubt}', doubt=data.doubt))}" if data.doubt else words
