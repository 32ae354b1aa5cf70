"""Entries of pages to the search index: files that a browser reads piece by piece.

In: an `Entry` for each page. Out: paths and bytes below `search/`. Leaves to others: what a page is found by (searched),
writing files (pour), and asking (theme/assets/javascripts/search-index.js, which reads what is written here).

Pages are numbered, those that gather a subject first. The pages of a word stand in ascending order, each as the distance
from the one before with what the word tells of the page in the last two bits; all numbers are written as LEB128. Every
file but index.json is named by its content: what has not changed keeps its address, and an old file never meets a new
one. docs/decisions/0009-search-index.md says why this is not Pagefind, with the figures.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from hashlib import sha1

from generator.addresses import FOLDERS
from generator.searched import Entry

FOLDER = "search/"
INDEX_PATH = FOLDER + "index.json"
_FORMAT = 1  # of the files; search-index.js reads no other
_CHUNK = 4096  # bytes of words in one file; a word with more has a file of its own
_BLOCK = 256  # pages whose cards are named in one file
_NAME = 8  # bytes
_FOUR_BYTES = "I"  # of an array
_SEPARATOR = "\0"  # between a filter and its value
_WEIGHTS, _FIGURES = bytes(range(4)), b"0123"
_AS_FIGURES, _AS_WEIGHTS = bytes.maketrans(_WEIGHTS, _FIGURES), bytes.maketrans(_FIGURES, _WEIGHTS)
_SUBJECTS = {FOLDERS[kind] for kind in ("documents", "indicators", "places", "fields")}
Noted = tuple[str, str, str, list[str], dict[str, str]]
"""The name of a page's card; its words, with blanks between; for each a figure, its weight; its filters, each with a value
(`_SEPARATOR`); and sorts as in its `Entry`."""


class _Numbers(dict[str, int]):
    """Words, numbered as they are asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@dataclass
class _Words:
    """The words of pages, page after page: their numbers and weights, and where those of each page end."""

    numbers: _Numbers = field(default_factory=_Numbers)
    of_pages: array = field(default_factory=lambda: array(_FOUR_BYTES))
    weights: bytearray = field(default_factory=bytearray)
    ends: array = field(default_factory=lambda: array(_FOUR_BYTES))

    def add(self, words: list[str], weights: bytes) -> None:
        """Takes the words of the next page."""
        self.of_pages.extend(map(self.numbers.__getitem__, words))
        self.weights += weights
        self.ends.append(len(self.weights))


@dataclass
class Gathered:
    """What one share of the pages gives to the index, its pages numbered as they came: path and name of the card of each;
    their words; their filters, each with a value as a word without weight; what each way of sorting has of which page."""

    pages: list[tuple[str, str]] = field(default_factory=list)
    words: _Words = field(default_factory=_Words)
    filters: _Words = field(default_factory=_Words)
    sorts: defaultdict[str, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, entry: Entry) -> tuple[str, bytes]:
        """Notes a page; returns path and content of its card."""
        noted, card = noted_of(entry)
        self.note(entry.path, *noted)
        return card

    def note(self, path: str, card: str, words: str, weights: str, filters: list[str], sorts: dict[str, str]) -> None:
        """Notes a page, as `noted_of` says it."""
        number = len(self.pages)
        self.pages.append((path, card))
        self.words.add(words.split(), weights.encode().translate(_AS_WEIGHTS))
        self.filters.add(filters, bytes(len(filters)))
        for key, value in sorts.items():
            self.sorts[key].append((value, number))


def noted_of(entry: Entry) -> tuple[Noted, tuple[str, bytes]]:
    """What the index notes of a page, and path and content of its card."""
    card = entry.card.encode()
    name = sha1(card).hexdigest()[: 2 * _NAME]
    weights = bytes(entry.words.values()).translate(_AS_FIGURES).decode()
    filters = [f"{key}{_SEPARATOR}{value}" for key, values in entry.filters.items() for value in dict.fromkeys(values)]
    return (name, " ".join(entry.words), weights, filters, entry.sorts), (f"{FOLDER}pages/{name}.json", card)


@dataclass
class _Files:
    """Files that are named by their content."""

    written: dict[str, bytes] = field(default_factory=dict)

    def name_of(self, kind: str, content: bytes) -> str:
        """Keeps a file; returns its name."""
        name = sha1(content).hexdigest()[: 2 * _NAME]
        self.written[f"{FOLDER}{kind}/{name}.bin"] = content
        return name


