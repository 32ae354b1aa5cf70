"""Work in shares: all of it is done once, and what goes wrong in another process is heard here."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from generator.processes import Begun, in_shares, in_turn


@pytest.mark.parametrize("shares", [1, 2, 3])
def test_every_share_is_done_once_and_handed_back_in_order(shares: int):
    work = list(range(10))
    parts = in_shares(lambda number, of: work[number::of], shares)
    assert len(parts) == shares
    assert sorted(one for part in parts for one in part) == work
    assert parts[0] == work[0::shares]


def test_the_shares_run_in_processes_of_their_own():
    assert len(set(in_shares(lambda number, of: os.getpid(), 2))) == 2


@pytest.mark.parametrize("failing", [0, 1])
def test_an_error_in_any_share_is_raised(failing: int):
    def work(number: int, of: int) -> None:
        if number == failing:
            raise ValueError(f"share {number}")

    with pytest.raises(ValueError, match=f"share {failing}"):
        in_shares(work, 2)


def test_a_process_that_is_ended_from_outside_is_noticed():
    def work(number: int, of: int) -> None:
        if number == 1:
            os._exit(9)

    with pytest.raises(ChildProcessError, match="ended from outside"):
        in_shares(work, 2)


@pytest.mark.parametrize("shares", [1, 2, 3])
def test_every_piece_is_done_once_and_handed_back_in_order(tmp_path, shares: int):
    def piece(number: int) -> int:
        (tmp_path / str(number)).touch(exist_ok=False)
        return number * number

    assert in_turn([partial(piece, number) for number in range(20)], shares) == [number * number for number in range(20)]


def test_who_is_free_takes_the_next_piece():
    def piece(is_long: bool) -> int:
        time.sleep(0.2 * is_long)
        return os.getpid()

    first, *others = in_turn([partial(piece, True), partial(piece, False), partial(piece, False)], 2)
    assert others == [others[0]] * 2 != [first] * 2


def test_an_error_in_any_piece_is_raised():
    with pytest.raises(ZeroDivisionError):
        in_turn([int, lambda: 1 // 0, int], 2)


def test_work_that_begins_meanwhile():
    begun = Begun(os.getpid, apart=True)
    assert begun.result() != os.getpid()
    failed = Begun(lambda: 1 // 0, apart=True)
    with pytest.raises(ZeroDivisionError):
        failed.result()
    unasked = Begun(lambda: b"x" * 10_000_000, apart=True)
    unasked.end()
    assert not multiprocessing.active_children()


def test_work_that_is_not_to_be_apart_is_done_when_it_is_asked_for():
    begun = Begun(os.getpid, apart=False)
    assert begun.result() == os.getpid()
    begun.end()


def test_a_process_ends_when_nobody_waits_for_it_any_longer():
    """Even where what it has to hand over is more than fits into a pipe."""
    here, there = multiprocessing.Pipe(duplex=False)

    def killed() -> None:
        begun = Begun(lambda: b"x" * 10_000_000, apart=True)
        there.send(begun._process.pid)
        os.kill(os.getpid(), signal.SIGKILL)

    main = multiprocessing.get_context("fork").Process(target=killed)
    main.start()
    main.join()
    pid, left = here.recv(), time.monotonic() + 10
    while time.monotonic() < left and Path(f"/proc/{pid}").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text():
        time.sleep(0.01)
    assert time.monotonic() < left
