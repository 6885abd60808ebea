"""What stays the same: short digests of files, folders and values, to know what need not be made again.

A digest is 16 bytes of BLAKE2b: for telling versions of our own things apart, not for secrets.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

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
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}  # the object is held, so that its id stays its own

    def __call__(self, value: object) -> bytes:
        """The digest of a value."""
        if value is None or isinstance(value, (str, bytes, int, float)):
            return b"%d %s" % (len(repr(value)), repr(value).encode("utf-8", "surrogatepass"))
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, self._of(value))
        return known[1]

    def _of(self, value: object) -> bytes:
        stamp = getattr(value, "stamp", None)
        if stamp and isinstance(stamp, bytes):
            return stamp
        name = type(value).__name__.encode()
        if isinstance(value, (tuple, list)):
            return digest(b"(" + b"".join(map(self, value)))
        if isinstance(value, dict):
            return digest(b"{" + b"".join(self(k) + self(v) for k, v in sorted(value.items())))
        if is_dataclass(value):
            return digest(name + b"".join(self(getattr(value, f.name)) for f in fields(value)))
        written = repr(value)
        if " at 0x" in written:
            raise TypeError(f"{name.decode()} has no value to make a digest of")
        return digest(name + written.encode("utf-8", "surrogatepass"))


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
