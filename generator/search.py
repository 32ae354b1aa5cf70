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
from collections.abc import Iterable, Iterator
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
_SUBJECTS = {FOLDERS[kind] for kind in ("documents", "indicators", "places", "fields")}
Noted = tuple[str, tuple[str, ...], dict[str, tuple[str, ...]], dict[str, str]]
"""The name of a page's card, and words, filters and sorts as in its `Entry`."""


def _numbers(content: bytes = b"") -> array:
    """Numbers of pages with their weights, or of pages, four bytes each."""
    return array("I", content)


@dataclass
class Gathered:
    """What one share of the pages gives to the index, its pages numbered as they came: path and name of the card of each;
    for each word, and each value of a filter, its pages with the weight of the word (`number << 2 | weight`); what each
    way of sorting has of which page."""

    pages: list[tuple[str, str]] = field(default_factory=list)
    words: defaultdict[str, array] = field(default_factory=lambda: defaultdict(_numbers))
    filters: defaultdict[tuple[str, str], array] = field(default_factory=lambda: defaultdict(_numbers))
    sorts: defaultdict[str, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, entry: Entry) -> tuple[str, bytes]:
        """Notes a page; returns path and content of its card."""
        noted, card = noted_of(entry)
        self.note(entry.path, *noted)
        return card

    def note(self, path: str, card: str, words: Iterable[str], filters: dict, sorts: dict[str, str]) -> None:
        """Notes a page, as `noted_of` says it."""
        number = len(self.pages)
        self.pages.append((path, card))
        for weight, row in enumerate(words):
            for word in row.split():
                self.words[word].append(number << 2 | weight)
        for key, values in filters.items():
            for value in dict.fromkeys(values):
                self.filters[(key, value)].append(number << 2)
        for key, value in sorts.items():
            self.sorts[key].append((value, number))


def noted_of(entry: Entry) -> tuple[Noted, tuple[str, bytes]]:
    """What the index notes of a page, and path and content of its card."""
    card = entry.card.encode()
    name = sha1(card).hexdigest()[: 2 * _NAME]
    return (name, entry.words, entry.filters, entry.sorts), (f"{FOLDER}pages/{name}.json", card)


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
    pages, numbers = _in_order(shares)
    files = _Files()
    cards = b"".join(bytes.fromhex(name) for name in pages)
    filters: defaultdict[str, list[bytes]] = defaultdict(list)
    for (key, value), found in _merged([share.filters for share in shares], numbers):
        filters[key].append(_listed(value, found))
    entry = {
        "format": _FORMAT,
        "block": _BLOCK,
        "name": _NAME,
        "pages": len(pages),
        "cards": [files.name_of("cards", cards[at : at + _BLOCK * _NAME]) for at in range(0, len(cards), _BLOCK * _NAME)],
        "words": [(first, files.name_of("words", content)) for first, content in _chunks(shares, numbers)],
        "filters": {key: files.name_of("filters", b"".join(values)) for key, values in filters.items()},
        "sorts": files.name_of("sorts", _json({key: files.name_of("sorts", row) for key, row in _sorted(shares, numbers)})),
    }
    return [*files.written.items(), (INDEX_PATH, _json(entry))]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _in_order(shares: list[Gathered]) -> tuple[list[str], list[array]]:
    """The names of the cards by the numbers of their pages, and for each share the number of each of its pages. Of
    pages that are worth as much the lower number stands first: a subject, then what else lies as high, then records."""
    order = sorted(
        (path.count("/"), path.partition("/")[0] not in _SUBJECTS, path, name, share, own)
        for share, gathered in enumerate(shares)
        for own, (path, name) in enumerate(gathered.pages)
    )
    numbers = [_numbers(bytes(4 * len(gathered.pages))) for gathered in shares]
    for number, (*_, share, own) in enumerate(order):
        numbers[share][own] = number
    return [name for *_, name, _, _ in order], numbers


def _merged(found: list[dict], numbers: list[array]) -> Iterator[tuple]:
    """Each key of the shares in order, with its pages by their numbers and the weights."""
    for key in sorted({key for one in found for key in one}, key=_as_javascript_sorts):
        pages: list[int] = []
        for one, number in zip(found, numbers, strict=True):
            pages += [number[own >> 2] << 2 | own & 3 for own in one.get(key, ())]
        pages.sort()
        yield key, pages


def _as_javascript_sorts(key: str | tuple[str, str]) -> bytes:
    """A browser looks for a word by halves, and compares texts by their UTF-16."""
    return (key if isinstance(key, str) else "\0".join(key)).encode("utf-16-be")


def _chunks(shares: list[Gathered], numbers: list[array]) -> Iterator[tuple[str, bytes]]:
    """The words in order, cut into files; each with its first word."""
    first, content = "", bytearray()
    for word, pages in _merged([share.words for share in shares], numbers):
        row = _listed(word, pages)
        if content and len(content) + len(row) > _CHUNK:
            yield first, bytes(content)
            content.clear()
        first = word if not content else first
        content += row
    if content:
        yield first, bytes(content)


def _listed(key: str, pages: list[int]) -> bytes:
    """A word or a value, and its pages: the length of the one, the one, the length of the others, the others."""
    text, before, distances = key.encode(), 0, []
    for page in pages:
        distances.append(page - before)
        before = page & ~3
    row = _leb128(distances)
    return _leb128([len(text)]) + text + _leb128([len(row)]) + row


def _sorted(shares: list[Gathered], numbers: list[array]) -> Iterator[tuple[str, bytes]]:
    """For each way of sorting the numbers of the pages, in order: as numbers where all are, else as texts."""
    for key in sorted({key for share in shares for key in share.sorts}):
        rows = [
            (value, number[own])
            for share, number in zip(shares, numbers, strict=True)
            for value, own in share.sorts.get(key, ())
        ]
        with suppress(InvalidOperation):
            rows = [(Decimal(value), number) for value, number in rows]
        yield key, _leb128([number for _, number in sorted(rows)])


def _leb128(numbers: list[int]) -> bytes:
    """Numbers from 0, each in as many bytes as it needs, seven bits in each, the lowest first."""
    if max(numbers, default=0) < 128:
        return bytes(numbers)
    out = bytearray()
    for number in numbers:
        while number > 127:
            out.append(number & 127 | 128)
            number >>= 7
        out.append(number)
    return bytes(out)
