"""What came of each source, kept from one build to the next, so that only what changed is read again.

One SQLite file a content folder: a row a source with the stamps of what it was made of, the outcome
without the text of articles, and that text, which is fetched when a page is drawn from it. Every
outcome and text carries its digest: a cache that is damaged, or another's, is no cache.
"""

import io
import os
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

from plugins.articles.model import Article, Text
from plugins.core.dates import HANOI
from plugins.core.site import SiteData
from plugins.core.stamps import FileStamp, digest
from plugins.places.gazetteer import Gazetteer

_TABLES = """
CREATE TABLE about (key BLOB, root BLOB);
CREATE TABLE source (
  name BLOB PRIMARY KEY, size INT, mtime INT, ctime INT, inode INT,
  content BLOB, beside BLOB, since REAL, until REAL, read INT, outcome BLOB, text BLOB
);
"""
_KNOWN = "SELECT name, size, mtime, ctime, inode, content, beside, since, until, read, outcome FROM source"
_TEXT = "SELECT text FROM source WHERE name = ?"
_WRITE = "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_BUSY_SECONDS = 10.0

Fetch = Callable[[str], bytes]
"""The text of a source, as UTF-8. Raises KeptError."""


class KeptError(Exception):
    """The cache cannot be trusted; whoever reads with it reads again without it."""


class MadeOf(NamedTuple):
    """What an outcome was made of: the file by stamp and content, what lay beside it (b"" where nobody
    looked), and the time in which it holds (seconds since 1970, `until` excluded). `read_ns` is when.
    """

    stamp: FileStamp
    content: bytes
    beside: bytes
    since: float
    until: float
    read_ns: int


@dataclass(frozen=True, slots=True)
class Record:
    """An outcome ready to be kept: `outcome` as bytes, `text` an article's own text as UTF-8."""

    made_of: MadeOf
    outcome: bytes
    text: bytes


class Kept:
    """The records of a content folder. Without a file nothing is remembered.

    `root` is that folder; `key` the digest of all that decides outcomes beyond the sources: code, sections,
    gazetteer.
    """

    def __init__(
        self, file: Path | None, root: Path, key: bytes, site: SiteData, gazetteer: Gazetteer
    ) -> None:
        self._file = file
        self.site, self.gazetteer = site, gazetteer
        self._packer = Packer(site, gazetteer, self._fetch)
        self._line: tuple[int, sqlite3.Connection] | None = None
        self._rows: dict[str, tuple[MadeOf, bytes]] = {}
        self._fresh: dict[str, Record] = {}
        if file is not None:
            self._rows = self._open(file, root, key)

    # -- what is known

    def made_of(self, name: str) -> MadeOf | None:
        """What the kept outcome of a source was made of, None where there is none."""
        row = self._rows.get(name)
        return row[0] if row else None

    def outcome(self, name: str) -> object:
        """The kept outcome of a source. Raises KeptError where it is damaged."""
        return self._packer.load(name, self._rows[name][1])

    def load(self, name: str, record: Record) -> object:
        """The outcome of a record that another process has made."""
        if self._file is None:
            return self._packer.load(name, record.outcome, record.text.decode())
        return self._packer.load(name, record.outcome)

    def pack(self, outcome: object, made_of: MadeOf) -> Record:
        """An outcome as a record."""
        return Record(made_of, *self._packer.dump(outcome))

    def keep(self, name: str, record: Record) -> None:
        """Keep a record; written with the next `save`."""
        if self._file is not None:
            self._fresh[name] = record

    def save(self, names: Iterable[str]) -> None:
        """Write what is new, and drop every source that is not named. A cache that cannot be is done without.

        Raises KeptError where texts of fresh articles would be lost by that.
        """
        gone = self._rows.keys() - {*names}
        if self._file is None or not (self._fresh or gone):
            return
        rows = (
            (os.fsencode(name), *made_of.stamp, *made_of[1:], record.outcome, record.text)
            for name, record in self._fresh.items()
            for made_of in (record.made_of,)
        )
        try:
            with self._connection() as line:
                line.executemany(_WRITE, rows)
                line.executemany("DELETE FROM source WHERE name = ?", [(os.fsencode(name),) for name in gone])
        except sqlite3.Error as error:
            raise KeptError(str(error)) from error
        self._fresh.clear()

    def forget(self) -> None:
        """Throw the file away."""
        if self._line:
            self._line[1].close()
            self._line = None
        if self._file is not None:
            for end in ("", "-journal", "-wal", "-shm"):
                Path(f"{self._file}{end}").unlink(missing_ok=True)

    # -- the file

    def _open(self, file: Path, root: Path, key: bytes) -> dict[str, tuple[MadeOf, bytes]]:
        """The rows of the file; one of another key, or none, is begun anew."""
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            line = self._connection()
            if line.execute("SELECT key FROM about").fetchall() == [(key,)]:
                return {
                    os.fsdecode(row[0]): (MadeOf(FileStamp(*row[1:5]), *row[5:10]), row[10])
                    for row in line.execute(_KNOWN)
                }
        except (sqlite3.Error, TypeError, ValueError):
            pass  # damaged, or another program's
        self.forget()
        _remove_orphans(file.parent)
        with self._connection() as line:
            line.executescript(_TABLES)
            line.execute("INSERT INTO about VALUES (?, ?)", (key, os.fsencode(root.absolute())))
        return {}

    def _connection(self) -> sqlite3.Connection:
        """The line to the file; each process has its own, as SQLite asks."""
        if self._line is None or self._line[0] != os.getpid():
            line = sqlite3.connect(str(self._file), timeout=_BUSY_SECONDS)
            # a cache that a power cut damages is thrown away: no reason to wait for the disk
            line.execute("PRAGMA synchronous = OFF")
            line.execute("PRAGMA journal_mode = MEMORY")
            self._line = (os.getpid(), line)
        return self._line[1]

    def _fetch(self, name: str) -> bytes:
        if record := self._fresh.get(name):
            return record.text
        try:
            row = self._connection().execute(_TEXT, (os.fsencode(name),)).fetchone()
        except sqlite3.Error as error:
            raise KeptError(str(error)) from error
        if row is None or not isinstance(row[0], bytes):
            raise KeptError(name)
        return row[0]


