"""What the search knows of the site beside its index: the words of titles, and the sorting of each indicator.

In: a `Site`. Out: the bytes of a JSON file, which a browser loads only where nothing is found or values are sorted. There
are no more than a few thousand syllables in Vietnamese, so the file hardly grows with the data. Leaves to others: writing
(pour), what is near (theme/assets/javascripts/nearest.js).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter

from generator.model import Record
from generator.pages.shared import name_of
from generator.pages.site import Site

WORDS_PATH = "tim-kiem.json"
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST = 5000  # the most frequent; the rest is rare or a slip


def search_words(site: Site) -> bytes:
    """`words`: those of all titles and names in lower case, the most frequent first; `indicators`: name to id."""
    tally: Counter[str] = Counter()
    for kind in site.plan.records:
        for record in site.plan.current(kind):
            tally.update(_WORD.findall(unicodedata.normalize("NFC", f"{name_of(record)} {_title(record)}").lower()))
    words = sorted(tally, key=lambda word: (-tally[word], word))[:_MOST]
    indicators = {record.data.name: record.id for record in site.plan.current("indicators")}
    return json.dumps({"words": words, "indicators": indicators}, ensure_ascii=False, separators=(",", ":")).encode()


def _title(record: Record) -> str:
    return record.data.title if record.kind == "documents" else ""
