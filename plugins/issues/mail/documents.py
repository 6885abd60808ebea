"""The letter and a document as plain text, whole: for the press."""

from collections.abc import Iterator
from types import SimpleNamespace

from plugins.documents.model import Document
from plugins.documents.paper import place_and_date
from plugins.issues.mail.articles import underlined
from plugins.issues.mail.text import Setting, plain, wrap
from plugins.issues.model import Letter


def letter_text(letter: Letter, setting: Setting) -> str:
    """Title, text, who signs."""
    said = (underlined(letter.title, setting.width, "="), plain(letter.body_html, setting), letter.signed)
    return "\n\n".join(said)


def document_text(document: Document, setting: Setting, words: SimpleNamespace) -> str:
    """The paper as it is laid out: heading, kind, abstract, text, recipients, signature."""
    return "\n\n".join(block for block in _blocks(document, setting, words) if block)


def _blocks(document: Document, setting: Setting, words: SimpleNamespace) -> Iterator[str]:
    width = setting.width
    head = (document.superior, document.issuer, f"{words.number} {document.number}")
    yield "\n".join(wrap(line, width) for line in head if line)
    yield "\n".join(
        wrap(line, width) for line in (*document.heading.split("\n"), place_and_date(document)) if line
    )
    yield f"{document.kind.upper()}\n{underlined(document.abstract, width, '=')}"
    yield plain(document.body_html, setting) if document.has_text else words.no_text
    if document.recipients:
        yield "\n".join((words.recipients, *(wrap(line, width, first="- ") for line in document.recipients)))
    yield "\n".join(wrap(line, width) for line in (*document.signature, document.signatory) if line)
