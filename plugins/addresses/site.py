"""The site of today as the ledger sees it: its pages, its sources, the old addresses that articles claim."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plugins.addresses.check import claim_problems, ledger_problems
from plugins.addresses.ledger import load_ledger, written
from plugins.addresses.model import Home, Ledger, Settled
from plugins.addresses.settle import Today, claims, renewed, settle
from plugins.core.problem import Problem, Severity
from plugins.core.stamps import digest
from plugins.issues.bulletin import Newsroom
from plugins.library.folders import ADDRESSES_FILE, PLACES, ContentFolder
from plugins.library.library import Library
from plugins.library.read import Reading
from plugins.pages.desk import Desk
from plugins.pages.feeds import Feed, feeds
from plugins.pages.maps import Maps
from plugins.pages.page import Page
from plugins.pages.site import all_pages

if TYPE_CHECKING:
    from plugins.issues.desk import Printed

_MARK = 16  # hex digits


@dataclass(frozen=True)
class Addresses:
    """The addresses of an edition: the ledger, the site of today, its feeds, and what became of the rest."""

    known: bool
    ledger: Ledger
    today: Today
    settled: Settled
    feeds: tuple[Feed, ...]
    claimed: tuple[tuple[str, Home], ...]

    def title(self, path: str) -> str:
        """What readers call the page at an address of today; the address where it has no name of its own."""
        return next((home.title for home in self.today.homes if home.path == path), path)

    def problems(self) -> Iterator[Problem]:
        """What an editor has to decide, or has written wrongly."""
        yield from ledger_problems(self.ledger, self.today, self.settled)
        yield from claim_problems(self.claimed, self.today, self.ledger if self.known else None)

    def text(self) -> str | None:
        """The ledger after this edition was published; None where its file has to be mended first."""
        if self.ledger.faults:
            return None
        return written(renewed(self.ledger, self.today, self.settled))


def addresses(folder: ContentFolder, newsroom: Newsroom, pages: Iterable[Page]) -> Addresses:
    """Of a content folder and the pages made of it. Raises SiteDataError where the ledger is unreadable."""
    ledger = load_ledger(folder.root / ADDRESSES_FILE)
    reading = newsroom.reading
    found = ledger or Ledger()
    fed = tuple(feeds(reading.library, newsroom.printed, found.entries))
    paths = frozenset((*(page.path for page in pages if page.indexed), *(feed.address for feed in fed)))
    old = tuple(claimed(reading.library))
    today = today_of(reading, old, paths, lambda: tuple(homes(reading.library, newsroom.printed)))
    return Addresses(ledger is not None, found, today, settle(found, today), fed, old)


def today_of(
    reading: Reading,
    old: Iterable[tuple[str, Home]],
    paths: Set[str],
    find_homes: Callable[[], tuple[Home, ...]],
) -> Today:
    """The site of today, of what was read, what is `claimed` in it, and the addresses of its pages."""
    withdrawn = {p.file for p in reading.problems if p.code == "state-withdrawn"}
    faulty = {p.file for p in reading.problems if p.severity is Severity.FAULT}
    ours = claims(((path, home.path) for path, home in old), paths)
    return Today(paths, find_homes, ours, withdrawn - faulty, {*reading.held}, faulty)


def address_problems(folder: ContentFolder, newsroom: Newsroom) -> Iterator[Problem]:
    """The problems of the addresses of a content folder, before anything is built of it."""
    library = newsroom.reading.library
    desk = Desk(library, library.site.imprint_on(library.now.date()).site_url)
    maps = Maps(folder.part(PLACES) / "districts.geojson")
    return addresses(folder, newsroom, all_pages(desk, library, maps, newsroom.printed)).problems()


def claimed(library: Library) -> Iterator[tuple[str, Home]]:
    """(old address, the article that says it was its own), the oldest article first."""
    for article in reversed(library.articles):
        for old in article.old_paths:
            yield old, Home(article.path, article.source, "", article.title)


def homes(library: Library, printed: "Sequence[Printed]" = ()) -> Iterator[Home]:
    """Everything that has a source and a page."""
    for article in library.articles:
        yield Home(article.path, article.source, article.body.digest.hex()[:_MARK], article.title)
    for document in library.documents:
        yield Home(document.path, document.source, _mark(document.body_html), document.title)
    for person in library.people:
        yield Home(person.path, person.source, _mark(person.body_html), person.name)
    for page in library.pages:
        yield Home(page.path, page.source, _mark(page.body_html), page.title)
    for one in printed:
        yield Home(one.issue.path, one.issue.source, _mark(one.issue.text), one.issue.title)


def _mark(text: str) -> str:
    return digest(text.encode()).hex()[:_MARK]
