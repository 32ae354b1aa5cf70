"""The templates' environment gives what Jinja2 itself would give."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateAssertionError, UndefinedError
from markupsafe import Markup, escape

from generator.contexts import Link
from generator.environment import as_html, environment
from generator.render import TEMPLATES


@given(st.one_of(st.text(), st.text().map(Markup), st.integers(), st.none(), st.text("&<>'\"a")))
def test_a_value_is_escaped_as_markupsafe_does(value: object):
    assert str(as_html(value)) == str(escape(value))


def test_parts_that_are_kept_are_escaped_too():
    parts = environment(TEMPLATES, "vi").parts
    link = Link('A<b>"', "co-quan/a/", "x & y")
    wanted = '<a href="../co-quan/a/">A&lt;b&gt;&#34;</a> <span class="ck-note">x &amp; y</span>'
    assert parts.link(link, "../") == wanted
    assert parts.link(link, "../") == wanted
    assert parts.link(link, "../../") == wanted.replace("../", "../../")


_PARTS = """\
{% macro pair(one, other="&") %}[{{ one }}{{ other }}]{% endmacro %}
{% macro box(title, show=true) %}{% if show %}<h2>{{ title }}</h2>{{ caller() }}{% endif %}{% endmacro %}
"""


def _filled(tmp_path: Path, language: str, text: str, **values: object) -> str:
    (tmp_path / "parts.html").write_text(_PARTS, "utf-8")
    (tmp_path / "whole.html").write_text(
        "<main>{% block body %}?{% endblock %}{% block foot %}{{ it }}{% endblock %}</main>", "utf-8"
    )
    (tmp_path / "one.html").write_text(text, "utf-8")
    return environment(tmp_path, language).get_template("one.html").render(**values)


@pytest.mark.parametrize(("language", "wanted"), [("vi", "Trang chủ Trang chủ"), ("en", "Home Home")])
def test_texts_are_translated(tmp_path: Path, language: str, wanted: str):
    assert _filled(tmp_path, language, '{% trans %}Home{% endtrans %} {{ _("Home") }}') == wanted


def test_a_text_with_values_escapes_them(tmp_path: Path):
    text = "{% trans number=it %}{{ number }} more on the indicator's page{% endtrans %}"
    assert _filled(tmp_path, "en", text, it="<1>") == "&lt;1&gt; more on the indicator's page"
    assert _filled(tmp_path, "en", "{% trans n=it %}{{ n }} % of it{% endtrans %}", it=5) == "5 % of it"


def test_one_and_several_are_told_apart(tmp_path: Path):
    text = "{% trans number=it %}{{ number }} & one{% pluralize %}{{ number }} & more{% endtrans %}"
    assert [_filled(tmp_path, "en", text, it=one) for one in (1, 2)] == ["1 & one", "2 & more"]


def test_what_a_context_has_not_is_an_error(tmp_path: Path):
    with pytest.raises(AttributeError, match="nothing"):
        _filled(tmp_path, "en", "{{ it.nothing }}", it=Link("A", "a/"))


def test_arguments_of_parts_are_given_named_or_left_out(tmp_path: Path):
    text = "{{ parts.pair(it) }}{{ parts.pair(it, it) }}{{ parts.pair(it, other=1) }}{{ parts.pair(other=2, one=3) }}"
    assert _filled(tmp_path, "en", text, it="<") == "[&lt;&amp;][&lt;&lt;][&lt;1][32]"
    with pytest.raises(TypeError, match="third"):
        _filled(tmp_path, "en", "{{ parts.pair(it, third=1) }}", it="<")


def test_a_part_has_what_is_put_into_it(tmp_path: Path):
    text = "{% call parts.box(it) %}<b>{{ it }}</b>{% endcall %}{% call parts.box(it, false) %}no{% endcall %}"
    assert _filled(tmp_path, "en", text, it="<") == "<h2>&lt;</h2><b>&lt;</b>"


def test_a_block_stands_where_the_layout_has_it(tmp_path: Path):
    text = (
        '{% extends "whole.html" %}{% block body %}{% for n in it %}{{ n }}{% if n %}+{% endif %}{% endfor %}{% endblock %}'
    )
    assert _filled(tmp_path, "en", text, it=[0, 1, "<"]) == "<main>01+&lt;+[0, 1, &#39;&lt;&#39;]</main>"


def test_a_block_that_the_layout_has_not_is_an_error(tmp_path: Path):
    with pytest.raises(TemplateAssertionError, match=r"whole\.html has no block bodi"):
        _filled(tmp_path, "en", '{% extends "whole.html" %}{% block bodi %}{% endblock %}', it="")


def test_what_has_no_else_is_nothing(tmp_path: Path):
    text = '[{{ "a" if it }}{{ "b" if not it }}]'
    assert [_filled(tmp_path, "en", text, it=one) for one in (True, False)] == ["[a]", "[b]"]


def test_a_name_that_nothing_has_is_an_error(tmp_path: Path):
    with pytest.raises(UndefinedError, match="'titel' is undefined"):
        _filled(tmp_path, "en", "{{ titel }}", it="")


def test_macros_stand_with_the_parts():
    found = [path.name for path in TEMPLATES.glob("*.html") if "{% macro" in path.read_text("utf-8")]
    assert found == ["parts.html"]
