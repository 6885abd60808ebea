"""Values of header fields: the quick ways give what the long ways give."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.dates import HANOI, DateError, parse_date
from plugins.core.fields import FieldError
from plugins.core.values import moment, words


@given(
    st.text(st.sampled_from("0123459/: "), max_size=17)
    | st.from_regex(r"\d\d?/\d\d?/\d{4}( \d\d?:\d\d)?", fullmatch=True)
)
def test_usual_dates(text: str) -> None:
    read: object
    try:
        expected: object = parse_date(text)
    except DateError as error:
        expected = error.code, error.message, error.cure
    try:
        read = moment(text)
    except FieldError as error:
        read = error.code, error.message, error.cure
    assert read == expected


def test_a_usual_date() -> None:
    assert moment("15/04/2014 07:30") == datetime(2014, 4, 15, 7, 30, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("xã \u202eA", "field-direction"),
        ("xem C:\\a hay \\\\may\\a, file:a", "field-path"),
        ("a ../b", "field-path"),
        ("{{ a }}", "field-template"),
        ("a <b>", "field-html"),
        ("a **b**", "field-markdown"),
        ("a __b__", "field-markdown"),
        ("a `b`", "field-markdown"),
        ("[a](b)", "field-markdown"),
        ("# a", "field-markdown"),
        ("> a", "field-markdown"),
    ],
)
def test_what_is_no_plain_word_is_seen(value: str, code: str) -> None:
    with pytest.raises(FieldError) as caught:
        words(value)
    assert caught.value.code == code


def test_plain_words_pass() -> None:
    assert (
        words("Bài 3: 70-KH/TĐTN,  \u00a0“một” (hai) & ba; a > b")
        == "Bài 3: 70-KH/TĐTN, “một” (hai) & ba; a > b"
    )
