"""How long a script takes to read aloud, and what to leave out to fit a slot."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Textbooks of radio ask for 160 to 180 words a minute, pauses included (E. Rodero, “A comparative analysis of
# speech rate and perception in radio bulletins”, Text & Talk 32-3, 2012); a written Vietnamese word is a
# syllable. Hosts on television speak 220 to 330: too fast for a loudspeaker that echoes in a valley.
SYLLABLES_PER_MINUTE = 180
# How long the silence after a mark is, in syllables; the end of a line comes on top of its full stop.
_PAUSES = {",": 0.75, " - ": 0.75, ";": 1.2, ":": 1.2, ".": 1.8, "?": 1.8, "!": 1.8}
_LINE_END = 2.4
# Syllables and pauses for each syllable in ordinary text (the articles of March 2014, spoken): what a pace
# that includes pauses must be raised by for the syllables alone.
_ORDINARY = 1.34
_MARK = re.compile(r"[,;:](?=\s)|[.?!](?=\s|$)| - ")
_SYLLABLE = re.compile(r"[^\W_]+")


def reading_seconds(text: str, syllables_per_minute: int = SYLLABLES_PER_MINUTE) -> float:
    """The seconds a spoken text (see `speak`) takes, with a pause at each mark and at the end of each line.

    The pace is that of ordinary text, pauses included: a list with many stops takes longer than prose of
    as many syllables. Raises ValueError for a pace that is not positive.
    """
    if syllables_per_minute <= 0:
        raise ValueError("the pace must be positive")
    syllables = len(_SYLLABLE.findall(text))
    pauses = sum(_PAUSES[mark] for mark in _MARK.findall(text))
    lines = sum(1 for line in text.splitlines() if line.strip())
    return (syllables + pauses + _LINE_END * lines) / _ORDINARY * 60 / syllables_per_minute


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

    `items` are (text or title, seconds), `priorities` one number each: 1 is kept longest, all are equal by
    default. The items are taken in by priority, then by order, each if it still fits; so the last and least
    important go first. Raises ValueError where there are not as many priorities as items.
    """
    ranks = [0] * len(items) if priorities is None else list(priorities)
    if len(ranks) != len(items):
        raise ValueError("as many priorities as items")
    seconds = [length for _, length in items]
    order = sorted(range(len(items)), key=lambda i: (ranks[i], i))
    kept: list[int] = []
    left = 0.0
    for i in order:
        if left + seconds[i] <= slot:
            kept.append(i)
            left += seconds[i]
    out = tuple(i for i in range(len(items)) if i not in kept)
    return Cut(tuple(sorted(kept)), out, sum(seconds), left)
