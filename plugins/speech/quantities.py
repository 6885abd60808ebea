"""Numbers with and without units, ranges, fractions, products, money."""

import re

from plugins.legacy.syllables import is_syllable
from plugins.speech.numbers import (
    decimal_words,
    digits_words,
    month_words,
    number_words,
    ordinal_words,
    phone_words,
    roman_value,
    whole_words,
)
from plugins.speech.spot import Reading, Spot

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SPACED = re.compile(r"[1-9]\d{0,2}(?:(?: \d{3})* 000|(?: \d{3}){2,})(?![\d.,/-])")
GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_GROUPED_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}")
_SINGLE_DIGITS = re.compile(r"\d(?:,\d){2,}")
_METRES = re.compile(r"(\d{1,2})m(\d{1,2})(?!\w)")
_FRACTION = re.compile(r"(\d{1,4})\s?/\s?(\d{1,4})(?![\d/.,]\d|\d)")
_TIMES = re.compile(r"\s?[xX×*]\s?(?=\d)")
_RANGE = re.compile(r"\s*([-–—−÷~])\s*(?=(\d+)(?![\w/])|\d|([IVX]+)(?!\w))")
_EQUATION = re.compile(r"\s*[÷~]\s*\d+\s*=")
# 100,000đ is a hundred thousand for some and a hundred for others.
_THOUSANDS_OR_DECIMALS = re.compile(r"[1-9]\d{0,2},\d{3}")
_POINT = re.compile(r"\d{1,4}\.\d{1,2}")
_LARGE_UNIT = re.compile(r"\s?(?:nghìn|ngàn|triệu|tỷ|tỉ|tạ|tấn|mét|héc|phần trăm)(?!\w)")
_ONE_LETTER_OF = re.compile(r"[^\W\d_]/[^\W\d_](?!\w)")
_LOOSE_POWER = re.compile(r"m [23](?![\w.,/]\w|\w)")
_SLASH_YEAR = re.compile(r"/((?:19|20)\d\d)(?!\d)")
_NEXT_WORD = re.compile(r"/\s?(?=[^\W\d_])")
_GOODS = re.compile(r"/\s?([a-zà-ỹđ]{2,7})(?!\w)")  # 50.000đ/bó
_CALLS = frozenset({"111", "112", "113", "114", "115"})  # of help, said digit by digit


def spoken_number(text: str) -> str:
    """Digits with dots and commas as Vietnamese writes them: 1.500, 1,5, 2.000.000,5; else part by part."""
    whole, comma, fraction = text.partition(",")
    grouped = bool(GROUPED.fullmatch(whole))
    plain = whole.replace(".", "") if grouped else whole
    if plain.isdigit() and not comma:
        return whole_words(plain)
    if plain.isdigit() and fraction.isdigit():
        return decimal_words(plain, fraction)
    if _GROUPED_ENGLISH.fullmatch(text):
        return whole_words(text.replace(",", ""))
    if "," not in text:
        return " chấm ".join(whole_words(part) for part in text.split("."))
    return ", ".join(spoken_number(part) for part in text.split(","))


def metres(spot: Spot) -> Reading | None:
    """1m75 is “một mét bảy mươi lăm”."""
    found = _METRES.match(spot.line, spot.at)
    if not found or found[2] in {"2", "3"}:  # m2, m3: an area, a volume
        return None
    return Reading(f"{whole_words(found[1])} mét {whole_words(found[2])}", found.end(), "unit")


def fraction(spot: Spot) -> Reading | None:
    """1/3 is “một phần ba”, 15/19 and 24/24 are said with “trên”."""
    found = _FRACTION.match(spot.line, spot.at)
    if not found or spot.words.units.match(spot.line, found.end(1)):
        return None
    upper, lower = int(found[1]), int(found[2])
    counted = spot.words.after["dem"].match(spot.line, found.end())
    part = 0 < upper < lower and (lower <= 10 or lower in {100, 1000}) and not counted
    link = "phần" if part and not found[1].startswith("0") else "trên"
    # What is counted in the second number may have its unit (24/24h): leave that number to its own rule.
    if link == "trên":
        slash = spot.line.index("/", spot.at)
        return Reading(f"{whole_words(found[1])} trên", slash + 1, "number")
    return Reading(f"{number_words(upper)} phần {month_words(lower)}", found.end(), "number")


def quantity(spot: Spot) -> Reading | None:
    """A number and its unit; a number alone unless letters follow at once (that is a code)."""
    found = _SPACED.match(spot.line, spot.at) or _NUMBER.match(spot.line, spot.at)
    if not found:
        return None
    end = found.end()
    if found[0] in _CALLS and (spot.after("khan_cap") or (spot.kind == "call" and spot.since <= 1)):
        return Reading(digits_words(found[0]), end, "call")
    if _is_code(found[0]):
        return Reading(phone_words(found[0].split(".")), end, "phone")
    unit = _unit(spot, end)
    end = unit[1] if unit else end
    said = _in_context(spot, found[0].replace(" ", ""))
    if _POINT.fullmatch(found[0]) and (unit or _LARGE_UNIT.match(spot.line, end)):
        said = decimal_words(*found[0].split("."))
    doubtful = _THOUSANDS_OR_DECIMALS.fullmatch(found[0])
    if unit:
        power = _LOOSE_POWER.match(spot.line, end - 1)
        unknown = (spot.line[spot.at : power.end() if power else end],) if doubtful or power else ()
        return Reading(f"{said} {unit[0]}", end, "unit", unknown)
    if found[0].isdigit() and _belongs_to_letters(spot, end):
        return None
    return Reading(said, end, "number", (found[0],) if doubtful else ())


