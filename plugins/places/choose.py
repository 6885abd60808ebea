"""Which unit of a name is meant on a day, given its type word and district."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Level, Unit, day_text


@dataclass(frozen=True, slots=True)
class Choice:
    """The units that fit (one: the choice is clear) and a few words why."""

    units: tuple[Unit, ...]
    reason: str
    clear: bool


def choose(
    gazetteer: Gazetteer,
    units: tuple[Unit, ...],
    day: date | None,
    *,
    kinds: Collection[str],
    districts: tuple[Unit, ...],
    former: bool,
) -> Choice:
    """The unit of the day; a former one if the text says so or the name lives no more."""
    fitting = tuple(u for u in units if not kinds or u.kind in kinds)
    of_the_day = tuple(u for u in units if day is None or u.existed_on(day))
    if not fitting or (day and of_the_day and all(u.begins > day for u in fitting)):
        now = tuple(u for u in of_the_day if u.level is Level.COMMUNE) or of_the_day
        why = f"là {now[0].kind}, không phải {'/'.join(sorted(kinds))}" if now else ""
        return Choice(now, why, clear=False)
    if all(u.level is Level.DISTRICT for u in fitting):
        districts = ()  # a list of districts is no chain of places
    if day is None:
        return _of_any_time(gazetteer, fitting, districts)
    alive = tuple(u for u in fitting if u.existed_on(day))
    gone = tuple(u for u in fitting if u.ends < day)
    if districts:
        alive = tuple(u for u in alive if _lay_in(gazetteer, u, districts, day))
        gone = tuple(u for u in gone if set(gazetteer.districts(u)) & set(districts) or u in districts)
    if former and gone:
        return _of_former_times(gone, day)
    if alive:
        return Choice(alive, _why(kinds, districts), len(alive) == 1)
    if gone:
        return _of_former_times(gone, day)
    coming = tuple(u for u in fitting if u.begins > day)
    if coming and not districts:
        return Choice(coming[:1], f"ngày {day_text(day)} chưa có", clear=False)
    if districts:
        return Choice(
            tuple(u for u in fitting if u.existed_on(day)), f"không thuộc {districts[0].title}", clear=False
        )
    return Choice((), "", clear=False)


def _of_former_times(gone: tuple[Unit, ...], day: date) -> Choice:
    last = max(u.ends for u in gone)
    latest = tuple(u for u in gone if u.ends == last)
    return Choice(latest, f"đơn vị cũ, đến {day_text(last)}", len(latest) == 1)


def _of_any_time(gazetteer: Gazetteer, units: tuple[Unit, ...], districts: tuple[Unit, ...]) -> Choice:
    inside = tuple(u for u in units if set(gazetteer.districts(u)) & set(districts))
    if districts and not inside:
        return Choice(units[-1:], f"không thuộc {districts[0].title}", clear=False)
    units = inside or units
    newest = max(u.ends for u in units)
    latest = tuple(u for u in units if u.ends == newest)
    return Choice(latest, "bài không có ngày, lấy đơn vị mới nhất", len(latest) == 1)


def _lay_in(gazetteer: Gazetteer, unit: Unit, districts: tuple[Unit, ...], day: date) -> bool:
    """Whether the unit lies in one of the districts, or came out of one that is gone."""
    if unit in districts:
        return True
    own = gazetteer.district(unit, day)
    if own:
        return own in districts or any(d in gazetteer.lineage(own) for d in districts)
    before = {d for old in gazetteer.lineage(unit) for d in gazetteer.districts(old)}
    return bool(before & set(districts))


def _why(kinds: Collection[str], districts: tuple[Unit, ...]) -> str:
    if kinds and districts:
        return "có loại đơn vị và huyện"
    return "có loại đơn vị đứng trước" if kinds else "có huyện đứng cạnh"
