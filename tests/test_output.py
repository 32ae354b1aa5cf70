"""Files that have not changed stay untouched; those that have take their places once all of them are written."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import earlier, output
from generator.output import Output, Written, discard, finish, last_site, take_over

LONG_AGO = 1


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A site with three pages, written long ago."""
    folder = tmp_path / "site"
    for name in ("a/index.html", "b/index.html", "old/page/index.html"):
        Output(str(folder)).write(name, b"<p>" + name.encode())
        os.utime(folder / name, (LONG_AGO, LONG_AGO))
    return folder


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return tmp_path / "site.building"


def _files(folder: Path) -> dict[str, tuple[bool, str]]:
    """Of each file whether it is as old as it was, and what it says."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime == LONG_AGO, path.read_text("utf-8"))
        for path in folder.rglob("*")
        if path.is_file()
    }


def _words(folder: Path) -> dict[str, str]:
    return {name: words for name, (_, words) in _files(folder).items()}


def _write_next(out: Path, built: Path) -> Output:
    """A build in which one page is as it was, one has changed, one is new and one is gone."""
    made = Output(str(built), last_site(out))
    made.write("a/index.html", b"<p>a/index.html")
    made.write("b/index.html", b"<p>B")
    made.write("new/page/index.html", b"<p>new")
    return made


NEXT = {"a/index.html": (True, "<p>a/index.html"), "b/index.html": (False, "<p>B"), "new/page/index.html": (False, "<p>new")}


def test_the_last_site_stays_until_all_is_there(out: Path, built: Path):
    before = _files(out)
    made = _write_next(out, built)
    assert _files(out) == before
    assert set(_files(built)) == {"b/index.html", "new/page/index.html"}
    take_over(built, out, made.last, made.kept)
    assert _files(out) == NEXT
    assert not (out / "old").exists() and not built.exists()


def test_the_first_site(out: Path, built: Path):
    nowhere = out.with_name("nowhere")
    made = _write_next(nowhere, built)
    assert made.last is None
    take_over(built, nowhere, made.last, made.kept)
    assert {name: words for name, (_, words) in _files(nowhere).items()} == {
        name: words for name, (_, words) in NEXT.items()
    }


def test_a_site_behind_a_link_is_left_alone(out: Path, built: Path):
    link = out.with_name("link")
    link.symlink_to(out)
    made, before = _write_next(link, built), _files(out)
    take_over(built, link, made.last, made.kept)
    assert not link.is_symlink() and len(_files(link)) == 3
    assert _files(out) == before


def _in_the_way(out: Path) -> None:
    """What stands where a file is to stand: a folder, a link to one, a file in place of a folder."""
    elsewhere = out.with_name("elsewhere")
    (elsewhere / "page").mkdir(parents=True)
    (elsewhere / "page/index.html").write_text("<p>new", "utf-8")
    (out / "new").symlink_to(elsewhere)
    (out / "b/index.html").unlink()
    (out / "b/index.html/more").mkdir(parents=True)
    (out / "b/index.html/file").touch()


@pytest.mark.parametrize("before", [lambda out: None, _in_the_way])
@pytest.mark.parametrize("stop", range(1, 8))
def test_a_build_that_was_stopped_while_it_took_over_is_ended_by_the_next(
    out: Path, built: Path, monkeypatch: pytest.MonkeyPatch, stop: int, before: Callable[[Path], None]
):
    """Stopped before each step: journal, one or two files that go, the journal again, two that come, the journal's end."""
    before(out)
    there, made, steps, unlink = _words(out), _write_next(out, built), itertools.count(1), Path.unlink

    def stopping(real):
        def step(*given, **named):
            if (real is not unlink or given == (built / output._JOURNAL,)) and next(steps) == stop:
                raise OSError("the disk is full")
            return real(*given, **named)

        return step

    with monkeypatch.context() as patched, contextlib.suppress(OSError):
        for owner, name in ((output, "_note"), (output, "_remove"), (output, "_move"), (Path, "unlink")):
            patched.setattr(owner, name, stopping(getattr(owner, name)))
        take_over(built, out, made.last, made.kept)
    discard(built)
    finish(built, out)
    assert not built.exists()
    assert _words(out) == (there if stop == 1 else {name: words for name, (_, words) in NEXT.items()})


def test_a_site_to_which_nothing_can_be_moved_is_left_alone(out: Path, built: Path, monkeypatch: pytest.MonkeyPatch):
    made, before = _write_next(out, built), _files(out)

    def elsewhere(*_: object) -> None:
        raise OSError(errno.EXDEV, "another disk")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", elsewhere)
        with pytest.raises(OSError, match="another disk"):
            take_over(built, out, made.last, made.kept)
    monkeypatch.setattr(os, "access", lambda folder, _: not str(folder).endswith("/b"))
    with pytest.raises(PermissionError, match="site/b"):
        take_over(built, out, made.last, made.kept)
    discard(built)
    assert _files(out) == before and not built.exists()


