"""Reading a stranger's text file: whole, bounded, and as Unicode or not at all."""

from dataclasses import dataclass
from pathlib import Path

from plugins.core.text import nfc

# A long article is 60 kB. Two megabytes of text is a book, or not a text at all.
MAX_SOURCE_BYTES = 2_000_000


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
    if path.is_symlink() or not path.is_file():
        raise SourceError(
            "not-a-file",
            0,
            "Đây không phải là một tệp thường (liên kết, thư mục hoặc thiết bị).",
            "Hãy chép chính tệp bài vào đây.",
        )
    size = path.stat().st_size
    if size > MAX_SOURCE_BYTES:
        raise SourceError(
            "file-too-big",
            0,
            f"Tệp dài {size / 1e6:.1f} MB, quá mức {MAX_SOURCE_BYTES // 1_000_000} MB của một bài.".replace(
                ".", ",", 1
            ),
            "Hãy để ảnh và tệp đính kèm ở ngoài, trong bài chỉ giữ phần chữ.",
        )
    return decode_source(path.read_bytes())


def decode_source(data: bytes) -> str:
    """The same for bytes already read."""
    if not data.strip():
        raise SourceError("file-empty", 0, "Tệp trống.", "Hãy ghi nội dung bài rồi nộp lại.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(
            "encoding-utf16",
            0,
            "Tệp ghi ở bảng mã UTF-16 (Notepad gọi là “Unicode”).",
            "Mở tệp bằng Notepad, chọn Lưu thành (Save As), ô Mã hoá (Encoding) chọn UTF-8, rồi nộp lại.",
        )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")):
        raise SourceError(
            "not-text",
            0,
            "Đây là tệp Word, PDF hoặc tệp nén được đổi tên, không phải tệp văn bản.",
            "Mở bằng Word, chép phần chữ sang tệp .md và lưu ở bảng mã UTF-8.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error) from None
    return nfc(text.replace("\r\n", "\n").replace("\r", "\n"))


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
    return SourceError(
        "encoding-legacy",
        line,
        "Tệp không ghi ở bảng mã Unicode UTF-8; có lẽ là bảng mã cũ TCVN3 (phông .VnTime) hoặc VNI.",
        "Dùng Unikey (Ctrl+Shift+F6) chuyển mã sang Unicode, lưu ở bảng mã UTF-8 rồi nộp lại.",
    )
