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
from markdown.postprocessors import Postprocessor

from plugins.core.inline import InlinePatterns
from plugins.core.text import slug
from plugins.core.typography import typeset

# HTML a reporter may type: it dresses letters and never shapes the page.
INLINE_TAGS = frozenset({
    "b", "br", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small", "strong", "sub", "sup", "u",
})  # fmt: skip
# Elements that go with all they hold.
GONE_TAGS = frozenset({"script", "style", "iframe", "object", "template", "noscript"})
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
_RAW_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^>]*>")
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
        extensions=["tables", "sane_lists", "footnotes", "abbr", "toc", "def_list"],
        extension_configs={
            "toc": {"baselevel": 2, "slugify": lambda text, separator: "muc-" + (slug(text) or "x")},
            "footnotes": {"BACKLINK_TITLE": "Trở lại chỗ chú thích {} trong bài"},
            "tables": {"use_align_attribute": True},
        },
        output_format="html",
    )
    # before the postprocessor that puts raw HTML back (priority 30)
    parser.postprocessors.register(_RawHtml(parser), "dress-only", 35)

    patterns = InlinePatterns(parser)

    def convert(text: str) -> str:
        parser.reset()
        patterns.choose(text)
        return _structure(typeset(sanitize(parser.convert(text))))

    return convert


class _RawHtml(Postprocessor):
    """Cuts the raw HTML of a text down to INLINE_TAGS without attributes; the words stay."""

    def run(self, text: str) -> str:
        """Works on the stash of raw HTML only; `text` holds placeholders for it."""
        stash = self.md.htmlStash.rawHtmlBlocks
        for position, raw in enumerate(stash):
            if isinstance(raw, str) and "<" in raw:
                stash[position] = self._cut(raw, "".join(str(later) for later in stash[position + 1 :]))
        return text

    def _cut(self, raw: str, later: str) -> str:
        match = _RAW_TAG.match(raw)
        if match and len(raw.strip()) > len(match[0]) and self.md.is_block_level(match[2]):
            return _paragraphs(raw)
        if match and match[2].lower() in GONE_TAGS:
            # an opening tag without its end would swallow the rest of the text
            return match[0] if match[1] or f"</{match[2].lower()}" in later.lower() else ""
        return _RAW_TAG.sub(_bare, raw)


def _bare(match: re.Match[str]) -> str:
    name = match[2].lower()
    return f"<{match[1]}{name}>" if name in INLINE_TAGS else " "


def _paragraphs(raw: str) -> str:
    """The words of a block of HTML as plain paragraphs."""
    inline = nh3.clean(
        _RAW_TAG.sub(lambda m: m[0] if m[2].lower() in INLINE_TAGS | GONE_TAGS else "\n\n", raw),
        tags=set(INLINE_TAGS),
        attributes={},
        clean_content_tags=set(GONE_TAGS),
    )
    return "\n".join(f"<p>{part.strip()}</p>" for part in re.split(r"\n\s*\n", inline) if part.strip())


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
    return html.replace("<p></p>\n", "").removesuffix("<p></p>").rstrip() if "<p></p>" in html else html


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


def headings(html: str) -> tuple[Heading, ...]:
    """The headings of converted text, for a table of contents."""
    return tuple(Heading(m[3], plain_text(m[4]), int(m[1])) for m in _HEADING.finditer(html) if m[3])
