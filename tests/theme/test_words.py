"""All words of the interface are Vietnamese and stand in strings.toml; each is used."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from tests.theme.render import THEME, render
from tests.theme.samples import FULL, SITE

WORDS = tomllib.loads((THEME / "strings.toml").read_text("utf-8"))
SOURCES = sorted((THEME / "templates").glob("*.html")) + sorted((THEME / "components").glob("*/*.html"))
# what interfaces of other makers say; whole words
ENGLISH = (
    "home menu search skip content next previous prev newer older page pages archive share by posted updated"
    " related tags tag category categories read more back top close open contact about copyright rights"
    " reserved latest news article articles document documents people place places map error not found sample"
    " published author photo credit caption download file size feed email phone address license table all"
).split()


def _texts(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _texts(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


def test_words_are_plain_composed_text() -> None:
    for key, text in _texts(WORDS):
        assert text.strip(), key
        assert unicodedata.is_normalized("NFC", text), key
        # one of them stands in an attribute unescaped
        assert not set(text) & set('<>&"'), key


def test_every_word_is_used() -> None:
    text = "".join(file.read_text("utf-8") for file in SOURCES)
    assert [key for key, _ in _texts(WORDS) if f"t.{key}" not in text] == []


@pytest.mark.parametrize("file", SOURCES, ids=lambda f: f.name)
def test_templates_hold_no_words(file: Any) -> None:
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<style>.*?</style>", " ", file.read_text("utf-8"), flags=re.S)
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>", " ", text))
    shown = re.findall(r'\b(?:aria-label|title|alt)="([^"]*)"', re.sub(r"<meta[^>]*>|<link[^>]*>", "", text))
    assert words == []
    assert [s for s in shown if s.strip()] == []


@pytest.mark.parametrize("name", FULL)
def test_no_english_word_is_shown(name: str) -> None:
    html = re.sub(r"<(style|script|title)\b.*?</\1>", " ", render(name, FULL[name], SITE), flags=re.S)
    seen = " ".join(re.findall(r'\b(?:aria-label|title|alt)="([^"]*)"', html)) + re.sub(r"<[^>]*>", " ", html)
    # file names and addresses are nobody's interface
    seen = re.sub(r"\S+\.\S+\w|\S*/\S*", " ", unescape(seen))
    found = {w for w in re.findall(r"[^\W\d_]+", seen.lower()) if w in ENGLISH}
    assert found == set()
