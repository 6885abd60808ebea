"""The permanent address of every unit's page.

    /dia-ban/                     the province
    /dia-ban/<huyen>/             a district (also after its end)
    /dia-ban/<huyen>/<xa>/        a commune up to 2025-06-30
    /dia-ban/<xa>/                a commune since 2025-07-01, when there are no districts

Addresses are given out in order of time, so a unit of a later day can never take or change an
older one. Who comes second to a name gets its kind in front (xã Bảo Lạc after huyện Bảo Lạc), or,
where the kind is the same too (two xã Cải Viên in Hà Quảng), the year it began.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plugins.core.text import slug
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Level, Unit, UnitKey

ROOT = "/dia-ban/"


@dataclass(frozen=True, slots=True)
class PlacePage:
    """One page and the rows it is about: one place continued, in order of time."""

    path: str
    units: tuple[Unit, ...]


def place_pages(gazetteer: Gazetteer) -> tuple[PlacePage, ...]:
    """Every page, in order of time; rows of one code, name and district share a page."""
    places: dict[tuple[str, ...], list[Unit]] = {}
    for unit in gazetteer.units:  # in order of time
        places.setdefault((unit.code, unit.name, unit.level, _folder(gazetteer, unit)), []).append(unit)
    taken: set[str] = set()
    pages = []
    for units in places.values():
        path = next(p for p in _candidates(gazetteer, units[0]) if p not in taken)
        taken.add(path)
        pages.append(PlacePage(path, tuple(units)))
    return tuple(pages)


def place_paths(gazetteer: Gazetteer) -> Mapping[UnitKey, str]:
    """The address of every unit."""
    return MappingProxyType({unit.key: page.path for page in place_pages(gazetteer) for unit in page.units})


def _folder(gazetteer: Gazetteer, unit: Unit) -> str:
    """Where the page lies: the district at the unit's beginning, since an address must not move later."""
    district = gazetteer.district(unit) if unit.level is Level.COMMUNE else None
    return f"{ROOT}{slug(district.name)}/" if district else ROOT


def _candidates(gazetteer: Gazetteer, unit: Unit) -> Iterator[str]:
    if unit.level is Level.PROVINCE:
        yield ROOT
        return
    folder = _folder(gazetteer, unit)
    plain, with_kind = slug(unit.name), slug(unit.title)
    year = str(unit.valid_from.year) if unit.valid_from else "truoc-2004"
    yield f"{folder}{plain}/"
    if not _earlier_of_kind(gazetteer, unit):
        yield f"{folder}{with_kind}/"
    yield f"{folder}{plain}-{year}/"
    yield f"{folder}{with_kind}-{year}/"
    yield f"{folder}{with_kind}-{unit.code}-{year}/"


def _earlier_of_kind(gazetteer: Gazetteer, unit: Unit) -> bool:
    """Whether an older unit in the same folder has the same kind too, so that the kind tells nothing."""
    return any(
        other.kind == unit.kind and slug(other.name) == slug(unit.name) and other.begins < unit.begins
        for other in gazetteer.units
        if _folder(gazetteer, other) == _folder(gazetteer, unit)
    )
