"""From a stranger's Markdown to HTML that is safe to publish, valid, and readable on a small screen.

The way of a text: Markdown → raw HTML cut down to letters' dress → allow-list (nh3) → typography →
structure (heading levels, tables that scroll, marked footnotes and links). What comes out passes
the allow-list again unchanged.
"""

import html as entities
import re
from collections.abc import Callable
from dataclasses import dataclass

import markdown
import nh3

from plugins.core.inline import Headings, Steps
from plugins.core.rawhtml import GONE_TAGS, INLINE_TAGS, RawHtml, close_inline
from plugins.core.text import slug
from plugins.core.typography import typeset

# What a text may contain once converted. h1 belongs to the page.
_TAGS = INLINE_TAGS | {
    "p", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code",
    "abbr", "a", "table", "thead", "tbody", "tr", "th", "td", "div", "figure", "figcaption", "picture",
    "source", "img",
}  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes={
        "*": {"id"},
        "a": {"href", "title", "aria-label"},
        "abbr": {"title"},
        "img": {"src", "srcset", "sizes", "alt", "title", "width", "height"},
        "source": {"type", "srcset", "sizes"},
        "ol": {"start"},
        "div": {"aria-label"},
    },
    tag_attribute_values={
        "a": {"rel": {"external noopener"}},
        "div": {"role": {"region", "doc-endnotes"}, "tabindex": {"0"}},
        "img": {"loading": {"lazy"}},
        "th": {"scope": {"col", "row"}},
    },
    allowed_classes={
        "a": {"footnote-ref", "footnote-backref"},
        "div": {"footnote", "table-wrap"},
    },
    clean_content_tags=set(GONE_TAGS),
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)

_TAG = re.compile(r"<[^>]+>")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_HEADING = re.compile(r'<h([2-6])( id="([^"]+)")?>(.*?)</h\1>', re.DOTALL)
_EXTERNAL = re.compile(r'(<a (?:title="[^"]*" )?href="https?://[^"]*")')
_FOREIGN_IMAGE = re.compile(r'<img\b[^>]*\bsrc="\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})[^>]*>', re.IGNORECASE)
_FOOTNOTE_LINK = re.compile(r'<a class="footnote-ref" href="([^"]*)">(\d+)</a>')
_BACK_LINK = re.compile(r'<a class="footnote-backref" href="([^"]*)" title="([^"]*)">')
_TABLE_OR_HEADING = re.compile(r"<h[2-6][^>]*>(.*?)</h[2-6]>|(<table>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text: `anchor` is its id, `level` 2-6."""

    anchor: str
    text: str
    level: int


def make_converter() -> Callable[[str], str]:
    """A function from Markdown to clean HTML; one converter serves many texts, one at a time.

    Headings start at level 2 (the title is the page's only level 1), never skip a level, and get
    ids made by `slug`, with `muc-` in front so that they never meet an id of the page.
    """
    parser = markdown.Markdown(
        extensions=[
            *("tables", "sane_lists", "footnotes", "abbr", "def_list"),
            Headings(baselevel=2, slugify=lambda text, separator: "muc-" + (slug(text) or "x")),
        ],
        extension_configs={
            "footnotes": {"BACKLINK_TITLE": "Trở lại chỗ chú thích {} trong bài"},
            "tables": {"use_align_attribute": True},
        },
        output_format="html",
    )
    # before the postprocessor that puts raw HTML back (priority 30)
    parser.postprocessors.register(RawHtml(parser), "dress-only", 35)

    steps = Steps(parser)

    def convert(text: str) -> str:
        parser.reset()
        steps.choose(text)
        html = parser.convert(text)
        if parser.htmlStash.rawHtmlBlocks:
            html = close_inline(html)
        return _structure(typeset(sanitize(html)))

    return convert


def sanitize(html: str) -> str:
    """HTML with everything outside the allow-list taken out."""
    return _CLEANER.clean(html)


def _structure(html: str) -> str:
    """What Markdown alone does not give: steady heading levels, tables that scroll, marked links."""
    if "<h" in html:
        html = _level(html)
    if "<a " in html:
        html = _EXTERNAL.sub(r'\1 rel="external noopener"', html)
    if "<table>" in html:
        html = _wrap_tables(html)
    if 'class="footnote' in html:
        html = _label_footnotes(html)
    if "<img" in html:
        html = _FOREIGN_IMAGE.sub("", html)
    return html.replace("<p></p>", "").strip() if "<p></p>" in html else html.strip()


def _level(html: str) -> str:
    """Headings from level 2 on, each at most one level below the one it stands under."""
    above: list[str] = []

    def level(match: re.Match[str]) -> str:
        while above and above[-1] >= match[1]:
            above.pop()
        above.append(match[1])
        new = min(1 + len(above), 6)
        return f"<h{new}{match[2] or ''}>{match[4]}</h{new}>"

    return _HEADING.sub(level, html)


def _wrap_tables(html: str) -> str:
    """Each table in a box that scrolls by itself and can be reached by keyboard, named by its heading."""
    heading = ""
    number = 0

    def wrap(match: re.Match[str]) -> str:
        nonlocal heading, number
        if not match[2]:
            heading = plain_text(match[1])
            return match[0]
        number += 1
        label = entities.escape(f"Bảng {number}: {heading}" if heading else f"Bảng {number}")
        return f'<div class="table-wrap" role="region" tabindex="0" aria-label="{label}"><table>'

    html = _TABLE_OR_HEADING.sub(wrap, html).replace("</table>", "</table></div>")
    return html.replace("<th>", '<th scope="col">')


def _label_footnotes(html: str) -> str:
    """Footnotes and the links to and fro say what they are to those who hear the page."""
    html = html.replace(
        '<div class="footnote">', '<div class="footnote" role="doc-endnotes" aria-label="Chú thích">'
    )
    html = _FOOTNOTE_LINK.sub(r'<a class="footnote-ref" href="\1" aria-label="Chú thích \2">\2</a>', html)
    return _BACK_LINK.sub(r'<a class="footnote-backref" href="\1" aria-label="\2">', html)


def plain_text(html: str) -> str:
    """The words of clean HTML, for summaries and search."""
    return " ".join(entities.unescape(_TAG.sub(" ", html)).split())


def first_words(text: str, most: int) -> str:
    """The first paragraph of clean HTML as text, cut at a word where it is longer than `most`."""
    paragraph = _PARAGRAPH.search(text)
    words = " ".join(entities.unescape(_TAG.sub("", paragraph[1] if paragraph else text)).split())
    return words if len(words) <= most else words[: most - 1].rpartition(" ")[0] + "…"


def headings(html: str) -> tuple[Heading, ...]:
    """The headings of converted text, for a table of contents."""
    return tuple(Heading(m[3], plain_text(m[4]), int(m[1])) for m in _HEADING.finditer(html) if m[3])
