"""The tracer on a made-up plan (Phường Mẫu) with two sources: one with sound letters, one as a bad scan leaves it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.link import Plan, link
from generator.model import KINDS
from generator.parts import BOUNDS, Model
from generator.read import read
from generator.strict_yaml import place_of
from generator.trace import Trace, trace
from generator.trace.letters import letters_are_sound
from tests.conftest import MINIMAL, write_plan

SOUND = """\
ĐẢNG BỘ PHƯỜNG MẪU
Số 12-NQ/ĐU, ngày 15 tháng 12 năm 2025

Căn cứ Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị; Nghị quyết số 66-
NQ/TW ngày 30 tháng 4 năm 2025.
Năm 2025, tăng trưởng đạt trên 10,4%, tạo 3.417 việc làm.


I. CHỈ TIÊU
(1) Tỷ lệ dân số tham gia bảo hiểm y tế đạt trên 96,6%.
(2) Thu ngân sách không thấp hơn 52.600 tỷ đồng, đến Quý III/2026 đạt tối thiểu 80% dự toán.


(14) Hộ nghèo giảm còn dưới 2,05% trước năm 2031. Tổng vốn tăng từ 12,5% - 13%.
(15) Kết nạp từ 26 đảng viên trở lên, trong đó 7 là sinh viên. Cây xanh: khoảng 1.250 cây.


II. NHIỆM VỤ
1.4.7 Sắp xếp tổ dân phố
UBND phường Mẫu
Tháng 6/2026
Ngân sách nhà nước
1.4.8 Đường đi bộ
Giai đoạn 2028 -
2029
Tổng mức đầu tư 14,975.5 triệu đồng, trong đó ngân sách 8.230 triệu đồng
"""
BROKEN = """\
DANG BQ PHUONG MAU
S6 34 -NQ/BbU
Can cir Nghi quyét s6 71 -NQ/TW, ngay 22/8/2025; Nghi quyét 6 72-NQ/TW ngay
09/9/2025.


(1) Ty I¢ gia dinh vin hoa dat 90% trd 1én, trong d6 20% xuét sic.
(2) Trong it nhit 1.000 cay xanh dic trung. Ty 1¢ hd dan dat trén 55%.

(3) Két nap tir 04 dén 06 dang vién tro 1én. Ho ngheo xudng con duéi 4%.
Khu dét khoang lha.


Phin diu dén 31/12/2027 giai ngan 100% ké hoach vén, trong d6 Quy 11/2027 dat tdi thiéu 45%.
Hoan thanh trudc ngay 30/9/2027.
Don vi: Trieu dong
I |Von chuan bi diu tw 1,046.775| 8,200
"""
_TARGET = "title: Mẫu\nfield: society\n"
_ABOUT = "title: Mẫu\nshort: Mẫu\nkind: plan\nissuer: dang-uy-phuong-mau\nplace: phuong-mau\n"
_SOUND_FILES = {
    "document.yml": _ABOUT
    + f"""\
number: 12-NQ/ĐU
adopted: 2025-12-15
period: 2026
sections: [{{code: "1", title: Xã hội}}]
cites:
  - {{reference: nq-57, lines: 4}}
  - {{reference: nq-66, lines: [4, 5]}}
observations:
  - {{indicator: bao-hiem-y-te, period: 2025, nature: result, more_than: 10.4, unit: percent, source: {{lines: 6}}}}
totals:
  - name: Tổng cộng
    group: Danh mục
    amounts: [{{kind: total, value: 14975.5, unit: million-vnd}}]
    source: {{lines: 26}}
source: {{file: sound.txt, sha256: {sha256(SOUND.encode()).hexdigest()}}}
""",
    "targets/1.yml": _TARGET
    + "measures: [{name: Bảo hiểm y tế, more_than: 96.6, unit: percent}]\nsource: {point: I, lines: 10}\n",
    "targets/2.yml": _TARGET
    + """\
