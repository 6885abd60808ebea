"""Every source of a content folder, read and judged: what is published, what is held, and why."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from plugins.articles.fields import article_fields
from plugins.articles.model import Article
from plugins.articles.pages import FixedPage, read_page
from plugins.articles.read import ArticleContext, read_article
from plugins.core.dates import format_day
from plugins.core.markup import make_converter
from plugins.core.parallel import ordered_map
from plugins.core.problem import Problem, Severity, holds
from plugins.core.site import SiteData, load_site_data
from plugins.core.text import nfc
from plugins.documents.check import check_documents
from plugins.documents.model import Document
from plugins.documents.read import read_document
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

# Addresses of the site's own lists, which no fixed page may take.
RESERVED = (
    "tin",
    "chuyen-muc",
    "loat-bai",
    "dia-ban",
    "nhan-vat",
    "ban-tin",
    "van-ban",
    "tim-kiem",
    "luu-tru",
    "lich",
    "anh",
)
_Thing = TypeVar("_Thing", Article, Document, Person, FixedPage)
_Outcome = tuple[_Thing | None, tuple[Problem, ...]]

Progress = Callable[[int, int], None]
"""Called with (sources read, sources in all)."""


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
    folder: ContentFolder, now: datetime, cache: Path, progress: Progress = lambda done, total: None
) -> Reading:
    """Read everything. Raises SiteDataError or PlacesError where the newsroom's own data is broken."""
    site = load_site_data(folder.part(SECTIONS_FILE), folder.part(IMPRINT_FILE))
    gazetteer = load_gazetteer(folder.part(PLACES))
    return _Reader(folder, site, gazetteer, now, cache, progress).read()


