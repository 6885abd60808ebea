"""Habits of typists: bullets typed as text, bold lines as headings, spaces and empty lines as layout.

Each rule is a function from paragraphs to paragraphs; nothing of the text is lost in any.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from plugins.core.text import fold
from plugins.word.parts import (
    Block,
    Break,
    Footnote,
    Inline,
    Paragraph,
    Picture,
    Table,
    Text,
    is_bold,
    stripped,
)
from plugins.word.typed import starts_item, typed_lists

_HEADING_END = re.compile(r"[.;,…!?]$")
_MOST_HEADING = 120


def clean(blocks: Iterable[Block]) -> list[Block]:
    """All rules, in their order."""
    return bold_headings(typed_lists(list(captions(split_lines(spaces(blocks))))))


def spaces(blocks: Iterable[Block]) -> Iterator[Block]:
    """Without empty paragraphs, and without spaces and line breaks at both ends of a paragraph."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif inlines := stripped(block.inlines):
            yield replace(block, inlines=tuple(_tidy_note(inline) for inline in inlines))


def _tidy_note(inline: Inline) -> Inline:
    return Footnote(tuple(clean(inline.blocks))) if isinstance(inline, Footnote) else inline


def split_lines(blocks: Iterable[Block]) -> Iterator[Block]:
    """Paragraphs whose lines are paragraphs of their own: pictures, typed bullets, an empty line between."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            continue
        lines = list(_lines(block.inlines))
        if len(lines) > 1 and (block.heading >= 0 or not _belong_apart(lines)):
            own: list[list[Inline]] = [[picture] for picture in block.pictures]
            lines = [_without_pictures(block.inlines), *own]
        for i, line in enumerate(lines):
            if inlines := stripped(line):
                yield replace(block, inlines=inlines, item=block.item if i == 0 else None)


def _lines(inlines: Iterable[Inline]) -> Iterator[list[Inline]]:
    """The lines of a paragraph; a picture at the edge of one is a line of its own."""
    for is_break, run in groupby(inlines, lambda i: isinstance(i, Break)):
        if is_break:
            yield from ([] for _ in range(len(list(run)) - 1))
            continue
        line = list(run)
        start = next((n for n, i in enumerate(line) if not isinstance(i, Picture)), len(line))
        end = len(line) - next((n for n, i in enumerate(reversed(line)) if not isinstance(i, Picture)), 0)
        yield from ([picture] for picture in line[:start])
        if start < end:
            yield [i for i in line[start:end] if not isinstance(i, Picture)]
            for picture in line[start:end]:
                if isinstance(picture, Picture):
                    yield [picture]
        yield from ([picture] for picture in line[max(start, end) :])


def _belong_apart(lines: list[list[Inline]]) -> bool:
    return any(not line or isinstance(line[0], Picture) or starts_item(_words(line)) for line in lines)


def _without_pictures(inlines: Iterable[Inline]) -> list[Inline]:
    return [i for i in inlines if not isinstance(i, Picture)]


def captions(blocks: Iterable[Block]) -> Iterator[Block]:
    """A paragraph of style Caption below a picture (or above one) is the picture's title."""
    kept = list(blocks)
    i = 0
    while i < len(kept):
        here, after = kept[i], kept[i + 1] if i + 1 < len(kept) else None
        if _is_picture(here) and _is_caption(after):
            yield _titled(here, after)
            i += 2
        elif (
            _is_caption(here) and _is_picture(after) and not (i + 2 < len(kept) and _is_caption(kept[i + 2]))
        ):
            yield _titled(after, here)
            i += 2
        else:
            yield here
            i += 1


def _is_picture(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and len(block.inlines) == 1 and bool(block.pictures)


def _is_caption(block: Block | None) -> bool:
    """Plain words only: a footnote or link in a caption has no place in a title."""
    return (
        isinstance(block, Paragraph)
        and block.kind == "caption"
        and all(isinstance(i, Break) or (isinstance(i, Text) and not i.look.link) for i in block.inlines)
    )


def _titled(picture: Block | None, caption: Block | None) -> Paragraph:
    assert isinstance(picture, Paragraph) and isinstance(caption, Paragraph)
    return replace(picture, inlines=(replace(picture.pictures[0], title=caption.text),))


def bold_headings(blocks: list[Block]) -> list[Block]:
    """Short lines all in bold between plain paragraphs are headings, in a text that has no others.

    Before the first plain paragraph stand title and sapo, which are not ours to tell; a centred or
    right-aligned line is a title or a signature.
    """
    if any(isinstance(block, Paragraph) and block.heading > 0 for block in blocks):
        return blocks
    made = list(blocks)
    in_text = False
    for i, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.pictures:
            continue
        follows = blocks[i + 1] if i + 1 < len(blocks) else None
        if in_text and _may_head(block) and isinstance(follows, Paragraph) and not is_bold(follows):
            made[i] = replace(block, heading=2)
        in_text = in_text or (block.item is None and len(block.text) > _MOST_HEADING and not is_bold(block))
    return made


def _may_head(block: Paragraph) -> bool:
    text = block.text
    return (
        is_bold(block)
        and not block.item
        and not block.kind
        and block.align in ("", "both", "left", "start")
        and 1 < len(text) <= _MOST_HEADING
        and not _HEADING_END.search(text)
        and not any(isinstance(i, Break) for i in block.inlines)
        and not fold(text).startswith(("noi nhan", "anh:", "tin, anh", "tac gia"))
    )


def _words(line: Iterable[Inline]) -> str:
    return "".join(i.text for i in line if isinstance(i, Text))
