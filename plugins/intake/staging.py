"""A copy of a submission in a private folder: from here on nobody can change it under our hands."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from plugins.core.fields import FieldError
from plugins.intake.names import PHOTOS, TEXTS, WORD, ZIPS, extension, safe_name, same_name, shown
from plugins.intake.room import Look, Room, enter_path
from plugins.intake.unit import MAX_FILES, Found, Shape, Unit, with_photo
from plugins.intake.unzip import Member, is_complete, unzip

MAX_FILE = 60_000_000
MAX_TOTAL = 300_000_000
_CHUNK = 1 << 20
# A zip or docx without its end that is younger than this is taken for one that is still being copied.
_YOUNG = 60.0
_TAIL = 66_000


class Unfinished(Exception):  # noqa: N818  # not an error: it will be whole at a later look
    """The submission changed while it was copied, or is not whole yet: leave it for the next look."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A staged submission. `text` and `photos` are names in `folder` ('' where there is no text).

    `sha256` names the content whatever the files are called; `refusal` says why it cannot be an article,
    `unused` are names of files that are neither text nor photo.
    """

    unit: Unit
    folder: Path
    text: str = ""
    photos: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    sha256: str = ""
    refusal: FieldError | None = None


def stage(unit: Unit, inbox: Path, folder: Path) -> Parcel:
    """Copy a unit into `folder`, which must be new and private. Raises Unfinished, or OSError of our disk."""
    folder.mkdir(mode=0o700)
    try:
        return _staged(unit, inbox, folder)
    except FieldError as refusal:
        # what cannot be looked into is known by its outside
        outside = hashlib.sha256(
            f"{unit.name} {unit.stamp} {unit.odd}".encode("utf-8", "surrogateescape")
        ).hexdigest()
        return Parcel(unit, folder, sha256=_hash_of_one(folder) or outside, refusal=refusal)


def _staged(unit: Unit, inbox: Path, folder: Path) -> Parcel:
    _check_bounds(unit)
    with enter_path(inbox, unit.room) as room:
        members = (
            _unpacked(unit, room, folder) if unit.shape is Shape.ZIP else tuple(_copied(unit, room, folder))
        )
    if unit.odd:
        raise FieldError(
            "folder-odd",
            f"“{unit.odd[0]}” trong thư mục không phải là một tệp thường (liên kết hoặc thiết bị).",
            "Hãy chép chính tệp ấy vào thư mục.",
        )
    names = [m.name for m in members]
    text = _only_text(unit, names)
    photos = tuple(n for n in names if extension(n) in PHOTOS)
    unused = [m for m in members if m.name != text and m.name not in photos]
    for member in unused:
        (folder / member.name).unlink()
    return Parcel(
        unit, folder, text, photos, tuple(m.shown for m in unused), _content_hash(folder, text, photos)
    )


def stage_more(parcel: Parcel, inbox: Path, photos: Sequence[Look]) -> Parcel:
    """The parcel with loose photos of its room that its text speaks of. Raises Unfinished."""
    unit = parcel.unit
    for photo in photos:
        unit = with_photo(unit, photo)
    extra = Unit(unit.office, unit.room, unit.name, unit.shape, unit.files[len(parcel.unit.files) :])
    try:
        with enter_path(inbox, unit.room) as room:
            names = tuple(m.name for m in _copied(extra, room, parcel.folder))
    except FieldError as refusal:
        return replace(parcel, unit=unit, refusal=refusal)
    except FileExistsError:
        return parcel  # a photo of that name came with the text
    together = (*parcel.photos, *names)
    sha256 = _content_hash(parcel.folder, parcel.text, together)
    return replace(parcel, unit=unit, photos=together, sha256=sha256)


def _check_bounds(unit: Unit) -> None:
    if unit.too_many:
        raise FieldError(
            "folder-too-many",
            f"Thư mục có quá {MAX_FILES} tệp, hoặc thư mục con lồng quá sâu.",
            "Mỗi thư mục chỉ để một bài và ảnh của bài.",
        )
    for found in unit.files:
        if found.look.size > MAX_FILE:
            raise FieldError(
                "file-too-heavy",
                f"“{shown(found.look.name)}” nặng {found.look.size // 1_000_000} MB,"
                f" quá mức {MAX_FILE // 1_000_000} MB.",
                "Giảm cỡ ảnh trong bài (hoặc gửi ảnh riêng), rồi gửi lại.",
            )
    if sum(f.look.size for f in unit.files) > MAX_TOTAL:
        raise FieldError(
            "folder-too-heavy",
            f"Cả bài nặng quá {MAX_TOTAL // 1_000_000} MB.",
            "Chỉ gửi những ảnh cần cho bài, rồi gửi lại.",
        )


def _copied(unit: Unit, room: Room, folder: Path) -> Iterator[Member]:
    """The files of the unit, flat; the names that two systems could confuse are refused."""
    taken: dict[str, str] = {}
    for found in unit.files:
        own = shown(found.look.name)
        name = safe_name(found.look.name)
        if taken.setdefault(same_name(name), found.path) != found.path:
            raise FieldError(
                "folder-same-name",
                f"Có hai tệp cùng tên “{own}”.",
                "Đổi tên để mỗi tệp một tên khác hẳn, rồi gửi lại.",
            )
        _copy(room, found, folder / name)
        yield Member(own, name)


def _copy(room: Room, found: Found, target: Path) -> None:
    """One file as it was at the look. Raises Unfinished where it is not that any more."""
    with ExitStack() as stack:
        *folders, name = found.path.split("/")
        here = room
        try:
            for part in folders:
                here = stack.enter_context(here.enter(part))
            descriptor = stack.enter_context(here.open(name))
        except OSError as error:
            raise Unfinished(found.path) from error
        with os.fdopen(os.dup(descriptor), "rb") as source, target.open("xb") as out:
            copied = 0
            while chunk := source.read(_CHUNK):
                copied += len(chunk)
                if copied > found.look.size:
                    raise Unfinished(found.path)
                out.write(chunk)
        now = os.fstat(descriptor)
    if (now.st_size, now.st_mtime_ns) != (found.look.size, found.look.modified) or copied != now.st_size:
        raise Unfinished(found.path)
    if extension(name) in (*ZIPS, ".docx") and _cut_short(target, found.look.modified):
        raise Unfinished(found.path)


def _cut_short(file: Path, modified: int) -> bool:
    with file.open("rb") as copied:
        is_zip = copied.read(4) == b"PK\x03\x04"
        copied.seek(max(0, file.stat().st_size - _TAIL))
        return is_zip and not is_complete(copied.read()) and time.time() - modified / 1e9 < _YOUNG


def _unpacked(unit: Unit, room: Room, folder: Path) -> tuple[Member, ...]:
    packed = folder / ".goc.zip"
    _copy(room, unit.files[0], packed)
    inside = folder / ".trong"
    inside.mkdir()
    members = unzip(packed, inside)
    for member in members:
        (inside / member.name).rename(folder / member.name)
    inside.rmdir()
    packed.unlink()
    return members


def _only_text(unit: Unit, names: list[str]) -> str:
    """The name of the one text. A .doc beside its own .docx is that one's older form."""
    texts = [n for n in names if extension(n) in (*TEXTS, *WORD)]
    if len(texts) > 1:
        newer = {PurePosixPath(n).stem for n in texts if extension(n) == ".docx"}
        texts = [n for n in texts if extension(n) != ".doc" or PurePosixPath(n).stem not in newer]
    if len(texts) == 1:
        return texts[0]
    if texts:
        raise FieldError(
            "folder-many-texts",
            f"Có {len(texts)} bài trong một thư mục: {', '.join(texts[:5])}.",
            "Để mỗi bài trong một thư mục riêng, cùng ảnh của bài ấy.",
        )
    if unit.shape is Shape.OTHER:
        raise FieldError(
            "type-unknown",
            f"Không nhận loại tệp này (“{extension(unit.name) or shown(unit.name)[:40]}”).",
            "Gửi bài bằng tệp Word (.docx) hoặc tệp chữ (.md, .txt), ảnh để cạnh bài; hoặc nén thành .zip.",
        )
    raise FieldError(
        "folder-no-text",
        "Không thấy tệp bài nào, chỉ có ảnh hoặc tệp khác.",
        "Để tệp bài (.docx, .md hoặc .txt) cùng thư mục với ảnh, rồi gửi lại.",
    )


def _content_hash(folder: Path, text: str, photos: tuple[str, ...]) -> str:
    """The text's digest with those of the photos: the same article whatever its files are called."""
    parts = [file_hash(folder / text), *sorted(file_hash(folder / name) for name in photos)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _hash_of_one(folder: Path) -> str:
    """The digest of the only file copied before the refusal, '' where it was not only one."""
    files = [f for f in folder.iterdir() if f.is_file()]
    return hashlib.sha256(file_hash(files[0]).encode()).hexdigest() if len(files) == 1 else ""


def file_hash(file: Path) -> str:
    """SHA-256 of a file of ours."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def unstage(folder: Path) -> None:
    """Remove a staging folder."""
    shutil.rmtree(folder, ignore_errors=True)
