"""Signs: brackets and quotes become pauses, known signs words, what no table has is reported."""

import re
import unicodedata

from plugins.speech.spot import Reading, Spot

_SHORT_FORM = re.compile(r"\(([^\s()]{2,12})\)")
_DASHES = "-–—−‐‑‒―"
_BRACKETS = frozenset("()[]{}⟨⟩|/•·▪→►")
_QUOTES = frozenset("\"“”„‟«»‹›‘’'′″ʼ")
_PUNCTUATION = frozenset(".,:;!?…")


def said_already(spot: Spot) -> Reading | None:
    """“Ủy ban nhân dân (UBND)”: the bracket only says again what was said."""
    found = _SHORT_FORM.match(spot.line, spot.at)
    said = spot.words.everywhere.readings.get(found[1]) if found else None
    if not found or not said or not spot.said.rstrip().casefold().endswith(said.casefold()):
        return None
    return Reading("", found.end(), glued=True)


def dash_between_words(spot: Spot) -> Reading | None:
    """A hyphen inside a word stays; a dash between words is a pause written “ - ”."""
    sign, before, after = (
        spot.line[spot.at],
        spot.line[spot.at - 1 : spot.at] if spot.at else "",
        spot.line[spot.at + 1 : spot.at + 2],
    )
    if sign not in _DASHES:
        return None
    capitals = before.isupper() and after.isupper()  # UBND-HĐND are two names
    if before.isalpha() and after.isalpha() and sign in "-‐‑" and not capitals:
        return Reading("-", spot.at + 1, glued=True)
    joined = (before.isalnum() and after.isdigit()) or (before.isdigit() and after.isalnum())
    return Reading(" " if joined else " - ", spot.at + 1, glued=True)


def apostrophe(spot: Spot) -> Reading | None:
    """The apostrophe inside a name stays."""
    before, after = spot.line[spot.at - 1 : spot.at] if spot.at else "", spot.line[spot.at + 1 : spot.at + 2]
    inside = spot.line[spot.at] in "'’ʼ" and before.isalpha() and after.isalpha()
    return Reading(spot.line[spot.at], spot.at + 1, glued=True) if inside else None


def sign(spot: Spot) -> Reading | None:
    """Any other sign."""
    mark, end = spot.line[spot.at], spot.at + 1
    if mark in _PUNCTUATION:
        return Reading(mark, end, glued=True)
    if mark in _BRACKETS:
        return Reading(", ", end, glued=True)
    if mark in _QUOTES:
        return Reading("", end, glued=True)
    if mark in spot.words.symbols:
        said = spot.words.symbols[mark]
        return Reading(said, end) if said else Reading(" ", end, glued=True)
    category = unicodedata.category(mark)
    if category == "Cf" or category.startswith("M"):
        kept = category != "Cf" and spot.line[spot.at - 1 : spot.at].isalpha()
        return Reading(mark if kept else "", end, glued=True)
    if category in {"Ps", "Pe"}:
        return Reading(", ", end, glued=True)
    if category in {"Pi", "Pf"}:
        return Reading("", end, glued=True)
    return Reading(mark, end, unknown=(mark,), glued=True)
