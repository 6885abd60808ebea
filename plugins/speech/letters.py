"""Words of letters only: abbreviations, capitals, Roman numerals, single letters, what nobody knows."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from plugins.legacy.syllables import is_syllable
from plugins.speech.numbers import number_words, ordinal_words, roman_value, whole_words
from plugins.speech.spot import TOKEN, Reading, Spot

_DOTTED = re.compile(r"(?:[A-ZĐƯ]\.){1,6}[A-ZĐƯ]\b\.?")
_JOINED = re.compile(r"([^\W\d_]+)&([^\W\d_]+)(?!\w)")
_GOES_ON = re.compile(r"[-–.][^\W\d_]")
_QUOTES_AND_SPACE = " \t\u00a0\"'“”‘’«»*_"
_SLASHED = re.compile(r"[^\W\d_]/[^\W\d_](?!\w)")
_INITIAL = re.compile(r"([^\W\d_])\s?\.(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"[^\w,.;:!?()/]{1,9}([^\W\d_]+)")
_PREVIOUS = re.compile(r"([^\W\d_]{1,12})[^\w,.;:!?()/]{1,9}$")
# After a dot any signs may stand before the name, else only quotes: “TP, Hà Nội” is left to the editor.
_NAME_AHEAD = re.compile(r"(?:\s?\.\W{0,12}|[\s“”\"'*]{0,4})[^\W\d_]")
_NAME_AFTER_DOT = re.compile(r"\W{0,12}[^\W\d_]")
_IN_NAME_BEFORE = re.compile(r"[^\W\d_]['’ʼ]$")
_IN_NAME_AFTER = re.compile(r"['’ʼ][^\W\d_]")
_NUMBER_AHEAD = re.compile(r"\s?[1-9]\d{0,3}[A-Za-z]?(?!\w|[.,]\d)")
_PHONE_AHEAD = re.compile(r"\.?\s?(?:\+84|\(?0\d{2,}|1[89]00)")
_OF_YEAR = re.compile(r"/((?:19|20)\d\d)(?!\d)")
_PRIZES: Mapping[int, str] = MappingProxyType({1: "nhất", 2: "nhì"})
_VOWELS = frozenset("aeiouy")


def has_vowel(word: str) -> bool:
    """Whether a word can be said at all."""
    return any(unicodedata.normalize("NFD", c)[0] in _VOWELS for c in word.lower())


def is_latin(word: str) -> bool:
    """Whether all letters are of the Latin script."""
    return word.isascii() or all(unicodedata.name(c, "").startswith("LATIN") for c in word)


def is_initialism(word: str) -> bool:
    """Letters that are no word: several capitals (THT, ThS), no vowel (sđt), or another script.

    Names such as YouTube are words: each part has a vowel and small letters.
    """
    if len(word) < 2:
        return not is_latin(word)
    if not is_latin(word) or not has_vowel(word):
        return True
    capitals = sum(c.isupper() for c in word)
    if capitals < 2:
        return False
    word = word.removeprefix("Mc")
    parts = re.findall(r"[A-ZĐ][^A-ZĐ]*|^[^A-ZĐ]+", word)
    return not all(len(p) > 1 and has_vowel(p) for p in parts)


def spelled(letters: str, names: Mapping[str, str]) -> str:
    """Letters by their names; vowels are their own names."""
    return " ".join(names.get(c, c) for c in letters.lower())


def is_plain(token: str) -> bool:
    """An ordinary word, which is read as it stands."""
    return len(token) > 1 and token.isalpha() and (token[1:].islower()) and not is_initialism(token)


def abbreviation(spot: Spot) -> Reading | None:
    """What the tables say of the text here: everywhere, before a number, or before a name."""
    words, token = spot.words, TOKEN.match(spot.line, spot.at)
    if token and token[0] in words.everywhere.firsts:
        found = words.everywhere.match(spot.line, spot.at)
        titled = _before_name(spot) if found and spot.line[found[1] : found[1] + 1] == "." else None
        if titled and found and titled.end > found[1]:
            return titled  # ThS. Nguyễn …: the dot is no stop
        if found and not (found[1] == token.end() and in_capitals(spot, token[0])):
            return Reading(found[0], found[1])
    for table, ahead in (
        (words.before_phone, _PHONE_AHEAD),
        (words.before_number, _NUMBER_AHEAD),
        (words.before_place, words.places),
    ):
        found = table.match(spot.line, spot.at)
        if found and ahead.match(spot.line, found[1]):
            return Reading(found[0], found[1] + (spot.line[found[1]] == "."))
    return _before_name(spot)


def _before_name(spot: Spot) -> Reading | None:
    """A title or a kind of place in front of a capital letter (PGS. TS. Nguyễn …, TP Cao Bằng)."""
    found = spot.words.before_name.match(spot.line, spot.at)
    if not found:
        return None
    dotted_form = spot.line[found[1] - 1] == "."
    ahead = (_NAME_AFTER_DOT if dotted_form else _NAME_AHEAD).match(spot.line, found[1])
    if not ahead or not ahead[0][-1].isupper() or spot.words.kind_ahead.match(spot.line, ahead.end() - 1):
        return None
    word = _WORD.match(spot.line, ahead.end() - 1)
    title = spot.words.before_name.match(spot.line, ahead.end() - 1)
    if not title and word and is_initialism(word[0]) and not _word_in_capitals(word[0]):
        known = spot.words.everywhere.match(spot.line, word.start())
        if not known or not known[0][0].isupper():
            return None
    dot = spot.line[found[1] : found[1] + 1] == "."
    return Reading(found[0], found[1] + dot)


def in_capitals(spot: Spot, token: str) -> bool:
    """Whether a token in capitals is a word of a run in capitals (“ĐẦU TƯ”), and no abbreviation."""
    if not token.isupper() or not is_syllable(token):
        return False
    after = _NEXT.match(spot.line, spot.at + len(token))
    before = _PREVIOUS.search(spot.line[max(0, spot.at - 22) : spot.at])
    return any(found and _word_in_capitals(found[1]) for found in (after, before))


def _word_in_capitals(token: str) -> bool:
    return token.isupper() and len(token) > 1 and is_syllable(token)


def capitals(spot: Spot) -> Reading | None:
    """A word in capitals in small letters, names of the table as they are written."""
    if found := spot.words.names.match(spot.line, spot.at):
        return Reading(*found)
    token = _WORD.match(spot.line, spot.at)
    if not token or not token[0].isupper():
        return None
    # Đ alone marks no word: ĐU, ĐA are abbreviations.
    marked = len(token[0]) > 1 and not token[0].replace("Đ", "").isascii() and is_syllable(token[0])
    return Reading(token[0].lower(), token.end()) if marked or in_capitals(spot, token[0]) else None


def roman_numeral(spot: Spot) -> Reading | None:
    """IX after “khóa”, “lần thứ” …, or any of I, V, X alone that is no word: “chín”."""
    token = TOKEN.match(spot.line, spot.at)
    value = roman_value(token[0]) if token else 0
    if not value or not token:
        return None
    told = spot.after("la_ma") or (spot.kind == "roman" and spot.since <= 1)
    small = set(token[0]) <= set("IVX")
    if not small or not (told or (len(token[0]) > 1 and not in_capitals(spot, token[0]))):
        return None
    before = spot.said.rstrip().lower()
    if before.endswith("giải"):
        if _GOES_ON.match(spot.line, token.end()):
            return None  # giải V-League
        return Reading(_PRIZES.get(value, number_words(value)), token.end(), "roman")
    said = ordinal_words(value) if before.endswith("thứ") else number_words(value)
    if year := _OF_YEAR.match(spot.line, token.end()):
        return Reading(f"{said} năm {whole_words(year[1])}", year.end(), "date")
    return Reading(said, token.end(), "roman")


def dotted(spot: Spot) -> Reading | None:
    """T.T, H.Đ.N.D: initials that no table has."""
    found = _DOTTED.match(spot.line, spot.at)
    if not found:
        return None
    return Reading(found[0], found.end(), unknown=(found[0],))


def joined(spot: Spot) -> Reading | None:
    """NHNN&PTNT: two abbreviations as one that no table has. Only two names may be read with “và” between."""
    found = _JOINED.match(spot.line, spot.at)
    known = spot.words.everywhere
    if not found or not any(len(half) == 1 or is_initialism(half) for half in found.groups()):
        return None
    if (whole := known.match(spot.line, spot.at)) and whole[1] >= found.end():
        return None
    if all(known.readings.get(half, "")[:1].isupper() for half in found.groups()):
        return None
    return Reading(found[0], found.end(), unknown=(found[0],))


def slashed(spot: Spot) -> Reading | None:
    """K/g, đ/v: two letters that no table has."""
    found = _SLASHED.match(spot.line, spot.at)
    return Reading(found[0], found.end(), unknown=(found[0],)) if found else None


def initial(spot: Spot) -> Reading | None:
    """“Nguyễn Văn B., 45 tuổi”: the dot behind the letter of a name is no stop where the sentence goes on."""
    found = _INITIAL.match(spot.line, spot.at)
    if not found or not found[1].isupper():
        return None
    ahead = spot.line[found.end() : found.end() + 8].lstrip(_QUOTES_AND_SPACE)[:1]
    if not (ahead.islower() or ahead in {",", ";", ":", "(", "-", "–"}):
        return None
    said = spot.words.letters.get(found[1].lower(), found[1])
    return Reading(said[:1].upper() + said[1:], found.end())


def single_letter(spot: Spot) -> Reading | None:
    """B in “Trần Thị B” is “bê”; vowels are read as they stand."""
    token = TOKEN.match(spot.line, spot.at)
    if not token or len(token[0]) != 1 or token[0].lower() not in spot.words.letters:
        return None
    if _IN_NAME_BEFORE.search(spot.line[max(0, spot.at - 2) : spot.at]) or _IN_NAME_AFTER.match(
        spot.line, token.end()
    ):
        return None  # children's, d'Ivoire
    said = spot.words.letters[token[0].lower()]
    return Reading(said.capitalize() if token[0].isupper() else said, token.end())


def unknown_word(spot: Spot) -> Reading | None:
    """An abbreviation of no table: stays, and is reported."""
    token = _WORD.match(spot.line, spot.at)
    if not token or not is_initialism(token[0]):
        return None
    return Reading(token[0], token.end(), unknown=(token[0],))
