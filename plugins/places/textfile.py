"""A stranger's text file and its day, for the tagger."""

import codecs
from datetime import date
from pathlib import Path

from plugins.core.dates import DateError, parse_date
from plugins.core.header import split_header
from plugins.core.text import fold, nfc
from plugins.places.model import PlacesError

_DAY_FIELDS = frozenset({"ngay", "ngay dang", "date"})
_HEADER_LENGTH = 8000  # characters; a header is far shorter
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path) -> str:
    """The text of a UTF-8 or (with its byte order mark) UTF-16 file, in NFC; else PlacesError."""
    if path.exists() and not path.is_file():
        raise PlacesError(f"{path.name} không phải là một tệp thường. Hãy chỉ đúng tệp văn bản.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PlacesError(f"Không đọc được {path.name}: {error.strerror}.") from error
    utf16 = data.startswith(_UTF16)
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PlacesError(
            f"{path.name}, dòng {line}: không phải chữ Unicode (UTF-8). Hãy lưu lại tệp với bảng mã UTF-8."
        ) from error
    if "\0" in text:
        raise PlacesError(f"{path.name} không phải tệp văn bản. Hãy chép phần chữ sang một tệp UTF-8.")
    return nfc(text)


def header_day(text: str) -> date | None:
    """The day in the header of an article, None if there is none or it is no date."""
    for field in split_header(text[:_HEADER_LENGTH].lstrip("\ufeff")).fields:
        if fold(field.name) in _DAY_FIELDS:
            try:
                return parse_date(field.value).date()
            except DateError:
                return None
    return None
