"""Typed header fields: one table is the validation, the manual and the template at once."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from plugins.core.header import Header, RawField
from plugins.core.problem import Problem, Severity
from plugins.core.text import clean, control_characters, fold

# The longest value that any field may have, in characters; tables give shorter limits.
MAX_VALUE_LENGTH = 2_000


@dataclass(eq=False)  # an exception must stay writable and hashable
class FieldError(ValueError):
    """A value that its field does not take. `message` and `cure` are for the reporter."""

    code: str
    message: str
    cure: str

    def __str__(self) -> str:
        return f"{self.message} {self.cure}"


@dataclass(frozen=True, slots=True)
class Field:
    """One field that a kind of source may have.

    `key` is its name in code, `name` the Vietnamese name the manual teaches, `aliases` what else is
    understood (case and marks never matter). `parse` turns the written value into the typed one and
    raises FieldError. `rule` and `example` are shown to reporters. A source without a `required`
    field is held; without a `wanted` one it is published, and the editor is told.
    """

    key: str
    name: str
    rule: str
    example: str
    parse: Callable[[str], object] = clean
    aliases: tuple[str, ...] = ()
    required: bool = False
    wanted: bool = False
    repeatable: bool = False
    max_length: int = 300


@dataclass(frozen=True, slots=True)
class Values:
    """What a header says, typed: `get(key)` (None where the field is not given) and `line(key)`.

    Repeatable fields give a tuple.
    """

    by_key: Mapping[str, object]
    lines: Mapping[str, int] = field(default_factory=dict)

    def get(self, key: str) -> object:
        """The typed value, None when absent or faulty."""
        return self.by_key.get(key)

    def text(self, key: str) -> str:
        """The value of a text field, '' when absent."""
        value = self.by_key.get(key)
        return value if isinstance(value, str) else ""

    def line(self, key: str) -> int:
        """The line of a field, 1 when absent (a missing field is a fault of the header)."""
        return self.lines.get(key, 1)


class FieldTable:
    """The fields of one kind of source, indexed by every name they go under; made once, used for many.

    `forbidden` are names (folded) that reporters know from other tools, each with what to do instead.
    """

    def __init__(self, fields: Iterable[Field], forbidden: Mapping[str, str] | None = None) -> None:
        self.fields = tuple(fields)
        self.forbidden = dict(forbidden or {})
        self._as_taught = {f.name: f for f in self.fields}
        self._by_name = {folded_name(name): f for f in self.fields for name in (f.name, f.key, *f.aliases)}

    def find(self, name: str) -> Field | None:
        """The field of a written name."""
        return self._as_taught.get(name) or self._by_name.get(folded_name(name))


def read_fields(
    table: Iterable[Field] | FieldTable, header: Header, file: str
) -> tuple[Values, tuple[Problem, ...]]:
    """The typed values of a header and every problem of it. Faulty fields are left out of the values."""
    reader = _Reader(table if isinstance(table, FieldTable) else FieldTable(table), file)
    for line, text in header.stray:
        reader.problem(
            line,
            "header-stray-line",
            f"Dòng “{text[:60]}” ở phần đầu không có dạng “Tên trường: giá trị”.",
            "Nếu là phần tiếp của dòng trên, hãy thụt vào bằng dấu cách;"
            " nếu là lời bài, hãy để một dòng trống trước nó.",
        )
    for raw in header.fields:
        reader.take(raw)
    reader.require()
    return Values(reader.values, reader.lines), tuple(reader.problems)


class _Reader:
    """Collects values and problems while going down one header."""

    def __init__(self, table: FieldTable, file: str) -> None:
        self.table = table
        self.file = file
        self.values: dict[str, object] = {}
        self.lines: dict[str, int] = {}
        self.faulty: set[str] = set()
        self.problems: list[Problem] = []

    def problem(self, line: int, code: str, message: str, cure: str) -> None:
        self.problems.append(Problem(self.file, line, code, message, cure))

    def take(self, raw: RawField) -> None:
        known = self.table.find(raw.name)
        if known is None:
            self.problem(raw.line, *_no_such_field(raw.name, self.table))
            return
        if known.key in self.lines and not known.repeatable:
            self.problem(
                raw.line,
                "field-repeated",
                f"Trường “{known.name}” được ghi hai lần (lần đầu ở dòng {self.lines[known.key]}).",
                "Chỉ giữ một dòng.",
            )
            return
        self.lines.setdefault(known.key, raw.line)
        try:
            value = self._value(known, raw)
        except FieldError as error:
            self.faulty.add(known.key)
            self.problem(raw.line, error.code, error.message, error.cure)
            return
        if known.repeatable:
            earlier = self.values.get(known.key, ())
            assert isinstance(earlier, tuple)
            self.values[known.key] = (*earlier, value)
        else:
            self.values[known.key] = value

    def _value(self, known: Field, raw: RawField) -> object:
        if bad := control_characters(raw.value):
            raise FieldError(
                "field-control-character",
                f"Trường “{known.name}” có ký tự điều khiển {', '.join(bad)}.",
                "Xóa dòng này và gõ lại bằng tay, đừng dán.",
            )
        limit = min(known.max_length, MAX_VALUE_LENGTH)
        if len(raw.value) > limit:
            raise FieldError(
                "field-too-long",
                f"Trường “{known.name}” dài {len(raw.value)} ký tự, quá mức {limit}.",
                f"Hãy viết gọn lại, ví dụ: {known.name}: {known.example}",
            )
        if not raw.value.strip():
            raise FieldError(
                "field-empty",
                f"Trường “{known.name}” để trống.",
                f"Ghi giá trị, ví dụ: {known.name}: {known.example}"
                if known.required or known.wanted
                else f"Ghi giá trị, ví dụ: {known.name}: {known.example}; hoặc xóa dòng này.",
            )
        return known.parse(raw.value)

    def require(self) -> None:
        for known in self.table.fields:
            if not (known.required or known.wanted) or known.key in self.lines:
                continue
            self.problems.append(
                Problem(
                    self.file,
                    1,
                    "field-missing" if known.required else "field-wanted",
                    f"Thiếu trường “{known.name}”." if known.required else f"Nên có trường “{known.name}”.",
                    f"Thêm một dòng ở phần đầu, ví dụ: {known.name}: {known.example}",
                    Severity.FAULT if known.required else Severity.ADVICE,
                )
            )


def folded_name(name: str) -> str:
    """`Source-Url`, `source_url` and `source url` are one name; so are `Mô tả ảnh` and `mo ta anh`."""
    return " ".join(fold(name).replace("_", " ").replace("-", " ").split())


def _no_such_field(name: str, table: FieldTable) -> tuple[str, str, str]:
    shown, folded = clean(name)[:60], folded_name(name)
    if folded in table.forbidden:
        return "field-forbidden", f"Trường “{shown}” không dùng ở trang này.", table.forbidden[folded]
    names = {fold(n): f.name for f in table.fields for n in (f.name, *f.aliases)}
    close = difflib.get_close_matches(folded, names, n=1, cutoff=0.7)
    if close:
        return "field-unknown", f"Không có trường “{shown}”.", f"Có phải bạn muốn ghi “{names[close[0]]}:”?"
    known = ", ".join(f.name for f in table.fields)
    return (
        "field-unknown",
        f"Không có trường “{shown}”.",
        f"Xóa dòng này, hoặc dùng một trong các trường: {known}.",
    )


def field_manual(table: Iterable[Field]) -> Iterator[tuple[str, str, str, str]]:
    """The rows of the manual: name, 'bắt buộc', 'nên có' or '', rule, example."""
    for known in table:
        need = "bắt buộc" if known.required else "nên có" if known.wanted else ""
        yield known.name, need, known.rule, known.example
