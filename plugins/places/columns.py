"""Tables with a column of communes: | Xã | Số hộ |, where a name needs no type word."""

from plugins.places.candidates import Candidate
from plugins.places.lexicon import Lexicon
from plugins.places.view import View


class Columns:
    """The first such column of a text; `bare` are the patterns for text without marks."""

    def __init__(self, view: View, bare: Lexicon) -> None:
        self._view = view
        self._end = self._column = self._columns = 0  # of the head: where it ends, which of how many
        head = bare.column.search(view.plain) if "|" in view.plain else None
        if head:
            begin, self._end = view.block(head.start("head"))
            self._column = len(_cells(view.plain[begin : head.start("head")]))
            self._columns = len(_cells(view.plain[begin : self._end]))

    def holds(self, of: Candidate) -> bool:
        """Whether the name fills a cell of the column; empty cells shift the count of those behind them."""
        if not of.capital or of.start < self._end or not self._columns:
            return False
        begin, end = self._view.block(of.start)
        before, after = self._view.shown[begin : of.start].rstrip(), self._view.shown[of.end : end].lstrip()
        fills = before[-1:] in {"|", ""} and after[:1] == "|"
        return fills and len(_cells(before)) % self._columns == self._column


def _cells(row: str) -> list[str]:
    return [cell for cell in row.split("|") if cell.strip()]
