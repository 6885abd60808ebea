"""Draws any view with the theme, and the pattern page: every example of every component on one page."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from plugins.output.styles import stylesheet
from plugins.output.templates import Templates, load_words, make_environment
from plugins.pages import views
from plugins.pages.page import Page, View
from plugins.pages.words import moment

ROOT = Path(__file__).parents[2]
THEME = ROOT / "theme"
COMPONENTS = sorted(folder.name for folder in (THEME / "components").iterdir())


def render(template: str, view: View, site: views.Chrome) -> str:
    """The HTML of one view."""
    return Templates(THEME, site).render(Page("/x/", template, (), lambda: view))


def make(kind: Any, value: Any) -> Any:
    """A value of TOML as the type that a view asks for: views from tables, moments from dates.

    What a table leaves out is as `empty` as can be.
    """
    if kind is views.Moment and isinstance(value, date):
        return moment(value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        table = dict(zip(hints, value, strict=False)) if isinstance(value, list) else value
        assert set(table) <= set(hints), f"{kind.__name__}: {set(table) - set(hints)}"
        given = {name: make(hints[name], part) for name, part in table.items()}
        missing = [f.name for f in fields(kind) if f.default is MISSING and f.name not in given]
        return kind(**given, **{name: empty(hints[name]) for name in missing})
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return make(next(k for k in inner if k is not NoneType), value)
    if origin is tuple:
        kinds = (inner[0],) * len(value) if inner[1:] == (Ellipsis,) else inner
        return tuple(make(k, v) for k, v in zip(kinds, value, strict=True))
    return value


def empty(kind: Any) -> Any:
    """The least value of a type: empty tuples, None, and "x" for a text, which no view may lack."""
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{f.name: empty(hints[f.name]) for f in fields(kind)})
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None
    if origin is tuple:
        return () if inner[1:] == (Ellipsis,) else tuple(empty(k) for k in inner)
    return {str: "x", bool: False, int: 0}[kind]


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a component: `call` is the macro's call with the view as `page`."""

    component: str
    name: str
    view: Any
    call: str


def examples() -> Iterator[Example]:
    """Every example of every component."""
    for component in COMPONENTS:
        file = THEME / "components" / component / "examples.toml"
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["example"]:
            kind = getattr(views, row["view"]) if "view" in row else None
            yield Example(component, row["name"], kind and make(kind, row["page"]), row["call"])


def draw(example: Example) -> str:
    """The HTML of one example."""
    file = f"components/{example.component}/{example.component}.html"
    macro = re.match(r"\w+", example.call)
    assert macro
    text = f'{{% from "{file}" import {macro[0]} %}}{{{{ {example.call} }}}}'
    template = make_environment(THEME).from_string(text)
    return template.render(page=example.view, t=load_words(THEME))


_PLAIN = ("masthead", "imprint")  # landmarks of the whole page, which a page can have once


def pattern_page() -> str:
    """All examples on one page, with the styles of all components; ids are made unique."""
    parts = []
    for number, example in enumerate(examples()):
        html = draw(example)
        if example.component in _PLAIN and number != _first(example.component):
            html = re.sub(r"<(/?)(header|footer)\b", r"<\1div", html)
        if html.lstrip().startswith("<section") and number != _first(example.component):
            # a second landmark of one name; the page of a document has one
            html = re.sub(r"<(/?)section\b", r"<\1div", html)
        html = re.sub(r'\b(id|aria-labelledby|popovertarget)="([^"]+)"', rf'\1="\2-{number}"', html)
        html = re.sub(r'(<nav[^>]* aria-label="[^"]+)"', rf'\1 {number}"', html)
        parts.append((example, html))
    outside = {"masthead": "", "imprint": ""}
    inside = []
    for example, html in parts:
        if example.component in _PLAIN and not outside[example.component]:
            outside[example.component] = html
        else:
            inside.append(f"<p><b>{example.component}: {example.name}</b></p>\n{html}")
    return (
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>Mẫu</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{all_styles()}</style></head><body>{outside['masthead']}"
        f'<main class="wrap stack"><h1>Mẫu</h1>{"".join(f"<div>{part}</div>" for part in inside)}</main>'
        f"{outside['imprint']}</body></html>"
    )


def _first(component: str) -> int:
    return next(n for n, example in enumerate(examples()) if example.component == component)


def all_styles() -> str:
    """One stylesheet with every component."""
    templates = sorted((THEME / "templates").glob("*.html"))
    return "".join(stylesheet(THEME, f"templates/{file.name}") for file in templates)
