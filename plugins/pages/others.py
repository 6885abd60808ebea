"""People and fixed pages."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from plugins.articles.model import Article
from plugins.articles.pages import FixedPage
from plugins.core.markup import headings
from plugins.library.library import Library
from plugins.pages import views, words
from plugins.pages.desk import Desk
from plugins.pages.page import Page
from plugins.pages.views import Link
from plugins.people.model import Person, Term

_PEOPLE = Link("/nhan-vat/", "Nhân vật")


def people_pages(desk: Desk, library: Library) -> Iterator[Page]:
    """The list of people and a page for each; nothing where there are none."""
    if not library.people:
        return
    yield Page(_PEOPLE.href, "people.html", library.people, partial(_people, desk, library.people))
    for person in library.people:
        articles = library.about_person(person)
        today = desk.library.now.date()
        terms = tuple((term, term.held_on(today)) for term in in_order(person.terms))
        make = partial(_person, desk, person, terms, articles)
        yield Page(person.path, "person.html", (person, terms, articles), make, words.newest(articles))


def in_order(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Terms of office, the latest first: by their end (open ones before all), then by their start."""
    return tuple(sorted(terms, key=lambda t: (t.end or date.max, t.start or date.min), reverse=True))


def _people(desk: Desk, people: tuple[Person, ...]) -> views.PeopleView:
    crumbs = desk.crumbs(_PEOPLE)
    head = desk.head(_PEOPLE.href, _PEOPLE.text, "Những người được nhắc đến trên trang.", crumbs=crumbs)
    return views.PeopleView(head, crumbs, _PEOPLE.text, tuple(desk.person(p) for p in people))


def _person(
    desk: Desk, person: Person, terms: tuple[tuple[Term, bool], ...], articles: tuple[Article, ...]
) -> views.PersonView:
    way = desk.crumbs(_PEOPLE, Link(person.path, person.name))
    return views.PersonView(
        head=desk.head(person.path, person.name, person.summary, crumbs=way),
        crumbs=way,
        name=person.name,
        terms=tuple(desk.person(person, term, now=now) for term, now in terms),
        body_html=person.body_html,
        cards=desk.cards(articles),
        sample=person.sample,
    )


def fixed_pages(desk: Desk, library: Library) -> Iterator[Page]:
    """About, contact, how to write for us."""
    for page in library.pages:
        yield Page(page.path, "page.html", (page,), partial(_fixed, desk, page))


def _fixed(desk: Desk, page: FixedPage) -> views.FixedView:
    crumbs = desk.crumbs(Link(page.path, page.title))
    contents = tuple(Link(f"#{h.anchor}", h.text) for h in headings(page.body_html) if h.level == 2)
    return views.FixedView(
        head=desk.head(page.path, page.title, page.summary, crumbs=crumbs),
        crumbs=crumbs,
        title=page.title,
        body_html=page.body_html,
        contents=contents if len(contents) > 2 else (),
    )
