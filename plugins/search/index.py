"""The index as files, brought up to date: of what did not change nothing is read.

Two segments: the newest year, in which almost every change happens and whose files are few and small,
and everything before, whose files seldom change. In a segment every entry has a number, by date.
"""

import json
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from plugins.core.parallel import ordered_map
from plugins.core.stamps import digest
from plugins.search.entry import Entry, terms
from plugins.search.shards import Changes, Cut, change, code
from plugins.search.store import Store

FOLDER = "/tim-kiem/"


@dataclass(frozen=True, slots=True)
class Source:
    """A page to be found: URL path, ISO date ("" without one), what tells its versions apart, and how its
    entry is made, which is asked for only where the version is new.
    """

    path: str
    date: str
    key: bytes
    make: Callable[[], Entry]


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file of the index: URL path, what tells its versions apart, its bytes."""

    path: str
    key: bytes
    data: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class _Segment:
    """What is kept of a segment: (path, key) of every entry by number, every shard's digest ("" for none)."""

    entries: list[tuple[str, bytes]]
    shards: list[str]


def update(sources: Sequence[Source], store: Store) -> Iterator[IndexFile]:
    """Every file of the index of these pages. Raises CacheError where the store turns out to be damaged."""
    before = [_Segment(*each) for each in store.state or ()]
    after: list[_Segment] = []
    parts = _parts(sources)
    gone = {_entry_name(*one) for each in before for one in each.entries}
    for number, part in enumerate(parts):
        old = before[number] if number < len(before) else _Segment([], [])
        new = _Segment([(s.path, s.key) for s in part], [])
        if old.entries == new.entries:
            new = old
        else:
            known = {one for each in before for one in each.entries}
            new.shards.extend(_Work(number, part, old, known, store).run())
        gone -= {_entry_name(*one) for one in new.entries}
        after.append(new)
    gone |= _shard_names(before) - _shard_names(after)
    if after != before:
        store.save([(each.entries, each.shards) for each in after], gone)
    for number, segment in enumerate(after):
        yield from _files(number, segment, store)
    yield _manifest(parts, after)


def _parts(sources: Sequence[Source]) -> list[list[Source]]:
    """The sources of each segment, by date; what has none comes first."""
    ordered = sorted(sources, key=lambda s: (s.date, s.path))
    newest = ordered[-1].date[:4] if ordered else ""
    recent = [s for s in ordered if s.date.startswith(newest)] if newest else []
    return [ordered[: len(ordered) - len(recent)], recent]


class _Work:
    """Brings one segment up to date."""

    def __init__(
        self, number: int, part: list[Source], old: _Segment, known: set[tuple[str, bytes]], store: Store
    ) -> None:
        self.number, self.part, self.store, self.known = number, part, store, known
        self.cut = Cut.of(len(part))
        same_cut = Cut.of(len(old.entries)) == self.cut and len(old.shards) == self.cut.all
        self.old = old if same_cut else _Segment([], [])

    def run(self) -> list[str]:
        """The names of all shards; none where there is no entry."""
        if not self.part:
            return []
        names = list(self.old.shards) or [""] * self.cut.all
        changes = self._changes()
        for shard, changed in changes.by_shard(self.cut):
            data = change(self._shard(shard, names[shard]), changes, changed)
            names[shard] = digest(data).hex() if data else ""
            if data:
                self.store.put(_shard_name(self.number, shard, names[shard]), data)
        return names

    def _shard(self, shard: int, name: str) -> bytes:
        found: bytes = self.store.get(_shard_name(self.number, shard, name)) if name else b""
        return found

    def _changes(self) -> Changes:
        """What is different, number by number; an entry whose text is new mostly keeps its terms."""
        out: dict[str, array[int]] = {}
        into: dict[str, array[int]] = {}
        entries = self.old.entries
        late = [n for n, s in enumerate(self.part) if n >= len(entries) or entries[n] != (s.path, s.key)]
        gone = range(len(self.part), len(entries))
        had = {
            n: terms(Entry(*self.store.get(_entry_name(*entries[n]))))
            for n in (*late, *gone)
            if n < len(entries)
        }
        for n, (values, now) in zip(late, ordered_map(self._read, late), strict=True):
            if values:
                self.store.put(_entry_name(self.part[n].path, self.part[n].key), values)
            _note(n, had.get(n, {}), now, out)
            _note(n, now, had.get(n, {}), into)
        for n in gone:
            _note(n, had[n], {}, out)
        return Changes(out, into)

    def _read(self, number: int) -> tuple[tuple[object, ...], dict[str, int]]:
        """The entry in plain values, () where it is kept already, and its terms."""
        source = self.part[number]
        if (source.path, source.key) in self.known:
            return (), dict(terms(Entry(*self.store.get(_entry_name(source.path, source.key)))))
        made = source.make()
        values = (
            made.path,
            made.title,
            made.date,
            made.label,
            made.lead,
            made.text,
            made.places,
            made.filters,
        )
        return values, dict(terms(made))


def _note(
    number: int, have: Mapping[str, int], others: Mapping[str, int], where: "dict[str, array[int]]"
) -> None:
    for term, place in have.items():
        if others.get(term) != place:
            found = where.get(term)
            if found is None:
                found = where[term] = array("L")
            found.append(code(number, place))


def _files(number: int, segment: _Segment, store: Store) -> Iterator[IndexFile]:
    for shard, name in enumerate(segment.shards):
        if name:
            path = f"{FOLDER}{number}/{shard:x}.json"
            yield IndexFile(path, name.encode(), partial(store.get, _shard_name(number, shard, name)))
    for n, (path, key) in enumerate(segment.entries):
        yield IndexFile(
            f"{FOLDER}{number}/bai/{n}.json", key + path.encode(), partial(_shown, store, path, key)
        )


def _shown(store: Store, path: str, key: bytes) -> bytes:
    return Entry(*store.get(_entry_name(path, key))).shown


def _manifest(parts: list[list[Source]], segments: list[_Segment]) -> IndexFile:
    """What the script asks for first: how the segments are cut, which shards there are, and for each year
    the number it begins with. Mostly the same after an edit.
    """
    found = []
    for part, segment in zip(parts, segments, strict=True):
        years: list[tuple[str, int]] = []
        at = 0
        for year, group in groupby(part, key=lambda s: s.date[:4]):
            years.append((year, at))
            at += len(list(group))
        cut = Cut.of(len(part))
        there = "".join(f"{sum(bool(s) << bit for bit, s in enumerate(four)):x}" for four in _fours(segment))
        found.append(
            {"size": len(part), "words": cut.words, "pairs": cut.pairs, "there": there, "years": years}
        )
    data = json.dumps(found, separators=(",", ":")).encode()
    return IndexFile(f"{FOLDER}muc-luc.json", digest(data), lambda: data)


def _fours(segment: _Segment) -> Iterator[list[str]]:
    for at in range(0, len(segment.shards), 4):
        yield segment.shards[at : at + 4]


def _shard_names(segments: Sequence[_Segment]) -> set[str]:
    return {
        _shard_name(number, shard, name)
        for number, segment in enumerate(segments)
        for shard, name in enumerate(segment.shards)
        if name
    }


def _shard_name(segment: int, shard: int, name: str) -> str:
    return f"{segment}/{shard:x}-{name}"


def _entry_name(path: str, key: bytes) -> str:
    """Of one version: while a segment is brought up to date, the old one is still asked for."""
    return f"bai{path}#{key.hex()}"
