"""The header of a source, however it was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.header import RawField, split_header
from plugins.core.sources import decode_source

TWO = (RawField("Tiêu đề", "Một", 1), RawField("Ngày", "15/04/2014", 2))


@pytest.mark.parametrize(
    "text",
    [
        "Tiêu đề: Một\nNgày: 15/04/2014\n\nLời",
        "Tiêu đề:Một\nNgày :  15/04/2014  \n\nLời",
        "Tiêu đề： Một\nNgày：15/04/2014\n\nLời",
        "Tiêu đề:\tMột\nNgày: 15/04/2014\n \t\nLời",
        "\ufeffTiêu đề: Một\r\nNgày: 15/04/2014\r\n\r\nLời",
        unicodedata.normalize("NFD", "Tiêu đề: Một\nNgày: 15/04/2014\n\nLời"),
    ],
)
def test_ways_to_type_it(text: str) -> None:
    header = split_header(decode_source(text.encode()))
    assert (header.fields, header.stray, header.body, header.body_line) == (TWO, (), "Lời", 4)


def test_blank_lines_before_it() -> None:
    header = split_header("\n\nTiêu đề: Một\n\nLời")
    assert header.fields == (RawField("Tiêu đề", "Một", 3),)
    assert (header.body, header.body_line) == ("Lời", 5)


def test_fences() -> None:
    header = split_header("---\nTiêu đề: Một\n\nNgày: 15/04/2014\n---\n\nLời")
    assert [f.line for f in header.fields] == [2, 4]
    assert (header.body, header.body_line) == ("\nLời", 6)


def test_a_fence_never_closed_is_only_a_line() -> None:
    header = split_header("---\nTiêu đề: Một\n\nLời bài")
    assert header.fields == (RawField("Tiêu đề", "Một", 2),)
    assert header.body == "Lời bài"


def test_a_value_runs_on_over_indented_lines() -> None:
    header = split_header("Tóm tắt: Một\n  hai\n\tba\n\nLời")
    assert header.fields == (RawField("Tóm tắt", "Một hai ba", 1),)


def test_stray_lines_are_given_back() -> None:
    assert split_header("Tiêu đề: Một\nlạc\n\nLời").stray == ((2, "lạc"),)


def test_a_text_without_header_is_all_text() -> None:
    header = split_header("Sáng nay trời nắng.\n\nTiếp.")
    assert (header.fields, header.body, header.body_line) == ((), "Sáng nay trời nắng.\n\nTiếp.", 1)


LINES = st.lists(
    st.sampled_from(["", " ", "---", "Tên: x1", " x2", "x3", "Ngày：x4", ":", "a" * 50 + ": x5"]), max_size=12
)


@given(LINES)
def test_no_line_is_lost(lines: list[str]) -> None:
    header = split_header("\n".join(lines))
    kept = [f.value for f in header.fields] + [text for _, text in header.stray] + [header.body]
    for word in ("x1", "x2", "x3", "x4", "x5"):
        given_words = sum(line.count(word) for line in lines)
        assert sum(text.count(word) for text in kept) == given_words
    assert header.body_line <= len(lines) + 2
    assert header.body == "\n".join(lines[header.body_line - 1 :])
