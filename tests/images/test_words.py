"""What a photo says of itself, from IPTC and EXIF, in any encoding a newsroom of Vietnam meets."""

import struct
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from plugins.images.words import MAX_CAPTION, Suggestion, suggest_words
from tests.images.pictures import saved, scene


def with_iptc(*fields: tuple[int, int, bytes]) -> bytes:
    data = saved(scene(200, 150), "JPEG")
    iptc = b"".join(struct.pack(">BBBH", 0x1C, s, n, len(value)) + value for s, n, value in fields)
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + data[2:]


def with_exif(tags: dict[int, object], taken: str = "") -> bytes:
    exif = Image.Exif()
    for tag, value in tags.items():
        exif[tag] = value
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    return saved(scene(200, 150), "JPEG", exif=exif)


CAPTION = "Bà con cắt cỏ ở xóm Mẫu"
UTF8 = (1, 90, b"\x1b%G")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (saved(scene(200, 150), "JPEG"), Suggestion()),
        (b"not a photo", Suggestion()),
        (b"", Suggestion()),
        (with_iptc(UTF8, (2, 120, CAPTION.encode()), (2, 80, "Người Mẫu".encode()), (2, 55, b"20140415")),
         Suggestion(CAPTION, "Người Mẫu", date(2014, 4, 15))),
        (with_iptc((2, 120, CAPTION.encode()), (2, 110, b"TTXVN (bai mau)")),
         Suggestion(CAPTION, "TTXVN (bai mau)")),
        (with_iptc((2, 120, unicodedata.normalize("NFD", CAPTION).encode())), Suggestion(CAPTION)),
        (with_iptc((2, 120, "C\u01a1m tr\u0103ng".encode("cp1258"))), Suggestion("C\u01a1m tr\u0103ng")),
        (with_iptc((2, 120, b"a\0b\x1b[31m c\r\n d")), Suggestion("a b [31m c d")),
        (with_iptc((2, 120, b"x" * 5000)), Suggestion("x" * MAX_CAPTION)),
        (with_iptc((2, 80, b"A B"), (2, 80, b"C D")), Suggestion("", "A B, C D")),
        (with_iptc((2, 55, b"20141399")), Suggestion()),
        (with_exif({0x010E: "A hill", 0x013B: "A Person"}, "2014:04:15 07:30:00"),
         Suggestion("A hill", "A Person", date(2014, 4, 15))),
        (with_exif({0x010E: CAPTION.encode()}), Suggestion(CAPTION)),
        (with_exif({0x9C9B: CAPTION.encode("utf-16-le") + b"\0\0"}), Suggestion(CAPTION)),
        (with_exif({0x8298: "Copyright"}, "0000:00:00 00:00:00"), Suggestion("", "Copyright")),
        (with_exif({0x010E: "OLYMPUS DIGITAL CAMERA"}), Suggestion()),
        (with_exif({0x010E: "SAMSUNG CAMERA PICTURES", 0x013B: "Picasa"}), Suggestion()),
        (with_exif({0x010E: "DCIM 100", 0x013B: "  "}), Suggestion()),
    ],
)  # fmt: skip
def test_suggestions(tmp_path: Path, data: bytes, said: Suggestion) -> None:
    file = tmp_path / "anh.jpg"
    file.write_bytes(data)
    assert suggest_words(file) == said


def test_iptc_is_believed_before_exif(tmp_path: Path) -> None:
    data = with_exif({0x010E: "Of the camera", 0x013B: "A Person"})
    iptc = with_iptc((2, 120, b"Of the agency"))
    at = iptc.index(b"\xff\xed")
    block = iptc[at : at + 2 + struct.unpack(">H", iptc[at + 2 : at + 4])[0]]
    file = tmp_path / "anh.jpg"
    file.write_bytes(data[:2] + block + data[2:])
    assert suggest_words(file) == Suggestion("Of the agency", "A Person")


@given(st.binary(max_size=200), st.sampled_from([b"", b"\x1b%G"]))
def test_any_bytes_are_bounded_and_clean(
    tmp_path_factory: pytest.TempPathFactory, value: bytes, mark: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "bat-ky.jpg"
    file.write_bytes(with_iptc((1, 90, mark), (2, 120, value), (2, 80, value), (2, 55, value)))
    said = suggest_words(file)
    for text in (said.caption, said.credit):
        assert text == " ".join(text.split())
        assert all(c.isprintable() for c in text)
        assert unicodedata.is_normalized("NFC", text)
