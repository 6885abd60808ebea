"""The page of one article."""

from collections.abc import Iterator
from urllib.parse import quote

from plugins.articles.model import Article
from plugins.library.library import Library
from plugins.pages import views, words
from plugins.pages.desk import Desk, picture
from plugins.pages.page import Page
from plugins.pages.views import Link

RELATED = 3


def article_pages(desk: Desk, library: Library) -> Iterator[Page]:
    """Every article, newest first."""
    for article in library.articles:
        yield article_page(desk, library, article)


def article_page(desk: Desk, library: Library, article: Article) -> Page:
    """One article."""
    section = Link(article.section.path, article.section.name)
    crumbs = desk.crumbs(section, Link(article.path, article.title))
    people = (library.person(slug) for slug in article.people)
    documents = (library.document(key) for key in article.documents)
    url = desk.base_url + article.path
    view = views.ArticleView(
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
        places=desk.places(article),
        people=tuple(desk.person(p) for p in people if p),
        documents=tuple(desk.document(d) for d in documents if d),
        picture=picture(article.photo),
        body_html=article.body_html,
        related=desk.cards(library.related(article, RELATED)),
        original=Link(article.original_url, article.original_url) if article.original_url else None,
        sample=article.sample,
        url=url,
        share_mail=f"mailto:?subject={quote(article.title)}&body={quote(url)}",
    )
    return Page(article.path, "article.html", view, words.newest((article,)))
