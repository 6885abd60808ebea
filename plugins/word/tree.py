"""Blocks as pandoc's document tree (pandoc-types 1.23), which its writer turns into Markdown."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from plugins.word.parts import (
    Block,
    Break,
    Cell,
    Footnote,
    Inline,
    Item,
    Look,
    Paragraph,
    Picture,
    Table,
    Text,
)

Node: TypeAlias = dict[str, object]

API_VERSION = (1, 23, 1)
# An ampersand that would make a letter of what follows it; a backslash, after which pandoc's writer
# (3.9) loses a sign.
_ENTITY = re.compile(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)")
_IN_ATTRIBUTES = str.maketrans(
    {"[": "(", "]": ")", "<": "‹", ">": "›", '"': "”", "\\": "/", "`": "’", "'": "’"}
)
_APART = re.compile(r"(&(?=#|[A-Za-z][A-Za-z0-9]*;)|\\)")
_POINTED = re.compile(r"#[.)]")
_ATTR = ["", [], []]


def document(blocks: Sequence[Block]) -> bytes:
    """The whole tree as JSON."""
    tree = {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": list(_blocks(blocks))}
    return json.dumps(tree, ensure_ascii=False).encode("utf-8")


def _blocks(blocks: Iterable[Block]) -> Iterator[Node]:
    for kind, run in groupby(blocks, _kind):
        group = list(run)
        if kind == "list":
            yield from _lists(
                [(b.item, _inlines(b.inlines)) for b in group if isinstance(b, Paragraph) and b.item], 0
            )
        elif kind == "quote":
            yield {"t": "BlockQuote", "c": [_paragraph(b) for b in group if isinstance(b, Paragraph)]}
        else:
            yield from (_table(b) if isinstance(b, Table) else _paragraph(b) for b in group)


def _kind(block: Block) -> str:
    if isinstance(block, Table):
        return "table"
    return "list" if block.item is not None and block.heading < 0 else block.kind


def _paragraph(block: Paragraph) -> Node:
    if block.heading >= 0:
        return {"t": "Header", "c": [max(block.heading, 1), _ATTR, _inlines(block.inlines)]}
    return {"t": "Para", "c": _line_starts(_inlines(block.inlines))}


def _lists(items: Sequence[tuple[Item, list[Node]]], level: int) -> Iterator[Node]:
    """Lists of one depth; what is deeper goes into the item above it."""
    gathered: list[tuple[Item, list[Node]]] = []
    i = 0
    while i < len(items):
        item, letters = items[i]
        end = i + 1
        while end < len(items) and items[end][0].level > max(item.level, level):
            end += 1
        inner = list(_lists(items[i + 1 : end], items[i + 1][0].level)) if end > i + 1 else []
        if gathered and not _goes_on(gathered[-1][0], item):
            yield _list(gathered)
            gathered = []
        gathered.append((item, [{"t": "Plain", "c": _line_starts(letters)}, *inner]))
        i = end
    if gathered:
        yield _list(gathered)


def _goes_on(before: Item, after: Item) -> bool:
    return after.number == before.number + 1 if before.number else after.number == 0


def _list(items: list[tuple[Item, list[Node]]]) -> Node:
    contents = [blocks for _, blocks in items]
    start = items[0][0].number
    if not start:
        return {"t": "BulletList", "c": contents}
    return {"t": "OrderedList", "c": [[start, {"t": "Decimal"}, {"t": "Period"}], contents]}


def _table(table: Table) -> Node:
    columns = len(table.rows[0])
    rows = [[_ATTR, [_cell(cell) for cell in row]] for row in table.rows]
    return {
        "t": "Table",
        "c": [
            _ATTR,
            [None, []],
            [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * columns,
            [_ATTR, rows[:1]],
            [[_ATTR, 0, [], rows[1:]]],
            [_ATTR, []],
        ],
    }


def _cell(cell: Cell) -> list[object]:
    letters = [n for b in cell.blocks if isinstance(b, Paragraph) for n in _inlines(b.inlines)]
    # a line break would make pandoc leave the row of a pipe table
    letters = [_raw("<br>") if n["t"] == "LineBreak" else n for n in letters]
    return [_ATTR, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": letters}]]


# --- letters

_DRESS: tuple[tuple[Callable[[Look], object], str], ...] = (
    (lambda look: look.link, "Link"),
    (lambda look: look.bold, "Strong"),
    (lambda look: look.italic, "Emph"),
    (lambda look: look.strike, "Strikeout"),
    (lambda look: look.script, "Script"),
)


def _inlines(inlines: Sequence[Inline]) -> list[Node]:
    nodes: list[Node] = []
    for is_text, run in groupby(inlines, lambda i: isinstance(i, Text)):
        if is_text:
            nodes += _dressed([i for i in run if isinstance(i, Text)], 0)
        else:
            nodes += [_other(i) for i in run]
    return nodes


def _other(inline: Inline) -> Node:
    if isinstance(inline, Break):
        return {"t": "LineBreak"}
    if isinstance(inline, Footnote):
        return {"t": "Note", "c": list(_blocks(inline.blocks))}
    assert isinstance(inline, Picture)
    return {
        "t": "Image",
        "c": [_ATTR, _words(_attribute(inline.alt)), [inline.part, _attribute(inline.title)]],
    }


def _attribute(text: str) -> str:
    """The words of a picture, which stand in an attribute: no sign that would end it or be read as HTML."""
    return _ENTITY.sub("& ", text.translate(_IN_ATTRIBUTES))


def _dressed(texts: list[Text], depth: int) -> list[Node]:
    """Texts in their dress, the outermost first; spaces at the edges stay outside of it."""
    if depth == len(_DRESS):
        return _words("".join(t.text for t in texts))
    wears, kind = _DRESS[depth]
    nodes: list[Node] = []
    for value, run in groupby(texts, lambda t: wears(t.look)):
        group = list(run)
        inner = _dressed(group, depth + 1)
        if not value or all(n["t"] == "Space" for n in inner):
            nodes += inner
            continue
        before, core, after = _trimmed(inner)
        nodes += [*before, _wrapped(kind, str(value), core), *after]
    return nodes


def _wrapped(kind: str, value: str, inner: list[Node]) -> Node:
    if kind == "Link":
        return {"t": "Link", "c": [_ATTR, inner, [value, ""]]}
    return {"t": value.capitalize() if kind == "Script" else kind, "c": inner}


def _trimmed(nodes: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    start, end = 0, len(nodes)
    while start < end and nodes[start]["t"] == "Space":
        start += 1
    while end > start and nodes[end - 1]["t"] == "Space":
        end -= 1
    return nodes[:start], nodes[start:end], nodes[end:]


def _words(text: str) -> list[Node]:
    nodes: list[Node] = []
    for is_space, run in groupby(text, str.isspace):
        if is_space:
            nodes.append({"t": "Space"})
            continue
        word = "".join(run)
        for piece in _APART.split(word):
            if piece:
                nodes.append(_raw("&amp;") if piece == "&" else {"t": "Str", "c": piece})
    return nodes


def _raw(html: str) -> Node:
    return {"t": "RawInline", "c": ["html", html]}


def _line_starts(nodes: list[Node]) -> list[Node]:
    """What our converter, other than pandoc's, takes for more than letters at the start of a line.

    Rules and underlines of headings, definitions, and a heading whose name begins with a point.
    """
    made: list[Node] = []
    at_start = True
    for node in nodes:
        word = str(node["c"]) if at_start and node["t"] == "Str" else ""
        if word and (not word.strip("-=:") or _POINTED.match(word)):
            escaped = f"\\{word[0]}" if word[0] in "-#" else f"&#{ord(word[0])};"
            made.append({"t": "RawInline", "c": ["markdown", escaped]})
            made += [{"t": "Str", "c": word[1:]}] if word[1:] else []
        else:
            made.append(node)
        at_start = node["t"] == "LineBreak"
    return made
