"""The desk: small views made from the library's things, each made once and used on many pages."""

from functools import cached_property

from plugins.articles.model import Article
from plugins.core.site import Imprint
from plugins.documents.model import Document
from plugins.images.model import Photo
from plugins.images.plan import SHARE_SIZE, card_path
from plugins.library.library import DatedDuty, Library
from plugins.listings.paging import Leaf, leaf_path
from plugins.pages import structured, words
from plugins.pages.abbreviations import Abbreviations
from plugins.pages.views import (
    Card,
    DocumentCard,
    DutyItem,
    Head,
    Link,
    Pager,
    PersonCard,
    Picture,
    ShareImage,
)
from plugins.people.model import Person, Term
from plugins.places.model import Level, Unit
from plugins.speech.words import DEFAULT_WORDS, load_words

# What search engines and social networks show of a description.
MAX_DESCRIPTION = 300


class Desk:
    """Makes the views that pages share. `base_url` has no slash at its end."""

    def __init__(self, library: Library, base_url: str) -> None:
        self.library = library
        self.base_url = base_url
        self._cards: dict[str, Card] = {}

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """What abbreviations mean; read only where an article is drawn."""
        return Abbreviations(load_words(DEFAULT_WORDS))

    # -- links and cards

    def unit(self, unit: Unit, *, count: int | None = None) -> Link:
        """A link to a unit's page: "huyện Bảo Lạc"."""
        return Link(self.library.page_of(unit).path, unit.title, count=count)

    def places(self, article: Article) -> tuple[Link, ...]:
        """The places of an article, "Huyện Bảo Lạc", "Xã Xuân Trường": districts first, its communes' too."""
        day = article.published.date()
        districts = (self.library.gazetteer.district(unit, day) for unit in article.places)
        communes = (unit for unit in article.places if unit.level is Level.COMMUNE)
        units = dict.fromkeys(u for u in (*districts, *communes) if u is not None)
        links = (self.unit(unit) for unit in units)
        return tuple(Link(link.href, words.capital(link.text)) for link in links)

    def card(self, article: Article) -> Card:
        """An article for lists."""
        made = self._cards.get(article.source)
        if made is None:
            made = self._cards[article.source] = Card(
                article.path,
                article.title,
                article.standfirst,
                words.moment(article.published),
                Link(article.section.path, article.section.name),
                self.places(article)[:3],
                picture(article.photo),
                article.sample,
            )
        return made

    def cards(self, articles: tuple[Article, ...]) -> tuple[Card, ...]:
        """Several of them."""
        return tuple(self.card(a) for a in articles)

    def document(self, document: Document) -> DocumentCard:
        """A document for lists."""
        return DocumentCard(
            document.path,
            document.title,
            document.abstract,
            document.issuer,
            words.moment(document.issued),
            document.has_text,
        )

    def duty(self, dated: DatedDuty, *, past: bool = False) -> DutyItem:
        """A line of the calendar; `past` where the page says which are over."""
        duty, document = dated.duty, dated.document
        when = words.moment(duty.due) if duty.due else None
        return DutyItem(
            when, duty.rhythm, duty.who, duty.what, Link(document.path, document.title), duty.before, past
        )

    def person(self, person: Person, term: Term | None = None, *, now: bool = False) -> PersonCard:
        """A person for lists, with one term of office (the last one where none is given); `now` where the
        page says who is in office.
        """
        term = term or (person.terms[-1] if person.terms else None)
        if term is None:
            return PersonCard(person.path, person.name, "", None, "", person.sample)
        place = self.unit(term.unit) if term.unit else None
        span = words.period(term.start, term.end)
        return PersonCard(person.path, person.name, term.role, place, span, person.sample, now)

    # -- parts of pages

    def crumbs(self, *trail: Link) -> tuple[Link, ...]:
        """The way from the front page; the last one is the page itself."""
        *way, here = trail
        return (Link("/", "Trang chủ"), *way, Link(here.href, here.text, current=True))

    def pager(self, leaf: Leaf[Article], path: str) -> Pager | None:
        """The pager of a numbered list."""
        if not leaf.numbered:
            return None
        last = leaf.numbered
        newer = None if leaf.number is None else (leaf.number + 1 if leaf.number < last else None)
        older = last if leaf.number is None else leaf.number - 1
        return Pager(
            None if leaf.number is None else Link(leaf_path(path, newer), "Mới hơn"),
            Link(leaf_path(path, older), "Cũ hơn") if older else None,
            tuple(_row(leaf, path)),
        )

    def head(
        self,
        path: str,
        title: str,
        description: str,
        *,
        crumbs: tuple[Link, ...] = (),
        article: Article | None = None,
        feed: Link | None = None,
        indexed: bool = True,
    ) -> Head:
        """The <head> of a page, with its JSON-LD."""
        image = self._share_image(article)
        data: list[structured.Data] = []
        if path == "/":
            data.append(structured.website(self._imprint(), self.base_url))
        if article:
            imprint = self.library.site.imprint_on(article.published.date())
            places = self.places(article)
            data.append(structured.news_article(article, imprint, self.base_url, places, image))
        if len(crumbs) > 1:
            data.append(structured.breadcrumbs(crumbs, self.base_url))
        short = description if len(description) <= MAX_DESCRIPTION else description[:MAX_DESCRIPTION] + "…"
        return Head(
            title=title,
            description=short,
            canonical=self.base_url + path,
            kind="article" if article else "website",
            image=image,
            json_ld=structured.as_script(data),
            feed=(feed.href, feed.text) if feed else None,
            indexed=indexed,
            published=article.published.isoformat() if article else "",
            modified=article.updated.isoformat() if article and article.updated else "",
        )

    def _imprint(self) -> Imprint:
        return self.library.site.imprint_on(self.library.now.date())

    def _share_image(self, article: Article | None) -> ShareImage:
        """What social networks show: the photo's crop, the photo, else the card of section or site."""
        if article and article.photo:
            shown = article.photo.share or article.photo.widest
            return ShareImage(self.base_url + shown.path, shown.width, shown.height, article.photo.alt)
        section = article.section if article else None
        alt = section.name if section else self._imprint().site_name
        path = card_path(section.slug if section else "")
        return ShareImage(self.base_url + path, *SHARE_SIZE, alt)


def picture(photo: Photo | None) -> Picture | None:
    """A photo as templates want it: the best types first, JPEG as what every browser reads."""
    if photo is None:
        return None
    return Picture(
        photo.sources,
        photo.widest.path,
        photo.width,
        photo.height,
        photo.alt,
        photo.caption,
        photo.credit,
        photo.colour,
    )


def _row(leaf: Leaf[Article], path: str) -> list[Link]:
    """The numbers of a pager, newest first: the ends, the neighbours, and gaps between."""
    last = leaf.numbered
    here = leaf.number or last + 1
    shown = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)}, reverse=True)
    row = [Link(path, "Mới nhất", current=leaf.number is None)]
    before = last + 1
    for n in shown:
        if n < before - 1:
            row.append(Link("", "…"))
        row.append(Link(leaf_path(path, n), str(n), current=n == leaf.number))
        before = n
    return row
