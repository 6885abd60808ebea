"""Dates: every way of writing them that offices use, and the exact refusal of the others."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.dates import HANOI, DateError, format_day, format_long, format_words, parse_date

MORNING = datetime(2014, 4, 15, 7, 30, tzinfo=HANOI)
MIDNIGHT = datetime(2014, 4, 15, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("15/04/2014", MIDNIGHT),
        ("15/4/2014", MIDNIGHT),
        ("15-4-2014", MIDNIGHT),
        ("15.4.2014", MIDNIGHT),
        ("15–4–2014", MIDNIGHT),
        ("15 / 04 / 2014", MIDNIGHT),
        ("2014-04-15", MIDNIGHT),
        ("ngày 15 tháng 4 năm 2014", MIDNIGHT),
        ("Ngày 15 tháng 04 năm 2014.", MIDNIGHT),
        ("ngày 15 tháng tư năm 2014", MIDNIGHT),
        ("ngay 15 thang 4 nam 2014", MIDNIGHT),
        ("Thứ Ba, 15/04/2014", MIDNIGHT),
        ("Thứ 3, ngày 15/4/2014", MIDNIGHT),
        ("CN 20/4/2014", datetime(2014, 4, 20, tzinfo=HANOI)),
        ("Chủ nhật, 20/4/2014", datetime(2014, 4, 20, tzinfo=HANOI)),
        ("ngày 5 tháng mười hai năm 2014", datetime(2014, 12, 5, tzinfo=HANOI)),
        ("ngày 5 tháng năm năm 2014", datetime(2014, 5, 5, tzinfo=HANOI)),
        ("15/04/2014 07:30", MORNING),
        ("15/04/2014, lúc 7h30", MORNING),
        ("15/04/2014 07g30", MORNING),
        ("07:30 15/04/2014", MORNING),
        ("7 giờ 30 phút, ngày 15 tháng 4 năm 2014", MORNING),
        ("2014-04-15T07:30", MORNING),
        ("2014-04-15T07:30:00+07:00", MORNING),
        ("2014-04-15 07:30:00", MORNING),
        ("15/04/2014 7h", datetime(2014, 4, 15, 7, tzinfo=HANOI)),
        ("10 giờ 5 phút, 15/4/2014", datetime(2014, 4, 15, 10, 5, tzinfo=HANOI)),
    ],
)
def test_taken(written: str, meant: datetime) -> None:
    assert parse_date(written) == meant
    assert parse_date(written).tzinfo is HANOI


@pytest.mark.parametrize(
    ("written", "code", "message", "cure"),
    [
        ("04/15/2014", "date-order", "Không có tháng 15.", "Ghi ngày trước, tháng sau: 15/04/2014."),
        (
            "29/02/2014",
            "date-impossible",
            "Không có ngày 29/2/2014 trong lịch.",
            "Hãy xem lại ngày và tháng; ghi ngày trước, tháng sau, ví dụ 15/04/2014.",
        ),
        (
            "Thứ Hai, 15/4/2014",
            "date-weekday",
            "Ngày 15/4/2014 là Thứ Ba, không phải Thứ Hai.",
            "Hãy xem lại lịch rồi ghi đúng ngày, hoặc bỏ thứ: 15/04/2014.",
        ),
        (
            "15/4/14",
            "date-short-year",
            "“15/4/14” ghi năm có hai chữ số.",
            "Hãy ghi đủ bốn chữ số: 15/04/2014.",
        ),
        (
            "ngày 05 tháng 4",
            "date-no-year",
            "“ngày 05 tháng 4” thiếu năm.",
            "Ghi thêm năm, ví dụ: 05/04/2014.",
        ),
        ("15 Apr 2014", "date-english", "“15 Apr 2014” ghi tháng bằng tiếng Anh.", "Hãy ghi: 15/04/2014."),
        (
            "15/04/2014 7.30 a.m.",
            "date-half-day",
            "“15/04/2014 7.30 a.m.” ghi giờ kiểu AM.",
            "Ghi giờ từ 0 đến 23, ví dụ 15/04/2014 14:30.",
        ),
        (
            "15/04/2014 24:00",
            "date-time",
            "Không có giờ 24:00.",
            "Ghi giờ từ 0 đến 23, phút từ 0 đến 59, ví dụ 07:30.",
        ),
        (
            "2014-04-15T07:30:00+02:00",
            "date-zone",
            "“2014-04-15T07:30:00+02:00” ghi giờ của múi giờ khác.",
            "Ghi giờ Việt Nam, không cần múi giờ, ví dụ 15/04/2014 07:30.",
        ),
        *(
            (
                text,
                "date-unreadable",
                f"Không đọc được ngày “{text}”.",
                "Ghi ngày/tháng/năm, ví dụ 15/04/2014 hoặc 15/04/2014 07:30.",
            )
            for text in ("", "hôm qua", "tháng 4/2014", "15/04/20145", "15/04/2014 và 16/04/2014", "2014")
        ),
    ],
)
def test_refused(written: str, code: str, message: str, cure: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(written)
    assert (caught.value.code, caught.value.message, caught.value.cure) == (code, message, cure)


DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(DAYS)
def test_what_is_printed_can_be_read(day: date) -> None:
    printed = [format_day(day), format_long(day), format_words(day), f"{day:%d/%m/%Y}", day.isoformat()]
    assert {parse_date(text).date() for text in printed} == {day}


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    try:
        assert parse_date(text).tzinfo is HANOI
    except DateError as error:
        assert error.message and error.cure


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2014, 4, 15), "15/4/2014", "Thứ Ba, ngày 15 tháng 4 năm 2014"),
        (date(2014, 2, 1), "1/2/2014", "Thứ Bảy, ngày 01 tháng 02 năm 2014"),
        (date(2014, 11, 30), "30/11/2014", "Chủ nhật, ngày 30 tháng 11 năm 2014"),
    ],
)
def test_printed(day: date, short: str, long: str) -> None:
    assert (format_day(day), format_long(day)) == (short, long)
