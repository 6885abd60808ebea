"""The codes of submissions: `BL-2014-0042`."""

import re
from collections.abc import Iterable, Mapping

from plugins.core.text import fold
from plugins.places.gazetteer import PROJECT_CODES
from plugins.places.model import Level, Unit

_CODE = re.compile(r"[A-Z]{2,}-\d{4}-\d{4,}")


def district_initials(units: Iterable[Unit]) -> Mapping[str, str]:
    """The initials of every district there ever was, by its name; no two districts share them.

    They are the first letters of the words of the name without marks. Where two districts would have
    the same, the one of the plan of 2014 that is named there first keeps them, then the one with the
    lower code; the other gets, behind them, the first letter in which its name differs (and the next
    ones, as long as that is taken too): Bảo Lạc is BL, Bảo Lâm is BLM.
    """
    found: dict[str, str] = {}
    for unit in sorted((u for u in units if u.level is Level.DISTRICT), key=_rank):
        if unit.name not in found:
            found[unit.name] = _free_initials(unit.name, {i: name for name, i in found.items()})
    return found


def _rank(unit: Unit) -> tuple[int, str, str]:
    place = PROJECT_CODES.index(unit.code) if unit.code in PROJECT_CODES else len(PROJECT_CODES)
    return place, unit.code, unit.begins.isoformat()


def _free_initials(name: str, taken: Mapping[str, str]) -> str:
    plain = fold(name)
    initials = "".join(word[0] for word in plain.split()).upper()
    if initials not in taken:
        return initials
    letters, others = plain.replace(" ", ""), fold(taken[initials]).replace(" ", "")
    first = next((i for i, c in enumerate(letters) if others[i : i + 1] != c), len(letters))
    for end in range(first + 1, len(letters) + 1):
        longer = initials + letters[first:end].upper()
        if longer not in taken:
            return longer
    return next(f"{initials}{n}" for n in range(2, 1000) if f"{initials}{n}" not in taken)


def make_code(initials: str, year: int, number: int) -> str:
    """`BL-2014-0042`."""
    return f"{initials}-{year}-{number:04d}"


def is_code(text: str) -> bool:
    """Whether a text is a code."""
    return _CODE.fullmatch(text) is not None


def next_code(initials: str, year: int, taken: Iterable[str]) -> str:
    """The code after the highest of that district and year."""
    start = f"{initials}-{year}-"
    numbers = (int(code.removeprefix(start)) for code in taken if code.startswith(start))
    return make_code(initials, year, max(numbers, default=0) + 1)
