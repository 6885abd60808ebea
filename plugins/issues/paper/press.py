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

FONTS = fontpkg_be_vietnam_pro.ROOT / "files"
MARK = Path(__file__).parents[3] / "theme" / "static" / "favicon.svg"


class Press:
    """One folder of templates, data and photos, ready to be set. `day` is the day that the file is dated."""

    def __init__(self, folder: Path, template: str, day: date) -> None:
        self._root = folder
        self._main = folder / template
        self._moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        # no font of the machine: Be Vietnam Pro, and those that typst carries for signs it lacks
        self._fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])

    def pdf(self, **inputs: object) -> bytes:
        """The pages as PDF/UA-1 and PDF/A-2a. Raises typst.TypstError."""
        made = typst.compile(
            self._main,
            root=self._root,
            font_paths=self._fonts,
            format="pdf",
            sys_inputs=_inputs(inputs),
            pdf_standards=["ua-1", "a-2a"],
            timestamp=self._moment,
        )
        return _single(made)

    def ask(self, label: str, **inputs: object) -> list[Mapping[str, object]]:
        """The values of all metadata with that label, in the order of the pages."""
        found = typst.query(
            self._main,
            f"<{label}>",
            field="value",
            root=self._root,
            font_paths=self._fonts,
            sys_inputs=_inputs(inputs),
        )
        values: list[Mapping[str, object]] = json.loads(found)
        return values


@contextmanager
def press(
    template: str, data: Mapping[str, object], day: date, others: Mapping[str, bytes] | None = None
) -> Iterator[Press]:
    """A press with the data as `/data.json` and other files by name; its folder goes away in the end."""
    with tempfile.TemporaryDirectory() as name, as_file(resources(__package__) / "templates") as templates:
        folder = Path(name)
        shutil.copytree(templates, folder, dirs_exist_ok=True)
        (folder / "mark.svg").write_bytes(MARK.read_bytes())
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for file, content in (others or {}).items():
            (folder / file).write_bytes(content)
        yield Press(folder, template, day)


def _inputs(values: Mapping[str, object]) -> dict[str, str]:
    return {key: json.dumps(value) for key, value in values.items()}


def _single(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes)
    return made
