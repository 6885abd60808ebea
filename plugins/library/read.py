"""Every source of a content folder, read and judged: what is published, what is held, and why."""

import math
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar, cast

from plugins.articles.fields import article_fields
from plugins.articles.model import Article
from plugins.articles.pages import FixedPage, read_page
from plugins.articles.read import ArticleContext, read_article
from plugins.core.cachefile import CacheError
from plugins.core.dates import HANOI
from plugins.core.markup import make_converter
from plugins.core.parallel import ordered_map
from plugins.core.problem import Problem, holds
from plugins.core.site import SiteData, load_site_data
from plugins.core.sources import SourceError, source_bytes
from plugins.core.stamps import code_digest, digest, folder_contents
from plugins.core.text import nfc
from plugins.documents.check import check_documents
from plugins.documents.model import Document
from plugins.documents.read import read_document
from plugins.images.plan import Entry
from plugins.library import check
from plugins.library.folders import (
    ARTICLES,
    DOCUMENTS,
    IMPRINT_FILE,
    PAGES,
    PEOPLE,
    PHOTOS,
    PLACES,
    SECTIONS_FILE,
    SOURCES,
    ContentFolder,
)
from plugins.library.kept import Kept, MadeOf, Record
from plugins.library.library import NEWS_FOR, Library
from plugins.library.photos import PhotoDesk, Photos
from plugins.library.warm import Memory
from plugins.people.model import Person
from plugins.people.read import read_person
from plugins.places.gazetteer import Gazetteer, load_gazetteer
from plugins.places.tag import Tagger

_Thing = TypeVar("_Thing", Article, Document, Person, FixedPage)
_Outcome = tuple[_Thing | None, tuple[Problem, ...], Photos]
_Judged = tuple[_Thing | None, tuple[Problem, ...], tuple[datetime, ...], bool]
"""What a reader says of a source: the thing, the problems, when the clock changes that, whether it
looked at the files beside."""

Notice = Callable[[str, int, int], None]
"""Called with (what is being done, in Vietnamese; done; in all)."""


def unheard(what: str, done: int, total: int) -> None:
    """Nobody waits for a notice."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a content folder. `received` = published sources + held ones, always.

    `problems` are all of them, by file and line; `held` the sources kept out, each with at least one.
    `files` are photos and attachments to publish: URL path to file. `made_with` is the digest of what all
    of it was read with: code, sections, imprint, gazetteer; `until` when the clock alone changes something
    (seconds since 1970).
    """

    library: Library
    received: int
    held: tuple[str, ...]
    problems: tuple[Problem, ...]
    files: tuple[tuple[str, Path], ...]
    made_with: bytes
    until: float
    features: Callable[[], tuple[frozenset[str], bytes]]


