"""The parts a text is made of while it is on its way from Word to Markdown.

Only what is named here can reach the Markdown: whatever else a Word file holds has no place to hide.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from plugins.legacy.fonts import FontCharset


class Look(NamedTuple):
    """How letters look and where they link to; underlines, colours and sizes are not carried over."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    script: str = ""  # "superscript", "subscript"
    link: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Text:
    """Letters of one look; `old` is set where they are an old font's and not yet Unicode."""

    text: str
    look: Look = PLAIN
    old: FontCharset | None = None
    font: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A line break within a paragraph."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by the name of its part in the file; `title` is the caption."""

    part: str
    alt: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A foot- or endnote at the place that refers to it."""

    blocks: "tuple[Block, ...]"


Inline: TypeAlias = Text | Break | Picture | Footnote


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph's place in a list: depth from 0; `number` 0 for a bullet."""

    level: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `heading` 1-9 is its level as Word counts, 0 the title's, -1 for no heading.

    `kind` is "caption", "quote" or "". `align` is as Word writes it: "center", "right", …
    """

    inlines: tuple[Inline, ...]
    heading: int = -1
    kind: str = ""
    align: str = ""
    item: Item | None = None

    @property
    def text(self) -> str:
        """The letters of the paragraph, line breaks as spaces."""
        return words(self.inlines)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures in the paragraph."""
        return tuple(i for i in self.inlines if isinstance(i, Picture))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, `span` columns wide; the lower parts of a merged one are empty."""

    blocks: "tuple[Block, ...]"
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `ruled` when it has visible lines."""

    rows: tuple[tuple[Cell, ...], ...]
    ruled: bool = False


Block: TypeAlias = Paragraph | Table


def words(inlines: Iterable[Inline]) -> str:
    """The letters of inlines, without footnotes."""
    return " ".join(
        "".join(
            i.text if isinstance(i, Text) else " " for i in inlines if isinstance(i, Text | Break)
        ).split()
    )


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """All paragraphs, those in tables too, not those of footnotes."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)


def stripped(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Without spaces and line breaks at both ends."""
    kept = list(inlines)
    while kept and (isinstance(kept[0], Break) or (isinstance(kept[0], Text) and not kept[0].text.strip())):
        del kept[0]
    while kept and (
        isinstance(kept[-1], Break) or (isinstance(kept[-1], Text) and not kept[-1].text.strip())
    ):
        del kept[-1]
    if kept and isinstance(kept[0], Text):
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    if kept and isinstance(kept[-1], Text):
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def is_bold(block: Block) -> bool:
    """Whether a paragraph is all in bold."""
    texts = (
        [i for i in block.inlines if isinstance(i, Text) and i.text.strip()]
        if isinstance(block, Paragraph)
        else []
    )
    return bool(texts) and all(t.look.bold for t in texts)
