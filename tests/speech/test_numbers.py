"""Numbers: the rules of the north, and every number told apart by its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.speech.numbers import (
    decimal_words,
    digits_words,
    month_words,
    number_words,
    ordinal_words,
    phone_words,
    roman,
    roman_value,
    whole_words,
)

NUMBERS = {
    0: "không",
    4: "bốn",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    55: "năm mươi lăm",
    100: "một trăm",
    101: "một trăm linh một",
    104: "một trăm linh bốn",
    105: "một trăm linh năm",
    115: "một trăm mười lăm",
    224: "hai trăm hai mươi tư",
    600: "sáu trăm",
    1000: "một nghìn",
    1005: "một nghìn không trăm linh năm",
    1015: "một nghìn không trăm mười lăm",
    1100: "một nghìn một trăm",
    2014: "hai nghìn không trăm mười bốn",
    10_000: "mười nghìn",
    21_021: "hai mươi mốt nghìn không trăm hai mươi mốt",
    1_000_005: "một triệu không trăm linh năm",
    1_005_000: "một triệu không trăm linh năm nghìn",
    2_000_000: "hai triệu",
    10**9: "một tỷ",
    10**9 + 1: "một tỷ không trăm linh một",
    10**12: "một nghìn tỷ",
    10**18: "một tỷ tỷ",
    -5: "âm năm",
}
VALUES = {
    w: v for v, w in enumerate(("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"))
} | {"mốt": 1, "tư": 4, "lăm": 5}


def heard(words: str) -> int:
    """What a listener understands: an own reading of the words, from the outside in."""
    if words == "không":
        return 0
    if words.startswith("âm "):
        return -heard(words[3:])
    for name, size in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 1000), ("trăm", 100)):
        before, found, after = (words.rpartition if name == "tỷ" else words.partition)(name)
        if found:
            return heard(before.strip()) * size + (heard(after.strip()) if after.strip() else 0)
    tens, found, unit = words.partition("mươi")
    if found:
        return VALUES[tens.strip()] * 10 + (VALUES[unit.strip()] if unit.strip() else 0)
    if words.startswith("mười"):
        return 10 + (VALUES[words[5:]] if words[5:] else 0)
    return VALUES[words.removeprefix("linh ")]


@pytest.mark.parametrize(("number", "words"), NUMBERS.items())
def test_numbers(number: int, words: str) -> None:
    assert number_words(number) == words
    assert heard(words) == number


@given(st.integers(-(10**18), 10**18) | st.integers(0, 10**6))
def test_the_words_tell_the_number(number: int) -> None:
    assert heard(number_words(number)) == number


def test_numbers_nobody_can_follow_are_refused() -> None:
    with pytest.raises(ValueError, match="up to"):
        number_words(10**18 + 1)


@given(st.integers(1, 3999))
def test_roman_numerals_go_both_ways(number: int) -> None:
    assert roman_value(roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "ABC", "MMMM", "xi", "I" * 100_000])
def test_no_roman_numerals(text: str) -> None:
    assert roman_value(text) == 0


def test_the_small_readings() -> None:
    assert decimal_words("1", "5") == "một phẩy năm"
    assert decimal_words("0", "05") == "không phẩy không năm"
    assert decimal_words("3", "14") == "ba phẩy mười bốn"
    assert decimal_words("3", "1416") == "ba phẩy một bốn một sáu"
    assert decimal_words("2", "00") == "hai phẩy không không"
    assert [ordinal_words(n) for n in (1, 2, 4, 9)] == ["nhất", "hai", "tư", "chín"]
    assert [month_words(n) for n in (1, 4, 12)] == ["một", "tư", "mười hai"]
    assert digits_words("0206") == "không hai không sáu"
    assert whole_words("05") == "năm"
    assert whole_words("043") == "không bốn ba"
    assert whole_words("1" * 19) == " ".join(["một"] * 19)
    assert phone_words(["0206", "000", "000"]) == (
        "không hai không sáu, không không không, không không không"
    )
    assert phone_words(["0200000001"]) == "không hai không không, không không không, không không một"
