"""A unit: what will be one submission, as it lies in the inbox, known by its outside only."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from plugins.core.text import slug
from plugins.intake.model import Left
from plugins.intake.names import HELD, TEXTS, WORD, extension, is_litter, is_ours, shown
from plugins.intake.room import Look, NotPlain, Room

# A folder of one article; deeper than this nobody sorts photos.
MAX_DEPTH = 4
MAX_FILES = 200


@dataclass(frozen=True, slots=True)
class Office:
    """A district's folder: its name on the disk, the district's name, and the initials of its codes."""

    folder: str
    district: str
    initials: str

    @property
    def slug(self) -> str:
        """How the office signs in the register."""
        return slug(self.district)


class Shape(StrEnum):
    """What a submission is made of."""

    TEXT = "text"  # a text or Word file, with loose photos
    FOLDER = "folder"
    ZIP = "zip"
    OTHER = "other"  # some other file, which will be answered all the same


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a unit: the way to it from the unit's room, and how it was at the look."""

    path: str
    look: Look


@dataclass(frozen=True, slots=True)
class Unit:
    """What will be one submission. `room` is its folder relative to the inbox, `name` its main file's or
    folder's name there. `odd` are names inside that are no plain files; with `too_many` not all were seen.
    """

    office: Office
    room: str
    name: str
    shape: Shape
    files: tuple[Found, ...]
    odd: tuple[str, ...] = ()
    too_many: bool = False

    @property
    def path(self) -> str:
        """Where the main thing lies, relative to the inbox."""
        return f"{self.room}/{self.name}"

    @property
    def held(self) -> bool:
        """Whether it lies in the folder of what has to be mended."""
        return self.room.endswith(f"/{HELD}")

    @property
    def stamp(self) -> str:
        """Another one as soon as anything in it may have changed."""
        return "|".join(sorted(f"{f.path}:{f.look.stamp}" for f in self.files))

    @property
    def changed(self) -> int:
        """When anything in it was last written, in nanoseconds."""
        return max((f.look.changed for f in self.files), default=0)

    @property
    def texts(self) -> tuple[Found, ...]:
        """Its files that may be the text."""
        return tuple(f for f in self.files if extension(f.look.name) in (*TEXTS, *WORD))


@dataclass(frozen=True, slots=True)
class Sight:
    """One look at the whole inbox. `loose` are photos beside no text of their name, by their room."""

    offices: tuple[Office, ...]
    units: tuple[Unit, ...]
    loose: Mapping[str, tuple[Look, ...]]
    left: tuple[Left, ...]


def with_photo(unit: Unit, photo: Look, way: str = "") -> Unit:
    """The unit with one loose photo more; `way` leads to it from the unit's room."""
    return replace(unit, files=(*unit.files, Found(f"{way}{photo.name}", photo)))


def stamp_of(thing: Unit | Room, look: Look | None = None) -> str:
    """The stamp of what a unit's main name stands for: of a folder, of everything in it.

    Given a room and what was seen in it, the same for what lies there now.
    """
    if isinstance(thing, Unit):
        if thing.shape is not Shape.FOLDER:
            return thing.files[0].look.stamp
        files, odd = list(thing.files), list(thing.odd)
    else:
        assert look is not None
        if not look.is_folder:
            return look.stamp
        files, odd = [], []
        with thing.enter(look.name) as inside:
            all(gather(inside, look.name, 1, files, odd))
    rows = [f"{f.path.partition('/')[2]}:{f.look.stamp}" for f in files] + odd
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogateescape")).hexdigest()


def gather(room: Room, path: str, depth: int, files: list[Found], odd: list[str]) -> Iterator[bool]:
    """All files of a folder, to `files`; what is no file to `odd`. Yields False where it breaks off."""
    for look in room.looks():
        way = f"{path}/{look.name}"
        if is_litter(look.name) or is_ours(look.name):
            continue
        if len(files) >= MAX_FILES or (look.is_folder and depth >= MAX_DEPTH):
            yield False
            return
        if look.is_file:
            files.append(Found(way, look))
        elif look.is_folder:
            try:
                with room.enter(look.name) as inside:
                    yield from gather(inside, way, depth + 1, files, odd)
            except NotPlain:
                odd.append(shown(look.name))
        else:
            odd.append(shown(look.name))
