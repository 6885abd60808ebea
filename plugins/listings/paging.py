"""Numbered list pages that never shift: page 1 holds the oldest items.

A list's own URL shows the newest items. Full pages of older ones are numbered from the oldest, so a
new item changes the front and, once in PER_PAGE times, adds a page; it never moves an old one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PER_PAGE = 20

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Item]):
    """One page of a list: `number` is None for the front, else 1 (oldest) to `numbered`."""

    path: str
    items: tuple[Item, ...]
    number: int | None
    numbered: int


def leaves(items: Sequence[Item], path: str) -> tuple[Leaf[Item], ...]:
    """The pages of a newest-first list at `path` (with a slash at its end): the front, then by number.

    A list that fits its front has no numbered pages.
    """
    numbered = len(items) // PER_PAGE if len(items) > PER_PAGE else 0
    front = Leaf(path, tuple(items[:PER_PAGE]), None, numbered)
    oldest_first = tuple(reversed(items))
    pages = (
        Leaf(
            leaf_path(path, number),
            tuple(reversed(oldest_first[(number - 1) * PER_PAGE : number * PER_PAGE])),
            number,
            numbered,
        )
        for number in range(1, numbered + 1)
    )
    return (front, *pages)


def leaf_path(path: str, number: int | None) -> str:
    """The URL of a numbered page, or of the front."""
    return path if number is None else f"{path}trang-{number}/"
