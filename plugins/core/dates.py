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
_WEEKDAY = re.compile(r"\b(?:thu\s+(hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat|cn))\b[,:]?\s*")
_TIME = re.compile(
    r"(?<![\d/.:\-])t?(\d{1,2})(?:\s*(?::|h|g\b|g(?=\d)|gio\b)\s*(\d{1,2})?)(?::(\d{2})(?:\.\d+)?)?\s*(?:phut\b)?(?![\d/])"
)
_HALF_DAY = re.compile(r"(?<![a-z])([ap])\.?\s?m\.?(?![a-z])")
_ZONE = re.compile(r"(?<=\d)\s*(z|[+-]\d{2}:?\d{2})$")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_MONTH_WORDS = (
    "mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai",
)  # fmt: skip
_WORDS = re.compile(
    r"(?:ngay\s+)?(\d{1,2})\s+thang\s+(\d{1,2}|(?:muoi\s+)?(?:mot|hai)|ba|tu|nam|sau|bay|tam|chin|muoi)"
    r"(?:\s*,)?\s+nam\s+(\d{4})(?!\d)"
)
_SHORT_YEAR = re.compile(r"(?<![\d/.\-])(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2})(?![\d/.\-])")
_NO_YEAR = re.compile(r"(?<![\d/.\-])(\d{1,2})(?:\s*[/\-]\s*|\s+thang\s+)(\d{1,2})(?![\d/.\-])")
_ENGLISH_MONTH = re.compile(r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?![a-z])")
_ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"


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
    folded = fold(text)[:200].replace("–", "-")
    _refuse_foreign(folded, text)
    folded = _without_zone(folded, text)
    weekday, rest = _take_weekday(folded)
    day, rest = _take_day(rest, text)
    moment, rest = _take_time(rest)
    leftover = re.sub(r"\bngay\b|\bluc\b|\bt\b|[,;.()\-]", " ", rest).strip()
    if leftover:
        raise _not_a_date(text)
    if weekday is not None and weekday != day.weekday():
        raise DateError(
            "date-weekday",
            f"Ngày {format_day(day)} là {WEEKDAYS[day.weekday()]}, không phải {WEEKDAYS[weekday]}.",
            f"Hãy xem lại lịch rồi ghi đúng ngày, hoặc bỏ thứ: {day:%d/%m/%Y}.",
        )
    return datetime.combine(day, moment, HANOI)


def _refuse_foreign(folded: str, text: str) -> None:
    """English months and 12-hour times are plain to read and still not what is written here."""
    if month := _ENGLISH_MONTH.search(folded):
        number = _ENGLISH_MONTHS.split().index(month[1]) + 1
        day = re.search(r"(?<!\d)\d{1,2}(?!\d)", folded)
        year = re.search(r"\d{4}", folded)
        example = f"{int(day[0]):02d}/{number:02d}/{year[0]}" if day and year else "15/04/2014"
        raise DateError(
            "date-english", f"“{clean(text)[:60]}” ghi tháng bằng tiếng Anh.", f"Hãy ghi: {example}."
        )
    if half := _HALF_DAY.search(folded):
        raise DateError(
            "date-half-day",
            f"“{clean(text)[:60]}” ghi giờ kiểu {half[1].upper()}M.",
            "Ghi giờ từ 0 đến 23, ví dụ 15/04/2014 14:30.",
        )


def _without_zone(folded: str, text: str) -> str:
    zone = _ZONE.search(folded)
    if not zone or ":" not in folded[: zone.start()]:
        return folded
    if zone[1].replace(":", "") != "+0700":
        raise DateError(
            "date-zone",
            f"“{clean(text)[:60]}” ghi giờ của múi giờ khác.",
            "Ghi giờ Việt Nam, không cần múi giờ, ví dụ 15/04/2014 07:30.",
        )
    return folded[: zone.start()]


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
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise DateError(
            "date-time",
            f"Không có giờ {hour}:{minute:02d}.",
            "Ghi giờ từ 0 đến 23, phút từ 0 đến 59, ví dụ 07:30.",
        )
    return time(hour, minute), folded[: match.start()] + " " + folded[match.end() :]


def _take_day(folded: str, original: str) -> tuple[date, str]:
    if match := _YEAR_FIRST.search(folded):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY_FIRST.search(folded):
        day, month, year = (int(part) for part in match.groups())
    elif match := _WORDS.search(folded):
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
    else:
        raise _incomplete(folded, original)
    return _real_day(day, month, year), folded[: match.start()] + " " + folded[match.end() :]


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTH_WORDS.index(" ".join(word.split())) + 1


def _incomplete(folded: str, original: str) -> DateError:
    """What is missing from something that is almost a date."""
    if match := _SHORT_YEAR.search(folded):
        return DateError(
            "date-short-year",
            f"“{clean(original)[:60]}” ghi năm có hai chữ số.",
            f"Hãy ghi đủ bốn chữ số: {int(match[1]):02d}/{int(match[2]):02d}/20{match[3]}.",
        )
    if match := _NO_YEAR.search(folded):
        return DateError(
            "date-no-year",
            f"“{clean(original)[:60]}” thiếu năm.",
            f"Ghi thêm năm, ví dụ: {int(match[1]):02d}/{int(match[2]):02d}/2014.",
        )
    return _not_a_date(original)


def _real_day(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if month > 12 >= day and month <= 31:
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
