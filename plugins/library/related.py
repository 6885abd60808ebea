"""What a reader may want after an article: those about the same thing, person, place, in this order."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, groupby

from plugins.articles.model import Article

# A pair of syllables that more articles have than this is no longer telling, nor where it is more than a
# part of all (a small site says the same everywhere).
RARE = 8
RARE_PART = 4
# So many rare pairs in common are no chance.
STRONG = 2

Ranks = Sequence[int]


class Related:
    """Finds the kin of an article by ranks: places in the list of all articles, newest first.

    Made once for an edition in one pass over all; each question then looks at a few neighbours only.
    """

    def __init__(self, articles: Sequence[Article], ranks: Mapping[str, int]) -> None:
        self._articles = articles
        self._rank = ranks
        self._moments: list[datetime] = [article.published for article in articles]
        self._sharing = _sharing([article.pairs for article in articles])

    def find(self, article: Article, groups: Iterable[Ranks], wider: Iterable[Ranks], most: int) -> list[int]:
        """The ranks of the nearest kin: articles that share several rare pairs, then those of `groups`, those
        that share one rare pair, those of `wider`. Within each, the nearest in time come first.
        """
        own = self._rank[article.source]
        found: dict[int, None] = {}
        for ranks in chain(self._strong(own), groups, self._weak(own), wider):
            found.update(dict.fromkeys(self._nearest(ranks, own, most)))
            if len(found) >= most:
                break
        return [*found][:most]

    def _strong(self, own: int) -> Iterator[Ranks]:
        """Those with several pairs of this one, the most first."""
        sharing = self._sharing.get(own, ())
        if len(sharing) < STRONG:
            return
        seen: list[int] = sorted(chain.from_iterable(sharing))
        often: dict[int, list[int]] = {}
        for rank, same in groupby(seen):
            count = len([*same])
            if count >= STRONG and rank != own:
                often.setdefault(count, []).append(rank)
        for count in sorted(often, reverse=True):
            yield often[count]

    def _weak(self, own: int) -> Iterator[Ranks]:
        yield sorted({*chain.from_iterable(self._sharing.get(own, ()))})

    def _nearest(self, ranks: Ranks, own: int, most: int) -> list[int]:
        """The `most` of a group that are nearest in time to one article, without looking at all."""
        at = bisect_left(ranks, own)
        moments, articles = self._moments, self._articles
        window = [
            (abs(moments[rank] - moments[own]), articles[rank].source, rank)
            for rank in ranks[max(0, at - most) : at + most + 1]
            if rank != own
        ]
        window.sort()
        return [rank for _, _, rank in window[:most]]


def _sharing(pairs: Sequence[tuple[int, ...]]) -> Mapping[int, list[list[int]]]:
    """For each article that shares rare pairs, the ranks of all that have each of them."""
    often = Counter(chain.from_iterable(pairs))
    most = min(RARE, max(2, len(pairs) // RARE_PART))
    rare = {pair for pair, count in often.items() if 1 < count <= most}
    having: dict[int, list[int]] = {pair: [] for pair in rare}
    found: defaultdict[int, list[list[int]]] = defaultdict(list)
    if rare:
        for rank, own in enumerate(pairs):
            for pair in rare.intersection(own):
                ranks = having[pair]
                ranks.append(rank)
                found[rank].append(ranks)
    return found
