"""A file that is no TOML: what its editor most likely did, found by the look of the line."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from plugins.core.dates import DateError, parse_date
from plugins.core.text import fold
from plugins.issues.keys import LISTED_TABLES, TABLES, header
from plugins.issues.lines import HEADER, MOST_LETTERS

_STATEMENT = re.compile(r"\s*([^=#\[\]\"']+?)\s*=\s*(.*)")
_YAML = re.compile(r"\s*([^=:#\[\]\"'/]+?)\s*:\s*(\S.*|)")
_CURLED = re.compile("[“”„‟«»]")
_CURLED_START = re.compile("(?:^|[=\\[,])\\s*[“”„‟«»‘’]")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
_ITEM = re.compile(r"\s*\"[^\"]*\"\s*")
_BAD_ESCAPE = re.compile(r"\\(?![btnfr\"\\uU])")
YES_NO = {"co": "true", "yes": "true", "true": "true", "khong": "false", "no": "false", "false": "false"}
_COMMENT_OR_STRING = re.compile(r"#.*|\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_LONG = '"""'
_MOST = 10


class Mistake(NamedTuple):
    """The line of a mistake, what is wrong there, and what to write."""

    line: int
    message: str
    cure: str


def find_mistakes(
    text: str, error: tomllib.TOMLDecodeError | RecursionError, month: date
) -> tuple[Mistake, ...]:
    """What makes a text no TOML, one at least. `month` is the issue's, for dates in examples."""
    told = _told_line(str(error))
    lines = text.split("\n")
    found = tuple(_Walk(lines, month).mistakes())[:_MOST]
    if found and (not told or found[0].line <= told):
        return found
    if told and (named := _named(str(error), told, lines[told - 1])):
        return (named,)
    if found:
        return found
    shown = printable(lines[told - 1] if told else lines[-1])
    general = Mistake(
        told or len(lines),
        f"Không đọc được dòng “{shown}”.",
        'Chữ nằm trong ngoặc kép ("…"), danh sách trong ngoặc vuông, mỗi tên ghi một lần.',
    )
    return (general,)


def printable(line: str, most: int = 80) -> str:
    """A line as a message may show it: nothing that a terminal obeys."""
    return "".join(c if c.isprintable() else "\ufffd" for c in line.strip())[:most]


def _told_line(message: str) -> int:
    """The line that tomllib names: "(at line 3, column 5)"; 0 for none."""
    after = message.rpartition("at line ")[2].partition(",")[0]
    return int(after) if after.isdigit() else 0


def _named(message: str, number: int, line: str) -> Mistake | None:
    """What tomllib itself knows for certain."""
    shown = printable(line)
    if "twice" in message or "Cannot overwrite" in message or "Cannot mutate" in message:
        return Mistake(number, f"“{shown}” đã có ở trên.", "Mỗi tên ghi một lần: xóa một trong hai chỗ.")
    if "escape" in message.lower() or "Unescaped" in message or "hex value" in message:
        return Mistake(number, f"Dòng “{shown}” có dấu \\.", "Bỏ dấu ấy, hoặc viết hai dấu: \\\\")
    if "Illegal character" in message:
        return Mistake(
            number, f"Dòng “{shown}” có ký tự điều khiển.", "Xóa dòng ấy và gõ lại bằng tay, đừng dán."
        )
    return None


