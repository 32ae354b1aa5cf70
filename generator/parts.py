"""The parts that records are made of: ids, numbers, dates, passages of the source, bounds, deadlines, sums of money.

In: strings, as read from YAML. Out: frozen, validated values. Leaves to others: the records themselves (model).

A field that names another record carries a `Names` mark with the kind of record it names; link.py joins by these marks.
"""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from generator.edtf import Span, parse_edtf

ID_PATTERN = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
BOUNDS = ("at_least", "more_than", "exactly", "at_most", "less_than", "about", "between", "goal")


class Names:
    """Marks a field whose value is the id of a record of this kind; `within` means: of the same document."""

    def __init__(self, kind: str, within: bool = False) -> None:
        self.kind = kind
        self.within = within


def _as_one_line(value: Any) -> Any:
    """A name stands on one line and is not blank."""
    if isinstance(value, str) and (not value.strip() or "\n" in value):
        raise PydanticCustomError("not-one-line", "not one line")
    return value


Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Name = Annotated[str, StringConstraints(max_length=400), BeforeValidator(_as_one_line)]
# The same id stands in many records, and the same date: kept once, it takes less memory and is found faster.
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=120), AfterValidator(sys.intern)]
AgencyId = Annotated[Id, Names("agencies")]
IndicatorId = Annotated[Id, Names("indicators")]
DocumentId = Annotated[Id, Names("documents")]
PlaceId = Annotated[Id, Names("places")]
ReferenceId = Annotated[Id, Names("references")]
FieldId = Annotated[Id, Names("fields")]
UnitId = Annotated[Id, Names("units")]
AmountKind = Annotated[Id, Names("amounts")]
FundingId = Annotated[Id, Names("funding")]
TargetNumber = Annotated[Id, Names("targets", within=True)]
TaskCode = Annotated[Id, Names("tasks", within=True)]
ReportId = Annotated[Id, Names("reports", within=True)]
ProjectSlug = Annotated[Id, Names("projects", within=True)]
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_THOUSANDS_OR_DECIMAL = re.compile(r"^(\d{1,3})\.(\d\d0)$")


def _unambiguous(value: Any) -> Any:
    """Refuses `74.000`: a Vietnamese reader means 74000, YAML would read 74; and what only Python takes for a number."""
    if isinstance(value, str) and not _PLAIN_NUMBER.fullmatch(value):
        raise PydanticCustomError("decimal_parsing", "not a number")
    found = _THOUSANDS_OR_DECIMAL.match(value) if isinstance(value, str) else None
    if found:
        decimal = f"{found[1]}.{found[2].rstrip('0') or '0'}"
        raise PydanticCustomError(
            "ambiguous-number", "ambiguous", {"key": "", "thousands": found[1] + found[2], "decimal": decimal}
        )
    return value


Number = Annotated[Decimal, Field(max_digits=30, allow_inf_nan=False), BeforeValidator(_unambiguous)]


def _as_date(value: Any) -> Any:
    if isinstance(value, str):
        parse_edtf(value)
        return sys.intern(value)
    return value


Date = Annotated[str, BeforeValidator(_as_date)]


def _as_lines(value: Any) -> Any:
    """`16` means the single line 16: (16, 16)."""
    if isinstance(value, str | int):
        return (value, value)
    return value


Lines = Annotated[
    tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]],
    BeforeValidator(_as_lines),
    Field(description="First and last line, counted from 1, in the text file of the document"),
]


_KEYS_GIVEN: dict[frozenset[str], set[str]] = {}


