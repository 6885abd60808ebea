"""Atom feeds with the full text, the sitemap, robots.txt."""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from xml.sax.saxutils import escape

import feedgenerator

from plugins.articles.model import Article
from plugins.core.dates import HANOI
from plugins.library.library import Library
from plugins.pages.page import Page

FEED_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Feed:
    """An Atom feed: the URL path of the list it belongs to, its title, its articles, newest first."""

    path: str
    title: str
    articles: tuple[Article, ...]

    def xml(self, library: Library, base_url: str) -> str:
        """The feed with the full text of its articles."""
        imprint = library.site.imprint_on(library.now.date())
        feed = _Atom(
            title=self.title,
            link=base_url + self.path,
            description=self.title,
            language="vi",
            author_name=imprint.publisher,
            feed_url=f"{base_url}{self.path}feed.xml",
            feed_guid=f"{base_url}{self.path}feed.xml",
            beginning=datetime.combine(library.site.imprints[0].valid_from, time(0), HANOI),
        )
        for article in self.articles:
            url = base_url + article.path
            feed.add_item(
                title=article.title,
                link=url,
                unique_id=url,
                description=html.escape(article.standfirst, quote=False),
                content=_absolute(article.body_html, base_url),
                author_name=article.byline,
                pubdate=article.published,
                updateddate=article.updated or article.published,
                categories=(article.section.name,),
            )
        return str(feed.writeString("utf-8"))


def feeds(library: Library) -> Iterator[Feed]:
    """The feed of the site, of every section, of every district that has begun."""
    site = library.site
    name = site.imprint_on(library.now.date()).site_name
    yield Feed("/", name, library.articles[:FEED_LENGTH])
    for section in site.sections:
        yield Feed(section.path, f"{section.name} – {name}", library.in_section(section)[:FEED_LENGTH])
    for page in library.district_pages:
        articles = library.at_place(page.path)[:FEED_LENGTH]
        yield Feed(page.path, f"{page.units[-1].title} – {name}", articles)


class _Atom(feedgenerator.Atom1Feed):  # type: ignore[misc]  # the library has no types
    """Atom that never tells when it was made: an empty feed has the date of the newsroom's beginning."""

    def latest_post_date(self) -> datetime:
        """The date of the newest item; the library would say "now" for an empty feed."""
        dates: list[datetime] = [item["updateddate"] for item in self.items]
        return max(dates, default=self.feed["beginning"])


def _absolute(text: str, base_url: str) -> str:
    """The text with links and photos that work outside the site."""
    for attribute in ("href", "src"):
        text = text.replace(f'{attribute}="/', f'{attribute}="{base_url}/')
    return text


def sitemap(pages: Iterable[Page], base_url: str) -> str:
    """Every page that search engines may list, with the date of its newest content."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for page in pages:
        if page.indexed:
            changed = f"<lastmod>{page.changed}</lastmod>" if page.changed else ""
            lines.append(f"<url><loc>{escape(base_url + page.path)}</loc>{changed}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def robots(base_url: str, *, public: bool) -> str:
    """A build for trying is not for search engines."""
    rule = "Allow: /" if public else "Disallow: /"
    return f"User-agent: *\n{rule}\n\nSitemap: {base_url}/sitemap.xml\n"
