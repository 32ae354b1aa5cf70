"""Hand-written pages: their links to records, `[[quang-ninh-2026/targets/14]]`.

In: the text of a page in content/ and a `Plan`. Out: the text with real links, the records it writes about, and a problem
for each link that leads nowhere; and the place of the rules on the method page, `<!-- rules: status -->`. Leaves to others:
Markdown (MkDocs), and the rules themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from generator.addresses import path_for, path_of
from generator.model import KINDS
from generator.plan import Plan
from generator.problems import Place, Problem, nearest, say

_LINK = re.compile(r"\[\[([^\]|\n]+)(?:\|([^\]\n]+))?\]\]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+.!|-])")
_RULES = re.compile(r"<!-- rules: (status|warning|check) -->")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


@dataclass(frozen=True)
class Found:
    """What a link leads to: the record's key, its title and its path."""

    key: str
    title: str
    path: str


def find(plan: Plan, key: str, name_of: Callable, term: Callable) -> Found | None:
    """The record, or the field, that a key names."""
    kind, _, record_id = key.partition("/")
    if kind == "fields" and record_id in plan.lists["fields"]:
        return Found(key, term("fields", record_id), path_for("fields", record_id))
    if kind in KINDS and record_id:
        record = plan.find(kind, record_id)
    elif "/" not in key:
        record = plan.find("documents", key)
    else:
        parts = key.split("/")
        record = plan.find(parts[1], key) if len(parts) == 3 and parts[1] in KINDS else None
    return Found(key, name_of(record), path_of(record)) if record else None


def links(text: str) -> list[tuple[int, str, str, str]]:
    """Each link of a text outside code: where it begins, the whole of it, its key and its own words."""
    hidden = [match.span() for match in _CODE.finditer(text)]
    return [
        (match.start(), match[0], match[1].strip(), (match[2] or "").strip())
        for match in _LINK.finditer(text)
        if not any(start <= match.start() < end for start, end in hidden)
    ]


def check(file: str, text: str, plan: Plan, name_of: Callable, term: Callable) -> list[Problem]:
    """A problem for each link that leads nowhere."""
    problems = []
    known = [record.full_id for kind in KINDS for record in plan.of(kind)]
    for start, _, key, _ in links(text):
        if find(plan, key, name_of, term) is None:
            line = text.count("\n", 0, start) + 1
            column = start - (text.rfind("\n", 0, start) + 1) + 1
            close = nearest(key, known)
            mend = say("write '[[{id}]]'", id=close) if close else say("correct the id, or remove the link")
            what = say("the link leads to no record: '{id}'", id=key)
            place = Place(file, line, column)
            problems.append(Problem(place, what, "dead-link", mend, source_line=text.split("\n")[line - 1]))
    return problems


def resolve(text: str, plan: Plan, root: str, name_of: Callable, term: Callable) -> tuple[str, list[str]]:
    """The text with every link made real, and the keys of the records it names."""
    named = []
    for start, whole, key, words in reversed(links(text)):
        found = find(plan, key, name_of, term)
        if found:
            named.append(key)
            shown = _MARKDOWN.sub(r"\\\1", escape(words or found.title))
            anchor = f'<a href="{root}{found.path}">{shown}</a>'
            text = text[:start] + anchor + text[start + len(whole) :]
    return text, named


def plain_method_page(translate: Callable[[str], str]) -> str:
    """A method page in Markdown that has nothing but the rules."""
    headings = {
        "status": translate("Where records stand"),
        "warning": translate("Early warnings"),
        "check": translate("Checks of the data"),
    }
    intro = translate("Of each list the first rule that holds counts. Each example is worked out by running its rule.")
    parts = [f"## {title}\n\n<!-- rules: {kind} -->" for kind, title in headings.items()]
    return "\n\n".join([f"# {translate('Method')}", intro, *parts])


def with_rules(html: str, rules: Callable[[str], str]) -> str:
    """The HTML of a page with the rules of a kind at each mark that stands for them."""
    return _RULES.sub(lambda mark: rules(mark[1]), html)
