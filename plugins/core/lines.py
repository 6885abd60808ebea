"""The lines of a Markdown text, with what is code masked out, for checks that must name a line."""

import re
from collections.abc import Iterator

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_LIST_ITEM = re.compile(r"^ {0,3}(?:[-*+]|\d{1,9}[.)]|\[\^[^\]]+\]:|:)[ \t]")
_CODE = ("`", "~~~", "    ", "\t")
_CODE_SPAN = re.compile(r"(?<!`)(`+)[^`\n]+\1(?!`)")


def prose_lines(body: str, first: int = 1) -> Iterator[tuple[int, str]]:
    """(line number, line) of a text; the lines of code blocks and the inside of `code` are blank."""
    if not any(sign in body for sign in _CODE):
        yield from enumerate(body.split("\n"), first)
        return
    fence = ""
    may_be_code, in_list = True, False  # for code by indentation
    for number, line in enumerate(body.split("\n"), first):
        marker = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence:
            if marker and marker[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
            yield number, ""
        elif marker and not (marker[1][0] == "`" and "`" in line[marker.end() :]):
            fence = marker[1]
            yield number, ""
        elif may_be_code and not in_list and line.startswith(("    ", "\t")):
            yield number, ""
        else:
            if line.strip():
                starts = bool(_LIST_ITEM.match(line))
                in_list = starts or (in_list and (not may_be_code or line[0] in " \t"))
            may_be_code = not line.strip()
            yield number, _CODE_SPAN.sub("", line) if "`" in line else line


def open_fence(body: str, first: int = 1) -> int:
    """The line of a code fence that is never closed, 0 if there is none."""
    fence, opened = "", 0
    if "```" not in body and "~~~" not in body:
        return 0
    for number, line in enumerate(body.split("\n"), first):
        marker = _FENCE.match(line)
        if not marker:
            continue
        if fence and marker[1].startswith(fence) and not line.strip(" `~"):
            fence = ""
        elif not fence and not (marker[1][0] == "`" and "`" in line[marker.end() :]):
            fence, opened = marker[1], number
    return opened if fence else 0


def line_of(text: str, position: int, first: int = 1) -> int:
    """The line number of a position in a text."""
    return first + text.count("\n", 0, position)
