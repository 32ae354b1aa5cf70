"""What is searched and what is not take turns in a filled page, so the marks in the templates must stand in order."""

from __future__ import annotations

import re

import pytest

from generator.render import TEMPLATES
from generator.searched import SEARCHED, UNSEARCHED

MACROS = dict(
    re.findall(r"{% macro (\w+)\(.*?\) -?%}(.*?){%-? endmacro %}", (TEMPLATES / "parts.html").read_text("utf-8"), re.DOTALL)
)
STEP = re.compile(
    rf"(?P<mark>{UNSEARCHED}|{SEARCHED})|parts\.(?P<macro>\w+)\(|(?P<heading><h2 |</h2>)"
    r"|{%-? (?P<branch>if|elif|else|endif|for|endfor|call|endcall)\b"
)


def ends_unsearched(text: str, unsearched: bool = False) -> bool:
    """Whether the end of a template is not searched. Raises AssertionError where a mark stands inside another or a heading,
    or a branch has one without its fellow."""
    around, in_heading = [], False
    for step in STEP.finditer(text):
        where = text[max(step.start() - 80, 0) : step.end()]
        if step["mark"]:
            assert not in_heading and unsearched is (step["mark"] == SEARCHED), where
            unsearched = not unsearched
        elif step["heading"]:
            in_heading = step["heading"] == "<h2 "
        elif step["macro"]:
            inner = MACROS.get(step["macro"], "")
            assert ends_unsearched(inner, unsearched) is unsearched, where
            assert not (in_heading and UNSEARCHED in inner), where
        elif step["branch"] in ("if", "for", "call"):
            around.append(unsearched)
        else:
            assert unsearched is around[-1], where
            if step["branch"].startswith("end"):
                around.pop()
    return unsearched


@pytest.mark.parametrize("template", sorted(path.name for path in TEMPLATES.glob("*.html") if path.name != "parts.html"))
def test_no_mark_stands_alone_or_inside_another(template: str):
    assert len(MACROS) > 20
    assert not ends_unsearched((TEMPLATES / template).read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        f"{UNSEARCHED}a{UNSEARCHED}b{SEARCHED}",
        SEARCHED,
        f"{{% if a %}}{UNSEARCHED}{{% else %}}{{% endif %}}{SEARCHED}",
        f'<h2 id="a">{UNSEARCHED}</h2>{SEARCHED}',
    ],
)
def test_marks_out_of_order_are_noticed(text: str):
    with pytest.raises(AssertionError):
        ends_unsearched(text)
