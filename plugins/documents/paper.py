"""A document as plain words, in the order of the paper: for search, for reading aloud, for proof-reading."""

from collections.abc import Iterator

from plugins.core.dates import format_words
from plugins.core.markup import plain_text
from plugins.documents.model import Document


def place_and_date(document: Document) -> str:
    """'Cao Bằng, ngày 31 tháng 3 năm 2014'."""
    day = format_words(document.issued)
    return f"{document.place}, {day}" if document.place else day


def paper_text(document: Document) -> str:
    """The words of the paper itself, a part a line; nothing of what the site adds."""
    return "\n".join(part for part in _parts(document) if part)


def _parts(document: Document) -> Iterator[str]:
    yield document.superior
    yield document.issuer
    yield f"Số: {document.number}"
    yield document.heading
    yield place_and_date(document)
    yield document.kind.upper()
    yield document.abstract
    yield plain_text(document.body_html)
    if document.recipients:
        yield "Nơi nhận:"
    yield from document.recipients
    yield from document.signature
    yield document.signatory
