"""What holds for any text: no digit, nothing lost, the same when read again, linear time."""

import re
import time
import unicodedata
from dataclasses import astuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.speech.layout import digits_made_plain
from plugins.speech.letters import is_plain
from plugins.speech.read import speak
from plugins.speech.words import DEFAULT_WORDS, load_words

WORDS = load_words(DEFAULT_WORDS)  # no fixture: Hypothesis would print it whole
PIECES = st.sampled_from(
    "ngày 30/4 30/4/2014 7h30 07:30 1.500 1,5 2014-2015 10-15% 5x7 1/3 15/19 tiêu chí quý I/2014 thứ IX XX "
    "VI UBND HĐND BCH xã TP TP. Cao Bằng TT. TS. Nguyễn Văn A B C. số 70-KH/TĐTN-TCKT 153 KH/TWĐ-BTC NQ-CP "
    "30a 2008 / - – — + = & @ % ° C 35°C km m2 m² kg/ha đ 50.000đ $100 (UBND) ( ) “ ” \" ' … ... ./. ; : , . "
    "? ! 0206.000.000 ĐT: T.T XYZ ABC12 A1 9A2 QL3 a@b.vn www.tinhdoan.example/a-1 TỈNH ĐOÀN TU BAN từ 1 đến "
    "5/5 KT-XH COVID-19 v.v. đ/c [1] * ½ ① ٣ Ⅳ ² x - 5 I. a) b. 1) 1.2. H'M children's vn sđt ۵ 北 α "
    "19.5 1, B., 12CV 0,5Ha 16g 100,000đ 5÷7 22°40'B 1:3 II.1 Km5-Km7 K/g NHNN&PTNT 2tr5 giải tỷ lệ".split()
)
PARTS = st.lists(PIECES | st.sampled_from(["\n", "  ", "\t"]) | st.text(max_size=3), max_size=14)
TEXTS = PARTS.map(" ".join)
LETTERS = "abcdefghijklmnopqrstuvwxyzàáảãạăâđèéêìíòóôơùúưỳýỹếềểộớợụủứừ"


@settings(max_examples=300, deadline=None)
@given(PARTS.map("".join) | TEXTS)
def test_no_digit_is_ever_left(text: str) -> None:
    spoken = speak(text, WORDS).text
    assert not [c for c in spoken if c.isdigit() or unicodedata.category(c) == "Nd"]
    assert unicodedata.is_normalized("NFC", spoken)
    assert spoken.count("\n") == text.count("\n")


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_reading_again_changes_nothing(text: str) -> None:
    spoken = speak(text, WORDS).text
    assert speak(spoken, WORDS).text == spoken


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(LETTERS, min_size=2, max_size=6).filter(is_plain), max_size=12))
def test_every_ordinary_word_stays_in_its_order(parts: list[str]) -> None:
    ordinary = [p for p in parts if p.isalpha() and is_plain(p) and p not in WORDS.everywhere.readings]
    said = iter(re.findall(r"[^\W\d_]+", speak(" ".join(parts), WORDS).text.lower()))
    assert [w for w in ordinary if w.lower() not in said] == []


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_unknown_tokens_are_told_once_and_stay(text: str) -> None:
    source, (spoken, unknown) = digits_made_plain(text), astuple(speak(text, WORDS))
    assert len(set(unknown)) == len(unknown)
    assert [token for token in unknown if token not in source or token.isspace()] == []
    assert [t for t in unknown if not any(c.isdigit() for c in t) and t.lower() not in spoken.lower()] == []


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        "1.",
        "A",
        "A.",
        "-",
        "/",
        "1/",
        "UBND ",
        "1-",
        "(",
        "a.a",
        "số 1",
        "x1",
        " ",
        "ngày 1/1 ",
        "…",
        "1, ",
        "ngày 1, 2, 3, ",
        "A. ",
        "A&A&",
        "1:1:",
        "I.1.",
        "5g - ",
        "Km5-Km",
    ],
)
def test_a_megabyte_of_anything_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        speak(text, WORDS)
        return time.process_time() - start

    assert seconds(40_000) < 12 * max(seconds(10_000), 0.01)
