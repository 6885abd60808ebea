"""The TOML of an issue, read value by value: every fault at once, with its line, nothing guessed."""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from plugins.core.dates import DateError, parse_date
from plugins.core.fields import FieldError
from plugins.core.problem import Problem, Severity
from plugins.core.text import control_characters, fold, nfc
from plugins.core.values import words
from plugins.issues.keys import TABLES, example_of, header
from plugins.issues.lines import LineIndex, Place
from plugins.issues.unreadable import YES_NO, find_mistakes, last_day, printable

MAX_BYTES = 200_000
MOST_ITEMS = 200
_Value = TypeVar("_Value")

_TYPES: Mapping[type, str] = {
    str: "một dòng chữ trong ngoặc kép",
    int: "một số nguyên",
    date: "một ngày",
    list: "một danh sách",
    dict: "một mục",
    bool: "true hoặc false",
}


@dataclass(slots=True)
class IssueFile:
    """The text of an issue file and the problems found in it so far; `month` is its first day."""

    source: str
    text: str
    month: date
    problems: list[Problem] = field(default_factory=list)
    lines: LineIndex = field(init=False)

    def __post_init__(self) -> None:
        self.lines = LineIndex(self.text)

    def fault(
        self, code: str, message: str, cure: str, line: int = 1, severity: Severity = Severity.FAULT
    ) -> None:
        """A problem."""
        self.problems.append(Problem(self.source, line, code, message, cure, severity))


def issue_text(data: bytes) -> str:
    """What an issue file says: NFC, without the mark at its beginning, line ends as LF."""
    return nfc(data.decode("utf-8", "replace")).removeprefix("\ufeff").replace("\r\n", "\n")