class _Walk:
    """The lines of the file one by one, with what is open: a long string or a list."""

    def __init__(self, lines: list[str], month: date) -> None:
        self.lines, self.month = lines, month
        self.text_from = self.list_from = 0

    def mistakes(self) -> Iterator[Mistake]:
        """Every line that looks wrong; after the first, the rest may look so for its sake."""
        for number, line in enumerate(self.lines, 1):
            if self.text_from:
                if _LONG in line:
                    self.text_from = 0
            elif line.strip() and not line.lstrip().startswith("#") and len(line) <= MOST_LETTERS:
                yield from self._of_list(number, line) if self.list_from else self._of_line(number, line)
        if self.text_from:
            yield Mistake(
                self.text_from,
                f"Lời mở bằng {_LONG} ở dòng này không được đóng.",
                f"Thêm một dòng {_LONG} sau dòng cuối của lời.",
            )
        if self.list_from:
            yield self._open_list(len(self.lines))

    def _of_line(self, number: int, line: str) -> Iterator[Mistake]:
        if HEADER.fullmatch(line):
            yield from _of_header(number, line)
            return
        statement = _STATEMENT.fullmatch(line)
        if statement is None:
            yield from _of_yaml(number, line)
            return
        key, value = statement[1], statement[2]
        plain = fold(key).replace(" ", "_").replace("-", "_")
        if not key.isascii() or " " in key:
            yield Mistake(
                number,
                f"Tên “{printable(key, 40)}” có dấu hoặc dấu cách.",
                f"Ghi không dấu: {plain} = {_straight(value)}",
            )
        elif _CURLED_START.search(value):
            yield _curled(number, line)
        else:
            yield from self._of_value(number, line, key, value)

    def _of_value(self, number: int, line: str, key: str, value: str) -> Iterator[Mistake]:
        bare = value.partition("#")[0].strip()
        if value.startswith(_LONG):
            self.text_from = 0 if _LONG in value[3:] else number
        elif bare.startswith("["):
            yield from self._of_list(number, line)
        elif fault := _bad_string(number, line, key, value):
            yield fault
        elif not value.startswith(('"', "'", "{")):
            yield from self._of_bare(number, key, bare)

    def _of_bare(self, number: int, key: str, bare: str) -> Iterator[Mistake]:
        """A value without quotation marks: a number, a date, true or false, or a mistake."""
        if not bare:
            yield Mistake(number, f"Sau “{key} =” chưa ghi gì.", "Ghi giá trị, hoặc xóa dòng này.")
        elif _DATE.fullmatch(bare):
            yield from self._of_date(number, key, bare)
        elif (answer := YES_NO.get(fold(bare))) and bare != answer:
            yield Mistake(number, f"“{key}” chỉ nhận true hoặc false.", f"Ghi: {key} = {answer}")
        elif re.fullmatch(r"0+\d+", bare):
            yield Mistake(number, f"Số “{bare}” có số 0 đứng đầu.", f"Ghi: {key} = {int(bare)}")
        elif not re.fullmatch(r"[+-]?\d[\d_.:TZ+-]*|true|false", bare):
            yield Mistake(
                number,
                f"Chữ “{printable(bare, 60)}” không nằm trong ngoặc kép.",
                f'Ghi: {key} = "{_inner(bare)}"',
            )

    def _of_date(self, number: int, key: str, bare: str) -> Iterator[Mistake]:
        try:
            wanted = parse_date(bare).date()
        except DateError as error:
            example = last_day(self.month).isoformat()
            yield Mistake(number, error.message, f"Ghi năm-tháng-ngày, ví dụ: {key} = {example}")
            return
        if bare != wanted.isoformat():
            yield Mistake(
                number,
                f"Ngày “{bare}” chưa đúng cách ghi của tệp này.",
                f"Ghi năm-tháng-ngày: {key} = {wanted.isoformat()}",
            )

    def _of_list(self, number: int, line: str) -> Iterator[Mistake]:
        """A line of a list, or one that should not be within it."""
        if self.list_from and (HEADER.fullmatch(line) or _STATEMENT.fullmatch(line)) and '"' not in line[:1]:
            yield self._open_list(number)
            self.list_from = 0
            yield from self._of_line(number, line)
            return
        if _CURLED_START.search(line):
            yield _curled(number, line)
        code = _without_comment(line)
        bare = _STRING.sub('""', code)
        if bare.count('"') % 2:
            yield Mistake(number, f"Dòng “{printable(line)}” thiếu một dấu ngoặc kép.", 'Mỗi tên: "…"')
        elif re.search(r'""\s+""', bare):
            spaced = re.sub(r"(\"[^\"]*\"|'[^']*')\s+(?=[\"'])", r"\1, ", code).strip()
            yield Mistake(number, "Giữa hai tên trong danh sách thiếu dấu phẩy.", f"Ghi: {printable(spaced)}")
        elif bare.rstrip().endswith('""') and _ITEM.fullmatch(self._next_line(number)):
            yield Mistake(
                number, "Sau tên này trong danh sách thiếu dấu phẩy.", f"Ghi: {printable(code.strip())},"
            )
        if not self.list_from and "]" not in bare:
            self.list_from = number
        elif "]" in bare:
            self.list_from = 0

    def _next_line(self, number: int) -> str:
        """The next line that says something, without its comma and comment."""
        rest = (_without_comment(line).strip().rstrip(",") for line in self.lines[number:])
        return next((line for line in rest if line), "")

    def _open_list(self, number: int) -> Mistake:
        first = _without_comment(self.lines[self.list_from - 1]).strip()
        if '"' in first:
            return Mistake(
                self.list_from,
                "Danh sách mở ở dòng này không được đóng.",
                f"Ghi: {printable(first).rstrip(',')}]",
            )
        return Mistake(
            self.list_from,
            "Danh sách mở ở dòng này không được đóng.",
            f"Thêm một dòng ] trước dòng {number}.",
        )


