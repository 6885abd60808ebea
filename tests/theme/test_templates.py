"""Every template draws its fullest and its emptiest view, as whole and valid HTML."""

import re
import shutil
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from plugins.output.styles import stylesheet
from plugins.output.templates import Templates
from plugins.pages import views
from plugins.pages.page import Page
from tests.theme.render import THEME, empty, render
from tests.theme.samples import FULL, SITE

EMPTY_SITE: views.Chrome = empty(views.Chrome)
CASES = [(name, view, SITE) for name, view in FULL.items()] + [
    (name, empty(type(view)), EMPTY_SITE) for name, view in FULL.items()
]
IDS = [f"{name}-{size}" for size in ("full", "empty") for name in FULL]


def test_every_template_has_a_sample() -> None:
    assert {f.name for f in (THEME / "templates").glob("*.html")} - {"base.html"} == set(FULL)


@pytest.mark.parametrize(("name", "view", "site"), CASES, ids=IDS)
def test_page_is_whole(name: str, view: Any, site: views.Chrome) -> None:
    html = render(name, view, site)
    assert html.startswith('<!doctype html>\n<html lang="vi">\n')
    assert html.endswith("</html>\n")
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert "None" not in html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    for wanted in re.findall(r'(?:aria-labelledby|popovertarget|href="#)="?([^"]+)"', html):
        assert wanted.lstrip("#") in ids
    assert not re.search(r"<(h[1-6]|p|li|dd|dt|ul|ol|dl|a|td)\b[^>]*>\s*</\1>", html)


@pytest.mark.parametrize(("name", "view", "site"), CASES, ids=IDS)
def test_headings_step_down_one_by_one(name: str, view: Any, site: views.Chrome) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", render(name, view, site))]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels


def _many(value: Any) -> Any:
    """A view in which every count is 12106."""
    if isinstance(value, tuple):
        return tuple(map(_many, value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    counts = {"count", "total"}
    return replace(
        value,
        **{
            f.name: 12106 if f.name in counts and getattr(value, f.name) else _many(getattr(value, f.name))
            for f in fields(value)
        },
    )


@pytest.mark.parametrize("name", FULL)
def test_counts_are_written_as_people_write_them(name: str) -> None:
    many = render(name, _many(FULL[name]), SITE)
    assert "12106" not in many
    told = {"home.html", "list.html", "place.html", "province.html", "archive.html"}
    assert ("12.106 bài" in many) == (name in told)


@pytest.mark.parametrize("name", FULL)
def test_a_page_depends_on_its_closure_alone(name: str, tmp_path: Path) -> None:
    """A theme of these files only draws the same page; without any of the styles among them it is another."""
    whole = render(name, FULL[name], SITE)
    closure = Templates(THEME, SITE).closure(name)
    for file in closure:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(THEME / file, tmp_path / file)
    assert Templates(tmp_path, SITE).render(Page("/x/", name, (), lambda: FULL[name])) == whole
    styles = stylesheet(tmp_path, f"templates/{name}")
    for file in closure:
        if file.endswith(".css"):
            (tmp_path / file).rename(tmp_path / "away")
            assert stylesheet(tmp_path, f"templates/{name}") != styles, file
            (tmp_path / "away").rename(tmp_path / file)
