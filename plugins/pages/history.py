"""What a place was and became, by time: of what it was made, where it belonged, in what it lives on."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from plugins.core.dates import format_day
from plugins.library.library import Library
from plugins.pages import words
from plugins.pages.desk import Desk
from plugins.pages.views import Link, UnitFact
from plugins.places.model import DISTRICTS_ENDED, Level, Unit
from plugins.places.urls import PlacePage

_ONE_DAY = timedelta(days=1)
_Event = tuple[date, str, tuple[Link, ...]]


def history(desk: Desk, library: Library, page: PlacePage) -> tuple[UnitFact, ...]:
    """The events of a place by the day of the edition, in order of time; () where nothing ever changed."""
    events = sorted(
        (e for e in _events(desk, library, page) if e[0] <= library.now.date()), key=lambda e: e[0]
    )
    if len(events) == 1 and not library.gazetteer.predecessors(page.units[0]):
        return ()
    return tuple(UnitFact(_when(day), text, links) for day, text, links in events)


def _when(day: date) -> str:
    return format_day(day) if day > date.min else "Từ trước 31/8/2004"


def _events(desk: Desk, library: Library, page: PlacePage) -> Iterator[_Event]:
    first, last = page.units[0], page.units[-1]
    yield _beginning(desk, library, page)
    for before, unit in zip(page.units, page.units[1:], strict=False):
        if unit.kind != before.kind:
            yield unit.begins, f"Trở thành {unit.kind}", ()
    if first.level is Level.COMMUNE:
        yield from _moves(desk, library, page)
    for unit in page.units:
        for day, units in _joined(library, unit):
            others = _others(library, page, units)
            if others and day > first.begins:
                yield day, "Nhận thêm địa bàn từ", others
    if last.valid_to is not None:
        yield from _end(desk, library, page)


def _beginning(desk: Desk, library: Library, page: PlacePage) -> _Event:
    first = page.units[0]
    district = library.gazetteer.district(first) if first.level is Level.COMMUNE else None
    within = (desk.unit(district),) if district else ()
    made_of = dict(_joined(library, first)).get(first.begins, ())
    before = _others(library, page, made_of)
    if before:
        return first.begins, f"Thành {first.title}, từ", before
    return first.begins, f"Là {first.title}{', thuộc' if within else ''}", within


def _joined(library: Library, unit: Unit) -> Iterator[tuple[date, tuple[Unit, ...]]]:
    """What became part of a unit, by the day on which it did: its first day, or later while it lived on."""
    before = sorted(library.gazetteer.predecessors(unit), key=lambda u: u.ends)
    for last_day, units in groupby(before, key=lambda u: u.ends):
        yield last_day + _ONE_DAY, tuple(units)


def _moves(desk: Desk, library: Library, page: PlacePage) -> Iterator[_Event]:
    """Every district it came to after the first one."""
    known = library.gazetteer.district(page.units[0])
    for unit in page.units:
        for district in library.gazetteer.districts(unit):
            if known is None or library.page_of(district) != library.page_of(known):
                yield max(unit.begins, district.begins), "Chuyển về", (desk.unit(district),)
            known = district


def _end(desk: Desk, library: Library, page: PlacePage) -> Iterator[_Event]:
    """What it became, and what that became in its turn."""
    ended, gazetteer = page.units[-1], library.gazetteer
    day = ended.ends + _ONE_DAY
    heirs = gazetteer.successors(ended)
    if not heirs:
        districts_end = day == DISTRICTS_ENDED and ended.level is Level.DISTRICT
        why = "Không còn cấp huyện" if districts_end else "Kết thúc"
        yield day, why, ()
    for step in range(2):
        links = _others(library, page, heirs)
        if links:
            yield day, "Nhập vào" if step == 0 else "Nay thuộc", links
        later = [u for heir in heirs if heir.valid_to for u in gazetteer.successors(heir)]
        if not later:
            return
        day, heirs = min(u.begins for u in later), tuple(dict.fromkeys(later))


def _others(library: Library, page: PlacePage, units: tuple[Unit, ...]) -> tuple[Link, ...]:
    """Links to units that have a page of their own, each page once."""
    names = {library.page_of(u).path: library.gazetteer.full_title(u) for u in units}
    return tuple(Link(path, words.capital(name)) for path, name in names.items() if path != page.path)
