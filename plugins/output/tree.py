"""The site's folder, changed as a whole but written only where it differs.

Readers see the old site until the new one is complete: every build writes into a second folder beside
the first (".output-truoc"), which then takes its place in one step. That second folder is the site as it
was one build ago; unchanged files are the same files in both (hard links), so that bringing it up to date
costs what the last build changed, and not the whole site. A ledger (".output-so") says which files stand
there and what each was made of; where it cannot be trusted, everything is written anew.
"""

import filecmp
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core.onestep import write_in_one_step
from plugins.core.sealed import seal, unseal
from plugins.output.swap import clear_leftovers, locked, prefix, refuse_strangers, swap

_VERSION = 2
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


Standing = tuple[bytes, int, int]
"""A file as it was written: digest of what it was made of, bytes, time of change in ns. Not named: a ledger
of ten thousand opens twice as fast.
"""


class Put(NamedTuple):
    """What came of a file: `same` where its bytes stood there already."""

    standing: Standing
    same: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the site before, as URL paths in order."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Ledger:
    """What the last build has left: the two folders by identity, the files of the first, the paths in which
    the second is behind, and what the builder wanted to know again.
    """

    live: tuple[int, int] | None = None
    spare: tuple[int, int] | None = None
    files: dict[str, Standing] = field(default_factory=dict)
    behind: set[str] = field(default_factory=set)
    notes: object = None


class Look(NamedTuple):
    """A look at a site: which folder and which ledger it was, whether that ledger is of that folder, and
    what is not as it says.
    """

    folder: tuple[int, int] | None
    ledger: tuple[int, int] | None
    known: bool
    strange: frozenset[str]

    @property
    def untouched(self) -> bool:
        """Whether there is a site, and it is what the last build has written, file by file."""
        return self.known and not self.strange


def look_at(output: Path) -> Look:
    """Compare what stands in a site with its ledger, file by file: changed, added and lost ones."""
    output = output.absolute()
    seen = _identity(output), _written(ledger_file(output))
    ledger = _load(ledger_file(output))
    if ledger.live is None or ledger.live != seen[0]:
        return Look(*seen, known=False, strange=frozenset())
    there, files = dict(scan(output)), ledger.files
    strange = {path for path, one in files.items() if there.pop(path, None) != one[1:]}
    return Look(*seen, known=True, strange=frozenset(strange.union(there)))


