"""What can be wrong with an article beyond its single fields, each rule a function that yields problems."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from plugins.articles.model import State
from plugins.articles.new import TEMPLATE_BODY
from plugins.core.dates import format_day
from plugins.core.fields import FieldTable, Values
from plugins.core.header import MAX_NAME_LENGTH, Header
from plugins.core.problem import Problem, Severity
from plugins.core.text import fold, slug

# The Youth Union was founded on 26/3/1931: no news of it is older.
FIRST_YEAR = 1931

_DIGITS = re.compile(r"[\d-]+")
_FIELD_LINE = re.compile(rf"([^\s:：][^:：]{{0,{MAX_NAME_LENGTH}}}?)\s*[:：]")


def slug_source(file: Path) -> str:
    """What the URL of an article is made of: its folder for `…/index.md`, else the file's own name."""
    return file.parent.name if file.stem.casefold() == "index" else file.stem


def check_name(file: Path, source: str) -> Iterator[Problem]:
    """The folder (or file) name must hold letters, for it becomes the address."""
    name = slug_source(file)
    if not slug(name) or _DIGITS.fullmatch(slug(name)):
        yield Problem(
            source,
            0,
            "name-wordless",
            f"Tên “{name[:60]}” không dùng làm địa chỉ của bài được.",
            "Đặt bài trong một thư mục có tên bằng chữ, ví dụ: trong-co-nuoi-bo/index.md",
        )


_TEMPLATE_LINES = frozenset(line.strip() for line in TEMPLATE_BODY.splitlines() if line.strip())


def check_article(
    values: Values, header: Header, source: str, table: FieldTable, now: datetime
) -> Iterator[Problem]:
    """Everything about the header as a whole."""
    yield from _header(header, source, table)
    yield from _title(values, source)
    yield from _dates(values, source, now)
    state = values.get("state")
    if isinstance(state, State):
        for said in waiting(state):
            yield Problem(source, values.line("state"), *said, Severity.WAITING)
    yield from _standfirst(values, source)
    if state is not State.DRAFT:
        yield from _left_of_template(values, header, source, table)


def _left_of_template(values: Values, header: Header, source: str, table: FieldTable) -> Iterator[Problem]:
    """Nothing of what `new` wrote as a help may be sent in, least of all be published."""
    examples = {known.key: known.example for known in table.fields}
    if values.text("standfirst") == examples.get("standfirst"):
        yield Problem(
            source,
            values.line("standfirst"),
            "template-standfirst",
            "Tóm tắt vẫn là câu ví dụ của mẫu.",
            "Viết tóm tắt cho chính bài này: một, hai câu.",
        )
    for number, line in enumerate(header.body.split("\n"), header.body_line):
        if line.strip() in _TEMPLATE_LINES:
            yield Problem(
                source,
                number,
                "template-body",
                f"Dòng “{line.strip()[:40]}…” là lời hướng dẫn của mẫu.",
                "Xóa mọi dòng hướng dẫn, chỉ giữ lời bài.",
            )
            return


def _header(header: Header, source: str, table: FieldTable) -> Iterator[Problem]:
    """There is a header, and no empty line runs through it."""
    if not header.fields:
        yield Problem(
            source,
            1,
            "header-missing",
            "Tệp không có phần đầu (Tiêu đề, Ngày, Chuyên mục …).",
            f"Bắt đầu tệp bằng các dòng “Tên trường: giá trị”, ví dụ: {table.fields[0].name}: "
            f"{table.fields[0].example}",
        )
        return
    for offset, line in enumerate(header.body.split("\n", 40)[:40]):
        if not line.strip():
            continue
        match = _FIELD_LINE.match(line)
        known = table.find(match[1]) if match else None
        if known is None or known.name != _written(match[1] if match else "", known.name):
            return
        yield Problem(
            source,
            header.body_line + offset,
            "header-blank-line",
            f"Có dòng trống trước “{known.name}:”, nên dòng này bị coi là lời bài.",
            "Bỏ dòng trống giữa các trường; chỉ để một dòng trống sau trường cuối cùng.",
        )


