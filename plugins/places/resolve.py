"""The place fields of an article (Huyện, Xã, Địa bàn) into units in force on the article's day.

    Huyện: Bảo Lạc                  Xã: Xuân Trường; Hồng Trị
    Địa bàn: xã Xuân Trường (Bảo Lạc); huyện Hà Quảng

A field may hold several values, set apart by `;` or `,`. Nothing is guessed: what is unknown, lies
in several districts or did not exist on the day is a fault that offers the words to write instead.
"""

from dataclasses import dataclass
from datetime import date

from plugins.places import faults
from plugins.places.faults import Fault
from plugins.places.fields import Value, field_values
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import DISTRICTS_ENDED, Level, Unit

_REMEMBERED = 10_000  # answers, of a hundred bytes or two each

__all__ = ["Fault", "Resolution", "resolve_fields"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The units of the fields, districts first, else as they were written, and every fault."""

    units: tuple[Unit, ...]
    faults: tuple[Fault, ...]


def resolve_fields(
    gazetteer: Gazetteer, day: date, *, district: str | None, commune: str | None, places: str | None
) -> Resolution:
    """The units that the three fields name on that day, each once, and the faults of the rest."""
    # a faultless answer depends on the day only through the units in force; thousands of articles ask alike
    question = gazetteer.era(day), day >= DISTRICTS_ENDED, district, commune, places
    if question in gazetteer.answered:
        return Resolution(gazetteer.answered[question], ())
    resolution = _resolve(gazetteer, day, district=district, commune=commune, places=places)
    if not resolution.faults:
        if len(gazetteer.answered) >= _REMEMBERED:
            gazetteer.answered.clear()
        gazetteer.answered[question] = resolution.units
    return resolution


def _resolve(
    gazetteer: Gazetteer, day: date, *, district: str | None, commune: str | None, places: str | None
) -> Resolution:
    values = [
        *field_values("district", district),
        *field_values("commune", commune),
        *field_values("places", places),
    ]
    of_district = [v for v in values if _means_district(gazetteer, day, v)]
    districts = [_district(gazetteer, day, v) for v in of_district]
    # the districts of all fields say which of several communes is meant
    named = tuple(d for d in districts if isinstance(d, Unit))
    communes = [_commune(gazetteer, day, v, named) for v in values if v not in of_district]
    found = dict.fromkeys([*districts, *communes])
    return Resolution(
        tuple(x for x in found if isinstance(x, Unit)), tuple(x for x in found if isinstance(x, Fault))
    )


def _means_district(gazetteer: Gazetteer, day: date, value: Value) -> bool:
    """What the field or the type word says; a bare name in Địa bàn is a district if nothing else bears it."""
    if value.level is not None:
        return value.level is Level.DISTRICT
    found = gazetteer.find(value.name, day) or gazetteer.find(value.name, None)
    return bool(found) and all(u.level is Level.DISTRICT for u in found)


def _district(gazetteer: Gazetteer, day: date, value: Value) -> Unit | Fault:
    found = gazetteer.find(value.name, day, Level.DISTRICT)
    if found:
        return found[0]
    if day >= DISTRICTS_ENDED:
        return faults.no_districts_now(gazetteer, day, value)
    return faults.missing(gazetteer, day, value, Level.DISTRICT)


def _commune(gazetteer: Gazetteer, day: date, value: Value, named: tuple[Unit, ...]) -> Unit | Fault:
    everywhere = gazetteer.find(value.name, day, Level.COMMUNE)
    of_district = gazetteer.find(value.name, day, Level.DISTRICT)
    if not everywhere:
        return faults.missing(gazetteer, day, value, Level.COMMUNE)
    if value.level is None and of_district:
        return faults.two_levels(value, of_district[0], everywhere[0])
    wanted = named
    if value.district and day < DISTRICTS_ENDED:
        bracketed = Value(value.field, value.district, Level.DISTRICT, "", "")
        answer = _district(gazetteer, day, bracketed)
        if isinstance(answer, Fault):
            return answer
        wanted = (answer,)
    inside = tuple(u for u in everywhere if gazetteer.district(u, day) in wanted)
    # Địa bàn may name a district and a commune outside it; Xã is meant inside Huyện
    if wanted and not inside and (value.field == "commune" or value.district):
        return faults.elsewhere(gazetteer, day, value, everywhere, wanted[0])
    units = inside or everywhere
    if len(units) > 1:
        return faults.several(gazetteer, day, value, units)
    if value.kind and value.kind != units[0].kind:
        return faults.wrong_kind(day, value, units[0])
    return units[0]
