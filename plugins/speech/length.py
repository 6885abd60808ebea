"""How long a script takes to read aloud, and what to leave out to fit a slot."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Radio textbooks ask for 160 to 180 words a minute, pauses included (E. Rodero, “A comparative analysis of
# speech rate and perception in radio bulletins”, Text & Talk 32-3, 2012); a Vietnamese word here is a
# syllable. Loudspeakers echo in a valley, and pauses come on top of this pace: about 150 in all.
SYLLABLES_PER_MINUTE = 180
# Seconds of silence after a mark; a paragraph's end counts once, on top of its full stop.
_PAUSES = {",": 0.25, " - ": 0.25, ";": 0.4, ":": 0.4, ".": 0.6, "?": 0.6, "!": 0.6}
_PARAGRAPH = 0.8
_MARK = re.compile(r"[,;:](?=\s)|[.?!](?=\s|$)| - ")
_SYLLABLE = re.compile(r"[^\W_]+")


def reading_seconds(text: str, syllables_per_minute: int = SYLLABLES_PER_MINUTE) -> float:
    """The seconds a spoken text (see `speak`) takes at a pace, with a pause at each mark and paragraph.

    The pauses grow with a slower pace. Raises ValueError for a pace that is not positive.
    """
    if syllables_per_minute <= 0:
        raise ValueError("the pace must be positive")
    syllables = len(_SYLLABLE.findall(text))
    pauses = sum(_PAUSES[mark] for mark in _MARK.findall(text))
    paragraphs = sum(1 for line in text.splitlines() if line.strip())
    slower = SYLLABLES_PER_MINUTE / syllables_per_minute
    return syllables * 60 / syllables_per_minute + (pauses + _PARAGRAPH * paragraphs) * slower


@dataclass(frozen=True, slots=True)
class Cut:
    """What stays and what goes, as positions in the given order, and the seconds before and after."""

    kept: tuple[int, ...]
    left_out: tuple[int, ...]
    seconds: float
    seconds_kept: float


def what_to_cut(
    items: Sequence[tuple[str, float]], slot: float, priorities: Sequence[int] | None = None
) -> Cut:
    """Which items to leave out so that the rest fits `slot` seconds, in the given order.

    `items` are (text or title, seconds). Items of the highest priority number go first (1 is kept longest;
    all are equal by default), among equals the last one first. What need not have gone comes back: an item
    that fits again after a longer one went, the most important first. Raises ValueError for other lengths.
    """
    ranks = [0] * len(items) if priorities is None else list(priorities)
    if len(ranks) != len(items):
        raise ValueError("as many priorities as items")
    seconds = [length for _, length in items]
    order = sorted(range(len(items)), key=lambda i: (ranks[i], i))
    kept: set[int] = set(order)
    left = sum(seconds)
    for i in reversed(order):
        if left <= slot:
            break
        kept.remove(i)
        left = sum(seconds[k] for k in kept)
    for i in order:
        if i not in kept and left + seconds[i] <= slot:
            kept.add(i)
            left += seconds[i]
    out = tuple(i for i in range(len(items)) if i not in kept)
    return Cut(tuple(sorted(kept)), out, sum(seconds), left)
