"""What lies in the inbox: offices, their submissions, and what is none. Nothing is opened or touched here."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from plugins.core.text import clean, slug
from plugins.intake.codes import is_code
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
from plugins.intake.room import Look, Room, enter
from plugins.intake.unit import Found, Office, Shape, Sight, Unit, gather, with_photo
from plugins.places.fields import split_type_word
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Level

_NUMBERED = re.compile(r"[\s_-]*(?:anh|hinh|img)?[\s_-]*\d{0,3}")


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
                    left += _misplaced(own, office.folder)
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
            if unit.files or unit.odd or unit.too_many:
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


def _misplaced(room: Room, folder: str) -> Iterator[Left]:
    """What somebody put into the folder of accepted originals, where nobody would look."""
    try:
        with room.enter(TAKEN) as taken:
            names = [x.name for x in taken.looks() if not (is_litter(x.name) or is_ours(x.name))]
    except OSError:
        return
    for name in names:
        if not is_code(name):
            yield Left(
                folder, shown(name), "inbox-misplaced",
                f"“{shown(name)}” nằm trong “{TAKEN}”, nơi máy để bài đã nhận; không ai mở nó.",
                "Nếu là bài mới, chuyển nó ra ngoài, vào thư mục của huyện.",
            )  # fmt: skip


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
        whole = all(gather(inside, look.name, 1, files, odd))
    return Unit(office, path, look.name, Shape.FOLDER, tuple(files), tuple(odd), too_many=not whole)


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
