"""One at a time: whoever takes in submissions or writes the register holds this lock."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FILE = "khoa"
_SECONDS_BETWEEN = 0.1


class Busy(Exception):  # noqa: N818  # not an error: somebody else is at work
    """Another process holds the lock; the text is a Vietnamese sentence."""


@contextmanager
def locked(folder: Path, wait: float = 0.0) -> Iterator[None]:
    """Hold the lock of a `.tiep-nhan` folder; raises Busy where it is not had within `wait` seconds.

    The system drops the lock of a killed process by itself, so a lock can never be stale; the number
    of the process stands in the file only for people.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + wait
        while not _try(descriptor):
            if time.monotonic() >= until:
                holder = os.pread(descriptor, 20, 1).decode("ascii", "replace").strip() if _unix() else ""
                raise Busy(
                    "Một lần tiếp nhận khác đang chạy"
                    + (f" (tiến trình {holder})" if holder else "")
                    + ". Hãy đợi nó xong rồi chạy lại."
                )
            time.sleep(_SECONDS_BETWEEN)
        if _unix():
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"\n{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)  # which drops the lock


def _unix() -> bool:
    return sys.platform != "win32"


def _try(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            # not flock: that one would be held on by a worker process that outlives its killed parent
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
