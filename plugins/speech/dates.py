"""Dates, months, years and times of day."""

import re

from plugins.speech.numbers import month_words, number_words, whole_words
from plugins.speech.quantities import measured
from plugins.speech.spot import Reading, Spot

_YEAR_FIRST = re.compile(r"([12]\d{3})-(\d{1,2})-(\d{1,2})(?![\d-])")
_FULL = re.compile(r"(\d{1,2})(\s?[/.-]\s?)(\d{1,2})\2(\d{4})(?!\d)|(\d{1,2})/(\d{1,2})/(\d{2})(?![\d/])")
_OF_YEAR = re.compile(r"(\d{1,5})\s?([/.-])\s?((?:19|20)\d\d)(?![\d/])")
_DAYS_OF_MONTH = re.compile(
    r"(\d{1,2})(\s?[-–—]\s?|\s?,\s?|\svà\s)(\d{1,2})/(\d{1,2})(?:/([12]\d{3}))?(?![\d/])"
)
_FROM_TO = re.compile(
    r"(từ|Từ)\s(?:ngày\s)?(\d{1,2})(?:\s(?:đến|tới)\s|\s?[-–—]\s?)(?:ngày\s)?(\d{1,2})/(\d{1,2})"
    r"(?:/([12]\d{3}))?(?![\d/])"
)
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_DAY_DOT_MONTH = re.compile(r"(\d{1,2})\.(\d{1,2})(?![\w%]|[.,]\d)")
_MORE_DAYS = re.compile(
    r"(\d{1,2}(?:\s?,\s?\d{1,2}){1,30})(?:\s?,\s?|\svà\s)(\d{1,2})/(\d{1,2})(?:/([12]\d{3}))?(?![\d/])"
)
_LISTED = re.compile(r"(?:,|\s(?:và|đến|tới|hoặc))\s*$")
_PART_OF_DAY = re.compile(r"(?:^|\W)(?:sáng|trưa|chiều|tối|đêm|hôm)\s*$", re.IGNORECASE)
_FULL_DATE_NEXT = re.compile(r"\s(?:và|đến|hoặc)\s\d{1,2}/\d{1,2}/[12]\d{3}(?!\d)")
_DAY_DASH_MONTH = re.compile(r"(\d{1,2})-(\d{1,2})(?![\d/-])")
_MONTH_TOKEN = re.compile(r"T(1[0-2]|[1-9])[/.-]((?:19|20)\d\d)(?!\d)")
_CLOCK = re.compile(
    r"(\d{1,2})\s?(?:[hHgG]|giờ)\s?(\d{2})(?!\d)\s?(?:phút\b|ph\b|p\b|['’′])?"
    r"|(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:.,]\d|\d)(?:\s?[hH]\b)?"
    r"|(\d{1,2})[hH](?!\w)"
)
# “g” is giờ as well as gam: giờ beside words of time and of what begins, else gam.
_HOUR_G = re.compile(r"(\d{1,2})[gG](?!\w)")
_HOUR_AHEAD = re.compile(
    r"\s?(?:[-–]|đến|tới)\s?\d{1,2}[gG](?=\W{0,4}$|[.,;)]|\s(?:sáng|trưa|chiều|tối|đêm|ngày|hàng|hằng|mỗi|tại|ở)(?!\w))"
    r"|\s(?:sáng|trưa|chiều|tối|đêm|ngày|thứ|hôm|kém|rưỡi|họp|khai mạc|bắt đầu|tập trung|phát)(?!\w)"
)
_HOUR_SAID = re.compile(r"(?:^|\W)(?:lúc|hồi|vào|trước|khai mạc|bắt đầu|bắt đầu từ)\s*$", re.IGNORECASE)
_MINUTES = re.compile(r"(\d{1,3})['’′](?:(\d{1,2})(?:[\"”″]|['’′]{2}))?(?![\w'’′])")
_QUOTE = re.compile(r"['‘]")
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _exists(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _LAST_DAYS[month - 1]


def _named(spot: Spot) -> str:
    """“ngày ” unless it has just been said."""
    return "" if spot.after("ngay") else "ngày "


def _month(month: int, year: str | None) -> str:
    return f"tháng {month_words(month)}" + (f" năm {whole_words(year)}" if year else "")


def full_date(spot: Spot) -> Reading | None:
    """30/4/2014, 31-3-2014, 1.3.2014, 2014-04-30, 30/4/14: day, month and year, never a doubled “ngày”."""
    if found := _YEAR_FIRST.match(spot.line, spot.at):
        year, month, day = found.groups()
    elif found := _FULL.match(spot.line, spot.at):
        day, month, year = (found[1], found[3], found[4]) if found[1] else (found[5], found[6], found[7])
    else:
        return None
    if not _exists(int(day), int(month)):
        return None
    return Reading(f"{_named(spot)}{number_words(int(day))} {_month(int(month), year)}", found.end(), "date")


def days_of_month(spot: Spot) -> Reading | None:
    """1-5/5, 1 và 2/5/2014: two days of one month; 1, 2, 3/5: more of them."""
    if more := _more_days(spot):
        return more
    found = _DAYS_OF_MONTH.match(spot.line, spot.at)
    if not found:
        return None
    first, last, month = int(found[1]), int(found[3]), int(found[4])
    link = found[2].strip()
    told = spot.after("ngay") or spot.after("them_ngay")
    if not (_exists(first, month) and _exists(last, month) and first < last):
        return None
    if not told and (link in {",", "và"} or (not found[5] and last <= month)):
        return None
    join = "và" if link in {",", "và"} else "đến"
    days = f"{_named(spot)}{number_words(first)} {join} ngày {number_words(last)}"
    return Reading(f"{days} {_month(month, found[5])}", found.end(), "date")


def _more_days(spot: Spot) -> Reading | None:
    found = _MORE_DAYS.match(spot.line, spot.at)
    if not found or not (spot.after("ngay") or spot.after("them_ngay")):
        return None
    days, month = [int(n) for n in re.findall(r"\d+", found[1])] + [int(found[2])], int(found[3])
    if days != sorted(set(days)) or not all(_exists(day, month) for day in days):
        return None
    *first, last = map(number_words, days)
    said = f"{_named(spot)}{', '.join(first)} và ngày {last} {_month(month, found[4])}"
    return Reading(said, found.end(), "date")


def from_to(spot: Spot) -> Reading | None:
    """“từ 1 đến 5/5”: the first day has no month of its own."""
    found = _FROM_TO.match(spot.line, spot.at)
    if not found or not all(_exists(int(found[n]), int(found[4])) for n in (2, 3)):
        return None
    if int(found[2]) >= int(found[3]):
        return None
    days = f"{found[1]} ngày {number_words(int(found[2]))} đến ngày {number_words(int(found[3]))}"
    return Reading(f"{days} {_month(int(found[4]), found[5])}", found.end(), "date")


def part_of_year(spot: Spot) -> Reading | None:
    """4/2014 is a month; after “quý”, “số”, “đợt”, or the kind of a paper, a number of that year."""
    found = _OF_YEAR.match(spot.line, spot.at)
    if not found:
        return None
    number, sign, year = int(found[1]), found[2], found[3]
    of_month = spot.said.rstrip().lower().endswith("tháng")
    if sign != "/" and not (of_month and number <= 12):
        return None
    counted = spot.after("so_nam") or bool(spot.words.kind_said.search(spot.said))
    if of_month or (not counted and 1 <= number <= 12):
        if not 1 <= number <= 12:
            return None
        said = _month(number, year)
        return Reading(said.removeprefix("tháng ") if of_month else said, found.end(), "date")
    return Reading(f"{whole_words(found[1])} năm {whole_words(year)}", found.end(), "date")


def month_token(spot: Spot) -> Reading | None:
    """T4/2014 is April of a year. Alone, T4 may be Wednesday: that is left to the editor."""
    found = _MONTH_TOKEN.match(spot.line, spot.at)
    return Reading(_month(int(found[1]), found[2]), found.end(), "date") if found else None


def day_month(spot: Spot) -> Reading | None:
    """30/4, 3/2: a date where the context says so or a fraction makes no sense (the day is larger).

    “ngày” is added after words of time (sáng, trước, từ …); a holiday goes without (dịp ba mươi tháng tư).
    """
    if found := _DAY_MONTH.match(spot.line, spot.at):
        day, month = int(found[1]), int(found[2])
        if not _exists(day, month) or not _is_date(spot, found.end(), day, month):
            return None
    elif found := _DAY_DASH_MONTH.match(spot.line, spot.at):
        day, month = int(found[1]), int(found[2])
        listed = spot.kind == "date" and spot.since <= 1
        told = listed or spot.after("dip") or (spot.after("them_ngay") and day > month)
        if not _exists(day, month) or not told:
            return None
    elif found := _DAY_DOT_MONTH.match(spot.line, spot.at):
        day, month = int(found[1]), int(found[2])
        listed = spot.kind == "date" and spot.since <= 1 and bool(_LISTED.search(spot.said))
        told = (listed or bool(_PART_OF_DAY.search(spot.said))) and not measured(spot, found.end())
        if not _exists(day, month) or not (told or spot.after("ngay") or spot.after("dip")):
            return None
    else:
        return None
    full_next = _FULL_DATE_NEXT.match(spot.line, found.end()) and not spot.after("dip")
    add = "ngày " if (spot.after("them_ngay") or full_next) and not spot.after("ngay") else ""
    return Reading(f"{add}{number_words(day)} {_month(month, None)}", found.end(), "date")


def _is_date(spot: Spot, end: int, day: int, month: int) -> bool:
    words = spot.words
    if spot.after("ngay") or _FULL_DATE_NEXT.match(spot.line, end):
        return True
    if words.after["phan_cua"].match(spot.line, end) or words.after["dem"].match(spot.line, end):
        return False
    if spot.after("ty_so") or (spot.after("phan") and day <= month):
        return False
    if spot.after("them_ngay") or spot.after("dip"):
        return True
    if day > month:
        return (day, month) != (24, 7)  # day and night, rather than 24 July
    return spot.kind == "date" and spot.since <= 1


def clock(spot: Spot) -> Reading | None:
    """7h30, 07:30, 7 giờ 30 phút, 19h: full hours without minutes."""
    if found := _MINUTES.match(spot.line, spot.at):
        before = spot.line[max(0, spot.at - 40) : spot.at]
        quoted = _QUOTE.search(before) and not before.rstrip().endswith(("°", "º", "độ"))
        seconds = f" {whole_words(found[2])} giây" if found[2] else ""
        return None if quoted else Reading(f"{whole_words(found[1])} phút{seconds}", found.end(), "clock")
    found = _CLOCK.match(spot.line, spot.at)
    if not found or spot.after("phan"):
        return None
    hour, minute, second = (
        int(n or 0) for n in (found[1] or found[3] or found[6], found[2] or found[4], found[5])
    )
    if hour > 24 or minute > 59 or second > 59:
        return None
    parts = ((minute or second, minute, "phút"), (second, second, "giây"))
    said = "".join(f" {number_words(number)} {name}" for told, number, name in parts if told)
    return Reading(f"{number_words(hour)} giờ{said}", found.end(), "clock")


def hour_g(spot: Spot) -> Reading | None:
    """16g is “mười sáu giờ” where a time is told; 5g muối is left to the units."""
    found = _HOUR_G.match(spot.line, spot.at)
    if not found or int(found[1]) > 24:
        return None
    listed = spot.kind == "clock" and spot.since <= 1 and _LISTED.search(spot.said)
    told = listed or _HOUR_SAID.search(spot.said)
    if not told and not _HOUR_AHEAD.match(spot.line, found.end()):
        return None
    return Reading(f"{number_words(int(found[1]))} giờ", found.end(), "clock")
