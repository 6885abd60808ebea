"""A term of office as reporters write it: `Phó Chủ tịch UBND xã; xã Xuân Trường (Bảo Lạc); 01/2012 - nay`."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from plugins.core.fields import FieldError
from plugins.core.text import clean, fold
from plugins.core.values import words

_EXAMPLE = "Phó Chủ tịch UBND xã; xã Xuân Trường (Bảo Lạc); 01/2012 - nay"
_MOMENT = re.compile(r"(?:(?:(\d{1,2})[/.\-])?(\d{1,2})[/.])?(\d{4})")
_BETWEEN = re.compile(r"\s+(?:-|–|—|đến|den|tới)\s+|\s*[–—]\s*|(?<=\d)-(?=\s*(?:\d|nay))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenTerm:
    """A term taken apart; `where` is not yet known to be a place or an organisation."""

    role: str
    where: str
    start: date | None
    end: date | None


def parse_term(value: str) -> WrittenTerm:
    """Role; where; period. Raises FieldError."""
    parts = [words(part) for part in re.split(r"[;|]", value)]
    if len(parts) not in (2, 3) or not all(parts):
        raise FieldError(
            "term-unreadable",
            f"Không đọc được nhiệm kỳ “{clean(value)[:80]}”.",
            f"Ghi chức vụ; nơi; thời gian, ví dụ: {_EXAMPLE}",
        )
    start, end = parse_period(parts[2]) if len(parts) == 3 else (None, None)
    return WrittenTerm(parts[0], parts[1], start, end)


def parse_period(text: str) -> tuple[date | None, date | None]:
    """'01/2012 - nay' is from 1/1/2012 on; ends are inclusive: '2012 - 6/2014' ends on 30/6/2014."""
    plain = re.sub(r"^\s*từ\s+", "", clean(text), flags=re.IGNORECASE)
    first, *rest = _BETWEEN.split(plain)
    if len(rest) > 1:
        raise _unreadable(text)
    start = None if fold(first) in ("", "?", "…") else _moment(first, text, at_end=False)
    last = rest[0] if rest else "nay"
    end = None if fold(last) in ("nay", "", "?", "…") else _moment(last, text, at_end=True)
    if start and end and end < start:
        raise FieldError(
            "term-backwards",
            f"Thời gian “{clean(text)[:40]}” có ngày cuối trước ngày đầu.",
            "Hãy xem lại hai ngày.",
        )
    return start, end


def _moment(written: str, text: str, *, at_end: bool) -> date:
    match = _MOMENT.fullmatch(written.strip())
    if not match:
        raise _unreadable(text)
    year = int(match[3])
    month = int(match[2]) if match[2] else (12 if at_end else 1)
    try:
        last = calendar.monthrange(year, month)[1]
        return date(year, month, int(match[1]) if match[1] else (last if at_end else 1))
    except (ValueError, calendar.IllegalMonthError):
        raise _unreadable(text) from None


def _unreadable(text: str) -> FieldError:
    return FieldError(
        "term-period",
        f"Không đọc được thời gian “{clean(text)[:60]}”.",
        "Ghi tháng/năm - tháng/năm, ví dụ: 01/2012 - nay hoặc 01/2012 - 6/2014.",
    )
