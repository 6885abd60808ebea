"""A file of what can be made again: SQLite, by name, thrown away where it is damaged or another's."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from plugins.core.sealed import SealError, seal, unseal

_BUSY_SECONDS = 10.0

Row = tuple[str, *tuple[bytes, ...]]
"""A name and what is kept by it, column by column."""


class CacheError(Exception):
    """A cache cannot be trusted; whoever works with it works again without it."""


class CacheFile:
    """Rows of bytes by name in one table, and one `state` under a seal, read at the start.

    `key` is the digest of all that decides the rows beyond what they are made of; `owner` is the folder
    they are for, whose file goes when the folder is gone. A file of another key, or none, is begun anew;
    where none can be made, `there` is False and nothing is remembered.
    """

    def __init__(
        self, file: Path | None, key: bytes, owner: Path, table: str, columns: tuple[str, ...]
    ) -> None:
        self._file = file
        self._about = (key, os.fsencode(owner.absolute()))
        self._table, self._columns = table, columns
        self._line: tuple[int, sqlite3.Connection] | None = None
        self.state: Any = None
        if file is not None:
            self._open(file)

    @property
    def there(self) -> bool:
        """Whether anything is remembered."""
        return self._file is not None

    def fetch(self, column: str, name: str) -> bytes:
        """What is kept in a column by a name. Raises CacheError where nothing is, or no bytes are."""
        if self._file is None:
            raise CacheError(name)
        query = f"SELECT {column} FROM {self._table} WHERE name = ?"  # noqa: S608 - our own names
        try:
            row = self._connection().execute(query, (os.fsencode(name),)).fetchone()
        except sqlite3.Error as error:
            raise CacheError(str(error)) from error
        if row is None or not isinstance(row[0], bytes):  # SQLite has its own mind on types
            raise CacheError(name)
        return row[0]

    def save(self, rows: Iterable[Row], gone: Iterable[str], state: object) -> bool:
        """Write rows (name, then the columns) and state, drop what is gone, all or nothing.

        False where that fails (a full disk): the file is as it was.
        """
        places = ", ".join("?" * (1 + len(self._columns)))
        write = f"INSERT OR REPLACE INTO {self._table} VALUES ({places})"  # noqa: S608 - our own names
        drop = f"DELETE FROM {self._table} WHERE name = ?"  # noqa: S608 - our own names
        try:
            with self._connection() as line:
                line.executemany(write, [(os.fsencode(name), *data) for name, *data in rows])
                line.executemany(drop, [(os.fsencode(name),) for name in gone])
                line.execute("UPDATE about SET state = ?", (seal(state),))
        except sqlite3.Error:
            return False
        return True

    def forget(self) -> None:
        """Throw the file away."""
        self.state = None
        if self._line:
            self._line[1].close()
            self._line = None
        if self._file is not None:
            for end in ("", "-journal", "-wal", "-shm"):
                Path(f"{self._file}{end}").unlink(missing_ok=True)

    def _open(self, file: Path) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            found = self._connection().execute("SELECT key, state FROM about").fetchall()
            if [key for key, _ in found] == [self._about[0]]:
                self.state = unseal(found[0][1])
                return
        except (OSError, sqlite3.Error, SealError, TypeError, ValueError):
            pass  # none yet, damaged, or of another program
        try:
            self.begin()
        except (OSError, sqlite3.Error):
            self._file = None

    def begin(self) -> None:
        """An empty file in the place of whatever is there. Raises OSError or sqlite3.Error."""
        self.forget()
        assert self._file is not None
        _remove_orphans(self._file.parent)
        columns = ", ".join(f"{column} BLOB" for column in self._columns)
        with self._connection() as line:
            line.execute("CREATE TABLE about (key BLOB, owner BLOB, state BLOB)")
            line.execute(f"CREATE TABLE {self._table} (name BLOB PRIMARY KEY, {columns})")
            line.execute("INSERT INTO about VALUES (?, ?, ?)", (*self._about, seal(None)))

    def _connection(self) -> sqlite3.Connection:
        """The line to the file; each process has its own, as SQLite asks."""
        if self._line is None or self._line[0] != os.getpid():
            line = sqlite3.connect(str(self._file), timeout=_BUSY_SECONDS)
            # what a power cut damages is thrown away: no reason to wait for the disk
            line.execute("PRAGMA synchronous = OFF")
            line.execute("PRAGMA journal_mode = MEMORY")
            self._line = (os.getpid(), line)
        return self._line[1]


def _remove_orphans(folder: Path) -> None:
    """Remove the files whose owners are no more."""
    for file in folder.glob("*.sqlite"):
        try:
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as line:
                ((owner,),) = line.execute("SELECT owner FROM about").fetchall()
        except (sqlite3.Error, ValueError):
            continue  # somebody is making it, or will find it damaged
        if not Path(os.fsdecode(owner)).is_dir():
            file.unlink(missing_ok=True)
