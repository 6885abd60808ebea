"""A table as sentences: a listener sees no columns, so each row says what its numbers are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.speech.numbers import number_words

# A listener loses a longer table: its rows are left to the paper.
LONGEST = 6
_CODES = re.compile(r"mã(?:\s.*)?", re.IGNORECASE)
_COUNTERS = re.compile(r"(?:tt|stt|số tt|số thứ tự|#|№)\.?", re.IGNORECASE)
_NUMBER = re.compile(r"[<>≤≥~+-]?\s?\d")
_UNIT = re.compile(r"\s*\(([^()\d]{1,12})\)\s*$")
# A head that ends so is spoken with its value: “gửi trước ngày 30/4”; others with “là”.
_RUNS_ON = re.compile(r"(?:^|\s)(?:ngày|tháng|năm|quý|từ|đến|trước|lúc|hồi|số|lớp|khóa|đợt)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableSaid:
    """The sentences of a table; for the editor the columns of codes left out, and whether it was too long."""

    lines: tuple[str, ...]
    codes: tuple[str, ...] = ()
    too_long: bool = False


def read_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> TableSaid:
    """The rows as sentences. `head` may be empty; codes and running numbers are left out."""
    kept, codes = _columns(head, rows)
    names = [head[n] if n < len(head) else "" for n in kept]
    if len(rows) > LONGEST:
        return TableSaid((f"Bảng có {number_words(len(rows))} dòng, in đủ trong bản tin.",), (), True)
    cells = ([row[n] if n < len(row) else "" for n in kept] for row in rows)
    return TableSaid(tuple(said for row in cells if (said := _row(names, row))), codes)


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[int], tuple[str, ...]]:
    """Which columns are read, and the heads of those of codes."""
    width = max(map(len, [head, *rows]), default=0)
    kept, codes = [], []
    for n in range(width):
        name = head[n] if n < len(head) else ""
        cells = [row[n] for row in rows if n < len(row) and row[n]]
        if _COUNTERS.fullmatch(name):
            continue
        if _CODES.fullmatch(name) and all(any(c.isdigit() for c in cell) for cell in cells):
            codes.append(name)
        else:
            kept.append(n)
    return kept, tuple(codes)


def _row(names: Sequence[str], cells: Sequence[str]) -> str:
    """“Trước ngày 30/4: năm Huyện Đoàn: gửi kế hoạch”, “Trồng cỏ: số hộ ban đầu là 8, sau một vụ là 15”."""
    said, first, valued = "", 0, False
    last = max((n for n, cell in enumerate(cells) if cell), default=-1)
    for n, (name, written) in enumerate(zip(names, cells, strict=True)):
        cell = written.rstrip(".; ")
        if not cell:
            continue
        if not said:
            said, first = f"{name} {cell}" if name and _NUMBER.match(cell) else cell, n
        elif name and _NUMBER.match(cell):
            said += f"{': ' if n == first + 1 else ', '}{_value(name, cell)}"
            valued = True
        else:
            said += f"{': ' if n == first + 1 or (n == last and not valued) else ', '}{cell}"
    return said


def _value(name: str, cell: str) -> str:
    if unit := _UNIT.search(name):
        name, cell = name[: unit.start()], f"{cell} {unit[1]}"
    return f"{lower_first(name)}{' ' if _RUNS_ON.search(name) else ' là '}{cell}"


def lower_first(text: str) -> str:
    """A text that goes on after other words: its first letter small, unless it may begin a name."""
    words = text.split(maxsplit=2)
    first = words[0] if words else ""
    small = first[1:].islower() or (len(first) == 1 and not first.isascii())
    if not small or (len(words) > 1 and words[1][:1].isupper()):
        return text
    return text[0].lower() + text[1:]
