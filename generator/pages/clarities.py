"""The clarities that the documents ask for (rõ người, rõ việc …): which of them a task or project states, and totals.

In: a `Site` and a task or project, or several. Out: the blocks of contexts.py. Which clarities there are, which keys of
a record state each, and which documents ask for them is data (data/clarities.yml). Leaves to others: judging (nobody does:
that a record states something says nothing of whether it is stated well).
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.contexts import Clarities, ClarityRow, ClarityTotals, Link
from generator.model import Clarity, Record
from generator.pages.shared import LIST_NAMES, PROJECT_KINDS, lines_in_words, link_to, links_to, name_of
from generator.pages.site import Site
from generator.problems import say

_KINDS = ("tasks", "projects")
_MOST_NAMES = 3  # agencies written out; the page names all of them where it says who is responsible


def states(record: Record, clarity: Clarity) -> bool:
    """Whether a task or project has a value for one of the keys of a clarity."""
    values = vars(record.data)
    return any([values.get(key) for key in clarity.keys])


def stated(site: Site, record: Record) -> dict[str, bool]:
    """Every clarity by its id, and whether the record states it; worked out once, for agencies ask it again."""
    return site.lately(("stated", record.full_id), lambda: _stated(site, record))


def _stated(site: Site, record: Record) -> dict[str, bool]:
    return {key: states(record, clarity) for key, clarity in site.plan.lists["clarities"].items()}


def clarities(site: Site, record: Record) -> Clarities | None:
    """The block on the page of a task or project; None where the plan has no list of clarities."""
    of = stated(site, record)
    asked, answers = site.once(("clarities", ""), lambda: (_unstated(site), _answers(site)))
    if not asked:
        return None
    rows = tuple([_row(site, record, one, not_stated) if of[key] else not_stated for key, one, not_stated in asked])
    return Clarities(answers[sum(of.values())], rows, asked_by(site))


def _unstated(site: Site) -> list[tuple[str, Clarity, ClarityRow]]:
    """Every clarity with its id, and its row where a record does not state it."""
    listed = site.plan.lists["clarities"]
    return [(key, one, ClarityRow(site.words.term("clarities", key), False, "")) for key, one in listed.items()]


def _answers(site: Site) -> list[str]:
    """What is said of a record that states none of the clarities, one of them, and so on."""
    whole = len(site.plan.lists["clarities"])
    answers = (
        say("The record states {number} of the {all} things that the documents ask to be clear.", number=number, all=whole)
        for number in range(whole + 1)
    )
    return [site.say(answer) for answer in answers]


def _row(site: Site, record: Record, clarity: Clarity, not_stated: ClarityRow) -> ClarityRow:
    found = [words for one in clarity.keys if (words := _words(site, record, one))]
    return ClarityRow(not_stated.name, True, "; ".join(dict.fromkeys(found)))


def _words(site: Site, record: Record, key: str) -> str:
    """What a record says under a key, short; "" for nothing."""
    value = vars(record.data).get(key)
    if not value:
        return ""
    if key in ("lead", "coordinating"):
        return _names(site, [link.title for link in links_to(site, "agencies", value)])
    if key == "deadline":
        return site.words.deadline(value)
    if key == "funding":
        return ", ".join(site.words.term("funding", one) for one in value)
    if key == "targets":
        targets = (site.plan.records["targets"][f"{record.document}/targets/{one}"] for one in value)
        return _names(site, [name_of(target) for target in targets])
    return site.say(PROJECT_KINDS[value]) if key == "kind" else value


def _names(site: Site, names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return site.say(say("{names} and {number} more", names=shown, number=more)) if more > 0 else shown


def asked_by(site: Site) -> tuple[Link, ...]:
    """The documents that ask for the clarities, as far as they are published, each with the lines."""
    return site.once(("asked by", ""), lambda: _asked_by(site))


def _asked_by(site: Site) -> tuple[Link, ...]:
    lines: dict[str, dict[str, None]] = {}
    for clarity in site.plan.lists["clarities"].values():
        for asked in clarity.asked_by:
            lines.setdefault(asked.document, {})[lines_in_words(site, asked.lines)] = None
    return tuple(
        link_to(document, ", ".join(found)) for one, found in lines.items() if (document := site.plan.find("documents", one))
    )


def counted(site: Site, records: Iterable[Record]) -> dict[str, dict[str, int]]:
    """Of the tasks, and of the projects, among these records: how many there are (`of`), and how many state each clarity."""
    rows: dict[str, list[Iterable[bool]]] = {}
    for record in records:
        if record.kind in _KINDS:
            rows.setdefault(record.kind, []).append(stated(site, record).values())
    sums = {kind: map(sum, zip(*of, strict=True)) for kind, of in rows.items()}
    keys = site.plan.lists["clarities"]
    return {kind: {"of": len(of), **dict(zip(keys, sums[kind], strict=True))} for kind, of in rows.items()}


def totals(site: Site, records: Iterable[Record]) -> ClarityTotals | None:
    """How many tasks, and how many projects, state each clarity; the two are never added up. None for none of either."""
    found = counted(site, records)
    kinds = [kind for kind in _KINDS if kind in found]
    if not kinds or not site.plan.lists["clarities"]:
        return None
    rows = tuple(
        (site.words.term("clarities", key), tuple(f"{found[kind][key]}/{found[kind]['of']}" for kind in kinds))
        for key in site.plan.lists["clarities"]
    )
    return ClarityTotals(tuple(site.say(LIST_NAMES[kind]) for kind in kinds), rows, asked_by(site))
