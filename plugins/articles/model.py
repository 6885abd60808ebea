"""An article, sound and typed. Only what is here can reach a page."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from plugins.core.site import Section, Series
from plugins.images.model import Photo
from plugins.places.model import Unit


class State(StrEnum):
    """Where an article stands with the editors; the values are what reporters write."""

    DRAFT = "nháp"
    SUBMITTED = "chờ duyệt"
    APPROVED = "đã duyệt"
    WITHDRAWN = "gỡ"


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `source` is its file relative to the content folder; `slug` its part of the URL.

    `places` are the units it is about, explicit ones first, at the article's date; `doubtful` are
    names an editor should look at. `photos` are all it shows, the lead `photo` first. `updated` is the
    date of the last correction, if any, `correction` what was mended.
    """

    source: str
    slug: str
    title: str
    published: datetime
    section: Section
    byline: str
    standfirst: str
    body_html: str
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

    @property
    def path(self) -> str:
        """The permanent URL."""
        return f"/tin/{self.published:%Y/%m}/{self.slug}/"
