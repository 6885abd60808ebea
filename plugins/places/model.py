"""An administrative unit of Cao Bằng, in force from one day to another."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

UnitKey = tuple[str, date | None]
"""The identity of a unit: a code alone is none, 25 codes carry different names over time."""

DISTRICTS_ENDED = date(2025, 7, 1)
"""First day without a district level (203/2025/QH15): communes then belong to the province."""


class PlacesError(Exception):
    """A place file or a text that cannot be read; the message is Vietnamese, for people."""


class Level(StrEnum):
    """The three levels of administration up to 2025-06-30; the middle one is gone since."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit for as long as its name, kind and parent code stay the same.

    An empty `valid_from` means "already so on 2004-08-31", an empty `valid_to` "still so";
    `valid_to` is the last day (inclusive). `legal_basis` is the source's text, `from=…;to=…`.
    """

    code: str
    name: str
    kind: str
    level: Level
    parent_code: str
    valid_from: date | None
    valid_to: date | None
    successor_codes: tuple[str, ...]
    legal_basis: str

    def __hash__(self) -> int:
        """By identity, which is a fifth of the work of hashing everything; units are asked for often."""
        return hash((self.code, self.valid_from))

    @property
    def key(self) -> UnitKey:
        """What makes this unit this unit."""
        return self.code, self.valid_from

    @property
    def title(self) -> str:
        """The name as people write it: 'xã Xuân Trường'."""
        return f"{self.kind} {self.name}"

    @property
    def begins(self) -> date:
        """The first day of the unit, for sorting; `date.min` where no source tells it."""
        return self.valid_from or date.min

    @property
    def ends(self) -> date:
        """The last day of the unit, for sorting; `date.max` while it lives."""
        return self.valid_to or date.max

    def existed_on(self, day: date) -> bool:
        """Whether the unit was in force on that day."""
        return self.begins <= day <= self.ends


def day_text(day: date) -> str:
    """A day as reporters write it: 1/7/2025."""
    return f"{day.day}/{day.month}/{day.year}"
