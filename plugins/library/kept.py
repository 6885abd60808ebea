"""What came of each source, kept from one build to the next, so that only what changed is read again.

One SQLite file a content folder. One row holds an index of all sources, read at every start: the stamps
of what each was made of and, of an article that has neither problems nor photos, the little that lists
and indexes ask for. Every other row is a source: its whole outcome without the text of an article, and
that text, each fetched when somebody asks. All of it is under digests: a cache that is damaged, or
another's, is no cache.
"""

import io
import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from plugins.articles.model import Article, State, Text
from plugins.core.cachefile import CacheError, CacheFile
from plugins.core.dates import HANOI
from plugins.core.sealed import SealError, seal, unseal
from plugins.core.site import SiteData
from plugins.core.stamps import SIZE, FileStamp, digest
from plugins.core.text import nfc
from plugins.places.gazetteer import Gazetteer

Fetch = Callable[[str], bytes]
"""Bytes kept of a source, by its name. Raises CacheError."""
Short = tuple[Any, ...]
"""Of an article, in plain values: slug, title, moments of publishing and of the last correction, section,
series, places, people, documents, telling pairs, old addresses, digest of what it has beyond all this and the
text, digest of the text. Sections and series by slug, places by their number in the gazetteer."""


class MadeOf(NamedTuple):
    """What an outcome was made of: the file by stamp and content, what lay beside it (b"" where nobody
    looked), and the time in which it holds (seconds since 1970, `until` excluded). `read_ns` is when.
    """

    stamp: FileStamp
    content: bytes
    beside: bytes
    since: float
    until: float
    read_ns: int


class Record(NamedTuple):
    """An outcome ready to be kept: whole, as bytes after their digest; an article's text as UTF-8; and, if
    it is a sound article without problems and photos, the short of it.
    """

    made_of: MadeOf
    outcome: bytes
    text: bytes
    short: Short | None


class _Known(NamedTuple):
    """What the index says of a source."""

    made_of: MadeOf
    stamp: bytes
    short: Short | None


class Kept:
    """The records of a content folder. Without a file nothing is remembered.

    `root` is that folder; `key` the digest of all that decides outcomes beyond the sources: code, sections,
    gazetteer.
    """

    def __init__(
        self, file: Path | None, root: Path, key: bytes, site: SiteData, gazetteer: Gazetteer
    ) -> None:
        self.site, self.gazetteer = site, gazetteer
        self._packer = Packer(site, gazetteer, self._text)
        self._cache = CacheFile(file, key, root, "source", ("outcome", "text"))
        self._known = {
            name: _Known(MadeOf(FileStamp(*stamp), *made_of), outcome, short)
            for name, stamp, *made_of, outcome, short in self._cache.state or ()
        }
        self._fresh: dict[str, Record] = {}

    # -- what is known

    def made_of(self, name: str) -> MadeOf | None:
        """What the kept outcome of a source was made of, None where there is none."""
        known = self._known.get(name)
        return known.made_of if known else None

    def outcome(self, name: str) -> object:
        """The kept outcome of a source. Raises CacheError where it is damaged."""
        known = self._known[name]
        if known.short is None:
            return self._whole(name)
        return self._packer.light(known.short, name, known.stamp, self._whole), (), {}

    def load(self, name: str, record: Record) -> object:
        """The outcome of a record that another process has made."""
        if not self._cache.there:
            return self._packer.load(name, record.outcome, record.text.decode())
        if record.short is None:
            return self._packer.load(name, record.outcome)
        return self._packer.light(record.short, name, record.outcome[:SIZE], self._whole), (), {}

    def pack(self, outcome: object, made_of: MadeOf) -> Record:
        """An outcome as a record."""
        return Record(made_of, *self._packer.dump(outcome))

    def keep(self, name: str, record: Record) -> None:
        """Keep a record; written with the next `save`."""
        if self._cache.there:
            self._fresh[name] = record
            self._known[name] = _Known(record.made_of, record.outcome[:SIZE], record.short)

    def save(self, names: Iterable[str]) -> None:
        """Write what is new, and drop every source that is not named.

        Where that fails (a full disk), the file stays as it was, and what is new stays in memory.
        """
        gone = self._known.keys() - {*names}
        if not self._cache.there or not (self._fresh or gone):
            return
        for name in gone:
            del self._known[name]
        rows = ((name, r.outcome, r.text) for name, r in self._fresh.items())
        index = [(name, (*k.made_of.stamp,), *k.made_of[1:], *k[1:]) for name, k in self._known.items()]
        if self._cache.save(rows, gone, index):
            self._fresh.clear()

    def features(self) -> tuple[frozenset[str], bytes]:
        """The articles that have a short, and the digest of all that they are but their texts."""
        told = [(name, known.short[:-1]) for name, known in self._known.items() if known.short]
        return frozenset(name for name, _ in told), digest(seal(sorted(told)))

    def forget(self) -> None:
        """Throw the file away."""
        self._known.clear()
        self._cache.forget()

    def _whole(self, name: str) -> object:
        """The whole outcome, if it is the one that the index tells of. Raises CacheError."""
        record = self._fresh.get(name)
        data = record.outcome if record else self._cache.fetch("outcome", name)
        if data[:SIZE] != self._known[name].stamp:
            raise CacheError(name)
        return self._packer.load(name, data)

    def _text(self, name: str) -> bytes:
        record = self._fresh.get(name)
        return record.text if record else self._cache.fetch("text", name)


