"""The templates' environment gives what Jinja2 itself would give."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from generator.contexts import Link
from generator.environment import as_html, environment
from generator.render import TEMPLATES


@given(st.one_of(st.text(), st.text().map(Markup), st.integers(), st.none(), st.text("&<>'\"a")))
def test_a_value_is_escaped_as_markupsafe_does(value: object):
    assert str(as_html(value)) == str(escape(value))


def test_parts_that_are_kept_are_escaped_too():
    parts = environment(TEMPLATES, "vi").globals["parts"]
    link = Link('A<b>"', "co-quan/a/", "x & y")
    wanted = '<a href="../co-quan/a/">A&lt;b&gt;&#34;</a> <span class="ck-note">x &amp; y</span>'
    assert parts.link(link, "../") == wanted
    assert parts.link(link, "../") == wanted
    assert parts.link(link, "../../") == wanted.replace("../", "../../")


def _filled(tmp_path: Path, language: str, text: str, **values: object) -> str:
    (tmp_path / "parts.html").write_text("", "utf-8")
    (tmp_path / "one.html").write_text(text, "utf-8")
    return environment(tmp_path, language).get_template("one.html").render(**values)


@pytest.mark.parametrize(("language", "wanted"), [("vi", "Trang chủ Trang chủ"), ("en", "Home Home")])
def test_texts_are_translated(tmp_path: Path, language: str, wanted: str):
    assert _filled(tmp_path, language, '{% trans %}Home{% endtrans %} {{ _("Home") }}') == wanted


def test_a_text_with_values_escapes_them(tmp_path: Path):
    text = "{% trans number=it %}{{ number }} more on the indicator's page{% endtrans %}"
    assert "&lt;1&gt;" in _filled(tmp_path, "en", text, it="<1>")


def test_what_a_context_has_not_is_an_error(tmp_path: Path):
    with pytest.raises(AttributeError, match="nothing"):
        _filled(tmp_path, "en", "{{ it.nothing }}", it=Link("A", "a/"))