def _written(name: str, field_name: str) -> str:
    """The field's name if that is what is written; an alias such as “Nơi:” may well begin a text."""
    return field_name if fold(name) == fold(field_name) else ""


def _title(values: Values, source: str) -> Iterator[Problem]:
    """A headline is not in capitals and has no full stop."""
    title, line = values.text("title"), values.line("title")
    if len(title) > 20 and title == title.upper():
        yield Problem(
            source,
            line,
            "title-capitals",
            "Tít viết hoa cả dòng, khó đọc và máy đọc màn hình đọc sai.",
            "Viết thường, chỉ viết hoa chữ đầu và tên riêng.",
            Severity.ADVICE,
        )
    if title.endswith(".") and not title.endswith(("...", "…")):
        yield Problem(
            source, line, "title-full-stop", "Tít có dấu chấm ở cuối.", "Bỏ dấu chấm.", Severity.ADVICE
        )


def _dates(values: Values, source: str, now: datetime) -> Iterator[Problem]:
    """The date is no earlier than the Union, and a date to come keeps the article back."""
    published, updated = values.get("date"), values.get("updated")
    if not isinstance(published, datetime):
        return
    day = format_day(published.date())
    if published.year < FIRST_YEAR:
        yield Problem(
            source,
            values.line("date"),
            "date-too-old",
            f"Ngày {day} có trước khi thành lập Đoàn (26/3/1931).",
            "Hãy xem lại năm.",
        )
    elif published > now:
        if (published - now).days > 366:
            yield Problem(
                source,
                values.line("date"),
                "date-far",
                f"Ngày {day} còn hơn một năm nữa mới tới.",
                "Hãy xem lại năm.",
                Severity.ADVICE,
            )
        if values.get("state") is not State.APPROVED:
            return  # its state keeps it back, and says so
        yield Problem(
            source,
            values.line("date"),
            "date-future",
            f"Bài ghi ngày {day} {published:%H:%M}, chưa đến.",
            "Không cần làm gì: đến giờ đó bài tự đăng.",
            Severity.WAITING,
        )
    if isinstance(updated, datetime) and updated.date() < published.date():
        yield Problem(
            source,
            values.line("updated"),
            "updated-before-date",
            f"Ngày cập nhật {format_day(updated.date())} có trước ngày đăng {day}.",
            "Ghi ngày sửa bài, không sớm hơn ngày đăng.",
        )
    elif isinstance(updated, datetime) and updated > now:
        yield Problem(
            source,
            values.line("updated"),
            "updated-future",
            f"Ngày cập nhật {format_day(updated.date())} chưa đến.",
            "Ghi ngày đã sửa bài, hoặc xóa dòng này.",
        )


def waiting(state: State) -> Iterator[tuple[str, str, str]]:
    """Code, message and cure where a state keeps its source from being published."""
    if state is State.DRAFT:
        yield "state-draft", "Bài còn là bản nháp.", "Viết xong thì ghi Trạng thái: chờ duyệt."
    elif state is State.SUBMITTED:
        yield "state-submitted", "Bài đang chờ duyệt.", "Biên tập viên đọc xong thì ghi Trạng thái: đã duyệt."
    elif state is State.WITHDRAWN:
        yield (
            "state-withdrawn",
            "Bài đã được gỡ.",
            "Không cần làm gì; muốn đăng lại thì ghi Trạng thái: đã duyệt.",
        )


def _standfirst(values: Values, source: str) -> Iterator[Problem]:
    """The standfirst says more than the headline."""
    standfirst = values.text("standfirst")
    if standfirst and fold(standfirst).rstrip(". ") == fold(values.text("title")).rstrip(". "):
        yield Problem(
            source,
            values.line("standfirst"),
            "standfirst-repeats-title",
            "Tóm tắt chép lại tít.",
            "Viết một, hai câu nói thêm: ai, việc gì, ở đâu, khi nào.",
            Severity.ADVICE,
        )
