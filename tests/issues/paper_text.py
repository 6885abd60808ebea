"""What a printed page says, in reading order, without running heads and page numbers."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from tests.issues.text import words_of_text

MM = 72 / 25.4


def pages_of(pdf: bytes) -> list[PageObject]:
    """The pages."""
    return list(PdfReader(io.BytesIO(pdf)).pages)


def printed(pdf: bytes) -> str:
    """The text between head and foot of all pages, in the order in which it is written into the file."""
    return "\n".join(_between(page, 22 * MM, 18 * MM) for page in pages_of(pdf))


def printed_words(pdf: bytes) -> list[str]:
    """The words of `printed`."""
    return words_of_text(printed(pdf).replace("\u200b", ""))


def holds(words: list[str], wanted: list[str]) -> bool:
    """Whether `wanted` stands in `words`, in a row."""
    return f" {' '.join(wanted)} " in f" {' '.join(words)} "


def _between(page: PageObject, head: float, foot: float) -> str:
    pieces: list[str] = []
    top = float(page.mediabox.height) - head

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if foot < y < top or y == 0:
            pieces.append(text)

    page.extract_text(visitor_text=visit)
    return "".join(pieces)


def structure(pdf: bytes) -> Iterator[tuple[str, DictionaryObject]]:
    """Every element of the tag tree: its type and itself, in reading order."""
    root: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    yield from _elements(root["/StructTreeRoot"])


def _elements(node: Any) -> Iterator[tuple[str, DictionaryObject]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, ArrayObject):
        for each in node:
            yield from _elements(each)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"]), node
        if "/K" in node:
            yield from _elements(node["/K"])
