"""The units of Cao Bằng from 2004 on: read once, indexed once, then only asked."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from plugins.core.text import fold
from plugins.places.model import Level, Unit, UnitKey
from plugins.places.sources import Alias, read_aliases, read_ambiguous, read_units
from plugins.places.spelling import edits, is_markless, spelling_key

PROJECT_CODES = ("043", "042", "044", "045", "048")
"""Bảo Lạc, Bảo Lâm, Thông Nông, Hà Quảng, Hạ Lang: the poor districts of the pilot project of 2014."""
PROJECT_DAY = date(2014, 3, 31)
"""The day of the plan 70-KH/TĐTN-TCKT."""

_ONE_DAY = timedelta(days=1)

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Span:
    """The units in force from `start` until the next change."""

    start: date
    units: tuple[Unit, ...]


class Gazetteer:
    """Every unit and every question about them; nothing here changes after it is made.

    (But that it remembers, in `answered`, what was asked of it by `resolve`.)
    """

    def __init__(
        self,
        units: Iterable[Unit],
        aliases: Iterable[Alias] = (),
        ambiguous: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.units = tuple(sorted(units, key=lambda u: (u.begins, u.level is Level.COMMUNE, u.code)))
        self.aliases = tuple(aliases)
        self.ambiguous = dict(ambiguous or {})
        self._by_code = _grouped((u.code, u) for u in self.units)
        self._by_spelling = _grouped((key, u) for u in self.units for key in self._spellings(u))
        self._by_fold = _grouped((key, u) for u in self.units for key in {fold(n) for n in self.names(u)})
        self._misspelt = _grouped(
            (spelling_key(a.variant), u)
            for a in self.aliases
            if not a.accepted
            for u in self.units
            if a.names(u)
        )
        self._children = _grouped((u.parent_code, u) for u in self.units)
        self._after = {u.key: self._next(u) for u in self.units}
        self._before = _grouped((after.key, u) for u in self.units for after in self._after[u.key])
        self._spans = _spans(self.units)
        self._starts = [span.start for span in self._spans]
        self.answered: dict[Hashable, tuple[Unit, ...]] = {}

    # -- units in time

    def on(self, day: date, level: Level | None = None) -> tuple[Unit, ...]:
        """The units in force on a day, by code."""
        units = self._spans[bisect_right(self._starts, day) - 1].units
        return units if level is None else tuple(u for u in units if u.level is level)

    def era(self, day: date) -> int:
        """Which of the times between two changes a day lies in; on the days of one, no unit changes."""
        return bisect_right(self._starts, day)

    def unit(self, code: str, day: date) -> Unit | None:
        """The unit that bore the code on that day."""
        return next((u for u in self._by_code.get(code, ()) if u.existed_on(day)), None)

    def get(self, key: UnitKey) -> Unit:
        """The unit of an identity; KeyError if there is none."""
        for unit in self._by_code.get(key[0], ()):
            if unit.valid_from == key[1]:
                return unit
        raise KeyError(key)

    def parent(self, unit: Unit, day: date | None = None) -> Unit | None:
        """What the unit belonged to on a day of its life; without a day: at its beginning.

        Quảng Uyên became Quảng Hòa under communes whose own row went on: there the day decides.
        """
        parents = self._by_code.get(unit.parent_code, ())
        if day is not None and unit.existed_on(day):
            for parent in parents:
                if parent.existed_on(day):
                    return parent
        return next((p for p in parents if p.ends >= unit.begins and p.begins <= unit.ends), None)

    def district(self, unit: Unit, day: date | None = None) -> Unit | None:
        """The district of a commune (see `parent` for the day), a district itself; None since 2025-07-01."""
        if unit.level is Level.DISTRICT:
            return unit
        parent = self.parent(unit, day)
        return parent if parent and parent.level is Level.DISTRICT else None

    def districts(self, unit: Unit) -> tuple[Unit, ...]:
        """Every district a commune belonged to during its period, in order of time."""
        parents = self._by_code.get(unit.parent_code, ())
        return tuple(
            p
            for p in parents
            if p.level is Level.DISTRICT and p.ends >= unit.begins and p.begins <= unit.ends
        )

    def children(self, unit: Unit, day: date) -> tuple[Unit, ...]:
        """What belonged to the unit on a day, by code."""
        return tuple(
            sorted((u for u in self._children.get(unit.code, ()) if u.existed_on(day)), key=lambda u: u.code)
        )

    def successors(self, unit: Unit) -> tuple[Unit, ...]:
        """What the unit became on the day after its last; the districts that ended in 2025 became nothing."""
        return self._after[unit.key]

    def predecessors(self, unit: Unit) -> tuple[Unit, ...]:
        """What became this unit, wholly or in part."""
        return self._before.get(unit.key, ())

    def lineage(self, unit: Unit) -> tuple[Unit, ...]:
        """All units this one replaced, also through others, nearest first."""
        return _closure(unit, self.predecessors)

    def heirs(self, unit: Unit) -> tuple[Unit, ...]:
        """All units that came after this one, also through others, nearest first."""
        return _closure(unit, self.successors)

    @property
    def project_districts(self) -> tuple[Unit, ...]:
        """The five districts of the pilot project, as they were in 2014."""
        found = (self.unit(code, PROJECT_DAY) for code in PROJECT_CODES)
        return tuple(u for u in found if u is not None)

    def full_title(self, unit: Unit, day: date | None = None) -> str:
        """The title with the district that tells it from others: 'xã Xuân Trường (Bảo Lạc)'."""
        district = self.district(unit, day) if unit.level is Level.COMMUNE else None
        return f"{unit.title} ({district.name})" if district else unit.title

    # -- units by name

    def names(self, unit: Unit) -> tuple[str, ...]:
        """The name and its accepted other spellings."""
        return (unit.name, *(a.variant for a in self.aliases if a.accepted and a.names(unit)))

    def find(
        self, name: str, day: date | None, level: Level | None = None, district: Unit | None = None
    ) -> tuple[Unit, ...]:
        """The units of that name on a day (None: ever), in any accepted spelling, with or without marks.

        A name typed with marks must have the right ones. The province is found only by its level.
        """
        key = spelling_key(name)
        found = self._by_spelling.get(key, ())
        # "Vinh Quang" for Vĩnh Quang is a known misspelling although it looks like a name without marks
        if not found and is_markless(name) and key not in self._misspelt:
            found = self._by_fold.get(fold(name), ())
        return self._kept(found, day, level, district)

    def suggest(
        self,
        name: str,
        day: date | None,
        level: Level | None = None,
        district: Unit | None = None,
        limit: int = 3,
    ) -> tuple[Unit, ...]:
        """What a wrong name may have meant: known misspellings, wrong marks, then the nearest letters.

        Only for showing to a person; never accept one of these.
        """
        key, plain = spelling_key(name), fold(name)
        certain = self._kept(
            (*self._misspelt.get(key, ()), *self._by_fold.get(plain, ())), day, level, district
        )
        if certain:
            return certain[:limit]
        # two letters of ten is a slip of the hand, two of four is another name
        allowed = 2 if len(plain) >= 7 else 1
        near = [
            (edits(plain, fold(u.name)), n, u)
            for n, u in enumerate(self._kept(self.units, day, level, district))
        ]
        return tuple(u for distance, _, u in sorted(near, key=lambda x: x[:2]) if distance <= allowed)[:limit]

    def _kept(
        self, units: Iterable[Unit], day: date | None, level: Level | None, district: Unit | None
    ) -> tuple[Unit, ...]:
        return tuple(
            dict.fromkeys(
                u
                for u in units
                if (level is u.level if level else u.level is not Level.PROVINCE)
                and (day is None or u.existed_on(day))
                and (district is None or district in ((self.district(u, day),) if day else self.districts(u)))
            )
        )

    def _spellings(self, unit: Unit) -> set[str]:
        return {spelling_key(name) for name in self.names(unit)}

    def _next(self, unit: Unit) -> tuple[Unit, ...]:
        if unit.valid_to is None:
            return ()
        found = (self.unit(code, unit.valid_to + _ONE_DAY) for code in unit.successor_codes)
        return tuple(u for u in found if u is not None)


def load_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer of a folder with units.csv, aliases.csv and ambiguous.csv.

    Raises PlacesError, in Vietnamese, naming file and line.
    """
    return Gazetteer(
        read_units(folder / "units.csv"),
        read_aliases(folder / "aliases.csv"),
        read_ambiguous(folder / "ambiguous.csv"),
    )


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: defaultdict[K, dict[V, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: tuple(values) for key, values in found.items()}


def _closure(unit: Unit, step: Callable[[Unit], tuple[Unit, ...]]) -> tuple[Unit, ...]:
    found: dict[Unit, None] = {}
    waiting = list(step(unit))
    while waiting:
        one = waiting.pop(0)
        if one not in found and one != unit:
            found[one] = None
            waiting.extend(step(one))
    return tuple(found)


def _spans(units: Iterable[Unit]) -> list[Span]:
    units = list(units)
    days = {date.min, *(u.begins for u in units), *(u.valid_to + _ONE_DAY for u in units if u.valid_to)}
    return [
        Span(day, tuple(sorted((u for u in units if u.existed_on(day)), key=lambda u: u.code)))
        for day in sorted(days)
    ]
