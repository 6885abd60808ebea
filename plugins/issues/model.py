"""One issue of the monthly bulletin, with everything it prints resolved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from plugins.articles.model import Article
from plugins.core.site import Imprint
from plugins.documents.model import Document
from plugins.images.model import Photo
from plugins.library.library import DatedDuty


class IssueState(StrEnum):
    """Whether readers may see the issue; the values are what editors write."""

    DRAFT = "nháp"
    APPROVED = "đã duyệt"


def article_key(article: Article) -> str:
    """How an issue file and a seal name an article, "2014/04/<slug>": the end of its permanent URL."""
    return key_of(article.path)


def key_of(path: str) -> str:
    """The same of a URL, however it is written."""
    return path.strip().strip("/").removeprefix("tin/")


@dataclass(frozen=True, slots=True)
class Former:
    """What became of an article under a name it had: the page that took its place ('' for none), and whether
    it was taken off for good.
    """

    path: str
    gone: bool = False


# Gives what became of the article of a name, "2014/04/<slug>" or its slug; None where there never was one.
Trail = Callable[[str], Former | None]


def untold(name: str) -> Former | None:
    """The trail of a newsroom that has published nothing yet."""
    return None


@dataclass(frozen=True, slots=True)
class Cover:
    """The front of an issue: an article of it, or a photo of its own; without both, type alone."""

    headline: str
    article: Article | None = None
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """The editors' letter: clean HTML, and who signs it."""

    title: str
    body_html: str
    signed: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an issue with its articles, in the order in which they are printed.

    `gone`: how many more it had when the issue was closed, of articles that are no longer on the site.
    """

    title: str
    articles: tuple[Article, ...]
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """What was mended in an article after a closed issue had printed it: the issue, when, what.

    `issue` is what readers are told: the issue's title, its key where the site no longer has it.
    """

    article: Article
    issue: str
    when: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue. `source` is its file relative to the content folder, `key` its month ("2014-04").

    `day` is the day of issue, on which `imprint` is in force. Every article stands in one part only;
    `corrections` are those of earlier, closed issues. `text` is what its file says, as read.
    """

    source: str
    key: str
    number: int
    day: date
    name: str
    state: IssueState
    imprint: Imprint
    cover: Cover
    parts: tuple[Part, ...]
    letter: Letter | None = None
    documents: tuple[Document, ...] = ()
    duties: tuple[DatedDuty, ...] = ()
    corrections: tuple[Correction, ...] = ()
    text: str = ""

    @property
    def path(self) -> str:
        """The permanent URL."""
        return f"/ban-tin/{self.key}/"

    @property
    def month(self) -> tuple[int, int]:
        """(year, month)."""
        return int(self.key[:4]), int(self.key[5:])

    @property
    def title(self) -> str:
        """As readers see it: "Bản tin Thanh niên số 4, tháng 4/2014"."""
        year, month = self.month
        return f"{self.name} số {self.number}, tháng {month}/{year}"

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, in the order of the issue."""
        return tuple(article for part in self.parts for article in part.articles)
