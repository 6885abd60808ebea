"""A component is a folder: its macros, its own styles, its examples."""

import re

import pytest

from tests.theme.render import COMPONENTS, ROOT, THEME, Example, draw, examples

EXAMPLES = list(examples())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.component}: {e.name}")
def test_example_is_drawn(example: Example) -> None:
    html = draw(example)
    assert re.search(rf'class="[^"]*\b{example.component}', html)
    assert "None" not in html


def test_every_macro_has_an_example() -> None:
    shown = {call for e in EXAMPLES for call in re.findall(r"^(\w+)\(", e.call)}
    macros = {
        macro
        for name in COMPONENTS
        for macro in re.findall(
            r"{% macro (\w+)\(", (THEME / f"components/{name}/{name}.html").read_text("utf-8")
        )
    }
    # "card" and "section_head" stand inside others; "table" needs a block of HTML, page.html is its example
    assert macros - shown == {"table"}


@pytest.mark.parametrize("name", COMPONENTS)
def test_styles_touch_only_their_own_component(name: str) -> None:
    css = (THEME / f"components/{name}/{name}.css").read_text("utf-8")
    selectors = list(_selectors(css))
    assert selectors
    assert [s for s in selectors if not re.match(rf"\.{name}(?![a-z])", s)] == []


@pytest.mark.parametrize("name", COMPONENTS)
def test_styles_know_no_class_that_nothing_has(name: str) -> None:
    """A class that only the styles know is dead weight in every page."""
    files = [*(THEME / "components").glob("*/*.html"), *(THEME / "templates").glob("*.html")]
    html = "".join(file.read_text("utf-8") for file in files)
    used = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', html))))
    used |= {f"{name}--{variant}" for variant in re.findall(r'(?:variant|first)="(\w+)"', html)}
    used |= set(re.findall(r'name="([\w-]+)"', html))  # the place of a picture
    used |= {f"front-row--{width}" for width in (1, 2, 3)} | {"card--lead"}  # what a template puts together
    used |= set(re.findall(r"\bmap(?:-\w+)?", (ROOT / "plugins/places/map.py").read_text("utf-8")))
    used |= {"footnote", "table-wrap"}  # made from Markdown
    used |= set(re.findall(r'class="(\w+)"', (ROOT / "plugins/articles/figures.py").read_text("utf-8")))
    used |= set(re.findall(r'"(search__\w+)"', (THEME / "static/tim-kiem.js").read_text("utf-8")))
    css = re.sub(r"/\*.*?\*/", "", (THEME / f"components/{name}/{name}.css").read_text("utf-8"), flags=re.S)
    known = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "", css)))
    assert known - used == set()


def _selectors(css: str) -> list[str]:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"@(?:media|supports)[^{]*\{", "", css)
    heads = re.findall(r"([^{}]+)\{[^{}]*\}", css)
    return [s.strip() for head in heads for s in re.split(r",(?![^(]*\))", head)]
