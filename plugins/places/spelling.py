"""Which spellings are one spelling: 'Hoà An' and 'HÒA AN' are, 'Tân Thành' and 'Tân Thanh' not.

Three keys, from strict to loose: `spelling_key` keeps the marks, `core.text.fold` drops them,
`edits` counts what is left. The strict key takes the tone out of the syllable and writes it at
the end, so that the old place of the tone (oà, uỷ) and the new one (òa, ủy) are one; `i` and `y`
are one where they are the only vowel (Sĩ/Sỹ, Quý/Quí), as the 1980 school spelling has it.
"""

import re
import unicodedata

from plugins.core.text import clean

# the five marked tones, as combining characters; the level tone has none
_TONES = {"\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5"}
_WORD = re.compile(r"[^\W\d_]+")
_LONE_Y = re.compile(r"^(qu|[bcdđghklmnpqrstvx]+)y$")


def spelling_key(name: str) -> str:
    """A name with its marks, but without case, tone place, i/y and hyphens: the key of equality."""
    return _WORD.sub(lambda word: _syllable(word[0]), clean(name).casefold().replace("-", " "))


def is_markless(name: str) -> bool:
    """Whether a text is typed without any Vietnamese mark (đ counts as one)."""
    return all(c < "\u0080" for c in clean(name))


def edits(one: str, other: str) -> int:
    """The least number of letters to change, add or drop (Levenshtein) to turn one into the other."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def _syllable(word: str) -> str:
    tone = ""
    letters = []
    for c in unicodedata.normalize("NFD", word):
        if c in _TONES:
            tone += _TONES[c]
        else:
            letters.append(c)
    base = unicodedata.normalize("NFC", "".join(letters))
    return _LONE_Y.sub(r"\1i", base) + tone
