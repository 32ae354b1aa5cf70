"""What is in the search index, unpacked: nothing that is not cleared."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import yaml

from tests.published.index_words import chunks, fragments

HERE = Path(__file__).parent
CANARY = "KHÔNG ĐƯỢC LỘ"


def test_only_what_is_cleared_is_in_the_index(example_site: Path) -> None:
    plan = HERE.parent / "example_plan" / "data"
    texts = [text for file in plan.rglob("*.yml") if CANARY in (text := file.read_text("utf-8"))]
    withheld = [
        data for text in texts if (data := yaml.safe_load(text)).get("publication", {}).get("status", "public") != "public"
    ]
    shown = {word for file in example_site.rglob("*.html") for word in plain(file.read_text("utf-8"))}
    secret = {word for value in strings(withheld) for word in plain(value)} - shown
    assert "424242" in secret
    pages = [{key: page[key] for key in ("url", "content", "filters", "meta")} for page in fragments(example_site)]
    held = "\n".join(one for one in strings([pages, chunks(example_site)]) if not one.lstrip("-").isdigit() or len(one) > 4)
    assert "Phường Mẫu" in held, "the index can be read"
    assert CANARY.lower() not in held.lower()
    assert secret & set(plain(held)) == set()


def strings(value: object) -> list[str]:
    """Every text and number in nested data, without keys."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [one for item in value for one in strings(item)]
    return [str(value)]


def plain(text: str) -> list[str]:
    """The words of a text as the index has them, without tone marks."""
    letters = unicodedata.normalize("NFD", text.lower())
    return re.findall(r"\w+", "".join(one for one in letters if not unicodedata.combining(one)))
