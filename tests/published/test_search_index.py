"""What is in the search index, unpacked: nothing that is not cleared."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import yaml

from tests.published.index_words import Index

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
    index = Index(example_site)
    held = "\n".join(strings([index.cards, list(index.words), *map(list, index.filters.values()), list(index.sorts)]))
    assert "Phường Mẫu" in held and "phuong" in index.words and "place" in index.filters, "the index can be read"
    files = [one for one in (example_site / "search").rglob("*") if one.is_file()]
    assert not [one for one in files if CANARY.encode() in one.read_bytes()]
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
    """The words of a text without tone marks."""
    letters = unicodedata.normalize("NFD", text.lower())
    return re.findall(r"\w+", "".join(one for one in letters if not unicodedata.combining(one)))