measures:
  - name: Thu
    at_least: 52600
    unit: billion-vnd
    path: [{by: 2026-35, at_least: 80, unit: percent}]
source: {lines: 11}
""",
    "targets/14.yml": _TARGET
    + """\
measures:
  - {name: Hộ nghèo, less_than: 2.05, unit: percent, by: 2030}
  - {name: Vốn, between: [12.5, 13], unit: percent}
source: {lines: 14}
""",
    "targets/15.yml": _TARGET
    + """\
measures:
  - {name: Đảng viên, at_least: 26, unit: person}
  - {name: Sinh viên, exactly: 7, unit: person}
  - {name: Cây, about: 1250, unit: tree}
source: {lines: 15}
""",
    "tasks/1.4.7.yml": """\
title: Mẫu
section: "1"
deadline: {edtf: 2026-06, printed: Tháng 6/2026}
source: {lines: [19, 22]}
""",
    "projects/duong.yml": """\
title: Đường
kind: work
group: Danh mục
code: 1.4.8
deadline: 2028/2029
amounts: [{kind: total, value: 14975.5, unit: million-vnd}, {kind: total, value: 8230, unit: million-vnd}]
source: {lines: [23, 26]}
""",
}
_BROKEN_FILES = {
    "document.yml": _ABOUT
    + f"""\
number: 34-NQ/ĐU
period: 2027
cites:
  - {{reference: nq-71, lines: 3}}
  - {{reference: nq-72, lines: 3}}
duties:
  - agency: [dang-uy-phuong-mau]
    what: Báo cáo
    deadline: {{edtf: 2027-09-30, printed: hoàn thành trước ngày 30/9/2027}}
    source: {{lines: 15}}
source: {{file: broken.txt, sha256: {sha256(BROKEN.encode()).hexdigest()}}}
""",
    "targets/1.yml": _TARGET
    + """\
measures:
  - {name: Gia đình văn hóa, at_least: 90, unit: percent}
  - {name: Xuất sắc, exactly: 20, unit: percent}
source: {lines: 7}
""",
    "targets/2.yml": _TARGET
    + """\
measures:
  - {name: Cây, at_least: 1000, unit: tree}
  - {name: Hộ, more_than: 55, unit: percent}
source: {lines: 8}
""",
    "targets/3.yml": _TARGET
    + """\
measures:
  - {name: Đảng viên, at_least: 4, stretch: 6, unit: person}
  - {name: Hộ nghèo, less_than: 4, unit: percent}
source: {lines: 10}
""",
    "targets/dat.yml": _TARGET
    + "measures: [{name: Đất, about: 1, unit: hectare}]\nsource: {lines: 11}\ndoubt: In “lha”, hiểu là 1 ha.\n",
    "targets/von.yml": _TARGET
    + """\
measures:
  - name: Giải ngân
    exactly: 100
    unit: percent
    by: 2027-12-31
    path: [{by: 2027-34, at_least: 45, unit: percent}]
