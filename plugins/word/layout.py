"""Tables used to place things on the paper become paragraphs; tables of data stay, made even.

Office texts open with a table of two columns (agency | motto) and end with one (recipients | signature);
reporters frame whole texts and lay photos side by side with tables.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from plugins.core.text import fold
from plugins.word.parts import (
    Block,
    Break,
    Cell,
    Footnote,
    Inline,
    Paragraph,
    Table,
    Text,
    paragraphs,
    stripped,
)

_OFFICE_WORDS = ("cong hoa xa hoi chu nghia viet nam", "doc lap", "noi nhan", "doan tncs ho chi minh")
_LONG_CELL = 800  # letters; a cell of data has fewer, the text of an article more
_MAX_COLUMNS = 30


def settle(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with layout tables taken apart; every table left is an even grid, its first row the head."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield replace(block, inlines=tuple(_settled(inline) for inline in block.inlines))
        elif is_layout(block):
            for cell in _in_reading_order(block):
                yield from settle(cell.blocks)
        else:
            yield from _even(block)


def _settled(inline: Inline) -> Inline:
    return Footnote(tuple(settle(inline.blocks))) if isinstance(inline, Footnote) else inline


def is_layout(table: Table) -> bool:
    """Whether a table only places text on the paper."""
    cells = [cell for row in table.rows for cell in row]
    width = max((len(row) for row in table.rows), default=0)
    if len(table.rows) <= 1 or width <= 1 or width > _MAX_COLUMNS:
        return True
    if any(isinstance(block, Table) for cell in cells for block in cell.blocks):
        return True
    inner = [p for cell in cells for p in paragraphs(cell.blocks)]
    if any(p.pictures for p in inner) and width <= 3:
        return True
    if any(p.heading >= 0 for p in inner) or any(len(_text(cell)) > _LONG_CELL for cell in cells):
        return True
    if width > 2:
        return False
    is_office = any(word in fold(p.text) for p in inner for word in _OFFICE_WORDS)
    return (is_office or not table.ruled) and len(table.rows) <= 4


def _in_reading_order(table: Table) -> Iterator[Cell]:
    """Column by column where columns are what belongs together, row by row where text runs on."""
    width = max((len(row) for row in table.rows), default=0)
    long = any(len(_text(cell)) > _LONG_CELL for row in table.rows for cell in row)
    if long or width > 3 or any(cell.span > 1 for row in table.rows for cell in row):
        yield from (cell for row in table.rows for cell in row)
    else:
        yield from (row[column] for column in range(width) for row in table.rows if column < len(row))


def _even(table: Table) -> Iterator[Block]:
    rows = [row for row in table.rows if any(_has_content(cell) for cell in row)]
    columns = max((sum(cell.span for cell in row) for row in rows), default=0)
    while rows and len([c for c in rows[0] if _has_content(c)]) == 1 and rows[0][0].span >= columns > 1:
        yield from rows[0][0].blocks  # a first row that is one cell is the title of the table
        rows = rows[1:]
    if len(rows) < 2 or columns > _MAX_COLUMNS:
        yield from (block for row in rows for cell in row for block in settle(cell.blocks))
        return
    yield Table(tuple(tuple(_row(row, columns)) for row in rows), table.ruled)


def _row(row: tuple[Cell, ...], columns: int) -> Iterator[Cell]:
    """One cell a column; the words of a merged cell stand in its first."""
    count = 0
    for cell in row:
        yield Cell((Paragraph(tuple(_lines(cell.blocks))),))
        yield from (Cell(()) for _ in range(cell.span - 1))
        count += cell.span
    yield from (Cell(()) for _ in range(columns - count))


def _lines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """The paragraphs of a cell as lines; marks of lists as letters, since a cell holds no list."""
    first = True
    for paragraph in paragraphs(blocks):
        inlines = stripped(paragraph.inlines)
        if not inlines:
            continue
        if not first:
            yield Break()
        first = False
        if paragraph.item is not None:
            yield Text(f"{paragraph.item.number}. " if paragraph.item.number else "• ")
        yield from map(_settled, inlines)


def _has_content(cell: Cell) -> bool:
    return any(p.pictures or p.text for p in paragraphs(cell.blocks))


def _text(cell: Cell) -> str:
    return " ".join(p.text for p in paragraphs(cell.blocks))
