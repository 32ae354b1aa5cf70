"""The tracer proved by faults: one digit, one bound, one unit, one line number changed, and each must be caught.

The only excuses are that the changed figure happens to stand in the same lines (checked here by plain search, not by the
tracer), and that a scan has broken the words of a bound. Both are counted. The made-up plan is mutated always; the real
documents where their sources are at hand (CONGKHAI_SOURCES, or shared/sources beside the repository). `-s` prints the table.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from pydantic import ValidationError

from generator.model import KINDS, Record
from generator.parts import BOUNDS
from generator.plan import Plan
from generator.trace import Named, RecordTrace, trace_record
from generator.trace.letters import fold
from generator.trace.source_text import SourceText
from tests.test_trace import made_up
from tests.test_trace_documents import needs_sources, real

NEIGHBOURS = ("more_than", "at_least", "exactly")
KINDS_OF_FAULT = ("digit", "bound", "unit", "lines")


@dataclass(frozen=True)
class Mutant:
    """A record with one fault, and how to see by plain search that the fault stands in the same lines all the same."""

    kind: str
    shown: str
    record: Record
    named: Named
    was: str
    now: str


def _leaves(value, path=()) -> Iterator[tuple[tuple, object]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple | list) else None
    if inner is None or path[-1:] == ("lines",):
        yield path, value
        return
    for key, one in inner:
        yield from _leaves(one, (*path, key))


def _with(record: Record, path: tuple, value, drop: str | None = None, rename: str | None = None) -> Record | None:
    """The record with another value at a path, or None where the model refuses it."""
    tree = copy.deepcopy(record.data.model_dump(exclude_none=True))
    inner = tree
    for key in path[:-1]:
        if isinstance(inner[key], tuple):
            inner[key] = list(inner[key])
        inner = inner[key]
    inner[rename or path[-1]] = value
    if rename:
        del inner[path[-1]]
    if drop:
        inner.pop(drop, None)
    try:
        return replace(record, data=KINDS[record.kind].model_validate(tree))
    except ValidationError:
        return None


def _other_digits(text: str) -> Iterator[str]:
    """The text with its last digit changed, in nine ways; `(ii)` with one letter more."""
    if re.fullmatch(r"\(?[ivx]+\)?", text, re.IGNORECASE):
        return (re.sub(r"\w+", rf"\g<0>{letter}", text) for letter in ("IX" if text.isupper() else "ix"))
    if not any(letter.isdigit() for letter in text):
        return iter(())
    place = max(i for i, letter in enumerate(text) if letter.isdigit())
    return (text[:place] + digit + text[place + 1 :] for digit in "0123456789" if digit != text[place])


def _holds_figure(record: Record, path: tuple) -> bool:
    words = [key for key in path if isinstance(key, str)]
    return (
        words[-1] in set(BOUNDS) - {"goal"} | {"stretch"}
        or words[-2:] == ["amounts", "value"]
        or words[-1] in ("by", "edtf", "adopted", "period")
        or (record.kind == "projects" and path == ("code",))
        or (words[-2:] == ["deadline", "printed"])
        or (record.kind == "documents" and path == ("number",))
    )


def digit_mutants(record: Record, named: Named) -> Iterator[Mutant]:
    """Every figure of a record with another last digit; of a row counted in Roman letters, with one letter more."""
    for path, value in _leaves(record.data.model_dump(exclude_none=True)):
        if _holds_figure(record, path):
            for now in _other_digits(str(value)):
                changed = _with(record, path, now)
                if changed:
                    yield Mutant("digit", ".".join(map(str, path)), changed, named, str(value), now)
    if (record.kind == "tasks" and record.id[0].isdigit()) or (record.kind == "targets" and record.id.isdigit()):
        for now in _other_digits(record.id):
            yield Mutant("digit", "id", replace(record, id=now), named, record.id, now)


def citation_mutants(record: Record, named: Named) -> Iterator[Mutant]:
    """Every cited document with another last digit in its number."""
    for cited in record.data.cites:
        was = named.references[cited.reference]
        for now in _other_digits(was.data.number) if was.data.number and cited.lines else ():
            other = replace(was, data=was.data.model_copy(update={"number": now}))
            others = replace(named, references={**named.references, was.id: other})
            yield Mutant("digit", cited.reference, record, others, was.data.number, now)


def bound_mutants(record: Record, named: Named) -> Iterator[Mutant]:
    """Every bound of a record turned into its neighbours."""
    for path, value in _leaves(record.data.model_dump(exclude_none=True)):
        if path[-1] in NEIGHBOURS:
            for now in NEIGHBOURS:
                changed = now != path[-1] and _with(record, path, value, drop="stretch", rename=now)
                if changed:
                    yield Mutant("bound", f"{path} -> {now}", changed, named, str(value), str(value))


def unit_mutants(record: Record, named: Named) -> Iterator[Mutant]:
    """Every unit of money turned into each other one."""
    for path, value in _leaves(record.data.model_dump(exclude_none=True)):
        if path[-1] == "unit" and named.units[value].money:
            for now, unit in named.units.items():
                changed = unit.money and now != value and _with(record, path, now)
                if changed:
                    yield Mutant("unit", ".".join(map(str, path)), changed, named, named.units[value].vi, unit.vi)


def line_mutants(record: Record, named: Named, traced: RecordTrace) -> Iterator[Mutant]:
    """Every range of lines on which a figure rests, three lines up and down."""
    rests = {
        lines
        for figure in traced.figures
        if figure.traced
        for lines in figure.passages
        if len(figure.passages) == 1 or lines[0] <= figure.line <= lines[1]
    }
    for path, lines in _leaves(record.data.model_dump(exclude_none=True)):
        if path[-1:] != ("lines",):
            continue
        ranges = [(line, line) for line in lines] if "cites" in path else [tuple(lines)]
        if rests.isdisjoint(ranges):
            continue
        for step in (-3, 3):
            changed = _with(record, path, tuple(line + step for line in lines))
            if changed:
                yield Mutant("lines", f"{path} {step:+}", changed, named, "", "")


def _untraced(traced: RecordTrace) -> int:
    return sum(not figure.traced for figure in traced.figures)


def _forms(number: str) -> set[str]:
    """The ways to print a number, by plain formatting."""
    whole, _, decimals = number.partition(".")
    grouped = {mark: f"{int(whole):,}".replace(",", mark) for mark in ".,"}
    wholes = {whole, whole.zfill(2), *grouped.values()}
    if not decimals:
        return {re.escape(one) for one in wholes} | {re.escape(one) + "[.,]0+" for one in wholes}
    return {re.escape(one) + rf"[.,]{decimals}0*" for one in wholes}


def _run_stands(digits: str, text: str) -> bool:
    return re.search(rf"(?<!\d)0*{int(digits)}(?!\d)", text) is not None


def _stands(words: str, text: str) -> bool:
    """By plain search, whether all digits of some words stand in a text, and of words without digits most words."""
    if re.fullmatch(r"[\d.]+", words) and words.count(".") < 2:
        return any(re.search(rf"(?<![\d]){form}(?!\d)", text) for form in _forms(words))
    if re.fullmatch(r"\d{4}-3[3-6]", words):
        return _run_stands(words[:4], text) and re.search(r"qu[yi]\s*[il1|v]", fold(text)) is not None
    digits = re.findall(r"\d+", words)
    if digits:
        return all(_run_stands(one, text) for one in digits)
    there = {(word[0], len(word)) for word in re.findall(r"\w+", fold(text))}
    wanted = re.findall(r"\w+", fold(words))
    return sum(any((word[0], len(word) + n) in there for n in (-1, 0, 1)) for word in wanted) >= 0.7 * len(wanted)


def _excused(mutant: Mutant, original: RecordTrace, after: RecordTrace, source: SourceText) -> bool:
    """Whether the fault cannot be seen: the changed figure stands there too, or a scan has broken the words of the bound."""
    if mutant.kind == "digit":
        touched = [one for one in after.figures if one.words.rpartition(" ")[2] == mutant.now or one.words == mutant.now]
        return bool(touched) and all(_stands(mutant.now, _near(source, one.passages)) for one in touched)
    if mutant.kind == "unit":
        touched = [one for one in after.figures if one.what == "unit" and one.words == mutant.now]
        return bool(touched) and all(fold(mutant.now) in fold(_near(source, one.passages)) for one in touched)
    if mutant.kind == "bound":
        changed = [one for one in after.figures if one.path not in {other.path for other in original.figures}]
        there = [(one, _near(source, one.passages)) for one in changed]
        return bool(there) and all(
            one.bound == "unproved" or sum(len(re.findall(rf"(?<!\d){form}(?!\d)", text)) for form in _forms(mutant.now)) > 1
            for one, text in there
        )
    moved = [one for one in after.figures if one.passages not in {other.passages for other in original.figures}]
    return bool(moved) and all(_stands(one.words.rpartition(" ")[2] if one.bound else one.words, _near(source, one.passages))
                               for one in moved)  # fmt: skip


def _near(source: SourceText, passages) -> str:
    """What stands in these lines, and for a single line in its neighbours too: numbers of documents run on."""
    widened = [(max(1, a - 1), b + 1) if a == b else (a, b) for a, b in passages]
    return "\n".join(source.text[slice(*source.span(lines))] for lines in widened)


def judge(plan: Plan, document: str, source: SourceText) -> tuple[Counter, list[str]]:
    """How many mutants of a document were made, caught and excused, by kind; and those that went unseen."""
    counts: Counter = Counter()
    unseen = []
    named = Named(plan.records["references"], plan.lists["units"])
    rows = [one for kind in ("targets", "tasks", "projects") for one in plan.current(kind, document)]
    for record in [plan.records["documents"][document], *rows]:
        original = trace_record(record, named, source)
        mutants = [
            *digit_mutants(record, named),
            *citation_mutants(record, named),
            *bound_mutants(record, named),
            *unit_mutants(record, named),
            *line_mutants(record, named, original),
        ]
        for mutant in mutants:
            after = trace_record(mutant.record, mutant.named, source)
            counts[mutant.kind, "made"] += 1
            if _untraced(after) > _untraced(original):
                counts[mutant.kind, "caught"] += 1
            elif _excused(mutant, original, after, source):
                counts[mutant.kind, "excused"] += 1
            else:
                unseen.append(f"{record.full_id} {mutant.kind} {mutant.shown}: {mutant.was} -> {mutant.now}")
    return counts, unseen


def _print(document: str, counts: Counter) -> None:
    for kind in KINDS_OF_FAULT:
        made, caught, excused = (counts[kind, what] for what in ("made", "caught", "excused"))
        print(f"{document:24} {kind:6} made {made:5} caught {caught:5} ({caught / max(made, 1):6.1%}) excused {excused:4}")


@pytest.mark.parametrize("document", ["mau-2026", "mau-2027"])
def test_no_mutant_of_the_made_up_plan_goes_unseen(tmp_path, document):
    plan, sources, _ = made_up(tmp_path)
    counts, unseen = judge(plan, document, SourceText(sources[plan.records["documents"][document].data.source.file]))
    _print(document, counts)
    assert unseen == []
    assert all(counts[kind, "caught"] > 0.8 * counts[kind, "made"] > 0 for kind in KINDS_OF_FAULT)


@needs_sources
def test_no_mutant_of_a_real_document_goes_unseen():
    plan, sources, _ = real()
    here = [one for one in plan.current("documents") if one.data.source.file in sources]
    all_unseen = []
    for document in here:
        counts, unseen = judge(plan, document.id, SourceText(sources[document.data.source.file]))
        _print(document.id, counts)
        all_unseen += unseen
    assert here, "the folder holds the source of no document"
    assert all_unseen == []
