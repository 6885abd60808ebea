"""Clean HTML as plain text for people: 72 columns, links written out, nothing left out."""

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from plugins.issues.epub.body import parse

WIDTH = 72
_SPACE = re.compile(r"[ \t\r\n]+")
_BREAK = "\v"  # a <br> while white space is drawn together
_BLOCKS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table div figure figcaption hr aside".split()
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: columns (0: a paragraph a line), links' addresses ('' for none), a photo's label."""

    link: Callable[[str], str]
    picture: str
    width: int = WIDTH


def plain(html: str, setting: Setting) -> str:
    """The text; blocks stand apart by an empty line."""
    return "\n\n".join(_children(parse(html), setting, setting.width))


def wrap(text: str, width: int = WIDTH, *, first: str = "", rest: str = "") -> str:
    """A paragraph in lines. Words stay whole: document numbers and addresses may be longer than a line."""
    if not width:
        return first + text
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
    )


def _children(element: etree._Element, setting: Setting, width: int) -> Iterator[str]:
    """The blocks below an element; loose words between them are paragraphs."""
    loose = element.text or ""
    for child in element:
        if child.tag in _BLOCKS:
            yield from _paragraph(loose, width)
            loose = child.tail or ""
            yield from _block(child, setting, width)
        else:
            loose += _inline(child, setting) + (child.tail or "")
    yield from _paragraph(loose, width)


def _block(element: etree._Element, setting: Setting, width: int) -> Iterator[str]:
    kind = element.tag
    if kind in _HEADINGS:
        for heading in _paragraph(_words(element, setting), width):
            yield f"{heading}\n{'-' * max(map(len, heading.split(chr(10))))}"
    elif kind in ("ul", "ol"):
        yield _list(element, setting, width)
    elif kind == "table":
        yield "\n".join(_rows(element, setting, width))
    elif kind == "figure":
        yield from _figure(element, setting, width)
    elif kind == "blockquote":
        yield _indented("\n\n".join(_children(element, setting, _less(width, 2))), "> ")
    elif kind == "dl":
        yield "\n".join(_children(element, setting, width))
    elif kind == "dd":
        yield _indented("\n\n".join(_children(element, setting, _less(width, 4))), "    ")
    elif kind == "pre":
        yield "".join(element.itertext()).strip("\n")
    elif kind == "hr":
        yield "* * *"
    else:
        yield from _children(element, setting, width)


def _list(element: etree._Element, setting: Setting, width: int) -> str:
    """The items with their marks; what stands in an item is indented as far as its first word."""
    lines = []
    start = element.get("start", "1")
    for number, item in enumerate(element, int(start) if start.isdigit() else 1):
        mark = "- " if element.tag == "ul" else f"{number}. "
        inner = "\n".join(_children(item, setting, _less(width, len(mark))))
        lines.append(mark + _indented(inner, " " * len(mark)).lstrip(" "))
    return "\n".join(lines)


def _rows(table: etree._Element, setting: Setting, width: int) -> Iterator[str]:
    for row in table.iter("tr"):
        cells = (" ".join(_tidy(_words(cell, setting)).split()) for cell in row)
        yield wrap(" | ".join(cells), width, rest="  ")


def _figure(element: etree._Element, setting: Setting, width: int) -> Iterator[str]:
    alts = [f"[{setting.picture} {image.get('alt', '')}]" for image in element.iter("img")]
    captions = [
        block for caption in element.iter("figcaption") for block in _children(caption, setting, width)
    ]
    yield "\n".join([*(wrap(alt, width) for alt in alts), *captions])


def _inline(element: etree._Element, setting: Setting) -> str:
    if element.tag == "br":
        return _BREAK
    if element.tag == "img":
        return f"[{setting.picture} {element.get('alt', '')}]"
    if element.get("class") == "footnote-backref":
        return ""
    words = _words(element, setting)
    if element.tag != "a":
        return words
    if element.get("class") == "footnote-ref":
        return f"[{words}]"
    address = setting.link(element.get("href", ""))
    shown = _tidy(words)
    same = not address or shown in (address, address.removeprefix("mailto:").removeprefix("tel:"))
    return words if same else f"{words} <{address}>"


def _words(element: etree._Element, setting: Setting) -> str:
    inner = "".join(_inline(child, setting) + (child.tail or "") for child in element)
    return (element.text or "") + inner


def _paragraph(text: str, width: int) -> Iterator[str]:
    lines = [line for line in _tidy(text).split("\n") if line]
    if lines:
        yield "\n".join(wrap(line, width) for line in lines)


def _tidy(text: str) -> str:
    """White space as a browser shows it; a <br> is a line's end."""
    drawn = _SPACE.sub(" ", text)
    return "\n".join(line.strip(" \u00a0") for line in drawn.split(_BREAK)).strip("\n")


def _indented(text: str, indent: str) -> str:
    return "\n".join((indent + line).rstrip() for line in text.split("\n"))


def _less(width: int, by: int) -> int:
    return max(width - by, 20) if width else 0
