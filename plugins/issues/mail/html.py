"""The HTML part of the mail: styles inline, photos by address, and no more than mail programs show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import css_inline
import jinja2
from lxml import etree
from markupsafe import Markup

from plugins.articles.model import Article
from plugins.images.model import Photo
from plugins.issues.epub.body import parse, remove
from plugins.issues.epub.pages import make_environment as issue_environment
from plugins.issues.epub.photos import photos_of, smallest
from plugins.issues.files import Files
from plugins.issues.mail.articles import site_links
from plugins.issues.mail.model import MailError, MailSettings
from plugins.issues.mail.plain import duty_line
from plugins.issues.model import Issue

HERE = Path(__file__).parent
# Gmail cuts a mail off at 102 kB of HTML.
MOST_BYTES = 100_000
# The text column of a mail, in CSS pixels: Outlook needs the width of a photo as an attribute.
COLUMN = 568
# Places in mail.html for what does not pass its inliner: the articles, inlined one by one, and the rules for
# dark screens.
_SLOT, _DARK_SLOT = "<!-- bai -->", "<!-- dem -->"
_HEADINGS = {"h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One article both ways: whole, and as title, standfirst, byline and link."""

    whole: str
    short: str


def html_part(issue: Issue, files: Files, settings: MailSettings, words: SimpleNamespace) -> str:
    """The rule: articles whole from the first on as long as all fits in MOST_BYTES, the rest shortened.

    Where not even that fits, the list of contents is left out. Raises MailError where nothing helps, and
    where a photo it shows is not published.
    """
    maker = _Maker(issue, files, settings, words)
    pieces = maker.pieces()
    for with_contents in (True, False):
        for shortened in (False, True):
            shell = maker.shell(with_contents=with_contents, shortened=shortened)
            whole = fitting(pieces, MOST_BYTES - weight(shell))
            if whole == len(pieces) or (shortened and whole is not None):
                html = "".join(p.whole if n < whole else p.short for n, p in enumerate(pieces))
                return shell.replace(_SLOT, html)
    raise MailError(
        "mail-too-large",
        f"Thư có {len(pieces)} bài, dù rút gọn vẫn quá {MOST_BYTES // 1000} kB.",
        "Bớt bài trong số báo, hoặc viết sapo ngắn lại.",
    )


def fitting(pieces: Sequence[Piece], room: int) -> int | None:
    """How many articles, from the first on, can be whole in so many bytes; None where none can be."""
    whole = [0, *accumulate(weight(piece.whole) for piece in pieces)]
    short = [0, *accumulate(weight(piece.short) for piece in pieces)]
    counts = (n for n in range(len(pieces), -1, -1) if whole[n] + short[-1] - short[n] <= room)
    return next(counts, None)


def weight(html: str) -> int:
    """The bytes of HTML once its lines end as those of a mail."""
    return len(html.encode()) + html.count("\n")


