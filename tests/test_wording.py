"""Wording: numbers can be read back, and dates, bounds and deadlines are said as the language says them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Measure, Term
from generator.parts import Amount, Deadline
from generator.problems import say
from generator.wording import LANGUAGES, Wording, catalogue

UNITS = {"percent": Term(vi="%", en="%", symbol=True), "billion-vnd": Term(vi="tỷ đồng", en="billion VND")}
FUNDING = {"state-budget": Term(vi="Ngân sách nhà nước", en="State budget")}
VI, EN = (Wording(language, UNITS, {"funding": FUNDING}) for language in LANGUAGES)
# As a plan writes them: up to fifteen digits, with up to six after the point.
_NUMBERS = st.tuples(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6)).map(lambda n: Decimal(n[0]).scaleb(-n[1]))


@given(_NUMBERS)
def test_a_number_can_be_read_back(number):
    assert Decimal(VI.number(number).replace(".", "").replace(",", ".")) == number
    assert Decimal(EN.number(number).replace(",", "")) == number


@given(_NUMBERS)
def test_thousands_are_grouped_by_three(number):
    assert re.fullmatch(r"-?\d{1,3}(\.\d{3})*(,\d+)?", VI.number(number))
    assert re.fullmatch(r"-?\d{1,3}(,\d{3})*(\.\d+)?", EN.number(number))


@given(_NUMBERS, st.sampled_from(LANGUAGES))
def test_a_number_is_written_as_the_rules_of_unicode_have_it(number, language):
    written = Wording(language, {}, {}).number
    assert written(number) == format_decimal(number, locale=language, decimal_quantization=False)
    assert written(int(number)) == format_decimal(int(number), locale=language)


@given(_NUMBERS, st.sampled_from(LANGUAGES))
def test_only_the_signs_differ_between_languages(number, language):
    written = Wording(language, {}, {}).number(number)
    assert re.sub(r"\D", "", written) == re.sub(r"\D", "", VI.number(number))


@pytest.mark.parametrize(
    ("edtf", "vi"),
    [
        ("2026", "2026"),
        ("2026-06", "tháng 6/2026"),
        ("2026-06-30", "30/6/2026"),
        ("2026-34", "quý II/2026"),
        ("2026/2030", "2026–2030"),
        ("2028/..", "từ 2028"),
        ("2026-06-01/2026-06-30", "1/6/2026 – 30/6/2026"),
        ("{2027,2030}", "2027 và 2030"),
        ("{2027,2028,2030}", "2027, 2028 và 2030"),
        (None, ""),
    ],
)
def test_dates_in_vietnamese(edtf, vi):
    assert VI.date(edtf) == vi


@pytest.mark.parametrize(
    ("edtf", "en"),
    [
        ("2026-06", "6/2026"),
        ("2026-06-30", "30 June 2026"),
        ("2026-34", "quarter II of 2026"),
        ("2026/2030", "2026–2030"),
        ("2028-06/..", "from 6/2028"),
        ("{2027,2028,2030}", "2027, 2028 and 2030"),
    ],
)
def test_dates_in_english(edtf, en):
    assert EN.date(edtf) == en


@given(st.dates())
def test_a_day_is_said_without_leading_zeros(day):
    assert VI.date(day.isoformat()) == VI.day(day)
    assert [int(part) for part in VI.day(day).split("/")] == [day.day, day.month, day.year]
    assert not re.search(r"\b0", VI.day(day))
    assert EN.day(date(2026, 6, 3)) == "3 June 2026"


@pytest.mark.parametrize(
    ("bound", "en"),
    [
        ({"at_least": "98"}, "at least 98\u00a0%"),
        ({"more_than": "96.6"}, "more than 96.6\u00a0%"),
        ({"exactly": "1234.5"}, "1,234.5\u00a0%"),
        ({"at_most": "0.9"}, "at most 0.9\u00a0%"),
        ({"less_than": "1"}, "less than 1\u00a0%"),
        ({"about": "50"}, "about 50\u00a0%"),
        ({"between": ["12.5", "13"]}, "12.5\u00a0–\u00a013\u00a0%"),
        ({"at_least": "12", "stretch": "14"}, "at least 12\u00a0–\u00a014\u00a0%"),
        ({"at_least": "2", "per": "year"}, "at least 2\u00a0%\u00a0a year"),
    ],
)
def test_bounds(bound, en):
    assert EN.bound(Measure.model_validate({"name": "x", "unit": "percent", **bound})) == en


def test_a_goal_is_said_in_its_own_words():
    goal = Measure.model_validate({"name": "x", "goal": "Cơ bản xóa nhà tạm", "base": "năm 2025"})
    assert EN.bound(goal) == EN.figure(goal) == "Cơ bản xóa nhà tạm"
    assert EN.measure(goal) == "Cơ bản xóa nhà tạm (compared with: năm 2025)"


def test_money_and_terms():
    amount = Amount.model_validate({"kind": "total", "value": "74000", "unit": "billion-vnd"})
    assert VI.amount(amount) == "74.000\u00a0tỷ đồng"
    assert EN.amount(amount) == "74,000\u00a0billion VND"
    assert (VI.term("funding", "state-budget"), EN.term("funding", "state-budget")) == ("Ngân sách nhà nước", "State budget")
    assert EN.quantity("5", None) == EN.quantity("5", "no-such-unit") == "5"


def test_deadlines():
    assert EN.deadline(None) == ""
    assert EN.deadline(Deadline(edtf="2026-06", printed="Trong quý II")) == "6/2026"
    assert EN.deadline(Deadline(word="central-schedule", printed="Theo tiến độ của Trung ương")) == "On the central schedule"
    assert EN.deadline(Deadline(printed="Sau khi được giao vốn")) == "Sau khi được giao vốn"


def test_a_text_is_said_with_its_values():
    assert EN.say(say("there is no agency '{id}'", id="{x}")) == "there is no agency '{x}'"
    assert EN.say(None) == ""
    assert catalogue("en").gettext("any words") == "any words"
