"""An issue as an EPUB 3 of its own making: the same bytes every time, read by ear and by eye."""

import uuid
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from plugins.issues.epub.archive import zipped
from plugins.issues.epub.body import Shown, xml_safe
from plugins.issues.epub.cover import SIZE, draw_cover
from plugins.issues.epub.pages import (
    HERE,
    Binding,
    Page,
    article_name,
    bind,
    load_words,
    make_environment,
)
from plugins.issues.epub.photos import book_files, photos_of
from plugins.issues.files import Files
from plugins.issues.model import Issue

_MIMETYPE = "mimetype"
_COVER, _CONTENTS, _STYLE = "bia.xhtml", "muc-luc.xhtml", "sach.css"


def make_epub(issue: Issue, files: Files) -> bytes:
    """The issue as a book. Raises KeyError where a photo of it is not published."""
    shown = book_files((photo for article in issue.articles for photo in photos_of(article)), files)
    names = {path: f"anh/{rendition.path.rpartition('/')[2]}" for path, (rendition, _) in shown.items()}
    binding = Binding(
        ".xhtml",
        book=True,
        contents=_CONTENTS,
        photos={
            article_name(number): {
                photo.widest.path: Shown(names[photo.widest.path], rendition.width, rendition.height)
                for photo in photos_of(article)
                for rendition in (shown[photo.widest.path][0],)
            }
            for number, article in enumerate(issue.articles, 1)
        },
    )
    pages = bind(issue, binding)
    photo = issue.cover.photo
    sample = bool(issue.cover.article and issue.cover.article.sample)
    cover = draw_cover(issue, files.read(photo.widest.path) if photo else None, load_words().sample * sample)
    entries = [
        (_MIMETYPE, b"application/epub+zip"),
        *((name, text.encode()) for name, text in _frame(issue, pages, sorted(set(names.values())))),
        (f"EPUB/{_STYLE}", (HERE / "templates" / _STYLE).read_bytes()),
        ("EPUB/bia.jpg", cover),
        *sorted({f"EPUB/{names[path]}": data for path, (_, data) in shown.items()}.items()),
    ]
    return zipped(entries, issue.day, plain=frozenset({_MIMETYPE}))


def _frame(issue: Issue, pages: Sequence[Page], photos: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Everything that is text: the package, cover, contents and pages."""
    environment, words = make_environment(), load_words()

    def filled(template: str, **values: object) -> str:
        return xml_safe(environment.get_template(template).render(issue=issue, w=words, **values))

    def page(title: str, html: str) -> str:
        return filled("page.xhtml", title=title, html=Markup(html))  # noqa: S704  # our own templates, escaping

    yield "META-INF/container.xml", filled("container.xml")
    yield (
        "EPUB/ban-tin.opf",
        filled("package.opf", identifier=identifier(issue), pages=pages, photos=photos),
    )
    yield f"EPUB/{_COVER}", page(issue.title, filled("cover.xhtml", alt=cover_words(issue), size=SIZE))
    groups = contents(pages)
    first = next((p for p in pages if p.part), pages[0])
    nav = filled("nav.xhtml", groups=groups, first=first, last=pages[-1])
    yield f"EPUB/{_CONTENTS}", page(f"{words.contents} – {issue.title}", nav)
    for one in pages:
        yield f"EPUB/{one.file}", page(one.title, one.html)


def contents(pages: Sequence[Page]) -> tuple[tuple[str, tuple[Page, ...]], ...]:
    """The pages by parts, for a table of contents; those of no part stand by themselves."""
    return tuple((part, tuple(group)) for part, group in groupby(pages, key=lambda page: page.part))


def identifier(issue: Issue) -> str:
    """What this issue is called among all books: from the site's address and the month, always the same."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, issue.imprint.site_url + issue.path)}"


def cover_words(issue: Issue) -> str:
    """What the cover shows, for those who do not see it."""
    photo = issue.cover.photo
    said = (f"Bìa {issue.title}", issue.cover.headline, f"Ảnh bìa: {photo.alt}" if photo else "")
    return ". ".join(part.rstrip(".") for part in said if part) + "."