class _Reader:
    """Reads the sources one by one; a bad one leaves a problem and nothing else."""

    def __init__(
        self,
        folder: ContentFolder,
        site: SiteData,
        gazetteer: Gazetteer,
        now: datetime,
        cache: Path,
        progress: Progress,
    ) -> None:
        self.folder = folder
        self.site = site
        self.gazetteer = gazetteer
        self.now = now
        self.progress = progress
        self.convert = make_converter()
        self.photos = PhotoDesk(cache)
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
        articles = self._without_doubles(self._read(ARTICLES, self._article))
        documents = self._read(DOCUMENTS, self._document)
        documents = self._without(documents, check_documents(documents))
        people = self._with_own_address(self._read(PEOPLE, self._person))
        pages = self._with_own_address(self._read(PAGES, self._page))
        self._strays()
        library = Library(
            self.site,
            self.gazetteer,
            self.now,
            articles=_own_addresses(articles),
            documents=documents,
            people=people,
            pages=pages,
        )
        self.problems += _advice(library)
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
        """The sound sources of a folder; the problems of all are kept."""

        def one(file: Path) -> tuple[_Outcome[_Thing], Photos]:
            self.photos.forget()
            try:
                return read(file), self.photos.fresh
            except Exception as error:  # a fault of ours must cost one source, not the site
                return (None, (_our_fault(self.folder.relative(file), error),)), {}

        found = []
        for (thing, problems), photos in ordered_map(one, self._well_named(part)):
            self.done += 1
            self.progress(self.done, self.received)
            self.problems += problems
            if thing is not None and not holds(problems):
                self.photos.keep(photos)
                found.append(thing)
        return found

    def _well_named(self, part: str) -> list[Path]:
        """The sources but those whose name is no text, or another's but for how its marks are stored."""
        found = []
        for file in self.sources[part]:
            name = nfc(self.folder.relative(file))
            shown = name.encode("utf-8", "replace").decode()
            if shown != name:
                self.problems.append(_bad_name(shown, "name-broken", "Tên tệp có ký tự bị hỏng."))
            elif name in self.names:
                message = "Có hai tệp cùng tên, chỉ khác cách lưu dấu."
                self.problems.append(_bad_name(f"{shown} (2)", "name-doubled", message))
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
            return reading.document, (*reading.problems, _not_yet(reading.document))
        return reading.document, reading.problems

    def _person(self, file: Path) -> _Outcome[Person]:
        reading = read_person(file, self.folder.root, self.context)
        return reading.person, reading.problems

    def _page(self, file: Path) -> _Outcome[FixedPage]:
        reading = read_page(file, self.folder.root, self.convert, self.manual)
        return reading.page, reading.problems

    def _strays(self) -> None:
        for file in self.strays:
            name = self.folder.relative(file)
            if file.suffix.lower() in (".doc", ".docx", ".odt", ".rtf"):
                self.problems.append(
                    Problem(
                        name,
                        0,
                        "stray-word-file",
                        "Trang không đọc thẳng tệp Word.",
                        "Chép phần chữ sang một tệp .md (xem trang Hướng dẫn viết bài), hoặc gửi"
                        " qua thư mục chia sẻ.",
                    )
                )
            else:
                self.problems.append(
                    Problem(
                        name,
                        0,
                        "stray-source",
                        "Tệp nằm ngoài các thư mục bài viết, nên không ai đọc đến.",
                        f"Chuyển tệp vào {ARTICLES}/<năm>/<tháng>/ (hoặc {DOCUMENTS}/, {PEOPLE}/, {PAGES}/).",
                    )
                )

    def _without_doubles(self, articles: list[Article]) -> list[Article]:
        """Leave out an article that was sent twice: the same title and text; the first by name stays."""
        first: dict[tuple[str, str], Article] = {}
        doubles = []
        for article in sorted(articles, key=lambda a: a.source):
            other = first.setdefault((article.title, article.body_html), article)
            if other is not article:
                doubles.append(
                    Problem(
                        article.source,
                        1,
                        "article-doubled",
                        f"Bài này trùng cả tít lẫn nội dung với {other.source}.",
                        "Xóa một trong hai tệp.",
                    )
                )
        return self._without(articles, doubles)

    def _with_own_address(self, things: list[_Thing]) -> list[_Thing]:
        """Leave out a person or page whose address belongs to something else."""
        taken: dict[str, str] = {f"/{name}/": f"/{name}/" for name in RESERVED}
        problems = [
            Problem(
                thing.source,
                0,
                "address-taken",
                f"Địa chỉ {thing.path} đã dùng cho {taken[thing.path]}.",
                "Đổi tên tệp rồi dựng lại.",
            )
            for thing in things
            if taken.setdefault(thing.path, thing.source) != thing.source
        ]
        return self._without(things, problems)

    def _without(self, things: list[_Thing], problems: Iterable[Problem]) -> list[_Thing]:
        problems = list(problems)
        self.problems += problems
        bad = {p.file for p in problems if holds([p])}
        return [t for t in things if t.source not in bad]


def _bad_name(shown: str, code: str, message: str) -> Problem:
    return Problem(shown, 0, code, message, "Đổi tên tệp, chỉ dùng chữ không dấu, số và gạch nối.")


def _our_fault(source: str, error: Exception) -> Problem:
    return Problem(
        source,
        0,
        "source-unreadable",
        f"Phần mềm không xử lý được tệp này ({type(error).__name__}: {error}).",
        "Hãy báo người phụ trách phần mềm và gửi kèm tệp; các bài khác không bị ảnh hưởng.",
    )


def _not_yet(document: Document) -> Problem:
    return Problem(
        document.source,
        1,
        "date-future",
        f"Văn bản đề ngày {format_day(document.issued)}, chưa tới ngày đăng.",
        "Không phải sửa gì nếu ngày đúng; văn bản sẽ tự hiện khi đến ngày.",
        Severity.WAITING,
    )


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


def _advice(library: Library) -> Iterable[Problem]:
    """What an editor may want to know, and only shows between articles."""
    by_title: defaultdict[str, list[Article]] = defaultdict(list)
    for article in library.articles:
        by_title[article.title].append(article)
    for same in by_title.values():
        for article in same:
            others = [a for a in same if a is not article]
            if others:
                yield Problem(
                    article.source,
                    1,
                    "title-repeated",
                    f"Tít này trùng với bài {others[0].source} ({format_day(others[0].published)}).",
                    "Nếu là hai bài khác nhau, nên đặt tít khác để bạn đọc phân biệt.",
                    Severity.ADVICE,
                )
