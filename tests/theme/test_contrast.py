"""The colours, worked out: WCAG 2.2 AA, 4.5 : 1 for text and 3 : 1 for lines that mean something."""

import re
from itertools import product

import pytest

from tests.theme.render import THEME

TOKENS = (THEME / "css/tokens.css").read_text("utf-8")
TEXT = [
    *product(("ink", "soft", "blue", "red"), ("paper", "sheet", "tint")),
    ("on-deep", "deep"),
    ("on-deep-soft", "deep"),
    ("on-mark", "mark"),
    ("ink", "mark"),
]
LINES = [("line", "paper"), ("line", "sheet"), ("blue", "paper"), ("blue", "sheet"), ("on-deep", "deep")]


def _colours(scheme: str) -> dict[str, str]:
    light, _, dark = TOKENS.partition("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))
    return found


def _luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(scheme: str, ink: str, ground: str) -> None:
    colours = _colours(scheme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), LINES)
def test_borders_of_controls_can_be_seen(scheme: str, line: str, ground: str) -> None:
    colours = _colours(scheme)
    assert contrast(colours[line], colours[ground]) >= 3


def test_dark_names_every_colour_again() -> None:
    light, _, dark = TOKENS.partition("@media (prefers-color-scheme: dark)")
    names = [set(re.findall(r"--([\w-]+): #", part)) for part in (light, dark)]
    assert names[0] == names[1]


def test_the_browser_bar_has_the_colour_of_the_page() -> None:
    base = (THEME / "templates/base.html").read_text("utf-8")
    bars = re.findall(r'theme-color" content="(#[0-9a-f]{6})" media="\(prefers-color-scheme: (\w+)\)', base)
    assert bars == [(_colours(scheme)["paper"], scheme) for scheme in ("light", "dark")]
