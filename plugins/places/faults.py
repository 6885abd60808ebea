"""What can be wrong with a place field, in the reporter's words: one function for each kind of fault."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plugins.places.fields import Field, Value
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import DISTRICTS_ENDED, Level, Unit, day_text
from plugins.places.story import before_that, sentence, since_then


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value of a place field, and what to write instead."""

    code: str
    message: str
    cure: str
    field: Field


def missing(gazetteer: Gazetteer, day: date, value: Value, level: Level) -> Fault:
    """A name that no unit of that level bears on the day: gone, of the other level, to come, or unknown."""
    once = gazetteer.find(value.name, None, level)
    gone = [u for u in once if u.ends < day]
    if gone:
        message, cure = since_then(gazetteer, max(gone, key=lambda u: u.ends), day)
        return Fault("place-no-longer", message, cure, value.field)
    other = Level.COMMUNE if level is Level.DISTRICT else Level.DISTRICT
    of_other_level = gazetteer.find(value.name, day, other)
    if of_other_level:
        return _wrong_level(value, of_other_level[0])
    if once:
        message, cure = before_that(gazetteer, min(once, key=lambda u: u.begins), day)
        return Fault("place-not-yet", message, cure, value.field)
    return _unknown(gazetteer, day, value, level)


def _unknown(gazetteer: Gazetteer, day: date, value: Value, level: Level) -> Fault:
    near = gazetteer.suggest(value.name, day, level)
    return Fault(
        "unknown-place",
        f"Ngày {day_text(day)} tỉnh Cao Bằng không có {value.wanted} {value.name}.",
        f"Có phải là {_either(gazetteer, day, near, ' hay ')}?"
        if near
        else "Hãy xem lại tên trong danh mục địa bàn của tỉnh.",
        value.field,
    )


def _wrong_level(value: Value, unit: Unit) -> Fault:
    label = "Xã" if unit.level is Level.COMMUNE else "Huyện"
    cure = f"Hãy ghi: {unit.title}." if value.field == "places" else f"Hãy ghi {label}: {unit.name}."
    return Fault("wrong-level", f"{value.name} là {unit.kind}, không phải {value.wanted}.", cure, value.field)


def no_districts_now(gazetteer: Gazetteer, day: date, value: Value) -> Fault:
    """A district on a day without districts."""
    known = gazetteer.find(value.name, None, Level.DISTRICT)
    name = known[-1].title if known else f"{value.wanted} {value.name}"
    communes = gazetteer.find(value.name, day, Level.COMMUNE)
    return Fault(
        "no-districts-now",
        f"Từ {day_text(DISTRICTS_ENDED)} không còn cấp huyện, nên không còn {name}.",
        "Hãy bỏ huyện và ghi xã hoặc phường"
        + (f" ({communes[0].title} là một xã của tỉnh)." if communes else "."),
        value.field,
    )


def elsewhere(gazetteer: Gazetteer, day: date, value: Value, units: Iterable[Unit], wanted: Unit) -> Fault:
    """A commune that does not lie in the district given."""
    return Fault(
        "commune-not-in-district",
        f"{sentence(value.wanted)} {value.name} không thuộc {wanted.title}.",
        f"Ngày đó có {_either(gazetteer, day, units, ' và ')}. Hãy sửa lại huyện hoặc xã.",
        value.field,
    )


def several(gazetteer: Gazetteer, day: date, value: Value, units: Iterable[Unit]) -> Fault:
    """A commune name that lies in several districts."""
    units = tuple(units)
    districts = [d for u in units if (d := gazetteer.district(u, day))]
    if value.field == "places":
        cure = f"Hãy ghi rõ: {_either(gazetteer, day, units, ' hoặc ')}."
    else:
        cure = f"Hãy ghi rõ Huyện: {' hoặc '.join(d.title.removeprefix('huyện ') for d in districts)}."
    return Fault(
        "commune-in-several-districts",
        f"{sentence(units[0].title)} có ở {len(units)} nơi: {', '.join(d.title for d in districts)}.",
        cure,
        value.field,
    )


def wrong_kind(day: date, value: Value, unit: Unit) -> Fault:
    """A commune under another type word than its own."""
    return Fault(
        "wrong-kind",
        f"Ngày {day_text(day)} {unit.name} là {unit.kind}, không phải {value.kind}.",
        f"Hãy ghi: {unit.title}.",
        value.field,
    )


def two_levels(value: Value, district: Unit, commune: Unit) -> Fault:
    """A bare name in Địa bàn that a district and a commune bear."""
    return Fault(
        "district-or-commune",
        f"{value.name} vừa là {district.kind} vừa là {commune.kind}.",
        f"Hãy ghi rõ: {district.title} hoặc {commune.title}.",
        value.field,
    )


def _either(gazetteer: Gazetteer, day: date, units: Iterable[Unit], between: str) -> str:
    return between.join(gazetteer.full_title(u, day) for u in units)
