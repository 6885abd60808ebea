"""What an article is about, in numbers: pairs of syllables of its title and standfirst.

Vietnamese words are mostly of two syllables, names of places, crops and people too. Two articles that share
pairs which hardly any other has are about one thing; which pairs are rare, the library knows.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from zlib import crc32

# Of a title and a standfirst of usual length that leaves what matters; the figure bounds the library's work.
MOST_PAIRS = 8
_FROM_TITLE = 6
_SYLLABLES = re.compile(r"[^\W\d_]+")
# Syllables that bind words; a pair with one of them tells nothing.
_BINDING = frozenset(
    "là và của các những một mọi mỗi cho với trong ngoài trên dưới tại ở từ đến về ra vào lên xuống có không"
    " được bị để do bởi vì nên thì mà như khi sau trước này đó ấy kia đã đang sẽ cũng còn lại rất hơn nhất"
    " theo bằng cùng qua giữa hay hoặc nếu nhưng ai gì nào sao".split()
)
_POSITIVE = 0x7FFFFFFF  # such numbers are kept and compared quickest


def telling_pairs(title: str, standfirst: str) -> tuple[int, ...]:
    """The pairs of both texts as numbers, each once, those of the title first; at most MOST_PAIRS.

    Two different pairs have one number once in two thousand million, which would cost a doubtful neighbour.
    """
    of_title = list(dict.fromkeys(_pairs(title)))[:_FROM_TITLE]
    return tuple(dict.fromkeys((*of_title, *_pairs(standfirst))))[:MOST_PAIRS]


def _pairs(text: str) -> Iterator[int]:
    """Syllables next to each other; a mark or number between them ends a word."""
    for part in re.split(r"[^\w\s]+|\d+", text.lower()):
        for first, second in pairwise(_SYLLABLES.findall(part)):
            if first not in _BINDING and second not in _BINDING:
                yield crc32(f"{first} {second}".encode()) & _POSITIVE
