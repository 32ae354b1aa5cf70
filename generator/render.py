"""A page to its pieces of HTML, by the templates of theme/records.

In: a `Page` and a `Renderer` made once for the site. Out: the values of the frame's slots, and what is searched. Leaves to
others: the frame around them (frame) and writing files (pour). Everything that comes from data is escaped by Jinja2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from jinja2 import Environment

from generator.contexts import Link, Page
from generator.contexts_reports import RuleShown
from generator.environment import environment
from generator.searched import HEADING, MARK, Entry, ShortForms, entry, short_forms
from generator.wording import Wording

_KEPT = 1 << 10  # breadcrumbs: one for each document and kind
_as_json = json.JSONEncoder(ensure_ascii=False).encode
_TAGS = re.compile(r"<[^>]+>")
_NOT_SEARCHED = ("deadlines", "warnings", "tracing")
TEMPLATES = Path(__file__).parent.parent / "theme" / "records"


@dataclass(frozen=True, slots=True)
class Filled:
    """A page in pieces: the values of its frame's slots, and what the search knows of it, where it is searched."""

    slots: dict[str, str]
    searched: Entry | None


@dataclass(frozen=True)
class Renderer:
    """The templates of a site, ready to be filled; `edit_base` is where the data folder can be edited, or ""."""

    environment: Environment
    edit_base: str
    site_name: str
    short_forms: ShortForms

    def ready(self, page_types: Iterable[str]) -> None:
        """Compiles the templates of these pages; otherwise each process that makes some of them does it again."""
        for name in sorted({template_name(one) for one in page_types}):
            self.environment.get_template(name)

    def filled(self, page: Page, search: bool = True) -> Filled:
        """The pieces of a page, escaped where HTML needs it; what is searched of it only where there is a search."""
        template = self.environment.get_template(template_name(page.type))
        marked = template.render(page=page, common=page.common, root=page.common.root, it=page.context)
        pieces = marked.split(MARK)  # searched and not, in turn
        body = "".join(pieces)
        slots = {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": escape(page.common.address),
            "edit": escape(self.edit_base + page.common.edit_path) if self.edit_base and page.common.edit_path else "",
            "contents": contents_list([_heading(one) for one in pieces if one.startswith(HEADING)]),
            "body": body,
            "linked-data": linked_data(page),
        }
        is_searched = search and "-list" not in page.type and page.section not in _NOT_SEARCHED
        return Filled(slots, entry(page, "".join(pieces[::2]), self.short_forms) if is_searched else None)

    def rules(self, rules: tuple[RuleShown, ...]) -> str:
        """The rules of one kind, as a part of the method page."""
        return self.environment.get_template("rules.html").render(rules=rules).replace(MARK, "")


def _heading(piece: str) -> tuple[str, str]:
    """Anchor and title of the section that a piece begins."""
    end = piece.index('"', len(HEADING))
    title = piece[piece.index(">", end) + 1 : piece.index("</h2>", end)]
    return piece[len(HEADING) : end], _TAGS.sub("", title).strip()


def template_name(page_type: str) -> str:
    """The template of a page type: the lists of targets, tasks and projects share one, those of links another."""
    kind, is_list, _ = page_type.partition("-list")
    if is_list:
        return "item-list.html" if kind in ("targets", "tasks", "projects") else "link-list.html"
    page_type = page_type.removesuffix("-group").removesuffix("-page")
    return "work.html" if page_type in ("task", "project") else f"{page_type}.html"


def renderer(words: Wording, edit_base: str, site_name: str, templates: Path = TEMPLATES) -> Renderer:
    """A renderer for one language."""
    return Renderer(
        environment(templates, words.language), edit_base, site_name, short_forms(words.terms.get("abbreviations", {}))
    )


def contents_list(headings: list[tuple[str, str]]) -> str:
    """The page's table of contents as list items; "" where there are fewer than two headings."""
    if len(headings) < 2:
        return ""
    return "".join(f'<li><a href="#{anchor}">{title}</a></li>' for anchor, title in headings)


def linked_data(page: Page) -> str:
    """The breadcrumb for search engines, as schema.org JSON inside a script element."""
    common = page.common
    above = _steps(common.address.removesuffix(page.path), common.crumbs)
    return f"{above}{_step(len(common.crumbs) + 1, common.title, common.address)}]}}"


@lru_cache(_KEPT)
def _steps(root: str, crumbs: tuple[Link, ...]) -> str:
    """The steps to a page, as far as its neighbours have them too."""
    steps = [f"{_step(number, one.title, root + one.path)}, " for number, one in enumerate(crumbs, start=1)]
    return f'{{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [{"".join(steps)}'


def _step(number: int, name: str, address: str) -> str:
    named, leading = (_as_json(text).replace("<", "\\u003c") for text in (name, address))
    return f'{{"@type": "ListItem", "position": {number}, "name": {named}, "item": {leading}}}'
