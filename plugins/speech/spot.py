"""Where the reader is in a line, and what a rule answers there."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from plugins.speech.words import SpeechWords

# How much of what was said a rule may look back on, in characters.
MEMORY = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a line.

    `said` is the end of what has been read aloud so far; `kind` tells what the last number was
    ('' before the first one), `since` how many words came after it, `lead` what was said before it.
    """

    line: str
    at: int
    words: SpeechWords
    said: str = ""
    kind: str = ""
    since: int = 99
    lead: str = ""

    def after(self, name: str) -> bool:
        """Whether the last thing said is of a list of context words."""
        return bool(self.words.before[name].search(self.said))

    @property
    def fresh(self) -> str:
        """The kind of number that was said just now, '' if a word came between."""
        return self.kind if self.since == 0 else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is said for the text up to `end`.

    `kind` is set for numbers: 'number', 'unit', 'date', 'clock', 'roman'; `unknown` are tokens left as
    they are; `glued` readings (punctuation) bring their own spaces.
    """

    text: str
    end: int
    kind: str = ""
    unknown: tuple[str, ...] = ()
    glued: bool = False


Rule = Callable[[Spot], Reading | None]

TOKEN = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)
