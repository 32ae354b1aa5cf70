"""A page to its pieces of HTML, by the templates of theme/records.

In: a `Page` and a `Renderer` made once for the site. Out: the values of the frame's slots, and what is searched. Leaves to
others: the frame around them (frame) and writing files (pour). Everything that comes from data is escaped by Jinja2.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from jinja2 import Environment

from generator.contexts import Page
from generator.contexts_reports import RuleShown
from generator.environment import environment
from generator.model import Abbreviation
from generator.wording import Wording

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")
_NO_PLACE = re.compile(r"<(?!/?(?:article|div|li)\b)[^>]+>")  # tags that a result never leads to
_PART = re.compile(r"\w+(?:[.,]\w+)*")
_YS = frozenset("yýỳỷỹỵYÝỲỶỸỴ")
_END_Y = re.compile(r"([bcdghklmnprstvx])y$")
# Words that stand on every page: nobody looks for them, and the title is in the index already.
_LABELS = re.compile(
    r"<(h1|h2|h3|dt|th)\b.*?</\1>"
    r'|<(p|span) class="[^"]*\bck-(?:badge|status|big__status|big__by|gap)\b.*?</\2>',
    re.DOTALL,
)
# Templates set what is not of the page itself between these: rows of other records, navigation, how to cite.
_UNSEARCHED, _SEARCHED = "<!--unsearched-->", "<!--/unsearched-->"
_NOT_SEARCHED = ("deadlines", "warnings", "tracing")
TEMPLATES = Path(__file__).parent.parent / "theme" / "records"


@dataclass(frozen=True, slots=True)
class Filled:
    """A page in pieces: the values of its frame's slots, and what the search engine reads of it; "" for nothing."""

    slots: dict[str, str]
    searched: str


@dataclass(frozen=True)
class Renderer:
    """The templates of a site, ready to be filled; `edit_base` is where the data folder can be edited, or ""."""

    environment: Environment
    edit_base: str
    site_name: str
    short_forms: ShortForms

    def filled(self, page: Page) -> Filled:
        """The pieces of a page, escaped where HTML needs it."""
        template = self.environment.get_template(template_name(page.type))
        marked = template.render(page=page, common=page.common, root=page.common.root, it=page.context)
        body = marked.replace(_UNSEARCHED, "").replace(_SEARCHED, "")
        headings = [(anchor, _TAGS.sub("", title).strip()) for anchor, title in _HEADING.findall(body)]
        slots = {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": escape(page.common.address),
            "edit": escape(self.edit_base + page.common.edit_path) if self.edit_base and page.common.edit_path else "",
            "contents": contents_list(headings),
            "body": body,
            "linked-data": linked_data(page, self.site_name),
        }
        is_searched = "-list" not in page.type and page.section not in _NOT_SEARCHED
        return Filled(slots, self.searched(page, marked) if is_searched else "")

    def searched(self, page: Page, marked: str) -> str:
        """The page as the search engine gets it: its own words, filters, sorting, and words as people type them."""
        first, *others = marked.split(_UNSEARCHED)
        own = first + "".join(other.partition(_SEARCHED)[2] for other in others)
        plain = plain_words(page.common.title, page.search_words, self.short_forms)
        # The engine takes "2025–2030" for one word.
        own = _NO_PLACE.sub(" ", _LABELS.sub(" ", own)).replace("–", " – ")
        fold = folded_words(_TAGS.sub(" ", own), plain, self.short_forms)
        beside = self.environment.get_template("search.html").render(page=page, plain=plain, fold=fold)
        return f"<html><body><div data-pagefind-body>{own}</div>{beside}</body></html>"

    def rules(self, rules: tuple[RuleShown, ...]) -> str:
        """The rules of one kind, as a part of the method page."""
        return self.environment.get_template("rules.html").render(rules=rules)


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


def fold(text: str) -> str:
    """A text without diacritics and with d for đ, as people type it."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


@lru_cache(maxsize=65536)
def _as_typed(word: str) -> tuple[str, bool]:
    """One word folded, a last y as i (`kỹ`, `kĩ`): the same rule as in theme/assets/javascripts/words.js. And whether the
    search engine, which folds tone marks, would not find it so: it holds đ or ends in y."""
    typed = _END_Y.sub(r"\1i", fold(word))
    return typed, "đ" in word or "Đ" in word or (word[-1] in _YS and typed[-1] == "i")


def words_as_typed(text: str) -> str:
    """The words of a text as people type them, numbers of documents taken apart: `57-NQ/TW` is `57 nq tw`."""
    return " ".join(_as_typed(word)[0] for word in _PART.findall(unicodedata.normalize("NFC", text)))


@dataclass(frozen=True)
class ShortForms:
    """Abbreviations and what they stand for, each as typed: `ubnd` for `uy ban nhan dan`; and how each is written."""

    short: tuple[tuple[str, str], ...]
    written: dict[str, str]

    def beside(self, words: list[str], typed: str) -> list[str]:
        """The abbreviations of the names in a text, and the names of the abbreviations in it: in its words, and as typed."""
        padded = f" {typed} "
        found = [short for short, name in self.short if f" {name} " in padded]
        return found + [self.written[word] for word in words if word in self.written]


def short_forms(abbreviations: dict[str, Abbreviation]) -> ShortForms:
    """The closed list of abbreviations, longer names first, so that a part of a name does not hide it."""
    pairs = [(key, words_as_typed(name)) for key, entry in abbreviations.items() for name in (entry.vi, *entry.also)]
    written = {entry.short or key.upper(): words_as_typed(entry.vi) for key, entry in abbreviations.items()}
    return ShortForms(tuple(sorted(pairs, key=lambda pair: -len(pair[1]))), written)


def plain_words(title: str, key_words: str, forms: ShortForms) -> str:
    """What title and key words are searched by beside their own words: those that the search engine does not fold, and the
    abbreviations and names that stand beside them. The engine weighs them like the title."""
    return " ".join(dict.fromkeys(_not_folded(f"{title} {key_words}", forms)))


def folded_words(text: str, plain: str, forms: ShortForms) -> str:
    """The same for all words of a page, without those that `plain` has already."""
    known = set(plain.split())
    return " ".join(word for word in dict.fromkeys(_not_folded(text, forms)) if word not in known)


def _not_folded(text: str, forms: ShortForms) -> list[str]:
    """The words that hold đ or end in y, as typed: the search engine folds tone marks, but not these; and what abbreviations
    and names stand beside those of the text."""
    words = _PART.findall(unicodedata.normalize("NFC", text))
    typed = [_as_typed(word) for word in words]
    own = [one for one, is_not_found in typed if is_not_found]
    return own + " ".join(forms.beside(words, " ".join([one for one, _ in typed]))).split()


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
