"""Files that are still being copied are left alone until size and time stand still."""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from plugins.intake.inbox import Sight, Unit

# A copy over a slow line writes at least once in this time.
SECONDS = 5.0
# Between two looks of a single run.
_BETWEEN = 0.25
_FILE = "nhin.json"

Seen = Mapping[str, tuple[str, float]]
"""For each unit: its stamp, and when (system time) it was first seen with it."""


class Settling:
    """Remembers from look to look, and from run to run, what stood still since when."""

    def __init__(self, folder: Path, seconds: float = SECONDS) -> None:
        self._file = folder / _FILE
        self.seconds = seconds
        self._seen: dict[str, tuple[str, float]] = {}
        self._taken: dict[str, str] = {}
        self._load()

    def note(self, units: Iterable[Unit], now: float) -> None:
        """Take in one look at the inbox; what is gone is forgotten."""
        seen = {}
        for unit in units:
            before = self._seen.get(unit.path)
            stamp = unit.stamp
            seen[unit.path] = before if before and before[0] == stamp else (stamp, now)
        self._seen = seen
        self._taken = {path: stamp for path, stamp in self._taken.items() if path in seen}

    def is_settled(self, unit: Unit, now: float) -> bool:
        """Whether the unit stood still: since a look that long ago, or by its own times and two looks.

        The clock of a share may be wrong; a time to come is therefore no proof of anything.
        """
        stamp, since = self._seen.get(unit.path, ("", now))
        if stamp != unit.stamp or since >= now:
            return False
        return now - since >= self.seconds or now - unit.changed / 1e9 >= self.seconds

    def is_ready(self, unit: Unit) -> bool:
        """Whether the unit is to be taken now."""
        return not self.is_done(unit) and self.is_settled(unit, time.time())

    def is_done(self, unit: Unit) -> bool:
        """Whether the unit, as it lies there, was answered already (a held one that nobody changed)."""
        return self._taken.get(unit.path) == unit.stamp

    def done(self, path: str, stamp: str) -> None:
        """The unit at that place was answered."""
        self._taken[path] = stamp

    def save(self) -> None:
        """For the next run. Losing it costs a little waiting and nothing else."""
        beside = self._file.with_suffix(".tmp")
        text = json.dumps({"seen": self._seen, "done": self._taken}, ensure_ascii=True)
        beside.write_text(text, encoding="ascii")
        beside.replace(self._file)

    def _load(self) -> None:
        try:
            found = json.loads(self._file.read_text(encoding="ascii"))
            self._seen = {str(k): (str(s), float(t)) for k, (s, t) in found["seen"].items()}
            self._taken = {str(k): str(s) for k, s in found["done"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._seen, self._taken = {}, {}


def look_until_settled(look: Callable[[], Sight], settling: Settling, *, patience: float) -> Sight:
    """Look again and again until everything stands still, but no longer than `patience` seconds."""
    until = time.monotonic() + patience
    sight = look()
    settling.note(sight.units, time.time())
    if any(not settling.is_done(u) for u in sight.units):
        time.sleep(_BETWEEN)
        sight = look()
        settling.note(sight.units, time.time())
    while any(not settling.is_done(u) and not settling.is_ready(u) for u in sight.units):
        if time.monotonic() >= until:
            break
        time.sleep(_BETWEEN)
        sight = look()
        settling.note(sight.units, time.time())
    return sight