source: {lines: 14}
""",
}
UNITS = """\
percent: {vi: "%", en: "%", symbol: true}
billion-vnd: {vi: tỷ đồng, en: billion VND, money: true}
million-vnd: {vi: triệu đồng, en: million VND, money: true}
"""
_BROKEN_FILES["projects/von.yml"] = """\
title: Vốn
kind: plan
code: I
amounts: [{kind: total, value: 1046.775, unit: million-vnd}, {kind: total, value: 8200, unit: million-vnd}]
source: {lines: 17, also: [{lines: 16}]}
"""
_REFERENCES = {
    "nq-57": ("57-NQ/TW", "2024-12-22"),
    "nq-66": ("66-NQ/TW", "2025-04-30"),
    "nq-71": ("71-NQ/TW", "2025-08-22"),
    "nq-72": ("72-NQ/TW", "2025-09-09"),
}
Files = dict[str, str]


def made_up(root: Path, files: Files | None = None) -> tuple[Plan, dict[str, bytes], object]:
    """The made-up plan with these files laid over it, its sources, and where its values stand."""
    written = {name: text for name, text in MINIMAL.items() if "documents" not in name}
    written["data/units.yml"] = UNITS + "".join(
        f"{unit}: {{vi: {unit}, en: {unit}}}\n" for unit in ("person", "tree", "hectare")
    )
    for id_, (number, day) in _REFERENCES.items():
        written[f"data/references/{id_}.yml"] = f"number: {number}\ntitle: Nghị quyết\ndate: {day}\n"
    written |= {f"data/documents/mau-2026/{name}": text for name, text in _SOUND_FILES.items()}
    written |= {f"data/documents/mau-2027/{name}": text for name, text in _BROKEN_FILES.items()}
    write_plan(root, written | (files or {}))
    for name in ("targets/1.yml", "tasks/1.1.yml", "projects/tram-y-te.yml"):
        if f"data/documents/mau-2026/{name}" not in written:
            (root / "data/documents/mau-2026" / name).unlink()

    def where(file: str, path: tuple):
        return place_of(file, (root / file).read_text("utf-8"), path)

    read_files, problems = read(root, root / "data")
    assert problems == []
    plan, unknown = link(read_files.records, read_files.lists, where)
    assert unknown == []
    return plan, {"sound.txt": SOUND.encode(), "broken.txt": BROKEN.encode()}, where


def traced(root: Path, files: Files | None = None) -> tuple[Trace, list]:
    return trace(*made_up(root, files))


def test_every_figure_of_the_made_up_plan_is_traced(tmp_path):
    result, problems = traced(tmp_path)
    assert problems == []
    sums = {one.document: (one.figures, one.traced, one.not_found) for one in result.documents.values()}
    assert sums == {"mau-2026": (38, 38, 0), "mau-2027": (28, 28, 0)}
    assert all(one.sha_matches and one.state == "read" for one in result.documents.values())
    assert [one.by_letters for one in result.documents.values()] == [0, 1]


def test_each_figure_says_what_it_is_and_where_it_stands(tmp_path):
    result, _ = traced(tmp_path)
    rows = [(one.what, one.words, one.line, one.bound) for one in result.records["mau-2026/targets/2"].figures]
    assert rows == [
        ("number", "2", 11, ""),
        ("value", "at_least 52600", 11, "proved"),
        ("unit", "tỷ đồng", 11, ""),
        ("step", "at_least 80", 11, "proved"),
        ("date", "2026-35", 11, ""),
    ]
    rows = [(one.what, one.words, one.line) for one in result.records["mau-2026/tasks/1.4.7"].figures]
    assert rows == [("code", "1.4.7", 19), ("date", "2026-06", 21), ("printed", "Tháng 6/2026", 21)]


def test_a_figure_that_is_not_there_is_told_with_its_place(tmp_path):
    path = "data/documents/mau-2026/targets/1.yml"
    _, problems = traced(tmp_path, {path: _SOUND_FILES["targets/1.yml"].replace("96.6", "96.7")})
    (problem,) = problems
    assert (str(problem.place), problem.check, problem.level) == (f"{path}:3:45", "not-traced", "warning")
    assert problem.what.written(str) == "'more_than 96.7' does not stand in the lines cited (10)"
    assert problem.mend.written(str).endswith("there stands: (1) Tỷ lệ dân số tham gia bảo hiểm y tế đạt trên 96,6%.")


def test_words_that_speak_against_a_bound_are_told(tmp_path):
    path = "data/documents/mau-2026/targets/1.yml"
    _, problems = traced(tmp_path, {path: _SOUND_FILES["targets/1.yml"].replace("more_than", "at_least")})
    assert [one.what.written(str) for one in problems] == [
        "the words at the number in line 10 speak against 'at_least 96.6'"
    ]


def test_a_changed_source_is_an_error_and_a_missing_one_a_state(tmp_path):
    plan, sources, where = made_up(tmp_path)
    result, problems = trace(plan, {"sound.txt": sources["sound.txt"] + b"\n"}, where)
    assert [(one.check, one.level, one.place.line) for one in problems] == [("source-changed", "error", 20)]
    assert (result.documents["mau-2026"].sha_matches, result.documents["mau-2026"].not_found) == (False, 0)
    assert (result.documents["mau-2027"].state, result.documents["mau-2027"].sha_matches) == ("source-missing", None)
    assert not any(full_id.startswith("mau-2027") for full_id in result.records)


@given(st.text() | st.text(alphabet="0123456789.,/-%()\n lIOđ>Qé"))
@settings(max_examples=200)
def test_no_source_stops_the_tracer(made_up_once, text):
    plan, sources, where = made_up_once
    result, problems = trace(plan, {name: text.encode("utf-8", "surrogatepass") for name in sources}, where)
    missing = sum(not one.traced and not one.doubted for row in result.records.values() for one in row.figures)
    assert len(problems) == missing + len(sources)


@pytest.fixture(scope="module")
def made_up_once(tmp_path_factory):
    return made_up(tmp_path_factory.mktemp("plan"))


def _keys_with_figures(model) -> set[str]:
    """The keys of a model, and of all models in it, whose values are numbers or dates."""
    found = set()
    for key, hint in get_type_hints(model, include_extras=True).items():
        if key in model.model_fields:
            found |= {key} if "Decimal" in repr(hint) or "_as_date" in repr(hint) else set()
            found |= set().union(*(_keys_with_figures(inner) for inner in _models(hint)))
    return found


def _models(hint) -> list:
    if isinstance(hint, type) and issubclass(hint, Model):
        return [hint]
    return [model for part in get_args(hint) for model in _models(part)]


def test_no_key_with_a_number_or_a_date_is_overlooked():
    keys = set().union(*(_keys_with_figures(KINDS[kind]) for kind in ("documents", "targets", "tasks", "projects")))
    is_traced = {*BOUNDS, "stretch", "value", "by", "edtf", "adopted", "period"} - {"goal"}
    is_not = {"until"}  # the publisher, not the source, says until when
    assert keys == is_traced | is_not


def test_lines_beyond_the_end_of_the_source_hold_nothing(tmp_path):
    path = "data/documents/mau-2026/targets/1.yml"
    _, problems = traced(tmp_path, {path: _SOUND_FILES["targets/1.yml"].replace("lines: 10", "lines: [900, 901]")})
    assert [one.check for one in problems] == ["not-traced"] * 2


def test_lines_with_figures_that_no_record_cites_are_listed(tmp_path):
    result, _ = traced(tmp_path)
    sums = result.documents["mau-2026"]
    assert sums.uncited == (2,)
    assert (sums.lines_with_figures, sums.cited) == (12, 11)


def test_a_doubt_that_names_the_line_speaks_for_a_missing_number(tmp_path):
    path = "data/documents/mau-2026/document.yml"
    text = _SOUND_FILES["document.yml"].replace(
        "{reference: nq-57, lines: 4}", "{reference: nq-57, lines: [4, 6], doubt: DOUBT}"
    )
    for doubt, found in (("Dòng 6 không ghi số", (0, 1)), ("Dòng 16 không ghi số", (1, 0))):
        result, problems = traced(tmp_path / doubt, {path: text.replace("DOUBT", doubt)})
        assert (result.documents["mau-2026"].not_found, result.documents["mau-2026"].doubted) == found
        assert len(problems) == found[0]


def test_letters_for_digits_are_accepted_only_with_a_doubt(tmp_path):
    path = "data/documents/mau-2027/targets/dat.yml"
    _, problems = traced(tmp_path, {path: _BROKEN_FILES["targets/dat.yml"].rpartition("doubt")[0]})
    assert [str(one.place) for one in problems] == [f"{path}:3:31"]


def test_sound_letters_are_told_from_broken_ones():
    assert letters_are_sound(SOUND)
    assert not letters_are_sound(BROKEN)
