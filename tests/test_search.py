"""The search index: what is written is what was gathered, whatever the shares; a browser reads the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from generator.search import Gathered, _leb128, index_files
from generator.searched import Entry
from tests.published.index_words import Index, listed, numbers

READ = (Path(__file__).parent / "published" / "read_index.mjs").as_posix()
WORDS = some.text(alphabet="abcđé12", min_size=1, max_size=6)
VALUES = some.text(min_size=1, max_size=8)
PAGES = some.lists(
    some.tuples(
        some.dictionaries(WORDS, some.integers(0, 3), max_size=8),
        some.dictionaries(some.sampled_from(["kind", "place"]), some.lists(VALUES, min_size=1, max_size=3)),
        some.dictionaries(some.sampled_from(["number", "value-a"]), some.integers(-50, 50).map(str)),
    ),
    max_size=12,
)


def in_text(text: str) -> dict[str, int]:
    """The words of a text, as an entry has them."""
    return dict.fromkeys(text.split(), 0)


def entry(number: int, page: tuple) -> Entry:
    """A page: a subject, something beside it, or a record, in this order in the index."""
    weights, filters, sorts = page
    path = (f"chi-so/{number}/", f"can-cu/{number}/", f"van-ban/mau/chi-tieu/{number}/")[number % 3]
    return Entry(path, json.dumps({"path": path}), weights, {key: tuple(values) for key, values in filters.items()}, sorts)


def written(folder: Path, shares: list[list[Entry]]) -> dict[str, bytes]:
    """The files of an index made of shares of pages."""
    gathered, files = [Gathered() for _ in shares], {}
    for one, entries in zip(gathered, shares, strict=True):
        files |= dict(map(one.add, entries))
    files |= dict(index_files(gathered))
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return files


@settings(max_examples=60, deadline=None)
@given(pages=PAGES, cut=some.integers(0, 12))
def test_what_is_written_is_what_was_gathered(tmp_path_factory, pages, cut):
    folder = tmp_path_factory.getbasetemp() / "index"
    entries = [entry(number, page) for number, page in enumerate(pages)]
    files = written(folder, [entries[:cut], entries[cut:]])
    assert files == written(folder, [entries]), "shares change nothing"
    index = Index(folder)
    paths = [card["path"] for card in index.cards]
    assert paths == sorted(
        (one.path for one in entries), key=lambda path: (path.count("/"), path.startswith("can-cu/"), path)
    )
    number_of = {path: number for number, path in enumerate(paths)}
    words: dict[str, dict[int, int]] = {}
    filters: dict[tuple[str, str], set[int]] = {}
    for one in entries:
        for word, weight in one.words.items():
            words.setdefault(word, {})[number_of[one.path]] = weight
        for key, values in one.filters.items():
            for value in values:
                filters.setdefault((key, value), set()).add(number_of[one.path])
    assert {word: dict(found) for word, found in index.words.items()} == words
    assert list(index.words) == sorted(words), "a browser looks for a word by halves"
    found = {
        (key, value): {page for page, _ in row} for key, values in index.filters.items() for value, row in values.items()
    }
    assert found == filters
    for key, order in index.sorts.items():
        assert order == [
            number for _, number in sorted((int(one.sorts[key]), number_of[one.path]) for one in entries if key in one.sorts)
        ]


def test_a_word_on_many_pages_has_a_file_of_its_own_and_the_rest_share_theirs(tmp_path):
    many = [(("tinh " if number % 2 else "") + f"so{number:05}",) for number in range(30_000)]
    index = Gathered()
    for number, (text,) in enumerate(many):
        index.add(Entry(f"a/{number:05}/", str(number), in_text(text), {}, {}))
    files = dict(index_files([index]))
    sizes = {path: len(content) for path, content in files.items() if path.startswith("search/words/")}
    with_tinh = [path for path in sizes if "tinh" in listed(files[path])]
    assert [list(listed(files[path])) for path in with_tinh] == [["tinh"]]
    assert sizes.pop(with_tinh[0]) > 4096 >= max(sizes.values())
    assert len(listed(files[with_tinh[0]])["tinh"]) == 15_000


def test_an_empty_site_has_an_empty_index(tmp_path):
    written(tmp_path, [[]])
    index = Index(tmp_path)
    assert (index.cards, index.words, index.filters, index.sorts) == ([], {}, {}, {})


def test_values_sort_as_numbers_where_all_are_and_as_texts_otherwise(tmp_path):
    rows = {"value-a": ["9.5", "-3", "100"], "deadline": ["2026-12-31", "2026-02-01", "2025-01-01"]}
    entries = [
        Entry(f"a/{one}/", json.dumps({"path": f"a/{one}/"}), {}, {}, {key: values[one] for key, values in rows.items()})
        for one in range(3)
    ]
    written(tmp_path, [entries])
    assert Index(tmp_path).sorts == {"value-a": [1, 0, 2], "deadline": [2, 1, 0]}


@given(some.lists(some.integers(0, 2**40)))
def test_numbers_come_back(row):
    assert list(numbers(_leb128(row))) == row


def asked(folder: Path, questions: list[dict], most_failures: int = 0) -> list[dict]:
    """What theme/assets/javascripts/search-index.js answers from the files of a folder; with failures, where each file
    cannot be loaded at first, and it is asked so often again."""
    command = ["node", READ, folder, json.dumps(questions), *([str(most_failures)] if most_failures else [])]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@settings(max_examples=12, deadline=None)
@given(
    pages=PAGES,
    queries=some.lists(some.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=6),
    value=VALUES,
)
def test_a_browser_finds_the_pages_that_hold_all_words(tmp_path_factory, pages, queries, value):
    folder = tmp_path_factory.getbasetemp() / "read"
    entries = [entry(number, page) for number, page in enumerate(pages)]
    written(folder, [entries])
    known = {word for one in entries for word in one.words}

    def holds(one: Entry, words: list[str]) -> bool:
        own = one.words.keys()
        *first, last = words
        begun = [word for word in known if word.startswith(last) and (len(last) >= 3 or last not in known or word == last)]
        wanted = [word for word in first if word in known]
        return bool(wanted or begun) and set(wanted) <= own and (not begun or bool(own & set(begun)))

    answers = asked(folder, [{"words": words} for words in queries] + [{"words": [], "filters": {"kind": value}}])
    for words, answer in zip(queries, answers, strict=False):
        assert sorted(answer["paths"]) == sorted(one.path for one in entries if holds(one, words)), words
    assert sorted(answers[-1]["paths"]) == sorted(one.path for one in entries if value in one.filters.get("kind", ()))
    assert answers[-1]["counts"].get(value, 0) == len(answers[-1]["paths"])


def test_words_stand_in_the_order_of_a_browser(tmp_path):
    """JavaScript compares texts by UTF-16, where a letter above U+FFFF comes before U+FB01."""
    words = ["\ufb01", "\U0001d400", "zz"]
    written(tmp_path, [[Entry("a/1/", json.dumps({"path": "a/1/"}), in_text(" ".join(words)), {}, {})]])
    assert list(Index(tmp_path).words) == ["zz", "\U0001d400", "\ufb01"]


def test_a_page_may_lack_a_word_but_no_number(tmp_path):
    texts = {"a": "nghi quyet 316 hdnd", "b": "nghi quyet 16 hdnd", "c": "quyet 316 hdnd", "d": "quyet hdnd"}
    entries = [
        Entry(f"can-cu/{key}/", json.dumps({"path": f"can-cu/{key}/"}), in_text(text), {}, {}) for key, text in texts.items()
    ]
    written(tmp_path, [entries])
    words = ["nghi", "quyet", "316", "hdnd"]
    all_, most = asked(tmp_path, [{"words": words}, {"words": words, "lacking": 1}])
    assert all_["paths"] == ["can-cu/a/"]
    assert most["paths"] == ["can-cu/a/", "can-cu/c/"]


def test_a_file_that_could_not_be_loaded_is_asked_for_again(tmp_path):
    written(tmp_path, [[Entry("a/1/", json.dumps({"path": "a/1/"}), in_text("duong sat"), {"kind": ("Dự án",)}, {})]])
    (answer,) = asked(tmp_path, [{"words": ["duong", "sat"], "filters": {"kind": "Dự án"}}], most_failures=9)
    assert answer["paths"] == ["a/1/"]


def test_an_index_of_another_format_is_not_read(tmp_path):
    written(tmp_path, [[]])
    file = tmp_path / "search" / "index.json"
    file.write_text(file.read_text("utf-8").replace('"format":1', '"format":2'), "utf-8")
    done = subprocess.run(["node", READ, tmp_path, "[]"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode and "format 2" in done.stderr


def test_a_title_stands_above_a_text_and_unknown_words_are_named(tmp_path):
    entries = [
        Entry(f"a/{key}/", json.dumps({"path": f"a/{key}/"}), dict.fromkeys(("sat", "duong"), weight), {}, {})
        for key, weight in {"text": 0, "title": 2, "name": 3}.items()
    ]
    written(tmp_path, [entries])
    (answer,) = asked(tmp_path, [{"words": ["duong", "zz", "sat"]}])
    assert answer["paths"] == ["a/name/", "a/title/", "a/text/"]
    assert answer["unknown"] == ["zz"]
