"""The pages of an issue between its cover and its last: letter, articles, papers, calendar, imprint.

One idea for the EPUB and for the web pages of the offline pack; they differ in their `Binding` only.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import jinja2
from markupsafe import Markup

from plugins.articles.model import Article
from plugins.core.dates import format_day, format_long
from plugins.core.wordlist import load_wordlist
from plugins.documents.model import Document
from plugins.documents.paper import place_and_date
from plugins.images.model import Photo
from plugins.issues.epub.body import Fitting, Shown, fit
from plugins.issues.epub.links import Links, Place, place
from plugins.issues.model import Issue

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Binding:
    """How the pages are bound. `book`: as XHTML with EPUB's types, else as HTML.

    `photos`: page name → URL path of a photo's widest file → how that page shows it.
    """

    extension: str
    book: bool
    contents: str
    photos: Mapping[str, Mapping[str, Shown]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is bound: the name of its file, its title, its part in the contents, its template and things."""

    name: str
    title: str
    part: str
    template: str
    path: str = ""
    html: tuple[str, ...] = ()
    article: Article | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A bound page: `html` is what stands in its body."""

    name: str
    file: str
    title: str
    part: str
    html: Markup


def leaves(issue: Issue) -> tuple[Leaf, ...]:
    """The pages in their order; what an issue does not have, it has no page for."""
    return tuple(_leaves(issue, load_words()))


def _leaves(issue: Issue, words: SimpleNamespace) -> Iterator[Leaf]:
    if issue.letter:
        yield Leaf("thu", issue.letter.title, "", "letter.html", html=(issue.letter.body_html,))
    number = 0
    for part in issue.parts:
        for article in part.articles:
            number += 1
            yield Leaf(
                article_name(number),
                article.title,
                part.title,
                "article.html",
                article.path,
                (article.body_html,),
                article=article,
            )
    for number, document in enumerate(issue.documents, 1):
        yield Leaf(
            f"van-ban-{number:02d}",
            document.title,
            words.documents,
            "document.html",
            document.path,
            (document.body_html,),
            document=document,
        )
    if issue.duties:
        yield Leaf("lich", words.calendar, "", "calendar.html")
    if issue.corrections:
        yield Leaf("dinh-chinh", words.corrections, "", "corrections.html")
    yield Leaf("ban-tin", words.imprint, "", "imprint.html")


def article_name(number: int) -> str:
    """The name of an article's page, by its place in the issue from 1: "bai-01"."""
    return f"bai-{number:02d}"


def bind(issue: Issue, binding: Binding) -> tuple[Page, ...]:
    """All pages, ready to be put into the frame of a book or of a folder."""
    environment = make_environment()
    words = load_words()
    bound = leaves(issue)
    places = {leaf.name: place(leaf.name + binding.extension, *leaf.html) for leaf in bound}
    known = {leaf.path: places[leaf.name] for leaf in bound if leaf.path}
    known[issue.path] = Place(binding.contents, frozenset())
    pages = []
    for leaf in bound:
        links = Links(issue.imprint.site_url, known, places[leaf.name])
        photos = binding.photos.get(leaf.name, {})
        fitting = Fitting(links, photos, binding.book)
        html = environment.get_template(leaf.template).render(
            leaf=leaf,
            issue=issue,
            article=leaf.article,
            document=leaf.document,
            photo=_lead(leaf.article, photos),
            text=fit(leaf.html[0], fitting) if leaf.html else "",
            link=links,
            w=words,
            book=binding.book,
        )
        pages.append(Page(leaf.name, leaf.name + binding.extension, leaf.title, leaf.part, Markup(html)))  # noqa: S704  # our own templates, escaping
    return tuple(pages)


def _lead(article: Article | None, photos: Mapping[str, Shown]) -> tuple[Photo, Shown] | None:
    """The lead photo and how the page shows it."""
    photo = article.photo if article else None
    shown = photos.get(photo.widest.path) if photo else None
    return (photo, shown) if photo and shown else None


def places_line(article: Article) -> str:
    """The places of an article: "Xã Xuân Trường, huyện Bảo Lạc"."""
    line = ", ".join(unit.title for unit in article.places)
    return line[:1].upper() + line[1:]


def imprint_facts(issue: Issue) -> tuple[tuple[str, str], ...]:
    """Who publishes the issue, as lines of label and text; what the imprint leaves empty is not there."""
    said, labels = issue.imprint, load_words().imprint_facts
    responsible = ", ".join(part for part in (said.responsible, said.responsible_role) if part)
    facts = (
        (labels.publisher, said.publisher),
        (labels.responsible, responsible if said.responsible else ""),
        (labels.address, said.address),
        (labels.phone, said.phone),
        (labels.email, said.email),
        (labels.licence, said.licence),
        (labels.site, said.site_url),
        (labels.day, format_day(issue.day)),
    )
    return tuple((label, text) for label, text in facts if text)


def make_environment() -> jinja2.Environment:
    """The templates of this folder: undefined names are errors, everything is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    environment.filters |= {
        "day": format_day,
        "long_day": format_long,
        "iso": _iso,
        "places": places_line,
        "place_date": place_and_date,
        "facts": imprint_facts,
        "unbroken": _unbroken,
    }
    return environment


def _unbroken(title: str) -> str:
    """The title of an issue, broken before "số 4," and "tháng 4/2014" only."""
    return re.sub(r"\b(số|tháng) (?=\d)", "\\1\u00a0", title)


def _iso(when: date | datetime) -> str:
    return when.isoformat()


def load_words() -> SimpleNamespace:
    """The words that all forms of an issue share."""
    return load_wordlist(HERE / "words.toml")
