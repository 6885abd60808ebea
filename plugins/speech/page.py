"""A text of the site as lines to read aloud, and what of it an ear cannot follow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lxml import html as lxml_html

from plugins.core.text import clean
from plugins.speech.numbers import number_words
from plugins.speech.quotes import frame_quotes
from plugins.speech.tables import lower_first, read_table

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})
_BLOCKS = _HEADINGS | {"p", "div", "dl", "dd", "ul", "ol", "li", "blockquote", "table", "figure", "hr", "pre"}
_ENDS = (".", "!", "?", "…", ":", ";")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Stands before a link that a listener is sent to; no character of a text.
_LINK = "\ue000"
_LEADS_TO = re.compile(r"(?:^|\W)(?:xem|ở|tại|vào|có trong)\s*(?:trang\s*)?$", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
# Words that make sense only to who sees the page or the paper.
_FOR_EYES = re.compile(
    rf"{_LINK}|(?<!\w)(?:xem (?:thêm|trang|bảng|hình|ảnh|phụ lục|toàn văn|bản đồ|sơ đồ|biểu đồ)|trang này"
    r"|(?:trên|ở|tại) trang|trang (?:toàn văn|huyện|xã|loạt bài)|đọc thêm|chuyên mục này"
    r"|(?:bảng|hình|ảnh|danh sách|sơ đồ|biểu đồ) (?:dưới đây|trên đây|bên|kèm|sau|trên|dưới|này)"
    r"|dưới đây|in ra|dán tường|(?:bấm|nhấn|nháy) (?:vào|chuột)|đường dẫn|đường liên kết|tải về)(?!\w)",
    re.IGNORECASE,
)


class RemarkKind(StrEnum):
    """What an editor looks at before a text is read; the values say so in Vietnamese."""

    FOR_EYES = "Câu dành cho người xem chữ, sửa hoặc bỏ trước khi đọc"
    CODES = "Cột mã, không đọc"
    LONG_TABLE = "Bảng dài, không đọc, chỉ nói một câu thay; cần thì kể vài dòng chính"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something for the editor: `text` is the sentence, or the head of the table or column."""

    kind: RemarkKind
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A text line by line as it is to be spoken (numbers still as written), and the remarks on it."""

    lines: tuple[str, ...]
    remarks: tuple[Remark, ...]


def read_page(html: str) -> Page:
    """The paragraphs, headings, items and rows of clean HTML. Photos are not read: who listens sees none."""
    if not html.strip():
        return Page((), ())
    reader = _Reader()
    lines = list(reader.inside(lxml_html.fragment_fromstring(html, create_parent="div")))
    eyes = [remark for line in lines for remark in for_eyes(line)]
    return Page(tuple(line.replace(_LINK, "") for line in lines), (*eyes, *reader.remarks))


def for_eyes(text: str) -> Iterator[Remark]:
    """The sentences that send a listener to a page, a table or a wall."""
    for said in _SENTENCES.split(text):
        if _FOR_EYES.search(said):
            yield Remark(RemarkKind.FOR_EYES, said.replace(_LINK, ""))


def sentence(text: str) -> str:
    """A line that ends like a sentence."""
    text = clean(text)
    return text if text.rstrip("”’»\"')").endswith(_ENDS) else f"{text}."


class _Reader:
    """Goes through the blocks of a text and keeps the remarks on its tables."""

    def __init__(self) -> None:
        self.remarks: list[Remark] = []

    def inside(self, element: lxml_html.HtmlElement, *, heading: bool = False) -> Iterator[str]:
        """The lines of an element: its own words, in their place between the blocks in it."""
        run = element.text or ""
        for child in element:
            if child.tag in _BLOCKS:
                yield from _line(run, heading=heading)
                yield from self.block(child)
                run = ""
            else:
                run += _inline(child, run)
            run += child.tail or ""
        yield from _line(run, heading=heading)

    def block(self, element: lxml_html.HtmlElement) -> Iterator[str]:
        """The lines of one block."""
        if element.tag in {"figure", "hr"}:
            return
        if element.tag == "table":
            yield from self.table(element)
        elif element.tag == "ol":
            yield from self.ordered(element)
        elif element.tag == "blockquote":
            yield from _quoted(list(self.inside(element)))
        else:
            yield from self.inside(element, heading=element.tag in _HEADINGS)

    def ordered(self, element: lxml_html.HtmlElement) -> Iterator[str]:
        """The items with their numbers: “Một là …”. Notes of a text are no steps."""
        items = [child for child in element if child.tag == "li"]
        start = element.get("start", "1")
        first = int(start) if start.isdigit() and len(start) < 5 else 1
        note = any("footnote" in parent.get("class", "") for parent in element.iterancestors("div"))
        for number, item in enumerate(items, first):
            lines = list(self.inside(item))
            if lines and note:
                lines[0] = f"Chú thích: {lines[0]}"
            elif lines and len(items) > 1:
                lines[0] = f"{number_words(number).capitalize()} là {lower_first(lines[0])}"
            yield from lines

    def table(self, element: lxml_html.HtmlElement) -> Iterator[str]:
        """The rows as sentences; what is left out becomes a remark."""
        rows = [list(row.iterchildren("th", "td")) for row in element.iter("tr")]
        has_head = bool(rows) and all(cell.tag == "th" for cell in rows[0])
        cells = [[clean(_inline(cell, "")) for cell in row] for row in rows]
        head = cells[0] if has_head else []
        said = read_table(head, cells[1:] if has_head else cells)
        self.remarks += [Remark(RemarkKind.CODES, code) for code in said.codes]
        if said.too_long:
            self.remarks.append(Remark(RemarkKind.LONG_TABLE, "; ".join(head or cells[0])))
        for line in said.lines:
            yield sentence(line)


def _line(run: str, *, heading: bool) -> Iterator[str]:
    if any(c.isalnum() for c in run):
        yield sentence(run if heading else frame_quotes(clean(run)))


def _quoted(lines: list[str]) -> list[str]:
    """A block quotation, its beginning and end said."""
    if lines and not lines[0].startswith("Trích: "):
        lines[0] = f"Trích: {lines[0]}"
        lines[-1] = f"{lines[-1]} Hết trích."
    return lines


def _inline(element: lxml_html.HtmlElement, before: str) -> str:
    """The words of an element inside a line; `before` is what stands in front of it."""
    if not isinstance(element.tag, str) or element.tag in {"img", "picture"}:
        return ""
    if element.tag == "br":
        return " "
    if element.tag == "a" and element.get("class", "").startswith("footnote"):
        return ""
    said = element.text or ""
    for child in element:
        said += _inline(child, before + said) + (child.tail or "")
    if element.tag == "sup":
        return said.translate(_RAISED)
    return f"{_LINK}{said}" if element.tag == "a" and _LEADS_TO.search(before[-20:]) else said
