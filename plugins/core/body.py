"""What can be wrong with a text in Markdown, whatever it is the text of.

Some texts must be refused before they are converted: the converter's time grows with the square of
the number of brackets, footnotes, headings and so on, and its stack with the depth of nesting.
"""

import re
from collections.abc import Iterable, Iterator

from plugins.core.blocks import check_footnotes, check_headings, check_tables
from plugins.core.lines import open_fence, prose_lines
from plugins.core.links import check_links
from plugins.core.problem import Problem, Severity
from plugins.core.rawhtml import GONE_TAGS, INLINE_TAGS

MAX_LINE = 10_000
MAX_BODY = 300_000  # a long article has 60,000 characters
MAX_DEPTH = 12
# Measured: each of these takes the converter under 0.3 s at its limit; articles have a tenth of them.
# (Patterns that few texts need are strings; `re` keeps what it has compiled once.)
# (What is counted, how many are too many, what it is called, and the sign of which each needs one.)
LIMITS = (
    (r"\[", 1_200, "dấu ngoặc vuông", "["),
    (r"<", 1_500, "dấu “<”", "<"),
    (r"\[\^", 300, "dấu chú thích [^…]", "[^"),
    (r"(?m)^ {0,3}#|^ {0,3}(?:=+|-+)[ \t]*$", 500, "đề mục", "\n"),
    (r"(?m)^\*\[", 100, "định nghĩa chữ viết tắt", "*["),
    (r"[*_`]", 20_000, "dấu *, _ và `", ""),
)
SHORT_WORDS = 40
# Without any of these signs no line needs to be looked at.
_CHECKED = ("#", "<", "[", "://", "|", "{")

# (a row of nothing but `- - -` is a rule, not a list)
# (both begin with the line feed before the line, which is what makes the search quick)
_DEEP = re.compile(
    r"\n(?=[ \t]*[>*+\d-])(?=[^\n]*[^\s*+-])[ \t]*(?:>[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+){13,}"
)
_DEEP_INDENT = re.compile(r"\n(?: {4}|\t){13,}(?:[-*+>]|\d{1,9}[.)])")
# An image pasted as data, or a thousand characters without a space: no address is that long.
_BLOB = r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{400,}|data:[\w/+.-]+;base64,|(?<!\S)\S{1000,}"
_TAG = r"</?([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)/?>|<!--"
_EVENT = r"(?i)\s(on[a-z]{3,})\s*="
_TEMPLATE = r"\{\{|\{%"
_UNREADABLE = {"body-too-long", "body-too-complex", "body-too-deep", "body-line-too-long", "body-blob"}


def check_body(body: str, file: str, first: int = 1) -> Iterator[Problem]:
    """Every problem of a text; `first` is the line of the file on which the text begins."""
    if not body.strip():
        yield Problem(file, first, "body-empty", "Bài không có lời.", "Viết lời bài sau một dòng trống.")
        return
    refused = list(_refused(body, file, first))
    yield from refused
    if refused:
        return
    if fence := open_fence(body, first):
        yield Problem(
            file,
            fence,
            "fence-open",
            "Khối mã mở ở dòng này không được đóng.",
            "Thêm một dòng ``` ở cuối khối.",
        )
        return
    lines = list(prose_lines(body, first)) if any(sign in body for sign in _CHECKED) else []
    if "#" in body:
        yield from check_headings(lines, file)
    if "<" in body:
        yield from _tags(lines, file)
    if "[" in body or "://" in body:
        yield from check_links(lines, file)
    if "[^" in body:
        yield from check_footnotes(lines, file)
    if "|" in body:
        yield from check_tables(lines, file)
    if "{" in body:
        yield from _templates(lines, file)
    yield from _length(body, file, first)


def readable(problems: Iterable[Problem]) -> bool:
    """Whether a text with these problems can be converted at all."""
    return not any(p.code in _UNREADABLE for p in problems)