def last_day(month: date) -> date:
    """The last day of the month that a day is in."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _of_header(number: int, line: str) -> Iterator[Mistake]:
    match = HEADER.fullmatch(line)
    name = fold(match[2]).replace(" ", "_") if match else ""
    if name in TABLES and match and (match[1] == "[[") != (name in LISTED_TABLES):
        times = "hai" if name in LISTED_TABLES else "một"
        yield Mistake(number, f"“{printable(line)}” phải có {times} lần ngoặc vuông.", f"Ghi: {header(name)}")
    elif match and not match[2].isascii():
        yield Mistake(
            number, f"Tên mục “{printable(line)}” có dấu.", f"Ghi: {match[1]}{name}{']' * len(match[1])}"
        )
    elif line.count("[") != line.count("]"):
        yield Mistake(number, f"“{printable(line)}” thiếu dấu ngoặc vuông.", f"Ghi: {header(name)}")


def _of_yaml(number: int, line: str) -> Iterator[Mistake]:
    if line.strip().startswith("["):
        name = line.strip().strip("[] ")
        if name in TABLES:
            yield Mistake(number, f"“{printable(line)}” thiếu dấu ngoặc vuông.", f"Ghi: {header(name)}")
    elif match := _YAML.fullmatch(line):
        key = fold(match[1]).replace(" ", "_").lstrip("-_")
        value = _straight(match[2])
        yield Mistake(
            number,
            f"Sau tên “{printable(match[1], 40)}” phải là dấu bằng, không phải dấu hai chấm.",
            f"Ghi: {key} = {value}" if value else f"Ghi: {key} = …",
        )


def _bad_string(number: int, line: str, key: str, value: str) -> Mistake | None:
    """A text in quotation marks that does not end, or holds a backslash that means nothing."""
    if not value.startswith('"'):
        return None
    whole = _STRING.match(value)
    if whole is None:
        if "\\" in value:
            return _backslash(number, key, value)
        return Mistake(
            number,
            f"Dòng “{printable(line)}” thiếu dấu ngoặc kép ở cuối.",
            f'Ghi: {key} = "{_inner(value)}"',
        )
    if _BAD_ESCAPE.search(whole[0]):
        return _backslash(number, key, value)
    rest = value[whole.end() :].partition("#")[0].strip()
    if rest:
        inner = value.strip().strip('"').replace('"', "”")
        return Mistake(
            number,
            f"Sau chữ trong ngoặc kép còn “{printable(rest, 40)}”.",
            f'Trong câu thì dùng ngoặc “ ”, hai đầu dùng " ": {key} = "{_pairs(inner)}"',
        )
    return None


def _pairs(inner: str) -> str:
    """Straight quotation marks within a text, each first one opening."""
    parts = inner.split("”")
    return "".join(part + ("“”"[n % 2] if n < len(parts) - 1 else "") for n, part in enumerate(parts))


def _backslash(number: int, key: str, value: str) -> Mistake:
    return Mistake(
        number,
        "Trong ngoặc kép có dấu \\.",
        f'Ghi dấu / thay cho dấu \\: {key} = "{_inner(value).replace(chr(92), "/")}"',
    )


def _curled(number: int, line: str) -> Mistake:
    return Mistake(
        number,
        f"Dấu ngoặc kép của dòng “{printable(line, 60)}” là dấu cong của Word.",
        f"Gõ lại bằng dấu thẳng: {printable(_straight(line))}",
    )


def _straight(text: str) -> str:
    return _CURLED.sub('"', text).replace("‘", '"').replace("’", '"').strip()


def _inner(value: str) -> str:
    return printable(_CURLED.sub("", value.strip().strip("\"'")), 60).strip()


def _without_comment(line: str) -> str:
    return _COMMENT_OR_STRING.sub(lambda m: "" if m[0].startswith("#") else m[0], line)
