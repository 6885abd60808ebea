"""A zip from a stranger, unpacked flat into one folder, within bounds that are kept while it inflates."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from plugins.core.fields import FieldError
from plugins.intake.names import extension, is_litter, safe_name, same_name, shown

MAX_MEMBERS = 200
MAX_MEMBER = 60_000_000
MAX_TOTAL = 300_000_000
# Text packs 10:1, a scan in one colour 100:1; a bomb 1000:1.
MAX_RATIO = 200
_FREE = 1_000_000  # below this size the ratio tells nothing
_CHUNK = 1 << 16
_ENDS = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".jar", ".cab", ".iso")

_REPACK = "Nén lại một thư mục có một bài và ảnh của bài, rồi gửi lại."


@dataclass(frozen=True, slots=True)
class Member:
    """A file that came out: its own name as shown, and the safe one it has in the folder."""

    shown: str
    name: str


def unzip(file: Path, folder: Path) -> tuple[Member, ...]:
    """The files of the zip, in `folder`. Raises FieldError where it is unusable; then some may be there."""
    try:
        with zipfile.ZipFile(file) as archive:
            return tuple(_extracted(archive, folder, file.stat().st_size))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        OverflowError,
    ) as error:
        if isinstance(error, FieldError):
            raise
        raise FieldError(
            "zip-broken", "Tệp nén bị hỏng hoặc chép chưa hết.", "Nén lại rồi gửi lại tệp .zip."
        ) from None
    except RuntimeError:  # zipfile says so of a password
        raise _encrypted() from None


def is_complete(data: bytes) -> bool:
    """Whether the end of a zip (or docx) is there; `data` are its last 66,000 bytes."""
    return b"PK\x05\x06" in data


def _extracted(archive: zipfile.ZipFile, folder: Path, packed: int) -> Iterator[Member]:
    members = [m for m in archive.infolist() if not m.is_dir() and not _litter(_path(m))]
    if len(members) > MAX_MEMBERS:
        raise FieldError("zip-members", f"Tệp nén có {len(members)} tệp, quá mức {MAX_MEMBERS}.", _REPACK)
    _check(members)
    taken: dict[str, str] = {}
    total = 0
    for info in members:
        own = shown(_path(info).name)
        name = safe_name(_path(info).name)
        other = taken.setdefault(same_name(name), own)
        if other is not own:
            raise FieldError(
                "zip-same-name",
                f"Tệp nén có hai tệp cùng tên: “{other}” và “{own}”.",
                "Đổi tên để mỗi tệp một tên khác hẳn, rồi nén lại.",
            )
        with archive.open(info) as member:
            total += _inflate(member, folder / name, total, max(packed * MAX_RATIO, _FREE))
        yield Member(own, name)


def _path(info: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(_real_name(info).replace("\\", "/"))


def _real_name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: Windows and macOS write UTF-8 without saying so; zipfile reads CP437."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _litter(path: PurePosixPath) -> bool:
    return any(is_litter(part) for part in path.parts if part not in ("..", "/"))


def _check(members: list[zipfile.ZipInfo]) -> None:
    for info in members:
        path = _path(info)
        if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
            raise FieldError(
                "zip-path",
                f"Tệp nén có đường dẫn lạ: “{shown(str(path))[:80]}”.",
                _REPACK,
            )
        if info.flag_bits & 0x1:
            raise _encrypted()
        kind = info.external_attr >> 28
        if info.create_system == 3 and kind not in (0, 0x8):
            raise FieldError(
                "zip-link",
                f"“{shown(path.name)}” trong tệp nén là một liên kết, không phải tệp.",
                "Nén chính tệp ấy, rồi gửi lại.",
            )
        if extension(path.name) in _ENDS:
            raise FieldError(
                "zip-nested",
                f"Trong tệp nén lại có tệp nén “{shown(path.name)}”.",
                "Giải nén ra, rồi nén một lần thôi.",
            )


def _encrypted() -> FieldError:
    return FieldError(
        "zip-password", "Tệp nén có mật khẩu.", "Nén lại không đặt mật khẩu, rồi gửi lại tệp .zip."
    )


def _inflate(member: IO[bytes], target: Path, before: int, most: int) -> int:
    """One member to a new file; what it says of its own size is not believed."""
    size = 0
    with target.open("xb") as out:
        while chunk := member.read(_CHUNK):
            size += len(chunk)
            if size > MAX_MEMBER or before + size > MAX_TOTAL or before + size > most:
                raise FieldError(
                    "zip-too-large",
                    "Tệp nén bung ra quá lớn.",
                    "Mỗi tệp không quá 60 MB, cả bài không quá 300 MB; giảm cỡ ảnh rồi nén lại.",
                )
            out.write(chunk)
    return size
