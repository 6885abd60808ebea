"""Where the letters of a place name stand in a text, right or wrong: what the tagger then judges."""

from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Level, Unit
from plugins.places.view import View, normal, plain


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the view that reads like a name.

    `exact`: the marks are right (or the whole block has none); else it is at best a misspelling.
    `capital`: written as a name; `shouted`: in capitals throughout; `bare_block`: no marks around.
    """

    start: int
    end: int
    units: tuple[Unit, ...]
    exact: bool
    capital: bool
    shouted: bool
    bare_block: bool

    @property
    def name(self) -> str:
        """The name in its right spelling."""
        return self.units[0].name


class NameTable:
    """Every spelling of every name, and the automaton that finds them all in one pass."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._right: dict[str, dict[Unit, None]] = {}
        self._loose: dict[str, dict[Unit, None]] = {}
        for unit in gazetteer.units:
            if unit.level is Level.PROVINCE:
                continue
            for name in gazetteer.names(unit):
                if name.startswith("TP"):
                    continue  # the type word is read by itself
                self._right.setdefault(normal(name), {})[unit] = None
                self._loose.setdefault(plain(name), {})[unit] = None
        for alias in gazetteer.aliases:
            if not alias.accepted:
                for unit in gazetteer.units:
                    if alias.names(unit):
                        self._loose.setdefault(plain(alias.variant), {})[unit] = None
        self._patterns = sorted(self._loose)
        self._automaton = AhoCorasick(self._patterns)

    def find(self, view: View) -> list[Candidate]:
        """The candidates of a text in order, none overlapping another: the leftmost, then the longest."""
        spans = [
            (start, end, self._patterns[i])
            for i, start, end in self._automaton.find_matches_as_indexes(view.plain, overlapping=True)
            if _is_whole(view.plain, start, end)
        ]
        spans.sort(key=lambda s: (s[0], -s[1]))
        found: list[Candidate] = []
        bare: dict[tuple[int, int], bool] = {}
        whole = view.shown.isascii()
        for start, end, pattern in spans:
            if found and start < found[-1].end:
                continue
            block = view.block(start)
            if block not in bare:
                bare[block] = whole or _is_bare(view.shown[slice(*block)])
            found.append(self._candidate(view, start, end, pattern, bare_block=bare[block]))
        return found

    def _candidate(self, view: View, start: int, end: int, pattern: str, *, bare_block: bool) -> Candidate:
        shown = view.shown[start:end]
        units = self._right.get(view.normal[start:end])
        exact = units is not None
        if units is None:
            units = self._loose[pattern]
            # without marks a name may be any of those that fold alike, where the whole block has none
            exact = bare_block and pattern in {plain(u.name) for u in units}
        words = shown.split(" ")
        capital = all(w[0].isupper() for w in words) or (words[0][0].isupper() and shown == "Triệu ẩu")
        return Candidate(start, end, tuple(units), exact, capital, shown.isupper(), bare_block)


def _is_bare(block: str) -> bool:
    """Whether a block is typed without marks; a few words (the list item "Phan Thanh") tell nothing."""
    return len(block.split()) > 4 and not any(c > "\u007f" and c.isalpha() for c in block)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether the stretch begins and ends with the words it is made of."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum() or before == "_" or after == "_")
