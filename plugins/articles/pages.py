"""The fixed pages: about, contact, how to write for us."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import cast

from plugins.articles import values as article_values
from plugins.articles.check import waiting
from plugins.articles.model import State
from plugins.articles.photos import PhotoLoader, body_photos
from plugins.core.body import check_body, readable
from plugins.core.characters import check_characters
from plugins.core.fields import Field, FieldTable, field_manual, read_fields
from plugins.core.header import split_header
from plugins.core.problem import Problem, Severity
from plugins.core.sources import SourceError, read_source
from plugins.core.text import nfc, slug
from plugins.core.values import whole_number, words

_MARK_LINE = re.compile(r"^[ \t]*\[\[bang-truong\]\][ \t]*$", re.MULTILINE)
# A word that no reporter writes and Markdown leaves alone, in place of the mark while converting.
_STAND_IN = "BANGTRUONGTHAYSAU"

PAGE_FIELDS: tuple[Field, ...] = (
    Field("title", "Tiêu đề", "Tên trang.", "Giới thiệu", article_values.title, aliases=("Title",),
          required=True, max_length=150),
    Field("summary", "Tóm tắt", "Một câu nói trang này có gì.", "Trang tin của Tỉnh Đoàn.", words,
          aliases=("Summary", "Description"), required=True, max_length=400),
    Field("order", "Thứ tự", "Số nhỏ đứng trước trong danh mục trang.", "10", whole_number,
          aliases=("Order",)),
    Field("state", "Trạng thái", "“nháp”, “chờ duyệt”, “đã duyệt” hoặc “gỡ”.", "đã duyệt",
          article_values.state, aliases=("Status", "State"), required=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FixedPage:
    """A page that stays. `source` is relative to the content folder; `order` its place in menus."""

    source: str
    slug: str
    title: str
    summary: str
    body_html: str
    order: int = 100

    @property
    def path(self) -> str:
        """The permanent URL."""
        return f"/{self.slug}/"


@dataclass(frozen=True, slots=True)
class PageReading:
    """What came of a file: the page (None where a fault holds it) and every problem."""

    page: FixedPage | None
    problems: tuple[Problem, ...]


def read_page(
    file: Path,
    content: Path,
    convert: Callable[[str], str],
    manual: tuple[Field, ...] = (),
    photo: PhotoLoader | None = None,
) -> PageReading:
    """Read one fixed page, with the photos beside it (named as in an article's text).

    The line `[[bang-truong]]` becomes the table of `manual`, an article's fields.
    """
    source = nfc(file.relative_to(content).as_posix())
    try:
        text = read_source(file)
    except SourceError as error:
        return PageReading(None, (Problem(source, error.line, error.code, error.message, error.cure),))
    header = split_header(text)
    values, problems = read_fields(FieldTable(PAGE_FIELDS), header, source)
    found = [*problems, *check_characters(text, source)]
    body = _MARK_LINE.sub(f"\n{_STAND_IN}\n", header.body)
    found += check_body(_MARK_LINE.sub("", header.body), source, header.body_line)
    found += _state_and_name(values.get("state"), values.line("state"), file, source)
    if any(p.severity is Severity.FAULT for p in found) or not readable(found):
        return PageReading(None, tuple(sorted(found)))
    html = convert(body)
    if "<img" in html:
        html, _, faults = body_photos(html, header, file.parent, source, photo, first=True)
        found += faults
        if any(p.severity is Severity.FAULT for p in faults):
            return PageReading(None, tuple(sorted(found)))
    html = html.replace(f"<p>{_STAND_IN}</p>", manual_table(manual))
    order = cast("int | None", values.get("order"))
    page = FixedPage(
        source,
        slug(file.stem),
        values.text("title"),
        values.text("summary"),
        html,
        100 if order is None else order,
    )
    return PageReading(page, tuple(sorted(found)))


def _state_and_name(state: object, line: int, file: Path, source: str) -> list[Problem]:
    found = []
    if not slug(file.stem):
        found.append(
            Problem(
                source,
                0,
                "page-name",
                f"Tên tệp “{file.stem[:60]}” không dùng làm địa chỉ trang được.",
                "Đổi tên tệp, ví dụ: gioi-thieu.md",
            )
        )
    if isinstance(state, State):
        found += [Problem(source, line, *said, Severity.WAITING) for said in waiting(state)]
    return found


def manual_table(fields: tuple[Field, ...]) -> str:
    """The field table as HTML: name, whether it is needed, rule, example."""
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(needed or "không bắt buộc")}</td>'
        f"<td>{escape(rule)}</td><td><code>{escape(f'{name}: {example}')}</code></td></tr>"
        for name, needed, rule, example in field_manual(fields)
    )
    return (
        '<div class="table-wrap" role="region" tabindex="0" aria-label="Bảng các trường của một bài">'
        '<table><thead><tr><th scope="col">Trường</th><th scope="col">Bắt buộc?</th>'
        '<th scope="col">Cách ghi</th><th scope="col">Ví dụ</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