def test_a_damaged_journal_says_what_to_do(out: Path, built: Path):
    _write_next(out, built)
    (built / output._JOURNAL).write_text("", "utf-8")
    with pytest.raises(OSError, match=r"\.taking-over is damaged; remove .*site\.building and build again"):
        finish(built, out)


def test_a_build_that_failed_before_is_thrown_away(out: Path, built: Path):
    _write_next(out, built)
    before = _files(out)
    finish(built, out)
    assert _files(out) == before and not built.exists()


def test_folders_and_links_in_the_way(out: Path, built: Path):
    """Nothing is written through them."""
    _in_the_way(out)
    (out / "a/index.html").unlink()
    (out / "a").rmdir()
    (out / "a").write_text("no folder", "utf-8")
    made = _write_next(out, built)
    take_over(built, out, made.last, made.kept)
    assert _words(out) == {name: words for name, (_, words) in NEXT.items()}
    assert not (out / "new").is_symlink()
    assert (out.with_name("elsewhere") / "page/index.html").read_text("utf-8") == "<p>new"


def test_the_same_holds_for_files_that_others_wrote(out: Path, built: Path):
    for name, (_, words) in NEXT.items():
        (built / name).parent.mkdir(parents=True, exist_ok=True)
        (built / name).write_text(words, "utf-8")
    made = Output(str(built), last_site(out))
    made.keep_unchanged()
    assert made.kept == ["a/index.html"]
    take_over(built, out, made.last, made.kept)
    assert _files(out) == NEXT


def test_a_file_is_not_written_over(tmp_path: Path):
    """Two pages with one address would be a fault of ours."""
    made = Output(str(tmp_path / "new"))
    made.write("a/index.html", b"one")
    with pytest.raises(FileExistsError):
        made.write("a/index.html", b"two")


def _seen(out: Path, name: str) -> Written:
    """A file of the site as it was seen; the clock of the file system has moved on since."""
    content, about = (out / name).read_bytes(), os.lstat(out / name)
    while output._now(out.parent) <= about.st_ctime_ns:
        time.sleep(0.001)
    return Written.of(name, content, about)


def test_a_file_that_nobody_has_touched_is_not_opened(out: Path, built: Path, monkeypatch: pytest.MonkeyPatch):
    made, known = Output(str(built), last_site(out)), [_seen(out, "a/index.html")]
    monkeypatch.setattr(output, "_content", None)
    assert made.keep(known) is known


def test_a_file_that_was_written_just_before_it_was_seen_is_read_again(out: Path, built: Path):
    """In one tick of the clock a file can change twice."""
    known = _seen(out, "a/index.html")._replace(changed=0, inode=0)
    made = Output(str(built), last_site(out))
    assert made.keep([known]) == (known,)
    (out / known.path).write_bytes(b"<p>A/index.html")
    assert made.keep([known]) is None
    assert not earlier.is_settled(5, 5 + earlier._SAME_TICK) and earlier.is_settled(5, 6 + earlier._SAME_TICK)


def _edited(page: Path) -> None:
    page.write_bytes(page.read_bytes().replace(b"a", b"e"))


def _replaced(page: Path) -> None:
    other = page.with_name("other")
    other.write_bytes(page.read_bytes().replace(b"a", b"e"))
    other.rename(page)


def _cut(page: Path) -> None:
    os.truncate(page, 4)


@pytest.mark.parametrize("change", [_edited, _replaced, _cut, Path.unlink])
def test_whoever_changes_a_file_is_noticed(out: Path, built: Path, change):
    """Even where size and time were put back: nobody can put back when that was done."""
    known, before = [_seen(out, "a/index.html")], os.lstat(out / "a/index.html")
    change(out / "a/index.html")
    if (out / "a/index.html").exists():
        os.utime(out / "a/index.html", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Output(str(built), last_site(out)).keep(known) is None


def test_a_site_that_was_copied_is_read_and_known_from_then_on(out: Path, built: Path, monkeypatch: pytest.MonkeyPatch):
    known = [_seen(out, "a/index.html")._replace(changed=5, inode=5)]
    monkeypatch.setattr(earlier, "_SAME_TICK", -(10**12))
    made = Output(str(built), last_site(out))
    (found,) = made.keep(known)
    assert (found.changed, found.inode) == ((about := os.lstat(out / "a/index.html")).st_ctime_ns, about.st_ino)
    assert made.keep([found])[0] is found
