"""What a place was and became, by time: of what it was made, where it belonged, in what it lives on."""

from collections.abc import Iterator
from datetime import date, timedelta

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
    if len(events) < 2:
        return ()
    return tuple(UnitFact(_when(day), text, links) for day, text, links in events)


def _when(day: date) -> str:
    return format_day(day) if day > date.min else "Trước năm 2004"


def _events(desk: Desk, library: Library, page: PlacePage) -> Iterator[_Event]:
    first, last = page.units[0], page.units[-1]
    yield _beginning(desk, library, page)
    for before, unit in zip(page.units, page.units[1:], strict=False):
        if unit.kind != before.kind:
            yield unit.begins, f"Trở thành {unit.kind}", ()
    if first.level is Level.COMMUNE:
        yield from _moves(desk, library, page)
    for unit in page.units[1:]:
        others = _others(desk, library, page, library.gazetteer.predecessors(unit))
        if others:
            yield unit.begins, "Nhận thêm địa bàn từ", others
    if last.valid_to is not None:
        yield from _end(desk, library, page)


def _beginning(desk: Desk, library: Library, page: PlacePage) -> _Event:
    first = page.units[0]
    district = library.gazetteer.district(first) if first.level is Level.COMMUNE else None
    within = (desk.unit(district),) if district else ()
    before = _others(desk, library, page, library.gazetteer.predecessors(first))
    if before:
        return first.begins, f"Thành {first.title}, từ", before
    return first.begins, f"Là {first.title}{', thuộc' if within else ''}", within


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
        links = _others(desk, library, page, heirs)
        if links:
            yield day, "Nhập vào" if step == 0 else "Nay thuộc", links
        later = [u for heir in heirs if heir.valid_to for u in gazetteer.successors(heir)]
        if not later:
            return
        day, heirs = min(u.begins for u in later), tuple(dict.fromkeys(later))


def _others(desk: Desk, library: Library, page: PlacePage, units: tuple[Unit, ...]) -> tuple[Link, ...]:
    """Links to units that have a page of their own, each page once."""
    links = {library.page_of(u).path: desk.unit(u) for u in units if library.page_of(u) != page}
    return tuple(Link(link.href, words.capital(link.text)) for link in links.values())