class Model(BaseModel):
    """What every part of the model shares: unknown keys are refused, nothing can be changed afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, context: Any) -> None:
        """Models that were given the same keys share the set of them, and all of a kind the names of their attributes, as
        Python does where these are set one by one; otherwise both would take half of all memory."""
        given, values = self.__pydantic_fields_set__, self.__dict__
        object.__delattr__(self, "__dict__")
        for name, value in values.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "__pydantic_fields_set__", _KEYS_GIVEN.setdefault(frozenset(given), given))


class Passage(Model):
    """A passage of the source text: the printed point and the lines of the text file."""

    point: Words | None = Field(None, description="The point as the document counts it, e.g. 2.b.14")
    lines: Lines

    @model_validator(mode="after")
    def _first_before_last(self) -> Passage:
        if self.lines[0] > self.lines[1]:
            raise PydanticCustomError("lines-reversed", "the first line comes after the last", {"key": "lines"})
        return self


class Source(Passage):
    """Where a record is written; `also` names further passages that say the same or more."""

    also: tuple[Passage, ...] = ()


class Publication(Model):
    """Whether a record may be published, on what basis, and the notice that the source itself carries."""

    status: Literal["public", "embargoed", "withheld"] = "public"
    until: Date | None = Field(None, description="The day an embargo ends")
    basis: Words | None = None
    notice: Words | None = None

    @model_validator(mode="after")
    def _embargo_ends(self) -> Publication:
        if self.status == "embargoed" and (self.until is None or parse_edtf(self.until).last is None):
            raise PydanticCustomError("embargo-without-end", "an embargo needs the day it ends", {"key": "status"})
        return self


class Bound(Model):
    """A value and how it binds. Exactly one of the bound keys is given."""

    at_least: Number | None = None
    more_than: Number | None = None
    exactly: Number | None = None
    at_most: Number | None = None
    less_than: Number | None = None
    about: Number | None = None
    between: tuple[Number, Number] | None = None
    goal: Words | None = Field(None, description="The aim in words, where the source gives no number")
    stretch: Number | None = Field(None, description="The higher figure of a floor printed with two: '12 - 14 trở lên'")
    unit: UnitId | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> Bound:
        values = self.__dict__
        given = [key for key in BOUNDS if values[key] is not None]
        if not given:
            raise PydanticCustomError("no-bound", "no bound", {"key": ""})
        if len(given) > 1:
            raise PydanticCustomError("two-bounds", "two bounds", {"key": given[1], "first": given[0]})
        if self.between and self.between[0] >= self.between[1]:
            raise PydanticCustomError("between-reversed", "between is upside down", {"key": "between"})
        if self.unit is None and self.goal is None:
            raise PydanticCustomError("no-unit", "a number without a unit", {"key": given[0]})
        if self.stretch is not None and (self.at_least is None or self.stretch <= self.at_least):
            raise PydanticCustomError("stretch", "stretch goes above at_least", {"key": "stretch"})
        _ = self.bound, self.value, self.upper  # set from the first of a kind on, their names are shared as well
        return self

    @cached_property
    def bound(self) -> str:
        """Which of the bound keys is given."""
        values = self.__dict__
        return next(key for key in BOUNDS if values[key] is not None)

    @cached_property
    def value(self) -> Decimal | str:
        """The value that binds: the number, the lower of two, or the words of a goal."""
        given = getattr(self, self.bound)
        return given[0] if self.bound == "between" else given

    @cached_property
    def upper(self) -> Decimal | None:
        """The higher of two figures, where two are given."""
        return self.between[1] if self.between else self.stretch


class Deadline(Model):
    """When something is due: a date, or a word where the source names no date; `printed` holds the words of the source."""

    edtf: Date | None = None
    word: Literal["ongoing", "yearly", "central-schedule"] | None = None
    printed: Words | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Deadline:
        if self.edtf is None and self.word is None and self.printed is None:
            raise PydanticCustomError("empty-deadline", "a deadline that says nothing", {"key": ""})
        return self


def _as_deadline(value: Any) -> Any:
    """`2026-06` and `ongoing` are short for `{edtf: 2026-06}` and `{word: ongoing}`."""
    if isinstance(value, str):
        return {"word": value} if value in ("ongoing", "yearly", "central-schedule") else {"edtf": value}
    return value


DeadlineShort = Annotated[Deadline, BeforeValidator(_as_deadline)]


class Amount(Model):
    """A sum of money of one kind (closed list data/amounts.yml), as printed."""

    kind: AmountKind
    value: Number
    unit: UnitId


def due_span(deadline: Deadline | None) -> Span | None:
    """The span of days a deadline names, or None where it names none."""
    return parse_edtf(deadline.edtf) if deadline and deadline.edtf else None
