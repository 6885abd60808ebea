"""What the last build knew: the list of entries, each entry, each shard. One SQLite file a site.

All of it can be made again from the sources; what is damaged, or another's, is thrown away.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from plugins.core.sealed import SealError, seal, unseal
from plugins.library.kept import KeptError

_TABLES = """
CREATE TABLE about (key BLOB, site TEXT, state BLOB);
CREATE TABLE kept (name TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
"""
_BUSY_SECONDS = 10.0

Fetch = Callable[[str], bytes]


class Store:
    """Named values under seals, and one `state`. Without a file, or where none can be written, nothing is
    remembered beyond this build.

    `key` is the digest of all that decides them beyond the sources; `site` is the folder they are for.
    """

    def __init__(self, file: Path | None, key: bytes, site: Path) -> None:
        self._file = file
        self._about = (key, os.fsdecode(site))
        self._line: tuple[int, sqlite3.Connection] | None = None
        self._fresh: dict[str, bytes] = {}
        self.state: Any = None
        if file is not None:
            self._open(file)

    def get(self, name: str) -> Any:
        """A value. Raises KeptError, and forgets everything, where it is gone or damaged."""
        try:
            return unseal(self._fresh[name] if name in self._fresh else self._fetch(name))
        except (sqlite3.Error, SealError) as error:
            self.forget()
            raise KeptError(name) from error

    def put(self, name: str, value: object) -> None:
        """A new value; written with the next `save`."""
        self._fresh[name] = seal(value)

    def save(self, state: object, gone: Iterable[str]) -> None:
        """Write state and new values, drop those that are gone; a full disk leaves the file as it was."""
        self.state = state
        if self._file is None:
            return
        try:
            with self._connection() as line:
                line.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", self._fresh.items())
                line.executemany("DELETE FROM kept WHERE name = ?", [(name,) for name in gone])
                line.execute("UPDATE about SET state = ?", (seal(state),))
        except sqlite3.Error:
            return

    def forget(self) -> None:
        """Throw the file away."""
        self.state = None
        if self._line:
            self._line[1].close()
            self._line = None
        if self._file is not None:
            for end in ("", "-journal"):
                Path(f"{self._file}{end}").unlink(missing_ok=True)

    def _open(self, file: Path) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            found = self._connection().execute("SELECT key, state FROM about").fetchall()
            if [key for key, _ in found] == [self._about[0]]:
                self.state = unseal(found[0][1])
                return
        except (OSError, sqlite3.Error, SealError):
            pass  # none yet, damaged, or of another program
        try:
            self.forget()
            _remove_orphans(file.parent)
            with self._connection() as line:
                line.executescript(_TABLES)
                line.execute("INSERT INTO about VALUES (?, ?, ?)", (*self._about, seal(None)))
        except (OSError, sqlite3.Error):
            self._file = None

    def _connection(self) -> sqlite3.Connection:
        """The line to the file; each process has its own, as SQLite asks."""
        if self._line is None or self._line[0] != os.getpid():
            line = sqlite3.connect(str(self._file), timeout=_BUSY_SECONDS)
            line.execute("PRAGMA synchronous = OFF")  # what a power cut damages is thrown away
            line.execute("PRAGMA journal_mode = MEMORY")
            self._line = (os.getpid(), line)
        return self._line[1]

    def _fetch(self, name: str) -> object:
        row = self._connection().execute("SELECT data FROM kept WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None


def _remove_orphans(folder: Path) -> None:
    """Remove the files of sites that are no more."""
    for file in folder.glob("*.sqlite"):
        try:
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as line:
                ((site,),) = line.execute("SELECT site FROM about").fetchall()
        except (sqlite3.Error, ValueError):
            continue  # somebody is making it, or will find it damaged
        if not Path(site).is_dir():
            file.unlink(missing_ok=True)
