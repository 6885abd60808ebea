"""Reading a stranger's text file: whole, bounded, and as Unicode or not at all."""

import codecs
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from plugins.core.characters import old_font
from plugins.core.text import tidy

# A long article is 60 kB. Two megabytes of text is a book, or not a text at all.
MAX_SOURCE_BYTES = 2_000_000
# One look at an open file tells all: a link is not opened, a pipe makes nobody wait. (Windows knows
# neither, but wants to be told that bytes are meant.)
_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
_READING = os.O_RDONLY | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_STRANGE = bytes((*range(9), *range(14, 27)))
_NOT_TEXTS = (
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf",
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"Rar!", b"\x1f\x8b",
)  # fmt: skip


@dataclass(eq=False)  # an exception must stay writable and hashable
class SourceError(ValueError):
    """A file that cannot be read as text; `line` is where it fails, 0 for the whole file."""

    code: str
    line: int
    message: str
    cure: str

    def __str__(self) -> str:
        return f"{self.message} {self.cure}"


def read_source(path: Path) -> str:
    """The text of a source file in NFC with bare line feeds. Raises SourceError, never UnicodeError."""
    return decode_source(source_bytes(path))


def source_bytes(path: Path) -> bytes:
    """The bytes of a plain file of a size that a text may have. Raises SourceError."""
    if not _NO_FOLLOW and path.is_symlink():
        raise _not_a_file()
    try:
        opened = os.open(path, _READING)
    except (OSError, ValueError):
        raise _unreadable() if path.is_file() and not path.is_symlink() else _not_a_file() from None
    try:
        return _read(opened)
    except OSError:
        raise _unreadable() from None
    finally:
        os.close(opened)


def _read(opened: int) -> bytes:
    status = os.fstat(opened)
    if not stat.S_ISREG(status.st_mode):
        raise _not_a_file()
    size = status.st_size
    if size > MAX_SOURCE_BYTES:
        raise SourceError(
            "file-too-big",
            0,
            f"Tệp dài {size / 1e6:.1f} MB, quá mức {MAX_SOURCE_BYTES // 1_000_000} MB của một bài.".replace(
                ".", ",", 1
            ),
            "Hãy để ảnh và tệp đính kèm ở ngoài, trong bài chỉ giữ phần chữ.",
        )
    data = os.read(opened, size)
    while len(data) < size and (more := os.read(opened, size - len(data))):
        data += more  # some file systems give a file in pieces
    return data


def _not_a_file() -> SourceError:
    return SourceError(
        "not-a-file",
        0,
        "Đây không phải là một tệp thường (liên kết, thư mục hoặc thiết bị).",
        "Hãy chép chính tệp bài vào đây.",
    )


def _unreadable() -> SourceError:
    return SourceError(
        "file-unreadable",
        0,
        "Không mở được tệp này.",
        "Xem lại quyền đọc tệp, hoặc chép lại tệp vào đây.",
    )


def decode_source(data: bytes) -> str:
    """The same for bytes already read."""
    if not data.strip():
        raise SourceError("file-empty", 0, "Tệp trống.", "Hãy ghi nội dung bài rồi nộp lại.")
    # Notepad's “Unicode” begins with a mark; without it half of the bytes are zero.
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(0) > len(data) // 4:
        raise SourceError(
            "encoding-utf16",
            0,
            "Tệp ghi ở bảng mã UTF-16 (Notepad gọi là “Unicode”).",
            "Mở tệp bằng Notepad, chọn Lưu thành (Save As), ô Mã hóa (Encoding) chọn UTF-8, rồi nộp lại.",
        )
    if data.startswith(_NOT_TEXTS) or _is_binary(data):
        raise SourceError(
            "not-text",
            0,
            "Đây là tệp Word, PDF, ảnh hoặc tệp nén được đổi tên, không phải tệp văn bản.",
            "Mở bằng Word, chép phần chữ sang tệp .md và lưu ở bảng mã UTF-8.",
        )
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise SourceError(
            "not-markdown",
            0,
            "Đây là tệp trang web (HTML), không phải bài viết.",
            "Chép phần chữ sang một tệp .md theo mẫu bài.",
        )
    try:
        text = data.decode("utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error) from None
    return tidy(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> SourceError:
    line = data.count(b"\n", 0, error.start) + 1
    non_ascii = sum(byte >= 0x80 for byte in data)
    # A text that is UTF-8 but for a few bytes was damaged in copying; one that hardly ever is
    # UTF-8 was typed in an old font encoding.
    damaged = len(data.decode("utf-8", errors="ignore").encode()) > len(data) - max(3, non_ascii // 10)
    if damaged:
        return SourceError(
            "encoding-broken",
            line,
            f"Có ký tự bị hỏng (byte 0x{data[error.start]:02X}) trong tệp UTF-8.",
            "Mở lại tệp gốc, lưu lần nữa ở bảng mã UTF-8 rồi nộp lại.",
        )
    font = old_font(data.decode("latin-1"))
    if font:
        line = data.decode("latin-1").count("\n", 0, font[2].start()) + 1
    return SourceError(
        "encoding-legacy",
        line,
        f"Tệp ghi ở bảng mã cũ {font[1]}, không phải Unicode UTF-8."
        if font
        else "Tệp không ghi ở bảng mã Unicode UTF-8; có lẽ là bảng mã cũ TCVN3 (phông .VnTime) hoặc VNI.",
        "Dùng Unikey (Ctrl+Shift+F6) chuyển mã sang Unicode, lưu ở bảng mã UTF-8 rồi nộp lại.",
    )


def _is_binary(data: bytes) -> bool:
    """Control bytes that no encoding of Vietnamese uses for letters; a stray one is damage, not a binary.

    UTF-16 without its mark has a NUL beside every plain letter and is told apart before.
    """
    return len(data.translate(None, _STRANGE)) * 50 < len(data) * 49
