"""Ways to read the value of a header field; each raises FieldError with words for the reporter."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from plugins.core.dates import HANOI, DateError, parse_date
from plugins.core.fields import FieldError
from plugins.core.text import clean, fold

# Hardly any value needs these; `re` compiles them where one does, and keeps them.
_PATH = r"(?i)\.\.[/\\]|^[A-Za-z]:[\\/]|^~?[/\\][\w.][\w.\\/]*|\bfile:"
_TAG = r"<[/!?a-zA-Z][^>]*>?"
_MARKDOWN = r"\*\*|__|`|!?\[[^\]]*\]\(|^#+ |^[*>] "
_TEMPLATE = r"(?i)\{\{|\{%|\{#|\$\{|\{(?:static|filename|attach|author|tag|category|index)\}"
# What offends needs one of these characters, or one that is not printable.
_MAY_OFFEND = re.compile(r"[/\\:{<*_`\[#>]")
# How nearly all dates are written; it means what `parse_date` reads, and is read in a tenth of the time.
_USUAL = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?: ([0-9]{1,2}):([0-9]{2}))?")
_DIRECTION = r"[\u061c\u202a-\u202e\u2066-\u2069]"


def words(value: str) -> str:
    """Plain words on one line: no markup, no path, no template, nothing that turns the writing round."""
    text = clean(value)
    if value.isprintable() and not _MAY_OFFEND.search(text):
        return text
    if re.search(_DIRECTION, value):
        raise FieldError(
            "field-direction",
            "Giá trị có ký tự đổi chiều viết, hiện ra khác với chữ trong tệp.",
            "Xóa dòng này và gõ lại bằng tay, đừng dán.",
        )
    if match := re.search(_PATH, text):
        raise FieldError(
            "field-path",
            f"“{text[:60]}” có đường dẫn tệp (“{match[0]}”).",
            "Chỉ ghi chữ cho người đọc, không ghi đường dẫn trên máy.",
        )
    if match := re.search(_TEMPLATE, text):
        raise FieldError("field-template", f"“{text[:60]}” có mã lệnh (“{match[0]}”).", "Chỉ ghi chữ thường.")
    if match := re.search(_TAG, text):
        raise FieldError(
            "field-html",
            f"“{text[:60]}” có thẻ HTML (“{match[0][:30]}”).",
            f"Chỉ ghi chữ: {clean(re.sub(_TAG, ' ', text))[:80]}",
        )
    if match := re.search(_MARKDOWN, text):
        raise FieldError(
            "field-markdown",
            f"“{text[:60]}” có dấu định dạng Markdown (“{match[0][:30]}”).",
            f"Bỏ các dấu ấy: {_without_markdown(text)[:80]}",
        )
    return text


def _without_markdown(text: str) -> str:
    linked = re.sub(r"!?\[([^\]]*)\]\([^)]*\)?", r"\1", text)
    return clean(re.sub(r"\*\*|__|`|^#+ |^[*>] ", "", linked))


def moment(value: str) -> datetime:
    """A date with an optional time."""
    if usual := _USUAL.fullmatch(value):
        day, month, year, hour, minute = (int(part or 0) for part in usual.groups())
        try:
            return datetime(year, month, day, hour, minute, tzinfo=HANOI)
        except ValueError:
            pass  # there is no such day; why not, is said below
    try:
        return parse_date(value)
    except DateError as error:
        raise FieldError(error.code, error.message, error.cure) from None


def yes_no(value: str) -> bool:
    """Có or không."""
    answer = {"co": True, "yes": True, "true": True, "x": True, "khong": False, "no": False, "false": False}
    chosen = answer.get(fold(value))
    if chosen is None:
        raise FieldError(
            "yes-or-no",
            f"“{clean(value)[:40]}” không phải là “có” hoặc “không”.",
            "Ghi “có” hoặc “không”.",
        )
    return chosen


def several(value: str) -> tuple[str, ...]:
    """Plain words set apart by `;` (never by commas: names and numbers may hold them)."""
    return tuple(dict.fromkeys(part for raw in value.split(";") if (part := words(raw))))


def whole_number(value: str) -> int:
    """A number from 0 to 999."""
    text = clean(value)
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise FieldError("number-expected", f"“{text[:40]}” không phải là một số.", "Ghi một số, ví dụ: 10.")
    return int(text)


def chosen_from(
    choices: Mapping[str, object], code: str, what: str, also: Mapping[str, object] | None = None
) -> Callable[[str], object]:
    """A parser that takes one of the names of `choices`, case and marks aside, and gives its value.

    The names of `also` are taken too, but never offered.
    """
    by_name = {fold(name): value for name, value in [*(also or {}).items(), *choices.items()]}

    def parse(value: str) -> object:
        name = fold(value)
        if name in by_name:
            return by_name[name]
        raise FieldError(code, f"Không có {what} “{clean(value)[:80]}”.", offer(value, choices))

    return parse


def offer(value: str, names: Iterable[str]) -> str:
    """The nearest of the names as a question, else all of them."""
    by_fold = {fold(name): name for name in names}
    close = difflib.get_close_matches(fold(value)[:100], by_fold, n=1, cutoff=0.6)
    if close:
        return f"Có phải là “{by_fold[close[0]]}”?"
    return "Chọn một trong: " + "; ".join(by_fold.values()) + "."