@dataclass(frozen=True, slots=True)
class KeptText:
    """The text of an article that lies in the cache."""

    name: str
    digest: bytes
    fetch: Fetch

    @property
    def html(self) -> str:
        """Clean HTML. Raises CacheError where it is gone or damaged."""
        data = self.fetch(self.name)
        if digest(data) != self.digest:
            raise CacheError(self.name)
        return data.decode()


_moment = partial(datetime, tzinfo=HANOI)
# How an outcome is written, after its digest.
_IS_PLAIN, _IS_WHOLE = b"P", b"W"
# Stands in an article for the digest that is only known when the whole outcome is written.
_STAMP = object()
_STAMP_NAME = ("stamp",)
_ARTICLE = tuple(f.name for f in fields(Article))
# What a short holds, or says by being there; `light` fills in these.
_SHORT = (
    *("source", "slug", "title", "published", "updated", "section", "series", "places", "people"),
    *("documents", "pairs", "old_paths", "body", "stamp", "photo", "photos", "state"),
)


class _Light(Article):
    """An article of which only the short is here; the first question beyond it fetches the rest.

    A slot that is not filled makes Python ask `__getattr__`; from then on all are filled.
    """

    __slots__ = ("_name", "_whole")
    _name: str
    _whole: Callable[[str], Any]

    def __getattr__(self, name: str) -> Any:
        if name not in _ARTICLE:
            raise AttributeError(name)
        whole, _, _ = self._whole(self._name)
        for each in _ARTICLE:
            object.__setattr__(self, each, getattr(whole, each))
        return getattr(whole, name)


