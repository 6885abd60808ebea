"""Lists typed as text: "- ", "+ ", "• ", "1. " at the start of paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from plugins.word.parts import Block, Inline, Item, Paragraph, Text, is_bold, stripped

# "-" is the first bullet of Vietnamese offices, "+" the one below; a dash may be glued to its words.
_BULLET = re.compile(
    r"\s*(?:([•●▪■◆❖➢►➔✓□○◦·*⁃∙‣])\s+|([-–])(?:\s+|(?=[^\W\d]))|(\+)(?:\s+|(?=[^\W\d])))(?=\S)"
)
_NUMBER = re.compile(r"\s*(\d{1,2})\.\s+(?=\S)")


def starts_item(text: str) -> bool:
    """Whether a line begins with a typed bullet."""
    return _BULLET.match(text) is not None


@dataclass(frozen=True, slots=True)
class _Typed:
    """A mark typed before a paragraph: its rank (numbers above dashes above pluses) and its length."""

    rank: int
    number: int
    length: int


def typed_lists(blocks: list[Block]) -> list[Block]:
    """Runs of two or more paragraphs that begin with a typed bullet or with numbers in order."""
    marks = [_typed(block) for block in blocks]
    made = list(blocks)
    start = 0
    while start < len(marks):
        end = start
        while end < len(marks) and marks[end] is not None:
            end += 1
        run = [mark for mark in marks[start:end] if mark is not None]
        if len(run) > 1 and _in_order(run):
            for i, (level, mark) in enumerate(_levels(run), start):
                made[i] = _listed(blocks[i], level, mark)
        start = max(end, start + 1)
    return made


def _typed(block: Block) -> _Typed | None:
    if not isinstance(block, Paragraph) or block.item or block.heading >= 0 or block.kind:
        return None
    text = block.text
    if found := _BULLET.match(text):
        return _Typed(1 if found[1] else 2 if found[2] else 3, 0, found.end())
    if (found := _NUMBER.match(text)) and not is_bold(block):
        return _Typed(0, int(found[1]), found.end())
    return None


def _in_order(run: list[_Typed]) -> bool:
    """Numbers count on by one, whatever stands between; a lone number is no list."""
    numbers = [mark.number for mark in run if mark.number]
    return len(numbers) != 1 and all(b == a + 1 for a, b in pairwise(numbers))


def _levels(run: list[_Typed]) -> Iterator[tuple[int, _Typed]]:
    above: list[int] = []
    for mark in run:
        while above and above[-1] >= mark.rank:
            above.pop()
        above.append(mark.rank)
        yield len(above) - 1, mark


def _listed(block: Block, level: int, mark: _Typed) -> Paragraph:
    assert isinstance(block, Paragraph)
    return replace(block, inlines=_after(block.inlines, mark.length), item=Item(level, mark.number))


def _after(inlines: tuple[Inline, ...], length: int) -> tuple[Inline, ...]:
    """The inlines without their first letters."""
    kept: list[Inline] = []
    for inline in inlines:
        if length and isinstance(inline, Text):
            cut = min(length, len(inline.text))
            length -= cut
            inline = replace(inline, text=inline.text[cut:])  # noqa: PLW2901  # the same letters, fewer
        if not (isinstance(inline, Text) and not inline.text):
            kept.append(inline)
    return stripped(kept)
