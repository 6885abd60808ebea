"""Lists of numbers as text that gzip makes small: gaps, each a letter or two.

A gap below 57 is one character from "#" to "["; a larger one begins with characters from "]" to "~".
None of them needs an escape in JSON. The script of the search page reads the same.
"""

from collections.abc import Iterable, Iterator

from plugins.search.entry import CLASSES

_END, _ENDS = 35, 57
_MORE, _MORES = 93, 34
_ONE = [chr(_END + gap) for gap in range(_ENDS)]


def encode(numbers: Iterable[int]) -> str:
    """Rising numbers from 0 on."""
    before = -1
    found = []
    for number in numbers:
        gap = number - before - 1
        found.append(_ONE[gap] if gap < _ENDS else _long(gap))
        before = number
    return "".join(found)


def _long(gap: int) -> str:
    found = []
    while gap >= _ENDS:
        gap, rest = divmod(gap - _ENDS, _MORES)
        found.append(chr(_MORE + rest))
    return "".join(found) + _ONE[gap]


def decode(text: str) -> Iterator[int]:
    """The numbers."""
    number, gap, times = -1, 0, 1
    for code in text.encode("ascii"):
        if code < _MORE:
            number += gap + (code - _END) * times + 1
            gap, times = 0, 1
            yield number
        else:
            gap += (code - _MORE + _ENDS) * times
            times *= _MORES


def pack(codes: Iterable[int]) -> str:
    """The postings of a term, rising `number * CLASSES + class`: a list for each class, the worst first."""
    lists: tuple[list[int], ...] = tuple([] for _ in range(CLASSES))
    for code in codes:
        lists[code % CLASSES].append(code // CLASSES)
    return " ".join([encode(numbers) for numbers in reversed(lists)]).rstrip(" ")


def unpack(text: str) -> list[int]:
    """The codes, rising."""
    lists = enumerate(text.split(" "))
    return sorted(n * CLASSES + CLASSES - 1 - worst for worst, numbers in lists for n in decode(numbers))
