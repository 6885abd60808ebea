"""Lines of prose, with code masked out."""

import pytest

from plugins.core.lines import line_of, open_fence, prose_lines


@pytest.mark.parametrize(
    ("body", "prose"),
    [
        ("a\n```\nb\n```\nc", ["a", "", "", "", "c"]),
        ("~~~\n```\nb\n~~~\nc", ["", "", "", "", "c"]),
        ("a `b` ``c`` d", ["a   d"]),
        ("a\n\n    b\n\n    c\nd", ["a", "", "", "", "", "d"]),
        ("a\n    b", ["a", "    b"]),
        ("- a\n\n    b\n\nc\n\n    d", ["- a", "", "    b", "", "c", "", ""]),
        ("[^1]: a\n\n    b", ["[^1]: a", "", "    b"]),
        ("`a\nb`", ["`a", "b`"]),
    ],
)
def test_prose(body: str, prose: list[str]) -> None:
    assert [line for _, line in prose_lines(body)] == prose
    assert [number for number, _ in prose_lines(body, 5)] == list(range(5, 5 + len(prose)))


@pytest.mark.parametrize(
    ("body", "line"),
    [("a", 0), ("```\na\n```", 0), ("a\n```\nb", 2), ("```\n~~~\n```\n\n````\n```", 5), ("```a``` b", 0)],
)
def test_open_fence(body: str, line: int) -> None:
    assert open_fence(body) == line


def test_line_of() -> None:
    assert line_of("a\nb\nc", 4, 10) == 12
