"""An article, sound and typed. Only what is here can reach a page."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from plugins.core.site import Section, Series
from plugins.core.stamps import digest
from plugins.images.model import Photo
from plugins.places.model import Unit


class State(StrEnum):
    """Where an article stands with the editors; the values are what reporters write."""

    DRAFT = "nháp"
    SUBMITTED = "chờ duyệt"
    APPROVED = "đã duyệt"
    WITHDRAWN = "gỡ"


class Body(Protocol):
    """The text of an article, which may lie elsewhere until somebody wants it."""

    @property
    def html(self) -> str:
        """Clean HTML."""

    @property
    def digest(self) -> bytes:
        """Differs where the HTML does; known without fetching it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is here."""

    html: str

    @property
    def digest(self) -> bytes:
        """Of the HTML."""
        return digest(self.html.encode())


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `source` is its file relative to the content folder; `slug` its part of the URL.

    `places` are the units it is about, explicit ones first, at the article's date; `doubtful` are
    names an editor should look at. `photos` are all it shows, the lead `photo` first. `updated` is the
    date of the last correction, if any, `correction` what was mended. `old_paths` are addresses under which
    it was published before, `pairs` what it is about (see telling.py). `stamp` tells versions of the
    article apart, b"" where nobody has made one.
    """

    source: str
    slug: str
    title: str
    published: datetime
    section: Section
    byline: str
    standfirst: str
    body: Body
    state: State
    places: tuple[Unit, ...] = ()
    doubtful: tuple[str, ...] = ()
    series: Series | None = None
    people: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    photo: Photo | None = None
    photos: tuple[Photo, ...] = ()
    updated: datetime | None = None
    correction: str = ""
    sample: bool = False
    original_url: str = ""
    pairs: tuple[int, ...] = ()
    old_paths: tuple[str, ...] = ()
    stamp: bytes = b""

    @property
    def body_html(self) -> str:
        """The text as clean HTML."""
        return self.body.html

    @property
    def path(self) -> str:
        """The permanent URL."""
        day = (
            self.published
        )  # strftime takes ten times as long, and this is asked for a hundred thousand times
        return f"/tin/{day.year}/{day.month:02}/{self.slug}/"
