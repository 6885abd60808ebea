"""Fonts of the years before Unicode, known by name, and the text typed in them."""

import re
from dataclasses import dataclass

from plugins.core.text import nfc
from plugins.legacy.charsets import CHARSETS, TCVN3_LETTERS, from_symbol_area
from plugins.legacy.judge import UNICODE_LETTER, Reader, telling_words, weigh
from plugins.legacy.pasted import pasted_reader


@dataclass(frozen=True, slots=True)
class FontCharset:
    """How text in a font is coded; `capitals`: the font draws small letters as capitals (`.VnTimeH`)."""

    charset: str
    capitals: bool


# ABC fonts are `.Vn` and a name; the capitals of each are the same name with H.
_ABC = re.compile(r"\.vn[a-z]", re.IGNORECASE)
_ABC_CAPITALS = re.compile(r"H(?:\s+(?:Bold|Italic|Regular|Narrow|Condensed))*$")
# In a name of one case only a known name tells whether the H at its end is its own.
_ABC_NAMES = frozenset(
    "arial,arial narrow,aristote,avant,bahamasb,black,bodoni,book-antiqua,centur,century,century schoolbook,"
    "clarendon,commercial script,cooper,courier,exotic,free,gothic,helvet,helvetins,linus,lucida sans,"
    "memorandum,monotype corsiva,mystical,park,present,present script,revue,rockwell,shelley allegro,souther,"
    "stamp,tifani heavy,time,times,trung kien,univer,universe,universe light,vogue".split(",")
)
_VNI = re.compile(r"vni[-_ ]", re.IGNORECASE)
_VPS = re.compile(r"vps[-_ ]", re.IGNORECASE)
# The TriChlor collection and its likes.
_VISCII = re.compile(r"(?:viscii|vi[-_ ](?:times|arial|courier|helv|univers))", re.IGNORECASE)
_VISCII_NAMES = frozenset(
    ("heo may", "hoang yen", "minh quan", "phuong thao", "tha huong", "thu phap", "u hoai")
)


def font_charset(font: str) -> FontCharset | None:
    """The coding of a font, None for a Unicode font (or one that nobody here knows)."""
    name = " ".join(font.split())
    if _ABC.match(name):
        mixed = name not in {name.upper(), name.lower()}
        small = name.lower()
        known = small.endswith("h") and small[3:-1] in _ABC_NAMES
        return FontCharset("tcvn3", bool(_ABC_CAPITALS.search(name)) if mixed else known)
    if _VNI.match(name):
        return FontCharset("vni", False)
    if _VPS.match(name):
        return FontCharset("vps", False)
    if _VISCII.match(name) or name.casefold().rstrip(" 0123456789") in _VISCII_NAMES:
        return FontCharset("viscii", False)
    return None


def decode_run(text: str, charset: FontCharset) -> str:
    """The characters of a run, as Word keeps them, as Unicode (NFC); small letters of a capitals font raised.

    A run that was typed in Unicode under an old font's name stays as it is. Join the runs of one font
    before: VNI writes a letter and its mark as two characters, which may stand in two runs.
    """
    codes = from_symbol_area(text)
    if UNICODE_LETTER.search(codes):
        return nfc(codes)
    reader = pasted_reader(
        next(known for known in CHARSETS if known.name == charset.charset), font_known=True
    )
    if charset.charset == "tcvn3":
        reader = TCVN3_LETTERS  # the font says which letters are capitals
    read = reader(codes)
    if _typed_in_unicode(codes, reader):
        return nfc(codes)
    return read.upper() if charset.capitals else read


def _typed_in_unicode(codes: str, reader: Reader) -> bool:
    """Whether two words or more are Vietnamese as they stand, and none is when it is read."""
    words = telling_words(codes)
    return (
        len(words) > 1
        and all(weigh(word) > 0 for word in words)
        and all(weigh(reader(word)) < 0 for word in words)
    )