def _refused(body: str, file: str, first: int) -> Iterator[Problem]:
    if len(body) > MAX_LINE:
        for number, line in enumerate(body.split("\n"), first):
            if len(line) > MAX_LINE:
                yield Problem(
                    file,
                    number,
                    "body-line-too-long",
                    f"Dòng dài {len(line)} ký tự, quá mức {MAX_LINE}.",
                    "Chia thành nhiều đoạn, giữa các đoạn để một dòng trống.",
                )
                break
    if len(body) > MAX_BODY:
        yield Problem(
            file,
            first,
            "body-too-long",
            f"Bài dài {len(body)} ký tự, quá mức {MAX_BODY}.",
            "Chia thành nhiều bài, hoặc đăng dưới dạng văn bản kèm tệp.",
        )
    if match := _blob(body):
        yield Problem(
            file,
            first + body.count("\n", 0, match.start()),
            "body-blob",
            "Trong lời bài có dữ liệu máy (ảnh hoặc tệp dán thẳng vào).",
            "Xóa đoạn ấy; ảnh thì lưu thành tệp cạnh bài rồi ghi tên tệp.",
        )
    for pattern, most, name, sign in LIMITS:
        # one more than the signs: a heading stands in the first line, too
        if len(body) > most and body.count(sign) >= most and _more_than(pattern, body, most):
            yield Problem(
                file,
                first,
                "body-too-complex",
                f"Bài có hơn {most} {name}, máy không dựng trang được.",
                "Bỏ bớt, hoặc chia thành nhiều bài.",
            )
    lines = "\n" + body
    if match := _DEEP.search(lines) or _DEEP_INDENT.search(lines):
        yield Problem(
            file,
            first + body.count("\n", 0, match.start()),
            "body-too-deep",
            f"Danh sách hoặc trích dẫn lồng nhau quá {MAX_DEPTH} bậc.",
            "Viết lại, dùng nhiều nhất ba bậc.",
        )


def _blob(body: str) -> re.Match[str] | None:
    """The first blob. The shortest is 400 letters without a space, or says that it is base64."""
    spaced = all(" " in body[start : start + 200] for start in range(0, len(body) - 199, 200))
    return None if spaced and ";base64," not in body else re.search(_BLOB, body)


def _more_than(pattern: str, body: str, most: int) -> bool:
    found = re.finditer(pattern, body)
    return sum(1 for _, _match in zip(range(most + 1), found, strict=False)) > most


def _tags(lines: list[tuple[int, str]], file: str) -> Iterator[Problem]:
    """HTML that will not be on the page: each tag once."""
    seen: set[str] = set()
    for number, line in lines:
        if "<" not in line:
            continue
        for match in re.finditer(_TAG, line):
            name = (match[1] or "").lower()
            if event := re.search(_EVENT, match[2] or ""):
                yield Problem(
                    file,
                    number,
                    "html-event",
                    f"Thuộc tính “{event[1]}” trong thẻ <{name}> bị bỏ: trang không chạy lệnh của bài.",
                    "Xóa thuộc tính ấy.",
                    Severity.ADVICE,
                )
            if not name or name in INLINE_TAGS or name in seen:
                continue
            seen.add(name)
            closed = name not in GONE_TAGS or any(f"</{name}" in later.lower() for _, later in lines)
            if not closed and line.lower().lstrip().startswith(f"<{name}"):
                yield Problem(
                    file,
                    number,
                    "html-unclosed",
                    f"Thẻ <{name}> không được đóng, phần bài sau nó sẽ mất.",
                    f"Xóa thẻ ấy; nếu muốn viết tên thẻ cho người đọc thì ghi `<{name}>`.",
                )
            else:
                yield Problem(file, number, *_dropped(name, with_all=closed), Severity.ADVICE)


def _dropped(name: str, *, with_all: bool) -> tuple[str, str, str]:
    if name in GONE_TAGS and with_all:
        return (
            "html-unsafe",
            f"Thẻ <{name}> bị bỏ, cả nội dung của nó.",
            "Xóa thẻ ấy; chỉ viết chữ và dấu Markdown.",
        )
    cure = {
        "img": 'Ảnh viết: ![Ảnh có gì](ten-anh.jpg "Chú thích. Ảnh: ai chụp")',
        "a": "Liên kết viết: [chữ hiện ra](https://địa-chỉ)",
        "table": "Bảng viết bằng các dòng | cột | cột | của Markdown.",
        "p": "Giữa các đoạn để một dòng trống, không cần thẻ.",
    }.get(name, "Xóa thẻ ấy, dùng dấu Markdown.")
    return "html-dropped", f"Thẻ <{name}> bị bỏ, chỉ giữ lại chữ.", cure


def _templates(lines: Iterable[tuple[int, str]], file: str) -> Iterator[Problem]:
    for number, line in lines:
        if match := re.search(_TEMPLATE, line):
            yield Problem(
                file,
                number,
                "text-template",
                f"Có mã lệnh “{match[0]}” trong lời bài; trang không chạy mã, mã sẽ hiện nguyên văn.",
                "Xóa đoạn mã ấy.",
                Severity.ADVICE,
            )
            return


def _length(body: str, file: str, first: int) -> Iterator[Problem]:
    if len(body) < SHORT_WORDS * 12 and len(body.split()) < SHORT_WORDS:
        yield Problem(
            file,
            first,
            "body-short",
            f"Bài chỉ có {len(body.split())} chữ.",
            "Một tin cần đủ: ai, việc gì, ở đâu, khi nào, vì sao, thế nào.",
            Severity.ADVICE,
        )
