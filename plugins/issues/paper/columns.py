"""Two columns of equal height for every article, over as many pages as it takes.

Typst fills one column after the other and does not balance them (planned, typst/typst#466). A block of
fixed height does break over pages, though: its last piece is as high as what is left of the height. So the
height of each text is settled in rounds: set, see where the text ends and where its columns end, correct.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

LINE = 15.0  # points between two baselines; templates/style.typ
PAGE_TOP = 24 / 25.4 * 72
PAGE_BOTTOM = (297 - 20) / 25.4 * 72
_MIDDLE = 210 / 2 / 25.4 * 72
_ROUNDS = 14
_BOTH_WAYS = 4  # rounds in which heights may shrink as well; then they only grow, so that an end comes

Look = Callable[[Sequence[float]], list[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class _Spot:
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a text begin, where they end, where its last word is; `height` of all pieces."""

    height: float
    start: _Spot
    end: _Spot
    after: _Spot

    @property
    def overflows(self) -> bool:
        """Whether words stand below the columns."""
        return self.end.page == self.after.page and self.end.y > self.after.y + 0.5

    @property
    def wanted(self) -> float:
        """The height that would be just enough, as far as this setting tells."""
        top = self.start.y if self.end.page == self.start.page else PAGE_TOP
        bottom = self.after.y if self.end.page == self.after.page else PAGE_BOTTOM
        beyond = self.after.y - PAGE_TOP if self.after.page > self.end.page else 0.0
        piece = bottom - top
        used = self.end.y - top + (piece if self.end.x > _MIDDLE else 0.0)
        return self.height - beyond - piece + used / 2


def settle(look: Look) -> list[float]:
    """The heights of all texts, in points. `look` sets the issue with given heights (none: its own guess)."""
    heights: list[float] = []
    for round_ in range(_ROUNDS):
        texts = _read(look(heights))
        before, heights = heights, [_next(text, grow_only=round_ >= _BOTH_WAYS) for text in texts]
        if before and round_ >= _BOTH_WAYS and heights == before:
            break
    return heights


def _next(text: _Columns, *, grow_only: bool) -> float:
    if text.overflows:
        return round(text.height + max((text.end.y - text.after.y) / 2, LINE / 2), 2)
    if grow_only:
        return text.height
    return round(min(text.height, text.wanted + LINE / 2), 2)


def _read(marks: Iterable[Mapping[str, object]]) -> list[_Columns]:
    spots: dict[tuple[str, int], _Spot] = {}
    heights: dict[int, float] = {}
    for mark in marks:
        kind, n = str(mark["kind"]), int(str(mark["n"]))
        spots[kind, n] = _Spot(int(str(mark["page"])), float(str(mark["x"])), float(str(mark["y"])))
        if kind == "start":
            heights[n] = float(str(mark["height"]))
    return [
        _Columns(heights[n], spots["start", n], spots["end", n], spots["after", n]) for n in sorted(heights)
    ]
