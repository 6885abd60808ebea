"""What a unit was before and became after, told in Vietnamese for people who named it on the wrong day."""

from collections.abc import Iterable
from datetime import date, timedelta

from plugins.places.gazetteer import Gazetteer
from plugins.places.model import DISTRICTS_ENDED, Level, Unit, day_text

_ONE_DAY = timedelta(days=1)


def since_then(gazetteer: Gazetteer, unit: Unit, day: date) -> tuple[str, str]:
    """What is wrong and what to write when `unit` had ended before `day`."""
    if unit.valid_to is None:
        raise ValueError(f"{unit.title} has not ended")
    ended = day_text(unit.valid_to + _ONE_DAY)
    after = [u for u in gazetteer.successors(unit) if u != unit]
    if after and unit.level is Level.DISTRICT and any(u.code == unit.code for u in after):
        message = f"{sentence(unit.title)} có tên mới là {_titles(after)} từ {ended}."
    elif after:
        message = f"{sentence(unit.title)} đã nhập vào {_titles(after)} từ {ended}."
    else:
        message = f"{sentence(unit.title)} không còn từ {ended}."
    now = living_heirs(gazetteer, unit, day)
    if now:
        return message, f"Hãy ghi đơn vị của ngày {day_text(day)}: {_titles(now, ' hoặc ')}."
    if day >= DISTRICTS_ENDED:
        return message, "Hãy ghi xã, phường của ngày đó."
    return message, "Hãy xem lại ngày của bài hoặc tên địa bàn."


def before_that(gazetteer: Gazetteer, unit: Unit, day: date) -> tuple[str, str]:
    """What is wrong and what to write when `unit` did not yet exist on `day`."""
    if unit.valid_from is None:
        raise ValueError(f"{unit.title} has no known beginning")
    message = (
        f"Ngày {day_text(day)} chưa có {unit.title}; {unit.title} được lập ngày {day_text(unit.valid_from)}."
    )
    then = [u for u in gazetteer.lineage(unit) if u.existed_on(day)]
    if then:
        return message, f"Hãy ghi đơn vị của ngày đó: {_titles(then, ' hoặc ')}."
    return message, "Hãy xem lại ngày của bài hoặc tên địa bàn."


def living_heirs(gazetteer: Gazetteer, unit: Unit, day: date) -> tuple[Unit, ...]:
    """What the unit had become by that day."""
    return tuple(u for u in gazetteer.heirs(unit) if u.existed_on(day))


def _titles(units: Iterable[Unit], between: str = " và ") -> str:
    titles = list(dict.fromkeys(u.title for u in units))
    return between.join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)


def sentence(text: str) -> str:
    """The text with a capital in front; the rest stays as it is."""
    return text[:1].upper() + text[1:]
