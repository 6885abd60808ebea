"""A page as search knows it: what it is found by, and what is shown of it."""

import html as entities
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from plugins.search.words import chunks

# How good a place for a word is, best first; the number is its class in the index.
TITLE, LEAD, OFTEN, ONCE = range(4)
CLASSES = 4
_OFTEN = 3  # times in the text
_BLOCK = re.compile(r"</(?:p|h[1-6]|li|dd|dt|td|th|blockquote|pre|figcaption|tr|div)>|<(?:br|hr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One page to be found. `date` is ISO, "" where it has none; `label` the line above its title
    ("Gương trí thức trẻ · Huyện Bảo Lạc"); `text` plain, a block a line. `places` are names of the places
    it is about, other and later names too; `filters` the pages of lists it belongs to.
    """

    path: str
    title: str
    date: str
    label: str
    lead: str
    text: str
    places: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()

    @property
    def shown(self) -> bytes:
        """What the script shows of it, as JSON."""
        shown = (self.path, self.title, self.date, self.label, self.lead, self.text)
        return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()


def terms(entry: Entry) -> Mapping[str, int]:
    """Every term of an entry with its best class.

    Terms are syllables ("đương2"), pairs of neighbours ("đương2 lang2"), names of places ("^xuân trương2")
    and filters ("@/dia-ban/bao-lac/").
    """
    count = Counter(term for chunk in chunks(f"{entry.text}\n{entry.label}") for term in _with_pairs(chunk))
    found = {term: OFTEN if times >= _OFTEN else ONCE for term, times in count.items()}
    for text, place in ((entry.lead, LEAD), (entry.title, TITLE)):
        found |= dict.fromkeys((term for chunk in chunks(text) for term in _with_pairs(chunk)), place)
    found |= {f"^{' '.join(chunk)}": TITLE for name in entry.places for chunk in chunks(name)}
    found |= dict.fromkeys((f"@{path}" for path in entry.filters), ONCE)
    return found


def _with_pairs(chunk: list[str]) -> Iterable[str]:
    yield from chunk
    for one, other in pairwise(chunk):
        yield f"{one} {other}"


def plain_text(html: str) -> str:
    """The words of clean HTML, a block a line."""
    text = entities.unescape(_TAG.sub("", _BLOCK.sub("\n", html)))
    return _LINES.sub("\n", _SPACE.sub(" ", text)).strip()
