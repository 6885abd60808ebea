"""An invented corpus of ten years: the same articles for every tool, from one seed.

Every article has a section, a district and a commune of the real gazetteer that existed on its date, so
the reform of 2020 is in it. Two runs make the same bytes.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from benchmarks.language import Few, Language
from plugins.core.site import load_site_data
from plugins.core.text import slug
from plugins.library.folders import IMPRINT_FILE, SECTIONS_FILE
from plugins.places.gazetteer import Gazetteer, load_gazetteer
from plugins.places.model import Level, Unit, UnitKey
from plugins.places.urls import place_pages

# What "now" is in every build: after the newest article, so that nothing waits for its day.
NOW = "2022-10-15T08:00:00+07:00"
_FIRST = datetime(2012, 10, 1, 7, tzinfo=timezone(timedelta(hours=7)))
_SPAN = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Place:
    """A page about a unit: `key` is its address in one word, `district` the key of its district or ""."""

    key: str
    title: str
    name: str
    district: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `section` is (name, slug), `path` its address on every tool's site, `unit` its commune."""

    number: int
    when: datetime
    title: str
    section: tuple[str, str]
    district: Place
    commune: Place
    summary: str
    body: str
    unit: Unit

    @property
    def slug(self) -> str:
        """The last part of its address, and the name of its file."""
        return f"bai-do-{self.number}"

    @property
    def path(self) -> str:
        """Where its page lies in the output."""
        return f"tin/{self.when:%Y/%m}/{self.slug}/index.html"

    @property
    def byline(self) -> str:
        """Who wrote it."""
        return f"Phóng viên Huyện Đoàn {self.district.name}"

    def reworded(self, word: str) -> "Article":
        """The same article with another first word of its text."""
        return replace(self, body=" ".join([word, *self.body.split(" ")[1:]]))

    def retitled(self, word: str) -> "Article":
        """The same article with another last word of its title."""
        return replace(self, title=" ".join([*self.title.split(" ")[:-1], word]))


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles, oldest first; all districts and communes with a page, with or without news."""

    articles: tuple[Article, ...]
    districts: tuple[Place, ...]
    communes: tuple[Place, ...]
    sections: tuple[tuple[str, str], ...]

    @property
    def middle(self) -> Article:
        """The article that is edited."""
        return self.articles[len(self.articles) // 2]


def make_corpus(articles: int, content: Path, language: Language | None = None) -> Corpus:
    """That many articles over the sections and the gazetteer of a content folder, by default of few words."""
    gazetteer = load_gazetteer(content / "dia-ban")
    site = load_site_data(content / SECTIONS_FILE, content / IMPRINT_FILE)
    places = _places(gazetteer)
    sections = tuple((s.name, s.slug) for s in site.sections)
    return Corpus(
        tuple(_articles(articles, gazetteer, places, sections, language or Few())),
        tuple({p.key: p for u, p in places.values() if u.level is Level.DISTRICT}.values()),
        tuple({p.key: p for u, p in places.values() if u.level is Level.COMMUNE}.values()),
        sections,
    )


def _places(gazetteer: Gazetteer) -> dict[UnitKey, tuple[Unit, Place]]:
    """Unit key to the unit and its page, of those that have begun."""
    found: dict[UnitKey, tuple[Unit, Place]] = {}
    today = datetime.fromisoformat(NOW).date()
    for page in place_pages(gazetteer):
        for unit in (unit for unit in page.units if unit.begins <= today):
            district = gazetteer.district(unit) if unit.level is Level.COMMUNE else None
            key = slug(page.path.removeprefix("/dia-ban/").strip("/").replace("/", " "))
            title = unit.title[0].upper() + unit.title[1:]
            found[unit.key] = unit, Place(key, title, unit.name, slug(district.name) if district else "")
    return found


def _articles(
    count: int,
    gazetteer: Gazetteer,
    places: dict[UnitKey, tuple[Unit, Place]],
    sections: tuple[tuple[str, str], ...],
    language: Language,
) -> Iterator[Article]:
    # Not for secrets: the same corpus for every tool and every run.
    chance = random.Random(2014)
    for number in range(count):
        when = _FIRST + _SPAN * number / count
        when = when.replace(second=0, microsecond=0)
        commune = chance.choice(gazetteer.on(when.date(), Level.COMMUNE))
        district = gazetteer.district(commune, when.date())
        assert district, "every commune of these years lies in a district"
        title, summary, body = language.article(chance)
        yield Article(
            number,
            when,
            f"Bài đo số {number}: {title}",
            sections[number % len(sections)],
            places[district.key][1],
            places[commune.key][1],
            summary,
            body,
            commune,
        )
