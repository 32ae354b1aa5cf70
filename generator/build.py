"""The story of a build on one screen: read, link, clear, check, derive, warn.

In: `Settings`. Out: a `Prepared` site. Leaves to others: writing it (pour), MkDocs (mkdocs_plugin) and printing (cli).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from generator import handwritten
from generator.addresses import FOLDERS, list_path
from generator.cache import Kept, pack_for
from generator.checks import BETWEEN_DOCUMENTS, WITHIN_DOCUMENTS, check
from generator.clear import clear
from generator.contexts import Link
from generator.derive import Facts, derive, together
from generator.earlier import Earlier, Reuse, anew
from generator.examples import worked
from generator.link import link
from generator.pages import all_paths
from generator.pages.method import rules_shown
from generator.pages.shared import LIST_NAMES, TIME_PATHS, name_of
from generator.pages.site import Site
from generator.pages.split import GROUP, PAGE
from generator.plan import Plan, documents_alone
from generator.problems import Place, Problem, in_order
from generator.processes import in_shares, number_of_shares
from generator.read import number_of_files, parse_ahead, read
from generator.render import Renderer, renderer
from generator.strict_yaml import place_of
from generator.trace import Trace, trace
from generator.warn import KINDS_DUE, Due, EarlyWarning, dues_of_kind, most_pressing_first, warn_between, warn_within
from generator.wording import Wording

MANY_FILES = 1000  # to begin another process takes as long as to parse a hundred
_DOCUMENT = FOLDERS["documents"] + "/khung"
_LISTED = tuple(kind for kind in FOLDERS if kind != "reports")
_LONG_LISTS = {f"{kind}-list": kind for kind in _LISTED} | {name: name for name in TIME_PATHS}
_DEPTHS = {"": "", GROUP: "nhom/khung/", PAGE: "nhom/khung/2/"}  # as pages/split.py lays long lists out
FRAME_PATHS = {
    "document": f"{_DOCUMENT}/",
    "target": f"{_DOCUMENT}/{FOLDERS['targets']}/khung/",
    "task": f"{_DOCUMENT}/{FOLDERS['tasks']}/khung/",
    "project": f"{_DOCUMENT}/{FOLDERS['projects']}/khung/",
    "report": f"{_DOCUMENT}/{FOLDERS['reports']}/khung/",
    "agency": f"{FOLDERS['agencies']}/khung/",
    "indicator": f"{FOLDERS['indicators']}/khung/",
    "place": f"{FOLDERS['places']}/khung/",
    "field": f"{FOLDERS['fields']}/khung/",
    "reference": f"{FOLDERS['references']}/khung/",
    **{f"{base}{depth}": f"khung-{base}/{below}" for base in _LONG_LISTS for depth, below in _DEPTHS.items()},
}
TYPES_WITH_DATA = ("document", "target", "task", "project", "report", "agency", "indicator", "place", "reference")
FRAME_SECTIONS = {
    "document": "documents",
    "target": "targets",
    "task": "tasks",
    "project": "projects",
    "report": "documents",
    "agency": "agencies",
    "indicator": "indicators",
    "place": "places",
    "field": "fields",
    "reference": "references",
    **{f"{base}{depth}": section for base, section in _LONG_LISTS.items() for depth in _DEPTHS},
}


@dataclass(frozen=True)
class Settings:
    """What a build needs to know: folders, the day, the language, and what the site says of itself."""

    root: Path
    data: Path
    content: Path
    as_of: date
    language: str
    site_name: str
    site_url: str
    contact: str
    edit_base: str
    sources: Path | None = None
    cache: Path | None = None


@dataclass(frozen=True)
class Prepared:
    """A plan that is ready to be published."""

    site: Site
    render: Renderer

    @property
    def words(self) -> Wording:
        return self.site.words

    @property
    def sections(self) -> list[Link]:
        """The sections of the site: the kinds of record, deadlines and warnings; `note` holds the kind."""
        paths = {kind: list_path(kind) for kind in _LISTED} | TIME_PATHS
        return [Link(self.site.say(LIST_NAMES[kind]), path, kind) for kind, path in paths.items()]

    def addresses(self) -> list[str]:
        """The addresses of all poured pages."""
        return [self.site.url + path for path in all_paths(self.site)]

    def rules(self, kind: str) -> str:
        """The rules of a kind (`status`, `warning` or `check`) with worked examples, as HTML for the method page."""
        return self.render.rules(rules_shown(self.site, (one for one in worked() if one.kind == kind)))


def _place_in(settings: Settings):
    """A function that says where the value at a path of a file stands, and what its line says."""

    def place(file: str, path: tuple) -> tuple[Place, str]:
        return place_of(file, (settings.root / file).read_text("utf-8-sig"), path)

    return place


def load(settings: Settings, earlier: Earlier | None = None) -> tuple[Plan, Wording, list[Problem]]:
    """The plan as linked, without what may not be published, or all of it where the data has errors; and every problem
    found so far."""
    reuse = earlier.made if earlier else anew
    is_known = earlier and not earlier.is_empty  # only what has changed since is read, which nothing was kept of
    kept = Kept(pack_for(settings.cache, settings.data) if settings.cache and not is_known else None)
    if kept.is_empty:
        _parse_in_shares(settings.data, kept)
    files, problems = read(settings.root, settings.data, kept, earlier)
    kept.write()
    place = _place_in(settings)
    plan, unknown = link(files.records, files.lists, place, files.faulty, files.list_files, reuse)
    words = Wording(settings.language, files.lists["units"], files.lists)
    if not any(problem.is_error for problem in (*problems, *unknown)):
        cleared, hidden = clear(files.records, settings.as_of)
        problems += hidden
        if cleared is not files.records:
            plan, _ = link(cleared, files.lists, place, reuse=lambda key, *rest: reuse(("cleared", *key), *rest))
    return plan, words, problems + unknown


def _parse_in_shares(data: Path, kept: Kept) -> None:
    """Has many files parsed by all processors: where a plan is read for the first time, that is half of the reading."""

    def parsed(number: int, shares: int) -> list[bytes]:
        parse_ahead(data, kept, number, shares)
        return kept.lines() if number else []

    if (shares := number_of_shares()) > 1 and number_of_files(data) >= MANY_FILES:
        for lines in in_shares(parsed, shares):
            kept.take(lines)


@contextmanager
def garbage_waits() -> Iterator[None]:
    """No search for cyclic garbage while a plan is made or poured: neither leaves any, and each search looks through what
    there is again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@garbage_waits()
