"""What of the library can be found: articles, papers, people, places, issues, fixed pages."""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from plugins.articles.model import Article
from plugins.articles.pages import FixedPage
from plugins.core.stamps import Digester
from plugins.documents.model import Document
from plugins.library.library import Library
from plugins.people.model import Person
from plugins.places.model import Level, Unit
from plugins.places.urls import ROOT, PlacePage
from plugins.search.entry import Entry, plain_text
from plugins.search.index import Source

if TYPE_CHECKING:
    from plugins.issues.desk import Printed

_BETWEEN = " · "


def sources(library: Library, printed: "Sequence[Printed]", digester: Digester) -> Iterator[Source]:
    """Every page that search finds. `digester` gives what tells versions of a thing apart."""
    finder = _Finder(library)
    for article in library.articles:
        day = article.published
        date = f"{day.year:04}-{day.month:02}-{day.day:02}"
        yield Source(article.path, date, digester(article), partial(finder.article, article))
    for document in library.documents:
        key = digester(document)
        yield Source(document.path, document.issued.isoformat(), key, partial(_document, document))
    for one in printed:
        issue = one.issue
        told = (issue.path, issue.title, issue.cover.headline, tuple(a.title for a in issue.articles))
        date = issue.day.isoformat()
        yield Source(issue.path, date, digester(told), partial(_issue, date, *told))
    for person in library.people:
        yield Source(person.path, "", digester(person), partial(_person, person))
    for page in library.pages:
        yield Source(page.path, "", digester(page), partial(_fixed, page))
    for place in library.place_pages:
        if place.path != ROOT and place.units[0].begins <= library.now.date():
            # a place page is the same while gazetteer and code are, but for what has ended by today
            standing = tuple(unit.ends < library.now.date() for unit in place.units)
            yield Source(place.path, "", digester((place.path, standing)), partial(finder.place, place))


class _Finder:
    """Knows by which names an article's places are searched for."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.gazetteer = library.gazetteer
        self.districts = {page.path for page in library.district_pages}
        self.names = cache(self._names)

    def article(self, article: Article) -> Entry:
        """An article: found by its words, its places, and what those places became."""
        day = article.published.date()
        districts = [self.gazetteer.district(unit, day) for unit in article.places]
        units = dict.fromkeys(u for u in (*districts, *article.places) if u is not None)
        titles = [unit.title for unit in units]
        return Entry(
            article.path,
            article.title,
            day.isoformat(),
            _BETWEEN.join([article.section.name, *(t[:1].upper() + t[1:] for t in titles[:3])]),
            article.standfirst,
            plain_text(article.body_html),
            tuple(dict.fromkeys(name for unit in units for name in self.names(unit))),
            (
                article.section.path,
                *(path for path in self.library.places_of(article) if path in self.districts),
            ),
        )

    def _names(self, unit: Unit) -> tuple[str, ...]:
        """The names of a unit and of all that came after it: who asks for today's finds yesterday's."""
        units = (unit, *self.gazetteer.heirs(unit))
        return tuple(dict.fromkeys(name for each in units for name in self.gazetteer.names(each)))

    def place(self, page: PlacePage) -> Entry:
        """A place, with what it was and what it is now."""
        unit = page.units[-1]
        known = {each.key for each in page.units}
        before = [u for each in page.units for u in self.gazetteer.predecessors(each) if u.key not in known]
        today = self.library.now.date()
        after = [u for u in self.gazetteer.successors(unit) if u.begins <= today]
        lines = [
            f"{word} {', '.join(self.gazetteer.full_title(u, u.valid_from) for u in units)}."
            for word, units in (("Nay thuộc", after), ("Trước đây là", before))
            if units
        ]
        home = self.gazetteer.district(unit, unit.valid_from) if unit.level is Level.COMMUNE else None
        label = _BETWEEN.join(("Địa bàn", *([home.title] if home else [])))
        title = unit.title
        names = [name for each in page.units for name in self.gazetteer.names(each)]
        district = (page.path,) if unit.level is Level.DISTRICT else ()
        return Entry(
            page.path,
            title[:1].upper() + title[1:],
            "",
            label,
            "",
            "\n".join(lines),
            tuple(names),
            district,
        )


def _document(document: Document) -> Entry:
    html = "\n".join((document.body_html, document.explanation_html))
    text = "\n".join((document.summary, plain_text(html), document.signatory))
    label = _BETWEEN.join(("Văn bản", document.issuer))
    return Entry(
        document.path, document.title, document.issued.isoformat(), label, document.abstract, text.strip()
    )


def _issue(date: str, path: str, title: str, headline: str, titles: tuple[str, ...]) -> Entry:
    return Entry(path, title, date, "Bản tin", headline, "\n".join(titles))


def _person(person: Person) -> Entry:
    roles = [f"{term.role} {term.unit.title if term.unit else term.organisation}." for term in person.terms]
    text = "\n".join([*roles, plain_text(person.body_html)])
    return Entry(person.path, person.name, "", "Nhân vật", person.summary, text)


def _fixed(page: FixedPage) -> Entry:
    return Entry(page.path, page.title, "", "Trang", page.summary, plain_text(page.body_html))
