"""The same work on many things, over all cores where that pays, with the same results either way."""

import gc
import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many things a second process costs more than it brings (0.1 s to start and to fill).
ENOUGH = 400
_CHUNK = 50


def ordered_map(
    work: Callable[[Item], Result], items: Sequence[Item], *, processes: int | None = None
) -> Iterator[Result]:
    """`work` of every item, in order. Results have to be picklable; `work` and items need not be.

    Processes are forked, so they start with all that is loaded; where there is no fork (Windows) or
    one core, or too little to do, the work is done here. What `work` changes in memory stays in its
    process: only its results come back. `processes` (for tests) decides by itself.
    """
    count = processes or _processes(len(items))
    if count < 2:
        yield from map(work, items)
        return
    chunks = [range(start, min(start + _CHUNK, len(items))) for start in range(0, len(items), _CHUNK)]
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(count, fork, _inherit, (_Share(work, items),)) as pool:
        for results in pool.map(_do, chunks):
            yield from results


def meanwhile(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin `work` in a process of its own; what comes back waits for its result, which must be picklable.

    Where there is no second core or no fork, and where that process fails, the work is done when asked.
    """
    if sys.platform == "win32" or not hasattr(os, "fork") or cores() < 2:
        return work
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(ours)
            with os.fdopen(theirs, "wb") as line:
                line.write(pickle.dumps(work()))
        finally:
            os._exit(0)
    os.close(theirs)

    @cache
    def result() -> Result:
        with os.fdopen(ours, "rb") as line:
            data = line.read()
        os.waitpid(process, 0)
        try:
            found: Result = pickle.loads(data)  # noqa: S301 - our own child's
        except (EOFError, pickle.UnpicklingError):
            return work()
        return found

    return result


def _processes(items: int) -> int:
    if items < ENOUGH or sys.platform == "win32" or not hasattr(os, "fork"):
        return 1
    return cores()


def cores() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Share:
    """What a forked process inherits: the work and the things to do it on."""

    work: Callable[[Any], Any]
    items: Sequence[Any]


# Set once in each worker process, before its first chunk; the parent never sets it.
_inherited: list[_Share] = []


def _inherit(share: _Share) -> None:
    _inherited[:] = [share]
    # these processes live for seconds and leave hardly any garbage: to look for it costs a tenth of the work
    gc.disable()


def _do(chunk: range) -> list[Any]:
    share = _inherited[0]
    return [share.work(share.items[i]) for i in chunk]