# Stands in an article for the digest that is only known when the whole outcome is written.
_STAMP = object()
_STAMP_NAME = ("stamp",)
_ARTICLE = tuple(f.name for f in fields(Article))


def _remove_orphans(folder: Path) -> None:
    """Remove the files of content folders that are no more."""
    for file in folder.glob("*.sqlite"):
        try:
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as line:
                ((root,),) = line.execute("SELECT root FROM about").fetchall()
        except (sqlite3.Error, ValueError):
            continue  # somebody is making it, or will find it damaged
        if not Path(os.fsdecode(root)).is_dir():
            file.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class KeptText:
    """The text of an article that lies in the cache."""

    name: str
    digest: bytes
    packer: "Packer"

    @property
    def html(self) -> str:
        """Clean HTML. Raises KeptError where it is gone or damaged."""
        data = self.packer.fetch(self.name)
        if digest(data) != self.digest:
            raise KeptError(self.name)
        return data.decode()

    def __repr__(self) -> str:
        return f"KeptText({self.name!r}, {self.digest!r})"


class Packer:
    """Outcomes to bytes and back. Units, sections and series are kept by name: they are loaded already."""

    def __init__(self, site: SiteData, gazetteer: Gazetteer, fetch: Fetch) -> None:
        self.fetch = fetch
        self._things: dict[object, object] = {"tz": HANOI}
        self._things |= {("u", *unit.key): unit for unit in gazetteer.units}
        self._things |= {("s", section.slug): section for section in site.sections}
        self._things |= {("r", series.slug): series for series in site.series}
        self._names: Mapping[int, object] = {id(thing): name for name, thing in self._things.items()}

    def dump(self, outcome: object) -> tuple[bytes, bytes]:
        """(bytes of the outcome with its digest in front, an article's text)."""
        written = io.BytesIO()
        pickler = _Pickler(written, self._names)
        pickler.dump(outcome)
        data = written.getvalue()
        return digest(data) + data, pickler.text

    def load(self, name: str, kept: bytes, text: str | None = None) -> object:
        """The outcome. Raises KeptError where the bytes are not what was written."""
        if not isinstance(kept, bytes):  # SQLite has its own mind on types
            raise KeptError(name)
        stamp, data = kept[:16], kept[16:]
        if digest(data) != stamp:
            raise KeptError(name)
        return _Unpickler(io.BytesIO(data), self, name, stamp, text).load()

    def thing(self, name: object) -> object:
        """What is kept by name."""
        return self._things[name]


class _Pickler(pickle.Pickler):
    """Writes an outcome; the text of its article goes beside, not in."""

    def __init__(self, file: io.BytesIO, names: Mapping[int, object]) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._names = names
        self.text = b""

    def persistent_id(self, thing: Any) -> object:
        """What stands for a thing that is not written here."""
        if isinstance(thing, Text):
            self.text = thing.html.encode()
            return "text", thing.digest
        return _STAMP_NAME if thing is _STAMP else self._names.get(id(thing))

    def reducer_override(self, thing: Any) -> Any:
        """An article is written as the arguments that make it, which is read four times as fast."""
        if type(thing) is Article:
            return Article, tuple(_STAMP if f == "stamp" else getattr(thing, f) for f in _ARTICLE)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    """Reads one outcome; it makes nothing but this package's own things and dates."""

    def __init__(self, file: io.BytesIO, packer: Packer, name: str, stamp: bytes, text: str | None) -> None:
        super().__init__(file)
        self._packer, self._name, self._stamp, self._text = packer, name, stamp, text

    def persistent_load(self, name: Any) -> object:
        """The thing of a name."""
        if name == _STAMP_NAME:
            return self._stamp
        if name[0] == "text":
            return KeptText(self._name, name[1], self._packer) if self._text is None else Text(self._text)
        return self._packer.thing(name)

    def find_class(self, module: str, name: str) -> Any:
        """A class of ours. Raises KeptError for any other."""
        if module.partition(".")[0] not in ("plugins", "datetime"):
            raise KeptError(f"{module}.{name}")
        return super().find_class(module, name)
