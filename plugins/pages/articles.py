"""The page of one article."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from plugins.articles.model import Article
from plugins.documents.model import Document
from plugins.library.library import Library
from plugins.pages import views, words
from plugins.pages.desk import Desk, picture
from plugins.pages.page import Page
from plugins.pages.views import Link
from plugins.people.model import Person

RELATED = 3


def article_pages(desk: Desk, library: Library) -> Iterator[Page]:
    """Every article, newest first."""
    for article in library.articles:
        yield article_page(desk, library, article)


def article_page(desk: Desk, library: Library, article: Article) -> Page:
    """One article."""
    return Page(
        article.path,
        "article.html",
        (article, partial(_beside, library, article)),
        partial(_view, desk, library, article),
        words.newest((article,)),
    )


_Beside = tuple[tuple[Article, ...], tuple[Person, ...], tuple[Document, ...], views.SeriesNav | None]


def _beside(library: Library, article: Article) -> _Beside:
    """What its page shows of others: related articles, people, documents, the way through its series."""
    people = tuple(p for slug in article.people if (p := library.person(slug)))
    documents = tuple(d for key in article.documents if (d := library.document(key)))
    nav = _series_nav(library, article) if article.series else None
    return library.related(article, RELATED), people, documents, nav


def _series_nav(library: Library, article: Article) -> views.SeriesNav:
    part, older, newer = library.in_series_beside(article)
    return views.SeriesNav(part, *(Link(a.path, a.title) if a else None for a in (older, newer)))


def _view(desk: Desk, library: Library, article: Article) -> views.ArticleView:
    related, people, documents, nav = _beside(library, article)
    section = Link(article.section.path, article.section.name)
    crumbs = desk.crumbs(section, Link(article.path, article.title))
    url = desk.base_url + article.path
    return views.ArticleView(
        head=desk.head(article.path, article.title, article.standfirst, crumbs=crumbs, article=article),
        crumbs=crumbs,
        title=article.title,
        standfirst=article.standfirst,
        byline=article.byline,
        date=words.moment(article.published),
        updated=words.moment(article.updated) if article.updated else None,
        correction=article.correction,
        section=section,
        series=Link(article.series.path, article.series.name) if article.series else None,
        series_nav=nav,
        places=desk.places(article),
        people=tuple(desk.person(p) for p in people),
        documents=tuple(desk.document(d) for d in documents),
        picture=picture(article.photo),
        body_html=desk.abbreviations.explain(article.body_html),
        related=desk.cards(related),
        original=Link(article.original_url, article.original_url) if article.original_url else None,
        sample=article.sample,
        url=url,
        share_mail=f"mailto:?subject={quote(article.title)}&body={quote(url)}",
    )
