"""Work on strangers' files in processes that may die: one bad file costs itself, never the build.

A library of C that a bomb drives mad can be stopped in one way only: its process is ended. Hence no
pool of the standard library, where one dead worker takes all open work with it.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Generic, TypeVar

from plugins.core.parallel import cores

Item = TypeVar("Item")
Result = TypeVar("Result")

# A photo of 12 Mpx takes half a second and 100 MB.
SECONDS = 10.0
MEGABYTES = 1000


class Stopped(StrEnum):
    """Why a piece of work has no result."""

    SLOW = "slow"  # it took longer than it may
    FULL = "full"  # it wanted more memory than it may have
    DEAD = "dead"  # its process died


def guarded_map(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    processes: int | None = None,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Iterator[tuple[Item, Result | Stopped]]:
    """`work` of every item as each is done, in any order.

    Each process may use `megabytes` of address space and `seconds` for one item. An exception of
    `work` is raised here. Without fork (Windows), or with `processes` 0, the work is done in this
    process and unguarded: what the results are does not depend on it.
    """
    count = min(cores() if processes is None else processes, len(items))
    if count < 1 or sys.platform == "win32" or not hasattr(os, "fork"):
        for item in items:
            yield item, work(item)
        return
    crew = _Crew(work, items, seconds, megabytes)
    try:
        yield from crew.run(count)
    finally:
        crew.dismiss()


@dataclass(slots=True)
class _Worker:
    """A process, the line to it, and what it is busy with since when."""

    process: ForkProcess
    line: Connection
    number: int = -1
    until: float = 0.0


class _Crew(Generic[Item, Result]):
    """A few processes, each with one item at a time; who dies is replaced."""

    def __init__(
        self, work: Callable[[Item], Result], items: Sequence[Item], seconds: float, megabytes: int
    ) -> None:
        self.work, self.items, self.seconds, self.megabytes = work, items, seconds, megabytes
        self.context = get_context("fork")
        self.open = list(range(len(items)))[::-1]
        self.workers: list[_Worker] = []

    def run(self, count: int) -> Iterator[tuple[Item, Result | Stopped]]:
        """All items; `count` processes."""
        while self.open or self.workers:
            while self.open and len(self.workers) < count:
                self.workers.append(self._hire())
            nearest = min(w.until for w in self.workers)
            heard = wait([w.line for w in self.workers], max(0.0, nearest - time.monotonic()))
            for worker in list(self.workers):
                if worker.line in heard:
                    yield self.items[worker.number], self._answer(worker)
                elif time.monotonic() >= worker.until:
                    yield self.items[worker.number], Stopped.SLOW
                    self._end(worker)

    def _hire(self) -> _Worker:
        here, there = self.context.Pipe()
        process = self.context.Process(target=self._serve, args=(here, there), daemon=True)
        process.start()
        there.close()
        worker = _Worker(process, here)
        self._give(worker)
        return worker

    def _give(self, worker: _Worker) -> None:
        worker.number = self.open.pop()
        worker.until = time.monotonic() + self.seconds
        worker.line.send(worker.number)

    def _answer(self, worker: _Worker) -> Result | Stopped:
        try:
            good, found = worker.line.recv()
        except (EOFError, OSError):
            self._end(worker)
            return Stopped.DEAD
        if not good:
            raise found
        if self.open:
            self._give(worker)
        else:
            self._end(worker)
        result: Result | Stopped = found
        return result

    def _end(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.line.close()
        worker.process.kill()  # it holds nothing but memory: its files are renamed when they are whole
        worker.process.join()

    def dismiss(self) -> None:
        """End whoever is still there."""
        for worker in list(self.workers):
            self._end(worker)

    def _serve(self, parents: Connection, line: Connection) -> None:
        """In the process: work until the line is cut (also by the death of the parent)."""
        parents.close()
        # what libraries of C have to say of a broken file tells the editor nothing
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _limit_memory(self.megabytes)
        while True:
            try:
                number = line.recv()
            except EOFError:
                return
            line.send(self._work(self.items[number]))

    def _work(self, item: Item) -> tuple[bool, Result | Stopped | Exception]:
        try:
            return True, self.work(item)
        except MemoryError:
            return True, Stopped.FULL
        except Exception as error:
            return False, error


def _limit_memory(megabytes: int) -> None:
    """No more address space than that, and what this process has from its parent."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # there is none on Windows

    statm = Path("/proc/self/statm")
    mapped = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
    # what was mapped before counts too, up to a half: a parent that holds a large site still can work
    room = max(megabytes * 1_000_000, mapped + megabytes * 500_000)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        room = min(room, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (room, hard))
    except (ValueError, OSError):
        return  # macOS knows the limit and does not take it; time is still limited
