"""What is built as a Vietnamese syllable, and what is not."""

import pytest

from plugins.legacy.syllables import is_syllable, syllables

GOOD = """Đoàn hoà hòa thuỷ thủy Nguyễn nghiêng khuỷu quốc quýt quyên giếng gì già gìn Tày Nùng Mông Bế Nông
Pác Nặm Lũng Sóc Kạn TỈNH TỉNH được ưu ướt yêu ý ỷ oái uỷ moóc xoong nghĩa ngoằn thuở khuya huỳnh ĐƯỜNG Ổn"""
BAD = """hoc tóan hòang café été Besançon über niño Müller tr­êng Ñoaøn Céng ViÖt ngê ghà đuờngg
nỔ Quôcc ộtộ añ ñ µ"""


@pytest.mark.parametrize("word", GOOD.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", BAD.split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_the_list_of_all_is_what_is_accepted() -> None:
    found = list(syllables())
    assert len(found) == len({*found}) > 15_000
    assert all(map(is_syllable, found[::40]))
    assert {"đoàn", "nghiêng", "hòa", "hoà", "trẻ"} < {*found}
