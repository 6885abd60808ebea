"""Quotes, dashes, dots and numbers as Vietnamese print sets them; the former in one pass over clean HTML.

`"…"` becomes “…”, `'` ’ or ‘, `--` an en dash, `---` an em dash, `...` an ellipsis. Code, addresses
and the inside of tags stay as typed; single hyphens are never touched, so that `70-KH/TĐTN-TCKT` and
`2012-2014` stay what they are. (Typogrify's other filters tear Vietnamese syllables apart.)
"""

import re

_TOKEN = re.compile(
    r"<(code|pre)\b.*?</\1>"  # code is as typed
    r"|<[^>]*>"
    r"|(?:https?://|www\.)[^\s<]+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+"  # addresses too
    r"|(?<!-)-{2,3}(?!-)|(?<!\.)\.\.\.(?!\.)|[\"']",
    re.DOTALL,
)
# What may need setting; without an address or code in the text there is nothing else to look for.
# (Each alternative begins with the character itself, which is what makes the search quick.)
_SIGN = re.compile(r"\"|'|-(?<!--)-{1,2}(?!-)|\.(?<!\.\.)\.\.(?!\.)")
_PLAIN_TOKEN = re.compile(r"<[^>]*>|" + _SIGN.pattern)
_AS_TYPED = ("<code", "<pre", "://", "www.", "@")
_PLAIN = {"--": "–", "---": "—", "...": "…"}
_OPENERS = frozenset(" \t\n\u00a0([{“‘–—/-")
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|del|em|i|ins|mark|q|s|small|strong|sub|sup|u)\b[^>]*>$")


def number(value: int) -> str:
    """12.106, as Vietnamese prints thousands."""
    return f"{value:,}".replace(",", ".")


def typeset(html: str) -> str:
    """The same HTML, well set. Setting it again changes nothing."""
    if all(_in_tag(html, match.start()) for match in _SIGN.finditer(html)):
        return html
    token = _TOKEN if any(sign in html for sign in _AS_TYPED) else _PLAIN_TOKEN
    return token.sub(_set, html)


def _in_tag(html: str, position: int) -> bool:
    opened = html.rfind("<", 0, position)
    return opened > html.rfind(">", 0, position) and html.find(">", position) >= 0


def _set(match: re.Match[str]) -> str:
    found = match[0]
    if found in _PLAIN:
        return _PLAIN[found]
    if found not in ('"', "'"):
        return found
    opens = _opens(match.string, match.start())
    if found == '"':
        return "“" if opens else "”"
    return "‘" if opens else "’"


def _opens(html: str, position: int) -> bool:
    """Whether a quote at this position begins something: a space, bracket or block stands before it."""
    while position and html[position - 1] == ">":
        start = html.rfind("<", 0, position)
        if start < 0 or not _INLINE.match(html[start:position]):
            return True
        position = start
    return not position or html[position - 1] in _OPENERS or html.endswith("&nbsp;", 0, position)
