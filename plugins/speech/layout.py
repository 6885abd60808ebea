"""Before and after the reading of a line: digits of other kinds, list marks, pauses, the full stop."""

import re
import unicodedata

from plugins.core.text import nfc
from plugins.speech.numbers import number_words, roman_value, whole_words
from plugins.speech.words import SpeechWords

_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_RAISED_UNIT = re.compile(r"(?:^|[^\W\d_]|\W|\d)(?:[kcdm]?m)$")
_OTHER_DIGIT = re.compile(r"[^\W0-9_]")
_BULLET = re.compile(r"\s*(?:[-–—+*•·▪►→✓●○■□o]\s+)+|\s*[-–—•·▪]+(?=[^\W\d_])")
_RULE = re.compile(r"\W*$")
_NUMBERED = re.compile(r"\s*(?:([IVX]{1,6})|(\d{1,2}(?:\.\d{1,2}){0,3})|([a-zđA-ZĐ]))\s?([.)/])(?=\s)\s*")
_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+(?=[,.:;!?…])")
_MARKS = re.compile(r"[,.:;!?…](?:[ -]*[,.:;!?…])+")
_AFTER_MARK = re.compile(r"(?<=[,;!?:])(?=[^\W\d_])")
_LOOSE_DASH = re.compile(r"(?: -)+ (?=[,.:;!?…])|(?<=[,.:;!?…])(?: -)+(?= )")
_STRENGTH = "?!.:;,"


def digits_made_plain(text: str) -> str:
    """Raised digits as footnote marks (dropped), powers or units; ½, ①, Ⅳ and other scripts as ASCII."""
    text = _RAISED.sub(_lowered, nfc(text))
    return text if text.isascii() else "".join(_plain(c) for c in text)


def _lowered(match: re.Match[str]) -> str:
    digits = unicodedata.normalize("NFKC", match[0])
    before = match.string[max(0, match.start() - 4) : match.start()]
    if re.search(r"(?<![^\W\d_])[kcdm]?m$", before):
        return digits
    return f" mũ {digits}" if before[-1:].isdigit() else ""


def _plain(char: str) -> str:
    if char.isascii() or unicodedata.category(char) not in {"Nd", "Nl", "No"}:
        return char
    if (value := unicodedata.digit(char, None)) is not None:
        return str(value) if unicodedata.category(char) == "Nd" else f" {value} "
    plain = unicodedata.normalize("NFKC", char).replace("\u2044", "/")
    return f" {plain} " if plain != char else char


def list_marks(line: str, words: SpeechWords) -> tuple[str, str]:
    """What a line is opened with (its number, spoken, or '') and the rest without its list marks."""
    line = line.strip()
    if _RULE.match(line):
        return "", ""
    while bullet := _BULLET.match(line):
        line = line[bullet.end() :]
    found = _NUMBERED.match(line)
    if not found or (found[1] and not roman_value(found[1])):
        return "", line
    rest = line[found.end() :]
    if found[3] and found[4] == "." and found[3].isupper():
        return "", line  # an initial, or the letter of a part: read like any other letter
    if found[1]:
        return f"{number_words(roman_value(found[1])).capitalize()}.", rest
    if found[2]:
        return f"{' chấm '.join(whole_words(n) for n in found[2].split('.')).capitalize()}.", rest
    return f"{words.letters.get(found[3].lower(), found[3]).capitalize()},", rest


def tidy(said: str, *, capital: bool = True) -> str:
    """Single spaces, one mark where several met (the strongest), no mark at the start, a stop at the end."""
    said = _SPACES.sub(" ", said).strip()
    said = _BEFORE_MARK.sub("", said)
    said = _MARKS.sub(_strongest, said)
    said = _LOOSE_DASH.sub("", said)
    said = _AFTER_MARK.sub(" ", said)
    said = said.strip(" -").lstrip(",.:;!?… -")
    if not said:
        return ""
    said = said.rstrip(" -,;")
    if capital and said[0].upper().lower() == said[0]:
        said = said[0].upper() + said[1:]
    return said if said[-1] in ".:!?" else f"{said.rstrip('…')}."


def _strongest(match: re.Match[str]) -> str:
    marks = match[0].replace("…", ".")
    return next(mark for mark in _STRENGTH if mark in marks)
