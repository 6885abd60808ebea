"""A text whose letters are an old font's, made Unicode line by line; what is Unicode stays as it is."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.core.text import nfc
from plugins.legacy.charsets import CHARSETS, DOUBLE_UTF8
from plugins.legacy.judge import SURE, Judge, Reader, Verdict, decide, telling_words
from plugins.legacy.pasted import pasted_reader

# What must be overcome before a line is believed to be anything but what it seems: three words are not
# enough, four are (each is worth FOR - AGAINST = 3,35).
PRIOR_AS_IT_IS = 6.0
# No usual text holds the pairs of signs that UTF-8 makes when it is coded twice.
PRIOR_TWICE = 3.0
# A line is left as it is, and nobody asked, down to here: one odd word (a foreign name) does not go below.
UNTOUCHED = 0.9
MAX_DOUBTS = 5


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line (1-based) that was not, or not surely, understood: as it came and as it might be meant."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as Unicode: NFC, lines ending in bare line feeds.

    `charset` names what it came in (several joined by `+`, the most frequent first); `confidence` is
    0 to 1. Below SURE the text is doubtful, and `doubts` shows up to five lines before and after.
    """

    text: str
    charset: str
    confidence: float
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Readings:
    """The ways in which a text may be read: names and readers; 'as it is' first, UTF-8 twice last."""

    names: tuple[str, ...]
    readers: tuple[Reader, ...]


def pasted_readings(as_it_is: str) -> Readings:
    """As it is (under that name), in each set that Windows had fonts for, and as UTF-8 coded twice."""
    fonts = [known for known in CHARSETS if known.name != "tcvn5712"]
    return Readings(
        (as_it_is, *(known.name for known in fonts), DOUBLE_UTF8.name),
        (nfc, *map(pasted_reader, fonts), DOUBLE_UTF8.read),
    )


def mend_text(text: str) -> Decoded:
    """Mend the lines of a Unicode text that an old font's codes were pasted into.

    “Céng hßa x· héi chñ nghÜa” becomes “Cộng hòa xã hội chủ nghĩa”. Each line is judged by its own
    words and, where these are too few, by the lines that are certain. A Unicode text comes back
    untouched but for NFC and line ends.
    """
    return mend_lines(text, pasted_readings("unicode"))


def mend_lines(text: str, readings: Readings) -> Decoded:
    """The same with other readings."""
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    judge = Judge(readings.readers, telling=readings.names.index(DOUBLE_UTF8.name))
    judge.learn(telling_words(text))
    if not judge.speaks_against_any(0):
        return Decoded(text, readings.names[0], 1.0)
    return _Mending(text.split("\n"), readings, judge).result()


class _Mending:
    """One text on its way."""

    def __init__(self, lines: Sequence[str], readings: Readings, judge: Judge) -> None:
        self.lines, self.readings, self.judge = lines, readings, judge
        self.start = [PRIOR_AS_IT_IS] + [0.0] * (len(readings.names) - 2) + [PRIOR_TWICE]
        self.used: Counter[str] = Counter()
        self.doubts: list[Doubt] = []
        self.confidence = 1.0

    def result(self) -> Decoded:
        words = [telling_words(line) for line in self.lines]
        verdicts = [self._verdict(line, w, self.start) for line, w in zip(self.lines, words, strict=True)]
        priors = self._shares(words, verdicts)
        out = []
        for number, line in enumerate(self.lines):
            verdict = verdicts[number]
            if priors is not self.start:
                verdict = self._verdict(line, words[number], priors)
            out.append(self._take(number, line, words[number], verdict))
        names = "+".join(name for name, _ in self.used.most_common()) or self.readings.names[0]
        return Decoded("\n".join(out), names, self.confidence, tuple(self.doubts[:MAX_DOUBTS]))

    def _verdict(self, line: str, words: set[str], priors: Sequence[float]) -> Verdict:
        if not words:
            return Verdict(0, 1.0)
        scores = [p + e for p, e in zip(priors, self.judge.evidence(words), strict=True)]
        return decide(scores, lambda reading: self.readings.readers[reading](line))

    def _shares(self, words: Sequence[set[str]], verdicts: Sequence[Verdict]) -> list[float]:
        """What the certain lines say of the others: the share of each reading in their words.

        A line that is Vietnamese as it stands counts for Unicode; one that is foreign says nothing.
        """
        counts = [0.5] * len(self.readings.names)
        for line_words, verdict in zip(words, verdicts, strict=True):
            if verdict.probability >= SURE and self.judge.evidence(line_words)[verdict.best] > 0:
                counts[verdict.best] += len(line_words)
        if sum(counts[1:]) < len(counts):
            return self.start  # nothing was mended for certain
        shares = [math.log(count / sum(counts)) for count in counts]
        return [*shares[:-1], shares[-1] + PRIOR_TWICE]

    def _take(self, number: int, line: str, words: set[str], verdict: Verdict) -> str:
        if not words:
            return line
        sure = verdict.probability >= (SURE if verdict.best else UNTOUCHED)
        if verdict.best and self.judge.evidence(words)[verdict.best] <= 0:
            sure = False  # foreign words among lines of an old font may be foreign words
        reading = verdict.best or (0 if sure else self._second(words))
        if reading:
            self.confidence = min(self.confidence, verdict.probability)
        after = self.readings.readers[reading](line) if reading else line
        if not sure:
            self.doubts.append(Doubt(number + 1, shown(line), shown(after)))
            return line
        self.used[self.readings.names[reading]] += len(words)
        return after

    def _second(self, words: set[str]) -> int:
        """The best reading but 'as it is'."""
        evidence = self.judge.evidence(words)
        return max(range(1, len(evidence)), key=lambda i: evidence[i])


def shown(line: str) -> str:
    """The beginning of a line, for a person to look at."""
    return line.strip()[:120]
