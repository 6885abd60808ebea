"""The library: every published thing, indexed once, then only asked."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import islice, takewhile
from typing import TypeVar

from plugins.articles.model import Article
from plugins.articles.pages import FixedPage
from plugins.core.site import Section, Series, SiteData
from plugins.documents.check import find_referenced, index_by_key
from plugins.documents.model import Document, Duty, Reference
from plugins.library.related import Related
from plugins.people.model import Person, Term
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Level, Unit
from plugins.places.urls import PlacePage, place_pages

# How long an article is news (Google News takes those of two days).
NEWS_FOR = timedelta(hours=48)
Month = tuple[int, int]
_Key = TypeVar("_Key", str, Month)


@dataclass(frozen=True, slots=True)
class DatedDuty:
    """A duty and the document that lays it down."""

    duty: Duty
    document: Document

    def past(self, today: date) -> bool:
        """Whether its day is over; what is due before a day is late on that day."""
        due = self.duty.due
        return due is not None and (due < today or (due == today and self.duty.before))


class Library:
    """Everything that is published; articles are newest first everywhere.

    `now` is the moment of the edition (aware, Hà Nội time): nothing in the library is later.
    """

    def __init__(
        self,
        site: SiteData,
        gazetteer: Gazetteer,
        now: datetime,
        *,
        articles: Iterable[Article] = (),
        documents: Iterable[Document] = (),
        people: Iterable[Person] = (),
        pages: Iterable[FixedPage] = (),
    ) -> None:
        self.site = site
        self.gazetteer = gazetteer
        self.now = now
        by_source = sorted(articles, key=lambda a: a.source)  # which decides between two of one minute
        self.articles = tuple(sorted(by_source, key=lambda a: a.published, reverse=True))
        self.documents = tuple(sorted(documents, key=lambda d: (-d.issued.toordinal(), d.key)))
        self.people = tuple(sorted(people, key=lambda p: p.slug))
        self.pages = tuple(sorted(pages, key=lambda p: (p.order, p.slug)))
        self.place_pages = place_pages(gazetteer)
        self._page_of = {unit.key: page for page in self.place_pages for unit in page.units}
        self._places_of: dict[str, tuple[str, ...]] = {}
        self._index_articles()
        self.documents_by_key = index_by_key(self.documents)
        self._people_by_slug = {p.slug: p for p in self.people}
        self._officers: dict[str, list[tuple[Person, Term]]] = defaultdict(list)
        for person in self.people:
            for term in person.terms:
                if term.unit is not None:
                    self._officers[self.page_of(term.unit).path].append((person, term))

    def _index_articles(self) -> None:
        section: dict[str, list[Article]] = defaultdict(list)
        series: dict[str, list[Article]] = defaultdict(list)
        month: dict[Month, list[Article]] = defaultdict(list)
        place: dict[str, list[Article]] = defaultdict(list)
        person: dict[str, list[Article]] = defaultdict(list)
        citing: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            section[article.section.slug].append(article)
            month[article.published.year, article.published.month].append(article)
            if article.series:
                series[article.series.slug].append(article)
            for path in self.places_of(article):
                place[path].append(article)
            for slug in article.people:
                person[slug].append(article)
            for key in article.documents:
                citing[key].append(article)
        self._section, self._series, self._month = _frozen(section), _frozen(series), _frozen(month)
        self._place, self._person, self._citing = _frozen(place), _frozen(person), _frozen(citing)
        self._rank = {article.source: rank for rank, article in enumerate(self.articles)}
        self._ranks = {
            (kind, name): [self._rank[article.source] for article in articles]
            for kind, groups in (
                ("section", section),
                ("series", series),
                ("place", place),
                ("person", person),
            )
            for name, articles in groups.items()
        }

    # -- articles

    def in_section(self, section: Section) -> tuple[Article, ...]:
        """The articles of a section."""
        return self._section.get(section.slug, ())

    def in_series(self, series: Series) -> tuple[Article, ...]:
        """The articles of a series."""
        return self._series.get(series.slug, ())

    def in_month(self, month: Month) -> tuple[Article, ...]:
        """The articles of a month (year, month)."""
        return self._month.get(month, ())

    @cached_property
    def _kin(self) -> Related:
        return Related(self.articles, self._rank)

    def since(self, moment: datetime) -> tuple[Article, ...]:
        """The articles published after a moment."""
        return tuple(takewhile(lambda article: article.published > moment, self.articles))

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that have articles, newest first."""
        return tuple(sorted(self._month, reverse=True))

    def at_place(self, path: str) -> tuple[Article, ...]:
        """The articles about a place page, its communes' included."""
        return self._place.get(path, ())

    def about_person(self, person: Person) -> tuple[Article, ...]:
        """The articles that name the person in their header."""
        return self._person.get(person.slug, ())

    def citing(self, document: Document) -> tuple[Article, ...]:
        """The articles that name the document in their header."""
        return self._citing.get(document.key, ())

    def related(self, article: Article, most: int) -> tuple[Article, ...]:
        """Articles a reader of this one may want next, but its neighbours in a series, which it names anyway.

        Those of the same words come first, then of the same people, communes and series; district and
        section come last. Among equals the nearest in time wins.
        """
        beside = self.in_series_beside(article)[1:] if article.series else ()
        named = {a.source for a in beside if a}
        ranks = self._kin.find(article, self._near(article), self._far(article), most + len(named))
        found = [a for rank in ranks if (a := self.articles[rank]).source not in named]
        return tuple(found[:most])

    def _near(self, article: Article) -> Iterator[Sequence[int]]:
        for slug in article.people:
            yield self._ranks["person", slug]
        for unit in article.places:
            if unit.level is Level.COMMUNE:
                yield self._ranks["place", self.page_of(unit).path]
        if article.series:
            yield self._ranks["series", article.series.slug]

    def _far(self, article: Article) -> Iterator[Sequence[int]]:
        for path in self.places_of(article):
            yield self._ranks["place", path]
        yield self._ranks["section", article.section.slug]

    def on_this_day(self, most: int) -> tuple[Article, ...]:
        """The articles of the edition's day and month in earlier years, the newest year first."""
        today = self.now.date()
        months = [(y, m) for y, m in self.months if m == today.month and y < today.year]
        found = (a for month in months for a in self.in_month(month) if a.published.day == today.day)
        return tuple(islice(found, most))

    def in_series_beside(self, article: Article) -> tuple[int, Article | None, Article | None]:
        """Which part of its series an article is (the oldest is 1), the part before it and the one after."""
        if article.series is None:
            raise ValueError(article.source)
        ranks = self._ranks["series", article.series.slug]
        at = bisect_left(ranks, self._rank[article.source])  # newest first
        older = self.articles[ranks[at + 1]] if at + 1 < len(ranks) else None
        newer = self.articles[ranks[at - 1]] if at else None
        return len(ranks) - at, older, newer

    # -- places

    def page_of(self, unit: Unit) -> PlacePage:
        """The page that a unit has."""
        return self._page_of[unit.key]

    @property
    def district_pages(self) -> tuple[PlacePage, ...]:
        """The pages of all districts that have begun by the day of the edition."""
        return tuple(
            page
            for page in self.place_pages
            if page.units[0].level is Level.DISTRICT and page.units[0].begins <= self.now.date()
        )

    def places_of(self, article: Article) -> tuple[str, ...]:
        """The paths of all place pages an article is listed on: its places and their districts."""
        known = self._places_of.get(article.source)
        if known is None:
            known = self._places_of[article.source] = self._listed_at(article)
        return known

    def _listed_at(self, article: Article) -> tuple[str, ...]:
        day = article.published.date()
        found: dict[str, None] = {}
        for unit in article.places:
            found[self.page_of(unit).path] = None
            district = self.gazetteer.district(unit, day) if unit.level is Level.COMMUNE else None
            if district:
                found[self.page_of(district).path] = None
        return tuple(found)

    @cached_property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many articles every place page lists, by path."""
        return tuple(sorted((path, len(articles)) for path, articles in self._place.items()))

    def earlier_at(self, page: PlacePage) -> tuple[Article, ...]:
        """The news of all units that the place has replaced, without its own."""
        before = {self.page_of(u).path for unit in page.units for u in self.gazetteer.lineage(unit)}
        if not any(self.at_place(path) for path in before - {page.path}):
            return ()
        own = {a.source for a in self.at_place(page.path)}
        found = {
            a.source: a for path in before - {page.path} for a in self.at_place(path) if a.source not in own
        }
        return tuple(sorted(found.values(), key=lambda a: self._rank[a.source]))

    def officers_at(self, path: str) -> tuple[tuple[Person, Term], ...]:
        """Who held which office at a place, latest first."""
        held = self._officers.get(path, [])
        return tuple(sorted(held, key=lambda pair: (-_ordinal(pair[1].start), pair[0].slug)))

    # -- documents and people

    def document(self, key: str) -> Document | None:
        """The newest document of a number's key, None where the site has none."""
        same = self.documents_by_key.get(key)
        return same[-1] if same else None

    def carried_out_by(self, document: Document) -> tuple[Document, ...]:
        """The documents that say they carry this one out."""
        return tuple(d for d in self.documents if self._refers(d.carries_out, document))

    def replaced_by(self, document: Document) -> tuple[Document, ...]:
        """The documents that say they replace this one."""
        return tuple(d for d in self.documents if self._refers(d.replaces, document))

    def _refers(self, references: tuple[Reference, ...], document: Document) -> bool:
        return any(find_referenced(r, self.documents_by_key) is document for r in references)

    def person(self, slug: str) -> Person | None:
        """The person of a slug."""
        return self._people_by_slug.get(slug)

    @property
    def duties(self) -> tuple[DatedDuty, ...]:
        """All duties of all documents: dated ones by date, then the standing ones."""
        found = [DatedDuty(duty, d) for d in self.documents for duty in d.duties]
        return tuple(sorted(found, key=lambda x: (x.duty.due is None, x.duty.due or date.min)))


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _frozen(groups: Mapping[_Key, list[Article]]) -> Mapping[_Key, tuple[Article, ...]]:
    return {key: tuple(articles) for key, articles in groups.items()}
