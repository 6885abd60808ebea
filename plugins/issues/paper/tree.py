"""The clean HTML of a text as a tree of plain data, which the typst templates walk.

Nothing of a text ever becomes typst code: the templates read this tree as JSON, so that `#`, `$` or a
bracket in an article is a letter like any other. `core/markup.py` says which elements there are.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from types import MappingProxyType
from urllib.parse import unquote

Node = str | dict[str, object]

INLINE = frozenset(
    "b cite del em i ins mark q s small strong sub sup u code abbr a br picture source img".split()
)
_KEPT_SPACE = frozenset({"pre", "code"})
_VOID = frozenset({"br", "hr", "img", "source"})
# What adds nothing on paper: its children take its place.
_CLEAR = frozenset({"abbr", "cite", "picture", "thead", "tbody", "div"})
_KEPT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"a": ("href", "class"), "img": ("src", "alt", "width", "height"), "ol": ("start",), "td": ("align",),
     "th": ("align",), "div": ("class",), "figure": ("class",)}
)  # fmt: skip
# Elements within each other: what is deeper is set like the last one (typst counts its own layers).
_DEEPEST = 22
_SPACE = re.compile(r"[ \t\n\r\f]+")
_LONG = re.compile(r"[^\s\u200b]{29,}")
_BREAK = re.compile(r"(.{12})(?=.)")


def breakable(text: str) -> str:
    """The text with places to break (U+200B) in words longer than a narrow column takes."""
    return _LONG.sub(lambda word: _BREAK.sub("\\1\u200b", word[0]), text)


def parse(html: str) -> list[Node]:
    """The tree of clean HTML: strings, and elements `{"t": tag, "c": children, …attributes}`."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return _tidy(builder.root)


def walk(nodes: list[Node]) -> Iterator[dict[str, object]]:
    """Every element, in the order of the text."""
    for node in nodes:
        if isinstance(node, dict):
            yield node
            yield from walk(children(node))


def children(element: dict[str, object]) -> list[Node]:
    """What an element holds."""
    found = element["c"]
    assert isinstance(found, list)
    return found


def resolve_links(nodes: list[Node], prefix: str, target: Callable[[str], tuple[str, str]]) -> None:
    """Make every address one that the paper can follow, in place.

    `prefix` goes before the labels of this text, `target` gives (label, address) of any other address.
    A link to nowhere becomes its words. Labels are set only where a link leads.
    """
    elements = list(walk(nodes))
    ids = {str(e["id"]) for e in elements if "id" in e}
    wanted = {unquote(str(e["href"])[1:]) for e in elements if str(e.get("href", "")).startswith("#")} & ids
    for element in elements:
        own = str(element.pop("id", ""))
        if own in wanted:
            wanted.discard(own)
            element["label"] = f"{prefix}:{own}"
        if element["t"] == "a":
            href = str(element.pop("href", ""))
            inside = unquote(href[1:])
            element["to"] = element["url"] = ""
            if not href.startswith("#"):
                element["to"], element["url"] = target(href)
            elif inside in ids:
                element["to"] = f"{prefix}:{inside}"


class _Builder(HTMLParser):
    """Puts the elements into each other; the HTML is clean, so every one that opens is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[Node] = []
        self._open: list[tuple[str, list[Node]]] = [("", self.root)]
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        element: dict[str, object] = {"t": tag, "c": []}
        element |= {key: values[key] for key in _KEPT.get(tag, ()) if key in values}
        if "id" in values:
            element["id"] = values["id"]
        inside = self._open[-1][1]
        if tag == "source":  # paper takes the JPEG of the `img`
            return
        if values.get("class") == "footnote-backref":  # the arrow back: a key of the screen
            inside = []
            self._open.append((tag, inside))
            self._depth += 1
            return
        clear = tag in _CLEAR and not element.keys() - {"t", "c"}
        deep = self._depth >= _DEEPEST and tag not in _VOID
        if not clear and not deep:
            inside.append(element)
            inside = children(element)
        if tag not in _VOID:
            self._open.append((tag, inside))
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or tag not in [name for name, _ in self._open]:
            return
        while self._open.pop()[0] != tag:
            self._depth -= 1
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        kept = any(name in _KEPT_SPACE for name, _ in self._open)
        self._open[-1][1].append(breakable(data if kept else _SPACE.sub(" ", data)))


def _tidy(nodes: list[Node]) -> list[Node]:
    """Without the spaces that stand between blocks or at the ends of a line."""
    found: list[Node] = []
    for position, node in enumerate(nodes):
        if isinstance(node, dict):
            if node["t"] not in _KEPT_SPACE:
                node["c"] = _tidy(children(node)) if node["t"] not in INLINE else children(node)
            found.append(node)
            continue
        text = node
        before = nodes[position - 1] if position else None
        after = nodes[position + 1] if position + 1 < len(nodes) else None
        if _ends_line(before):
            text = text.lstrip(" ")
        if _ends_line(after):
            text = text.rstrip(" ")
        if text:
            found.append(text)
    return found


def _ends_line(neighbour: Node | None) -> bool:
    return neighbour is None or (
        isinstance(neighbour, dict) and (neighbour["t"] not in INLINE or neighbour["t"] == "br")
    )
