"""A page to what the search knows of it: its words as people type them, its filters, and the card that a result shows.

In: a `Page` and its HTML, marked where it is not searched. Out: an `Entry`. Leaves to others: the index (search) and asking
it (theme/assets/javascripts). How a word is typed is the same rule as in words.js; a test holds the two together.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import chain
from typing import NamedTuple

from generator.contexts import Page
from generator.model import Abbreviation

# Templates set what is not of the page itself between these: rows of other records, navigation, how to cite.
UNSEARCHED, SEARCHED = "<!--unsearched-->", "<!--/unsearched-->"
# What both are once a template is compiled; twice before a heading, which changes nothing of what is searched. No HTML holds
# it, and a run of one rare letter is found by leaps.
MARK = "<" * 16
HEADING = '<h2 id="'
_SHORT = 4  # words of a title that is but a name
# Words that templates set on every page: nobody looks for them, and the title is in the index already.
_LABELS = re.compile(
    r"<(h1|h2|h3|dt|th)\b.*?</\1>"
    r'|<(p|span) class="[^"]*\bck-(?:badge|status|big__status|big__by|gap)\b.*?</\2>',
    re.DOTALL,
)
_TAGS = re.compile(r"<[^>]+>")
_MEASURE = re.compile(r'<article\b[^>]*\bid="(do-\d+)"[^>]*>')  # a result leads to the measure that holds the words
_WORD = re.compile(r"\w+(?:[.,]\w+)*")
_NUMBER = re.compile(r"\b\w+(?:[.,]\w+)*(?:[-/]\w+)+")  # of a document, a task: typed without what stands between, too
_END_Y = re.compile(r"([bcdghklmnprstvx])y$")
_FIGURES = " | "  # stands between the figures of a target (result.js)
_OF_CARD = ("kind", "document", "place")
_KEPT = 1 << 13  # texts: those that stand on many pages; of the rest each is known but once
_OF_TEXT, _NEAR, _OF_TITLE, _OF_NAME = range(4)  # what a word tells of a page, see `Entry`
_AS_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the index: its path, the card of a result as JSON, its words as typed, the values of its filters, and by
    what it is sorted. A word stands once, with what it tells of the page, the most it does: 0 where it is of the text, 1
    beside its name (number, document, place), 2 of its title, 3 of its names, a short title among them."""

    path: str
    card: str
    words: dict[str, int]
    filters: dict[str, tuple[str, ...]]
    sorts: dict[str, str]


@dataclass(frozen=True, eq=False)
class ShortForms:
    """Abbreviations and everyday names with what they stand for, each as typed: `ubnd` for `uy ban nhan dan`, `rac thai` for
    `chat thai ran`; which of them may be there by the first word of what is looked for; and how those of one word are
    written, for `KH` is a plan and `kh` may be anything."""

    pairs: tuple[tuple[str, str], ...]
    by_first_word: dict[str, tuple[int, ...]]
    written: dict[str, str]

    def beside(self, words: list[str], typed: list[str]) -> list[str]:
        """The abbreviations of the names in a text, and the names of the abbreviations in it: in its words, and as typed."""
        padded = f" {' '.join(typed)} "
        possible = [self.by_first_word[word] for word in self.by_first_word.keys() & typed]
        pairs = [self.pairs[place] for place in sorted(chain.from_iterable(possible))]
        found = [other for phrase, other in pairs if phrase in padded]
        return found + [self.written[word] for word in words if word in self.written]


def short_forms(abbreviations: dict[str, Abbreviation]) -> ShortForms:
    """The closed list of abbreviations, longer names first, so that a part of a name does not hide it."""
    names = [(key, name) for key, entry in abbreviations.items() for name in (entry.vi, *entry.also)]
    short = [(words_as_typed(name), words_as_typed(key)) for key, name in names]
    written = {entry.short or key.upper(): words_as_typed(entry.vi) for key, entry in abbreviations.items()}
    phrases = [(words_as_typed(short), name) for short, name in written.items() if " " in short]
    pairs = [*sorted(short, key=lambda pair: -len(pair[0])), *phrases]
    by_first_word = defaultdict(tuple)
    for place, (phrase, _) in enumerate(pairs):
        by_first_word[phrase.partition(" ")[0]] += (place,)
    return ShortForms(tuple((f" {phrase} ", other) for phrase, other in pairs), dict(by_first_word), written)


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


