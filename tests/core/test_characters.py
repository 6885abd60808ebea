"""Old encodings are told from honest foreign words and signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.characters import _forbidden, _is_sound, _lost_encoding, check_characters


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tr­êng THPT, §oµn x·, ®ång bµo", "text-tcvn3"),
        ("céng hoµ x· héi chñ nghÜa viÖt nam", "text-tcvn3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "text-vni"),
        ("ÑOAØN THANH NIEÂN COÄNG SAÛN", "text-vni"),
        ("Ä\u0090oÃ n thanh niÃªn Cá»™ng sáº£n", "text-double-utf8"),
        ("TrÆ°á»\u009dng hÃ²a bÃ¬nh", "text-double-utf8"),
    ],
)
def test_old_encodings(text: str, code: str) -> None:
    assert [p.code for p in check_characters(text, "bai.md")] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn viên thanh niên Cộng sản Hồ Chí Minh; khúc khuỷu, ngoằn ngoèo, khoăn khoăn, hoãn, oà, uỵch",
        "Giá ©2014 Windows® 10 µm, 25°C, 5 m², ½ tạ; «Người lao động»",
        "Các bạn đến từ nhiều nơi: naïve, café, Citroën, España, Noël",
        "Đoàn đại biểu từ Ångström, Øresund và Malmö đến thăm xã; cùng đi có ông Señor trong buổi sáng",
        "“Trích dẫn” – gạch… ‘đơn’ • mục → mũi tên ✓",
        "Người Tày: bân đin, nặm, rườn; Mông: Hmoob; Dao: Mienh",
        "plain ascii",
    ],
)
def test_honest_text(text: str) -> None:
    assert list(check_characters(text, "bai.md")) == []


def test_line_of_the_first_one() -> None:
    problem = next(check_characters("một\nhai\nb\u0000a", "bai.md", first=10))
    assert (problem.line, problem.code) == (12, "text-control-character")


PIECES = st.sampled_from(
    [
        *(
            "xã Hồng Trị ",
            "ý",
            "où ",
            "aâ ",
            "oâ ",
            "ôõ ",
            "\n",
            "\t",
            "\u00a0",
            "\u0007",
            "\u0085",
            "\u202e",
            "\u061c",
        ),
        *("\ufffd", "\ue000", "\U000f0001", "®", "Ã", "á»", "Tr­êng ", "Ñoaøn ", "\u200d", "😀", "—", "“"),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_is_sound_at_a_glance_has_no_fault(text: str) -> None:
    if _is_sound(text):
        assert [*_forbidden(text, "a.md", 1), *_lost_encoding(text, "a.md", 1)] == []


def test_an_ordinary_text_is_sound_at_a_glance() -> None:
    assert _is_sound("Đồng chí ý tế, “khúc khuỷu” – 25%\n\tvà …")
