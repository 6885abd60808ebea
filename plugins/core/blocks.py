"""What can be wrong with the headings, tables and footnotes of a text in Markdown."""

import re
from collections.abc import Iterable, Iterator

from plugins.core.problem import Problem, Severity

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]|$)")
_GLUED_HEADING = re.compile(r"^#{1,6}[^\s#\d]")
_FOOTNOTE = re.compile(r"\[\^([^\]]{1,80})\](:?)")


def check_headings(lines: Iterable[tuple[int, str]], file: str) -> Iterator[Problem]:
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
        words = line[match.end() :].strip().rstrip("#").strip()
        if not words.strip("*_` "):
            yield Problem(
                file,
                number,
                "heading-empty",
                "Đề mục không có chữ.",
                "Viết đề mục sau dấu #, hoặc xóa dòng này.",
            )
        elif level == 1:
            yield Problem(
                file,
                number,
                "heading-level-1",
                "Đề mục một dấu # là cấp của tít bài.",
                f"Hãy ghi: ## {words[:60]}",
                Severity.ADVICE,
            )
        elif level > above + 1:
            yield Problem(
                file,
                number,
                "heading-skips",
                f"Đề mục nhảy từ cấp {above} xuống cấp {level}.",
                f"Hãy ghi: {'#' * (above + 1)} {words[:60]}",
                Severity.ADVICE,
            )
        above = level


def _spaced(line: str) -> str:
    name = line.lstrip("#")
    return "#" * (len(line) - len(name)) + " " + name


def check_footnotes(lines: Iterable[tuple[int, str]], file: str) -> Iterator[Problem]:
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
    for name in (n for n in used if n not in defined):
        yield Problem(
            file,
            used[name],
            "footnote-undefined",
            f"Chú thích [^{name}] không có lời.",
            f"Thêm ở cuối bài một dòng: [^{name}]: lời chú thích",
        )
    for name in (n for n in defined if n not in used):
        yield Problem(
            file,
            defined[name],
            "footnote-unused",
            f"Không có chỗ nào trong bài dùng chú thích [^{name}].",
            f"Ghi [^{name}] sau chữ cần chú thích, hoặc xóa dòng này.",
        )


def check_tables(lines: list[tuple[int, str]], file: str) -> Iterator[Problem]:
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
    rule = next((i for i, (_, line) in enumerate(block) if _is_rule(line)), None)
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


def _is_rule(line: str) -> bool:
    """`|---|:-:|`, the line below the names of the columns."""
    return "-" in line and not line.strip("|-: \t")


def _cells(line: str) -> int:
    return line.replace("\\|", "").strip().strip("|").count("|") + 1