def _is_code(text: str) -> bool:
    """Digits that count nothing: ten or more in a row, or dots where none belong (3511.0.9012345)."""
    parts = text.split(".")
    if len(parts) > 2 and text.replace(".", "").isdigit() and not GROUPED.fullmatch(text):
        return max(map(len, parts)) > 4
    return text.isdigit() and len(text) >= 10


def _unit(spot: Spot, end: int) -> tuple[str, int] | None:
    """The unit behind a number, with one space or none between. “50 đ/c”, “50 đ/v” are no prices."""
    space = spot.line[end : end + 1] in {" ", "\xa0"}
    units = spot.words.units if space else spot.words.glued_units
    unit = units.match(spot.line, end + space)
    if not unit or (space and unit[1] - end == 2 and spot.line[end + 1] not in "mglđ%°$€‰"):
        return None
    if _ONE_LETTER_OF.match(spot.line, end + space) and not spot.words.units.match(spot.line, unit[1] + 1):
        return None
    return unit


def measured(spot: Spot, end: int) -> bool:
    """Whether a unit or a large number stands behind a number: 3.5 triệu is no day of May."""
    return bool(_unit(spot, end) or _LARGE_UNIT.match(spot.line, end))


def _belongs_to_letters(spot: Spot, end: int) -> bool:
    """Whether a number is the beginning of a code (9A2), not a factor (5x7) or a count (50đ/c)."""
    follows = spot.line[end : end + 1]
    if _TIMES.match(spot.line, end) or spot.words.everywhere.match(spot.line, end):
        return False
    return follows.isalpha() or follows.isdigit()


def _in_context(spot: Spot, text: str) -> str:
    said = spot.said.rstrip().lower()
    if text.isdigit() and len(text) < 3:
        if said.endswith("tháng"):
            return month_words(int(text)) if int(text) else digits_words(text)
        if said.endswith("thứ"):
            return ordinal_words(int(text))
    if _SINGLE_DIGITS.fullmatch(text):
        return ", ".join(whole_words(d) for d in text.split(","))
    return spoken_number(text)


def times(spot: Spot) -> Reading | None:
    """5x7, 3 x 4 m: “nhân”, only between numbers."""
    if spot.fresh not in {"number", "unit"}:
        return None
    found = _TIMES.match(spot.line, spot.at)
    return Reading("nhân", found.end()) if found else None


def dash(spot: Spot) -> Reading | None:
    """A dash between two numbers: “đến”; a pause in scores, school years and what goes down."""
    found = _RANGE.match(spot.line, spot.at)
    if not found or not spot.fresh or spot.line[max(0, spot.at - 3) : spot.at].rstrip()[-1:] in ",;:.(":
        return None
    if found[3] and (spot.fresh != "roman" or not roman_value(found[3])):
        return None
    if found[1] in "÷~":
        return None if _EQUATION.match(spot.line, spot.at) else Reading(" đến ", found.end(), glued=True)
    if spot.fresh in {"phone", "call", "code", "compass"}:
        return None
    if spot.words.before["ty_so"].search(spot.lead) or spot.words.sports.search(spot.lead):
        return Reading(" ", found.end(), glued=True)
    if spot.words.before["nam_hoc"].search(spot.lead) and found[2]:
        return Reading(", ", found.end(), glued=True)
    before = re.search(r"(?<![\w.,/-])(\d+)$", spot.line[max(0, spot.at - 24) : spot.at].rstrip())
    if before and found[2] and int(before[1][:20]) >= int(found[2][:20]):
        return Reading(" - ", found.end(), glued=True)
    return Reading(" đến ", found.end(), glued=True)


def minus(spot: Spot) -> Reading | None:
    """-5°C: only where nothing stands before the sign and a digit right after it."""
    before, after = spot.line[max(0, spot.at - 1) : spot.at], spot.line[spot.at + 1 : spot.at + 2]
    alone = not before or before.isspace() or before in "(["
    signed = alone and spot.line[spot.at] in "-−–" and after.isdigit()
    return Reading("âm", spot.at + 1) if signed else None


def slash(spot: Spot) -> Reading | None:
    """A slash after a quantity: “một” before what it is counted by (đồng/kg), “năm” before a year."""
    if spot.line[spot.at] != "/":
        return None
    if spot.fresh and (year := _SLASH_YEAR.match(spot.line, spot.at)):
        return Reading(f"năm {whole_words(year[1])}", year.end(), "date")
    if spot.fresh and spot.line[spot.at + 1 : spot.at + 2].isdigit():
        return Reading("trên", spot.at + 1)
    found = _NEXT_WORD.match(spot.line, spot.at)
    if not found:
        return None
    unit = spot.words.units.match(spot.line, found.end())
    if unit and (spot.since <= 3 or spot.words.everywhere.match(spot.line, found.end())):
        return Reading(f"một {unit[0]}", unit[1], "unit")
    if spot.since <= 3 and (word := spot.words.after["moi"].match(spot.line, found.end())):
        return Reading(f"một {word[0].strip().lower()}", word.end(), "unit")
    if spot.fresh == "unit" and spot.said.endswith("đồng") and (goods := _GOODS.match(spot.line, spot.at)):
        return Reading(f"một {goods[1]}", goods.end(), "unit") if is_syllable(goods[1]) else None
    return None


def currency_first(spot: Spot) -> Reading | None:
    """$100: the sign is said after the number."""
    sign = spot.line[spot.at]
    found = _NUMBER.match(spot.line, spot.at + 1)
    if sign not in "$€£¥" or not found or sign not in spot.words.symbols:
        return None
    name = spot.words.symbols[sign]
    said = "" if spot.line.startswith(name.split()[0], found.end() + 1) else f" {name}"
    return Reading(f"{spoken_number(found[0])}{said}", found.end(), "unit")
