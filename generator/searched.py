"""A page to what the search knows of it: its words as people type them, its filters, and the card that a result shows.

In: a `Page` and its HTML, marked where it is not searched. Out: an `Entry`. Leaves to others: the index (search) and asking
it (theme/assets/javascripts). How a word is typed is the same rule as in words.js; a test holds the two together.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from generator.contexts import Page
from generator.model import Abbreviation

# Templates set what is not of the page itself between these: rows of other records, navigation, how to cite.
UNSEARCHED, SEARCHED = "<!--unsearched-->", "<!--/unsearched-->"
# What a word tells of its page: it stands in its text, beside its name (number, document, place), in its title, or is
# nearly all that the page is called.
IN_TEXT, BESIDE, IN_TITLE, IN_NAME = range(4)
_SHORT = 4  # words of a title that is but a name
# Words that stand on every page: nobody looks for them, and the title is in the index already.
_LABELS = re.compile(
    r"<(h1|h2|h3|dt|th)\b.*?</\1>"
    r'|<(p|span) class="[^"]*\bck-(?:badge|status|big__status|big__by|gap)\b.*?</\2>',
    re.DOTALL,
)
_TAGS = re.compile(r"<[^>]+>")
_MEASURE = re.compile(r'<article\b[^>]*\bid="(do-\d+)"[^>]*>')  # a result leads to the measure that holds the words
_LOST_COMMA = re.compile(r"\s+(?=[,.;](?:\s|$))")
_WORD = re.compile(r"\w+(?:[.,]\w+)*")
_NUMBER = re.compile(r"\w+(?:[-/]\w+)+")  # of a document, a task: typed without what stands between, too
_END_Y = re.compile(r"([bcdghklmnprstvx])y$")
_FIGURES = " | "  # stands between the figures of a target (result.js)
_OF_CARD = ("kind", "document", "place")
_GATHERING = ("document", "indicator", "place", "field")


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the index: its path, the card of a result as JSON, its words as typed by what they tell of the page
    (`IN_TEXT` to `IN_NAME`, each a text with blanks between), the values of its filters, and by what it is sorted."""

    path: str
    card: str
    words: tuple[str, str, str, str]
    filters: dict[str, tuple[str, ...]]
    sorts: dict[str, str]


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


def fold(text: str) -> str:
    """A text without diacritics and with d for đ, as people type it."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


@lru_cache(maxsize=65536)
def _as_typed(word: str) -> str:
    """One word folded: a last y as i (`kỹ`, `kĩ`), of a figure only its digits (`74.000` and `74000` are one)."""
    folded = fold(word)
    return re.sub(r"[.,]", "", folded) if folded[:1].isdigit() else _END_Y.sub(r"\1i", folded)


def words_as_typed(text: str) -> str:
    """The words of a text as people type them, numbers of documents taken apart: `57-NQ/TW` is `57 nq tw`."""
    return " ".join(map(_as_typed, _WORD.findall(unicodedata.normalize("NFC", text))))


def _known_by(text: str, forms: ShortForms) -> tuple[list[str], list[str]]:
    """The words by which a text is found: its own as typed; and beside them the abbreviations and names that stand for some
    of them, and numbers of documents in one word (`57nqtw`)."""
    text = unicodedata.normalize("NFC", text)
    words = _WORD.findall(text)
    typed = [_as_typed(word) for word in words]
    numbers = [_as_typed(re.sub(r"[-/]", "", one)) for one in _NUMBER.findall(text)]
    return typed, numbers + " ".join(forms.beside(words, " ".join(typed))).split()


def entry(page: Page, marked: str, forms: ShortForms) -> Entry:
    """What the search knows of a poured page; `marked` is its HTML."""
    first, *others = marked.split(UNSEARCHED)
    has_number = page.type in ("target", "task", "project")
    filters = {"kind": (page.common.kind,) if page.common.kind else (), **page.filters}
    shown = {key: values for key in _OF_CARD if (values := filters.get(key))}
    meta = {
        "title": page.common.title,
        "code": page.context.code if has_number else "",
        "name": _name(page),
        "figure": _figure(page) if has_number else "",
    }
    near = " ".join([page.search_words, meta["code"], *(value for values in shown.values() for value in values)])
    html = first + "".join(other.partition(SEARCHED)[2] for other in others)
    return _entry(page.path, html, meta, near, forms, shown, filters, page.sorts)


def written_entry(path: str, title: str, html: str, forms: ShortForms) -> Entry:
    """The same for a hand-written page; `html` is its content alone."""
    return _entry(path, html, {"title": title}, "", forms, {}, {}, {})


def _entry(path, html, meta, near, forms, shown, filters, sorts) -> Entry:
    content, anchors = _text(html)
    words, beside = _by_weight(forms, meta["title"], meta.get("name", ""), near, content)
    card = {
        "path": path,
        "meta": {key: value for key, value in (*meta.items(), ("beside", beside)) if value},
        "filters": shown,
        "content": content,
        "anchors": [{"id": anchor, "location": location} for anchor, location in anchors],
    }
    return Entry(path, json.dumps(card, ensure_ascii=False, separators=(",", ":")), words, filters, sorts)


def _text(html: str) -> tuple[str, list[tuple[str, int]]]:
    """The words of a page without labels and tags, and for each measure its anchor and the number of the word where it
    begins."""
    start, *measures = _MEASURE.split(_LABELS.sub(" ", html))
    words, anchors = _plain(start).split(), []
    for anchor, text in zip(measures[::2], measures[1::2], strict=True):
        anchors.append((anchor, len(words)))
        words += _plain(text).split()
    return " ".join(words), anchors


def _plain(html: str) -> str:
    return _LOST_COMMA.sub("", unescape(_TAGS.sub(" ", html)))


def _name(page: Page) -> str:
    """What people call a page that gathers a subject, where that is more than its title."""
    if page.type == "document":
        return f"{page.context.document_kind} {page.filters['document'][0]}"
    return page.common.title if page.type in _GATHERING else ""


def _figure(page: Page) -> str:
    """The figures of a target; the money of a task or project, or when it is due."""
    if page.type == "target":
        return _FIGURES.join(one.words for one in page.context.figures)
    return page.context.money[0].value if page.context.money else page.context.due


def _by_weight(forms: ShortForms, title: str, name: str, near: str, text: str) -> tuple[tuple[str, ...], str]:
    """The words of a page by their weight, each once, where it tells most; and what stands beside its title and name."""
    known = [_known_by(one, forms) for one in (name, title, near, text)]
    in_title = IN_NAME if len(known[1][0]) <= _SHORT else IN_TITLE
    weights: dict[str, int] = {}
    for (typed, beside), weight in zip(known, (IN_NAME, in_title, BESIDE, IN_TEXT), strict=True):
        for word in (*typed, *beside):
            weights.setdefault(word, weight)
    by_weight: tuple[list[str], ...] = ([], [], [], [])
    for word, weight in weights.items():
        by_weight[weight].append(word)
    return tuple(" ".join(words) for words in by_weight), " ".join(dict.fromkeys([*known[1][1], *known[2][1]]))
