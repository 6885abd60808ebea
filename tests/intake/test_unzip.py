"""Zips from strangers: what comes out, and what is refused with a sentence."""

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from plugins.core.fields import FieldError
from plugins.intake.unzip import unzip


def archive(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


def out_of(data: bytes, tmp_path: Path) -> dict[str, bytes]:
    file, folder = tmp_path / "a.zip", tmp_path / "ra"
    file.write_bytes(data)
    folder.mkdir()
    unzip(file, folder)
    return {f.name: f.read_bytes() for f in folder.iterdir()}


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("bai.md")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def with_password() -> bytes:
    data = bytearray(archive(("bai.md", b"x")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data[at : at + 2] = struct.pack("<H", 1)
    return bytes(data)


def lying_about_its_size() -> bytes:
    """A member that says it is one byte long and inflates to 40 MB."""
    data = bytearray(archive(("bai.txt", b"\0" * 40_000_000)))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 1)
    return bytes(data)


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    assert len(old) == len(new)
    return data.replace(old, new)


def test_files_come_out_flat_under_safe_names_without_litter(tmp_path: Path) -> None:
    data = archive(
        ("Bài/bài.md", b"text"), ("Bài/anh/a.jpg", b"photo"), ("Bài/", b""), ("__MACOSX/Bài/._bài.md", b"x"),
        ("Bài/.DS_Store", b"x"), ("Bài/Thumbs.db", b"x"),
    )  # fmt: skip
    assert out_of(data, tmp_path) == {"bài.md": b"text", "a.jpg": b"photo"}


def test_names_in_utf_8_that_do_not_say_so(tmp_path: Path) -> None:
    """Windows and macOS write the letters and leave the flag out."""
    data = archive(("bài.md", b"text"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data = data[:at] + b"\0\0" + data[at + 2 :]
    assert out_of(data, tmp_path) == {"bài.md": b"text"}


REPACK = "Nén lại một thư mục có một bài và ảnh của bài, rồi gửi lại."
REFUSED = {
    "climbing out": (
        archive(("../../bai.md", b"x")), f"Tệp nén có đường dẫn lạ: “../../bai.md”. {REPACK}",
    ),
    "absolute": (archive(("/etc/bai.md", b"x")), f"Tệp nén có đường dẫn lạ: “/etc/bai.md”. {REPACK}"),
    "of a drive": (
        renamed(archive(("C__bai.md", b"x")), b"C__bai.md", b"C:\\bai.md"),
        f"Tệp nén có đường dẫn lạ: “C:/bai.md”. {REPACK}",
    ),
    "climbing with backslashes": (
        renamed(archive(("..__bai.md", b"x")), b"..__bai.md", b"..\\\\bai.md"),
        f"Tệp nén có đường dẫn lạ: “../bai.md”. {REPACK}",
    ),
    "too many": (
        archive(*((f"{n}.md", b"x") for n in range(201))), f"Tệp nén có 201 tệp, quá mức 200. {REPACK}",
    ),
    "a link": (
        archive((link(), b"/etc/passwd")),
        "“bai.md” trong tệp nén là một liên kết, không phải tệp. Nén chính tệp ấy, rồi gửi lại.",
    ),
    "a zip in it": (
        archive(("trong.ZIP", b"x")),
        "Trong tệp nén lại có tệp nén “trong.ZIP”. Giải nén ra, rồi nén một lần thôi.",
    ),
    "a password": (
        with_password(), "Tệp nén có mật khẩu. Nén lại không đặt mật khẩu, rồi gửi lại tệp .zip.",
    ),
    "two of one name": (
        archive(("a/Bai.md", b"x"), ("b/bai.MD", b"y")),
        "Tệp nén có hai tệp cùng tên: “Bai.md” và “bai.MD”."
        " Đổi tên để mỗi tệp một tên khác hẳn, rồi nén lại.",
    ),
    "a bomb": (
        archive(("bai.txt", b"\0" * 70_000_000)),
        "Tệp nén bung ra quá lớn. Mỗi tệp không quá 60 MB, cả bài không quá 300 MB; giảm cỡ ảnh rồi nén lại.",
    ),
    "a small bomb": (
        archive(("bai.txt", b"\0" * 20_000_000)),
        "Tệp nén bung ra quá lớn. Mỗi tệp không quá 60 MB, cả bài không quá 300 MB; giảm cỡ ảnh rồi nén lại.",
    ),
    "cut off": (
        archive(("bai.md", b"x" * 1000))[:-30],
        "Tệp nén bị hỏng hoặc chép chưa hết. Nén lại rồi gửi lại tệp .zip.",
    ),
    "no zip": (b"Rar!\x1a\x07", "Tệp nén bị hỏng hoặc chép chưa hết. Nén lại rồi gửi lại tệp .zip."),
    "damaged": (
        renamed(archive(("bai.md", b"x" * 50), method=zipfile.ZIP_STORED), b"x" * 50, b"y" * 50),
        "Tệp nén bị hỏng hoặc chép chưa hết. Nén lại rồi gửi lại tệp .zip.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_refused_with_a_sentence(kind: str, tmp_path: Path) -> None:
    data, said = REFUSED[kind]
    with pytest.raises(FieldError) as refused:
        out_of(data, tmp_path)
    assert str(refused.value) == said
    assert sum(f.stat().st_size for f in (tmp_path / "ra").iterdir()) <= 61_000_000
    assert [f.name for f in tmp_path.iterdir() if f.name not in ("a.zip", "ra")] == []


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    with pytest.raises(FieldError):
        out_of(lying_about_its_size(), tmp_path)
    assert sum(f.stat().st_size for f in (tmp_path / "ra").iterdir()) <= 10_000_000
