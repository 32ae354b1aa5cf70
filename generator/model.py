"""The records of a plan: one definition that gives validation, the JSON Schema and the data dictionary.

In: plain dictionaries of strings, as read from YAML. Out: frozen, validated records. Leaves to others: reading files
(read), whether an id exists (link), and anything that compares two records (checks). Their parts stand in parts.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, HttpUrl, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from generator.parts import (
    AgencyId,
    Amount,
    Bound,
    Date,
    DeadlineShort,
    DocumentId,
    FieldId,
    FundingId,
    Id,
    IndicatorId,
    Lines,
    Model,
    Name,
    Number,
    PlaceId,
    ProjectSlug,
    Publication,
    ReferenceId,
    ReportId,
    Source,
    TargetNumber,
    TaskCode,
    UnitId,
    Words,
)


class Step(Bound):
    """One step of a measure on its way: what holds by when."""

    by: Date


class Measure(Bound):
    """One thing a target measures, with the value it sets."""

    name: Name
    indicator: IndicatorId | None = None
    per: Literal["year", "quarter", "month"] | None = Field(None, description="Set for each such period")
    average: bool = Field(False, description="An average over the whole period ('bình quân'): it binds no single year")
    by: Date | None = Field(None, description="When it must hold, where this is not the end of the document's period")
    base: Words | None = Field(None, description="What a rise or fall is counted from")
    of_which: bool = Field(False, description="A part of the measure before it ('trong đó')")
    printed: Words | None = Field(None, description="The printed words, where the bound does not say it all")
    lead: tuple[AgencyId, ...] = ()
    path: tuple[Step, ...] = Field((), description="Steps on the way, where the document gives them")


class Observation(Bound):
    """A value the document reports as a fact, an estimate or an expectation; never a target."""

    indicator: IndicatorId
    name: Name | None = None
    period: Date
    nature: Literal["result", "estimate", "projection"]
    source: Source
    doubt: Words | None = None


class Citation(Model):
    """A cited document and where it is cited."""

    reference: ReferenceId
    lines: Annotated[
        tuple[Annotated[int, Field(ge=1)], ...], BeforeValidator(lambda v: (v,) if isinstance(v, str | int) else v)
    ] = ()
    doubt: Words | None = None


class Duty(Model):
    """Something an agency must do to carry the document out; with `to` and `every`, a duty to report."""

    agency: Annotated[tuple[AgencyId, ...], Field(min_length=1)]
    what: Words
    to: tuple[AgencyId, ...] = ()
    every: tuple[Literal["month", "quarter", "half-year", "year", "on-demand", "as-prescribed"], ...] = ()
    deadline: DeadlineShort | None = None
    source: Source
    doubt: Words | None = None


class Signatory(Model):
    """Who signed, as far as the text shows."""

    name: Name
    role: Name | None = None


class DocumentSource(Model):
    """The text a document was taken from."""

    file: Name
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    url: HttpUrl | None = None
    note: Words | None = None


class PrintedTotal(Model):
    """A total as the document prints it, of the projects whose `group` is the one named."""

    name: Name = Field(description="What the total is called, as printed")
    group: Name = Field(description="The list or heading whose projects it adds up, as in their 'group'")
    amounts: Annotated[tuple[Amount, ...], Field(min_length=1)]
    source: Source
    doubt: Words | None = None


class Section(Model):
    """A section of the list of tasks, in the order of the document."""

    code: Id
    title: Name


class Published(Model):
    """What every record with a page of its own may say about its publication and its address."""

    publication: Publication = Publication()
    doubt: Words | None = Field(None, description="What is doubtful, clipped or contradictory in the source")
    note: Words | None = Field(None, description="An explanation in the publisher's words")
    moved_to: Id | None = Field(None, description="The id in the same folder under which this record now stands")


class Document(Published):
    """A resolution or action programme."""

    title: Name
    short: Name = Field(description="The short name used in lists and breadcrumbs, e.g. Quảng Ninh 2026")
    kind: Literal["resolution", "action-programme", "plan"]
    number: Name | None = None
    issuer: AgencyId
    place: PlaceId
    adopted: Date | None = None
    period: Date
    theme: Words | None = None
    aim: Words | None = Field(None, description="The general aim in one or two sentences of the publisher")
    signatory: Signatory | None = None
    sections: tuple[Section, ...] = ()
    cites: tuple[Citation, ...] = ()
    duties: tuple[Duty, ...] = ()
    observations: tuple[Observation, ...] = ()
    totals: tuple[PrintedTotal, ...] = Field((), description="Totals as printed; checked against the sums of their parts")
    source: DocumentSource


class Target(Published):
    """One numbered target, or one quantified commitment of the body, with its measures."""

    title: Name
    field: FieldId
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]
    lead: tuple[AgencyId, ...] = ()
    statement: Words | None = None
    cites: tuple[Citation, ...] = ()
    source: Source


class Task(Published):
    """One assigned task."""

    title: Name
    section: Id
    lead: tuple[AgencyId, ...] = ()
    coordinating: tuple[AgencyId, ...] = ()
    deadline: DeadlineShort | None = None
    funding: tuple[FundingId, ...] = ()
    product: Words | None = Field(None, description="What is to come out of it, where the source names it on its own")
    statement: Words | None = None
    cites: tuple[Citation, ...] = ()
    targets: tuple[TargetNumber, ...] = ()
    source: Source


class Project(Published):
    """One work, project, scheme or plan, with its money where the source gives it."""

    title: Name
    kind: Literal["work", "project", "scheme", "plan"]
    group: Name | None = Field(None, description="The list or heading it stands under")
    code: Name | None = Field(None, description="The number as printed")
    task: TaskCode | None = None
    lead: tuple[AgencyId, ...] = ()
    coordinating: tuple[AgencyId, ...] = ()
    location: Name | None = None
    deadline: DeadlineShort | None = None
    funding: tuple[FundingId, ...] = ()
    amounts: tuple[Amount, ...] = ()
    statement: Words | None = None
    cites: tuple[Citation, ...] = ()
    targets: tuple[TargetNumber, ...] = ()
    source: Source


class Entry(Model):
    """What one report says about one target, task or project of its document."""

    target: TargetNumber | None = None
    measure: Annotated[int, Field(ge=1)] | None = Field(None, description="Which measure of the target, counted from 1")
    task: TaskCode | None = None
    project: ProjectSlug | None = None
    value: Number | None = None
    as_of: Date | None = None
    evidence: Literal["claimed", "documented", "verified"] = "claimed"
    status: Literal["under-way", "done", "late", "blocked", "stopped"] | None = None
    step: Literal["decided", "funded", "tendered", "started", "completed", "handed-over"] | None = None
    spent: Amount | None = None
    result: Words | None = None
    reason: Words | None = None
    action: Words | None = None
    corrects: ReportId | None = Field(None, description="The report whose entry on the same record this one corrects")

    @model_validator(mode="after")
    def _on_one_record(self) -> Entry:
        about = [key for key in ("target", "task", "project") if getattr(self, key) is not None]
        if len(about) != 1:
            raise PydanticCustomError("entry-subject", "one subject", {"key": about[1] if about else ""})
        if self.target is not None and self.value is None and self.result is None:
            raise PydanticCustomError("entry-value", "no value", {"key": "target"})
        if self.target is None and self.status is None:
            raise PydanticCustomError("entry-status", "no status", {"key": about[0]})
        if self.status in ("late", "blocked", "stopped") and not (self.reason and self.action):
            raise PydanticCustomError("entry-reason", "reason and action", {"key": "status"})
        return self


class ReportSource(Model):
    """Where a report was published."""

    title: Name
    url: HttpUrl | None = None


class Report(Published):
    """One published report on a document; append-only."""

    title: Name
    agency: AgencyId
    period: Date
    date: Date
    source: ReportSource
    entries: Annotated[tuple[Entry, ...], Field(min_length=1)]


class Agency(Published):
    """A body that leads, takes part, reports or issues; a collective stands for several bodies named together."""

    name: Name
    short: Name | None = None
    kind: Literal["body", "collective"] = "body"
    place: PlaceId | None = None
    parent: AgencyId | None = None
    aliases: tuple[Name, ...] = ()


class Indicator(Published):
    """What is measured, whatever the document, year or place."""

    name: Name
    unit: UnitId
    field: FieldId
    better: Literal["higher", "lower"] | None = None
    description: Words | None = None
    aliases: tuple[Name, ...] = ()


class Territory(Published):
    """A place with its validity and successors, since units merge."""

    name: Name
    kind: Literal["country", "province", "city", "district", "ward", "commune", "special-zone"]
    parent: PlaceId | None = None
    valid: Date | None = None
    successors: tuple[PlaceId, ...] = ()
    aliases: tuple[Name, ...] = ()


class Reference(Published):
    """A document that is cited."""

    number: Name | None = None
    title: Name
    date: Date | None = None
    issuer: AgencyId | None = None
    aliases: tuple[Name, ...] = ()


class Term(Model):
    """An entry of a closed list: what it is called in Vietnamese and English."""

    vi: Name
    en: Name
    symbol: bool = Field(False, description="A unit written as a sign after the number, like %")
    money: bool = Field(False, description="A unit of money; the tracer proves that the source prints it with the number")


class Abbreviation(Model):
    """An abbreviation or everyday name that people search by: the key is how it is typed, in small letters without marks."""

    vi: Name = Field(description="What it stands for")
    also: tuple[Name, ...] = Field((), description="What else it stands for")
    short: Name | None = Field(None, description="How it is written, where this is not the key in capitals, e.g. QĐ")


class Asked(Model):
    """Where a document asks for a clarity, and in what words."""

    document: DocumentId
    lines: Lines
    words: Words


class Clarity(Model):
    """One of the clarities that documents ask for (rõ người, rõ việc …): stated where one of the keys has a value."""

    vi: Name
    en: Name
    keys: Annotated[
        tuple[Literal["title", "lead", "coordinating", "deadline", "funding", "targets", "product", "kind"], ...],
        Field(min_length=1),
    ]
    asked_by: tuple[Asked, ...] = ()


class PlanField(Model):
    """A field (lĩnh vực) that groups targets."""

    vi: Name
    en: Name
    order: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """One record as filed: its kind, its id within kind and document, its document, its file, and what it says."""

    kind: str
    id: str
    document: str | None
    file: str
    data: Any
    digest: bytes = field(default=b"", repr=False, compare=False)
    """Stands for the bytes of the file that `data` was read from; empty where it says something else than its file."""
    full_id: str = field(init=False, repr=False, compare=False)
    """The id that is unique in the whole plan: `quang-ninh-2026/targets/14`, or the plain id outside documents."""

    def __post_init__(self) -> None:
        full_id = f"{self.document}/{self.kind}/{self.id}" if self.document else self.id
        object.__setattr__(self, "full_id", full_id)


KINDS: dict[str, type[Model]] = {
    "documents": Document,
    "targets": Target,
    "tasks": Task,
    "projects": Project,
    "reports": Report,
    "agencies": Agency,
    "indicators": Indicator,
    "places": Territory,
    "references": Reference,
}
LISTS: dict[str, type[Model]] = {
    "fields": PlanField,
    "units": Term,
    "amounts": Term,
    "funding": Term,
    "abbreviations": Abbreviation,
    "clarities": Clarity,
}
WITHIN_DOCUMENT = ("targets", "tasks", "projects", "reports")
