"""From a stranger's Markdown to HTML that is safe to publish."""

import html as entities
import re
from collections.abc import Callable
from dataclasses import dataclass

import markdown
import nh3
import smartypants

from plugins.core.text import slug

# What a text may contain once converted. h1 belongs to the page; script, style, iframe, form,
# event handlers and inline styles have no place in an article.
_TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote",
    "pre", "code", "em", "strong", "b", "i", "u", "s", "del", "ins", "sub", "sup", "small", "mark", "abbr",
    "cite", "q", "a", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "div", "span",
    "figure", "figcaption", "img", "time",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "lang", "title"},
    "a": {"href", "class"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "div": {"class"},
    "sup": {"class"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
# Quotes and dashes and dots; the other filters of typogrify damage Vietnamese (widont binds
# syllables, caps tears decomposed letters).
_SMARTY = smartypants.Attr.q | smartypants.Attr.D | smartypants.Attr.e


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text: `anchor` is its id, `level` 2-6."""

    anchor: str
    text: str
    level: int


def make_converter() -> Callable[[str], str]:
    """A function from Markdown to clean HTML; one converter serves many texts, one at a time.

    Headings start at level 2 (the title is the page's only level 1) and get ids made by `slug`,
    with `muc-` in front so that they never meet an id of the page.
    """
    parser = markdown.Markdown(
        extensions=["tables", "sane_lists", "footnotes", "abbr", "toc", "def_list"],
        extension_configs={
            "toc": {"baselevel": 2, "slugify": lambda text, separator: "muc-" + (slug(text) or "x")},
            "footnotes": {"BACKLINK_TITLE": "Trở lại chỗ chú thích {} trong bài", "UNIQUE_IDS": False},
        },
        output_format="html",
    )

    def convert(text: str) -> str:
        parser.reset()
        return sanitize(smartypants.smartypants(parser.convert(text), _SMARTY))

    return convert


def sanitize(html: str) -> str:
    """HTML with everything outside the allow-list taken out."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener",
        clean_content_tags={"script", "style", "iframe", "object", "template", "noscript"},
    )


_TAG = re.compile(r"<[^>]+>")
_HEADING = re.compile(r'<h([2-6]) id="([^"]+)">(.*?)</h\1>', re.S)


def plain_text(html: str) -> str:
    """The words of clean HTML, for summaries and search."""
    return " ".join(entities.unescape(_TAG.sub(" ", html)).split())


def headings(html: str) -> tuple[Heading, ...]:
    """The headings of converted text, for a table of contents."""
    return tuple(Heading(m[2], plain_text(m[3]), int(m[1])) for m in _HEADING.finditer(html))
