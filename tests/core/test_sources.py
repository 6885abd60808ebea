"""Strangers' files: each encoding by its name, with its line, and nothing ever raised but SourceError."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.sources import SourceError, decode_source, read_source

UNIKEY = "Dùng Unikey (Ctrl+Shift+F6) chuyển mã sang Unicode, lưu ở bảng mã UTF-8 rồi nộp lại."
NOTEPAD = "Mở tệp bằng Notepad, chọn Lưu thành (Save As), ô Mã hóa (Encoding) chọn UTF-8, rồi nộp lại."
UTF16 = "Tệp ghi ở bảng mã UTF-16 (Notepad gọi là “Unicode”)."
NOT_TEXT = "Đây là tệp Word, PDF, ảnh hoặc tệp nén được đổi tên, không phải tệp văn bản."
COPY = "Mở bằng Word, chép phần chữ sang tệp .md và lưu ở bảng mã UTF-8."


@pytest.mark.parametrize(
    ("data", "code", "line", "message", "cure"),
    [
        (b"", "file-empty", 0, "Tệp trống.", "Hãy ghi nội dung bài rồi nộp lại."),
        (b" \r\n ", "file-empty", 0, "Tệp trống.", "Hãy ghi nội dung bài rồi nộp lại."),
        ("Tiêu đề: Một".encode("utf-16"), "encoding-utf16", 0, UTF16, NOTEPAD),
        ("Title: One, two".encode("utf-16-le"), "encoding-utf16", 0, UTF16, NOTEPAD),
        (b"PK\x03\x04docx", "not-text", 0, NOT_TEXT, COPY),
        (b"\xd0\xcf\x11\xe0doc", "not-text", 0, NOT_TEXT, COPY),
        (b"%PDF-1.4", "not-text", 0, NOT_TEXT, COPY),
        (b"\xff\xd8\xff\xe0JFIF", "not-text", 0, NOT_TEXT, COPY),
        (
            b"<!DOCTYPE html><p>x",
            "not-markdown",
            0,
            "Đây là tệp trang web (HTML), không phải bài viết.",
            "Chép phần chữ sang một tệp .md theo mẫu bài.",
        ),
        (
            "Tiêu đề: Trồng cỏ nuôi bò ở xóm\nNgày: 15/4".encode() + b"\xc3\n",
            "encoding-broken",
            2,
            "Có ký tự bị hỏng (byte 0xC3) trong tệp UTF-8.",
            "Mở lại tệp gốc, lưu lần nữa ở bảng mã UTF-8 rồi nộp lại.",
        ),
        (
            "Ngay: 15/4\n§oµn viªn thanh niªn ®· trång cá".encode("latin-1"),
            "encoding-legacy",
            2,
            "Tệp ghi ở bảng mã cũ TCVN3 (phông .VnTime), không phải Unicode UTF-8.",
            UNIKEY,
        ),
        (
            "Ñoaøn vieân thanh nieân ñaõ troàng coû".encode("latin-1"),
            "encoding-legacy",
            1,
            "Tệp ghi ở bảng mã cũ VNI (phông VNI-Times), không phải Unicode UTF-8.",
            UNIKEY,
        ),
        (
            b"\x81\x82\x83 \x84\x85",
            "encoding-legacy",
            1,
            "Tệp không ghi ở bảng mã Unicode UTF-8; có lẽ là bảng mã cũ TCVN3 (phông .VnTime) hoặc VNI.",
            UNIKEY,
        ),
    ],
)
def test_refused(data: bytes, code: str, line: int, message: str, cure: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode_source(data)
    error = caught.value
    assert (error.code, error.line, error.message, error.cure) == (code, line, message, cure)


def test_too_big(tmp_path: Path) -> None:
    file = tmp_path / "bai.md"
    file.write_bytes(b"a" * 2_000_001)
    with pytest.raises(SourceError) as caught:
        read_source(file)
    assert str(caught.value) == (
        "Tệp dài 2,0 MB, quá mức 2 MB của một bài."
        " Hãy để ảnh và tệp đính kèm ở ngoài, trong bài chỉ giữ phần chữ."
    )


def test_links_and_folders_are_no_sources(tmp_path: Path) -> None:
    (tmp_path / "that.md").write_text("Tiêu đề: Một", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "that.md")
    (tmp_path / "vong.md").symlink_to(tmp_path / "vong.md")
    os.mkfifo(tmp_path / "ong.md")  # reading it would wait for ever
    names = ("link.md", "khong-co.md", "vong.md", "ong.md", "that.md/bai.md", "a\0b.md")
    for path in (tmp_path, *(tmp_path / name for name in names)):
        with pytest.raises(SourceError) as caught:
            read_source(path)
        assert caught.value.code == "not-a-file"


def test_marks_and_line_ends_are_made_one(tmp_path: Path) -> None:
    file = tmp_path / "bai.md"
    file.write_bytes("\ufeffTie\u0302u đe\u0302\u0300: Ðoàn\u200b\u200e viên\r\nhai\rba".encode())
    assert read_source(file) == "Tiêu đề: Đoàn viên\nhai\nba"


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_refusal(data: bytes) -> None:
    try:
        assert "\r" not in decode_source(data)
    except SourceError as error:
        assert error.message and error.cure


def test_a_binary_is_no_text_in_an_old_encoding() -> None:
    with pytest.raises(SourceError) as caught:
        decode_source(bytes(range(256)) * 40)
    assert caught.value.code == "not-text"
