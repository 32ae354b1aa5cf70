"""Whether the words around a number say what the record says of it: more than, at least, exactly ...

In: the bound of the record and the folded text before and after the number. Out: "proved", "contradicted" or "unproved".
Unproved is said only where a scan has broken the letters and what stands there may be such a word: a doubt is no finding.
Leaves to others: finding the number (needs).
"""

from __future__ import annotations

import re

from generator.trace.letters import alike

PROVED, UNPROVED, CONTRADICTED = "proved", "unproved", "contradicted"
_BETWEEN = r"\s*(?:[^\s\d]+\s+){0,2}$"
# Negations come first: "không thấp hơn" holds "thấp hơn". The letters that scans break are left open.
_BEFORE = (
    ("at_most", re.compile(r"(?:(?<!\w)kh\S?ng\s+(?:qu\S|cao\s+h\Sn|v\S{1,3}t)|(?<!\w)t\S{1,2}i\s+da(?!\w)|≤)" + _BETWEEN)),
    ("at_most", re.compile(r"(?<!\w)nh\Sm\s*$")),
    ("at_least", re.compile(r"(?:(?<!\w)kh\S?ng\s+(?:th\S{1,2}p\s+h\S{1,2}n|du\S{1,2}i|\St\s+h\Sn)|≥)" + _BETWEEN)),
    ("at_least", re.compile(r"(?<!\w)(?:[ií1l]t\s+nh\S{1,3}t|t\S{1,2}i\s*thi\S{1,2}u)" + _BETWEEN)),
    ("less_than", re.compile(r"(?:(?<!\w)du\S{1,2}i|(?<!\w)th\S{1,2}p\s+h\S{1,2}n|<)\s*$")),
    ("more_than", re.compile(r"(?:(?<!\w)tr[e€&o6]n|(?<!\w)h[o0d]n|(?<!\w)v(?:u|w|ur)[o0g9q]t(?:\s+qua)?|>)\s*$")),
    ("about", re.compile(r"(?:(?<!\w)kho\Sng|(?<!\w)x\Sp\s+x\S|~)\s*$")),
)
_FROM = re.compile(r"(?<!\w)t(?:u|ir|ur|w|i)\s*$")
_RANGE = re.compile(r"^\s*%?\s*(?:[-–—]|d\Sn\s)\s*\d")
_RANGE_BEFORE = re.compile(r"\d\s*%?\s*(?:[-–—]|d\Sn)\s*$")
_RANGE_REST = re.compile(r"^\s*%?\s*(?:[-–—]|d\Sn\s)\s*[\d.,]+")
_NEXT_NUMBER = re.compile(r"(?<!\w)\d+(?=[\s%/.,)–-]|$)")  # but no "1€n", which is a broken "lên"
_UP = re.compile(r"(?<!\w)tr\S{1,2}\s*[\[1lit|]{1,2}[e€]n")
_CLAUSE_ENDS = re.compile(r"[;:,()]|\.(?=\s|$)")
_SENTENCE_ENDS = re.compile(r"[;:]|\.(?=\s|$)")
_MARKERS = ("tren", "hon", "vuot", "duoi", "khoang", "nhat", "thieu", "nhom")
_NEAR_WORDS = 4


def judge(bound: str, before: str, after: str, is_sound: bool) -> str:
    """What the words around a number prove about its bound."""
    nearest = _said(before, after)
    if bound == "exactly" and (_RANGE.search(after) or _RANGE_BEFORE.search(before)):
        return CONTRADICTED
    if bound in ("exactly", "between"):
        if nearest - ({"at_most"} if _names_a_group(before) else set()):
            return CONTRADICTED
        return PROVED if is_sound or not _may_be_broken(before) else UNPROVED
    if bound in nearest:
        return PROVED
    if nearest:
        return CONTRADICTED
    if bound == "at_least" and _UP.search(_own(_SENTENCE_ENDS, after)):
        return PROVED
    return CONTRADICTED if is_sound or not _may_be_broken(before) else UNPROVED


def _said(before: str, after: str) -> set[str]:
    """The bounds that the words directly at the number speak of."""
    clause = _CLAUSE_ENDS.split(before)[-1]
    said = {next((bound for bound, pattern in _BEFORE if pattern.search(clause)), "")} - {""}
    if _FROM.search(clause) and not _RANGE.search(after):
        said.add("at_least")
    behind = _own(_CLAUSE_ENDS, after)
    up = _UP.search(behind)
    if up and len(behind[: up.start()].split()) <= _NEAR_WORDS:
        said.add("at_least")
    return said


def _names_a_group(before: str) -> bool:
    return _BEFORE[1][1].search(before) is not None


def _own(end: re.Pattern[str], after: str) -> str:
    """The words after a number that can be its own: to the end of the clause, and not past the next number but its range."""
    return _until(_NEXT_NUMBER, _RANGE_REST.sub("", _until(end, after)))


def _until(end: re.Pattern[str], text: str) -> str:
    found = end.search(text)
    return text[: found.start()] if found else text


def _may_be_broken(before: str) -> bool:
    """Whether the word before the number looks like one that binds, so that nothing can be said for certain."""
    words = re.findall(r"\S+", _CLAUSE_ENDS.split(before)[-1])
    return bool(words) and any(alike(words[-1], marker) for marker in _MARKERS)
