"""Dates: every form that plans use, and that anything else is refused in one way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.edtf import parse_edtf

_YEARS = st.integers(1, 9999).map("{:04}".format)
_MONTHS = st.tuples(_YEARS, st.integers(1, 12)).map("{0[0]}-{0[1]:02}".format)
_QUARTERS = st.tuples(_YEARS, st.integers(33, 36)).map("{0[0]}-{0[1]}".format)
_DAYS = st.dates().map(date.isoformat)
_SINGLES = st.one_of(_YEARS, _MONTHS, _QUARTERS, _DAYS)
_NEARLY_DATES = st.text(alphabet="0123456789-/.{},~? X\n٢", max_size=24)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-06-30", "2026-06-30", "2026-06-30"),
        ("2026-33", "2026-01-01", "2026-03-31"),
        ("2026-34", "2026-04-01", "2026-06-30"),
        ("2026-36", "2026-10-01", "2026-12-31"),
        ("2026/2030", "2026-01-01", "2030-12-31"),
        ("2026-02/2026-33", "2026-02-01", "2026-03-31"),
        ("{2030, 2027-06}", "2027-06-01", "2030-12-31"),
    ],
)
def test_first_and_last_day(text, first, last):
    span = parse_edtf(text)
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


def test_an_open_end_has_no_last_day():
    assert parse_edtf("2028/..").first == date(2028, 1, 1)
    assert parse_edtf("2028/..").last is None


@given(st.dates())
def test_a_day_is_read_back(day):
    span = parse_edtf(day.isoformat())
    assert (span.first, span.last, span.parts) == (day, day, (day.isoformat(),))


@given(st.integers(1, 9998), st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next(year, month):
    span = parse_edtf(f"{year:04}-{month:02}")
    assert span.first == date(year, month, 1)
    assert span.last + timedelta(days=1) == date(year + month // 12, month % 12 + 1, 1)


@given(st.integers(1, 9998))
def test_the_quarters_make_up_the_year(year):
    quarters = [parse_edtf(f"{year:04}-{number}") for number in (33, 34, 35, 36)]
    assert [one.last + timedelta(days=1) for one in quarters[:3]] == [one.first for one in quarters[1:]]
    whole = parse_edtf(f"{year:04}")
    assert (quarters[0].first, quarters[-1].last) == (whole.first, whole.last)


@given(_SINGLES, _SINGLES)
def test_an_interval_runs_from_first_to_last_or_is_refused(start, end):
    first, last = parse_edtf(start).first, parse_edtf(end).last
    if last < first:
        with pytest.raises(PydanticCustomError):
            parse_edtf(f"{start}/{end}")
    else:
        span = parse_edtf(f"{start}/{end}")
        assert (span.first, span.last, span.parts) == (first, last, (start, end))


@given(st.lists(_SINGLES, min_size=2, max_size=5))
def test_a_list_keeps_the_order_written_and_spans_all_of_it(parts):
    span = parse_edtf("{" + ",".join(parts) + "}")
    assert span.parts == tuple(parts)
    assert span.first == min(parse_edtf(part).first for part in parts)
    assert span.last == max(parse_edtf(part).last for part in parts)
    assert span.first <= span.last


@given(st.one_of(st.text(), _NEARLY_DATES))
def test_anything_else_is_refused_in_one_way(text):
    try:
        span = parse_edtf(text)
    except PydanticCustomError as error:
        assert error.type == "bad-date"
    else:
        assert span.last is None or span.first <= span.last


_NO_DATES = """
.. 26 2026-6 2026-13 2026-00 2026-37 2026-02-30 30/6/2026 ../2028 2028/ 2030/2026 {} {2026/2027} {2026,} 0000 2026-33-01
2026-06-30T00:00
"""


@pytest.mark.parametrize("text", ["", " 2026", *_NO_DATES.split()])
def test_refused(text):
    with pytest.raises(PydanticCustomError) as refused:
        parse_edtf(text)
    assert refused.value.type == "bad-date"


@pytest.mark.parametrize("text", ["2026-06-00", "2026\n", "٢٠٢٦"])
def test_refused_too(text):
    with pytest.raises(PydanticCustomError):
        parse_edtf(text)
