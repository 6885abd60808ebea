"""Typst: templates and data in a folder of their own, nothing of the machine seen, same input, same bytes."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib.resources import as_file
from importlib.resources import files as resources
from pathlib import Path

import fontpkg_be_vietnam_pro
import typst

from plugins.issues.paper.letters import INSTEAD, unprintable

FONTS = fontpkg_be_vietnam_pro.ROOT / "files"
MARK = Path(__file__).parents[3] / "theme" / "static" / "favicon.svg"
# Signs that turn the direction of writing: no Vietnamese text needs them, and they hide what is written.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
_AGES = 11
# What has no day of its own is dated like this in the file: never by the clock.
NO_DAY = date(2000, 1, 1)


class PaperError(Exception):
    """The paper cannot be made; a Vietnamese sentence for the editor."""


class Press:
    """A folder of templates, data and photos, ready to be set. `replaced`: signs that are printed as □."""

    def __init__(self, folder: Path, template: str, day: date, fonts: typst.Fonts, replaced: str) -> None:
        self._root = folder
        self._main = folder / template
        self._moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        self._fonts = fonts
        self.replaced = replaced

    def pdf(self, *, standard: bool = True, **inputs: object) -> bytes:
        """The pages; PDF/UA-1 and PDF/A-2a in one unless not `standard`. Raises PaperError."""
        try:
            made = typst.compile(
                self._main,
                root=self._root,
                font_paths=self._fonts,
                format="pdf",
                sys_inputs=_inputs(inputs),
                pdf_standards=["ua-1", "a-2a"] if standard else [],
                timestamp=self._moment,
            )
        except typst.TypstError as error:
            raise _unset(error) from None
        assert isinstance(made, bytes)
        return made

    def ask(self, label: str, **inputs: object) -> list[Mapping[str, object]]:
        """The values of all metadata with that label, in the order of the pages. Raises PaperError."""
        try:
            found = typst.query(
                self._main,
                f"<{label}>",
                field="value",
                root=self._root,
                font_paths=self._fonts,
                sys_inputs=_inputs(inputs),
            )
        except RuntimeError as error:  # what a query raises, TypstError among it
            raise _unset(error) from None
        self._forget()
        values: list[Mapping[str, object]] = json.loads(found)
        return values

    def _forget(self) -> None:
        """Typst keeps all it has set until ten compilations later: 2 MB for a page and question."""
        for _ in range(_AGES):
            typst.compile(b"", font_paths=self._fonts)


@contextmanager
def press(
    template: str, data: Mapping[str, object], day: date, others: Mapping[str, bytes] | None = None
) -> Iterator[Press]:
    """A press with the data as `/data.json` and other files by name; its folder goes away in the end."""
    # no font of the machine: Be Vietnam Pro, and those that typst carries for signs it lacks
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    missing = unprintable(_texts(data), fonts)
    with tempfile.TemporaryDirectory() as name, as_file(resources(__package__) / "templates") as templates:
        folder = Path(name)
        shutil.copytree(templates, folder, dirs_exist_ok=True)
        (folder / "mark.svg").write_bytes(MARK.read_bytes())
        printed = _replaced(
            data, str.maketrans(dict.fromkeys(missing, INSTEAD) | dict.fromkeys(_TURNING, ""))
        )
        (folder / "data.json").write_text(json.dumps(printed, ensure_ascii=False), encoding="utf-8")
        for file, content in (others or {}).items():
            (folder / file).write_bytes(content)
        yield Press(folder, template, day, fonts, "".join(sorted(missing)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _replaced(value: object, table: Mapping[int, str]) -> object:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, Mapping):
        return {key: _replaced(each, table) for key, each in value.items()}
    return [_replaced(each, table) for each in value] if isinstance(value, list) else value


def _inputs(values: Mapping[str, object]) -> dict[str, str]:
    return {key: json.dumps(value) for key, value in values.items()}


def _unset(error: RuntimeError) -> PaperError:
    return PaperError(f"Máy in không sắp được trang: {str(error)[:300]}")
