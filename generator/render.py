"""A page to its pieces of HTML, by the templates of theme/records.

In: a `Page` and a `Renderer` made once for the site. Out: the values of the frame's slots, and what is searched. Leaves to
others: the frame around them (frame) and writing files (pour). Everything that comes from data is escaped by Jinja2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jinja2 import Environment

from generator.contexts import Page
from generator.contexts_reports import RuleShown
from generator.environment import environment
from generator.searched import SEARCHED, UNSEARCHED, Entry, ShortForms, entry, short_forms
from generator.wording import Wording

_HEADING = '<h2 id="'
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

    def filled(self, page: Page, search: bool = True) -> Filled:
        """The pieces of a page, escaped where HTML needs it; what is searched of it only where there is a search."""
        template = self.environment.get_template(template_name(page.type))
        marked = template.render(page=page, common=page.common, root=page.common.root, it=page.context)
        body = marked.replace(UNSEARCHED, "").replace(SEARCHED, "")
        headings = [(anchor, _TAGS.sub("", title).strip()) for anchor, title in _headings(body)]
        slots = {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": escape(page.common.address),
            "edit": escape(self.edit_base + page.common.edit_path) if self.edit_base and page.common.edit_path else "",
            "contents": contents_list(headings),
            "body": body,
            "linked-data": linked_data(page, self.site_name),
        }
        is_searched = search and "-list" not in page.type and page.section not in _NOT_SEARCHED
        return Filled(slots, entry(page, marked, self.short_forms) if is_searched else None)

    def rules(self, rules: tuple[RuleShown, ...]) -> str:
        """The rules of one kind, as a part of the method page."""
        return self.environment.get_template("rules.html").render(rules=rules)


def _headings(body: str) -> Iterator[tuple[str, str]]:
    """Anchor and title of each section."""
    for part in body.split(_HEADING)[1:]:
        anchor, _, rest = part.partition('"')
        yield anchor, rest.partition(">")[2].partition("</h2>")[0]


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


def linked_data(page: Page, site_name: str) -> str:
    """The breadcrumb for search engines, as schema.org JSON inside a script element."""
    root = page.common.address.removesuffix(page.path)
    steps = [*((crumb.title, root + crumb.path) for crumb in page.common.crumbs), (page.common.title, page.common.address)]
    data = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
