"""Fonts by name, and the runs typed in them."""

import pytest

from plugins.legacy.fonts import FontCharset, decode_run, font_charset
from tests.legacy.encoding import ENCODERS, SMALL_TONED, seen

TEXT = "Ở Đoàn xã Ví Dụ, “tuổi trẻ” đã trồng 1.200 cây… Ý kiến: ổn định! – ÁO, Ổ, Ễ"


@pytest.mark.parametrize(
    ("font", "charset", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".VNTIMEH", "tcvn3", True),
        (".vntime", "tcvn3", False),
        (".vnarialh", "tcvn3", True),
        (".VnArial NarrowH", "tcvn3", True),
        (".VnTimeH Bold", "tcvn3", True),
        (".VnGothic", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("vni-helve-condense", "vni", False),
        ("VPS Times", "vps", False),
        ("VI Times", "viscii", False),
        ("Heo May 2", "viscii", False),
    ],
)
def test_old_fonts(font: str, charset: str, capitals: bool) -> None:
    assert font_charset(font) == FontCharset(charset, capitals)


@pytest.mark.parametrize(
    "font",
    ["Times New Roman", "Arial", "Be Vietnam Pro", "Viner Hand ITC", "Vivaldi", "VnBook", "", "Vni", ".V"],
)
def test_unicode_fonts(font: str) -> None:
    assert font_charset(font) is None


@pytest.mark.parametrize(
    ("text", "font", "read"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", ".VnTime", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("§oµn thanh niªn", ".VnTimeH", "ĐOÀN THANH NIÊN"),
        ("tØnh ®oµn", ".VnTimeH", "TỈNH ĐOÀN"),
        ("ë", ".VnTimeH", "Ở"),
        ("“§oµn kÕt” – 15 %…", ".VnTime", "“Đoàn kết” – 15 %…"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI-Times", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("ÑOAØN THANH NIEÂN, Aùnh", "VNI-Times", "ĐOÀN THANH NIÊN, Ánh"),
        ("nhaèm baúng", "VNI-Times", "nhằm bẳng"),
        ("c\uf0e9ng", ".VnTime", "cộng"),
        ("Đoàn xã đã họp", ".VnTime", "Đoàn xã đã họp"),
        ("Tỉnh Đoàn", ".VnTimeH", "Tỉnh Đoàn"),
        ("Tràng Định là bạn", ".VnTime", "Tràng Định là bạn"),
        ("Ga-la: 12 cm²", "VNI-Times", "Ga-la: 12 cm²"),
        ("", ".VnTime", ""),
    ],
)
def test_runs(text: str, font: str, read: str) -> None:
    charset = font_charset(font)
    assert charset is not None
    assert decode_run(text, charset) == read


@pytest.mark.parametrize("font", ["VNI-Times", "VPS Times", "VI Times"])
def test_a_run_in_any_font_comes_back_with_its_capitals(font: str) -> None:
    charset = font_charset(font)
    assert charset is not None
    plain = TEXT.replace("“", '"').replace("”", '"').replace("…", "...").replace("–", "-")
    assert decode_run(seen(ENCODERS[charset.charset](plain)), charset) == plain


def test_capitals_typed_letter_by_letter_in_the_font_of_capitals() -> None:
    small, capital = FontCharset("tcvn3", False), FontCharset("tcvn3", True)
    for letter in SMALL_TONED:
        code = seen(ENCODERS["tcvn3"](letter))
        assert (decode_run(code, small), decode_run(code, capital)) == (letter, letter.upper())


@pytest.mark.parametrize(
    ("before", "inside", "after"),
    [
        ("“", "Đoàn kết", "”"),
        ("‘", "ổn", "’"),
        ("là “", "Ổn", "” "),
        ("", "ĐỘC LẬP", "…"),
        ("", "BỘ ĐỘI", ""),
    ],
)
@pytest.mark.parametrize("charset", ["viscii", "vps"])
def test_quotes_of_windows_stay_quotes_beside_letters_of_the_same_codes(
    charset: str, before: str, inside: str, after: str
) -> None:
    stored = before + seen(ENCODERS[charset](inside)) + after
    assert decode_run(stored, FontCharset(charset, False)) == before + inside + after
