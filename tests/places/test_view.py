"""A text without its markup, in forms of one length, with every offset leading back to its line."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.places.view import _PLAIN, make_view, normal, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Xuân **Trường** và _Hồng_ Trị", "Xuân Trường và Hồng Trị"),
        ("X<b>uâ</b>n&nbsp;Trường<br/>Bảo", "Xuân Trường Bảo"),
        ("Xuân\nTrường\n\nBảo Lạc", "Xuân Trường\nBảo Lạc"),
        ("# Tít\nLời", "\nTít Lời"),
        ("- một\n- hai", "\nmột\nhai"),
        ("[xã Cô Ba](https://vi.example/a_(b) \"x\") đẹp[^1]", "xã Cô Ba đẹp"),
        ("![Chợ](cho.jpg){.rong} đông", "Chợ đông"),
        ("xem https://vi.example/x và a.b@c.vn", "xem ◦ và ◦ "),
        ("trong `mã` và\n```\nxã\n```\nsau", "trong ◦ và\nsau"),
        ("a <!-- ẩn --> b <script>c</script>d", "a b d"),
        ("\\*không\\* nghiêng", "*không* nghiêng"),
        ("| A | B |\n|---|---|\n| C | D |", "| A | B |\n| C | D |"),
        ("UBND XÃ A        CỘNG HÒA", "UBND XÃ A ◦ CỘNG HÒA"),
        ("Tít: Một\nTác giả: Hai\nXã: Ba\n\nBốn", "Tít: Một\nXã: Ba\nBốn"),
        ("xuan_truong", "xuan_truong"),
    ],
)  # fmt: skip
def test_what_is_shown(text: str, shown: str) -> None:
    assert make_view(text).shown == shown


@pytest.mark.parametrize(
    ("text", "as_normal", "as_plain"),
    [
        ("Hoà An HOÀ AN", "hòa an hòa an", "hoa an hoa an"),
        ("Uỷ ban, thuỷ, quý", "ủy ban, thủy, quí", "uy ban, thuy, qui"),
        ("Hồng Sỹ, Lý Bôn, Yên", "hồng sĩ, lí bôn, yên", "hong si, li bon, yen"),
        ("hoàn toàn", "hoàn toàn", "hoan toan"),
        ("\u00d0àm İ", "đàm i", "dam i"),
    ],
)
def test_the_forms(text: str, as_normal: str, as_plain: str) -> None:
    assert (normal(text), plain(text)) == (as_normal, as_plain)


def test_no_letter_changes_the_length() -> None:
    letters = (
        unicodedata.normalize("NFC", chr(code))
        for code in range(sys.maxunicode + 1)
        if not 0xD800 <= code < 0xE000
    )
    everything = "".join(letters)
    assert len(normal(everything)) == len(plain(everything)) == len(everything)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(["xã A", "**b**", "", "> c", "- d", "[e](f)", "`g`", "&nbsp;", "h\u200bi", "<br>"]),
        max_size=12,
    )
)
def test_each_offset_leads_back_to_its_line(lines: list[str]) -> None:
    text = "\n".join([*lines, "", "MỐC", ""])
    view = make_view(text)
    assert view.line(view.shown.index("MỐC")) == text[: text.index("MỐC")].count("\n") + 1
    ends = [m.start() for m in re.finditer("\n", view.shown)]
    assert list(view.block_ends) == ends


@given(st.text(st.sampled_from("aáầĐđửỹ ñŝøßﬁ“”…◦€😀\x00\xa0\ufffe")))
def test_marks_come_off_alike_in_usual_and_unusual_letters(text: str) -> None:
    assert plain(text) == normal(text).translate(_PLAIN)
