"""What lies in the inbox: offices, their submissions, and what is none. Nothing is opened or touched here."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from plugins.core.text import clean, slug
from plugins.intake.model import Left
from plugins.intake.names import (
    HELD,
    PHOTOS,
    TAKEN,
    TEXTS,
    WORD,
    ZIPS,
    extension,
    is_litter,
    is_ours,
    shown,
    stem,
)
from plugins.intake.room import Look, NotPlain, Room, enter
from plugins.places.fields import split_type_word
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Level

# A folder of one article; deeper than this nobody sorts photos.
MAX_DEPTH = 4
MAX_FILES = 200
_NUMBERED = re.compile(r"[\s_-]*(?:anh|hinh|img)?[\s_-]*\d{0,3}")


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


def look_around(inbox: Path, gazetteer: Gazetteer, initials: Mapping[str, str]) -> Sight:
    """Everything in the inbox. Raises OSError where the inbox itself cannot be read."""
    offices: list[Office] = []
    units: list[Unit] = []
    left: list[Left] = []
    loose: dict[str, tuple[Look, ...]] = {}
    with enter(inbox) as room:
        for look in room.looks():
            if is_litter(look.name) or is_ours(look.name):
                continue
            office = office_of(look.name, gazetteer, initials) if look.is_folder else None
            if office is None:
                left.append(_no_office(look, gazetteer))
                continue
            try:
                with room.enter(look.name) as own:
                    offices.append(office)
                    _look_into(own, office, office.folder, units, loose, left)
                    with own.enter(HELD) as held:
                        _look_into(held, office, f"{office.folder}/{HELD}", units, loose, left)
            except FileNotFoundError:
                pass  # nothing held yet
            except OSError:
                left.append(_unreadable(office.folder, look.name))
    return Sight(tuple(offices), tuple(units), loose, tuple(left))


def office_of(name: str, gazetteer: Gazetteer, initials: Mapping[str, str]) -> Office | None:
    """The office of a folder's name: `bao-lac`, `Bảo Lạc`, `huyen bao lac`; the district of any time."""
    words = clean(shown(name).replace("-", " ").replace("_", " "))
    bare = split_type_word(words)[2]
    for one in (words, bare):
        names = {u.name for u in gazetteer.find(one, None, Level.DISTRICT)}
        if len(names) == 1:
            district = names.pop()
            return Office(name, district, initials[district])
    return None


def _no_office(look: Look, gazetteer: Gazetteer) -> Left:
    name = shown(look.name)
    if not look.is_folder:
        return Left(
            "", name, "inbox-loose-file", f"“{name}” nằm ngoài thư mục của các huyện.",
            "Chuyển tệp vào thư mục của huyện mình, ví dụ bao-lac/.",
        )  # fmt: skip
    near = gazetteer.suggest(name.replace("-", " "), None, Level.DISTRICT, limit=1)
    cure = f"Có phải là “{slug(near[0].name)}”? " if near else ""
    return Left(
        "", name, "inbox-unknown-folder", f"Không có huyện nào tên “{name}”; không ai mở thư mục này.",
        f"{cure}Đặt tên thư mục theo tên huyện, ví dụ “bao-lac” hoặc “Bảo Lạc”.",
    )  # fmt: skip


def _unreadable(folder: str, name: str) -> Left:
    return Left(
        folder, shown(name), "inbox-unreadable", f"Không mở được “{shown(name)}”.",
        "Xem lại quyền đọc và ghi, và thư mục có phải là thư mục thường (không phải liên kết) không.",
    )  # fmt: skip


def _look_into(
    room: Room,
    office: Office,
    path: str,
    units: list[Unit],
    loose: dict[str, tuple[Look, ...]],
    left: list[Left],
) -> None:
    photos: list[Look] = []
    own: list[Unit] = []
    for look in room.looks():
        if is_litter(look.name) or is_ours(look.name) or _is_answer(look):
            continue
        if look.is_folder:
            try:
                unit = _folder(room, office, path, look)
            except OSError:
                left.append(_unreadable(office.folder, look.name))
                continue
            if unit.files or unit.odd:
                own.append(unit)
        elif not look.is_file:
            left.append(_not_plain(office.folder, look.name))
        elif extension(look.name) in PHOTOS:
            photos.append(look)
        else:
            own.append(Unit(office, path, look.name, _shape(look.name), (Found(look.name, look),)))
    own, rest = _with_photos(own, photos)
    units += own
    if rest:
        loose[path] = tuple(rest)


def _is_answer(look: Look) -> bool:
    return look.is_folder and look.name in (HELD, TAKEN)


def _not_plain(folder: str, name: str) -> Left:
    return Left(
        folder, shown(name), "not-a-file",
        f"“{shown(name)}” không phải là một tệp thường (liên kết, thiết bị …), nên không được mở.",
        "Hãy chép chính tệp bài vào đây.",
    )  # fmt: skip


def _shape(name: str) -> Shape:
    end = extension(name)
    return Shape.TEXT if end in (*TEXTS, *WORD) else Shape.ZIP if end in ZIPS else Shape.OTHER


def _folder(room: Room, office: Office, path: str, look: Look) -> Unit:
    files: list[Found] = []
    odd: list[str] = []
    with room.enter(look.name) as inside:
        whole = all(_gather(inside, look.name, 1, files, odd))
    return Unit(office, path, look.name, Shape.FOLDER, tuple(files), tuple(odd), too_many=not whole)


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
            all(_gather(inside, look.name, 1, files, odd))
    rows = [f"{f.path.partition('/')[2]}:{f.look.stamp}" for f in files] + odd
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogateescape")).hexdigest()


def _gather(room: Room, path: str, depth: int, files: list[Found], odd: list[str]) -> Iterator[bool]:
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
                    yield from _gather(inside, way, depth + 1, files, odd)
            except NotPlain:
                odd.append(shown(look.name))
        else:
            odd.append(shown(look.name))


def _with_photos(units: Iterable[Unit], photos: Iterable[Look]) -> tuple[list[Unit], list[Look]]:
    """The units with the loose photos of their name (`bai.jpg`, `bai-2.jpg` of `bai.docx`), and the rest.

    Of several texts of one name the first has them.
    """
    made = list(units)
    rest = []
    stems: dict[str, int] = {}
    for number, unit in enumerate(made):
        if unit.shape is Shape.TEXT:
            stems.setdefault(stem(unit.name), number)
    for photo in photos:
        own = stem(photo.name)
        names = [s for s in stems if own.startswith(s) and _NUMBERED.fullmatch(own[len(s) :])]
        if not names:
            rest.append(photo)
            continue
        number = stems[max(names, key=len)]
        made[number] = with_photo(made[number], photo)
    return made, rest


def with_photo(unit: Unit, photo: Look, way: str = "") -> Unit:
    """The unit with one loose photo more; `way` leads to it from the unit's room."""
    return replace(unit, files=(*unit.files, Found(f"{way}{photo.name}", photo)))
