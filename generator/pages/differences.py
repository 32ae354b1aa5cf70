"""How the figures of a place stand to those of the level above: one sentence for each two that can be compared.

In: a `Site`, and an indicator or one of its targets. Out: `Difference`s and a sentence that counts them all. Which figures
can be compared is known in checks/levels.py: the same indicator, day and unit, shares and ratios only. Says higher, lower or
equal and no more: whether that is good is not said here (warn does, where the indicator says which way is better).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from generator.checks.figures import Figure
from generator.checks.levels import beside_level_above
from generator.contexts import Difference, Link
from generator.model import Record
from generator.pages.shared import document_of, link_to, name_of, numbered
from generator.pages.site import Site, index
from generator.parts import Bound
from generator.problems import Text, say

_FLOORS, _CAPS = {"at_least", "more_than"}, {"at_most", "less_than"}
_SENTENCES = {
    "higher": say("{place} {when}: {figure}, higher than the level of {above}, {other}"),
    "lower": say("{place} {when}: {figure}, lower than the level of {above}, {other}"),
    "equal": say("{place} {when}: {figure}, equal to the level of {above}, {other}"),
    "bound": say("{place} {when}: {figure}; {above} has the same number, bound otherwise: {other}"),
    "overlapping": say("{place} {when}: {figure}, partly the same range as the level of {above}, {other}"),
}
_COUNTS = {
    "higher": say("{number} higher"),
    "lower": say("{number} lower"),
    "equal": say("{number} equal"),
    "bound": say("{number} the same number, bound otherwise"),
    "overlapping": say("{number} in ranges that overlap"),
}
_ABOVE = {
    "country": say("the country"),
    "province": say("the province"),
    "city": say("the city"),
    "district": say("the district"),
    "ward": say("the ward"),
    "commune": say("the commune"),
    "special-zone": say("the special zone"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A figure, one of a level above, the days for which both hold, and how the first stands to the second."""

    one: Figure
    other: Figure
    days: tuple[date, ...]
    relation: str


def relation(one: Bound, other: Bound) -> str | None:
    """How a bound stands to another: a key of the sentences; None where a floor would be compared with a cap."""
    if {one.bound, other.bound} & _FLOORS and {one.bound, other.bound} & _CAPS:
        return None
    one_upper, other_upper = (bound.value if bound.upper is None else bound.upper for bound in (one, other))
    if one.value > other_upper:
        return "higher"
    if one_upper < other.value:
        return "lower"
    if (one.value, one_upper) != (other.value, other_upper):
        return "overlapping"
    return "equal" if one.bound == other.bound else "bound"


@index
def pairs(site: Site) -> dict[str, list[Pair]]:
    """All pairs, by indicator and by the full ids of both their records, in order of days and names of places; worked out
    once for the whole plan."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for (one, other), days in beside_level_above(site.plan).items():
        how = relation(one.bound, other.bound)
        if how:
            pair = Pair(one, other, tuple(sorted(days)), how)
            for key in (one.indicator, one.record.full_id, other.record.full_id):
                found[key].append(pair)
    for row in found.values():
        row.sort(key=lambda pair: (pair.days[0], name_of(_place(site, pair.one)), pair.one.record.full_id))
    return dict(found)


def differences_of(site: Site, indicator: str, target: str, most: int) -> tuple[tuple[Difference, ...], str]:
    """The sentences for an indicator, or for one target of it where one is named, and one that counts all of them."""
    found = [pair for pair in pairs(site).get(target or indicator, ()) if pair.one.indicator == indicator]
    shown = tuple([_difference(site, pair) for pair in found[:most]])
    return shown, _summary(site, found, most) if len(found) > 1 else ""


def _summary(site: Site, found: list[Pair], most: int) -> str:
    tally = Counter(pair.relation for pair in found)
    parts = tuple(Text(words.pattern, {"number": tally[how]}) for how, words in _COUNTS.items() if tally[how])
    words = site.say(say("{number} figures can be compared with the level above: {parts}.", number=len(found), parts=parts))
    return f"{words} {site.say(say('The first {most} are shown here.', most=most))}" if len(found) > most else words


def _difference(site: Site, pair: Pair) -> Difference:
    return site.lately(("difference", pair), lambda: _in_words(site, pair))


def _in_words(site: Site, pair: Pair) -> Difference:
    one, other, above = pair.one.bound, pair.other.bound, _place(site, pair.other)
    as_bound = pair.relation == "bound"
    sentence = Text(
        _SENTENCES[pair.relation].pattern,
        {
            "place": short_name(_place(site, pair.one)),
            "when": _when(site, pair.days),
            "figure": one if as_bound else _level(site, one),
            "above": _ABOVE[above.data.kind],
            "other": other if as_bound else _level(site, other),
        },
    )
    return Difference(site.say(sentence), _target(site, pair.one.record), _target(site, pair.other.record))


def _target(site: Site, record: Record) -> Link:
    return link_to(record, f"{numbered(site, record)}, {name_of(document_of(site, record))}")


def _place(site: Site, figure: Figure) -> Record:
    return site.plan.records["places"][figure.place]


def short_name(place: Record) -> str:
    """`Hà Tu` for Phường Hà Tu, where the place is also known so."""
    return next((one for one in place.data.aliases if place.data.name.endswith(one)), place.data.name)


def _level(site: Site, bound: Bound) -> str:
    """The number with its unit; how it binds stands in the table, but that it is rough is said here too."""
    return site.words.bound(bound) if bound.bound == "about" else site.words.quantity(site.words.figure(bound), bound.unit)


def _when(site: Site, days: tuple[date, ...]) -> str:
    """`2026`, `2026–2030` for ends of years, `30/6/2026` for other days."""
    ends = [str(day.year) if (day.month, day.day) == (12, 31) else site.words.day(day) for day in (days[0], days[-1])]
    return "–".join(dict.fromkeys(ends))
