"""What is looked for, each kind by itself: dates, numbers of documents, labels, the words of bounds, printed words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.edtf import parse_edtf
from generator.trace.bounds import judge
from generator.trace.letters import fold, where_words_stand
from generator.trace.needs import DateAfterNumberNeed, DateNeed, DocumentNumberNeed, LabelNeed, NumberNeed, RowNeed
from generator.trace.source_text import SourceText
from generator.trace.units import UnitNeed


@pytest.mark.parametrize(
    ("edtf", "text", "found"),
    [
        ("2026-06", "Tháng 6/2026", True),
        ("2026-06", "thang 06 nam 2026", True),
        ("2026-06", "ngày 30/6/2026", False),
        ("2026-06", "Tháng 16/2026", False),
        ("2026-35", "Quý III/2026", True),
        ("2026-35", "Quy 111/2026", True),
        ("2026-35", "Quý 3 năm 2026", True),
        ("2026-35", "Quý II/2026", False),
        ("2026-36", "Quý IV năm 2026", True),
        ("2026-33", "Quý IV năm 2026", False),
        ("2026/2030", "Giai đoạn 2026 -\n2030", True),
        ("2026/2030", "2026 và nhiều năm\n1.2 đến 2030", False),
        ("{2027,2030}", "2027 và 2030", True),
        ("{2027,2030}", "2027 và 2031", False),
        ("{2026-06,2029}", "tháng 6/2026; năm 2029", True),
        ("2028/..", "Năm 2028 trở đi", True),
        ("2029", "Trước năm 2030", True),
        ("2029", "Đến năm 2030", False),
        ("2025-12-31", "trước 31/12/2025", True),
        ("2025-12-31", "ngày 31 tháng 12 năm 2025", True),
        ("2025-12-01", "ngày 31/12/2025", False),
        ("2025-02-01", "ngày 11/2/2025", False),
    ],
)
def test_dates_as_sources_print_them(edtf, text, found):
    parse_edtf(edtf)
    source = SourceText(text.encode())
    assert (DateNeed(edtf).found_in(source, [source.span((1, 2))]) is not None) is found


@pytest.mark.parametrize(
    ("number", "text", "found"),
    [
        ("57-NQ/TW", "số 57-NQ/TW", True),
        ("57-NQ/TW", "s6 57 -NQ/TW,", True),
        ("57-NQ/TW", "Nghi quyét 6 57- NQ/TW", True),
        ("57-NQ/TW", "quyét 57 - NQ/TW", True),
        ("57-NQ/TW", "157-NQ/TW", False),
        ("57-NQ/TW", "57-KH/TW", False),
        ("16-NQ/ĐU", "16-NQ/PU", True),
        ("27/2025/QĐ-TTg", "27/2025/0P-TTg", True),
        ("226/2025/QH15", "266/2025/QH15", False),
        ("226/2025/QH15", "226/2025/QH16", False),
        ("66.7/NQ-CP", "66.7/NQ-CP", True),
        ("66/NQ-CP", "66.7/NQ-CP", False),
        ("7/NQ-CP", "66.7/NQ-CP", False),
    ],
)
def test_numbers_of_documents(number, text, found):
    source = SourceText(text.encode())
    assert (DocumentNumberNeed(number).found_in(source, [source.span((1, 1))]) is not None) is found


def test_a_number_of_a_document_runs_over_the_end_of_a_line_but_not_further():
    source = SourceText("Nghị quyết số 66-\nNQ/TW ngày 30/4/2025\n\n".encode())
    need = DocumentNumberNeed("66-NQ/TW")
    assert [need.found_in(source, [source.span((line, line))]) is not None for line in (1, 2, 3)] == [True, True, False]
    dates = [
        DateAfterNumberNeed("66-NQ/TW", day).found_in(source, [source.span((1, 1))]) is not None
        for day in ("2025-04-30", "2025-04-20")
    ]
    assert dates == [True, False]


@pytest.mark.parametrize(
    ("label", "text", "found"),
    [("14", "Về xã hội: (14) Đạt", True), ("14", "\n14 Số", True), ("14", "đạt 14 giường", False), ("4", "(14)", False)],
)
def test_labels_of_rows(label, text, found):
    source = SourceText(text.encode())
    assert (LabelNeed(label, in_brackets=True).found_in(source, [source.span((1, 2))]) is not None) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [("\n1.4.7 Sắp", True), ("Sắp\n1.4.7", False), ("1.4.71 Sắp", False), ("21.4.7", False), ("mục 1.4.7", False)],
)
def test_codes_of_tasks_begin_the_first_line_cited(text, found):
    source = SourceText(text.encode())
    assert (LabelNeed("1.4.7", in_brackets=False).found_in(source, [source.span((1, 2))]) is not None) is found


@pytest.mark.parametrize(
    ("bound", "before", "after", "sound", "verdict"),
    [
        ("more_than", "đạt trên ", "%.", True, "proved"),
        ("more_than", "%/năm >", " Ban", True, "proved"),
        ("more_than", "dat trén ", "% luc luong", False, "proved"),
        ("more_than", "đạt ", "%.", True, "contradicted"),
        ("more_than", "dat ", "%.", False, "contradicted"),
        ("more_than", "dat trrén ", "%.", False, "unproved"),
        ("more_than", "đạt từ ", "% trở lên.", True, "contradicted"),
        ("more_than", "không thấp hơn ", " tỷ", True, "contradicted"),
        ("at_least", "không thấp hơn ", " tỷ", True, "proved"),
        ("at_least", "dat t6i\nthiéu ", "%", False, "proved"),
        ("at_least", "tir ", " dang vién tro\n[én/ndm.", False, "proved"),
        ("at_least", "cho ", " luot lao dong tro 1€n.", False, "proved"),
        ("at_least", "tir ", " dén 06 dang vién trong doanh nghiép ngoai cong 1ap tro 1én.", False, "proved"),
        ("at_least", "đạt trên ", "%.", True, "contradicted"),
        ("at_least", "trên địa bàn đạt ", "%. Từ 5% trở lên", True, "contradicted"),
        ("exactly", "trên địa bàn đạt ", "%.", True, "proved"),
        ("exactly", "đạt trên ", "%.", True, "contradicted"),
        ("exactly", "dat ", "% trd 1én, trong", False, "contradicted"),
        ("exactly", "dat ", "% hoan thanh; 25% trd 1én", False, "proved"),
        ("exactly", "từ ", " - 13%", True, "contradicted"),
        ("exactly", "3,5 - ", "%", True, "contradicted"),
        ("exactly", "dat thén ", "%.", False, "unproved"),
        ("between", "đạt từ ", "% - 13%.", True, "proved"),
        ("less_than", "con duéi ", "%.", False, "proved"),
        ("less_than", "thấp hơn ", "%.", True, "proved"),
        ("less_than", "không thấp hơn ", "%.", True, "contradicted"),
        ("at_most", "ở nhóm ", " tỉnh", True, "proved"),
        ("at_most", "không quá ", " ngày", True, "proved"),
        ("at_most", "tối đa ", " ngày", True, "proved"),
        ("at_most", "không dưới ", " ngày", True, "contradicted"),
        ("about", "(khoang ", "% so", False, "proved"),
        ("about", "không ", "%", True, "contradicted"),
    ],
)
def test_the_words_of_bounds(bound, before, after, sound, verdict):
    assert judge(bound, fold(before), fold(after), sound) == verdict


def test_folding_keeps_every_place():
    text = "Đẩy mạnh: ƯỚC ĐẠT 5% ở Hạ Long ﬁ İ"
    assert len(fold(text)) == len(text)
    assert fold("Đặc khu Ý") == "dac khu y"


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("hoàn thành trước ngày 31/12/2025", "va hoan thanh trudc ngay 31/12/2025.", True),
        ("hoàn thành trước ngày 31/12/2025", "va hoan thanh trudc ngay 31/12/2026.", False),
        ("Thực hiện thường xuyên", "Thực hiện \n\nNgân sách thường xuyên", True),
        ("Thực hiện thường xuyên", "Theo tiến độ của Trung ương", False),
        ("Hằng năm", "Hang nim", True),
        ("…", "Hang nim", False),
    ],
)
def test_printed_words_with_broken_letters(words, text, found):
    assert (where_words_stand(words, text) is not None) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("đạt 95%", True),
        ("đạt 95 - 97%", True),
        ("% 11.1 95 Đảng ủy", True),
        ("đạt 95 phần trăm", True),
        ("đạt 95 người", False),
        ("100%. Có 95 người", False),
    ],
)
def test_a_percentage_has_its_sign(text, found):
    source = SourceText(text.encode())
    assert (NumberNeed(Decimal(95), "percent").found_in(source, [source.span((1, 1))]) is not None) is found


def test_a_number_is_found_where_its_bound_is_best_proved():
    source = SourceText("đạt trên 90%\nđạt 90%\ntừ 90% trở lên".encode())
    whole = [source.span(source.whole)]
    lines = {bound: NumberNeed(Decimal(90), "percent", bound).found_in(source, whole) for bound in ("more_than", "exactly")}
    assert {bound: (found.line, found.bound) for bound, found in lines.items()} == {
        "more_than": (1, "proved"),
        "exactly": (2, "proved"),
    }


@pytest.mark.parametrize(
    ("value", "unit", "text", "found"),
    [
        ("52600", "tỷ đồng", "đạt 52.600 tỷ đồng", True),
        ("51000", "tỷ đồng", "trén 51.000 ty dong, vuot", True),
        ("1.5", "tỷ USD", "it nhit 1,5 ty\nUSD. (7)", True),
        ("2", "tỷ USD", "đạt 2 - 2,5 tỷ USD.", True),
        ("2.5", "tỷ USD", "đạt 2 - 2,5 tỷ USD.", True),
        ("20000", "USD", "đầu người USD 20,000", True),
        ("14000", "triệu đồng", "Don vi: Trieu dong\n1 |tang 14,000 8,200", True),
        ("28000", "triệu đồng", "Đơn vị tính: triệu đồng\n2,000 28,000\nđảng Kinh", True),
        ("52600", "triệu đồng", "đạt 52.600 tỷ đồng", False),
        ("1.5", "USD", "đạt 1,5 tỷ USD", False),
        ("1.5", "tỷ đồng", "đạt 1,5 tỷ USD", False),
        ("1.5", "tỷ USD", "đạt 1,5 tỷ đồng", False),
        ("14000", "tỷ đồng", "Don vi: Trieu dong\n1 |tang 14,000 8,200", False),
        ("14000", "triệu đồng", "1 |tang 14,000 8,200", False),
        ("14", "triệu đồng", "Đơn vị: triệu đồng\n14 tỷ đồng", False),  # a unit of its own comes before the heading's
        ("14", "tỷ đồng", "16 tỷ đồng và 14 trường", False),
    ],
)
def test_units_of_money(value, unit, text, found):
    source = SourceText(text.encode())
    assert (UnitNeed(Decimal(value), unit).found_in(source, [source.span((1, 3))]) is not None) is found


@pytest.mark.parametrize(
    ("code", "text", "line"),
    [
        ("1", "Xây dựng nhà\n1 |tang 3, 4", 2),
        ("3", "hội\n3. | hoi, dinh huong", 2),
        ("I", "I |Von chuan bi", 1),
        ("(6)", "(6) Cầu Bắc Luân 3", 1),
        ("(ii)", "đề án: (i) một; (ii) hai", 1),
        ("1", "Xây dựng nhà\n11 |tang 3", None),
        ("1", "Xây dựng 1 nhà", None),
        ("1", "1.5 nhà", None),
        ("I", "II | Danh muc", None),
        ("(6)", "6 Cầu", None),
        ("18", "I8. | truong hoc", None),
    ],
)
def test_numbers_of_rows(code, text, line):
    source = SourceText(text.encode())
    found = RowNeed(code).found_in(source, [source.span((1, 2))])
    assert (found and found.line) == line


def test_letters_in_the_number_of_a_row_are_accepted_only_with_a_doubt():
    source = SourceText(b"I8. | truong hoc")
    found = RowNeed("18", letters_allowed=True).found_in(source, [source.span((1, 1))])
    assert (found.line, found.by_letters) == (1, True)
    assert RowNeed("19", letters_allowed=True).found_in(source, [source.span((1, 1))]) is None
