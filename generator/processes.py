"""Work shared between processes, where the system can split one in two.

In: a function of a share's number and the number of shares, or pieces of work. Out: what each returned, in order. Leaves to
others: what is worth sharing (pour, mkdocs_plugin). A share sees all that was there before the split, and what it changes
stays its own; its result, or the error it ended with, is handed back.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

Result = TypeVar("Result")
_MOST = 4  # each holds what it makes, and soon a copy of the plan


def number_of_shares() -> int:
    """As many as there are processors, up to a few; one where a process cannot be split, or other threads run in it."""
    if threading.active_count() > 1 or "fork" not in get_all_start_methods():
        return 1
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, _MOST)


class Begun(Generic[Result]):
    """Work that has begun in a process of its own; if it is not to be apart, it is done when its result is asked for."""

    def __init__(self, work: Callable[[], Result], apart: bool) -> None:
        self._work = work
        self._process = None
        if apart:
            forking = get_context("fork")
            self._here, there = forking.Pipe(duplex=False)
            self._process = forking.Process(target=_send, args=(work, self._here, there))
            self._process.start()
            there.close()

    def result(self) -> Result:
        """Waits for the end; raises the error that the work ended with."""
        if not self._process:
            return self._work()
        try:
            return _received(self._here)
        finally:
            self.end()

    def end(self) -> None:
        """Stops the work; for who has its result, or no use for it any longer."""
        if self._process:
            self._here.close()
            self._process.terminate()
            self._process.join()


def in_shares(work: Callable[[int, int], Result], shares: int) -> list[Result]:
    """`work(0, shares)`, `work(1, shares)` … at the same time, the first in this process."""
    others: list[Begun[Result]] = []
    try:
        for number in range(1, shares):
            others.append(Begun(partial(work, number, shares), apart=True))
        return [work(0, shares), *(one.result() for one in others)]
    finally:
        for one in others:
            one.end()


def in_turn(pieces: Sequence[Callable[[], Result]], shares: int) -> list[Result]:
    """What each of up to 256 pieces of work returns: a process that has done one takes the next, so the longest go first."""
    numbers, there = os.pipe()
    os.write(there, bytes(range(len(pieces))))
    os.close(there)

    def taken(number: int, shares: int) -> dict[int, Result]:
        done = {}
        while one := os.read(numbers, 1):
            done[one[0]] = pieces[one[0]]()
        return done

    try:
        done = {number: result for part in in_shares(taken, shares) for number, result in part.items()}
    finally:
        os.close(numbers)
    return [done[number] for number in range(len(pieces))]


def _send(work: Callable[[], object], here: Connection, there: Connection) -> None:
    here.close()  # else there would always be somebody to read, even when nobody waits any longer
    try:
        result = work(), None
    except Exception as error:
        result = None, error
    with suppress(BrokenPipeError):
        there.send(result)


def _received(here: Connection):
    try:
        result, error = here.recv()
    except EOFError:
        raise ChildProcessError("a process that shared the work was ended from outside") from None
    if error is not None:
        raise error
    return result
