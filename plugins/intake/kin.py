"""Which submission a text is another version of: by the name of its file, its title, and its words."""

import difflib
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from plugins.core.text import fold
from plugins.intake.account import Account
from plugins.intake.model import State, Submission
from plugins.intake.names import is_copy, stem

# A sketch: the smallest digests of all runs of four words. Two texts share about as much of their
# sketches as they share of these runs.
_RUN = 4
_SKETCH = 48
_DIGITS = 8

# Measured on 241 reference texts: of 28,920 pairs two share more than 0.05 and none more than 0.17; a text
# and itself with every fiftieth word changed share at least 0.73.
SAME = 0.85  # hardly a word changed: the same article whatever it is called
KIN = 0.3  # with the same name or title: a version of it
# Long lines make a diff nobody reads: it is made of sentences.
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_MOST_LINES = 3000


def sketch(text: str) -> str:
    """The sketch of a text, as hex digits; '' of a text without words."""
    words = re.findall(r"\w+", fold(text.partition("\n\n")[2] or text))
    runs = {" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))} if words else set()
    digests = sorted(hashlib.blake2b(run.encode(), digest_size=_DIGITS // 2).hexdigest() for run in runs)
    return "".join(digests[:_SKETCH])


def likeness(one: str, other: str) -> float:
    """How much two sketches share, 0 to 1."""
    a, b = _parts(one), _parts(other)
    if not a or not b:
        return 0.0
    least = sorted(a | b)[:_SKETCH]
    return sum(1 for part in least if part in a and part in b) / len(least)


def _parts(text: str) -> set[str]:
    return {text[i : i + _DIGITS] for i in range(0, len(text), _DIGITS)}


@dataclass(frozen=True, slots=True)
class Kin:
    """What a text is a version of, and by what it was known: 'name', 'title' or 'text'."""

    submission: Submission
    by: str


class Family:
    """All submissions, indexed by what makes texts kin."""

    def __init__(self, submissions: Iterable[Submission]) -> None:
        self._by_code: dict[str, Submission] = {}
        self._by_part: dict[str, set[str]] = {}
        for one in submissions:
            self.add(one)

    def add(self, submission: Submission) -> None:
        """Take in a submission, or its newer form."""
        self._by_code[submission.code] = submission
        for part in _parts(submission.sketch):
            self._by_part.setdefault(part, set()).add(submission.code)

    def kin(self, folder: str, name: str, account: Account, own_sketch: str) -> Kin | None:
        """The submission of the same office that this is a version of, None for something new.

        The same name alone is not enough, for many call every file "bài viết": the words or the title
        must agree too; but of a text that waits to be mended the name is enough unless both could be
        read and share nothing.
        """
        own_stem, title = stem(name), fold(account.title)
        scores = {s.code: likeness(own_sketch, s.sketch) for s in self._near(folder, own_sketch)}
        named = [s for s in self._of(folder) if s.stem == own_stem]
        for s in reversed(named):
            score = scores.get(s.code, 0.0)
            unread = not s.sketch or not own_sketch
            same_title = bool(title) and fold(s.title) == title
            if score >= KIN or same_title or (s.state is State.HELD and unread):
                return Kin(s, "name")
        for code, score in sorted(scores.items(), key=lambda item: -item[1]):
            s = self._by_code[code]
            if score >= SAME or (score >= KIN and is_copy(name)):
                return Kin(s, "text")
            if score >= KIN and title and fold(s.title) == title:
                return Kin(s, "title")
        return None

    def _of(self, folder: str) -> list[Submission]:
        return [s for s in self._by_code.values() if s.folder == folder]

    def _near(self, folder: str, own_sketch: str) -> list[Submission]:
        shared = Counter(code for part in _parts(own_sketch) for code in self._by_part.get(part, ()))
        near = (self._by_code[code] for code, _ in shared.most_common(20))
        return [s for s in near if s.folder == folder]


def unified_diff(before: str, now: str, names: tuple[str, str]) -> str:
    """A unified diff, a sentence a line; '' where nothing differs."""
    one, other = _sentences(before), _sentences(now)
    if max(len(one), len(other)) > _MOST_LINES:
        return "Hai bản quá dài để so từng câu; hãy mở cả hai bản." if one != other else ""
    return "\n".join(difflib.unified_diff(one, other, *names, lineterm="", n=1))


def _sentences(text: str) -> list[str]:
    return [part for line in text.split("\n") for part in _SENTENCE.split(line.strip()) if part]
