"""Reading printed numbers: every way of printing gives the value back, a changed digit never does."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.trace.numbers import holds_figure, numbers_in, numbers_with_letters, values_of


def _grouped(digits: str, mark: str) -> str:
    return f"{int(digits):,}".replace(",", mark)


@st.composite
def printed_numbers(draw) -> tuple[Decimal, str]:
    """A value and one of the ways to print it."""
    whole = draw(st.integers(0, 10**12))
    decimals = draw(st.text("0123456789", max_size=3))
    thousands, point = draw(st.sampled_from([("", ","), ("", "."), (".", ","), (",", "."), ("\u00a0", ",")]))
    written = _grouped(str(whole), thousands)
    if whole < 10 and not decimals and draw(st.booleans()):
        written = f"0{whole}"
    return Decimal(f"{whole}.{decimals}" if decimals else whole), written + (point + decimals if decimals else "")


around = st.sampled_from([("đạt ", "%"), ("từ ", " tỷ đồng"), ("(khoảng ", " so với"), (">", " "), ("", "\n"), ("% ", " ")])


@given(printed_numbers(), around)
def test_every_way_of_printing_gives_the_value_back(number, words):
    value, written = number
    (one,) = numbers_in(words[0] + written + words[1])
    assert value in one.values
    assert (words[0] + written + words[1])[one.start : one.end] == written


@given(printed_numbers(), around, st.data())
def test_a_changed_digit_never_gives_the_value_back(number, words, data):
    value, written = number
    place = data.draw(st.sampled_from([i for i, letter in enumerate(written) if letter.isdigit()]))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != written[place]]))
    changed = written[:place] + other + written[place + 1 :]
    assert all(value not in one.values for one in numbers_in(words[0] + changed + words[1]))


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("52.600", {"52600", "52.6"}),
        ("20,000", {"20000", "20"}),
        ("96,936.775", {"96936.775"}),
        ("1.000.000", {"1000000"}),
        ("1.500,25", {"1500.25"}),
        ("02", {"2"}),
        ("0.110", {"0.11"}),
        ("10.41", {"10.41"}),
        ("1.4.7", set()),
        ("1.000.00", set()),
    ],
)
def test_values_of_a_printed_number(written, values):
    assert values_of(written) == {Decimal(value) for value in values}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("đạt từ 12,5% - 13%", ["12.5", "13"]),
        ("2 - 2,5 tỷ USD", ["2", "2.5"]),
        ("%/năm 3-3,5", ["3", "3.5"]),
        ("tir 04 dén 06 dang vién", ["4", "6"]),
        ("28,8ha và 30 ha", ["28.8", "30"]),
        ("90%/nam trd 1én", ["90"]),
        ("(14) Đạt 62 giường", ["62"]),
        ("2.1. Vé xay dung", []),
        ("số 57-NQ/TW ngày 22/12/2024; 272/KH-UBND; 27/2025/QĐ-TTg", []),
        ("Tháng 6/2026", []),
        ("ngày 09 tháng 9 năm 2025 đạt 5%", ["5"]),
        ("t6 chuc, x4 hoi, 6n dinh, 1én", []),
        ("nhiệm vụ 1.4.7", []),
        ("96,936.775| 96,936.775 71,246.775|  35,046.775", ["96936.775", "96936.775", "71246.775", "35046.775"]),
    ],
)
def test_numbers_of_a_text(text, values):
    found = numbers_in(text)
    assert [Decimal(value) in one.values for value, one in zip(values, found, strict=True)] == [True] * len(values)


def test_letters_for_digits_are_read_only_where_asked():
    assert numbers_in("khoang lha") == []
    (one,) = numbers_with_letters("khoang lha (Trwong)")
    assert one.values == {Decimal(1)}
    (one,) = numbers_with_letters("dat 2O%")
    assert one.values == {Decimal(20)}
    assert list(numbers_with_letters("la Ion, 20%")) == []


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("đạt 98%.", True),
        ("Tháng 6/2026", True),
        ("Nghị quyết số 57-NQ/TW", True),
        ("5", False),
        ("2029 ", True),
        ("(14)", False),
        ("2.1. Về kinh tế", False),
        ("t6 chuc", False),
        ("", False),
    ],
)
def test_lines_that_hold_a_figure(line, holds):
    assert holds_figure(line) is holds
