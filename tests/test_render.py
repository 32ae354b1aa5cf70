"""What of a page is searched, and what is not."""

from __future__ import annotations

import re

import pytest
from markupsafe import escape

from generator.build import FRAME_PATHS, prepare
from generator.frame import Frame
from generator.model import Abbreviation
from generator.output import Output
from generator.pages import all_pages, planned_pages
from generator.pour import pour, write_page
from generator.searched import short_forms, words_as_typed
from tests.conftest import MINIMAL, settings_for, write_plan


def _filled(tmp_path):
    prepared, _ = prepare(settings_for(write_plan(tmp_path, {})))
    return {page.path: prepared.render.filled(page) for page in all_pages(prepared.site)}


def test_a_title_full_of_brackets_is_no_mark(tmp_path):
    title = "<" * 40 + '<!--unsearched--><h2 id="x">{{ it }} %(x)s %% &'
    task = MINIMAL["data/documents/mau-2026/tasks/1.1.yml"]
    task = re.sub("^title: .*$", lambda _: f"title: '{title}'", task, flags=re.MULTILINE)
    prepared, problems = prepare(settings_for(write_plan(tmp_path, {"data/documents/mau-2026/tasks/1.1.yml": task})))
    assert not any(problem.is_error for problem in problems)
    filled = next(prepared.render.filled(one) for one in all_pages(prepared.site) if one.path.endswith("nhiem-vu/1.1/"))
    assert str(escape(title)) in filled.slots["body"] and title not in filled.slots["body"]
    assert "Vận động" not in filled.searched.card and "unsearched" in filled.searched.card


def test_rows_of_others_how_to_cite_and_the_way_around_are_not_searched(tmp_path):
    filled = _filled(tmp_path)["van-ban/mau-2026/chi-tieu/1/"]
    for words in ("Vận động tham gia bảo hiểm y tế", "Cite and reuse", "Home", "mau.txt"):
        assert words in filled.slots["body"], words
        assert words not in filled.searched.card, words
    for words in ("Bảo hiểm y tế", "at least 98", '"kind":["Target"]'):
        assert words in filled.searched.card, words


def test_lists_and_overviews_are_not_searched(tmp_path):
    filled = _filled(tmp_path)
    silent = {path for path, one in filled.items() if not one.searched}
    assert {"chi-tieu/", "nhiem-vu/", "canh-bao/", "thoi-han/"} <= silent
    assert not {path for path in silent if path.startswith("van-ban/mau-2026/")}


def test_an_everyday_name_of_several_words_stands_beside_what_documents_call_it():
    forms = short_forms({"rac-thai": Abbreviation(vi="Chất thải rắn", short="Rác thải"), "ql": Abbreviation(vi="Quốc lộ")})
    assert forms.beside([], words_as_typed("Thu gom chất thải rắn ở Quốc lộ 5").split()) == ["rac thai", "ql"]
    assert forms.beside([], words_as_typed("Thu gom chất thải lỏng").split()) == []


def test_a_page_alone_and_a_site_without_an_index_are_made_without_the_words_for_the_search(tmp_path, monkeypatch):
    prepared, _ = prepare(settings_for(write_plan(tmp_path / "plan", {})))
    frames = dict.fromkeys(FRAME_PATHS, Frame(("<title>",), ()))
    pages = list(planned_pages(prepared.site))

    def refused(*_):
        raise AssertionError("words were worked out")

    monkeypatch.setattr("generator.render.entry", refused)
    write_page(prepared, frames, Output(str(tmp_path / "preview")), pages[0])
    assert pour(prepared, frames, tmp_path / "site").report.pages == len(pages)
    with pytest.raises(AssertionError, match="words were worked out"):
        pour(prepared, frames, tmp_path / "searched", written=())