class Packer:
    """Outcomes to bytes and back. Units, sections and series are kept by name: they are loaded already."""

    def __init__(self, site: SiteData, gazetteer: Gazetteer, fetch: Fetch) -> None:
        self.fetch = fetch
        self._things: dict[object, object] = {"tz": HANOI}
        self._things |= {("u", *unit.key): unit for unit in gazetteer.units}
        self._things |= {("s", section.slug): section for section in site.sections}
        self._things |= {("r", series.slug): series for series in site.series}
        self._units = gazetteer.units
        self._numbers = {unit.key: number for number, unit in enumerate(gazetteer.units)}
        self._names: Mapping[int, object] = {id(thing): name for name, thing in self._things.items()}

    def dump(self, outcome: object) -> tuple[bytes, bytes, Short | None]:
        """(bytes of the outcome with their digest in front, an article's text, the short of it).

        An article that has a short is written as that and the rest of it, plain values both: half of all
        the work where ten thousand are read for the first time.
        """
        if short := self._short(outcome):
            article: Article = outcome[0]  # type: ignore[index]  # else it had no short
            sealed = seal((short, _rest(article)))
            return sealed[:SIZE] + _IS_PLAIN + sealed[SIZE:], article.body_html.encode(), short
        written = io.BytesIO()
        pickler = _Pickler(written, self._names)
        pickler.dump(outcome)
        data = written.getvalue()
        return digest(data) + _IS_WHOLE + data, pickler.text, None

    def load(self, name: str, kept: bytes, text: str | None = None) -> object:
        """The outcome. Raises CacheError where the bytes are not what was written."""
        stamp, kind, data = kept[:SIZE], kept[SIZE : SIZE + 1], kept[SIZE + 1 :]
        if kind == _IS_PLAIN:
            try:
                short, rest = unseal(stamp + data)
            except SealError as error:
                raise CacheError(name) from error
            return self._article(short, rest, name, stamp, text), (), {}
        if digest(data) != stamp:
            raise CacheError(name)
        return _Unpickler(io.BytesIO(data), self, name, stamp, text).load()

    def _article(
        self, short: Short, rest: tuple[Any, ...], name: str, stamp: bytes, text: str | None
    ) -> Article:
        """The whole article of a short and its rest."""
        article = self.light(short, name, stamp, self._no_more)
        byline, standfirst, correction, sample, original_url = rest
        return Article(
            **{each: getattr(article, each) for each in _SHORT if each != "body"},
            body=article.body if text is None else Text(text),
            byline=byline,
            standfirst=standfirst,
            correction=correction,
            sample=sample,
            original_url=original_url,
        )

    @staticmethod
    def _no_more(name: str) -> object:
        raise CacheError(name)

    def _short(self, outcome: Any) -> Short | None:
        thing, problems, photos = outcome
        if not isinstance(thing, Article) or problems or photos or thing.photos:
            return None
        return (
            thing.slug,
            thing.title,
            _plain(thing.published),
            _plain(thing.updated) if thing.updated else None,
            thing.section.slug,
            thing.series.slug if thing.series else None,
            tuple(self._numbers[unit.key] for unit in thing.places),
            thing.people,
            thing.documents,
            thing.pairs,
            thing.old_paths,
            digest(seal(_rest(thing))),
            thing.body.digest,
        )

    def light(self, short: Short, name: str, stamp: bytes, whole: Callable[[str], object]) -> Article:
        """The article of a short; `whole` fetches its whole outcome."""
        slug, title, moment, updated, section, series, places, people, documents, pairs, old, _, text = short
        article = object.__new__(_Light)
        put = object.__setattr__
        put(article, "_whole", whole)
        put(article, "_name", name)
        put(article, "source", nfc(name))
        put(article, "slug", slug)
        put(article, "title", title)
        put(article, "published", _moment(*moment))
        put(article, "updated", _moment(*updated) if updated else None)
        put(article, "section", self._things["s", section])
        put(article, "series", self._things["r", series] if series else None)
        put(article, "places", tuple([self._units[number] for number in places]))
        put(article, "people", people)
        put(article, "documents", documents)
        put(article, "pairs", pairs)
        put(article, "old_paths", old)
        put(article, "body", KeptText(name, text, self.fetch))
        put(article, "stamp", stamp)
        put(article, "photo", None)
        put(article, "photos", ())
        put(article, "state", State.APPROVED)
        return article

    def thing(self, name: object) -> object:
        """What is kept by name."""
        return self._things[name]


def _rest(article: Article) -> tuple[object, ...]:
    """Of an article that has a short, what is neither in that nor the text."""
    return article.byline, article.standfirst, article.correction, article.sample, article.original_url


def _plain(moment: datetime) -> tuple[int, ...]:
    return (*moment.timetuple()[:6], moment.microsecond)


class _Pickler(pickle.Pickler):
    """Writes an outcome; the text of its article goes beside, not in."""

    def __init__(self, file: io.BytesIO, names: Mapping[int, object]) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._names = names
        self.text = b""

    def persistent_id(self, thing: Any) -> object:
        """What stands for a thing that is not written here."""
        if isinstance(thing, Text):
            self.text = thing.html.encode()
            return "text", thing.digest
        return _STAMP_NAME if thing is _STAMP else self._names.get(id(thing))

    def reducer_override(self, thing: Any) -> Any:
        """An article is written as the arguments that make it, which is read four times as fast."""
        if type(thing) is Article:
            return Article, tuple(_STAMP if f == "stamp" else getattr(thing, f) for f in _ARTICLE)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    """Reads one outcome; it makes nothing but this package's own things and dates."""

    def __init__(self, file: io.BytesIO, packer: Packer, name: str, stamp: bytes, text: str | None) -> None:
        super().__init__(file)
        self._packer, self._name, self._stamp, self._text = packer, name, stamp, text

    def persistent_load(self, name: Any) -> object:
        """The thing of a name."""
        if name == _STAMP_NAME:
            return self._stamp
        if name[0] == "text":
            return (
                KeptText(self._name, name[1], self._packer.fetch) if self._text is None else Text(self._text)
            )
        return self._packer.thing(name)

    def find_class(self, module: str, name: str) -> Any:
        """A class of ours. Raises CacheError for any other."""
        if module.partition(".")[0] not in ("plugins", "datetime"):
            raise CacheError(f"{module}.{name}")
        return super().find_class(module, name)
