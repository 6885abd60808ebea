"""Text as search sees it: syllables, each in a strict and in a loose spelling.

The script of the search page does the same with what a reader types (theme/static/tim-kiem.js, `words`):
whoever changes one changes the other; a test compares them.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from plugins.core.text import fold, nfc
from plugins.places.spelling import spelling_key

# Letters and digits apart, so that "70-KH/TĐTN" is 70, kh, tdtn, and a tone digit never meets a number.
_WORD = re.compile(r"[^\W\d_]+|\d+")
# A pair of syllables does not reach over these.
_STOP = re.compile(r"[.!?;:…](?=\s)|\n")


@lru_cache(maxsize=1 << 17)  # a large archive has some ten thousand different tokens
def strict(token: str) -> str:
    """One spelling of a token for its many: "Hoà", "HÒA" and NFD are "hoa2" (the tone stands last)."""
    return token if token.isdecimal() else spelling_key(token).replace(" ", "")


def loose(spelt: str) -> str:
    """A strict spelling (of one syllable or several) without marks: "đương2 lang2" is "duong lang"."""
    return " ".join(map(_loose, spelt.split(" ")))


@lru_cache(maxsize=1 << 17)
def _loose(spelt: str) -> str:
    return spelt if spelt.isdecimal() else fold(spelt).rstrip("12345")


def chunks(text: str) -> Iterator[list[str]]:
    """The strict spellings of a text, part by part: what a phrase may lie in."""
    for part in _STOP.split(nfc(text)):
        if found := _WORD.findall(part):
            yield [strict(token) for token in found]


def marked(text: str) -> bool:
    """Whether somebody has typed Vietnamese marks."""
    return any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", text)) or "đ" in text.casefold()