def read_content(
    folder: ContentFolder,
    now: datetime,
    cache: Path,
    notice: Notice = unheard,
    photos: PhotoDesk | None = None,
    *,
    keep: bool = False,
    memory: Memory | None = None,
) -> Reading:
    """Read everything. Raises SiteDataError or PlacesError where the newsroom's own data is broken.

    `cache` is a folder for what later builds need not do again: photos, and with `keep` what came of each
    source; `memory` holds the same in a process that builds again and again. With `photos`, a desk that
    reads more photos afterwards, the caller closes it. Raises CacheError where the cache turns out to be
    damaged; what is in it is thrown away then.
    """
    site_files = [folder.part(name) for name in (SECTIONS_FILE, IMPRINT_FILE)]
    site = load_site_data(*site_files)
    gazetteer = load_gazetteer(folder.part(PLACES))
    desk = photos or PhotoDesk(cache / PHOTOS, later=True)
    kept_in = (
        cache / SOURCES / f"{digest(os.fsencode(folder.root.absolute())).hex()}.sqlite" if keep else None
    )
    key = digest(
        b"".join((code_digest(), *(f.read_bytes() for f in site_files), folder_contents(folder.part(PLACES))))
    )
    make = memory.kept if memory else Kept
    kept = make(kept_in, folder.root, key, site, gazetteer)
    try:
        reading = _Reader(folder, kept.site, kept.gazetteer, now, notice, desk, kept, key).read()
    except CacheError:
        kept.forget()
        raise
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
        kept: Kept,
        made_with: bytes,
    ) -> None:
        self.folder = folder
        self.site = site
        self.gazetteer = gazetteer
        self.now = now
        self.moment = now.timestamp()
        self.until = math.inf
        self.notice = notice
        self.photos = photos
        self.kept = kept
        self.made_with = made_with
        self.files = folder.scan()
        self.sources: dict[str, list[str]] = {
            part: self.files.texts(part) for part in (ARTICLES, DOCUMENTS, PEOPLE, PAGES)
        }
        self.strays = self.files.strays()
        self.received = sum(map(len, self.sources.values())) + len(self.strays)
        self.done = 0
        self.names: set[str] = set()
        self.problems: list[Problem] = []

    @cached_property
    def beside(self) -> Mapping[str, bytes]:
        """What lies beside the sources, by folder."""
        return self.files.beside()

    @cached_property
    def convert(self) -> Callable[[str], str]:
        """From Markdown to clean HTML."""
        return make_converter()

    @cached_property
    def context(self) -> ArticleContext:
        """What reading an article needs; a build in which no source is new needs none."""
        return ArticleContext(
            site=self.site,
            gazetteer=self.gazetteer,
            tagger=Tagger(self.gazetteer),
            now=self.now,
            convert=self.convert,
            photo=self.photos,
        )

    def read(self) -> Reading:
        """Everything, then what only shows between sources."""
        articles = self._read(ARTICLES, self._article)
        articles = self._without(articles, check.doubled(articles))
        documents = self._published(self._read(DOCUMENTS, self._document))
        documents = self._without(documents, check_documents(documents))
        people = self._read(PEOPLE, self._person)
        people = self._without(people, check.addresses_taken(people))
        pages = self._read(PAGES, self._page)
        pages = self._without(pages, check.addresses_taken(pages))
        self.kept.save(name for names in self.sources.values() for name in names)
        self.problems += [check.stray(name) for name in self.strays]
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
            self.made_with,
            min(self.until, (midnight(self.now) + timedelta(days=1)).timestamp(), _oldest_news(library)),
            self.kept.features,
        )

    def _read(self, part: str, read: Callable[[Path], _Judged[_Thing]]) -> list[_Thing]:
        """The sound sources of a folder; the problems of all are kept.

        What an earlier build has made of a source that is as it was is taken as it is. Sources with
        photos that no build has made yet are read twice: to know which photos, and, when all of them are
        made in one go, for the finished photos or their faults.
        """
        names = self._well_named(part)
        outcomes: dict[str, _Outcome[_Thing]] = {}
        for name in names:
            if known := self._known(name):
                outcomes[name] = cast("_Outcome[_Thing]", known)
        late: list[str] = []
        unmade: dict[str, Entry] = {}
        for name, outcome, record in self._outcomes([n for n in names if n not in outcomes], read):
            _, _, photos = outcomes[name] = outcome
            self.photos.learn(photos)
            if photos and self.photos.unmade(photos):
                late.append(name)
                unmade |= photos
            elif record:
                self.kept.keep(name, record)
        self.photos.make(unmade, partial(self.notice, "Làm ảnh"))
        for name, outcome, record in self._outcomes(late, read):
            outcomes[name] = outcome
            if record:
                self.kept.keep(name, record)
        return [thing for name in names if (thing := self._taken(outcomes[name])) is not None]

    def _known(self, name: str) -> object:
        """The outcome an earlier build has made of a source, if it would come to that now; else None."""
        made_of = self.kept.made_of(name)
        if made_of is None or not made_of.since <= self.moment < made_of.until:
            return None
        stamp = self.files.files[name]
        if made_of.beside and made_of.beside != self.beside[name.rpartition("/")[0]]:
            return None
        touched = made_of.stamp != stamp or not stamp.settled_before(made_of.read_ns)
        if touched and digest(_bytes(self._file(name))) != made_of.content:
            return None
        outcome = cast("_Outcome[Any]", self.kept.outcome(name))
        if outcome[2] and not self.photos.there(outcome[2]):
            return None
        self.until = min(self.until, made_of.until)
        return outcome

    def _outcomes(
        self, names: list[str], read: Callable[[Path], _Judged[_Thing]]
    ) -> Iterator[tuple[str, _Outcome[_Thing], Record | None]]:
        def one(name: str) -> tuple[Record, bool]:
            self.photos.forget()
            file = self._file(name)
            started = time.time_ns()
            try:
                content = digest(_bytes(file))
                thing, problems, turns, beside = read(file)
                lasting = True
            except Exception as error:  # a fault of ours must cost one source, not the site
                content, turns, beside, lasting = b"", (), False, False
                thing, problems = None, (check.our_fault(self.folder.relative(file), error),)
            made_of = MadeOf(
                self.files.files[name],
                content,
                self.beside[name.rpartition("/")[0]] if beside else b"",
                *_between(turns, self.now),
                started,
            )
            return self.kept.pack((thing, problems, self.photos.fresh), made_of), lasting

        if len(names) > 1:
            _ = self.context  # before the work is shared among processes
        for name, (record, lasting) in zip(names, ordered_map(one, names), strict=True):
            self.done += 1
            self.notice("Đọc bài", self.done, len(names))
            outcome = cast("_Outcome[_Thing]", self.kept.load(name, record))
            self.until = min(self.until, record.made_of.until)
            yield name, outcome, record if lasting else None

    def _file(self, name: str) -> Path:
        return self.folder.root / name

    def _taken(self, outcome: _Outcome[_Thing]) -> _Thing | None:
        """The thing, if it is published; its problems and photos in any case."""
        thing, problems, photos = outcome
        if not (problems or photos):
            return thing
        self.problems += problems
        self.photos.learn(photos)
        if holds(problems):
            return None
        self.photos.keep(photos)
        return thing

    def _well_named(self, part: str) -> list[str]:
        """The sources but those whose name is no text, or another's but for how its marks are stored."""
        found = []
        for file in self.sources[part]:
            name = nfc(file)
            shown = name.encode("utf-8", "replace").decode()
            if shown != name:
                self.problems.append(check.broken_name(shown))
            elif name in self.names:
                self.problems.append(check.doubled_name(shown))
            else:
                self.names.add(name)
                found.append(file)
        return found

    def _article(self, file: Path) -> _Judged[Article]:
        reading = read_article(file, self.folder.root, self.context)
        return reading.article, reading.problems, reading.turns, reading.beside

    def _document(self, file: Path) -> _Judged[Document]:
        reading = read_document(file, self.folder.root, self.convert)
        return reading.document, reading.problems, (), True

    def _person(self, file: Path) -> _Judged[Person]:
        reading = read_person(file, self.folder.root, self.context)
        # a term without dates is judged by the units of today
        today = midnight(self.now)
        return reading.person, reading.problems, (today, today + timedelta(days=1)), False

    def _page(self, file: Path) -> _Judged[FixedPage]:
        manual = article_fields(self.site)
        reading = read_page(file, self.folder.root, self.convert, manual, self.photos)
        return reading.page, reading.problems, (), True

    def _published(self, documents: list[Document]) -> list[Document]:
        """Those whose day has come."""
        waiting = [d for d in documents if d.issued > self.now.date()]
        self.problems += [check.not_yet(d) for d in waiting]
        return [d for d in documents if d not in waiting]

    def _without(self, things: list[_Thing], problems: Iterable[Problem]) -> list[_Thing]:
        problems = list(problems)
        self.problems += problems
        bad = {p.file for p in problems if holds([p])}
        return [t for t in things if t.source not in bad]


def _bytes(file: Path) -> bytes:
    """The content of a file that may be a text; of anything else, why no reader opens it."""
    try:
        return source_bytes(file)
    except SourceError as error:
        return f"\0{error.code}{error.message}".encode()


def midnight(moment: datetime) -> datetime:
    """When the day of a moment began in Hà Nội."""
    return datetime.combine(moment.astimezone(HANOI).date(), datetime.min.time(), HANOI)


def _between(turns: Iterable[datetime], now: datetime) -> tuple[float, float]:
    """The time around `now` in which no turn lies, in seconds since 1970."""
    moments = [turn.timestamp() for turn in turns]
    since = max((m for m in moments if m <= now.timestamp()), default=-math.inf)
    return since, min((m for m in moments if m > now.timestamp()), default=math.inf)


def _oldest_news(library: Library) -> float:
    """When the first of the news of today is news no more, in seconds since 1970."""
    fresh = library.since(library.now - NEWS_FOR)
    return (fresh[-1].published + NEWS_FOR).timestamp() if fresh else math.inf


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
            slug = f"{article.slug}-{number}"
            own = replace(article, slug=slug, stamp=digest(article.stamp + slug.encode()))
        taken.add(own.path)
        found.append(own)
    return found
