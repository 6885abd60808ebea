"""The TOML of an issue, read value by value: every fault at once, with its line, nothing guessed."""

import difflib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from plugins.core.fields import FieldError
from plugins.core.problem import Problem, Severity
from plugins.core.text import nfc
from plugins.core.values import words

MAX_BYTES = 200_000
_Value = TypeVar("_Value")

_TYPES: Mapping[type, tuple[str, str]] = {
    str: ("một dòng chữ trong ngoặc kép", '{key} = "…"'),
    int: ("một số nguyên", "{key} = 4"),
    date: ("một ngày", "{key} = 2014-04-30"),
    list: ("một danh sách", '{key} = ["…", "…"]'),
    dict: ("một mục", "[{key}]"),
    bool: ("true hoặc false", "{key} = true"),
}


@dataclass(slots=True)
class IssueFile:
    """The text of an issue file and the problems found in it so far."""

    source: str
    text: str
    problems: list[Problem] = field(default_factory=list)

    def fault(
        self, code: str, message: str, cure: str, *, at: str = "", severity: Severity = Severity.FAULT
    ) -> None:
        """A problem, at the first line that holds `at`."""
        self.problems.append(Problem(self.source, self.line(at), code, message, cure, severity))

    def line(self, needle: str) -> int:
        """The first line with these words, 1 where there is none."""
        lines = self.text.split("\n")
        return next((n for n, line in enumerate(lines, 1) if needle and needle in line), 1)


def parse_issue_file(source: str, data: bytes) -> tuple[IssueFile, "Section | None"]:
    """The file as a section of values, None where it is no TOML at all; the problem is in the file."""
    text = nfc(data[:MAX_BYTES].decode("utf-8", "replace")).removeprefix("\ufeff").replace("\r\n", "\n")
    file = IssueFile(source, text)
    if len(data) > MAX_BYTES:
        file.fault(
            "issue-too-large",
            f"Tệp nặng {len(data)} byte, quá mức {MAX_BYTES}.",
            "Tệp số báo chỉ ghi tên bài, không chép lời bài.",
        )
        return file, None
    if "\ufffd" in text:
        file.fault(
            "issue-encoding", "Tệp không phải là chữ UTF-8.", "Lưu lại tệp với bảng mã UTF-8.", at="\ufffd"
        )
        return file, None
    try:
        return file, Section(file, "", tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = _line_of(str(error))
        shown = text.split("\n")[line - 1].strip()[:80] if line else ""
        file.problems.append(
            Problem(
                source,
                line or 1,
                "issue-unreadable",
                f"Không đọc được dòng “{shown}”.",
                'Chữ nằm trong ngoặc kép ("…"), danh sách trong ngoặc vuông, mỗi tên ghi một lần.',
            )
        )
        return file, None


def _line_of(message: str) -> int:
    """The line that tomllib names: "(at line 3, column 5)"."""
    after = message.rpartition("at line ")[2].partition(",")[0]
    return int(after) if after.isdigit() else 0


class Section:
    """A table of the file. What nobody asks for is a problem in the end: nothing is silently ignored."""

    def __init__(self, file: IssueFile, name: str, values: Mapping[str, object]) -> None:
        self.file = file
        self.name = name
        self._values = values
        self._asked: list[str] = []

    def has(self, key: str) -> bool:
        """Whether it is there at all."""
        return key in self._values

    def get(self, key: str, kind: type[_Value], *, required: bool = False) -> _Value | None:
        """The value of that type; a problem where it is another, or is missing and required."""
        self._asked.append(key)
        value = self._values.get(key)
        if value is None:
            if required:
                self._bad(key, kind, "issue-missing", f"Thiếu “{key}”{self._where}.")
            return None
        if type(value) is not kind:
            self._bad(key, kind, "issue-wrong-type", f"“{key}”{self._where} phải là {_TYPES[kind][0]}.")
            return None
        return value

    def words(self, key: str, *, required: bool = False, most: int = 200) -> str:
        """Plain words, '' where there are none."""
        text = self.get(key, str, required=required) or ""
        try:
            found = words(text)
        except FieldError as error:
            self.file.fault(
                error.code,
                f"“{key}”: {error.message}",
                error.cure,
                at=text if text in self.file.text else key,
            )
            return ""
        if len(found) > most:
            self.file.fault(
                "issue-too-long",
                f"“{key}” dài {len(found)} ký tự, quá mức {most}.",
                "Hãy viết gọn lại.",
                at=key,
            )
        return found

    def names(self, key: str) -> list[str]:
        """A list of words."""
        found = self.get(key, list) or []
        good = [name for name in found if isinstance(name, str)]
        if len(good) < len(found):
            self._bad(key, list, "issue-wrong-type", f"“{key}”{self._where} chỉ nhận chữ trong ngoặc kép.")
        return good

    def section(self, key: str) -> "Section | None":
        """A table below this one."""
        found = self.get(key, dict)
        return Section(self.file, key, found) if found is not None else None

    def sections(self, key: str) -> list["Section"]:
        """The tables `[[key]]`."""
        found = self.get(key, list) or []
        good = [Section(self.file, key, row) for row in found if isinstance(row, dict)]
        if len(good) < len(found):
            self.file.fault(
                "issue-wrong-type",
                f"“{key}” phải là những mục [[{key}]].",
                f"Ghi [[{key}]] rồi các dòng của mục.",
                at=key,
            )
        return good

    def close(self) -> None:
        """All is asked: the rest is unknown."""
        for key in self._values:
            if key not in self._asked:
                close = difflib.get_close_matches(key, self._asked, n=1)
                cure = f"Có phải là “{close[0]}”?" if close else f"Chỉ có: {', '.join(self._asked)}."
                self.file.fault("issue-unknown", f"Không có mục “{key}”{self._where}.", cure, at=key)

    @property
    def _where(self) -> str:
        return f" trong [{self.name}]" if self.name else ""

    def _bad(self, key: str, kind: type, code: str, message: str) -> None:
        self.file.fault(
            code, message, f"Ghi: {_TYPES[kind][1].format(key=key)}", at=key if self.has(key) else self.name
        )


def near(wanted: str, known: Iterable[str], instead: Callable[[], str]) -> str:
    """A cure: the nearest known name, else something general."""
    close = difflib.get_close_matches(wanted, list(known), n=1, cutoff=0.75)
    return f"Có phải là “{close[0]}”?" if close else instead()