@contextmanager
def rebuilding(output: Path, look: Callable[[], Look] | None = None) -> Iterator["Tree"]:
    """The site at `output`, to be built; it changes when the block ends well and `finish` was called.

    `look` gives a look at it that somebody has begun already.

    On any failure the old site stays as it was. Raises SwapError where the folder holds other things
    than a site, or another build is at work there.
    """
    output = output.absolute()
    refuse_strangers(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    with locked(output):
        clear_leftovers(output, keep=_spare(output).name)
        tree = Tree(output, look)
        try:
            yield tree
            tree.commit()
        finally:
            tree.discard()


def _spare(output: Path) -> Path:
    return output.with_name(f"{prefix(output)}truoc")


def ledger_file(output: Path) -> Path:
    """Where the ledger of a site lies."""
    return output.with_name(f"{prefix(output)}so")


class Tree:
    """A site being built. `known` are the files that stand in it, untouched since a build wrote them."""

    def __init__(self, output: Path, look: Callable[[], Look] | None = None) -> None:
        self.output = output
        self._ledger = _load(ledger_file(output))
        self.known: Mapping[str, Standing] = {}
        self._strange: frozenset[str] = frozenset()
        if self._ledger.live is None or self._ledger.live != _identity(output):
            self._ledger = _Ledger()
            shutil.rmtree(_spare(output), ignore_errors=True)  # of which site it was, nobody knows
            if output.is_dir():
                self._strange = frozenset(path for path, _ in scan(output))
        else:
            self._take(look)
        self._root: Path | None = None
        self._folders: set[str] = set()
        self._plan: dict[str, Standing] | None = None
        self._notes: object = None
        self.changes = Changes()

    def _take(self, look: Callable[[], Look] | None) -> None:
        """Know what stands there; what somebody has changed, added or lost is not known."""
        seen = look() if look else look_at(self.output)
        if (seen.folder, seen.ledger) != (self._ledger.live, _written(ledger_file(self.output))):
            seen = look_at(self.output)  # another build has come between
        self._strange = seen.strange
        known = self._ledger.files
        self.known = {p: known[p] for p in known.keys() - seen.strange} if seen.strange else known

    @property
    def notes(self) -> Any:
        """What the last build has noted with its site, None where nothing is known of it."""
        return self._ledger.notes

    def stands(self, path: str, key: bytes) -> bool:
        """Whether a file made of these things stands there."""
        known = self.known.get(path)
        return known is not None and known[0] == key

    # -- writing

    def begin(self, late: Set[str] = frozenset()) -> None:
        """Make the folder to write into: a copy of the site, as far as it is known. Before the first `put`.

        The files in `late` will all be put: they need not be there before.
        """
        if self._root is not None:
            return
        spare = _spare(self.output)
        if self.known and self._ledger.spare is not None and self._ledger.spare == _identity(spare):
            root = Path(tempfile.mktemp(prefix=prefix(self.output), dir=self.output.parent))  # noqa: S306 - locked
            spare.rename(root)
            self._root = root
            for path in self._ledger.behind:
                self._remove(path)
            self._link((self._ledger.behind & self.known.keys()) - late)
            return
        self._root = Path(tempfile.mkdtemp(prefix=prefix(self.output), dir=self.output.parent))
        self._root.chmod(0o755)
        self._link(self.known.keys() - late)

    def _link(self, paths: Iterable[str]) -> None:
        """Let the folder have files as the site has them."""
        for path in paths:
            file = self._file(path)
            self._make_folder(file)
            try:
                os.link(f"{self.output}{path}", file)
            except OSError:  # no hard links here (FAT, some shares)
                shutil.copy2(f"{self.output}{path}", file)

    def _remove(self, path: str) -> None:
        """Let the folder not have a file, nor what it leaves empty."""
        file = Path(self._file(path))
        try:
            file.unlink()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return
        _prune(file.parent, self._root)

    def put(self, path: str, key: bytes, data: bytes) -> Put:
        """Write a file, unless these bytes stand there already. May be called in a forked process.

        `path` is its URL path without anything that leads elsewhere.
        """
        same = path in self.known and self._holds(path, data)
        file = self._file(path)
        if same:
            if not os.path.lexists(file):
                self._link([path])
            found = os.stat(file)  # noqa: PTH116
        else:
            found = self._write(file, data)
        return Put((key, found.st_size, found.st_mtime_ns), same)

    def _holds(self, path: str, data: bytes) -> bool:
        """Whether the file that stands in the site has these bytes."""
        with open(f"{self.output}{path}", "rb") as old:  # noqa: PTH123 - thousands of times
            return os.fstat(old.fileno()).st_size == len(data) and old.read() == data

    def _write(self, file: str, data: bytes) -> os.stat_result:
        """A new file, never through what stands in its place: the old site may have the same file."""
        try:
            os.unlink(file)  # noqa: PTH108
        except FileNotFoundError:
            pass
        except (IsADirectoryError, NotADirectoryError):
            self._clear_way(file)
        try:
            line = os.open(file, _NEW, 0o666)
        except OSError:
            self._make_folder(file)
            line = os.open(file, _NEW, 0o666)
        try:
            _write_all(line, data)
            return os.fstat(line)
        finally:
            os.close(line)

    def _file(self, path: str) -> str:
        assert self._root is not None, "begin() comes first"
        return f"{self._root}{path}"

    def _make_folder(self, file: str) -> None:
        folder = file.rpartition("/")[0]
        if folder not in self._folders:
            try:
                os.mkdir(folder)  # noqa: PTH102 - most often all but the last is there
            except FileExistsError:
                pass
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self._folders.add(folder)

    def _clear_way(self, file: str) -> None:
        """A page stands where a folder stood, or below what was a file."""
        way = Path(file)
        for part in (way, *way.parents):
            if part == self._root:
                break
            if part.is_file() or part.is_symlink():
                part.unlink()
            elif part == way and part.is_dir():
                shutil.rmtree(part)
        self._folders.clear()
        self._make_folder(file)

    # -- the end

    def _differs(self, path: str) -> bool:
        """Whether a file in the site is not the one that was put, byte for byte."""
        try:
            return not filecmp.cmp(f"{self.output}{path}", self._file(path), shallow=False)
        except OSError:
            return True

    def finish(self, kept: Iterable[str], put: Mapping[str, Put], notes: object = None) -> None:
        """The whole site: the paths that stay as they are, and what was written. All else goes.

        `notes` are plain values for the next build, kept with the site.
        """
        plan = {path: self.known[path] for path in kept}
        plan |= {path: one.standing for path, one in put.items()}
        before = {*self._ledger.files} | self._strange
        removed = sorted(before - plan.keys())
        written = sorted(
            path
            for path, one in put.items()
            if (self._differs(path) if path in self._strange else not one.same)
        )
        self._plan, self._notes = plan, notes
        self.changes = Changes(tuple(written), tuple(removed))

    def commit(self) -> None:
        """Let the new site take the old one's place, if they differ."""
        if self._plan is None:
            return
        ledger = self._ledger
        if self.changes != Changes() or self.known.keys() != self._plan.keys() or not self.output.exists():
            self.begin()
            assert self._root is not None
            for path in self.changes.removed:
                self._remove(path)
            swap(self._root, self.output)
            ledger = _Ledger(
                live=_identity(self.output),
                behind={*self.changes.written, *self.changes.removed, *self._strange},
            )
            if self.known and self._root.exists():
                self._root.rename(_spare(self.output))
                ledger.spare = _identity(_spare(self.output))
            self._root = None
        if ledger is not self._ledger or self._plan != ledger.files or self._notes != ledger.notes:
            ledger.files, ledger.notes = self._plan, self._notes
            with suppress(OSError):  # the site is in its place; without a ledger the next build writes it all
                _save(ledger, ledger_file(self.output))

    def discard(self) -> None:
        """Remove what was begun and not finished, or a site that nothing is known of."""
        for folder in self.output.parent.glob(f"{prefix(self.output)}*"):
            if folder.is_dir() and not folder.is_symlink() and folder != _spare(self.output):
                shutil.rmtree(folder, ignore_errors=True)


def _write_all(line: int, data: bytes) -> None:
    done = os.write(line, data)
    while done < len(data):
        done += os.write(line, data[done:])


def scan(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """(URL path, (bytes, time of change)) of everything below a folder but folders."""
    waiting = [("/", str(folder))]
    while waiting:
        before, here = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{before}{entry.name}/", entry.path))
                else:
                    found = entry.stat(follow_symlinks=False)
                    yield before + entry.name, (found.st_size, found.st_mtime_ns)


def differences(one: Path, other: Path) -> list[str]:
    """The URL paths of the files that only one of two folders has, or that differ in a byte."""
    mine, theirs = ({path for path, _ in scan(folder)} for folder in (one, other))
    both = (p for p in mine & theirs if not filecmp.cmp(f"{one}{p}", f"{other}{p}", shallow=False))
    return sorted({*(mine ^ theirs), *both})


def _identity(folder: Path) -> tuple[int, int] | None:
    """What stays a folder's own when it is renamed, None where there is none."""
    try:
        found = folder.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _written(file: Path) -> tuple[int, int] | None:
    """Tells one writing of a file from another, None where there is none."""
    try:
        found = file.lstat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _prune(folder: Path, root: Path | None) -> None:
    """Remove a folder that has become empty, and those above it."""
    while folder != root and folder.is_dir():
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _save(ledger: _Ledger, file: Path) -> None:
    write_in_one_step(file, seal((_VERSION, *(getattr(ledger, f.name) for f in fields(ledger)))))


def _load(file: Path) -> _Ledger:
    """The ledger; an empty one where there is none that can be trusted."""
    try:
        version, *known = unseal(file.read_bytes())
        return _Ledger(*known) if version == _VERSION else _Ledger()
    except (OSError, ValueError, TypeError):
        return _Ledger()
