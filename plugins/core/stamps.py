"""What stays the same: short digests of files, folders and values, to know what need not be made again.

A digest is 16 bytes of BLAKE2b: for telling versions of our own things apart, not for secrets.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

SIZE = 16
_PACKAGE = Path(__file__).resolve().parents[1]
# Clocks of file systems tick in steps: a file changed twice within one has one time for two contents.
TICK_NS = 100_000_000


class FileStamp(NamedTuple):
    """What the system says of a file without opening it; `ctime_ns` is the one that no tool can set back."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @classmethod
    def of(cls, found: os.stat_result) -> "FileStamp":
        """The stamp in the answer of a `stat`."""
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)

    def settled_before(self, moment_ns: int) -> bool:
        """Whether the file was left alone so long before a moment that its stamp tells a later change."""
        return max(self.mtime_ns, self.ctime_ns) < moment_ns - TICK_NS


def digest(data: bytes) -> bytes:
    """The digest of bytes."""
    return blake2b(data, digest_size=SIZE).digest()


class Digester:
    """Digests of values: texts, numbers, dates, tuples, mappings, dataclasses; of each object once.

    An object with a `stamp` of bytes, not b"", is told by that alone: it is its digest already. Two
    equal values have one digest in every process. An object without a value of its own raises
    TypeError: what cannot be told apart must not decide whether a page is new.

    `met` are the objects told by their stamps, in whatever they stand; whoever wants to know empties it.
    """

    def __init__(self) -> None:
        self.met: list[object] = []
        # the object is held, so that its id stays its own
        self._known: dict[int, tuple[object, bytes, tuple[object, ...]]] = {}
        self._ways: dict[type, Callable[[Any], bytes]] = {}

    def __call__(self, value: object) -> bytes:
        """The digest of a value."""
        kind = type(value)
        way = self._ways.get(kind)
        if way is None:
            way = self._ways[kind] = self._way(kind)
        return way(value)

    def _way(self, kind: type) -> Callable[[Any], bytes]:
        """How values of a type are told apart."""
        if issubclass(kind, (str, bytes, int, float, type(None))) and not issubclass(kind, Enum):
            return _written
        if issubclass(kind, (tuple, list)):
            return self._sequence
        if issubclass(kind, dict):
            return self._mapping
        if is_dataclass(kind):
            return self._stamped if hasattr(kind, "stamp") else self._fields
        if kind.__repr__ is object.__repr__:
            raise TypeError(f"{kind.__name__} has no value to make a digest of")
        return _written

    def _stamped(self, value: Any) -> bytes:
        stamp = value.stamp
        if stamp and type(stamp) is bytes:
            self.met.append(value)
            return stamp
        return self._fields(value)

    def _sequence(self, value: Sequence[object]) -> bytes:
        return digest(b"(" + b"".join([self(each) for each in value]))

    def _mapping(self, value: Mapping[Any, object]) -> bytes:
        return digest(b"{" + b"".join([self(key) + self(value[key]) for key in sorted(value)]))

    def _fields(self, value: Any) -> bytes:
        known = self._known.get(id(value))
        if known is None:
            before = len(self.met)
            told = b"".join([self(getattr(value, field.name)) for field in fields(value)])
            found = digest(type(value).__name__.encode() + told)
            self._known[id(value)] = value, found, tuple(self.met[before:])
            return found
        self.met += known[2]
        return known[1]


def _written(value: object) -> bytes:
    """A value as Python writes it, which two different ones never share; its length keeps it from others."""
    written = ascii(value).encode()
    return b"%d %s" % (len(written), written)


def files_below(folder: Path) -> Iterator[tuple[str, FileStamp]]:
    """(path, stamp) of every file of a folder and below, in a fixed order; links are not followed.

    What Python has compiled is left out.
    """
    waiting = [str(folder)]
    while waiting:
        here = waiting.pop()
        with os.scandir(here) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                yield entry.path, FileStamp.of(entry.stat(follow_symlinks=False))


def folder_digest(*folders: Path) -> bytes:
    """The digest of what the system says of all files below some folders (contents are not read)."""
    said = blake2b(digest_size=SIZE)
    for folder in folders:
        if folder.is_dir():
            for path, stamp in files_below(folder):
                said.update(
                    repr((path, stamp.size, stamp.mtime_ns, stamp.inode)).encode("utf-8", "surrogatepass")
                )
    return said.digest()


def folder_contents(folder: Path) -> bytes:
    """The digest of the names and contents of a small folder's files."""
    files = [(path, digest(Path(path).read_bytes())) for path, _ in files_below(folder)]
    return digest(ascii(files).encode())


def code_digest() -> bytes:
    """The digest of everything that makes pages of sources: this package, Python, the installed packages."""
    installed = [
        name
        for place in sys.path
        if place.endswith("-packages") and os.path.isdir(place)  # noqa: PTH112 - asked at every start
        for name in sorted(os.listdir(place))  # noqa: PTH208 - names only
        if name.endswith((".dist-info", ".egg-link", ".pth"))
    ]
    return digest(folder_digest(_PACKAGE) + repr((sys.version, installed)).encode())
