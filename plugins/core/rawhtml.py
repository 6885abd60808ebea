"""HTML that a reporter typed into Markdown: what dresses letters stays, all else leaves its words behind."""

import html
import re

import nh3
from markdown.postprocessors import Postprocessor

# HTML a reporter may type: it dresses letters and never shapes the page.
INLINE_TAGS = frozenset({
    "b", "br", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small", "strong", "sub", "sup", "u",
})  # fmt: skip
# Elements that go with all they hold.
GONE_TAGS = frozenset({"script", "style", "iframe", "object", "template", "noscript"})
# Every other element of HTML and SVG that a text may have come with.
HTML_TAGS = (
    INLINE_TAGS
    | GONE_TAGS
    | frozenset(
        """
a abbr acronym address animate applet area article aside audio base bdi bdo big blockquote body button canvas
caption center circle code col colgroup data datalist dd details dfn dialog dir div dl dt embed fieldset
figcaption figure font footer foreignobject form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr
html image img input isindex kbd label legend li line link listing main map marquee math menu meta meter
nav nobr noembed noframes ol optgroup option output p param path picture plaintext polygon portal pre
progress rb rect rp rt ruby samp search section select set slot source span strike style summary svg table
tbody td text textarea tfoot th thead time title tr track tt ul use var video wbr xmp
""".split()
    )
)
# A name goes on to the next space or bracket, so that "<tên" is not taken for "<t".
_RAW_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*>")
_BLOCK_TAG = re.compile(
    r"(</?(?:p|li|h[1-6]|t[hdr]|d[dtl]|div|blockquote|[uo]l|table|thead|tbody|pre|hr|figure)\b[^>]*>)",
    re.IGNORECASE,
)


class RawHtml(Postprocessor):
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
    if name in INLINE_TAGS:
        return f"<{match[1]}{name}>"
    # "<tên xã>" is a person's angle bracket, no element: it stays as it was typed
    return " " if name in HTML_TAGS else html.escape(match[0], quote=False)


def _paragraphs(raw: str) -> str:
    """The words of a block of HTML as plain paragraphs."""
    inline = nh3.clean(
        _RAW_TAG.sub(lambda m: m[0] if m[2].lower() in INLINE_TAGS | GONE_TAGS else "\n\n", raw),
        tags=set(INLINE_TAGS),
        attributes={},
        clean_content_tags=set(GONE_TAGS),
    )
    return "\n".join(f"<p>{part.strip()}</p>" for part in re.split(r"\n\s*\n", inline) if part.strip())


def close_inline(html: str) -> str:
    """Raw tags end with their block: an open <b> would run on, around the paragraphs after it."""
    parts = _BLOCK_TAG.split(html)
    for position in range(0, len(parts), 2):
        part = parts[position]
        if "<" not in part:
            continue
        missing: dict[str, int] = {}
        for tag in _RAW_TAG.finditer(part):
            name = tag[2].lower()
            if name not in INLINE_TAGS or name == "br":
                continue
            if not tag[1]:
                missing[name] = missing.get(name, 0) + 1
            elif missing.get(name):  # else it ends nothing
                missing[name] -= 1
        parts[position] += "".join(f"</{name}>" * number for name, number in missing.items())
    return "".join(parts)
