"""What a search should find, by reading every article from its first word to its last: no index.

Nothing of plugins/search is used, so that a fault there cannot hide itself.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from benchmarks.corpus import Article
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Unit

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[.!?;:…](?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asks: the words as typed; the form's fields `huyen`, `muc`, `nam`; what it shows in the
    table; whether it is the name of a place; pages beside the articles that have to be found.
    """

    text: str
    title: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    place: bool = False
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """Addresses of articles: all that answer, those with exactly these marks, those with it in the title."""

    found: frozenset[str]
    exact: frozenset[str]
    titled: frozenset[str]


@lru_cache(maxsize=1 << 16)
def _spelt(token: str) -> tuple[str, str]:
    """A token with its tone last and i for a lone y; and without any mark."""
    letters = unicodedata.normalize("NFD", token.lower())
    tone = "".join(c for c in letters if c in _TONES)
    rest = "".join(c for c in letters if c not in _TONES)
    if len(rest) > 1 and rest.endswith("y") and not set(rest[:-1].removeprefix("qu")) & set("aeiouy"):
        rest = f"{rest[:-1]}i"
    plain = "".join(c for c in rest if not unicodedata.combining(c)).replace("đ", "d")
    return rest + tone, plain


def _line(text: str) -> tuple[str, str]:
    """A text as " word word | word ", with marks and without."""
    tokens = [
        _spelt(t) if t[0].isalnum() else ("|", "|")
        for t in _TOKEN.findall(unicodedata.normalize("NFC", text))
    ]
    exact, plain = (" ".join(one) for one in zip(*tokens, strict=True)) if tokens else ("", "")
    return f" {exact} ", f" {plain} "


def marked(text: str) -> bool:
    """Whether there is a letter that only Vietnamese has."""
    return not unicodedata.normalize("NFC", text).isascii()


def answers(query: Query, text: str, *, exact: bool) -> bool:
    """Whether a text has everything the query asks for; `exact`: with its marks."""
    return _answers(query, _line(text), exact=exact)


def _answers(query: Query, line: tuple[str, str], *, exact: bool) -> bool:
    for part, quoted in _parts(query.text):
        strict = marked(query.text) and (exact or quoted)
        if _line(part)[0 if strict else 1] not in line[0 if strict else 1]:
            return False
    return True


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """What has to stand together, and whether it was quoted: quotes, and what has no space ("70-KH/TĐTN")."""
    for number, part in enumerate(text.split('"')):
        for piece in [part] if number % 2 else part.split():
            if piece.strip():
                yield piece, bool(number % 2)


class Scan:
    """All articles, read once and asked many times."""

    def __init__(self, articles: Sequence[Article], gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.paths = frozenset(_address(a) for a in articles)
        self.read = [(a, _line(self._text(a)), _line(a.title)) for a in articles]

    def expected(self, query: Query) -> Expected:
        """What the query has to find."""
        named = self._named(query.text) if query.place else frozenset()
        found, exact, titled = set(), set(), set()
        for article, text, title in self.read:
            if not _passes(article, query.fields):
                continue
            path = _address(article)
            here = any(unit.key in named for unit in self._units(article))
            if here or _answers(query, text, exact=False):
                found.add(path)
                if here or _answers(query, text, exact=True):
                    exact.add(path)
                if _answers(query, title, exact=True):
                    titled.add(path)
        return Expected(frozenset(found), frozenset(exact), frozenset(titled))

    def _units(self, article: Article) -> Iterator[Unit]:
        yield article.unit
        if district := self.gazetteer.district(article.unit, article.when.date()):
            yield district

    def _named(self, name: str) -> frozenset[object]:
        """The units of a name and all that ever became one of them."""
        found: dict[object, Unit] = {}
        todo = [u for u in self.gazetteer.units if _line(u.name)[1] == _line(name)[1]]
        while todo:
            unit = todo.pop()
            if unit.key not in found:
                found[unit.key] = unit
                todo += self.gazetteer.predecessors(unit)
        return frozenset(found)

    def _text(self, article: Article) -> str:
        """All that is read on its page about the matter: title, summary, text, section and places."""
        places = (unit.title for unit in self._units(article))
        body = re.sub(r"[*#]+|^- ", "", article.body, flags=re.MULTILINE)
        return "\n".join((article.title, article.summary, body, article.section[0], *places))


def _passes(article: Article, fields: Mapping[str, str]) -> bool:
    has = {
        "huyen": f"/dia-ban/{article.district.key}/",
        "muc": f"/chuyen-muc/{article.section[1]}/",
        "nam": str(article.when.year),
    }
    return all(has[name] == value for name, value in fields.items())


def _address(article: Article) -> str:
    return f"/{article.path.removesuffix('index.html')}"
