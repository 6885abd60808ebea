"""Which reading of a text is Vietnamese: the evidence of its words, weighed.

Each word that is not plain ASCII speaks for a reading under which it is a Vietnamese syllable, and
against one under which it is not. The weights are logarithms of likelihood ratios, measured on 240
articles in every set: read rightly 95 % of the distinct words are syllables (the rest are foreign
names), read wrongly 7-54 %, read rightly but not Vietnamese about as many.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from plugins.legacy.syllables import is_syllable

FOR = math.log(0.95 / 0.40)
AGAINST = math.log(0.05 / 0.60)
# From here on a reading is taken without asking; below, the text is doubtful.
SURE = 0.99

# A reading that is further behind (1 to 160,000) is no rival.
_NEAR = 12.0

Reader = Callable[[str], str]

# A word ends at a blank and at ASCII punctuation; any other sign may be a letter of some old set.
_END = r"\t-\r !-/:-@\[-`{-~"
TELLING = re.compile(rf"(?<![0-9A-Za-z])[0-9A-Za-z]*+[^{_END}0-9A-Za-z][^{_END}]*+")
_EDGES = "“”‘’–—…•«»°·´\u00a0\u00ad\u200b\ufeff"
_PIECES = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"[A-ZĂÂĐÊÔƠƯ]+")
_ETH = str.maketrans("Ðð", "Đđ")  # keyboards wrote the one for the other; see core.text

# Letters of Vietnamese that are in no Western set.
UNICODE_LETTER = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")


def telling_words(text: str) -> set[str]:
    """The distinct words of a text that are not plain ASCII, the only ones that readings differ in."""
    return set(TELLING.findall(text))


def weigh(word: str) -> float:
    """What a word, read in one way, says for that reading; 0 where it says nothing."""
    if len(word) == 1:
        return 0.0  # ½ § ©: a sign, or a letter in many sets
    word = word.strip(_EDGES).translate(_ETH)
    if UNICODE_LETTER.search(word):
        word = word.replace("\u00ad", "")  # a soft hyphen; in other words it is the ư of TCVN3
    if word[:1].isdigit() or (word[1:].isdigit() and not word[0].isalpha()):
        return 0.0  # units, degrees, footnotes, £100
    if word.isascii():
        return 0.0 if not word or word.isprintable() else AGAINST
    parts = [part for part in re.split("[“”‘’–—…\u00a0]", word) if not part.isascii()]
    weights = {_weigh_part(part) for part in parts}
    return min(weights, default=0.0)


def _weigh_part(part: str) -> float:
    letters = part.rstrip("0123456789²³")  # footnotes, units
    if letters.isascii() or _ABBREVIATION.fullmatch(letters):
        return 0.0
    return FOR if _PIECES.fullmatch(letters) and is_syllable(letters) else AGAINST


@dataclass(frozen=True, slots=True)
class Verdict:
    """The most probable of some readings, by number, and how probable it is, 0 to 1."""

    best: int
    probability: float


class Judge:
    """Weighs the words of one text under several readings, the first of them 'as it is'; each word once.

    `telling` is the reading, if any, that changes no word by chance: what it changes speaks for it.
    """

    def __init__(self, readers: Sequence[Reader], telling: int = -1) -> None:
        self.readers, self.telling = tuple(readers), telling
        self._tallies: dict[str, int] = {}

    def learn(self, words: Iterable[str]) -> None:
        """Weigh new words; the readings get them together, as one text."""
        new = [word for word in words if word not in self._tallies]
        if not new:
            return
        text = "\n".join(new)
        rows = [[weigh(read) for read in reader(text).split("\n")] for reader in self.readers]
        for row in rows[1:]:  # no old set can have written a letter that only Unicode has
            row[:] = [
                min(0.0, as_it_is) if UNICODE_LETTER.search(word) else said
                for word, as_it_is, said in zip(new, rows[0], row, strict=True)
            ]
        if self.telling >= 0:
            read = self.readers[self.telling](text).split("\n")
            row = rows[self.telling]
            row[:] = [FOR if w != r else said for w, r, said in zip(new, read, row, strict=True)]
        self._tallies.update(zip(new, map(_tally, zip(*rows, strict=True)), strict=True))

    def evidence(self, words: Iterable[str]) -> list[float]:
        """The sum of what the words say, per reading."""
        total = sum(map(self._tallies.__getitem__, words))
        sums = []
        for _ in self.readers:
            sums.append((total & _FIELD) * FOR + ((total >> _BITS) & _FIELD) * AGAINST)
            total >>= 2 * _BITS
        return sums

    def speaks_against_any(self, reading: int) -> bool:
        """Whether some word learnt is no syllable under a reading."""
        field = _FIELD << ((2 * reading + 1) * _BITS)
        return any(tally & field for tally in self._tallies.values())


# A tally is one number, so that a line's words are added up at the speed of sum(): for each reading
# how many words speak for it and how many against it, 32 bits each.
_BITS = 32
_FIELD = (1 << _BITS) - 1


def _tally(said: Iterable[float]) -> int:
    return sum(1 << ((2 * reading + (weight < 0)) * _BITS) for reading, weight in enumerate(said) if weight)


def decide(scores: Sequence[float], results: Callable[[int], object]) -> Verdict:
    """The best of some scores (logarithms) and its share among all.

    `results` gives what a reading makes of the text: readings that make the same of it are no rivals.
    """
    best = max(range(len(scores)), key=lambda i: scores[i])
    gaps = {i: score - scores[best] for i, score in enumerate(scores) if score > scores[best] - _NEAR}
    if len(gaps) == 1:
        return Verdict(best, 1.0)
    rivals: dict[object, float] = {}
    for i, gap in gaps.items():
        key = results(i)
        rivals[key] = max(rivals.get(key, gap), gap)
    return Verdict(best, 1.0 / sum(math.exp(gap) for gap in rivals.values()))
