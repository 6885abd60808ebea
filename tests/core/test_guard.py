"""Guarded work: the same results with and without processes; what runs wild costs itself alone."""

import ctypes
import faulthandler
import os
import time
from collections.abc import Callable

import pytest

from plugins.core.guard import Stopped, guarded_map

ITEMS = list(range(7))


def double(n: int) -> int:
    return 2 * n


@pytest.mark.parametrize("processes", [0, 1, 2, 20, None])
def test_the_results_do_not_depend_on_the_processes(processes: int | None) -> None:
    assert sorted(guarded_map(double, ITEMS, processes=processes)) == [(n, 2 * n) for n in ITEMS]


def test_nothing_to_do() -> None:
    assert list(guarded_map(double, [])) == []


def sleep(n: int) -> int:
    time.sleep(30 if n == 3 else 0)
    return n


def die(n: int) -> int:
    if n == 3:
        os._exit(1)
    return n


def crash(n: int) -> int:
    if n == 3:
        faulthandler.disable()  # pytest's would tell of it at length
        ctypes.string_at(0)
    return n


def hang_in_c(n: int) -> int:
    """A call that no signal handler of Python can interrupt."""
    if n == 3:
        pow(7, 10**8)
    return n


@pytest.mark.parametrize(
    ("work", "why"),
    [(sleep, Stopped.SLOW), (hang_in_c, Stopped.SLOW), (die, Stopped.DEAD), (crash, Stopped.DEAD)],
)
@pytest.mark.parametrize("processes", [1, 2])
def test_one_item_is_lost_and_no_other(work: Callable[[int], int], why: Stopped, processes: int) -> None:
    begun = time.monotonic()
    found = dict(guarded_map(work, ITEMS, processes=processes, seconds=0.5))
    assert found == {n: why if n == 3 else n for n in ITEMS}
    assert time.monotonic() - begun < 5


def test_memory_is_bounded() -> None:
    def eat(megabytes: int) -> int:
        return len(bytearray(megabytes * 1_000_000))

    found = dict(guarded_map(eat, [10, 2000, 20], processes=1, megabytes=1000))
    assert found == {10: 10_000_000, 2000: Stopped.FULL, 20: 20_000_000}


def test_a_fault_of_ours_is_raised() -> None:
    def wrong(n: int) -> float:
        return 1 / n

    with pytest.raises(ZeroDivisionError):
        list(guarded_map(wrong, [1, 0], processes=2))
