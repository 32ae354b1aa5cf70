"""The Vietnamese catalogue is complete, holds nothing that is no longer used, and keeps every placeholder.

The texts are extracted again from code and templates, by the same babel.cfg that `pybabel extract` uses.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from generator.locale.calls import extract
from generator.problems import Place, Problem, as_annotation, as_text, say
from generator.wording import Wording, catalogue

ROOT = Path(__file__).parent.parent
MEND = """
To mend (see docs/translating.md), in the project's folder:
  pybabel extract -F babel.cfg --add-location=file --sort-by-file -w 120 -o messages.pot generator theme
  pybabel update -i messages.pot -o generator/locale/vi.po -l vi -w 120 -N --ignore-obsolete --ignore-pot-creation-date
then fill in each empty msgstr of generator/locale/vi.po, and remove messages.pot."""
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)s|%")

Key = str | tuple[str, ...]


@pytest.fixture(scope="module")
def used() -> set[Key]:
    """The texts in code and templates; a pair where there is one for one and one for many."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    return {
        message
        for folder in ("generator", "theme")
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, methods, options)
    }


@pytest.fixture(scope="module")
def vietnamese() -> Catalog:
    with (ROOT / "generator/locale/vi.po").open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def key(message: Message) -> Key:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def texts(value: str | list[str] | tuple[str, ...]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def is_translated(message: Message) -> bool:
    return not message.fuzzy and all(text.strip() for text in texts(message.string))


def placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def listed(title: str, found: list) -> str:
    return f"{title}:\n" + "\n".join(f"  {one!r}" for one in found) + MEND


def test_every_way_of_marking_a_text_is_seen(used: set[Key]) -> None:
    assert {
        "error",  # translate("…")
        "mend",  # the same, inside an f-string
        "at least {value}",  # say("…") in a dictionary
        ("{number} target", "{number} targets"),  # translate_count("…", "…", n)
        "Where it is written",  # {% trans %} in a record's template
        "compared with: %(base)s",  # the same, with a value
        "Before and after in the document",  # _("…") in a record's template
        "What are you looking for?",  # gettext("…") in the frame's templates
    } <= used


def test_calls_are_found_by_name_wherever_they_stand() -> None:
    code = b'self.words.translate("a")\nx = f"{translate(\'b\')}"\ntranslate_count("c", "d", n)\nsay(e)\nother("f")\n'
    found = [(line, name, arguments) for line, name, arguments, _ in extract(io.BytesIO(code), (), (), {})]
    assert sorted(found) == [
        (1, "gettext", ("a",)),
        (2, "gettext", ("b",)),
        (3, "ngettext", ("c", "d", None)),
        (4, "gettext", (None,)),
    ]


def test_every_text_is_translated(used: set[Key], vietnamese: Catalog) -> None:
    translated = {key(message) for message in vietnamese if is_translated(message)}
    missing = sorted(used - translated, key=str)
    assert not missing, listed("not translated in generator/locale/vi.po", missing)


def test_no_message_is_left_over(used: set[Key], vietnamese: Catalog) -> None:
    left = sorted({key(message) for message in vietnamese if message.id} - used, key=str)
    left += sorted(f"#~ {text}" for text in vietnamese.obsolete)
    assert not left, listed("no longer used, but still in generator/locale/vi.po", left)


def test_placeholders_are_kept(vietnamese: Catalog) -> None:
    changed = []
    for message in filter(is_translated, vietnamese):
        wanted = set().union(*map(placeholders, texts(message.id)))
        changed += [(key(message), text) for text in texts(message.string) if message.id and placeholders(text) != wanted]
    assert not changed, listed("placeholders differ between text and translation", changed)


def test_one_form_for_every_number(vietnamese: Catalog) -> None:
    words = Wording("vi", {}, {})
    assert vietnamese.plural_forms == "nplurals=1; plural=0;"
    assert [words.translate_count("{number} target", "{number} targets", n) for n in (0, 1, 2)] == ["{number} chỉ tiêu"] * 3


def test_a_problem_is_written_in_vietnamese() -> None:
    problem = Problem(Place("a.yml", 4, 3), say("'{key}' is empty", key="title"), "empty-value", say("add at least one"))
    translate = catalogue("vi").gettext
    assert as_text(problem, translate) == (
        "a.yml:4:3: lỗi: khóa 'title' để trống [empty-value]\n  cách sửa: thêm ít nhất một giá trị"
    )
    assert "cách sửa: thêm ít nhất một giá trị" in as_annotation(problem, translate)
