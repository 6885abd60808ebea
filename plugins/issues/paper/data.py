"""An issue as the plain data that the typst templates read: words, trees of words, names of files."""

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files as resources
from urllib.parse import unquote, urlsplit

from plugins.articles.model import Article
from plugins.core.dates import format_day, format_long
from plugins.documents.model import Document
from plugins.documents.paper import place_and_date
from plugins.images.model import Photo
from plugins.issues.files import Files
from plugins.issues.model import Issue
from plugins.issues.paper.press import PaperError
from plugins.issues.paper.tree import Node, breakable, parse, resolve_links, walk
from plugins.library.library import DatedDuty

Data = dict[str, object]


def words() -> dict[str, str]:
    """Every word that the paper adds by itself."""
    text = resources(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return {key: str(value) for key, value in tomllib.loads(text).items()}


@dataclass(slots=True)
class Sheets:
    """The data of an issue and the photos it needs: name in the templates to bytes."""

    data: Data = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)


def lay_out(issue: Issue, files: Files) -> Sheets:
    """Everything the templates set. Raises PaperError where a photo is missing."""
    return _Layout(issue, files).sheets()


class _Layout:
    """One issue on its way into plain data."""

    def __init__(self, issue: Issue, files: Files) -> None:
        self.issue, self.files = issue, files
        self.words = words()
        self.photos: dict[str, bytes] = {}
        self.names: dict[str, str] = {}
        self.labels = {article.path: f"bai-{n}" for n, article in enumerate(issue.articles)}
        self.labels |= {document.path: f"van-ban-{n}" for n, document in enumerate(issue.documents)}

    def sheets(self) -> Sheets:
        """All of it."""
        issue = self.issue
        data: Data = {
            "t": self.words,
            "title": issue.title,
            "name": issue.name,
            "number": issue.number,
            "month": f"{issue.month[1]}/{issue.month[0]}",
            "day": format_day(issue.day),
            "cover": self._cover(),
            "letter": self._letter(),
            "parts": [
                {"title": breakable(p.title), "articles": [self._article(a) for a in p.articles]}
                for p in issue.parts
            ],
            "documents": [self._document(d) for d in issue.documents],
            "duties": [self._duty(d) for d in issue.duties],
            "corrections": self._corrections(),
            "imprint": self._imprint(),
        }
        return Sheets(data, self.photos)

    # -- its parts

    def _cover(self) -> Data:
        cover = self.issue.cover
        return {
            "headline": breakable(cover.headline),
            "photo": self._photo(cover.photo) if cover.photo else None,
            "standfirst": breakable(cover.article.standfirst) if cover.article else "",
            "sample": bool(cover.article and cover.article.sample),
        }

    def _letter(self) -> Data | None:
        letter = self.issue.letter
        if letter is None:
            return None
        return {
            "title": breakable(letter.title),
            "body": self._body(letter.body_html, "thu"),
            "signed": breakable(letter.signed),
        }

    def _article(self, article: Article) -> Data:
        label = self.labels[article.path]
        url = article.original_url
        return {
            "label": label,
            "title": breakable(article.title),
            "standfirst": breakable(article.standfirst),
            "byline": breakable(article.byline),
            "date": format_long(article.published),
            "updated": format_day(article.updated) if article.updated else "",
            "places": _sentence(", ".join(unit.title for unit in article.places)),
            "sample": article.sample,
            "photo": self._photo(article.photo) if article.photo else None,
            "body": self._body(article.body_html, label),
            "original": {"to": "", "url": url, "text": breakable(url)} if url else None,
        }

    def _document(self, document: Document) -> Data:
        label = self.labels[document.path]
        return {
            "label": label,
            "title": breakable(document.title),
            "kind": document.kind,
            "number": document.number,
            "abstract": breakable(document.abstract),
            "superior": document.superior,
            "issuer": document.issuer,
            "heading": [line for line in document.heading.split("\n") if line],
            "place_date": place_and_date(document),
            "body": self._body(document.body_html, label),
            "signature": list(document.signature),
            "signatory": document.signatory,
            "recipients": list(document.recipients),
            "has_text": document.has_text,
            "summary": breakable(document.summary),
        }

    def _duty(self, dated: DatedDuty) -> Data:
        duty = dated.duty
        return {
            "who": breakable(duty.who),
            "what": breakable(duty.what),
            "due": format_day(duty.due) if duty.due else duty.rhythm,
            "before": duty.before,
            "source": dated.document.title,
            "to": self.labels.get(dated.document.path, ""),
        }

    def _corrections(self) -> list[Data]:
        return [
            {
                "title": breakable(c.article.title),
                "issue": c.issue,
                "when": format_day(c.when),
                "what": breakable(c.what),
                "to": self.labels.get(c.article.path, ""),
                "url": self.issue.imprint.site_url + c.article.path,
            }
            for c in self.issue.corrections
        ]

    def _imprint(self) -> Data:
        imprint = self.issue.imprint
        responsible = ", ".join(part for part in (imprint.responsible, imprint.responsible_role) if part)
        return {
            "publisher": imprint.publisher,
            "responsible": responsible if imprint.responsible else "",
            "address": imprint.address,
            "phone": imprint.phone,
            "email": imprint.email,
            "licence": imprint.licence,
            "site": imprint.site_url,
        }

    # -- texts and photos

    def _body(self, html: str, label: str) -> list[Node]:
        nodes = parse(html)
        resolve_links(nodes, label, self._target)
        for element in walk(nodes):
            if element["t"] == "img":
                alt = str(element.get("alt", "")) or self.words["no_alt"]
                element["alt"] = alt  # a PDF/UA without one cannot be made
                element["file"] = self._file(unquote(str(element.pop("src", ""))), alt)
                element["ratio"] = _ratio(str(element.pop("width", "")), str(element.pop("height", "")))
        return nodes

    def _target(self, href: str) -> tuple[str, str]:
        """(label, address): articles and documents of this issue are led to within it."""
        site = urlsplit(self.issue.imprint.site_url)
        parts = urlsplit(href)
        own = parts.scheme in {"", "http", "https"} and parts.netloc in {"", site.netloc}
        if own and parts.path in self.labels:
            return self.labels[parts.path], ""
        if own and not parts.netloc and href.startswith("/"):
            return "", self.issue.imprint.site_url + href
        return "", href

    def _photo(self, photo: Photo) -> Data:
        return {
            "file": self._file(photo.widest.path, photo.alt),
            "alt": photo.alt or photo.caption or self.words["no_alt"],
            "caption": breakable(photo.caption),
            "credit": breakable(photo.credit),
            "ratio": photo.width / photo.height,
        }

    def _file(self, path: str, alt: str) -> str:
        """The name under which the templates find the file at a URL path."""
        if path not in self.names:
            try:
                data = self.files.read(path)
            except (KeyError, OSError):
                raise PaperError(
                    f"Không có tệp ảnh “{path}” ({alt}) để in. Dựng lại trang rồi làm lại số báo."
                ) from None
            kind = "png" if data.startswith(b"\x89PNG") else "jpg"
            name = f"anh-{len(self.photos)}.{kind}"
            self.photos[name] = data
            self.names[path] = name
        return self.names[path]


def _ratio(width: str, height: str) -> float:
    """Width by height; a photo in HTML says both."""
    return int(width) / int(height) if width.isdigit() and height.isdigit() and int(height) else 1.5


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
