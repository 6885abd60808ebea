"""What search engines read first: robots.txt, an index of sitemaps, and its parts.

    /sitemap.xml               the index
    /sitemap-bai-<yyyy>.xml    the articles of a year
    /sitemap-trang.xml         every other page
    /sitemap-anh.xml           the photos, by the article they stand in
    /sitemap-tin-moi.xml       for Google News: the articles of the last 48 hours

The last two are there only if there is something in them: a sitemap without an address is not valid.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import islice

from plugins.articles.model import Article
from plugins.library.library import NEWS_FOR, Library
from plugins.pages.page import Page

INDEX = "/sitemap.xml"
# sitemaps.org: at most so many addresses in a file; Google News: so many articles, images in an address.
MOST, MOST_NEWS, MOST_PHOTOS = 50_000, 1_000, 1_000
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@dataclass(frozen=True, slots=True)
class _Url:
    """An address in a sitemap: where, when it changed last (ISO or ''), what else is said of it as XML."""

    path: str
    changed: str
    more: str = ""


def sitemaps(pages: Iterable[Page], library: Library, base_url: str) -> Iterator[tuple[str, str]]:
    """(path, XML) of every part, then of the index."""
    parts: list[tuple[str, str]] = []
    for name, space, urls in _parts(pages, library, base_url):
        for number in range(0, len(urls), MOST):
            part = urls[number : number + MOST]
            path = f"/sitemap-{name}{f'-{number // MOST + 1}' if number else ''}.xml"
            parts.append((path, max(url.changed for url in part)))
            yield path, _urlset(part, space, base_url)
    yield INDEX, _index(parts, base_url)


def _parts(
    pages: Iterable[Page], library: Library, base_url: str
) -> Iterator[tuple[str, str, list[_Url]]]:
    """(name, XML namespace beside the sitemap's own, addresses)."""
    years: defaultdict[str, list[_Url]] = defaultdict(list)
    others: list[_Url] = []
    for page in pages:
        if page.indexed:
            year = page.path[5:9] if page.path.startswith("/tin/") else ""
            (years[year] if year else others).append(_Url(page.path, page.changed))
    for year in sorted(years, reverse=True):
        yield f"bai-{year}", "", years[year]
    yield "trang", "", others
    yield "anh", f' xmlns:image="{_IMAGES}"', list(_with_photos(library, base_url))
    yield "tin-moi", f' xmlns:news="{_NEWS}"', list(islice(_news(library), MOST_NEWS))


def _with_photos(library: Library, base_url: str) -> Iterator[_Url]:
    for article in library.articles:
        if article.photos:
            files = dict.fromkeys(photo.widest.path for photo in article.photos[:MOST_PHOTOS])
            places = (escape(base_url + file, quote=False) for file in files)
            more = "".join(f"<image:image><image:loc>{place}</image:loc></image:image>" for place in places)
            yield _Url(article.path, _changed(article), more)


def _news(library: Library) -> Iterator[_Url]:
    """What is news at the moment of the edition; what was made up to show how it is done never is."""
    name = escape(library.site.imprint_on(library.now.date()).site_name, quote=False)
    of = f"<news:publication><news:name>{name}</news:name><news:language>vi</news:language></news:publication>"
    for article in library.since(library.now - NEWS_FOR):
        if not article.sample:
            title = escape(article.title, quote=False)
            day = article.published.isoformat()
            yield _Url(
                article.path,
                _changed(article),
                f"<news:news>{of}<news:publication_date>{day}</news:publication_date>"
                f"<news:title>{title}</news:title></news:news>",
            )


def _changed(article: Article) -> str:
    return (article.updated or article.published).isoformat()


def _urlset(urls: Iterable[_Url], space: str, base_url: str) -> str:
    lines = [f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{_SITEMAPS}"{space}>']
    lines += [f"<url>{_where(url.path, url.changed, base_url)}{url.more}</url>" for url in urls]
    return "\n".join([*lines, "</urlset>", ""])


def _index(parts: Iterable[tuple[str, str]], base_url: str) -> str:
    lines = [f'<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex xmlns="{_SITEMAPS}">']
    lines += [f"<sitemap>{_where(path, changed, base_url)}</sitemap>" for path, changed in parts]
    return "\n".join([*lines, "</sitemapindex>", ""])


def _where(path: str, changed: str, base_url: str) -> str:
    when = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<loc>{escape(base_url + path, quote=False)}</loc>{when}"


def robots(base_url: str, *, public: bool) -> str:
    """A build for trying is not for search engines."""
    rule = "Allow: /" if public else "Disallow: /"
    return f"User-agent: *\n{rule}\n\nSitemap: {base_url}/sitemap.xml\n"
