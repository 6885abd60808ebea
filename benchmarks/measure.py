"""One run of a command: wall seconds, memory of its processes; and which files of a folder it changed.

Run as a program (`measure.py COMMAND…`) it is the small process that starts the command:
Linux counts a parent's memory as the first peak of its child, so the parent has to be small. It prints
seconds, processor seconds, the peak MB of the largest process (ru_maxrss), and the peak MB of all
processes of the session together (PSS, shared memory counted once, sampled from /proc; 0 where there is
no such thing).
"""

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# A sample walks all page tables; it may take at most this part of one core.
_SHARE, _PAUSE = 0.02, 0.05
# Of what a failed command said, so many lines are told.
_TAIL = 3


class RunError(Exception):
    """The command failed; the text is the end of what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall and processor seconds; peak MB of the largest process, and of all (0.0 where not told)."""

    seconds: float
    work: float
    largest: float
    together: float


@dataclass(frozen=True, slots=True)
class Change:
    """Files of a folder that were written anew or are gone, and of those the ones whose bytes differ."""

    touched: int
    differing: int


Snapshot = Mapping[str, tuple[int, bytes]]


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end. Raises RunError where it does not end with 0."""
    launched = [sys.executable, "-I", "-S", str(Path(__file__)), *map(str, command)]
    done = subprocess.run(
        launched,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RunError("\n".join(done.stderr.splitlines()[-_TAIL:]) or f"mã {done.returncode}")
    return Cost(*map(float, done.stdout.splitlines()[-1].split()))


def snapshot(folder: Path) -> Snapshot:
    """Time and digest of every file, by its path."""
    return {
        str(file.relative_to(folder)): (file.stat().st_mtime_ns, hashlib.sha256(file.read_bytes()).digest())
        for file in folder.rglob("*")
        if file.is_file()
    }


def changed(before: Snapshot, after: Snapshot) -> Change:
    """What lies between two looks at a folder."""
    nothing = (0, b"")
    pairs = [(before.get(name, nothing), after.get(name, nothing)) for name in before.keys() | after.keys()]
    return Change(sum(old != new for old, new in pairs), sum(old[1] != new[1] for old, new in pairs))


# --- the launcher


def _launch(command: list[str]) -> int:
    begun = time.perf_counter()
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
    ended, peak = threading.Event(), [0.0]
    sampler = threading.Thread(target=_sample, args=(process.pid, ended, peak))
    sampler.start()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    ended.set()
    sampler.join()
    code = os.waitstatus_to_exitcode(status)
    process.returncode = code  # waited for already: Popen must not do it again
    if code == 0:
        print(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, peak[0])
    return 1 if code else 0


def _sample(session: int, ended: threading.Event, peak: list[float]) -> None:
    pause = _PAUSE
    while not ended.wait(pause):
        begun = time.thread_time()
        peak[0] = max(peak[0], sum(map(_proportional, _members(session))))
        pause = max(_PAUSE, (time.thread_time() - begun) / _SHARE)


def _members(session: int) -> list[int]:
    found = []
    for entry in os.scandir("/proc") if Path("/proc").is_dir() else ():
        if entry.name.isdigit():
            try:
                # after the name in brackets: state, parent, group, session
                fields = Path(entry.path, "stat").read_text(errors="replace").rpartition(")")[2].split()
            except OSError:  # gone meanwhile
                continue
            if int(fields[3]) == session:
                found.append(int(entry.name))
    return found


def _proportional(process: int) -> float:
    """MB of a process, its share of what is shared; 0.0 where it is gone or the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    sys.exit(_launch(sys.argv[1:]))
