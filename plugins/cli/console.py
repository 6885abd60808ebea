"""What tasks show people: progress that does not flood a log, and where the project lies."""

import os
import sys
import time
from datetime import datetime
from pathlib import Path

from plugins.core.dates import HANOI, parse_date

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
OUTPUT = ROOT / "output"
CACHE = ROOT / ".cache"

_SECONDS_BETWEEN = 0.2


class Progress:
    """One line that counts up on a terminal; silent elsewhere."""

    def __init__(self) -> None:
        self._shown = 0.0
        self._live = sys.stderr.isatty()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say that `done` of `total` are done."""
        now = time.monotonic()
        if self._live and (done == total or now - self._shown >= _SECONDS_BETWEEN):
            self._shown = now
            end = "\n" if done == total else ""
            print(f"\r{what}: {done}/{total}", end=end, file=sys.stderr, flush=True)


def edition_moment() -> datetime:
    """Now, in Hà Nội; NEWSROOM_NOW sets another moment, for tests and for looking ahead.

    It takes ISO 8601 and every date an article takes. Raises DateError.
    """
    fixed = os.environ.get("NEWSROOM_NOW")
    if not fixed:
        return datetime.now(HANOI)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        return parse_date(fixed)
    return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)