class _Maker:
    """Fills the templates of one mail and inlines their styles."""

    def __init__(self, issue: Issue, files: Files, settings: MailSettings, words: SimpleNamespace) -> None:
        self.issue, self.files, self.settings, self.words = issue, files, settings, words
        self.site = issue.imprint.site_url
        self.environment = make_environment()
        self.css = (HERE / "templates/thu.css").read_text(encoding="utf-8")
        self.inliner = css_inline.CSSInliner(load_remote_stylesheets=False)

    def pieces(self) -> list[Piece]:
        """All articles; the first of a part carries the part's title."""
        return [
            Piece(self._piece(article, part, whole=True), self._piece(article, part, whole=False))
            for article, part in _with_parts(self.issue)
        ]

    def _piece(self, article: Article, part: str, *, whole: bool) -> str:
        html = self._filled(
            "article.html",
            article=article,
            part=part,
            whole=whole,
            photo=self._picture(article.photo) if whole and article.photo else None,
            text=self._text(article.body_html, photos_of(article)) if whole else "",
        )
        return self.inliner.inline_fragment(html, self.css)

    def shell(self, *, with_contents: bool, shortened: bool) -> str:
        """Everything around the articles."""
        cover = self.issue.cover.photo
        letter = self.issue.letter
        html = self._filled(
            "mail.html",
            cover=self._picture(cover) if cover else None,
            letter_text=self._text(letter.body_html, ()) if letter else "",
            with_contents=with_contents,
            shortened=shortened,
            settings=self.settings,
        )
        inliner = css_inline.CSSInliner(load_remote_stylesheets=False, extra_css=self.css)
        dark = (HERE / "templates/dem.css").read_text(encoding="utf-8")
        return inliner.inline(html).replace(_DARK_SLOT, f"<style>\n{dark}</style>")

    def _filled(self, template: str, **values: object) -> str:
        known = {"issue": self.issue, "site": self.site, "w": self.words, "duty_line": duty_line}
        return self.environment.get_template(template).render(**known, **values)

    def _picture(self, photo: Photo) -> dict[str, object]:
        file = smallest(photo)
        try:
            self.files.read(file.path)
        except KeyError:
            raise MailError(
                "mail-photo-missing",
                f"Ảnh “{photo.name}” chưa có trên trang, thư sẽ hiện khung trống.",
                "Dựng lại trang (build) rồi làm lại thư.",
            ) from None
        wide = COLUMN if not photo.tall else COLUMN // 2
        return {
            "src": self.site + file.path,
            "alt": photo.alt,
            "width": min(file.width, wide),
            "photo": photo,
        }

    def _text(self, html: str, photos: Sequence[Photo]) -> Markup:
        root = parse(html)
        pictures = {photo.widest.path: self._picture(photo) for photo in photos}
        for image in list(root.iter("img")):
            _exchange(image, pictures.get(unquote(image.get("src", ""))))
        _undress(root, self.site)
        return Markup("".join(_inner(root)))  # noqa: S704  # cleaned by core.markup


def _with_parts(issue: Issue) -> Iterator[tuple[Article, str]]:
    for part in issue.parts:
        for number, article in enumerate(part.articles):
            yield article, "" if number else part.title


def _exchange(image: etree._Element, shown: dict[str, object] | None) -> None:
    """The photo by its whole address, in one size; one that is not published is not shown."""
    place = next(image.iterancestors("picture"), image)
    parent = place.getparent()
    if shown is None or parent is None:
        remove(place)
        return
    plain = etree.Element("img", src=str(shown["src"]), alt=str(shown["alt"]), width=str(shown["width"]))
    plain.tail = place.tail
    parent.replace(place, plain)


def _undress(root: etree._Element, site_url: str) -> None:
    """Links whole; headings below the article's; no ids (articles share one page), roles or classes.
    Footnotes, which cannot be links then, have their number in brackets.
    """
    link = site_links(site_url)
    for element in root.iter():
        href = link(element.get("href", "")) if element.tag == "a" else ""
        title, name = element.get("title", ""), element.get("class")
        if element.tag != "img":
            start = element.get("start")
            element.attrib.clear()
            if element.tag == "ol" and start:
                element.set("start", start)
            if element.tag == "abbr" and title:
                element.set("title", title)
        if name == "footnote-ref":
            element.text = f"[{element.text}]"
        elif name == "footnote-backref":
            element.text = ""
        element.tag = _HEADINGS.get(str(element.tag), str(element.tag))
        if element.tag == "a":
            if href:
                element.set("href", href)
            else:
                element.tag = "span"


def _inner(root: etree._Element) -> Iterator[str]:
    yield str(Markup.escape(root.text or ""))
    for child in root:
        yield etree.tostring(child, encoding="unicode", method="html")


def make_environment() -> jinja2.Environment:
    """The templates of this folder, set like those of the book."""
    return issue_environment().overlay(loader=jinja2.FileSystemLoader(HERE / "templates"))
