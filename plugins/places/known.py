"""What a text has told so far that decides its other names: its districts, and where they stand.

It grows while the text is learnt, before its names are judged for good.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from plugins.places.candidates import Candidate
from plugins.places.chain import Chain
from plugins.places.context import Context
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Level, Unit
from plugins.places.typeword import Typed

NEAR = 3000  # a paragraph without an end, in characters to either side
Named = list[tuple[int, Unit]]  # districts and where they are named, in order


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate with what stands around it."""

    of: Candidate
    typed: Typed | None
    chain: Chain


class Known:
    """The knowledge of one text; `fields` are the units of its explicit fields."""

    def __init__(
        self, gazetteer: Gazetteer, context: Context, day: date | None, fields: tuple[Unit, ...]
    ) -> None:
        self._gazetteer = gazetteer
        self._context = context
        self._day = day
        self._fields = frozenset(u for u in fields if u.level is Level.DISTRICT)
        self._named: Named = []
        self._headings: Named = []
        self._datelines: Named = []
        self.districts = set(self._fields)
        self.home = context.home or bool(fields)  # the text is about Cao Bằng
        self.vouched: set[int] = set()  # where a district stands beside a commune of its own
        self.of_communes: set[Unit] = set()  # the districts that communes with a type word may lie in
        self.parts: dict[int, tuple[Unit, ...]] = {}  # where a unit is named as a part of a later one

    # -- learning

    def read(self, readings: list[Reading]) -> None:
        """Take in what needs no judging."""
        self.vouched.update(r.chain.at for r in readings if self._names_its_district(r))
        for this, following in pairwise(readings):
            if self._opens_its_communes(this, following):
                self.vouched.add(this.of.start)
        whole: Reading | None = None
        for reading in readings:
            parts = self._parts_of(whole, reading) if whole else ()
            if reading.typed:
                self._take_typed(reading)
            told = whole is not None and self._context.made_of(whole.of, reading.of)
            if parts and whole and whole.of.name != reading.of.name and told:
                self.parts[reading.of.start] = parts
            elif reading.typed and not parts:
                whole = reading
        for reading in readings:
            if self._context.dateline(reading.of) and not self.of_communes.isdisjoint(reading.of.units):
                self.vouched.add(reading.of.start)

    def learn(self, of: Candidate, district: Unit) -> None:
        """Take in that the text names a district for certain; names come in order."""
        self.districts.add(district)
        self._named.append((of.start, district))
        if self._context.is_heading(of):
            self._headings.append((of.start, district))
        elif self._context.dateline(of):
            self._datelines.append((of.start, district))

    def _opens_its_communes(self, district: Reading, commune: Reading) -> bool:
        """Whether a bare district name opens a list of its communes, so that each vouches for the other."""
        if district.typed or not (district.of.exact and commune.of.exact and district.of.capital):
            return False
        named = {u for u in district.of.units if u.level is Level.DISTRICT}
        inside = any(
            named & set(self._gazetteer.districts(u)) for u in commune.of.units if u.level is Level.COMMUNE
        )
        return bool(named) and inside and self._context.opens(district.of, commune.of)

    def _names_its_district(self, reading: Reading) -> bool:
        """Whether the district beside a commune's name is its own, be it the name of a school or a person."""
        own = {d for u in reading.of.units for d in self._gazetteer.districts(u)}
        return reading.of.exact and reading.of.capital and not own.isdisjoint(reading.chain.districts)

    def _take_typed(self, reading: Reading) -> None:
        if reading.of.exact and not reading.chain.elsewhere:
            units = (u for u in _told(reading) if u.level is Level.COMMUNE)
            self.of_communes.update(d for u in units if (d := self._gazetteer.district(u, self._day)))

    def _parts_of(self, whole: Reading, part: Reading) -> tuple[Unit, ...]:
        """The units of a name that went into those of another: "phường Thục Phán gồm Sông Hiến …"."""
        if not (part.of.exact and part.of.capital):
            return ()
        later = (u for u in _told(whole) if u.level is Level.COMMUNE)
        before = {old for u in later for old in self._gazetteer.lineage(u)}
        found = [u for u in _told(part) if u in before]
        return tuple(u for u in found if u.ends == max(f.ends for f in found))

    # -- asking

    def within(self, first: int, last: int) -> list[Unit]:
        """The districts named between two offsets, in order."""
        low = bisect_left(self._named, first, key=lambda p: p[0])
        high = bisect_right(self._named, last, key=lambda p: p[0])
        return [unit for _, unit in self._named[low:high]]

    def in_sentence(self, of: Candidate) -> list[Unit]:
        """The districts named in the sentence of a name."""
        return self.within(*self._context.sentence(of))

    def around(self, of: Candidate, units: tuple[Unit, ...]) -> list[tuple[Unit, ...]]:
        """The districts that may tell which of the units is meant, the nearest first."""
        possible = {d for u in units for d in self._gazetteer.districts(u)}
        first, last = self._context.view.block(of.start)
        before = [d for d in self.within(self._context.sentence(of)[0], of.start) if d in possible]
        rings = (
            before[-1:],
            _last_before(self._headings, of.start),
            self.in_sentence(of),
            self.within(max(first, of.start - NEAR), min(last, of.start + NEAR)),
            _last_before(self._datelines, of.start),
            self._fields,
            self.within(*self._context.view.block(0)),  # the title
            self.districts,
        )
        return [found for ring in rings if (found := tuple(possible.intersection(ring)))]


def _told(reading: Reading) -> list[Unit]:
    """The units of a name that its type word leaves."""
    return [u for u in reading.of.units if not reading.typed or u.kind in reading.typed.kinds]


def _last_before(named: Named, offset: int) -> list[Unit]:
    i = bisect_left(named, offset, key=lambda p: p[0])
    return [named[i - 1][1]] if i else []