def parse_issue_file(source: str, text: str, month: date) -> tuple[IssueFile, "Section | None"]:
    """The file as a section of values, None where it is no TOML at all; the problem is in the file."""
    file = IssueFile(source, text[:MAX_BYTES], month)
    if (size := len(text.encode("utf-8", "replace"))) > MAX_BYTES:
        file.fault(
            "issue-too-large",
            f"Tệp nặng {size} byte, quá mức {MAX_BYTES}.",
            "Tệp số báo chỉ ghi tên bài, không chép lời bài.",
        )
        return file, None
    if "\ufffd" in text:
        file.fault(
            "issue-encoding",
            "Tệp không phải là chữ UTF-8.",
            "Lưu lại tệp với bảng mã UTF-8.",
            text.count("\n", 0, text.index("\ufffd")) + 1,
        )
        return file, None
    try:
        return file, Section(file, Place(), tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        for mistake in find_mistakes(text, error, month):
            file.fault("issue-unreadable", mistake.message, mistake.cure, mistake.line)
        return file, None


class Section:
    """A table of the file. What nobody asks for is a problem in the end: nothing is silently ignored."""

    def __init__(self, file: IssueFile, place: Place, values: Mapping[str, object]) -> None:
        self.file = file
        self.place = place
        self._values = values
        self._asked: list[str] = []

    def fault(
        self,
        code: str,
        message: str,
        cure: str,
        key: str = "",
        item: int | None = None,
        severity: Severity = Severity.FAULT,
    ) -> None:
        """A problem at a key, at the n-th text of its list, or of the whole table."""
        self.file.fault(code, message, cure, self.file.lines.line(self.place, key, item), severity)

    def has(self, key: str) -> bool:
        """Whether it is there at all."""
        return key in self._values

    def get(self, key: str, kind: type[_Value], *, required: bool = False) -> _Value | None:
        """The value of that type; a problem where it is another, or is missing and required."""
        self._asked.append(key)
        value = self._values.get(key)
        if value is None:
            if required:
                cure = f"Thêm dòng: {self._example(key)}"
                self.fault("issue-missing", f"Thiếu “{key}”{self._where}.", cure)
            return None
        if type(value) is not kind:
            self._wrong(key, kind, value)
            return None
        return value

    def words(self, key: str, *, required: bool = False, most: int = 200) -> str:
        """Plain words, '' where there are none."""
        text = self.get(key, str, required=required) or ""
        if signs := control_characters(text):
            self.fault(
                "text-control-character",
                f"“{key}” có ký tự điều khiển {', '.join(signs[:5])}.",
                "Xóa chữ trong ngoặc kép và gõ lại bằng tay, đừng dán.",
                key,
            )
            return ""
        try:
            found = words(text)
        except FieldError as error:
            self.fault(error.code, f"“{key}”: {error.message}", error.cure, key)
            return ""
        if len(found) > most:
            self.fault(
                "issue-too-long",
                f"“{key}” dài {len(found)} ký tự, quá mức {most}.",
                "Hãy viết gọn lại.",
                key,
            )
        return found

    def names(self, key: str) -> list[str]:
        """A list of words."""
        found = self._few(key, self.get(key, list) or [])
        good = [name for name in found if isinstance(name, str)]
        if len(good) < len(found):
            self.fault(
                "issue-wrong-type",
                f"“{key}”{self._where} chỉ nhận chữ trong ngoặc kép.",
                f"Ghi: {self._example(key)}",
                key,
            )
        return good

    def section(self, key: str) -> "Section | None":
        """A table below this one."""
        found = self.get(key, dict)
        return Section(self.file, Place(key), found) if found is not None else None

    def sections(self, key: str) -> list["Section"]:
        """The tables `[[key]]`."""
        if isinstance(self._values.get(key), dict):  # with one pair of brackets it is a single table
            self._asked.append(key)
            line = self.file.lines.line(Place(key))
            cure = f"Ghi: {header(key)}"
            self.file.fault("issue-wrong-type", f"“[{key}]” phải có hai lần ngoặc vuông.", cure, line)
            return []
        found = self._few(key, self.get(key, list) or [])
        good = [
            Section(self.file, Place(key, n), row) for n, row in enumerate(found) if isinstance(row, dict)
        ]
        if len(good) < len(found):
            self.fault(
                "issue-wrong-type",
                f"“{key}” phải là những mục {header(key)}.",
                f"Ghi {header(key)} trên một dòng, rồi các dòng của mục.",
                key,
            )
        return good

    def _few(self, key: str, found: list[object]) -> list[object]:
        """The beginning of a list that is longer than any issue needs; looking at each costs time."""
        if len(found) > MOST_ITEMS:
            message = f"“{key}”{self._where} có {len(found)} mục, quá mức {MOST_ITEMS}."
            self.fault("issue-too-long", message, "Bớt cho vừa một số in được.", key)
        return found[:MOST_ITEMS]

    def close(self) -> None:
        """All is asked: the rest is unknown."""
        for key in self._values:
            if key not in self._asked:
                self.fault(
                    "issue-unknown",
                    f"Không có mục “{printable(key, 40)}”{self._where}.",
                    self._instead(key),
                    key,
                )

    def _instead(self, key: str) -> str:
        """What an unknown key should be, or where it belongs."""
        plain = fold(key).replace(" ", "_").replace("-", "_")
        close = [plain] if plain in self._asked else difflib.get_close_matches(plain, self._asked, n=1)
        if close:
            return f"Có phải là “{close[0]}”?"
        if self.place.table and example_of("", plain):
            return f"“{plain}” là của cả số báo: chuyển dòng này lên đầu tệp, trên dòng có ngoặc vuông."
        owner = next((t for t in TABLES if example_of(t, plain)), "")
        if owner:
            return f"“{plain}” là của mục {header(owner)}: chuyển dòng này xuống dưới dòng {header(owner)}."
        return f"Chỉ có: {', '.join(self._asked)}."

    @property
    def _where(self) -> str:
        return f" trong {header(self.place.table)}" if self.place.table else ""

    def _example(self, key: str) -> str:
        """The line that an editor would write, in this issue's month."""
        if key == "ngay":
            return f"ngay = {last_day(self.file.month).isoformat()}"
        if key == "so":
            return "so = 4 (đổi 4 thành số thứ tự của số báo)"
        example = example_of(self.place.table, key)
        if not example or (example.endswith('"') and key != "trang_thai"):
            return f'{key} = "…"'  # a sentence of ours must not come to stand in their paper
        return example.replace("2014/04", f"{self.file.month:%Y/%m}")

    def _wrong(self, key: str, kind: type, value: object) -> None:
        cure = _same_value(key, kind, value) or self._example(key)
        line = self.file.lines.line(self.place, key)
        if kind is dict:
            listed = isinstance(value, list)
            line = self.file.lines.line(Place(key)) if listed else line
            first = next((line for line in (example_of(key, name) for name in ("bai", "loi")) if line), "…")
            cure = header(key) if listed else f"{header(key)} trên một dòng riêng, dòng dưới ghi: {first}"
        self.file.fault(
            "issue-wrong-type", f"“{key}”{self._where} phải là {_TYPES[kind]}.", f"Ghi: {cure}", line
        )


def _same_value(key: str, kind: type, value: object) -> str:
    """The line with what was meant, where that is plain: a number in quotation marks, one name for a list."""
    text = str(value).strip()
    if kind is int and isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}", text):
        return f"{key} = {int(text)}"
    if kind is bool and isinstance(value, str) and (answer := YES_NO.get(fold(text))):
        return f"{key} = {answer}"
    if kind is date:
        try:
            return f"{key} = {parse_date(text).date().isoformat()}"
        except DateError:
            return ""
    shown = printable(text, 60).replace('"', "”").replace("\\", "/")
    if kind is list and isinstance(value, str):
        return f'{key} = ["{shown}"]'
    if kind is str and type(value) in (int, float, date):
        return f'{key} = "{shown}"'
    return ""


def near(wanted: str, known: Iterable[str], instead: Callable[[], str]) -> str:
    """A cure: the nearest known name, else something general."""
    close = difflib.get_close_matches(wanted, list(known), n=1, cutoff=0.75)
    return f"Có phải là “{close[0]}”?" if close else instead()
