"""Telephone numbers, addresses of the web, and codes of letters and digits."""

import re

from plugins.legacy.syllables import is_syllable
from plugins.speech.letters import is_initialism, is_plain, spelled
from plugins.speech.numbers import digits_words, number_words, phone_words, roman_value, whole_words
from plugins.speech.quantities import GROUPED
from plugins.speech.spot import TOKEN, Reading, Spot

_PHONE = re.compile(r"(?:\(0\d{1,4}\)|0\d{1,10}|\+84)\s?(?:[ .\-]?\d{2,6}){0,4}(?![\w]|[.,]\d)")
_ANY_PHONE = re.compile(r"\+?\d(?:[ .\-]?\d){2,18}(?!\w)")
_MASKED = re.compile(r"(0\d{1,10}(?:[ .\-]\d{2,4}){0,3})[ .\-]?([xX]{2,4})(?!\w)")
_GROUPS = re.compile(r"\d+(?:-\d+){2,}(?!\w)")
_MAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
_WEB = re.compile(
    r"(?:(?:https?|ftp)://|www\.)[^\s<>“”\"()]+"
    r"|[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,5}\.(?:vn|com|net|org|gov|edu|info|example)(?![\w.])(?:/[^\s<>“”\"(),;]*)?"
)
_SCHEME = re.compile(r"(?:https?|ftp)://")
_RUNS = re.compile(r"\d+|[^\W\d_]+|.")
_ADDRESS_SIGNS = {
    ".": "chấm", "@": "a còng", "/": "gạch chéo", "-": "gạch ngang", "_": "gạch dưới", "+": "cộng",
    "?": "dấu hỏi", "=": "bằng", "&": "và", "%": "phần trăm", ":": "hai chấm", "#": "thăng",
}  # fmt: skip


def phone(spot: Spot) -> Reading | None:
    """A telephone number: nine to eleven digits from 0 or +84, any after “điện thoại” and the like,
    accounts after their words, and other numbers in three groups or more (123-456-789).
    """
    found = _PHONE.match(spot.line, spot.at)
    if found and not 9 <= sum(c.isdigit() for c in found[0]) <= 12:
        found = None
    if not found and spot.after("dien_thoai"):
        found = _ANY_PHONE.match(spot.line, spot.at)
    if masked := _MASKED.match(spot.line, spot.at):
        said = phone_words(re.findall(r"\d+", masked[1]))
        return Reading(f"{said}, {masked[2]}", masked.end(), "phone", (masked[2],))
    found = found or _account(spot) or _GROUPS.match(spot.line, spot.at)
    if not found:
        return None
    groups = found[0].split("-")
    if len(groups) > 2 and all(len(g) <= 2 and g[0] != "0" for g in groups) and not spot.after("dien_thoai"):
        return Reading(", ".join(map(whole_words, groups)), found.end(), "number")  # NPK 16-16-8
    plus = "cộng " if found[0].startswith("+") else ""
    return Reading(plus + phone_words(re.findall(r"\d+", found[0])), found.end(), "phone")


def _account(spot: Spot) -> re.Match[str] | None:
    """The number of an account, a card, an identity: after their words, six digits or more, not 500.000."""
    found = _ANY_PHONE.match(spot.line, spot.at) if spot.after("tai_khoan") else None
    if not found or sum(c.isdigit() for c in found[0]) < 6 or GROUPED.fullmatch(found[0]):
        return None
    return found


def address(spot: Spot) -> Reading | None:
    """Mail and web addresses letter for letter: “a còng”, “chấm”, “gạch chéo”; https:// is not said."""
    found = _MAIL.match(spot.line, spot.at) or _WEB.match(spot.line, spot.at)
    if not found:
        return None
    written = found[0].rstrip(".,;:!?/-…'’")
    parts = _RUNS.findall(_SCHEME.sub("", written))
    said = " ".join(_address_part(spot, part) for part in parts)
    return Reading(" ".join(said.split()), spot.at + len(written))


def _address_part(spot: Spot, part: str) -> str:
    if part.isdigit():
        return digits_words(part)
    if not part.isalpha():
        return _ADDRESS_SIGNS.get(part, "")
    small = part.lower()
    return spelled(small, spot.words.letters) if is_initialism(small) or len(small) == 1 else small


def code(spot: Spot) -> Reading | None:
    """Letters and digits in one token: 9A2, A1, B52. Single letters are spelled, known runs expanded.

    Longer runs of capitals that no table has stay as they are, and the whole code is reported.
    """
    token = TOKEN.match(spot.line, spot.at)
    if not token or token[0].isalpha() or token[0].isdigit():
        return None
    runs = _RUNS.findall(token[0])
    if is_plain(runs[0]):
        return Reading(runs[0], spot.at + len(runs[0]))  # a space is missing: ngày14/8/1967
    parts, unknown = [], False
    for run in runs:
        if run.isdigit():
            parts.append(whole_words(run) if len(run) <= 4 else digits_words(run))
        elif len(run) == 1:
            parts.append(spelled(run.lower(), spot.words.letters))
        elif run in spot.words.everywhere.readings:
            parts.append(spot.words.everywhere.readings[run])
        elif run in spot.words.before_number.readings and not parts:
            parts.append(spot.words.before_number.readings[run])
        elif not run.isascii() and run.isupper() and is_syllable(run):
            parts.append(run.lower())
        elif roman := roman_value(run):
            parts.append(number_words(roman))
        else:
            unknown = unknown or is_initialism(run)
            parts.append(run)
    return Reading(" ".join(parts), token.end(), "code", (token[0],) if unknown else ())
