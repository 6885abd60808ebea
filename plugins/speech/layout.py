"""Before and after the reading of a line: digits of other kinds, list marks, pauses, the full stop."""

import re
import unicodedata

from plugins.core import text as core_text
from plugins.speech.numbers import number_words, roman_value, whole_words
from plugins.speech.words import SpeechWords

# Control characters, and the marks of footnotes: [12].
_NOISE = re.compile(r"\[\d{1,3}\]|_(?![^\W_])|(?<![^\W_])_|[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LOWERED = frozenset("₀₁₂₃₄₅₆₇₈₉")
_BULLET = re.compile(r"\s*(?:[-–—+*•·▪►→✓●○■□]\s+)+|\s*[-–—•·▪]+(?=[^\W\d_])")
_RULE = re.compile(r"\W*$")
_NUMBERED = re.compile(
    r"(?:([IVX]{1,6})(?:\s?[.)](?!\S\.|\d)|/(?=\s)|\W*$|\s?[-–]\s)|(\d{1,2}(?:\.\d{1,2}){0,3})\s?[.)/](?=\s|[^\W\d_]{2})"
    r"|([a-zđ])\s?[.)/](?=\s)|([A-ZĐ])\s?[)/](?=\s))\s*"
)
_BEFORE_ROMAN = re.compile(r"^\W+(?=[IVX]{1,6}(?:\.|\W*$))")
_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+(?=[,.:;!?…])")
_MARKS = re.compile(r"[,.:;!?…](?:[ -]*[,.:;!?…])+")
_AFTER_MARK = re.compile(r"(?<=[,;!?:])(?=[^\W\d_])")
_DASHES = re.compile(r" -(?: -)+(?= |$)")
_LOOSE_DASH = re.compile(r"(?: -)+ (?=[,.:;!?…])|(?<=[,.:;!?…])(?: -)+(?= )")
# Behind the initial of a name no sentence ends where the next word is small.
_INITIAL_STOP = re.compile(r"(?<![\w.])([^\W\d_])\. (?=([^\W\d_]))")
_STRENGTH = "?!.:;,"


def digits_made_plain(text: str) -> str:
    """Raised digits as footnote marks (dropped), powers or units; ½, ①, Ⅳ and other scripts as ASCII."""
    text = _RAISED.sub(_lowered, _NOISE.sub(" ", core_text.tidy(text)))
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
        return str(value) if unicodedata.category(char) == "Nd" or char in _LOWERED else f" {value} "
    plain = unicodedata.normalize("NFKC", char).replace("\u2044", "/")
    return f" {plain} " if plain != char else char


def list_marks(line: str, words: SpeechWords) -> tuple[str, str]:
    """What a line is opened with (its number, spoken, or '') and the rest without its list marks."""
    line = " ".join(line.split())
    if _RULE.match(line):
        return "", ""
    while bullet := _BULLET.match(line):
        line = line[bullet.end() :]
    line = _BEFORE_ROMAN.sub("", line)
    found = _NUMBERED.match(line)
    if not found or (found[1] and not roman_value(found[1])):
        return "", line
    rest = line[found.end() :]
    letter = found[3] or found[4]
    if found[1]:
        return f"{number_words(roman_value(found[1])).capitalize()}.", rest
    if found[2]:
        return f"{' chấm '.join(whole_words(n) for n in found[2].split('.')).capitalize()}.", rest
    return f"{words.letters.get(letter.lower(), letter).capitalize()},", rest


def tidy(said: str, *, capital: bool = True) -> str:
    """Single spaces, one mark where several met (the strongest), no mark at the start, a stop at the end."""
    said = _SPACES.sub(" ", said).strip()
    said = _BEFORE_MARK.sub("", said)
    said = _MARKS.sub(_strongest, said)
    said = _DASHES.sub(" -", said)
    said = _LOOSE_DASH.sub("", said)
    said = _AFTER_MARK.sub(" ", said)
    said = said.strip(" -").lstrip(",.:;!?… -")
    if not any(c.isalnum() for c in said):
        return ""
    said = said.rstrip(" -,;")
    first = re.match(r"\w*", said)
    # A lone “i” would become a Roman numeral, a word with capitals inside (vN) another abbreviation.
    if capital and first and first[0].islower() and first[0] != "i" and said[0].upper().lower() == said[0]:
        said = said[0].upper() + said[1:]
    said = _INITIAL_STOP.sub(lambda m: m[1] + " " if m[1].isupper() and m[2].islower() else m[0], said)
    return said if said[-1] in ".:!?" else f"{said.rstrip('…')}."


def _strongest(match: re.Match[str]) -> str:
    marks = match[0].replace("…", ".")
    return next(mark for mark in _STRENGTH if mark in marks)