class _Known(NamedTuple):
    """A text with one blank between its words, and how many they are; whether it is short enough for a name; the words by
    which it is found, as typed, and those of them that stand beside it: abbreviations and the names they stand for, and
    numbers of documents in one word (`57nqtw`)."""

    text: str
    length: int
    is_short: bool
    words: tuple[str, ...]
    beside: tuple[str, ...]


@lru_cache(_KEPT)
def _known(text: str, forms: ShortForms) -> _Known:
    """What a text is found by; the same names of agencies, places and fields stand on many pages."""
    text = unicodedata.normalize("NFC", text)
    words = _WORD.findall(text)
    typed = list(map(_as_typed, words))
    # Most texts hold no number, and to look for one takes as long as all else.
    numbers = _NUMBER.findall(text) if "-" in text or "/" in text else ()
    joined = [_as_typed(one.replace("-", "").replace("/", "")) for one in numbers]
    beside = tuple(dict.fromkeys(joined + " ".join(forms.beside(words, typed)).split()))
    shown = text.split()
    return _Known(" ".join(shown), len(shown), len(typed) <= _SHORT, (*dict.fromkeys(typed), *beside), beside)


def entry(page: Page, html: str, forms: ShortForms) -> Entry:
    """What the search knows of a poured page; `html` is what is searched of it."""
    has_number = page.type in ("target", "task", "project")
    filters = {"kind": (page.common.kind,) if page.common.kind else (), **page.filters}
    shown = {key: values for key in _OF_CARD if (values := filters.get(key))}
    meta = {
        "title": page.common.title,
        "code": page.context.code if has_number else "",
        "names": page.names,
        "figure": _figure(page) if has_number else "",
    }
    near = [page.search_words, meta["code"], *(value for values in shown.values() for value in values)]
    return _entry(page.path, _LABELS.sub(" ", html), meta, near, forms, shown, filters, page.sorts)


def written_entry(path: str, title: str, html: str, forms: ShortForms) -> Entry:
    """The same for a hand-written page, its headings too; `html` is its content alone."""
    return _entry(path, html, {"title": title}, [], forms, {}, {}, {})


def _entry(path, html, meta, near, forms, shown, filters, sorts) -> Entry:
    pieces, anchors = _pieces(html, forms)
    name, title, around = (
        [_known(text, forms) for text in texts] for texts in (meta.get("names", ()), [meta["title"]], near)
    )
    beside = dict.fromkeys(word for one in (*title, *around) for word in one.beside)
    card = {
        "path": path,
        "meta": {key: value for key, value in (*meta.items(), ("beside", " ".join(beside))) if value},
        "filters": shown,
        "content": " ".join([piece.text for piece in pieces]),
        "anchors": [{"id": anchor, "location": location} for anchor, location in anchors],
    }
    return Entry(path, _AS_JSON(card), _weighed(name, title[0], around, pieces), filters, sorts)


def _pieces(html: str, forms: ShortForms) -> tuple[list[_Known], list[tuple[str, int]]]:
    """The texts of a page between its tags, and for each measure its anchor and the number of the word
    where it begins."""
    start, *measures = _MEASURE.split(html)
    pieces, anchors, number = [], [], 0
    for anchor, part in (("", start), *zip(measures[::2], measures[1::2], strict=True)):
        if anchor:
            anchors.append((anchor, number))
        texts = [text.strip() for text in _TAGS.split(part) if text and not text.isspace()]
        found = [_known(unescape(text), forms) for text in texts]
        number += sum([one.length for one in found])
        pieces += found
    return pieces, anchors


def _figure(page: Page) -> str:
    """The figures of a target; the money of a task or project, or when it is due."""
    if page.type == "target":
        return _FIGURES.join(one.words for one in page.context.figures)
    return page.context.money[0].value if page.context.money else page.context.due


def _weighed(name: list[_Known], title: _Known, near: list[_Known], text: list[_Known]) -> dict[str, int]:
    """The words of a page, each with the most that it tells."""
    of_name, of_title = ([*name, title], []) if title.is_short else (name, [title])
    words: dict[str, int] = {}
    for weight, pieces in ((_OF_TEXT, text), (_NEAR, near), (_OF_TITLE, of_title), (_OF_NAME, of_name)):
        words.update(dict.fromkeys(chain.from_iterable([piece.words for piece in pieces]), weight))
    return words
