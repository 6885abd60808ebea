"""Texts that would take the converter too long are refused before it sees them; all others pass in time."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.body import _BLOB, _blob, check_body, readable
from plugins.core.markup import make_converter

MANY = "máy không dựng trang được."


@pytest.mark.parametrize(
    ("body", "code", "line", "message"),
    [
        ("a\n" + "[" * 4_000, "body-too-complex", 1, f"Bài có hơn 1200 dấu ngoặc vuông, {MANY}"),
        ("![" * 4_000, "body-too-complex", 1, f"Bài có hơn 1200 dấu ngoặc vuông, {MANY}"),
        ("<a " * 3_000, "body-too-complex", 1, f"Bài có hơn 1500 dấu “<”, {MANY}"),
        ("a[^1] " * 400 + "\n\n[^1]: b", "body-too-complex", 1, f"Bài có hơn 300 dấu chú thích [^…], {MANY}"),
        ("# a\n" * 600, "body-too-complex", 1, f"Bài có hơn 500 đề mục, {MANY}"),
        ("a\n==\n" * 600, "body-too-complex", 1, f"Bài có hơn 500 đề mục, {MANY}"),
        ("*[A]: b\n" * 200, "body-too-complex", 1, f"Bài có hơn 100 định nghĩa chữ viết tắt, {MANY}"),
        ("*a **a ``\n" * 5_000, "body-too-complex", 1, f"Bài có hơn 20000 dấu *, _ và `, {MANY}"),
        ("a\n" + ">" * 300 + " b", "body-too-deep", 2, "Danh sách hoặc trích dẫn lồng nhau quá 12 bậc."),
        (">" * 9_000, "body-too-deep", 1, "Danh sách hoặc trích dẫn lồng nhau quá 12 bậc."),
        ("> - " * 50 + "b", "body-too-deep", 1, "Danh sách hoặc trích dẫn lồng nhau quá 12 bậc."),
        (
            "\n".join("    " * depth + "- a" for depth in range(120)),
            "body-too-deep",
            14,
            "Danh sách hoặc trích dẫn lồng nhau quá 12 bậc.",
        ),
        ("a\n" + "chữ " * 3_000, "body-line-too-long", 2, "Dòng dài 12000 ký tự, quá mức 10000."),
        (
            "a\n\n" + "QUJD" * 200,
            "body-blob",
            3,
            "Trong lời bài có dữ liệu máy (ảnh hoặc tệp dán thẳng vào).",
        ),
    ],
)  # fmt: skip
def test_refused_at_once(body: str, code: str, line: int, message: str) -> None:
    start = time.process_time()
    problems = list(check_body(body, "bai.md"))
    assert time.process_time() - start < 0.5
    assert (code, line, message) in [(p.code, p.line, p.message) for p in problems]
    assert not readable(problems)


AT_THE_LIMIT = {
    "brackets": "[ " * 1_200,
    "links half open": "[a]( " * 1_200,
    "references": "[a][b " * 600,
    "less-than": "<a " * 1_500,
    "comments": "<!-- " * 1_500,
    "footnotes": "a[^1] " * 298 + "\n\n[^1]: b",
    "headings": "# a\n" * 500,
    "underlined headings": "a\n==\n" * 500,
    "abbreviations": "\n".join(f"*[A{n}]: b" for n in range(100)) + "\n\n" + "A1 " * 1_000,
    "emphasis": "*a **a " * 6_000,
    "underscores": "_a __a " * 6_000,
    "backticks": "`a " * 1_250,
    "quotes": "> " * 12 + "a",
    "lists": "\n".join("    " * depth + "- a" for depth in range(12)),
    "table": "| a " * 490 + "|\n" + "|-" * 490 + "|",
    "definitions": "a\n: b\n\n" * 300,
    "short lines": "a\n" * 20_000,
    "backslashes": "\\ " * 4_500,
    "entities": "&amp; " * 1_600,
}


@pytest.mark.parametrize("name", AT_THE_LIMIT)
def test_what_passes_is_converted_in_time(name: str) -> None:
    body = AT_THE_LIMIT[name]
    convert = make_converter()
    start = time.process_time()
    problems = list(check_body(body, "bai.md"))
    if readable(problems):
        convert(body)
    assert time.process_time() - start < 3  # measured: at most 0.6 s on a slow machine


def test_long_honest_texts_pass() -> None:
    body = "\n\n".join(["## Mục", "Chữ " * 80, "- [một](/tin/)\n- **hai**"] * 50)
    assert list(check_body(body, "bai.md")) == []


@pytest.mark.parametrize(
    "body",
    [
        "    ## không phải đề mục\n\n    [a](x)\n    | a |",
        "```\n[a](javascript:x)\n# b\n<script>\n```",
        "Viết `<script>` và `[a](x)` và `[^1]`.",
        "- một\n\n    - hai [a](/tin/)\n",
        '[a](/tin/2014/04/bai/ "Tên") [b](mailto:a@vidu.vn) <https://vidu.vn/a_(b)> [c](https://vidu.vn/a_(b))',
        "Tình yêu <3 và a < b > c, x<y",
        "Chữ[^1].\n\n[^1]: Lời.\n    tiếp lời",
        "| a | b |\n|:--|--:|\n| 1 \\| 2 | 3 |\n| 4 |",
        "- - - - - - - - - - - - - - - -\n\n* * * * * * * * * * * * * * * *",
        "Số 70-KH/TĐTN-TCKT [kèm theo] và [x]",
    ],
)
def test_nothing_wrong_here(body: str) -> None:
    assert [p.code for p in check_body(body + "\n\n" + "chữ " * 50, "bai.md")] == []


RUNS = st.sampled_from(["a" * 199, "b" * 200, "c" * 399, "d" * 600, " ", "\n", "\t", "é", "data:a/b;base64,"])


@given(st.lists(RUNS, max_size=8).map("".join))
def test_blobs_are_found_wherever_they_stand(body: str) -> None:
    found, expected = _blob(body), re.search(_BLOB, body)
    assert (found and found.span()) == (expected and expected.span())
