"""The index of a segment, cut into files by the sound of a term: a query needs a few of them.

A shard is a JSON object: strict spelling of a term to its packed postings. Terms that are alike but for
their marks share a shard, so that "duong" finds đường, dương, đương at once.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isqrt
from zlib import crc32

from plugins.search.entry import CLASSES
from plugins.search.postings import pack, unpack
from plugins.search.words import loose

# A segment has a shard of pairs for each entry up to so many; beyond, both shards and their bytes grow with
# the root of the entries, as the budget of a query does. A shard of words for every four of pairs.
_EACH = 1024
_PAIRS_TO_WORDS = 4


@dataclass(frozen=True, slots=True)
class Cut:
    """How a segment is cut: `words` shards of syllables and filters, then `pairs` of pairs and places."""

    words: int
    pairs: int

    @classmethod
    def of(cls, entries: int) -> "Cut":
        """The cut for so many entries. Powers of two, so that it seldom changes."""
        pairs = min(entries, isqrt(_EACH * entries))
        return cls(*(1 << max(2, count.bit_length()) for count in (pairs // _PAIRS_TO_WORDS, pairs)))

    @property
    def all(self) -> int:
        """How many shards there are."""
        return self.words + self.pairs

    def shard(self, term: str) -> int:
        """The number of a term's shard. A name of a place lies with the pair it begins with, which the
        query asks for anyway.
        """
        if term.startswith("@"):
            return crc32(term.encode()) & (self.words - 1)
        key = " ".join(loose(term.removeprefix("^")).split(" ")[:2])
        sound = crc32(key.encode())
        return self.words + (sound & (self.pairs - 1)) if " " in key else sound & (self.words - 1)


@dataclass(frozen=True, slots=True)
class Changes:
    """What to do to a segment: the postings to take out, by term, and those to put in, each as
    `number * CLASSES + class`.
    """

    out: Mapping[str, Iterable[int]]
    into: Mapping[str, Iterable[int]]

    def by_shard(self, cut: Cut) -> Iterator[tuple[int, list[str]]]:
        """The shards that change, with the terms that change in them."""
        found: dict[int, list[str]] = {}
        for term in {*self.out, *self.into}:
            found.setdefault(cut.shard(term), []).append(term)
        yield from sorted(found.items())


def change(shard: bytes, changes: Changes, terms: Iterable[str]) -> bytes:
    """A shard with the changes of some terms made; b"" is a shard without any."""
    lists: dict[str, str] = json.loads(shard) if shard else {}
    for term in terms:
        codes = set(unpack(lists[term])) if term in lists else set()
        codes.difference_update(changes.out.get(term, ()))
        codes.update(changes.into.get(term, ()))
        if codes:
            lists[term] = pack(sorted(codes))
        else:
            lists.pop(term, None)
    if not lists:
        return b""
    return json.dumps(dict(sorted(lists.items())), ensure_ascii=False, separators=(",", ":")).encode()


def code(number: int, place: int) -> int:
    """A posting: the entry's number in its segment, and the class."""
    return number * CLASSES + place
