"""Which feeds there are, the sitemap, robots.txt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from plugins.articles.model import Article
from plugins.library.library import Library
from plugins.pages.page import Page

FEED_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Feed:
    """An Atom feed: the URL path of the list it belongs to, its title, its articles, newest first."""

    path: str
    title: str
    articles: tuple[Article, ...]


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


def sitemap(pages: Iterable[Page], base_url: str) -> str:
    """Every page that search engines may list, with the date of its newest content."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for page in pages:
        if page.indexed:
            changed = f"<lastmod>{page.changed}</lastmod>" if page.changed else ""
            lines.append(f"<url><loc>{escape(base_url + page.path, quote=False)}</loc>{changed}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def robots(base_url: str, *, public: bool) -> str:
    """A build for trying is not for search engines."""
    rule = "Allow: /" if public else "Disallow: /"
    return f"User-agent: *\n{rule}\n\nSitemap: {base_url}/sitemap.xml\n"
