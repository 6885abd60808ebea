"""Vietnamese text: one normal form, one fold, one slug."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.text import clean, control_characters, fold, nfc, slug

VIETNAMESE = "aăâeêioôơuưyđAĂÂĐbchkxẦỂỮỖạịụỵ\u0301\u0303 -/.0123456789\u200b\u00d0"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Kế hoạch 31/3/2014", "ke-hoach-31-3-2014"),
        ("Đàm Thuỷ", "dam-thuy"),
        ("ÐOÀN viên", "doan-vien"),
        (unicodedata.normalize("NFD", "Huyện Đoàn Bảo Lạc"), "huyen-doan-bao-lac"),
        ("  70- KH/TĐTN-TCKT ", "70-kh-tdtn-tckt"),
        ("Xuân\u200bTrường", "xuantruong"),
        ("…!?", ""),
    ],
)
def test_slug(written: str, expected: str) -> None:
    assert slug(written) == expected


def test_clean_gives_one_line() -> None:
    assert clean(" Ðoàn\u00ad\u200b  viên\n\txã\ufeff ") == "Đoàn viên xã"


def test_control_characters_are_named_once() -> None:
    assert control_characters("a\u0000b\u0007c\u0000\t\n\u0085") == ["U+0000", "U+0007", "U+0085"]


@given(st.text(st.sampled_from(VIETNAMESE), min_size=1))
def test_slug_has_only_its_letters(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))
    if any(c.isascii() and c.isalnum() for c in text):
        assert slug(text)


@given(st.text())
def test_forms_are_idempotent(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    assert clean(clean(text)) == clean(text)
    assert slug(slug(text)) == slug(text)


@given(st.text(st.sampled_from(VIETNAMESE)))
def test_fold_does_not_see_marks_case_or_form(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(text.upper())
