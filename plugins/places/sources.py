"""The three CSV files of the gazetteer, read and checked row by row."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.core.text import clean
from plugins.places.model import Level, PlacesError, Unit
from plugins.places.spelling import spelling_key

UNIT_COLUMNS = (
    *("code", "name", "type", "level", "parent_code"),
    *("valid_from", "valid_to", "successor_codes", "legal_basis"),
)


@dataclass(frozen=True, slots=True)
class Alias:
    """Another spelling of a unit's name; a misspelling is only ever suggested, never accepted."""

    code: str
    name: str
    variant: str
    kind: str

    @property
    def accepted(self) -> bool:
        """Whether a reporter may write it so."""
        return not self.kind.startswith("misspelling")

    def names(self, unit: Unit) -> bool:
        """Whether this is an alias of that unit (codes change hands, so the name must agree)."""
        return self.code == unit.code and spelling_key(self.name) == spelling_key(unit.name)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CSV, with its place for errors."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return clean(self.cells[column])

    def fault(self, message: str) -> PlacesError:
        """The error that names file and line."""
        return PlacesError(f"{self.file}, dòng {self.line}: {message}")


def read_units(path: Path) -> tuple[Unit, ...]:
    """The units of units.csv; refuses unknown levels, bad days, repeated identities and lost parents."""
    rows = list(_rows(path, UNIT_COLUMNS))
    units: dict[tuple[str, date | None], Unit] = {}
    codes = {row["code"] for row in rows}
    for row in rows:
        unit = _unit(row)
        if unit.key in units:
            raise row.fault(f"mã {unit.code} có hai dòng cùng ngày bắt đầu.")
        for code in (unit.parent_code, *unit.successor_codes):
            if code and code not in codes:
                raise row.fault(f"không có đơn vị nào mang mã {code}.")
        units[unit.key] = unit
    return tuple(units.values())


def read_aliases(path: Path) -> tuple[Alias, ...]:
    """The other spellings of aliases.csv."""
    rows = _rows(path, ("code", "name", "variant", "kind"))
    return tuple(Alias(row["code"], row["name"], row["variant"], row["kind"]) for row in rows)


def read_ambiguous(path: Path) -> dict[str, tuple[str, ...]]:
    """The risky commune names of ambiguous.csv with the reasons, by name."""
    rows = _rows(path, ("name", "reasons"))
    return {row["name"]: tuple(reason.strip() for reason in row["reasons"].split("|")) for row in rows}


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PlacesError(f"Không đọc được {path.name} của danh mục địa bàn: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise PlacesError(f"{path.name} không phải UTF-8. Hãy lưu lại tệp với bảng mã UTF-8.") from error
    reader = csv.DictReader(text.splitlines())
    missing = [c for c in columns if c not in (reader.fieldnames or ())]
    if missing:
        raise PlacesError(f"{path.name} thiếu cột: {', '.join(missing)}.")
    for cells in reader:
        row = Row(path.name, reader.line_num, cells)
        if None in cells.values() or None in cells:
            raise row.fault("số ô không khớp với dòng tiêu đề.")
        yield row


def _unit(row: Row) -> Unit:
    try:
        level = Level(row["level"])
    except ValueError as error:
        raise row.fault(f"cấp “{row['level']}” không có; hãy ghi province, district hoặc commune.") from error
    unit = Unit(
        code=row["code"],
        name=row["name"],
        kind=row["type"],
        level=level,
        parent_code=row["parent_code"],
        valid_from=_day(row, "valid_from"),
        valid_to=_day(row, "valid_to"),
        successor_codes=tuple(code.strip() for code in row["successor_codes"].split(";") if code.strip()),
        legal_basis=row["legal_basis"],
    )
    if not (unit.code and unit.name and unit.kind):
        raise row.fault("thiếu mã, tên hoặc loại.")
    if unit.begins > unit.ends:
        raise row.fault("ngày bắt đầu sau ngày kết thúc.")
    return unit


def _day(row: Row, column: str) -> date | None:
    if not row[column]:
        return None
    try:
        return date.fromisoformat(row[column])
    except ValueError as error:
        raise row.fault(f"{column} “{row[column]}” không phải ngày; hãy ghi như 2014-04-15.") from error
