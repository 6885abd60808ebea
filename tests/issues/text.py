"""One normaliser for the words of every form: what a reader reads, in order, without what only sets it."""

import re
import unicodedata

from lxml import etree
from lxml import html as lxml_html

from plugins.articles.model import Article
from plugins.core.dates import format_day, format_long

BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table tr td th div figure figcaption hr br aside"
    " section header article nav title".split()
)
SAMPLE = (
    "Bài mẫu. Người, lời nói và sự việc ở đây được đặt ra để minh họa cách trình bày, không phải tin thật."
    " Xin đừng trích dẫn."
)
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>]+")
_PICTURE = re.compile(r"\[Hình: [^\]]*\]")


def words_of_text(text: str) -> list[str]:
    """The words of plain text: letters and digits; addresses written out and what pictures show left out."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return re.findall(r"[^\W_]+", _ADDRESS.sub(" ", _PICTURE.sub(" ", text)))


def words_of_html(html: str | etree._Element) -> list[str]:
    """The words of HTML or XHTML, with the numbers that a browser gives to lists."""
    root = lxml_html.fragment_fromstring(html, create_parent="div") if isinstance(html, str) else html
    return words_of_text(_said(root))


def _said(element: etree._Element) -> str:
    if not isinstance(element.tag, str):
        return ""
    name = local(element)
    if name in ("style", "script", "head"):
        return ""
    inner = (element.text or "") + "".join(_said(child) + (child.tail or "") for child in element)
    if name == "a" and (element.get("class") == "footnote-ref" or element.get("role") == "doc-noteref"):
        return f" [{inner}] "
    parent = element.getparent()
    if name == "li" and parent is not None and local(parent) == "ol":
        number = int(parent.get("start", "1")) + parent.index(element)
        inner = f"{number}. {inner}"
    return f" {inner} " if name in BLOCKS else inner


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def article_words(article: Article) -> list[str]:
    """Everything a form has to say of an article, in the order in which ours say it."""
    return (
        words_of_text(SAMPLE if article.sample else "")
        + words_of_text(article.title)
        + words_of_text(article.standfirst)
        + words_of_text(article.byline)
        + words_of_text(format_long(article.published))
        + words_of_text(f"Sửa ngày {format_day(article.updated)}" if article.updated else "")
        + places_words(article)
        + photo_words(article)
        + words_of_html(article.body_html)
        + words_of_text("Nguồn gốc bài:" if article.original_url else "")
    )


def places_words(article: Article) -> list[str]:
    """The line of places."""
    said = ", ".join(unit.title for unit in article.places)
    return words_of_text(f"Địa bàn: {said[:1].upper()}{said[1:]}" if said else "")


def photo_words(article: Article) -> list[str]:
    """Caption and credit of the lead photo."""
    photo = article.photo
    return words_of_text(f"{photo.caption} Ảnh: {photo.credit}") if photo else []
