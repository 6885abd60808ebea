"""Dates as Vietnamese offices write them: day first, and always the time of Hà Nội."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from plugins.core.text import clean, fold

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")

_WEEKDAY_WORDS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4, "bay": 5, "7": 5,
}  # fmt: skip
_WEEKDAY = re.compile(r"(?:thu\s+(hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat))\b[,:]?\s*")
_TIME = re.compile(r"\b([01]?\d|2[0-3])\s*(?::|h|gio)\s*([0-5]\d)?(?::[0-5]\d)?\s*(?:phut)?(?![\d/])")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(?:ngay\s+)?(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")
_SHORT_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2})$")


@dataclass(eq=False)  # an exception must stay writable and hashable
class DateError(ValueError):
    """A date that cannot be taken as written; `message` and `cure` are for the reporter."""

    code: str
    message: str
    cure: str

    def __str__(self) -> str:
        return f"{self.message} {self.cure}"


def parse_date(text: str) -> datetime:
    """A written date, with its time if given (else 00:00), in the zone of Hà Nội.

    Takes `15/04/2014`, `15-4-2014`, `2014-04-15`, `ngày 15 tháng 4 năm 2014`, each with an optional
    weekday and time (`07:30`, `7h30`, `7 giờ 30`). Raises DateError where the text is no date,
    the day does not exist, the order looks American, or the weekday contradicts the date.
    """
    folded = fold(text)
    weekday, rest = _take_weekday(folded)
    day, rest = _take_day(rest, text)
    moment, rest = _take_time(rest)
    leftover = re.sub(r"\bngay\b|\bluc\b|[,;.\-t()]|\+07:?00|\bz\b", " ", rest).strip()
    if leftover:
        raise _not_a_date(text)
    if weekday is not None and weekday != day.weekday():
        raise DateError(
            "date-weekday",
            f"Ngày {format_day(day)} là {WEEKDAYS[day.weekday()]}, không phải {WEEKDAYS[weekday]}.",
            f"Hãy xem lại lịch rồi ghi đúng ngày, hoặc bỏ thứ: {day:%d/%m/%Y}.",
        )
    return datetime.combine(day, moment, HANOI)


def _take_weekday(folded: str) -> tuple[int | None, str]:
    match = _WEEKDAY.search(folded)
    if not match:
        return None, folded
    weekday = 6 if match[2] else _WEEKDAY_WORDS[match[1]]
    return weekday, folded[: match.start()] + " " + folded[match.end() :]


def _take_time(folded: str) -> tuple[time, str]:
    match = _TIME.search(folded)
    if not match:
        return time(0), folded
    rest = folded[: match.start()] + " " + folded[match.end() :]
    return time(int(match[1]), int(match[2] or 0)), rest


def _take_day(folded: str, original: str) -> tuple[date, str]:
    if match := _YEAR_FIRST.search(folded):
        year, month, day = (int(part) for part in match.groups())
    elif match := _WORDS.search(folded) or _DAY_FIRST.search(folded):
        day, month, year = (int(part) for part in match.groups())
    elif match := _SHORT_YEAR.search(folded):
        day_, month_, year_ = match.groups()
        raise DateError(
            "date-short-year",
            f"“{clean(original)}” ghi năm có hai chữ số.",
            f"Hãy ghi đủ bốn chữ số: {int(day_):02d}/{int(month_):02d}/20{year_}.",
        )
    else:
        raise _not_a_date(original)
    rest = folded[: match.start()] + " " + folded[match.end() :]
    return _real_day(day, month, year), rest


def _real_day(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if month > 12 >= day:
        raise DateError(
            "date-order",
            f"Không có tháng {month}.",
            f"Ghi ngày trước, tháng sau: {month:02d}/{day:02d}/{year}.",
        )
    raise DateError(
        "date-impossible",
        f"Không có ngày {day}/{month}/{year} trong lịch.",
        "Hãy xem lại ngày và tháng; ghi ngày trước, tháng sau, ví dụ 15/04/2014.",
    )


def _not_a_date(text: str) -> DateError:
    return DateError(
        "date-unreadable",
        f"Không đọc được ngày “{clean(text)[:60]}”.",
        "Ghi ngày/tháng/năm, ví dụ 15/04/2014 hoặc 15/04/2014 07:30.",
    )


def format_day(day: date) -> str:
    """15/4/2014, as newspapers print it: no leading zeros."""
    return f"{day.day}/{day.month}/{day.year}"


def format_long(day: date) -> str:
    """Thứ Ba, ngày 15 tháng 4 năm 2014."""
    return f"{WEEKDAYS[day.weekday()]}, {format_words(day)}"


def format_words(day: date) -> str:
    """Ngày 15 tháng 4 năm 2014, in lower case, as official papers write it.

    Nghị định 30/2020/NĐ-CP, phụ lục I: days below 10 and the months 1 and 2 carry a zero.
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
