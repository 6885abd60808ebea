"""The clean HTML of a text, fitted into a page of its own: its photos, links and footnotes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html
from markupsafe import Markup

OPS = "http://www.idpf.org/2007/ops"
# What XML cannot hold; sources with these are refused, a book must not depend on it.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_KEPT_CLASSES = frozenset({"gallery", "tall", "table-wrap"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo as a page shows it: where its file lies from there, and its pixels."""

    src: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Fitting:
    """What a text needs on a page. `link` gives the address for an address of the site, '' for none there;
    `photos` are by the URL path of their widest file; `book`: as XHTML with the types of EPUB.
    """

    link: Callable[[str], str]
    photos: Mapping[str, Shown]
    book: bool


def fit(html: str, fitting: Fitting) -> Markup:
    """The text as a `<div class="text">`. No word of it changes."""
    root = parse(html, {"epub": OPS} if fitting.book else {})
    root.set("class", "text")
    _photos(root, fitting.photos)
    _footnotes(root, book=fitting.book)
    _links(root, fitting.link)
    _plain(root)
    if fitting.book:
        text = etree.tostring(root, encoding="unicode", method="xml")
    else:
        text = etree.tostring(root, encoding="unicode", method="html")
    return Markup(text)  # noqa: S704  # cleaned by core.markup


def xml_safe(text: str) -> str:
    """The text without the few characters that no XML file can hold, and no reader can see."""
    return _NOT_XML.sub("", text)


def parse(html: str, namespaces: Mapping[str, str] | None = None) -> etree._Element:
    """The elements of a text, below a `<div>`."""
    found = lxml_html.fragment_fromstring(xml_safe(html), create_parent="div")
    root = etree.Element("div", nsmap=dict(namespaces or {}))
    root.text = found.text
    root.extend(found)
    return root


def remove(element: etree._Element) -> None:
    """Take an element out with all it holds, not what follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _photos(root: etree._Element, photos: Mapping[str, Shown]) -> None:
    """One file for each photo: a book has no choice of sizes. One that is not published is not shown."""
    for image in list(root.iter("img")):
        shown = photos.get(unquote(image.get("src", "")))
        # the parser takes <source> for an element with an end, so the image may lie deeper
        place = next(image.iterancestors("picture"), image)
        parent = place.getparent()
        if shown is None or parent is None:
            remove(place)
            continue
        plain = etree.Element("img", src=shown.src, alt=image.get("alt", ""))
        plain.set("width", str(shown.width))
        plain.set("height", str(shown.height))
        plain.tail = place.tail
        parent.replace(place, plain)


def _footnotes(root: etree._Element, *, book: bool) -> None:
    """Each note an aside of its own, which readers of books show at its mark, with its number as text."""
    for element in root.iter():
        if (name := element.get("id")) is not None:
            element.set("id", anchor(name))
    for link in root.iter("a"):
        if link.get("class") == "footnote-ref":
            _typed(link, "noteref", "doc-noteref", book=book)
        elif link.get("class") == "footnote-backref":
            _typed(link, "backlink", "doc-backlink", book=book)
    for notes in root.xpath("//div[@class='footnote']"):
        notes.attrib.clear()
        notes.set("class", "footnotes")
        for number, item in enumerate(notes.xpath("ol/li"), 1):
            item.tag = "aside"
            _typed(item, "footnote", "doc-footnote", book=book)
            _numbered(item, f"{number}. ")
        for listed in notes.xpath("ol"):
            listed.tag = "div"


def _numbered(note: etree._Element, number: str) -> None:
    first = next((p for p in note if p.tag == "p"), note)
    first.text = number + (first.text or "").lstrip()


def _typed(element: etree._Element, kind: str, role: str, *, book: bool) -> None:
    if book:
        element.set(f"{{{OPS}}}type", kind)
    element.set("role", role)


def anchor(name: str) -> str:
    """An id as XML allows it: no colon."""
    return name.replace(":", "-")


def _links(root: etree._Element, link: Callable[[str], str]) -> None:
    for element in list(root.iter("a")):
        target = link(element.get("href", ""))
        element.attrib.pop("rel", None)
        if target:
            element.set("href", target)
        else:
            element.attrib.clear()
            element.tag = "span"


def _plain(root: etree._Element) -> None:
    """Nothing that only the site's own stylesheet understands."""
    for element in root.iter():
        element.attrib.pop("style", None)
        name = element.get("class")
        if name and name not in _KEPT_CLASSES | {"text", "footnotes"}:
            del element.attrib["class"]
