"""Shorthand that only looks like a number or a word: 22°40'B, tỷ lệ 1:3, Mục II.1, Km5-Km7, 2tr5."""

import re

from plugins.speech.numbers import number_words, roman_value, whole_words
from plugins.speech.quantities import spoken_number
from plugins.speech.spot import Reading, Spot

_COMPASS = re.compile(
    r"(\d{1,3})\s?[°º]\s?(?:(\d{1,2})\s?['’′]\s?)?(?:(\d{1,2})\s?(?:[\"”″]|['’′]{2})\s?)?([BĐTNESW])(?!\w)"
)
# N is south in Vietnamese and north in English, S is no Vietnamese letter of the compass: an editor says.
_WINDS = {"B": "Bắc", "Đ": "Đông", "E": "Đông", "T": "Tây", "W": "Tây"}
_RATIO = re.compile(r"\d{1,3}(?:\s?:\s?\d{1,3}(?:\.\d{3})*){1,3}(?![\w:]|[.,]\d)")
_RATIO_SAID = re.compile(r"(?:^|\W)(?:tỷ lệ|tỉ lệ|bản đồ|pha|trộn)\W*$", re.IGNORECASE)
_MAP_SCALE = re.compile(r"1\s?:\s?\d{1,3}(?:\.\d{3})+")
_OUTLINE = re.compile(r"([IVX]{1,5})((?:\.(?:\d{1,2}|[a-zđ])){1,3})(?!\w)")
_POSTS = re.compile(
    r"[Kk]m\s?(\d{1,4})(?:\s?\+\s?(\d{1,3}))?\s?[-–—÷~]\s?[Kk]m\s?(\d{1,4})(?:\s?\+\s?(\d{1,3}))?(?!\w)"
)
_MILLIONS = re.compile(r"(\d{1,3})tr(\d{1,3})(?!\w)")


def compass(spot: Spot) -> Reading | None:
    """22°40'B: degrees, minutes and where they point to."""
    found = _COMPASS.match(spot.line, spot.at)
    if not found:
        return None
    degrees, minutes, seconds, wind = found.groups()
    parts = ((degrees, "độ"), (minutes, "phút"), (seconds, "giây"))
    said = " ".join(f"{whole_words(number)} {name}" for number, name in parts if number)
    unknown = () if wind in _WINDS else (found[0],)
    return Reading(f"{said} {_WINDS.get(wind, wind)}", found.end(), "compass", unknown)


def ratio(spot: Spot) -> Reading | None:
    """1:3 after “tỷ lệ”, and the scale of a map: “một trên ba”; 1:2:3 with pauses; a score."""
    found = _RATIO.match(spot.line, spot.at)
    if found and spot.after("ty_so") and re.fullmatch(r"\d{1,2}:\d", found[0]):
        return Reading(" ".join(map(whole_words, found[0].split(":"))), found.end(), "number")
    told = _RATIO_SAID.search(spot.said) or (spot.kind == "ratio" and spot.since <= 1)
    if not found or not (told or _MAP_SCALE.fullmatch(found[0])):
        return None
    parts = [spoken_number(part.strip()) for part in found[0].split(":")]
    return Reading((" trên " if len(parts) == 2 else ", ").join(parts), found.end(), "ratio")


def outline(spot: Spot) -> Reading | None:
    """Mục II.1.a, a place in a paper: “hai, ý một, ý a”."""
    found = _OUTLINE.match(spot.line, spot.at)
    if not found or not roman_value(found[1]):
        return None
    names = spot.words.letters
    steps = [whole_words(s) if s.isdigit() else names.get(s, s) for s in found[2][1:].split(".")]
    return Reading(", ý ".join([number_words(roman_value(found[1])), *steps]), found.end(), "code")


def posts(spot: Spot) -> Reading | None:
    """Km5-Km7, Km5+300 - Km7: from one post of a road to another."""
    found = _POSTS.match(spot.line, spot.at)
    if not found:
        return None
    first, first_metres, last, last_metres = found.groups()
    said = [
        f"ki-lô-mét {whole_words(post)}" + (f" cộng {whole_words(metres)}" if metres else "")
        for post, metres in ((first, first_metres), (last, last_metres))
    ]
    return Reading(" đến ".join(said), found.end(), "unit")


def millions(spot: Spot) -> Reading | None:
    """2tr5 is two and a half million, 2tr350 two million three hundred and fifty thousand."""
    found = _MILLIONS.match(spot.line, spot.at)
    if not found:
        return None
    value = int(found[1]) * 10**6 + int(found[2].ljust(3, "0")) * 1000
    return Reading(number_words(value), found.end(), "number")
