"""Two columns of equal height for every article, over as many pages as it takes.

Typst fills one column after the other and does not balance them (planned, typst/typst#466). A block of
fixed height does break over pages, though: its last piece is as high as what is left of the height. So the
height of each text is settled in rounds: set, see where the text ends and where its columns end, correct.
Then, as at any newspaper, copy is fitted: a text that runs over a page by a line or two is set tighter, a
photo grows or shrinks where the foot of a page would stay empty.

What begins on a fresh page does not depend on what stands before it. So the issue is settled in windows of
some articles, from fresh page to fresh page: the time grows with the number of pages, not with its square.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

LINE = 15.0  # points between two baselines; templates/style.typ
PAGE_TOP = 24 / 25.4 * 72
PAGE_BOTTOM = (297 - 20) / 25.4 * 72
_MIDDLE = 210 / 2 / 25.4 * 72
_ROUNDS = 14
_BOTH_WAYS = 7  # rounds in which heights may shrink as well; then they only grow, so that an end comes
_FITTINGS = 24
_WINDOW = 8
_HAIR = 0.05  # more than rounding takes
_LONELY = 3.4 * LINE  # a piece lower than this does not stand alone on a page
_MM = 72 / 25.4
_COLUMN = 85 * _MM
_EMPTY = 45 * _MM  # more than this is not left blank at a foot
_SMALL, _INNER_SMALL = 0.72, 0.85
_LEAST_ACROSS, _MOST_ACROSS = 1.6, 178 / 85


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: `height` of its columns in points (0: not known yet), lines close or not, width of
    the photo in columns (above 1: across both), width of the pictures in the text (1: as ever). `settled`,
    `inner_settled`: another width was tried, this one stays.
    """

    height: float = 0.0
    tight: bool = False
    photo: float = 1.0
    inner: float = 1.0
    settled: bool = False
    inner_settled: bool = False


Look = Callable[[int, Sequence[Setting]], list[Mapping[str, object]]]
"""Sets the texts from a number on, one for each setting, and tells their marks."""


