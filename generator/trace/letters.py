"""Letters compared loosely, because scans break them; digits are never touched.

In: text. Out: folded text of the same length (no diacritics, lower case, `đ` as `d`), and whether words stand in a text
when broken letters are forgiven. Leaves to others: numbers (numbers) and what the words mean (bounds).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

_WORD = re.compile(r"\w+")
_ENOUGH_WORDS = 0.7
_ALIKE = 0.6
_FURTHEST = 60  # words of other table columns that may stand between two words of one cell


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    if letter in "đĐÐ":
        return "d"
    return unicodedata.normalize("NFD", letter)[0].lower()[0]


def fold(text: str) -> str:
    """The text without diacritics and in lower case, letter for letter: places in it are places in the text."""
    return "".join(map(_folded_letter, text))


def letters_are_sound(text: str) -> bool:
    """Whether a text has the letters that only Vietnamese has; scans read by a foreign alphabet lose nearly all."""
    letters = {letter: number for letter, number in Counter(text).items() if letter.isalpha()}
    vietnamese = sum(number for one, number in letters.items() if "\u1ea0" <= one <= "\u1ef9" or one in "ơƠưƯđĐ")
    return vietnamese > 0.1 * sum(letters.values())


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Whether two folded words may be the same word, one of them badly scanned."""
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def where_words_stand(words: str, text: str) -> int | None:
    """Where `words` begin in `text`, or None: digits all there and in order, of the letters' words most."""
    wanted = _WORD.findall(fold(words))
    there = [(found[0], found.start()) for found in _WORD.finditer(fold(text))]
    for begin, (word, place) in enumerate(there if wanted else ()):
        if _same(wanted[0], word) and _follow(wanted, [one for one, _ in there[begin:]]):
            return place
    return None


def _same(wanted: str, there: str) -> bool:
    if _has_digit(wanted):
        return wanted.lstrip("0") == there.lstrip("0")
    return alike(wanted, there)


@lru_cache(maxsize=4096)
def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _follow(wanted: list[str], there: list[str]) -> bool:
    """Whether the wanted words follow each other, others between them allowed; a missing number is not forgiven."""
    position = found = 0
    for word in wanted:
        rest = there[position : position + _FURTHEST]
        step = next((i for i, one in enumerate(rest) if _same(word, one)), None)
        if step is not None:
            position, found = position + step + 1, found + 1
        elif _has_digit(word):
            return False
    return found >= _ENOUGH_WORDS * len(wanted)
