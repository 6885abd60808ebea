"""What is called .docx and is something else: said by name, with the way to make it usable."""

from collections.abc import Mapping
from pathlib import Path

from plugins.core.fields import FieldError

SAVE_AS_DOCX = (
    "Mở bằng Word, chọn Lưu thành (Save As), ở ô kiểu tệp chọn “Word Document (*.docx)”, rồi gửi tệp mới."
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Heads of files that offices rename, and what each is.
_HEADS = (
    (b"{\\rtf", "rtf", "Tệp này là văn bản RTF, không phải .docx."),
    (b"%PDF", "pdf", "Tệp này là PDF, không phải .docx."),
    (b"\xff\xd8\xff", "picture", "Tệp này là ảnh JPEG, không phải .docx."),
    (b"\x89PNG", "picture", "Tệp này là ảnh PNG, không phải .docx."),
    (b"Rar!", "archive", "Tệp này là tệp nén RAR, không phải .docx."),
    (b"7z\xbc\xaf", "archive", "Tệp này là tệp nén 7z, không phải .docx."),
    (b"\x1f\x8b", "archive", "Tệp này là tệp nén gzip, không phải .docx."),
    (b"MZ", "program", "Tệp này là chương trình, không phải .docx."),
)
_CURES = {
    "rtf": SAVE_AS_DOCX,
    "pdf": "Gửi tệp Word mà từ đó đã làm ra PDF.",
    "picture": "Gửi ảnh với đuôi đúng của nó (.jpg, .png), để cạnh tệp chữ.",
    "archive": "Mở tệp nén, gửi tệp .docx ở trong; hoặc nén lại bằng .zip.",
    "program": "Không mở tệp này; gửi tệp Word viết bài.",
}


def refuse_foreign(file: Path) -> None:
    """Raises FieldError where the first bytes are not those of a zip."""
    with file.open("rb") as opened:
        head = opened.read(4096)
        if not head:
            raise FieldError(
                "word-empty-file", "Tệp trống, không có gì trong đó.", "Lưu lại bài trong Word rồi gửi lại."
            )
        if head.startswith(b"PK"):
            return
        if head.startswith(_OLE):
            raise _ole(head + opened.read(20_000_000))
    for start, kind, message in _HEADS:
        if head.startswith(start):
            raise FieldError(f"word-is-{kind}", message, _CURES[kind])
    low = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if low.startswith((b"<!doctype html", b"<html", b"mime-version:", b"<?xml")):
        raise FieldError("word-is-web", "Tệp này là trang web hoặc XML, không phải .docx.", SAVE_AS_DOCX)
    if b"\0" not in head:
        raise FieldError(
            "word-is-text",
            "Tệp này là chữ thường, không phải .docx.",
            "Đổi đuôi tệp thành .txt; hoặc chép chữ vào Word và lưu kiểu .docx.",
        )
    raise FieldError("word-unknown", "Tệp này không phải tệp Word.", SAVE_AS_DOCX)


def _ole(data: bytes) -> FieldError:
    """An OLE compound file: the names of its streams, in UTF-16, tell what it is."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return FieldError(
            "word-password",
            "Tệp có mật khẩu, không mở được.",
            "Mở bằng Word, vào Tệp (File) → Thông tin (Info) → Bảo vệ tài liệu (Protect Document) →"
            " Mã hóa bằng mật khẩu (Encrypt with Password), xóa mật khẩu, lưu rồi gửi lại.",
        )
    is_word = "WordDocument".encode("utf-16-le") in data  # it may hold an Excel table
    if not is_word and any(n.encode("utf-16-le") in data for n in ("Workbook", "PowerPoint Document")):
        return FieldError(
            "word-is-office",
            "Tệp này là bảng tính Excel hoặc bản trình chiếu cũ, không phải .docx.",
            "Chép phần cần đăng vào một tệp Word rồi gửi tệp ấy.",
        )
    return FieldError("word-is-doc", "Tệp này là Word kiểu cũ (.doc), máy không đọc được.", SAVE_AS_DOCX)


def refuse_foreign_zip(names: Mapping[str, str]) -> None:
    """Raises FieldError where the members (lower case) are not those of a Word file."""
    is_office = "[content_types].xml" in names
    if is_office and any(n.startswith("word/") for n in names):
        return
    if is_office and any(n.startswith("xl/") for n in names):
        raise FieldError(
            "word-is-office",
            "Tệp này là bảng tính Excel, không phải .docx.",
            "Chép bảng cần đăng vào một tệp Word rồi gửi tệp ấy.",
        )
    if is_office and any(n.startswith("ppt/") for n in names):
        raise FieldError(
            "word-is-office",
            "Tệp này là bản trình chiếu PowerPoint, không phải .docx.",
            "Chép phần cần đăng vào một tệp Word rồi gửi tệp ấy.",
        )
    if "content.xml" in names and "mimetype" in names:
        raise FieldError(
            "word-is-odt", "Tệp này là văn bản OpenDocument (.odt), không phải .docx.", SAVE_AS_DOCX
        )
    if not is_office:
        raise FieldError(
            "word-is-zip",
            "Tệp này là tệp nén .zip, không phải .docx.",
            "Đổi đuôi tệp thành .zip, hoặc gửi tệp Word ở trong nó.",
        )
