"""The Vietnamese words that views bring along: sentences made from data, not interface labels.

Labels that never change live in theme/strings.toml.
"""

from datetime import date, datetime

from plugins.articles.model import Article
from plugins.core.dates import format_day, format_long
from plugins.pages.views import Moment


def moment(when: date) -> Moment:
    """A date or time for people and machines."""
    day = when.date() if isinstance(when, datetime) else when
    return Moment(format_day(day), format_long(day), when.isoformat())


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def megabytes(size: int) -> str:
    """A file size for people: "640 kB", "1,2 MB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1e6:.1f} MB".replace(".", ",")


def period(start: date | None, end: date | None) -> str:
    """A term of office or validity: "từ 1/2012 đến nay"; '' where nothing is known."""
    if start and end:
        return f"{format_day(start)} – {format_day(end)}"
    if start:
        return f"từ {format_day(start)}"
    return f"đến {format_day(end)}" if end else ""


def newest(articles: tuple[Article, ...]) -> str:
    """The date of the newest of newest-first articles (ISO), '' where there is none."""
    return (articles[0].updated or articles[0].published).isoformat() if articles else ""
