"""What a photo says of itself, as a suggestion to the reporter: caption, credit, date."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, IptcImagePlugin

from plugins.core.text import clean
from plugins.images.faults import PhotoError
from plugins.images.open import BROKEN, open_photo, read_photo, without_warnings

MAX_CAPTION, MAX_CREDIT = 300, 120

_UTF8_MARK = b"\x1b%G"
_CODED_SET, _CAPTION, _BYLINE, _CREDIT, _DAY = (1, 90), (2, 120), (2, 80), (2, 110), (2, 55)
_DESCRIPTION, _ARTIST, _COPYRIGHT, _XP_TITLE, _XP_AUTHOR = 0x010E, 0x013B, 0x8298, 0x9C9B, 0x9C9D
_EXIF_IFD, _TAKEN_AT = 0x8769, 0x9003
# What cameras and programs write when nobody wrote anything.
_EMPTY_WORDS = re.compile(
    r"(olympus|sony|kodak|minolta|samsung|canon|nikon|jpeg|dcim|dsc|img|screenshot|untitled|default|unknown|"
    r"picasa|instagram|oplus|xiaomi|redmi|realme|camera|photo|image)\b[\w .:-]{0,40}",
    re.IGNORECASE,
)
_DATE = re.compile(r"((?:19|20)\d\d)[:/-]?(\d\d)[:/-]?(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words for a photo that somebody has to confirm; '' and None where it says nothing."""

    caption: str = ""
    credit: str = ""
    date: dt.date | None = None


def suggest_words(file: Path) -> Suggestion:
    """The words of IPTC (what agencies fill in), else of EXIF; never raises for what is in the file."""
    try:
        with without_warnings(), open_photo(read_photo(file)) as image:
            said = {**_exif(image), **_iptc(image)}
    except (PhotoError, OSError):
        return Suggestion()
    return Suggestion(
        _first(said, ("caption",), MAX_CAPTION), _first(said, ("byline", "credit"), MAX_CREDIT), _day(said)
    )


def _iptc(image: Image.Image) -> Mapping[str, str]:
    try:
        # its command-line sibling prints; this one only reads image.info
        fields = IptcImagePlugin.getiptcinfo(image) or {}  # type: ignore[arg-type]  # it wants a file plugin
    except (*BROKEN, AttributeError, RuntimeError):
        return {}
    utf8 = fields.get(_CODED_SET) == _UTF8_MARK
    names = {_CAPTION: "caption", _BYLINE: "byline", _CREDIT: "credit"}
    said = {name: _decoded(fields[key], utf8=utf8) for key, name in names.items() if fields.get(key)}
    day = fields.get(_DAY)
    return {**said, "date": day.decode("ascii", "replace")} if isinstance(day, bytes) else said


def _exif(image: Image.Image) -> Mapping[str, str]:
    said: dict[str, str] = {}
    with suppress(*BROKEN, AttributeError, RuntimeError):
        exif = image.getexif()
        for tag, name in (
            (_XP_TITLE, "caption"), (_DESCRIPTION, "caption"),
            (_XP_AUTHOR, "byline"), (_COPYRIGHT, "byline"), (_ARTIST, "byline"),
        ):  # fmt: skip
            # the later name of two wins, if it says something
            if text := _exif_text(tag, exif.get(tag)):
                said[name] = text
        said["date"] = str(exif.get_ifd(_EXIF_IFD).get(_TAKEN_AT, ""))
    return said


def _exif_text(tag: int, value: object) -> str:
    if tag in (_XP_TITLE, _XP_AUTHOR) and isinstance(value, bytes | tuple):
        return _clean(bytes(value)[: 4 * MAX_CAPTION].decode("utf-16-le", "replace"))
    if isinstance(value, str):
        return _clean(_decoded(value[: 4 * MAX_CAPTION].encode("latin-1", "replace"), utf8=False))
    return ""


def _decoded(value: object, *, utf8: bool) -> str:
    if isinstance(value, list):
        value = b", ".join(part for part in value if isinstance(part, bytes))
    if not isinstance(value, bytes):
        return ""
    value = value[: 4 * MAX_CAPTION]
    if utf8:
        return _clean(value.decode("utf-8", "ignore"))
    with suppress(UnicodeDecodeError):  # UTF-8 without saying so is what most programs write
        return _clean(value.decode("utf-8"))
    return _clean(value.decode("cp1258", "replace"))  # Windows in Vietnam before Unicode


def _clean(text: str) -> str:
    text = clean("".join(c if c.isprintable() else " " for c in text))
    return "" if _EMPTY_WORDS.fullmatch(text) or not any(c.isalpha() for c in text) else text


def _first(said: Mapping[str, str], names: tuple[str, ...], most: int) -> str:
    return next((said[n][:most].rstrip() for n in names if said.get(n)), "")


def _day(said: Mapping[str, str]) -> dt.date | None:
    return next(_days(said.get("date", "")), None)


def _days(text: str) -> Iterator[dt.date]:
    for year, month, day in _DATE.findall(text):
        with suppress(ValueError):
            yield dt.date(int(year), int(month), int(day))