@dataclass(frozen=True, slots=True)
class _Spot:
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a text begin, where they end, where its last word is; `height` of all pieces.

    `lowest` is the lowest thing on the last page, `ratio` the photo's width by height (0: no photo).
    """

    height: float
    ratio: float
    start: _Spot
    end: _Spot
    after: _Spot
    lowest: float

    @property
    def overflow(self) -> float:
        """How far words stand below the columns."""
        pages = self.end.page - self.after.page
        return self.lowest - self.after.y if pages <= 0 else pages * LINE

    @property
    def wanted(self) -> float:
        """The height that would be just enough, as far as this setting tells."""
        top = self.start.y if self.end.page == self.start.page else PAGE_TOP
        bottom = self.after.y if self.end.page == self.after.page else PAGE_BOTTOM
        beyond = self.after.y - PAGE_TOP if self.after.page > self.end.page else 0.0
        piece = bottom - top
        used = self.end.y - top + (piece if self.end.x > _MIDDLE else 0.0)
        return self.height - beyond - piece + used / 2

    @property
    def idle(self) -> float:
        """How far the columns reach onto a page that has no word of the text; it must not be opened."""
        empty = self.end.page < self.after.page or (self.end.x < _MIDDLE and self.end.y - PAGE_TOP < 1)
        return self.after.y - PAGE_TOP if empty and self.after.page > self.start.page else 0.0

    @property
    def lonely(self) -> bool:
        """Whether the last page has a line or two of it."""
        reached = self.start.page < self.after.page == self.end.page
        return reached and self.after.y - PAGE_TOP < _LONELY


def settle(look: Look, count: int) -> list[Setting]:
    """How each of so many texts is set."""
    settings = [Setting()] * count
    first, width = 0, _WINDOW
    while first < count:
        last = min(first + width, count)
        desk = _Desk(partial(look, first))
        settings[first:last] = desk.fit(settings[first:last])
        fresh = desk.last_fresh
        if last == count:
            break
        first, width = (first + fresh, _WINDOW) if fresh else (first, 2 * width)
    return _Desk(partial(look, 0)).even(settings, grow_only=True)


class _Desk:
    """Sets texts again and again; `texts` are how they stood the last time."""

    def __init__(self, look: Callable[[Sequence[Setting]], list[Mapping[str, object]]]) -> None:
        self._look = look
        # where a text began that was too long, and the height that was too little there
        self._full: dict[int, tuple[_Spot, float]] = {}
        self.texts: list[_Columns] = []

    @property
    def last_fresh(self) -> int:
        """The last text that begins a page, 0 where only the first does."""
        pairs = enumerate(zip(self.texts, self.texts[1:], strict=False), 1)
        return max((n for n, (one, two) in pairs if two.start.page > one.after.page), default=0)

    def fit(self, settings: Sequence[Setting]) -> list[Setting]:
        """The settings with even columns, fitted to the pages."""
        found = self.even(settings)
        for _ in range(_FITTINGS):
            fitted = _fit(found, self.texts)
            if fitted == found:
                break
            for n, (now, before) in enumerate(zip(fitted, found, strict=True)):
                if now != before:  # set otherwise, what was too little may be enough
                    self._full.pop(n, None)
            found = self.even(fitted)
        return found

    def even(self, settings: Sequence[Setting], *, grow_only: bool = False) -> list[Setting]:
        """The settings with heights that make columns even."""
        found = list(settings)
        for round_ in range(_ROUNDS):
            self.texts = _read(self._look(found))
            known = found
            found = [
                replace(setting, height=self._height(n, grow_only=grow_only or round_ >= _BOTH_WAYS))
                for n, setting in enumerate(known)
            ]
            if found == known:
                break
        return found

    def _height(self, n: int, *, grow_only: bool) -> float:
        text = self.texts[n]
        if text.overflow > 0:
            self._full[n] = text.start, text.height
            return round(text.height + max(text.overflow / 2, LINE / 2), 2)
        if text.idle:  # to the foot of the page before, and no further
            return round(text.height - text.idle - _HAIR, 2)
        where, little = self._full.get(n, (text.start, 0.0))
        least = (little + text.height) / 2 if where == text.start else 0.0
        wanted = max(text.wanted + LINE / 3, least)
        return text.height if grow_only or wanted > text.height - LINE / 2 else round(wanted, 2)


def _fit(settings: Sequence[Setting], texts: Sequence[_Columns]) -> list[Setting]:
    """The first fault of the pages mended: all that follows will move."""
    found = list(settings)
    for n, text in enumerate(texts):
        if n and texts[n - 1].after.page < text.start.page:
            _fill(found, texts, n)
        if text.lonely:
            found[n] = replace(found[n], tight=True) if not found[n].tight else _shrunk(found[n], text)
        if found != settings:
            break
    return found


def _fill(found: list[Setting], texts: Sequence[_Columns], n: int) -> None:
    """Something against the empty foot that text `n` leaves because it begins on the next page."""
    page = texts[n - 1].after.page
    empty = PAGE_BOTTOM - texts[n - 1].after.y
    if empty < _EMPTY:
        return
    for other in range(n):
        text = texts[other]
        if text.start.page == text.after.page == page and found[other].photo == 1 and text.ratio > 1:
            # a photo in a column is half as high for the page: both columns share it
            width = min(0.5 + text.ratio * (empty - LINE) / _COLUMN, _MOST_ACROSS)
            if width >= _LEAST_ACROSS:
                found[other] = replace(found[other], photo=round(width, 3), height=0.0, settled=True)
                return
    found[n] = _resized(found[n], texts[n])


def _resized(setting: Setting, text: _Columns) -> Setting:
    """A smaller photo; one that is small already and did not help, as it was."""
    if not text.ratio or setting.settled:
        return setting
    if setting.photo < 1:
        return replace(setting, photo=1.0, settled=True)
    return replace(setting, photo=_SMALL)


def _shrunk(setting: Setting, text: _Columns) -> Setting:
    """A smaller photo, then smaller pictures in the text as well, then both as they were."""
    if setting.inner < 1:
        return replace(_resized(setting, text), inner=1.0, inner_settled=True)
    if setting.inner_settled or (text.ratio and setting.photo == 1 and not setting.settled):
        return _resized(setting, text)
    return replace(setting, inner=_INNER_SMALL)


def _read(marks: Iterable[Mapping[str, object]]) -> list[_Columns]:
    """The texts, from marks in order: start, seen (below what cannot be broken), end, after."""
    found: list[_Columns] = []
    seen: list[_Spot] = []
    for mark in marks:
        spot = _Spot(int(str(mark["page"])), float(str(mark["x"])), float(str(mark["y"])))
        match mark["kind"]:
            case "start":
                height, ratio, start = float(str(mark["height"])), float(str(mark["ratio"])), spot
                seen = []
            case "after":
                lowest = max((s.y for s in seen if s.page == spot.page), default=spot.y)
                found.append(_Columns(height, ratio, start, seen[-1], spot, lowest))
            case _:
                seen.append(spot)
    return found
