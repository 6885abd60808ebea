"""Which pages show which articles: kept with the site, so that who mends the text of an article need not
wait until every page of the site was asked whether it is still the same.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from plugins.articles.model import Article
from plugins.output.tree import Standing


@dataclass(frozen=True, slots=True)
class Frame:
    """All that pages are made of but the texts of articles, as a digest, and the time in which the clock
    changes nothing of it (seconds since 1970, `until` excluded).
    """

    digest: bytes
    since: float
    until: float


class Shown:
    """Keys of pages that are sure, because nothing but texts of articles has changed, and not of theirs.

    `notes` are those of the last build, `standing` the files that stand in the site since. Without a frame
    nothing is sure. Pages go by their number in the order of an edition, which is part of the frame.
    """

    def __init__(
        self,
        notes: Any,
        standing: Mapping[str, Standing],
        frame: Frame | None,
        articles: Sequence[Article],
    ) -> None:
        self._frame, self._articles = frame, articles
        self._standing: Mapping[str, Standing] = {}
        self._concerned: set[int] = set()
        self._where: dict[str, bytes] = {}
        self._learnt: dict[str, array[int]] = {}
        if notes and frame and self._still(*notes):
            self._standing = standing
        else:
            self._learnt = {article.source: array("L") for article in articles}

    def _still(
        self, frame: tuple[bytes, float, float], where: Mapping[str, tuple[bytes, bytes]]
    ) -> bool:
        """Whether the last build had the same frame; then finds out which pages its notes do not answer for."""
        assert self._frame is not None
        known, since, until = frame
        if known != self._frame.digest or not since <= self._frame.since < until:
            return False
        if where.keys() != {article.source for article in self._articles}:
            return False  # what is published once or twice depends on texts too
        for article in self._articles:
            stamp, numbers = where[article.source]
            self._where[article.source] = numbers
            if stamp != article.stamp:
                self._concerned.update(array("L", numbers))
        return True

    def key(self, number: int, path: str) -> bytes | None:
        """The key of a page that is still the same, None where it has to be asked."""
        if number in self._concerned:
            return None
        known = self._standing.get(path)
        return known[0] if known else None

    def learn(self, number: int, met: Iterable[object]) -> None:
        """That a page shows some articles; other things met there do not matter.

        Where the notes hold there is nothing to learn: which pages show an article does not depend on its text.
        """
        for source in {thing.source for thing in met if isinstance(thing, Article)}:
            if source in self._learnt:
                self._learnt[source].append(number)

    def notes(self) -> object:
        """Plain values for the next build, None where it may trust nothing."""
        if self._frame is None:
            return None
        where = self._where or {source: numbers.tobytes() for source, numbers in self._learnt.items()}
        return astuple(self._frame), {a.source: (a.stamp, where[a.source]) for a in self._articles}
