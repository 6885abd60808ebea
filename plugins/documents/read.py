"""From a file of `van-ban/` to a document, or to every reason why not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from plugins.articles.model import State
from plugins.core.body import check_body, readable
from plugins.core.fields import FieldError, Values, read_fields
from plugins.core.header import Header, split_header
from plugins.core.problem import Problem, Severity, holds
from plugins.core.sources import SourceError, read_source
from plugins.core.text import control_characters, fold, nfc
from plugins.documents.attachments import attach
from plugins.documents.check import check_header, occurrences
from plugins.documents.fields import ATTACHMENT, EXPLANATION_MARK, FIELDS
from plugins.documents.kinds import System
from plugins.documents.model import Attachment, Document, Duty, Reference
from plugins.documents.number import DocumentNumber

_MARK = re.compile(r"^[ \t]*={3,}[ \t]*(?P<word>[^=\n]+?)[ \t]*={3,}[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"<[a-z][^>]*>")
_ID = re.compile(r'(\sid="|\shref="#)')

# What is asked of an article's text but not of a paper's.
_OF_ARTICLES = {"body-short", "body-empty", "heading-level-1", "heading-skips"}


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """What came of a file: the document (None where a problem holds it) and every problem."""

    document: Document | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """The two parts of a source below its header, in Markdown."""

    paper: str
    explanation: str


def read_document(file: Path, content: Path, convert: Callable[[str], str]) -> DocumentReading:
    """Read one source. `content` is the content folder, `convert` turns Markdown into clean HTML."""
    source = nfc(file.relative_to(content).as_posix())
    try:
        header = split_header(read_source(file))
    except SourceError as error:
        return DocumentReading(None, (Problem(source, error.line, error.code, error.message, error.cure),))
    values, problems = read_fields(FIELDS, header, source)
    text, faults = _split_text(header, source)
    attachments, bad_files = _attachments(header, values, file.parent, content, source)
    found = (*problems, *faults, *_check_text(values, header, text, source), *bad_files)
    found = (*found, *check_header(values, header, source), *_check_words(header, source))
    found = (*found, *_waiting(values, source))
    if holds(found) or not readable(found):
        return DocumentReading(None, tuple(sorted(found)))
    document = _document(values, source, text, attachments, convert)
    if "<img" in document.body_html + document.explanation_html:
        return DocumentReading(None, tuple(sorted((*found, _no_photos(source, header.body_line)))))
    return DocumentReading(document, tuple(sorted(found)))


def _split_text(header: Header, source: str) -> tuple[_Text, tuple[Problem, ...]]:
    """The paper and, after its mark, the explanation; a mark with another word is a fault."""
    marks = list(_MARK.finditer(header.body))
    good = [m for m in marks if fold(m["word"]) == "giai thich"]
    problems = [
        Problem(
            source,
            header.body_line + header.body.count("\n", 0, mark.start()),
            "explanation-mark",
            f"Dòng “{mark[0].strip()[:60]}” không mở phần giải thích"
            + (" lần nữa được." if mark in good else "."),
            f"Chỉ có một dòng chia phần: {EXPLANATION_MARK}",
        )
        for mark in marks
        if mark not in good[:1]
    ]
    if not good:
        return _Text(header.body, ""), tuple(problems)
    return _Text(header.body[: good[0].start()], header.body[good[0].end() :]), tuple(problems)


def _check_text(values: Values, header: Header, text: _Text, source: str) -> tuple[Problem, ...]:
    whole, given = values.get("has_text") is not False, bool(text.paper.strip())
    if bad := control_characters(header.body):
        return (
            Problem(
                source, header.body_line, "text-control-character",
                f"Lời văn bản có ký tự điều khiển {', '.join(bad)}.",
                "Chép lại phần chữ từ văn bản gốc, dán ở dạng không định dạng.",
            ),
        )  # fmt: skip
    if whole and not given:
        return (
            Problem(
                source, header.body_line, "text-missing",
                "Không có lời văn bản sau phần đầu.",
                "Chép nguyên văn vào sau một dòng trống; nếu chỉ biết văn bản qua văn bản khác thì ghi"
                " Toàn văn: không",
            ),
        )  # fmt: skip
    if given and not whole:
        return (
            Problem(
                source, values.line("has_text"), "text-unexpected",
                "Trường “Toàn văn” ghi “không” nhưng sau phần đầu lại có lời văn bản.",
                f"Bỏ dòng Toàn văn; hoặc nếu đó là lời của trang thì đặt nó sau dòng {EXPLANATION_MARK}",
            ),
        )  # fmt: skip
    return ()


def _check_words(header: Header, source: str) -> Iterator[Problem]:
    """What holds for every text: markup that cannot be shown, links that lead nowhere, old fonts.

    A paper may be short or known by its header only.
    """
    line = header.body_line
    for part in _MARK.split(header.body)[::2]:  # the odd ones are the words of the marks
        if part.strip():
            yield from (p for p in check_body(part, source, line) if p.code not in _OF_ARTICLES)
        line += part.count("\n")


def _waiting(values: Values, source: str) -> Iterator[Problem]:
    """A paper of any other state than “đã duyệt” waits, as an article does."""
    state = values.get("state")
    if isinstance(state, State) and state is not State.APPROVED:
        yield Problem(
            source,
            values.line("state"),
            f"state-{state.name.lower()}",
            f"Văn bản đang ở trạng thái “{state}”, chưa đăng.",
            "Khi được đăng thì ghi Trạng thái: đã duyệt, hoặc bỏ dòng này.",
            Severity.WAITING,
        )


def _no_photos(source: str, line: int) -> Problem:
    return Problem(
        source,
        line,
        "document-photo",
        "Lời văn bản có ảnh; trang văn bản chưa dùng được ảnh.",
        "Xóa ảnh; bản chụp văn bản thì ghi ở trường “Tệp đính kèm”.",
    )


def _attachments(
    header: Header, values: Values, folder: Path, content: Path, source: str
) -> tuple[tuple[Attachment, ...], tuple[Problem, ...]]:
    number, issued = values.get("number"), values.get("issued")
    known = isinstance(number, DocumentNumber) and isinstance(issued, date)
    url = _url(cast(DocumentNumber, number), cast(date, issued)) if known else "/"
    found: dict[str, Attachment] = {}
    problems = []
    for line, name in occurrences(header, ATTACHMENT):
        if not name.strip():
            continue  # the field table has said so
        try:
            attachment = attach(folder, content, name, url)
        except FieldError as error:
            problems.append(Problem(source, line, error.code, error.message, error.cure))
            continue
        other = found.setdefault(attachment.path, attachment)
        if other is not attachment:
            problems.append(_same_address(source, line, attachment, other))
    return tuple(found.values()), tuple(problems)


def _same_address(source: str, line: int, attachment: Attachment, other: Attachment) -> Problem:
    return Problem(
        source,
        line,
        "attachment-repeated",
        f"Tệp đính kèm “{attachment.name}” trùng địa chỉ với “{other.name}”.",
        "Bỏ bớt một dòng, hoặc đổi tên một tệp.",
    )


def _url(number: DocumentNumber, issued: date) -> str:
    return f"/van-ban/{issued.year}/{number.key}/"


def _document(
    values: Values,
    source: str,
    text: _Text,
    attachments: tuple[Attachment, ...],
    convert: Callable[[str], str],
) -> Document:
    number = cast(DocumentNumber, values.get("number"))
    lines = (values.text(key) for key in ("authority", "role", "note"))
    return Document(
        source=source,
        number=number.printed,
        key=number.key,
        kind=values.text("kind"),
        abstract=values.text("abstract"),
        issuer=values.text("issuer"),
        issued=cast(date, values.get("issued")),
        place=values.text("place"),
        superior=values.text("superior"),
        heading=_system(values, number).heading,
        signature=tuple(line for line in lines if line),
        signatory=values.text("signatory"),
        recipients=cast(tuple[str, ...], values.get("recipients") or ()),
        body_html=convert(text.paper) if text.paper.strip() else "",
        explanation_html=_own_ids(convert(text.explanation)) if text.explanation.strip() else "",
        summary=values.text("summary"),
        duties=cast(tuple[Duty, ...], values.get("duties") or ()),
        carries_out=cast(tuple[Reference, ...], values.get("carries_out") or ()),
        replaces=cast(tuple[Reference, ...], values.get("replaces") or ()),
        related=cast(tuple[Reference, ...], values.get("related") or ()),
        attachments=attachments,
        status=values.text("status"),
        has_text=values.get("has_text") is not False,
    )


def _own_ids(html: str) -> str:
    """The explanation's ids and links to them made its own: it stands on one page with the paper."""
    return _TAG.sub(lambda tag: _ID.sub(r"\1gt-", tag[0]), html)


def _system(values: Values, number: DocumentNumber) -> System:
    system = values.get("system")
    if isinstance(system, System):
        return system
    return System.STATE if number.strokes else System.UNION
