"""Files that are still being copied are left alone until size and time stand still."""

import json
import time
from collections.abc import Callable
from pathlib import Path

from plugins.core.onestep import write_in_one_step
from plugins.intake.room import Look
from plugins.intake.unit import Sight, Unit

# A copy over a slow line writes at least once in this time.
SECONDS = 5.0
# Between two looks of a single run.
_BETWEEN = 0.25
_FILE = "nhin.json"


class Settling:
    """Remembers from look to look, and from run to run, what stood still since when."""

    def __init__(self, folder: Path, seconds: float = SECONDS) -> None:
        self._file = folder / _FILE
        self.seconds = seconds
        self._seen: dict[str, tuple[str, float]] = {}
        self._load()

    def note(self, sight: Sight, now: float) -> None:
        """Take in one look at the inbox; what is gone is forgotten."""
        stamps = {unit.path: unit.stamp for unit in sight.units}
        stamps |= {f"{room}/{p.name}": p.stamp for room, photos in sight.loose.items() for p in photos}
        self._seen = {
            path: before if (before := self._seen.get(path)) and before[0] == stamp else (stamp, now)
            for path, stamp in stamps.items()
        }

    def is_settled(self, unit: Unit, now: float) -> bool:
        """Whether the unit stood still: since a look that long ago, or by its own times and two looks.

        The clock of a share may be wrong; a time to come is therefore no proof of anything.
        """
        return self._stands(unit.path, unit.stamp, unit.changed, now)

    def is_photo_settled(self, room: str, photo: Look, now: float) -> bool:
        """The same for a loose photo."""
        return self._stands(f"{room}/{photo.name}", photo.stamp, photo.changed, now)

    def _stands(self, path: str, stamp: str, changed: int, now: float) -> bool:
        seen, since = self._seen.get(path, ("", now))
        if seen != stamp or since >= now:
            return False
        return now - since >= self.seconds or now - changed / 1e9 >= self.seconds

    def save(self) -> None:
        """For the next run. Losing it costs a little waiting and nothing else."""
        write_in_one_step(self._file, json.dumps(self._seen, ensure_ascii=True).encode("ascii"))

    def _load(self) -> None:
        try:
            found = json.loads(self._file.read_text(encoding="ascii"))
            self._seen = {str(path): (str(stamp), float(since)) for path, (stamp, since) in found.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._seen = {}


def look_until_settled(
    look: Callable[[], Sight], answered: Callable[[Unit], bool], settling: Settling, *, patience: float
) -> tuple[Sight, tuple[Unit, ...]]:
    """Look again and again until everything stands still, but no longer than `patience` seconds.

    Gives the last look, and which of its units are to be taken now.
    """
    until = time.monotonic() + patience
    pause = min(_BETWEEN, max(settling.seconds, 0.01))
    sight = look()
    settling.note(sight, time.time())
    if sight.loose or any(not answered(u) for u in sight.units):
        time.sleep(pause)  # two looks at the least
        sight = look()
        settling.note(sight, time.time())
    while True:
        now = time.time()
        open_units = [u for u in sight.units if not answered(u)]
        ready = tuple(u for u in open_units if settling.is_settled(u, now))
        photos = ((room, photo) for room, found in sight.loose.items() for photo in found)
        still = all(settling.is_photo_settled(room, photo, now) for room, photo in photos)
        if (still and len(ready) == len(open_units)) or time.monotonic() >= until:
            return sight, ready
        time.sleep(pause)
        sight = look()
        settling.note(sight, time.time())
