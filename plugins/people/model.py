"""A person and their terms of office."""

from dataclasses import dataclass
from datetime import date

from plugins.places.model import Unit


@dataclass(frozen=True, slots=True)
class Term:
    """One office held: role ("Phó Chủ tịch UBND xã"), where (or an organisation), from, to (inclusive).

    Open ends are None.
    """

    role: str
    organisation: str
    unit: Unit | None
    start: date | None
    end: date | None

    def held_on(self, day: date) -> bool:
        """Whether the term covers the day; an open end counts as covering."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Person:
    """A person who has a page. `source` is the file, relative to the content folder."""

    source: str
    slug: str
    name: str
    terms: tuple[Term, ...]
    summary: str
    body_html: str
    sample: bool = False

    @property
    def path(self) -> str:
        """The permanent URL of the page."""
        return f"/nhan-vat/{self.slug}/"
