"""What is known of an address: what the ledger says, and what stands there now."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger: an address at which a page was published once.

    `source` is the file it was made of, relative to the content folder, and `mark` tells its text from
    others ('' for lists and places, which have no source). `moved_to` is the address that took its place,
    `gone` that it was taken off for good; of both, one at most. `line` is 1-based, 0 for a new one.
    """

    path: str
    source: str = ""
    mark: str = ""
    moved_to: str = ""
    gone: bool = False
    line: int = 0

    @property
    def decided(self) -> bool:
        """Whether the line says what became of the page, rather than that there is one."""
        return bool(self.moved_to) or self.gone


@dataclass(frozen=True, slots=True)
class Fault:
    """What the ledger cannot mean: line, stable code, and Vietnamese sentences (message, cure)."""

    line: int
    code: str
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of a content folder: entries by address, and the lines that are none."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """A thing with a source of its own, at its address on the site of today."""

    path: str
    source: str
    mark: str
    title: str


@dataclass(frozen=True, slots=True)
class Lost:
    """An address that leads nowhere. `code` is "address-lost" (its page is not made any more),
    "address-held" (its source is there, but is not published), "address-nowhere" (what it is said to have
    moved to was never published) or "address-loop" (it leads back to itself).
    """

    entry: Entry
    code: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the addresses that have no page of their own today.

    `moved` leads from each to a page of today, in one step; `lists` are those of
    all that are numbered pages, months or feeds of lists, which may come back by themselves.
    """

    moved: Mapping[str, str] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    gone: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()
