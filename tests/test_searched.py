"""What the search knows of a page: its words by what they tell, abbreviations, numbers, the card of a result."""

from __future__ import annotations

import json

import pytest

from generator.model import Abbreviation
from generator.searched import short_forms, words_as_typed, written_entry

FORMS = short_forms({"ubnd": Abbreviation(vi="Ủy ban nhân dân")})


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Tỷ lệ hộ nghèo", "ti le ho ngheo"),
        ("Đường sắt", "duong sat"),
        ("kỹ năng, y tế, thủy lợi", "ki nang y te thuy loi"),
        ("57-NQ/TW", "57 nq tw"),
        ("74.000 tỷ, 96,6 %", "74000 ti 966"),
        ("Nhiệm vụ 1.4.7.", "nhiem vu 147"),
        ("Hòa hoà", "hoa hoa"),
    ],
)
def test_words_as_people_type_them(text, typed):
    assert words_as_typed(text) == typed


def entry(html: str, title: str = "Cách đọc các trang của chúng tôi"):
    made = written_entry("cach-doc/", title, html, FORMS)
    return made, json.loads(made.card)


def of_text(made) -> str:
    """The words that are of the text alone."""
    return " ".join(word for word, weight in made.words.items() if weight == 0)


def test_a_word_stands_where_it_tells_most_and_once():
    made, _ = entry("<p>Cách đọc: đường, sắt, Đường</p>")
    assert made.words == {"cach": 2, "doc": 2, "duong": 0, "sat": 0, "cac": 2, "trang": 2, "cua": 2, "chung": 2, "toi": 2}


def test_a_short_title_is_a_name():
    made, _ = entry("<p>x</p>", title="Đường sắt")
    assert made.words == {"x": 0, "duong": 3, "sat": 3}


def test_abbreviations_are_found_by_their_names_and_the_other_way_round():
    made, _ = entry("<p>Ủy ban nhân dân phường</p><p>QĐ-UBND</p>")
    assert made.words["ubnd"] == 0
    made, _ = entry("<p>QĐ-UBND</p>")
    assert of_text(made) == "qd ubnd qdubnd uy ban nhan dan"


def test_everyday_names_of_several_words_are_found_both_ways():
    forms = short_forms({"rac-thai": Abbreviation(vi="Chất thải rắn", short="Rác thải")})
    for text, other in (("thu gom rác thải", "chat thai ran"), ("thu gom chất thải rắn", "rac thai")):
        assert set(other.split()) <= set(written_entry("x/", "x", text, forms).words)


def test_a_number_is_found_in_one_word_too():
    made, _ = entry("<p>Nghị quyết 57-NQ/TW, mã 3.2.2-1</p>")
    assert of_text(made) == "nghi quyet 57 nq tw ma 322 1 57nqtw 3221"


def test_headings_of_hand_written_pages_are_searched_and_marks_of_html_are_read():
    _, card = entry('<h2 id="a">Tiêu đề</h2><p>A &amp; B <b>C</b></p>')
    assert card["content"] == "Tiêu đề A & B C"


def test_a_measure_says_where_its_words_begin():
    html = '<p>Chỉ tiêu 5</p><article class="ck-big" id="do-1"><p>a b</p></article><article id="do-2">c</article>'
    _, card = entry(html)
    assert card["content"].split()[3:] == ["a", "b", "c"]
    assert card["anchors"] == [{"id": "do-1", "location": 3}, {"id": "do-2", "location": 5}]


def test_the_card_of_a_hand_written_page_says_its_title_and_what_stands_beside_it():
    made, card = entry("<p>x</p>", title="UBND là gì")
    assert card == {
        "path": "cach-doc/",
        "meta": {"title": "UBND là gì", "beside": "uy ban nhan dan"},
        "filters": {},
        "content": "x",
        "anchors": [],
    }
    assert (made.filters, made.sorts) == ({}, {})
