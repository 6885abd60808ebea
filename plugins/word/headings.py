"""Headings as our converter wants them: the title is level 1, parts begin at 2, none skips a level."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from plugins.word.parts import Block, Break, Inline, Paragraph, Text

_DEEPEST = 6


def level(blocks: Sequence[Block]) -> list[Block]:
    """Levels set; the title is the first of style Title, else the only heading 1 before all text."""
    title = _title(blocks)
    above: list[int] = []
    made: list[Block] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or block.heading < 0:
            made.append(block)
        elif block is title:
            made.append(_plain(block, 1))
        else:
            while above and above[-1] >= max(block.heading, 1):
                above.pop()
            above.append(max(block.heading, 1))
            made.append(_plain(block, min(len(above) + 1, _DEEPEST)))
    return made


def _title(blocks: Sequence[Block]) -> Block | None:
    heads = [b for b in blocks if isinstance(b, Paragraph) and b.heading >= 0]
    ones = [b for b in heads if b.heading == 1]
    alone = ones[0] if len(ones) == 1 and ones[0] is blocks[0] else None
    return next((b for b in heads if b.heading == 0), alone)


def _plain(block: Paragraph, depth: int) -> Paragraph:
    """A heading is bold by itself, and one line."""
    return replace(block, heading=depth, inlines=tuple(_lettered(block.inlines)))


def _lettered(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Break):
            yield Text(" ")
        elif isinstance(inline, Text):
            yield replace(inline, look=inline.look._replace(bold=False))
        else:
            yield inline
