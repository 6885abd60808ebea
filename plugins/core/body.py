"""What can be wrong with a text in Markdown, whatever it is the text of.

Some texts must be refused before they are converted: the converter's time grows with the square of
the number of brackets, footnotes, headings and so on, and its stack with the depth of nesting.
"""

import re
from collections.abc import Iterable, Iterator

from plugins.core.lines import open_fence, prose_lines
from plugins.core.links import check_links
from plugins.core.markup import GONE_TAGS, INLINE_TAGS
from plugins.core.problem import Problem, Severity

MAX_LINE = 10_000
MAX_DEPTH = 12
# Measured: each of these takes the converter under 0.3 s at its limit; articles have a tenth of them.
LIMITS = (
    (re.compile(r"\["), 1_200, "dấu ngoặc vuông"),
    (re.compile(r"<"), 1_500, "dấu “<”"),
    (re.compile(r"\[\^"), 300, "dấu chú thích [^…]"),
    (re.compile(r"^ {0,3}#|^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE), 500, "đề mục"),
    (re.compile(r"^\*\[", re.MULTILINE), 100, "định nghĩa chữ viết tắt"),
    (re.compile(r"[*_`]"), 20_000, "dấu *, _ và `"),
)
SHORT_WORDS = 40

_DEEP = re.compile(r"^[ \t]*(?:>[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+){13,}", re.MULTILINE)
_DEEP_INDENT = re.compile(r"^(?: {4}|\t){13,}(?:[-*+>]|\d{1,9}[.)])", re.MULTILINE)
_BLOB = re.compile(r"[A-Za-z0-9+/]{400,}|data:[\w/+.-]+;base64,")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*#*[ \t]*$")
_GLUED_HEADING = re.compile(r"^#{1,6}[^\s#\d]")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)/?>|<!--")
_EVENT = re.compile(r"\s(on[a-z]{3,})\s*=", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^([^\]]{1,80})\](:?)")
_TABLE_RULE = re.compile(r"^ {0,3}\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_TEMPLATE = re.compile(r"\{\{|\{%")
_UNREADABLE = {"body-too-complex", "body-too-deep", "body-line-too-long", "body-blob"}


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
    lines = list(prose_lines(body, first))
    if "#" in body:
        yield from _headings(lines, file)
    if "<" in body:
        yield from _tags(lines, file)
    if "[" in body or "://" in body:
        yield from check_links(lines, file)
    if "[^" in body:
        yield from _footnotes(lines, file)
    if "|" in body:
        yield from _tables(lines, file)
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
    if match := _BLOB.search(body):
        yield Problem(
            file,
            first + body.count("\n", 0, match.start()),
            "body-blob",
            "Trong lời bài có dữ liệu máy (ảnh hoặc tệp dán thẳng vào).",
            "Xoá đoạn ấy; ảnh thì lưu thành tệp cạnh bài rồi ghi tên tệp.",
        )
    for pattern, most, name in LIMITS:
        if len(body) > most and _more_than(pattern, body, most):
            yield Problem(
                file,
                first,
                "body-too-complex",
                f"Bài có hơn {most} {name}, máy không dựng trang được.",
                "Bỏ bớt, hoặc chia thành nhiều bài.",
            )
    if match := _DEEP.search(body) or _DEEP_INDENT.search(body):
        yield Problem(
            file,
            first + body.count("\n", 0, match.start()),
            "body-too-deep",
            f"Danh sách hoặc trích dẫn lồng nhau quá {MAX_DEPTH} bậc.",
            "Viết lại, dùng nhiều nhất ba bậc.",
        )


def _more_than(pattern: re.Pattern[str], body: str, most: int) -> bool:
    found = pattern.finditer(body)
    return sum(1 for _, _match in zip(range(most + 1), found, strict=False)) > most


def _headings(lines: Iterable[tuple[int, str]], file: str) -> Iterator[Problem]:
    """Headings have words, begin at ## and go down one level at a time."""
    above = 1
    for number, line in lines:
        if "#" not in line:
            continue
        match = _HEADING.match(line)
        if not match:
            if _GLUED_HEADING.match(line):
                yield Problem(
                    file,
                    number,
                    "heading-glued",
                    f"Đề mục “{line[:40]}” thiếu dấu cách sau dấu #.",
                    f"Hãy ghi: {_spaced(line)[:60]}",
                    Severity.ADVICE,
                )
            continue
        level = len(match[1])
        if not (match[2] or "").strip(" #*_`"):
            yield Problem(
                file,
                number,
                "heading-empty",
                "Đề mục không có chữ.",
                "Viết đề mục sau dấu #, hoặc xoá dòng này.",
            )
        elif level == 1:
            yield Problem(
                file,
                number,
                "heading-level-1",
                "Đề mục một dấu # là cấp của tít bài.",
                f"Hãy ghi: ## {match[2][:60]}",
                Severity.ADVICE,
            )
        elif level > above + 1:
            yield Problem(
                file,
                number,
                "heading-skips",
                f"Đề mục nhảy từ cấp {above} xuống cấp {level}.",
                f"Hãy ghi: {'#' * (above + 1)} {match[2][:60]}",
                Severity.ADVICE,
            )
        above = level


def _spaced(line: str) -> str:
    name = line.lstrip("#")
    return "#" * (len(line) - len(name)) + " " + name


def _tags(lines: list[tuple[int, str]], file: str) -> Iterator[Problem]:
    """HTML that will not be on the page: each tag once."""
    seen: set[str] = set()
    for number, line in lines:
        if "<" not in line:
            continue
        for match in _TAG.finditer(line):
            name = (match[1] or "").lower()
            if event := _EVENT.search(match[2] or ""):
                yield Problem(
                    file,
                    number,
                    "html-event",
                    f"Thuộc tính “{event[1]}” trong thẻ <{name}> bị bỏ: trang không chạy lệnh của bài.",
                    "Xoá thuộc tính ấy.",
                    Severity.ADVICE,
                )
            if not name or name in INLINE_TAGS or name in seen:
                continue
            seen.add(name)
            if name in GONE_TAGS and not any(f"</{name}" in later.lower() for _, later in lines):
                yield Problem(
                    file,
                    number,
                    "html-unclosed",
                    f"Thẻ <{name}> không được đóng, phần bài sau nó sẽ mất.",
                    f"Xoá thẻ ấy; nếu muốn viết tên thẻ cho người đọc thì ghi `<{name}>`.",
                )
            else:
                yield Problem(file, number, *_dropped(name), Severity.ADVICE)


def _dropped(name: str) -> tuple[str, str, str]:
    if name in GONE_TAGS:
        return (
            "html-unsafe",
            f"Thẻ <{name}> bị bỏ, cả nội dung của nó.",
            "Xoá thẻ ấy; chỉ viết chữ và dấu Markdown.",
        )
    cure = {
        "img": 'Ảnh viết: ![Ảnh có gì](ten-anh.jpg "Chú thích. Ảnh: ai chụp")',
        "a": "Liên kết viết: [chữ hiện ra](https://địa-chỉ)",
        "table": "Bảng viết bằng các dòng | cột | cột | của Markdown.",
        "p": "Giữa các đoạn để một dòng trống, không cần thẻ.",
    }.get(name, "Xoá thẻ ấy, dùng dấu Markdown.")
    return "html-dropped", f"Thẻ <{name}> bị bỏ, chỉ giữ lại chữ.", cure


def _footnotes(lines: Iterable[tuple[int, str]], file: str) -> Iterator[Problem]:
    """Every footnote is defined once and used."""
    used: dict[str, int] = {}
    defined: dict[str, int] = {}
    for number, line in lines:
        if "[^" not in line:
            continue
        for match in _FOOTNOTE.finditer(line):
            if " " in match[1]:
                yield Problem(
                    file,
                    number,
                    "footnote-name",
                    f"Tên chú thích [^{match[1]}] có dấu cách.",
                    "Đánh số chú thích: [^1], [^2] …",
                )
            is_definition = bool(match[2]) and not line[: match.start()].strip()
            if is_definition and match[1] in defined:
                yield Problem(
                    file,
                    number,
                    "footnote-repeated",
                    f"Chú thích [^{match[1]}] được viết hai lần (lần đầu ở dòng {defined[match[1]]}).",
                    "Đặt số khác cho một trong hai.",
                )
            (defined if is_definition else used).setdefault(match[1], number)
    for name in used.keys() - defined.keys():
        yield Problem(
            file,
            used[name],
            "footnote-undefined",
            f"Chú thích [^{name}] không có lời.",
            f"Thêm ở cuối bài một dòng: [^{name}]: lời chú thích",
        )
    for name in defined.keys() - used.keys():
        yield Problem(
            file,
            defined[name],
            "footnote-unused",
            f"Không có chỗ nào trong bài dùng chú thích [^{name}].",
            f"Ghi [^{name}] sau chữ cần chú thích, hoặc xoá dòng này.",
        )


def _tables(lines: list[tuple[int, str]], file: str) -> Iterator[Problem]:
    """A table has a row of headings, a rule below it, and as many cells in each."""
    block: list[tuple[int, str]] = []
    for number, line in [*lines, (0, "")]:
        if line.lstrip().startswith("|"):
            block.append((number, line.strip()))
            continue
        if block:
            yield from _table(block, file)
        block = []


def _table(block: list[tuple[int, str]], file: str) -> Iterator[Problem]:
    start = block[0][0]
    rule = next((i for i, (_, line) in enumerate(block) if _TABLE_RULE.match(line)), None)
    if rule != 1 or not block[0][1].strip("| "):
        yield Problem(
            file,
            start,
            "table-no-header",
            "Bảng không có dòng tên cột." if rule is not None else "Bảng thiếu dòng kẻ dưới tên cột.",
            "Dòng đầu ghi tên các cột, dòng thứ hai ghi |---|---|, rồi mới đến số liệu.",
        )
        return
    columns = _cells(block[0][1])
    if _cells(block[1][1]) != columns:
        yield Problem(
            file,
            block[1][0],
            "table-rule",
            f"Dòng kẻ của bảng có {_cells(block[1][1])} cột, dòng tên có {columns}.",
            "Hãy ghi: |" + "---|" * columns,
        )
        return
    for number, line in block[2:]:
        if _cells(line) > columns:
            yield Problem(
                file,
                number,
                "table-row",
                f"Dòng này có {_cells(line)} ô, bảng chỉ có {columns} cột: ô thừa sẽ mất.",
                "Bỏ ô thừa, hoặc thêm cột vào dòng tên. Dấu | trong chữ thì viết \\|.",
            )
            return


def _cells(line: str) -> int:
    return line.replace("\\|", "").strip().strip("|").count("|") + 1


def _templates(lines: Iterable[tuple[int, str]], file: str) -> Iterator[Problem]:
    for number, line in lines:
        if match := _TEMPLATE.search(line):
            yield Problem(
                file,
                number,
                "text-template",
                f"Có mã lệnh “{match[0]}” trong lời bài; trang không chạy mã, mã sẽ hiện nguyên văn.",
                "Xoá đoạn mã ấy.",
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
