"""What each page's template may use: one documented type per page type, and the parts they share.

In: nothing. Out: plain values. Templates loop over these and choose; every count, sort, comparison and sentence has been
made before (pages). Paths are relative to the site's root; a template writes `{{ root }}{{ link.path }}`.
What is made for every record is a tuple, which is made, compared and hashed in half the time of a dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.contexts_gather import Cut
    from generator.contexts_reports import Reported, Why

from generator.contexts_money import PrintedTotal, Sum


class Link(NamedTuple):
    """A title and the path of the page it leads to; `note` is a few words beside it."""

    title: str
    path: str
    note: str = ""


class Badge(NamedTuple):
    """Where something stands: the status key, its name, and the sentence that explains it."""

    status: str
    label: str
    sentence: str


class Figure(NamedTuple):
    """One measure of a target, ready to be shown large; `why` is told where it does not stand as the target does."""

    anchor: str
    name: str
    sign: str
    number: str
    unit: str
    is_words: bool
    words: str
    by: str
    badge: Badge
    indicator: Link | None
    lead: tuple[Link, ...] = ()
    of_which: bool = False
    base: str = ""
    printed: str = ""
    reported: tuple[Reported, ...] = ()
    path: tuple[tuple[str, str], ...] = ()
    is_long: bool = False
    why: Why | None = None


class Item(NamedTuple):
    """One target, task or project as a row of a list; or, without a status, a duty."""

    link: Link
    code: str
    figures: tuple[str, ...]
    badge: Badge | None
    document: Link
    lead: tuple[Link, ...] = ()
    due: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading; `anchor` is unique on the page. A folded one shows its heading until it is opened."""

    title: str
    anchor: str
    items: tuple[Item, ...]
    link: Link | None = None
    is_folded: bool = False


class Passage(NamedTuple):
    """A passage of the source text."""

    point: str
    lines: str


class WrittenIn(NamedTuple):
    """Where a record is written: the document, its text file and the passages."""

    document: Link
    file: str
    passages: tuple[Passage, ...]
    traced: object = None


class Comparison(NamedTuple):
    """A measure of the same indicator: place, document, target, period, the figure, and whether it is this page's own."""

    place: Link
    document: Link
    record: Link
    period: str
    words: str
    is_this: bool = False
    is_observation: bool = False
    nature: str = ""


class Difference(NamedTuple):
    """One figure beside one of the level above: the sentence, and the two records."""

    sentence: str
    record: Link
    above: Link


class Elsewhere(NamedTuple):
    """One indicator in all documents: a table, and a chart where at least two numbers share a unit."""

    indicator: Link
    rows: tuple[Comparison, ...]
    chart: str = ""
    unit: str = ""
    more: int = 0
    differences: tuple[Difference, ...] = ()
    summary: str = ""


class MoneyRow(NamedTuple):
    """One kind of money: its name, and the sum with its unit."""

    kind: str
    value: str


class ClarityRow(NamedTuple):
    """One of the things that documents ask to be clear: whether the record states it, and what it says."""

    name: str
    is_stated: bool
    said: str


class Clarities(NamedTuple):
    """What a task or project states of the things that documents ask to be clear, and which documents ask."""

    answer: str
    rows: tuple[ClarityRow, ...]
    asked_by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ClarityTotals:
    """For each thing that documents ask to be clear: of how many tasks, of how many projects it is stated (`kinds`)."""

    kinds: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    asked_by: tuple[Link, ...]


class Common(NamedTuple):
    """What every poured page has, beside its own context."""

    kind: str
    title: str
    path: str
    root: str
    address: str
    json_path: str
    crumbs: tuple[Link, ...]
    citation: str
    report_error: str
    as_of: str
    edit_path: str = ""
    doubt: str = ""
    note: str = ""
    notice: str = ""
    basis: str = ""
    moved_to: Link | None = None
    written_about: tuple[Link, ...] = ()


class Target(NamedTuple):
    """The page of a target."""

    code: str
    field: Link
    place: Link
    period: str
    lead: tuple[Link, ...]
    figures: tuple[Figure, ...]
    badge: Badge
    why: Why
    one_status: bool
    statement: str
    elsewhere: tuple[Elsewhere, ...]
    cites: tuple[Link, ...]
    tasks: tuple[Item, ...]
    cut_tasks: Cut | None
    written_in: WrittenIn
    previous: Link | None
    next: Link | None


class Work(NamedTuple):
    """The page of a task or a project."""

    code: str
    badge: Badge
    why: Why
    due: str
    due_printed: str
    lead: tuple[Link, ...]
    coordinating: tuple[Link, ...]
    funding: tuple[str, ...]
    money: tuple[MoneyRow, ...]
    section: str
    location: str
    place: Link
    statement: str
    cites: tuple[Link, ...]
    targets: tuple[Link, ...]
    task: Link | None
    projects: tuple[Item, ...]
    cut_projects: Cut | None
    reported: tuple[Reported, ...]
    clarities: Clarities | None
    written_in: WrittenIn
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty: who, what, to whom, how often or by when, and where it is written."""

    agencies: tuple[Link, ...]
    what: str
    to: tuple[Link, ...]
    when: str
    lines: str
    doubt: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """One value the document reports as a result, an estimate or an expectation."""

    indicator: Link
    name: str
    period: str
    nature: str
    words: str
    lines: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something, and where they are listed."""

    number: int
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Document:
    """The page of a document; `cuts` holds, by kind, where all records are of which it shows only the first."""

    code: str
    document_kind: str
    issuer: Link
    place: Link
    adopted: str
    period: str
    theme: str
    aim: str
    signatory: str
    counts: tuple[Count, ...]
    statuses: tuple[tuple[Badge, int], ...]
    counted: str
    warnings: Link | None
    targets: tuple[Group, ...]
    tasks: tuple[Group, ...]
    projects: tuple[Group, ...]
    sums: tuple[Sum, ...]
    totals: tuple[PrintedTotal, ...]
    clarities: ClarityTotals | None
    duties: tuple[DutyRow, ...]
    observations: tuple[ObservationRow, ...]
    cites: tuple[Link, ...]
    cites_folded: bool
    reports: tuple[Link, ...]
    cuts: dict[str, Cut | None]
    file: str
    sha256: str
    source_note: str
    source_url: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be poured: its type names template and frame.

    `names` are what people call it: a query that is one of them leads here. `search_words` are other words to find it by.
    `filters` and `sorts` are what the search page narrows and sorts by; a sort holds text that sorts as it should."""

    type: str
    path: str
    title: str
    description: str
    section: str
    common: Common
    context: object
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    search_words: str = ""
    names: tuple[str, ...] = ()
    sorts: dict[str, str] = field(default_factory=dict)
