"""The tagger's answer for machines (the contract of `places --json`) and for people."""

from datetime import date
from pathlib import Path

from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Unit, day_text
from plugins.places.tag import Mention, Tagger, Tagging
from plugins.places.textfile import read_text

Item = dict[str, str | None]


def tag_file(tagger: Tagger, path: Path, day: date | None) -> Tagging:
    """The places of a text or Markdown file; without a day, that of the file's header is taken.

    Raises PlacesError, in Vietnamese, for a file that cannot be read as text.
    """
    return tagger.tag(read_text(path), day)


def places_json(file: str, tagging: Tagging, gazetteer: Gazetteer) -> dict[str, str | list[Item]]:
    """One line of `places --json`: {"file", "places": […], "doubtful": […]}.

    "district" is the name of a commune's district on the day, the name itself for a district, and
    null for the communes since 2025-07-01; "valid_from" is ISO or null (already so in 2004).
    """
    return {
        "file": file,
        "places": [_item(m, tagging.day, gazetteer) for m in tagging.places],
        "doubtful": [_item(m, tagging.day, gazetteer) | {"reason": m.reason} for m in tagging.doubtful],
    }


def places_text(file: str, tagging: Tagging, gazetteer: Gazetteer) -> str:
    """The same for people."""
    lines = [f"{file} (ngày {day_text(tagging.day)})" if tagging.day else f"{file} (không rõ ngày)"]
    lines += [_line(m, tagging.day, gazetteer) for m in tagging.places] or [
        "  Không thấy địa bàn nào chắc chắn."
    ]
    if tagging.doubtful:
        lines.append("  Cần người xem lại:")
        lines += [f"  {_line(m, tagging.day, gazetteer)}: {m.reason}" for m in tagging.doubtful]
    return "\n".join(lines)


def _item(mention: Mention, day: date | None, gazetteer: Gazetteer) -> Item:
    unit = mention.unit
    district = gazetteer.district(unit, _day_of(unit, day))
    return {
        "name": unit.name,
        "level": unit.level.value,
        "district": district.name if district else None,
        "code": unit.code,
        "valid_from": unit.valid_from.isoformat() if unit.valid_from else None,
        "evidence": mention.evidence,
    }


def _line(mention: Mention, day: date | None, gazetteer: Gazetteer) -> str:
    title = gazetteer.full_title(mention.unit, _day_of(mention.unit, day))
    return f"  {title}, dòng {mention.line}: “{mention.evidence}”"


def _day_of(unit: Unit, day: date | None) -> date | None:
    """The day itself, or the last day of a unit that was gone by then."""
    return day if day is not None and unit.existed_on(day) else unit.valid_to
