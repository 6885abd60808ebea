"""What a page weighs, and that it asks for nothing but itself."""

import gzip
import re

import pytest

from plugins.output.styles import LAYERS, stylesheet
from tests.theme.render import THEME, render
from tests.theme.samples import FULL, SITE


@pytest.mark.parametrize("name", FULL)
def test_styles_are_light(name: str) -> None:
    css = stylesheet(THEME, f"templates/{name}").encode()
    assert len(css) <= 22_000
    assert len(gzip.compress(css)) <= 5_200


@pytest.mark.parametrize("name", FULL)
def test_a_typical_page_leaves_room_for_an_article(name: str) -> None:
    assert len(gzip.compress(render(name, FULL[name], SITE).encode())) <= 9_300


@pytest.mark.parametrize("name", FULL)
def test_nothing_is_asked_of_others_and_nothing_runs(name: str) -> None:
    html = render(name, FULL[name], SITE)
    scripts = re.findall(r"<script[^>]*>", html)
    own = ['<script type="module" src="/tim-kiem.js">'] if name == "search.html" else []
    assert scripts == ['<script type="application/ld+json">', *own]
    assert not re.search(r"\bon\w+=|javascript:|@import|url\(", html)
    fetched = re.findall(r'<(?:img|source|link|iframe)\b[^>]*(?:src|srcset)="([^"]*)"', html)
    assert [f for f in fetched if "//" in f] == []


def test_minifying_keeps_what_it_must() -> None:
    css = "".join(stylesheet(THEME, f"templates/{name}") for name in FULL)
    assert css.startswith(f"@layer {','.join(LAYERS)};")
    assert re.search(r"clamp\(1\.75rem,\s*1\.45rem \+ 1\.4vw", css)  # calc needs blanks around its plus
    assert css.count("{") == css.count("}")
    for layer in LAYERS:
        assert f"@layer {layer}{{" in css


def test_the_mark_is_small_and_our_own() -> None:
    mark = (THEME / "static/favicon.svg").read_text("utf-8")
    assert len(mark) < 400
    assert (THEME / "static/icon-180.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
