"""An index of the search comes out the same whatever order it was written in, and every name in it leads to its file."""

from __future__ import annotations

import gzip
import json
from hashlib import sha1
from itertools import permutations
from pathlib import Path

import pytest

from generator.index_order import _end, _head, _items, _list, put_in_order


def text(words: str) -> bytes:
    data = words.encode()
    assert len(data) < 24
    return bytes([0x60 | len(data)]) + data


def pages(*numbers: int) -> bytes:
    return _list([bytes([number]) if number < 24 else bytes([0x18, number]) for number in numbers])


def packed(content: bytes) -> bytes:
    return gzip.compress(b"pagefind_dcd" + content)


def write_index(folder: Path, order: tuple[str, ...]) -> None:
    """An index with three filters and two sorts, in this order."""
    (folder / "filter").mkdir(parents=True)
    names = []
    for name in order:
        values = [_list([text(f"{name} {value}"), pages(1, 2, 200)]) for value in order]
        content = _list([text(name), _list(values)])
        own = f"vi_{sha1(content).hexdigest()[:7]}"
        (folder / "filter" / f"{own}.pf_filter").write_bytes(packed(content))
        names.append(_list([text(name), text(own)]))
    sorts = [_list([text(name), pages(3, 1)]) for name in order]
    meta = _list([text("1.5.2"), _list([]), _list([]), _list(names), _list(sorts), _list([])])
    own = f"vi_{sha1(meta).hexdigest()[:10]}"
    (folder / f"pagefind.{own}.pf_meta").write_bytes(packed(meta))
    (folder / "pagefind-entry.json").write_text(json.dumps({"languages": {"vi": {"hash": own}}}))


def test_every_order_gives_the_same_files(tmp_path: Path) -> None:
    found = set()
    for number, order in enumerate(permutations(("agency", "place", "year"))):
        folder = tmp_path / str(number)
        write_index(folder, order)
        put_in_order(folder)
        found.add(tuple((path.name, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()))
    assert len(found) == 1


def test_every_name_leads_to_its_file(tmp_path: Path) -> None:
    write_index(tmp_path, ("year", "agency"))
    put_in_order(tmp_path)
    own = json.loads((tmp_path / "pagefind-entry.json").read_text())["languages"]["vi"]["hash"]
    meta = gzip.decompress((tmp_path / f"pagefind.{own}.pf_meta").read_bytes()).removeprefix(b"pagefind_dcd")
    assert own == f"vi_{sha1(meta).hexdigest()[:10]}"
    named = [_items(pair)[1][1:].decode() for pair in _items(_items(meta)[3])]
    assert sorted(named) == sorted(path.stem for path in (tmp_path / "filter").iterdir())
    assert [_items(pair)[0] for pair in _items(_items(meta)[3])] == [text("year"), text("agency")]  # shorter first


@pytest.mark.parametrize("number", [0, 23, 24, 255, 256, 65535, 65536])
def test_a_list_of_any_length_is_read_as_it_was_written(number: int) -> None:
    items = [b"\x01"] * number
    assert _items(_list(items)) == items
    assert _end(_list(items), 0) == len(_list(items))
    assert _head(_list(items), 0)[:2] == (4, number)


def test_a_list_of_unknown_length_is_refused() -> None:
    with pytest.raises(ValueError, match="a list of unknown length"):
        _items(b"\x9f\x01\xff")
