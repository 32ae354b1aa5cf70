"""The numbers of a text, each with its place and all the values that a reader may take it for.

In: a text. Out: `Printed` numbers in order; `52.600` is 52600 (thousands) and 52.6 (decimals). Dates, numbers of documents,
codes and labels such as `(14)` or `2.1.` are no numbers of this kind. Leaves to others: which number is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_SPACE = "\u00a0\u2009\u202f"  # spaces that never break a line; a plain space parts the columns of a table
_DIGITS = rf"\d+(?:[.,{_SPACE}]\d+)*"
_DOCUMENT = r"\d+(?:\.\d+)?(?:/\d{4})?\s?[-/–]\s?[A-ZĐ]{2}\w*(?:\s?[-/]\s?[A-ZĐ]\w*)*"
# The first line keeps letters, of which a text is full, from being tried as every kind of token.
_TOKEN = re.compile(
    rf"""
    (?=[\d(\ \t\f] | [^\W\d]*+\d) (?:
    (?P<date>(?<!\d)\d{{1,2}}\s?/\s?\d{{1,2}}\s?/\s?\d{{4}}(?!\d) | (?<![\d/])\d{{1,2}}/\d{{4}}(?!\d)
        | (?<!\d)\d{{1,2}}\s+th\S{{1,3}}ng\s+\d{{1,2}}\s+n\S{{1,2}}m\s+\d{{4}}(?!\d))
    | (?P<document>(?<![\w.,]){_DOCUMENT})
    | (?P<label>\(\s?\d{{1,3}}\s?\) | ^[ \t\f]*\d{{1,2}}(?:\.\d{{1,2}})*[.)](?=\s)
        | (?<![\w.,])\d+(?:\.\d{{1,2}}){{2,}}(?![\w,]))
    | (?P<number>(?<![^\W\d_]){_DIGITS}(?=ha\b|km|kg|m2?\b|[tT](?:ỷ|y|ỉ|i|r)|\W|_|$))
    | (?P<other>[^\W\d]*+\d\w*))
    """,
    re.VERBOSE | re.MULTILINE,
)
_LETTER_DIGITS = str.maketrans("lIOoó", "11000")
_WITH_LETTERS = re.compile(r"(?<![\w.,])[\dlIOoó]+(?:[.,][\dlIOoó]+)*(?=ha\b|km\b|\W|$)")
_PAGE = re.compile(r"\s*\d{1,3}\s*")
_GROUP = 3
_MOST_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: where it begins and ends in the text, and the values it may have."""

    start: int
    end: int
    values: frozenset[Decimal]


def values_of(digits: str) -> frozenset[Decimal]:
    """Every value that `digits` may stand for: with thousands in groups of three, or with one to three decimals."""
    parts = re.split(rf"([.,{_SPACE}])", digits)
    groups, marks = parts[::2], parts[1::2]
    found = set()
    if _are_thousands(groups, marks):
        found.add(Decimal("".join(groups)))
    if marks and marks[-1] in ".," and len(groups[-1]) <= _MOST_DECIMALS:
        whole, before = groups[:-1], marks[:-1]
        if marks[-1] not in before and _are_thousands(whole, before):
            found.add(Decimal("".join(whole) + "." + groups[-1]))
    return frozenset(found)


def _are_thousands(groups: list[str], marks: list[str]) -> bool:
    """Whether the groups read as one whole number: a single group, or three digits in each but the first."""
    if not marks:
        return True
    first, *others = groups
    return (
        len(set(marks)) == 1 and 1 <= len(first) <= _GROUP and first[0] != "0" and all(len(one) == _GROUP for one in others)
    )


def numbers_in(text: str) -> list[Printed]:
    """The numbers of a text in order, without those that are part of dates, document numbers, labels and words."""
    found = (
        Printed(one.start(), one.end(), values_of(one[0])) for one in _TOKEN.finditer(text) if one.lastgroup == "number"
    )
    return [one for one in found if one.values]


def numbers_with_letters(text: str) -> Iterator[Printed]:
    """The numbers that a scan has printed with letters for digits: `lha` for `1ha`, `2O` for `20`."""
    for one in _WITH_LETTERS.finditer(text):
        if not one[0].isdigit() and any(letter.isalpha() for letter in one[0]):
            yield Printed(one.start(), one.end(), values_of(one[0].translate(_LETTER_DIGITS)))


def holds_figure(line: str) -> bool:
    """Whether a line says something with digits: more than its label, and more than the number of a page."""
    if _PAGE.fullmatch(line):
        return False
    return any(one.lastgroup in ("date", "document", "number") for one in _TOKEN.finditer(line))
