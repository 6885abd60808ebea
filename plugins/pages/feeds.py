"""Which feeds there are."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plugins.articles.model import Article
from plugins.library.library import Library
from plugins.pages.issues import LIST as ISSUES
from plugins.pages.words import capital
from plugins.places.model import Level

if TYPE_CHECKING:
    from plugins.issues.desk import Printed

FEED = "feed.xml"  # the file beside the list
FEED_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Feed:
    """An Atom feed: the URL path of its list, its title, its articles or issues, newest first."""

    path: str
    title: str
    articles: tuple[Article, ...] = ()
    issues: "tuple[Printed, ...]" = ()

    @property
    def address(self) -> str:
        """The URL path of the feed itself."""
        return f"{self.path}{FEED}"


def feeds(
    library: Library, printed: "Sequence[Printed]" = (), published: Container[str] = ()
) -> Iterator[Feed]:
    """The feed of the site, of every section, of every district that has begun, of every commune that has
    news, and of the bulletin where there is one.

    A commune that has none any more keeps its feed if its address was `published`: who follows it waits for
    the next.
    """
    site = library.site
    name = site.imprint_on(library.now.date()).site_name
    yield Feed("/", name, library.articles[:FEED_LENGTH])
    for section in site.sections:
        yield Feed(section.path, f"{section.name} – {name}", library.in_section(section)[:FEED_LENGTH])
    for page in library.district_pages:
        articles = library.at_place(page.path)[:FEED_LENGTH]
        yield Feed(page.path, f"{page.units[-1].title} – {name}", articles)
    for page in library.place_pages:
        articles = library.at_place(page.path)[:FEED_LENGTH]
        commune = page.units[0].level is Level.COMMUNE and page.units[0].begins <= library.now.date()
        if commune and (articles or f"{page.path}{FEED}" in published):
            title = capital(library.gazetteer.full_title(page.units[-1]))
            yield Feed(page.path, f"{title} – {name}", articles)
    if printed:
        yield Feed(ISSUES.href, f"{ISSUES.text} – {name}", issues=tuple(printed[:FEED_LENGTH]))
