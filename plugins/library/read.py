"""Every source of a content folder, read and judged: what is published, what is held, and why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from plugins.articles.fields import article_fields
from plugins.articles.model import Article
from plugins.articles.pages import FixedPage, read_page
from plugins.articles.read import ArticleContext, read_article
from plugins.core.markup import make_converter
from plugins.core.parallel import ordered_map
from plugins.core.problem import Problem, holds
from plugins.core.site import SiteData, load_site_data
from plugins.core.text import nfc
from plugins.documents.check import check_documents
from plugins.documents.model import Document
from plugins.documents.read import read_document
from plugins.images.shelf import Entry
from plugins.library import check
from plugins.library.folders import (
    ARTICLES,
    DOCUMENTS,
    IMPRINT_FILE,
    PAGES,
    PEOPLE,
    PLACES,
    SECTIONS_FILE,
    ContentFolder,
)
from plugins.library.library import Library
from plugins.library.photos import PhotoDesk, Photos
from plugins.people.model import Person
from plugins.people.read import read_person
from plugins.places.gazetteer import Gazetteer, load_gazetteer
from plugins.places.tag import Tagger

_Thing = TypeVar("_Thing", Article, Document, Person, FixedPage)
_Outcome = tuple[_Thing | None, tuple[Problem, ...]]

Notice = Callable[[str, int, int], None]
"""Called with (what is being done, in Vietnamese; done; in all)."""


def unheard(what: str, done: int, total: int) -> None:
    """Nobody waits for a notice."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a content folder. `received` = published sources + held ones, always.

    `problems` are all of them, by file and line; `held` the sources kept out, each with at least one.
    `files` are photos and attachments to publish: URL path to file.
    """

    library: Library
    received: int
    held: tuple[str, ...]
    problems: tuple[Problem, ...]
    files: tuple[tuple[str, Path], ...]


def read_content(
    folder: ContentFolder,
    now: datetime,
    cache: Path,
    notice: Notice = unheard,
    photos: PhotoDesk | None = None,
) -> Reading:
    """Read everything. Raises SiteDataError or PlacesError where the newsroom's own data is broken.

    With `photos`, a desk that reads more photos afterwards, the caller closes it.
    """
    site = load_site_data(folder.part(SECTIONS_FILE), folder.part(IMPRINT_FILE))
    gazetteer = load_gazetteer(folder.part(PLACES))
    desk = photos or PhotoDesk(cache, later=True)
    reading = _Reader(folder, site, gazetteer, now, notice, desk).read()
    if photos is None:
        desk.close(folder.root)
    return reading


class _Reader:
    """Reads the sources one by one; a bad one leaves a problem and nothing else."""

    def __init__(
        self,
        folder: ContentFolder,
        site: SiteData,
        gazetteer: Gazetteer,
        now: datetime,
        notice: Notice,
        photos: PhotoDesk,
    ) -> None:
        self.folder = folder
        self.site = site
        self.gazetteer = gazetteer
        self.now = now
        self.notice = notice
        self.convert = make_converter()
        self.photos = photos
        self.context = ArticleContext(
            site=site,
            gazetteer=gazetteer,
            tagger=Tagger(gazetteer),
            now=now,
            convert=self.convert,
            photo=self.photos,
        )
        self.manual = article_fields(site)
        self.sources: dict[str, list[Path]] = {
            part: folder.texts(part) for part in (ARTICLES, DOCUMENTS, PEOPLE, PAGES)
        }
        self.strays = folder.strays()
        self.received = sum(map(len, self.sources.values())) + len(self.strays)
        self.done = 0
        self.names: set[str] = set()
        self.problems: list[Problem] = []

    def read(self) -> Reading:
        """Everything, then what only shows between sources."""
        articles = self._read(ARTICLES, self._article)
        articles = self._without(articles, check.doubled(articles))
        documents = self._read(DOCUMENTS, self._document)
        documents = self._without(documents, check_documents(documents))
        people = self._read(PEOPLE, self._person)
        people = self._without(people, check.addresses_taken(people))
        pages = self._read(PAGES, self._page)
        pages = self._without(pages, check.addresses_taken(pages))
        self.problems += [check.stray(self.folder.relative(file)) for file in self.strays]
        library = Library(
            self.site,
            self.gazetteer,
            self.now,
            articles=_own_addresses(articles),
            documents=documents,
            people=people,
            pages=pages,
        )
        self.problems += check.repeated_titles(library.articles)
        self.problems += check.photos_used_before(library.articles)
        for article in library.articles:
            if article.photo:
                self.photos.share(article.photo)
        published = len(articles) + len(documents) + len(people) + len(pages)
        held = _held(self.problems)
        assert published + len(held) == self.received, "a source is neither published nor held"
        attachments = [
            (a.path, self.folder.root / a.source) for d in library.documents for a in d.attachments
        ]
        return Reading(
            library,
            self.received,
            held,
            tuple(sorted(self.problems)),
            (*self.photos.files.items(), *attachments),
        )

    def _read(self, part: str, read: Callable[[Path], _Outcome[_Thing]]) -> list[_Thing]:
        """The sound sources of a folder; the problems of all are kept.

        Sources with photos that no build has made yet are read twice: to know which photos, and, when
        all of them are made in one go, for the finished photos or their faults.
        """
        found: list[_Thing] = []
        late: list[Path] = []
        unmade: dict[str, Entry] = {}
        for file, outcome, photos in self._outcomes(self._well_named(part), read):
            self.photos.learn(photos)
            if self.photos.unmade(photos):
                late.append(file)
                unmade |= photos
            else:
                found += self._taken(outcome, photos)
        self.photos.make(unmade, partial(self.notice, "Làm ảnh"))
        for _, outcome, photos in self._outcomes(late, read):
            found += self._taken(outcome, photos)
        return found

    def _outcomes(
        self, files: list[Path], read: Callable[[Path], _Outcome[_Thing]]
    ) -> Iterator[tuple[Path, _Outcome[_Thing], Photos]]:
        def one(file: Path) -> tuple[_Outcome[_Thing], Photos]:
            self.photos.forget()
            try:
                return read(file), self.photos.fresh
            except Exception as error:  # a fault of ours must cost one source, not the site
                return (None, (check.our_fault(self.folder.relative(file), error),)), {}

        for file, (outcome, photos) in zip(files, ordered_map(one, files), strict=True):
            yield file, outcome, photos

    def _taken(self, outcome: _Outcome[_Thing], photos: Photos) -> list[_Thing]:
        """The thing, if it is published; its problems and photos in any case."""
        thing, problems = outcome
        self.done += 1
        self.notice("Đọc bài", self.done, self.received)
        self.problems += problems
        self.photos.learn(photos)
        if thing is None or holds(problems):
            return []
        self.photos.keep(photos)
        return [thing]

    def _well_named(self, part: str) -> list[Path]:
        """The sources but those whose name is no text, or another's but for how its marks are stored."""
        found = []
        for file in self.sources[part]:
            name = nfc(self.folder.relative(file))
            shown = name.encode("utf-8", "replace").decode()
            if shown != name:
                self.problems.append(check.broken_name(shown))
            elif name in self.names:
                self.problems.append(check.doubled_name(shown))
            else:
                self.names.add(name)
                found.append(file)
        return found

    def _article(self, file: Path) -> _Outcome[Article]:
        reading = read_article(file, self.folder.root, self.context)
        return reading.article, reading.problems

    def _document(self, file: Path) -> _Outcome[Document]:
        reading = read_document(file, self.folder.root, self.convert)
        if reading.document and reading.document.issued > self.now.date():
            return reading.document, (*reading.problems, check.not_yet(reading.document))
        return reading.document, reading.problems

    def _person(self, file: Path) -> _Outcome[Person]:
        reading = read_person(file, self.folder.root, self.context)
        return reading.person, reading.problems

    def _page(self, file: Path) -> _Outcome[FixedPage]:
        reading = read_page(file, self.folder.root, self.convert, self.manual, self.photos)
        return reading.page, reading.problems

    def _without(self, things: list[_Thing], problems: Iterable[Problem]) -> list[_Thing]:
        problems = list(problems)
        self.problems += problems
        bad = {p.file for p in problems if holds([p])}
        return [t for t in things if t.source not in bad]


def _held(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(sorted({p.file for p in problems if holds([p])}))


def _own_addresses(articles: Iterable[Article]) -> list[Article]:
    """Every article its own URL: of several with one, the oldest keeps it, later ones get -2, -3 …"""
    found = []
    taken: set[str] = set()
    for article in sorted(articles, key=lambda a: (a.published, a.source)):
        number, own = 1, article
        while own.path in taken:
            number += 1
            own = replace(article, slug=f"{article.slug}-{number}")
        taken.add(own.path)
        found.append(own)
    return found
