"""The values of a document's fields, taken apart: dates, choices, references, duties."""

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import date

from plugins.core.dates import DateError, parse_date
from plugins.core.fields import FieldError
from plugins.core.text import clean, fold
from plugins.documents.kinds import System
from plugins.documents.model import Duty, Reference
from plugins.documents.number import parse_number

# The state that the papers belong to begins on 2/9/1945; an older year is a slip of the keyboard.
FIRST_YEAR = 1945
STATUSES = ("còn hiệu lực", "hết hiệu lực một phần", "hết hiệu lực", "chưa có hiệu lực")

_BEFORE = re.compile(r"\btruoc\b")
_UNTIL = re.compile(
    r"^(?:(?:gửi|nộp|xong|hoàn thành|chậm nhất|hạn)\s+)*(?:là\s+)?(?:trước|đến|vào|hết)?\s*(?=ngày\s|\d)",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"\b(hang|moi|dinh ky|thuong xuyen|thuong ky)\b")
_NAMES_A_DATE = re.compile(r"\d\s*[/.\-]\s*\d|\bngày\s+\d|\d\s+tháng\s+\d", re.IGNORECASE)


def parse_day(text: str) -> date:
    """A day; raises FieldError with the words of DateError."""
    try:
        day = parse_date(text).date()
    except DateError as error:
        raise FieldError(error.code, error.message, error.cure) from None
    if day.year < FIRST_YEAR:
        raise FieldError(
            "date-too-old",
            f"Năm {day.year} sớm hơn mọi văn bản ở đây.",
            f"Hãy xem lại năm; văn bản sớm nhất được nhận là của năm {FIRST_YEAR}.",
        )
    return day


def one_of(name: str, choices: Mapping[str, object]) -> Callable[[str], object]:
    """A parser for a field with few values; case and marks do not matter."""
    by_fold = {fold(choice): value for choice, value in choices.items()}

    def parse(text: str) -> object:
        found = by_fold.get(fold(text))
        if found is not None:
            return found
        close = difflib.get_close_matches(fold(text), by_fold, n=1, cutoff=0.7)
        offered = [c for c in choices if fold(c) in close] or list(choices)
        raise FieldError(
            "value-unknown",
            f"Trường “{name}” không nhận giá trị “{clean(text)[:60]}”.",
            f"Ghi {' hoặc '.join(f'“{choice}”' for choice in offered)}.",
        )

    return parse


SYSTEMS: Mapping[str, System] = {system.value: system for system in System}


def parse_kind(text: str) -> str:
    """The kind of a paper with one capital: 'KẾ HOẠCH' gives 'Kế hoạch'."""
    kind = clean(text)
    return kind[:1].upper() + (kind[1:].lower() if kind.isupper() else kind[1:])


def parse_reference(text: str) -> Reference:
    """A document spoken of: `number | issuer | date | title`, the last three where they are known."""
    parts = _parts(text)
    if len(parts) > 4:
        raise FieldError(
            "reference-parts",
            f"Văn bản được dẫn có {len(parts)} phần, nhiều nhất là 4.",
            "Ghi: số ký hiệu | cơ quan ban hành | ngày ban hành | trích yếu.",
        )
    number = parse_number(parts[0])
    issuer, day, title = (*parts[1:], "", "", "")[:3]
    return Reference(number.printed, number.key, issuer, parse_day(day) if day else None, title)


def parse_duty(text: str) -> Duty:
    """A duty: `who | what | until when`, the last a day, a rhythm ("hàng tháng") or "thường xuyên"."""
    parts = _parts(text)
    if len(parts) != 3 or not all(parts):
        raise FieldError(
            "duty-parts",
            f"Nhiệm vụ “{clean(text)[:60]}” không đủ ba phần: ai, việc gì, hạn.",
            "Ghi: Nhiệm vụ: Các huyện đoàn | Gửi kế hoạch triển khai | 30/4/2014;"
            " việc không có hạn thì ghi “thường xuyên” hoặc “hàng tháng”.",
        )
    who, what, until = parts
    if _REPEATED.search(fold(until)) or not _NAMES_A_DATE.search(until):
        return Duty(who, what, None, until)
    return Duty(who, what, _due(until), before=bool(_BEFORE.search(fold(until))))


def _due(until: str) -> date:
    try:
        return parse_day(_UNTIL.sub("", until))
    except FieldError as error:
        raise FieldError(
            "duty-date", f"Không đọc được hạn “{until[:60]}” của nhiệm vụ. {error.message}", error.cure
        ) from None


def _parts(text: str) -> list[str]:
    return [clean(part) for part in text.split("|")]
