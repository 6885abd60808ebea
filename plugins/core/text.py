"""Vietnamese text: one normal form, one fold, one slug, used everywhere."""

import re
import unicodedata
from functools import lru_cache

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MARKS = re.compile("[\u0300-\u036f]")
# Zero-width and soft-hyphen characters come along with text copied from web pages and Word.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# U+00D0/U+00F0 (eth) is what many old keyboards typed for Đ/đ; no Vietnamese word has an eth.
_ETH = (("\u00d0", "\u0110"), ("\u00f0", "\u0111"))
# In running text the soft hyphen and the joiners stay: the first betrays TCVN3, the others hold emoji.
_STRAY = (
    *((character, "") for character in "\u200b\u200e\u200f\u2060\ufeff"),
    *_ETH,
)


def nfc(text: str) -> str:
    """The form in which all text is kept: composed (NFC)."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Running text as a person meant it: NFC, Đ for eth, no characters that only machines see."""
    text = nfc(text)
    for character, instead in _STRAY:
        if character in text:
            text = text.replace(character, instead)
    return text


def clean(text: str) -> str:
    """One line as a person meant it: NFC, Đ for eth, no invisible characters, single spaces."""
    if not text.isascii():
        text = nfc(text)
        for eth, letter in _ETH:
            text = text.replace(eth, letter)
        if not text.isprintable():  # what is invisible is not printable
            text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


@lru_cache(maxsize=4096)  # the same field names, units and sections come again with every article
def fold(text: str) -> str:
    """The text without marks and case, for comparing only: 'Đàm Thuỷ' and 'dam thuy' are equal.

    It keeps word breaks. Never show its result and never use it as an identity: Bình Lãng and
    Bình Lăng fold alike.
    """
    plain = clean(text)
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFD", plain.replace("Đ", "D").replace("đ", "d")))
        plain = " ".join(plain.split())  # a mark on a space leaves the space
    return plain.casefold()


def slug(text: str) -> str:
    """The URL form of a name: 'Kế hoạch 31/3/2014' gives 'ke-hoach-31-3-2014'.

    Every run of anything else than a letter or digit is one hyphen, so dates stay readable.
    """
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def control_characters(text: str) -> list[str]:
    """The control characters of a text that no article may hold, as 'U+0007', in order, once each."""
    if text.isprintable():  # as control characters are not
        return []
    return [f"U+{ord(c):04X}" for c in dict.fromkeys(_CONTROL.findall(text))]


def for_notepad(text: str) -> bytes:
    """The text as a file that Notepad reads on every Windows: UTF-8 with its mark, CRLF.

    A lone surrogate, of a file name that is no text, becomes a question mark.
    """
    return ("\ufeff" + text.replace("\r\n", "\n").replace("\n", "\r\n")).encode("utf-8", "replace")