def prepare(settings: Settings, earlier: Earlier | None = None) -> tuple[Prepared, list[Problem]]:
    """Everything up to pouring, and all problems in order; nothing is written but the cache. With what an earlier
    preparation left, the same is worked out with less work."""
    reuse = earlier.made if earlier else anew
    if earlier:
        earlier.begin()
    plan, words, problems = load(settings, earlier)
    alone: dict[str, Plan] = {}
    if not any(problem.is_error for problem in problems):
        alone = documents_alone(plan, reuse)
        problems += check(plan, BETWEEN_DOCUMENTS)
        for name, one in alone.items():
            problems += reuse(("checked", name), (one,), partial(check, one, WITHIN_DOCUMENTS))
        for path in sorted(settings.content.rglob("*.md")) if settings.content.is_dir() else []:
            shown = path.relative_to(settings.root).as_posix() if path.is_relative_to(settings.root) else str(path)
            problems += handwritten.check(shown, path.read_text("utf-8"), plan, name_of, words.term)
    is_sound = not any(problem.is_error for problem in problems)
    facts, due, warnings = _on_the_day(plan, alone, settings.as_of, reuse) if is_sound else (None, (), ())
    traced = None
    if facts and settings.sources and settings.sources.is_dir():
        traced, found = trace_plan(settings, plan)
        problems += found
    site = Site(
        plan,
        facts,
        words,
        settings.site_name,
        settings.site_url,
        settings.contact,
        dues=due,
        warnings=warnings,
        trace=traced,
    )
    located = [_located(settings, problem) for problem in problems]
    if earlier:
        earlier.end(is_sound)
    return Prepared(site, renderer(words, settings.edit_base, settings.site_name)), in_order(located)


@dataclass(frozen=True)
class _Day:
    """What follows from a document and what it sets on a day."""

    facts: Facts
    dues: dict[str, list[Due]]
    warnings: list[EarlyWarning]


def _on_the_day(
    plan: Plan, alone: dict[str, Plan], as_of: date, reuse: Reuse
) -> tuple[Facts, tuple[Due, ...], tuple[EarlyWarning, ...]]:
    """What follows from a plan on a day, put together from what follows from each of its documents alone."""
    days = [reuse(("day", name, as_of), (one,), partial(_day_of, one, as_of)) for name, one in alone.items()]
    facts = together((day.facts for day in days), as_of)
    due = tuple([one for kind in KINDS_DUE for day in days for one in day.dues[kind]])
    warnings = [*warn_between(plan, as_of), *(one for day in days for one in day.warnings)]
    return facts, due, most_pressing_first(warnings)


def _day_of(document: Plan, as_of: date) -> _Day:
    facts = derive(document, as_of)
    due = {kind: dues_of_kind(document, facts, kind) for kind in KINDS_DUE}
    return _Day(facts, due, warn_within(document, facts, (one for rows in due.values() for one in rows)))


def trace_plan(settings: Settings, plan: Plan) -> tuple[Trace, list[Problem]]:
    """The figures proved against the source texts in the folder of the settings, and what is not proved."""
    return trace(plan, read_sources(plan, settings.sources), _place_in(settings))


def read_sources(plan: Plan, folder: Path) -> dict[str, bytes]:
    """The source texts that the plan's documents name, as far as the folder holds them."""
    names = {document.data.source.file for document in plan.of("documents")}
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def _located(settings: Settings, problem: Problem) -> Problem:
    """The problem with the line and column of the value it is about."""
    if not problem.path:
        return problem
    place, line = _place_in(settings)(problem.place.file, problem.path)
    return replace(problem, place=place, source_line=line)


def with_mentions(prepared: Prepared, written_about: dict[str, tuple[Link, ...]]) -> Prepared:
    """The same site, with the hand-written pages that write about each record."""
    return replace(prepared, site=replace(prepared.site, written_about=written_about))


def remove_empty(folder: Path, stop: Path) -> None:
    """Removes a folder and those above it, up to `stop`, as long as they are empty."""
    while folder != stop and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