def index_files(shares: list[Gathered]) -> list[tuple[str, bytes]]:
    """Path and content of the files of the index, but for the cards."""
    order = _in_order(shares)
    files = _Files()
    cards = b"".join([bytes.fromhex(shares[share].pages[own][1]) for share, own in order])
    filters: defaultdict[str, list[bytes]] = defaultdict(list)
    for key, row in _rows([share.filters for share in shares], order):
        name, _, value = key.partition(_SEPARATOR)
        filters[name].append(_listed(value, row))
    entry = {
        "format": _FORMAT,
        "block": _BLOCK,
        "name": _NAME,
        "pages": len(order),
        "cards": [files.name_of("cards", cards[at : at + _BLOCK * _NAME]) for at in range(0, len(cards), _BLOCK * _NAME)],
        "words": [(first, files.name_of("words", content)) for first, content in _chunks(shares, order)],
        "filters": {key: files.name_of("filters", b"".join(values)) for key, values in filters.items()},
        "sorts": files.name_of("sorts", _json({key: files.name_of("sorts", row) for key, row in _sorted(shares, order)})),
    }
    return [*files.written.items(), (INDEX_PATH, _json(entry))]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _in_order(shares: list[Gathered]) -> list[tuple[int, int]]:
    """Share and own number of each page, by its number in the index. Of pages that are worth as much the lower number stands
    first: a subject, then what else lies as high, then records."""
    order = sorted(
        (path.count("/"), path.partition("/")[0] not in _SUBJECTS, path, name, share, own)
        for share, gathered in enumerate(shares)
        for own, (path, name) in enumerate(gathered.pages)
    )
    return [(share, own) for *_, share, own in order]


def _rows(shares: list[_Words], order: list[tuple[int, int]]) -> Iterator[tuple[str, bytes]]:
    """Each word in order, with its pages as they are written: by their numbers, ascending, each as the distance from the one
    before with the weight, `distance << 2 | weight`. All rows grow page by page, so that none has to be put in order."""
    found = _Numbers()
    numbers = [[found[word] for word in one.numbers] for one in shares]
    rows, before = [bytearray() for _ in found], [0] * len(found)
    for number, (share, own) in enumerate(order):
        words, page = shares[share], number << 2
        here = slice(words.ends[own - 1] if own else 0, words.ends[own])
        for at, weight in zip(map(numbers[share].__getitem__, words.of_pages[here]), words.weights[here], strict=True):
            rows[at] += _ENCODED[page - before[at] | weight]
            before[at] = page
    for word in sorted(found, key=_as_javascript_sorts):
        yield word, rows[found[word]]


def _as_javascript_sorts(key: str) -> bytes:
    """A browser looks for a word by halves, and compares texts by their UTF-16."""
    return key.encode("utf-16-be")


def _chunks(shares: list[Gathered], order: list[tuple[int, int]]) -> Iterator[tuple[str, bytes]]:
    """The words in order, cut into files; each with its first word."""
    first, content = "", bytearray()
    for word, pages in _rows([share.words for share in shares], order):
        row = _listed(word, pages)
        if content and len(content) + len(row) > _CHUNK:
            yield first, bytes(content)
            content.clear()
        first = word if not content else first
        content += row
    if content:
        yield first, bytes(content)


def _listed(key: str, pages: bytes) -> bytes:
    """A word or a value, and its pages: the length of the one, the one, the length of the others, the others."""
    text = key.encode()
    return _ENCODED[len(text)] + text + _ENCODED[len(pages)] + pages


def _sorted(shares: list[Gathered], order: list[tuple[int, int]]) -> Iterator[tuple[str, bytes]]:
    """For each way of sorting the numbers of the pages, in order: as numbers where all are, else as texts."""
    numbers = {page: number for number, page in enumerate(order)}
    for key in sorted({key for share in shares for key in share.sorts}):
        rows = [
            (value, numbers[share, own])
            for share, gathered in enumerate(shares)
            for value, own in gathered.sorts.get(key, ())
        ]
        with suppress(InvalidOperation):
            rows = [(Decimal(value), number) for value, number in rows]
        yield key, _leb128([number for _, number in sorted(rows)])


def _leb128(numbers: list[int]) -> bytes:
    """Numbers from 0, one after the other."""
    return b"".join(map(_ENCODED.__getitem__, numbers))


class _Encoded(dict[int, bytes]):
    """Numbers from 0, each in as many bytes as it needs, seven bits in each, the lowest first. Those of up to two bytes are
    kept: they are nearly all."""

    def __missing__(self, number: int) -> bytes:
        out, left = bytearray(), number
        while left > 127:
            out.append(left & 127 | 128)
            left >>= 7
        out.append(left)
        encoded = bytes(out)
        if len(out) <= 2:
            self[number] = encoded
        return encoded


_ENCODED = _Encoded()
