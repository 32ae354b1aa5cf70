"""Numbers, dates and bounds in words of a language, and the catalogue of interface texts.

In: a language (`vi` or `en`). Out: a `Wording`. Leaves to others: which sentence to say (derive, checks, templates).
The catalogue is the plain-text .po file under `locale/`; English source strings are the messages themselves.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from generator.edtf import FIRST_QUARTER, parse_edtf
from generator.model import Measure, Term
from generator.parts import Amount, Bound, Deadline
from generator.problems import Text, say

LANGUAGES = ("vi", "en")
_SEPARATORS = {"vi": str.maketrans(",.", ".,"), "en": {}}  # of thousands and of decimals
NBSP = "\u00a0"
_ROMAN = ("I", "II", "III", "IV")
SIGNS = {"at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<", "about": "≈"}
_BOUND_WORDS = {
    "at_least": say("at least {value}"),
    "more_than": say("more than {value}"),
    "exactly": say("{value}"),
    "at_most": say("at most {value}"),
    "less_than": say("less than {value}"),
    "about": say("about {value}"),
    "between": say("{value}"),
}
_PER = {"year": say("a year"), "quarter": say("a quarter"), "month": say("a month")}
_DEADLINE_WORDS = {
    "ongoing": say("Ongoing"),
    "yearly": say("Every year"),
    "central-schedule": say("On the central schedule"),
}


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The interface texts of a language, compiled from its .po file; English needs none."""
    path = Path(__file__).parent / "locale" / f"{language}.po"
    if language == "en" or not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _translator(language: str) -> Callable[[str], str]:
    """The catalogue's lookup, each text looked up once."""
    return cache(catalogue(language).gettext)


@cache
def _plain(language: str) -> Callable[[str], str]:
    """The texts without values, each made once."""
    translate = _translator(language)
    return cache(lambda pattern: translate(pattern).format())


@lru_cache(maxsize=65536)
def number_in(value: Decimal | int, language: str) -> str:
    """`96,6`; thousands grouped as the language does."""
    # Minus zero is found under the same key as zero.
    written = f"{Decimal(value or 0):,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.translate(_SEPARATORS[language])


@lru_cache(maxsize=65536)
def _day(day: date, language: str) -> str:
    return f"{day.day}/{day.month}/{day.year}" if language == "vi" else f"{day.day} {day:%B %Y}"


@lru_cache(maxsize=65536)
def _date(edtf: str, language: str) -> str:
    translate = _translator(language)
    parts = [_single(part, language) for part in parse_edtf(edtf).parts]
    if edtf.startswith("{"):
        return translate("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])
    if edtf.endswith(".."):
        return translate("from {date}").format(date=parts[0])
    return "–".join(parts) if all(part.isdigit() for part in parts) else " – ".join(parts)


def _single(text: str, language: str) -> str:
    """One date of those that an EDTF date names."""
    translate, parts = _translator(language), text.split("-")
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 3:
        return _day(date(int(parts[0]), int(parts[1]), int(parts[2])), language)
    part = int(parts[1])
    if part >= FIRST_QUARTER:
        return translate("quarter {number} of {year}").format(number=_ROMAN[part - FIRST_QUARTER], year=parts[0])
    return translate("{month}/{year}").format(month=part, year=parts[0])


@dataclass(frozen=True)
class Wording:
    """How one language says numbers, dates, bounds and interface texts."""

    language: str
    units: dict[str, Term]
    terms: dict[str, dict[str, Term]]

    @cached_property
    def translate(self) -> Callable[[str], str]:
        return _translator(self.language)

    @cached_property
    def _plain(self) -> Callable[[str], str]:
        return _plain(self.language)

    @property
    def translate_count(self) -> Callable[[str, str, int], str]:
        return catalogue(self.language).ngettext

    def say(self, text: Text | None) -> str:
        """A `Text` in this language."""
        if text is None:
            return ""
        return text.written(self.translate) if text.values else self._plain(text.pattern)

    def term(self, name: str, key: str) -> str:
        """What a closed list calls an entry."""
        entry = self.terms[name].get(key)
        return getattr(entry, self.language) if entry else key

    def number(self, value: Decimal | int) -> str:
        """`96,6`; thousands grouped as the language does."""
        return number_in(value, self.language)

    def unit(self, unit: str | None) -> str:
        """What a unit is called, or "" for none."""
        return getattr(self.units[unit], self.language) if unit and unit in self.units else ""

    def quantity(self, number: str, unit: str | None) -> str:
        """A number with its unit after a space that does not break."""
        name = self.unit(unit)
        return f"{number}{NBSP}{name}" if name else number

    def figure(self, bound: Bound) -> str:
        """The number or numbers of a bound, without unit: `96,6`, `12,5 – 13`; the words of a goal."""
        if isinstance(bound.value, str):
            return bound.value
        if bound.upper is not None:
            return f"{self.number(bound.value)}{NBSP}–{NBSP}{self.number(bound.upper)}"
        return self.number(bound.value)

    def bound(self, bound: Bound) -> str:
        """`trên 96,6 %`, `74.000 tỷ đồng`, `12,5 – 13 %`, or the words of a goal."""
        words = self.figure(bound)
        if bound.bound == "goal":
            return words
        before, after = self._around[bound.bound]
        words = f"{before}{self.quantity(words, bound.unit)}{after}"
        if not isinstance(bound, Measure):
            return words
        if bound.average:
            words = self.translate("on average {value}").format(value=words)
        return f"{words}{NBSP}{self.per(bound.per)}" if bound.per else words

    @cached_property
    def _around(self) -> dict[str, tuple[str, str]]:
        """What stands before and after the value of each kind of bound."""
        return {key: tuple(self.translate(text.pattern).split("{value}")) for key, text in _BOUND_WORDS.items()}

    def per(self, per: str | None) -> str:
        """`mỗi năm`, or "" for none."""
        return self.say(_PER[per]) if per else ""

    def measure(self, measure: Measure) -> str:
        """The bound with what a rise or fall is counted from."""
        words = self.bound(measure)
        if measure.base:
            words += " " + self.translate("(compared with: {base})").format(base=measure.base)
        return words

    def amount(self, amount: Amount) -> str:
        return self.quantity(self.number(amount.value), amount.unit)

    def day(self, day: date) -> str:
        """`30/6/2026`."""
        return _day(day, self.language)

    def date(self, edtf: str | None) -> str:
        """An EDTF date in words: `2026`, `tháng 6/2026`, `30/6/2026`, `quý II/2026`, `2026–2030`, `từ 2028`."""
        return _date(edtf, self.language) if edtf else ""

    def deadline(self, deadline: Deadline | None) -> str:
        """When something is due, in words; the printed words where there is nothing else; "" for none."""
        if deadline is None:
            return ""
        if deadline.edtf:
            return self.date(deadline.edtf)
        return self.say(_DEADLINE_WORDS[deadline.word]) if deadline.word else deadline.printed or ""
