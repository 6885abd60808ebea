"""Where every address leads that was published once and has no page of its own today."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from plugins.addresses.model import Entry, Home, Ledger, Lost, Settled

# Parts of lists: what they showed is in the list itself.
_PARTS = (
    (re.compile(r"(/.+/)trang-\d+/"), r"\1"),
    (re.compile(r"(/luu-tru/)\d{4}/\d{2}/"), r"\1"),
)
_FEED = re.compile(r"(/(?:.+/)?)feed\.xml")
_GONE = ""  # an address that leads here was taken off


def is_feed(path: str) -> bool:
    """Whether an address is that of a feed, which follows its list: nobody decides on it alone."""
    return _FEED.fullmatch(path) is not None


@dataclass(frozen=True)
class Today:
    """The site of today. `paths` are the addresses of its pages and feeds; `find_homes` gives the things
    among them that have a source, where somebody asks; `claims` lead from old addresses to the pages that say
    they were theirs. Of the sources that are not published (`held`), an editor took off some (`withdrawn`),
    and others are `faulty`.
    """

    paths: Set[str]
    find_homes: Callable[[], tuple[Home, ...]] = tuple
    claims: Mapping[str, str] = field(default_factory=dict)
    withdrawn: Set[str] = frozenset()
    held: Set[str] = frozenset()
    faulty: Set[str] = frozenset()

    @cached_property
    def homes(self) -> tuple[Home, ...]:
        """The things that have a source."""
        return self.find_homes()

    @cached_property
    def by_source(self) -> Mapping[str, str]:
        """From a source to its address."""
        return {home.source: home.path for home in self.homes}

    @cached_property
    def by_mark(self) -> Mapping[str, list[str]]:
        """From the mark of a text to the addresses that have it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for home in self.homes:
            if home.mark:
                found[home.mark].append(home.path)
        return found


def settle(ledger: Ledger, today: Today) -> Settled:
    """What became of every address without a page."""
    return _Settling(ledger.entries, today).settled()


def renewed(ledger: Ledger, today: Today, settled: Settled) -> Iterator[Entry]:
    """The ledger after the site of today was published: every old address kept, every chain made short."""
    homes = {home.path: home for home in today.homes}
    for path in today.paths:
        home = homes.get(path)
        yield Entry(path, home.source, home.mark) if home else Entry(path)
    gone = {*settled.gone}
    for path in {*ledger.entries, *settled.moved} - today.paths:
        if path in settled.lists:
            yield ledger.entries[path]
        elif path in settled.moved:
            yield Entry(path, moved_to=settled.moved[path])
        elif path in gone and not ledger.entries[path].moved_to:  # else it comes back with what it leads to
            yield Entry(path, gone=True)
        else:
            yield ledger.entries[path]


class _Settling:
    """Follows each address step by step; a step is a word of people, or what the sources tell."""

    def __init__(self, entries: Mapping[str, Entry], today: Today) -> None:
        self._entries, self._today = entries, today
        self._claims = today.claims
        self._lost: dict[str, Lost] = {}
        self._lists: set[str] = set()

    def settled(self) -> Settled:
        missing = sorted({*self._entries, *self._claims} - self._today.paths)
        feeds = list(filter(is_feed, missing))
        steps = {path: self._step(path) for path in missing if not is_feed(path)}
        ends = {path: self._end(path, steps) for path in steps}
        for path in feeds:
            decided = self._entries[path].decided
            steps[path] = self._step(path) if decided else self._feed_step(path, ends)
        ends |= {path: self._end(path, steps) for path in feeds}
        return Settled(
            {path: end for path in missing if (end := ends[path])},
            frozenset(self._lists),
            tuple(path for path in missing if ends[path] == _GONE),
            tuple(self._lost[path] for path in sorted(self._lost)),
        )

    def _step(self, path: str) -> str | None:
        """The address one goes on to, `_GONE`, or None where nobody knows."""
        if path in self._claims:
            return self._claims[path]
        entry = self._entries[path]
        if entry.moved_to:
            return entry.moved_to
        if entry.gone:
            return _GONE
        found = self._followed(entry)
        if found is None:
            held = entry.source in self._today.held
            self._lost[path] = Lost(entry, "address-held" if held else "address-lost")
        return found

    def _followed(self, entry: Entry) -> str | None:
        """Where the page went, as its text, its source or its place in a list tell."""
        # A text that had another address already before has not moved there.
        same = [p for p in self._today.by_mark.get(entry.mark, ()) if not self._stood(p)]
        if len(same) == 1:
            return same[0]
        if entry.source in self._today.by_source:
            return self._today.by_source[entry.source]
        if entry.source in self._today.withdrawn:
            return _GONE
        for part, whole in _PARTS:
            if part.fullmatch(entry.path):
                self._lists.add(entry.path)
                return part.sub(whole, entry.path)
        return None

    def _stood(self, path: str) -> bool:
        entry = self._entries.get(path)
        return entry is not None and not entry.decided

    def _end(self, path: str, steps: Mapping[str, str | None]) -> str | None:
        """The page or `_GONE` at the end of the way; None where it has none.

        What bars the way is told of the address that it concerns, not of all that lead there.
        """
        seen = [path]
        while (here := seen[-1]) and here not in self._today.paths:
            if here not in steps:
                self._lost[seen[-2]] = Lost(self._entries[seen[-2]], "address-nowhere")
                return None
            step = steps[here]
            if step is None:
                return None
            if step in seen:
                if step == path:
                    self._lost[path] = Lost(self._entries[path], "address-loop")
                return None
            seen.append(step)
        return seen[-1]

    def _feed_step(self, path: str, ends: Mapping[str, str | None]) -> str | None:
        """The feed of what its list has become, else of what that is part of; `_GONE` with its list.

        Decided anew each time; where nobody knows of the list, that is told of the list.
        """
        self._lists.add(path)
        here = path.removesuffix("feed.xml")
        if end := ends.get(here, here):
            while f"{end}feed.xml" not in self._today.paths and end != "/":
                end = end.rstrip("/").rpartition("/")[0] + "/"
            return f"{end}feed.xml" if f"{end}feed.xml" in self._today.paths else None
        return end


def claims(old: Iterable[tuple[str, str]], paths: Set[str]) -> dict[str, str]:
    """From old addresses to new ones, of (old, new) in order of age; the first that claims one has it.

    An address that has a page of its own cannot be claimed.
    """
    found: dict[str, str] = {}
    for path, new in old:
        if path not in paths:
            found.setdefault(path, new)
    return found
