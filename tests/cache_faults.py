"""What can be wrong with a pack of the cache, or of what is remembered of pages: each fault is laid over one that a sound
run has left. Somewhere in it stands "98"."""

from __future__ import annotations

import os
from pathlib import Path

from generator import cache

OTHER_USER = 65534
HEAD = 2 * 65  # bytes before the lines: version and checksum


def pack(folder: Path) -> Path:
    (found,) = folder.glob("*.pack")
    return found


def sealed(pack: Path, lines: list[bytes]) -> None:
    """Writes lines with the version that the pack has, and the right checksum."""
    version, body = pack.read_bytes()[: HEAD // 2 - 1], b"\n".join(lines)
    pack.write_bytes(b"\n".join((version, cache._checksum(body), body)))


def _truncated(pack: Path) -> None:
    pack.write_bytes(pack.read_bytes()[:-100])


def _cut_at_a_line(pack: Path) -> None:
    pack.write_bytes(pack.read_bytes().rpartition(b"\n")[0])


def _emptied(pack: Path) -> None:
    pack.write_bytes(b"")


def _flipped(pack: Path) -> None:
    content = bytearray(pack.read_bytes())
    content[content.index(b'"98"') + 1] ^= 1  # 98 becomes 88
    pack.write_bytes(content)


def _swapped(pack: Path) -> None:
    """Two entries change values: every byte is there, and each line is sound for itself."""
    head, lines = pack.read_bytes()[:HEAD], pack.read_bytes()[HEAD:].split(b"\n")
    lines[0], lines[1] = lines[0][:64] + lines[1][64:], lines[1][:64] + lines[0][64:]
    pack.write_bytes(head + b"\n".join(lines))


def _of_an_older_version(pack: Path) -> None:
    content = pack.read_bytes().replace(b'"98"', b'"88"')
    pack.write_bytes(b"0" * 64 + b"\n" + cache._checksum(content[HEAD:]) + content[HEAD - 1 :])


def _another_users(pack: Path) -> None:
    forged(pack)
    os.chown(pack, OTHER_USER, OTHER_USER)


def _open_to_others(pack: Path) -> None:
    forged(pack)
    pack.chmod(0o620)


def _readable_to_others(pack: Path) -> None:
    forged(pack)
    pack.chmod(0o604)


def a_folder(pack: Path) -> None:
    pack.unlink()
    pack.mkdir()


def _a_link(pack: Path) -> None:
    forged(pack)
    elsewhere = pack.with_name("elsewhere")
    pack.rename(elsewhere)
    pack.symlink_to(elsewhere)


def _a_pipe(pack: Path) -> None:
    pack.unlink()
    os.mkfifo(pack, 0o600)


def _no_json(pack: Path) -> None:
    sealed(pack, [line[:64] + b'{"title": "x' for line in pack.read_bytes()[HEAD:].split(b"\n")])


def _no_records(pack: Path) -> None:
    kinds = [b"[]", b"null", b'"x"', b"1", b'{"title": 1}', b"[" * 9999, b"{}", b"", b'{"name": NaN}']
    sealed(pack, [line[:64] + kinds[n % len(kinds)] for n, line in enumerate(pack.read_bytes()[HEAD:].split(b"\n"))])


def _no_lines(pack: Path) -> None:
    sealed(pack, [b"", b"x", b"\xff" * 200])


def _noise(pack: Path) -> None:
    pack.write_bytes(bytes(range(256)) * 10)


def _too_large(pack: Path) -> None:
    with pack.open("r+b") as opened:
        opened.truncate(cache.MOST_BYTES + 1)  # a hole: takes no room on the disk


def forged(pack: Path) -> None:
    """A pack in perfect order that says something else: only owner and mode tell."""
    sealed(pack, pack.read_bytes()[HEAD:].replace(b'"98"', b'"88"').split(b"\n"))


FAULTS = (
    _truncated,
    _cut_at_a_line,
    _emptied,
    _flipped,
    _swapped,
    _of_an_older_version,
    _another_users,
    _open_to_others,
    _readable_to_others,
    a_folder,
    _a_link,
    _a_pipe,
    _no_json,
    _no_records,
    _no_lines,
    _noise,
    _too_large,
)
