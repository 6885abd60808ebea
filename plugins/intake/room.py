"""Folders of the shared inbox, entered without ever following a link.

Each folder is opened from the one above it by its descriptor (O_NOFOLLOW), so that nobody can put a link
in the way between a look and an act. Where the system has no such calls (Windows), paths are used, and
each is looked at first.
"""

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_BY_DESCRIPTOR = sys.platform != "win32" and os.open in os.supports_dir_fd
_FILE_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO without a writer must not stop us
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

_WRITE_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Look:
    """What a folder holds under a name. `changed` is the later of the times of content and of inode."""

    name: str
    is_file: bool
    is_folder: bool
    size: int
    modified: int
    changed: int

    @property
    def stamp(self) -> str:
        """Another one as soon as the content may be another."""
        return f"{self.size}-{self.modified}"


class NotPlain(OSError):  # noqa: N818  # the name says it
    """What lies under a name is a link, a device, a FIFO: nothing that may be opened."""


class Room:
    """One opened folder; `path` is only for showing and for systems without descriptors."""

    def __init__(self, path: Path, descriptor: int | None) -> None:
        self.path = path
        self._descriptor = descriptor

    def looks(self) -> list[Look]:
        """Everything in the folder, by name; what vanishes meanwhile is left out."""
        here = self.path if self._descriptor is None else self._descriptor
        names = sorted(os.listdir(here))  # noqa: PTH208  # Path lists no descriptors
        return [look for name in names if (look := self.look(name))]

    def look(self, name: str) -> Look | None:
        """What lies under a name, links not followed; None where nothing does."""
        try:
            found = os.lstat(self._at(name), **self._dir())
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return None
        return _look(name, found)

    @contextmanager
    def open(self, name: str) -> Iterator[int]:
        """A descriptor to read a plain file with. Raises NotPlain."""
        try:
            descriptor = os.open(self._at(name), _FILE_FLAGS, **self._dir())
        except OSError as error:
            look = self.look(name)
            if look and not look.is_file:
                raise NotPlain(error.errno, "not a plain file", name) from None
            raise
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise NotPlain(0, "not a plain file", name)
            yield descriptor
        finally:
            os.close(descriptor)

    @contextmanager
    def enter(self, name: str, *, make: bool = False) -> Iterator["Room"]:
        """The folder of that name in this one. Raises NotPlain for a link, FileNotFoundError."""
        if make:
            with contextlib.suppress(FileExistsError):
                os.mkdir(self._at(name), 0o777, **self._dir())  # noqa: PTH102  # Path has no dir_fd
        look = self.look(name)
        if look is None:
            raise FileNotFoundError(2, "no such folder", name)
        if not look.is_folder:
            raise NotPlain(20, "not a plain folder", name)
        with _opened(self.path / name, self._at(name), self._dir()) as room:
            yield room

    def move(self, name: str, other: "Room", target: str) -> None:
        """Rename into another folder of the same disk; never over something that is there."""
        if other.look(target):
            raise FileExistsError(17, "taken", target)
        if self._descriptor is None or other._descriptor is None:
            (self.path / name).rename(other.path / target)
        else:
            os.rename(name, target, src_dir_fd=self._descriptor, dst_dir_fd=other._descriptor)

    def write(self, name: str, data: bytes) -> None:
        """Put a file there in one step, over an older one."""
        beside = ".giay-bao.tmp"  # one name: what a killed run left of it is written over
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _WRITE_FLAGS
        try:
            descriptor = os.open(self._at(beside), flags, 0o666, **self._dir())
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            if self._descriptor is None:
                (self.path / beside).replace(self.path / name)
            else:
                os.replace(beside, name, src_dir_fd=self._descriptor, dst_dir_fd=self._descriptor)
        except BaseException:
            with contextlib.suppress(OSError):
                self.remove(beside)
            raise

    def read(self, name: str, most: int = 10_000_000) -> bytes | None:
        """A small plain file, None where there is none."""
        try:
            with self.open(name) as descriptor, os.fdopen(os.dup(descriptor), "rb") as file:
                return file.read(most)
        except OSError:
            return None

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._at(name), **self._dir())

    def _at(self, name: str) -> str:
        if not name or name in (".", "..") or "/" in name or "\0" in name or (os.altsep and "\\" in name):
            raise NotPlain(22, "not a name", name)
        return name if self._descriptor is not None else str(self.path / name)

    def _dir(self) -> dict[str, int]:
        return {} if self._descriptor is None else {"dir_fd": self._descriptor}


@contextmanager
def enter(folder: Path) -> Iterator[Room]:
    """The room of a folder that we ourselves were given (its own path may contain links)."""
    with _opened(folder, str(folder.resolve()), {}) as room:
        yield room


@contextmanager
def enter_path(folder: Path, parts: str, *, make: bool = False) -> Iterator[Room]:
    """The room of `parts` ('bao-lac/cho-sua') below a folder, each step without following links."""
    with contextlib.ExitStack() as stack:
        room = stack.enter_context(enter(folder))
        for part in parts.split("/") if parts else ():
            room = stack.enter_context(room.enter(part, make=make))
        yield room


@contextmanager
def _opened(path: Path, at: str, where: dict[str, int]) -> Iterator[Room]:
    if not _BY_DESCRIPTOR:
        yield Room(path, None)
        return
    descriptor = os.open(at, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, **where)
    try:
        yield Room(path, descriptor)
    finally:
        os.close(descriptor)


def _look(name: str, found: os.stat_result) -> Look:
    return Look(
        name,
        stat.S_ISREG(found.st_mode),
        stat.S_ISDIR(found.st_mode),
        found.st_size,
        found.st_mtime_ns,
        max(found.st_mtime_ns, found.st_ctime_ns),
    )
