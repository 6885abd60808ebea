"""Type words (xã, huyện …) that hold for a name, and the lists they open."""

from dataclasses import dataclass

from plugins.places.lexicon import KINDS, Lexicon


@dataclass(frozen=True, slots=True)
class Typed:
    """A type word that holds for a name: before it, before the list it stands in, or after it."""

    kinds: frozenset[str]
    start: int  # where the evidence begins
    plural: bool
    several_lines: bool  # the list goes on over list items
    inherited: bool = False  # from the list or the column that the name stands in


def kinds_in(words: str, lexicon: Lexicon) -> frozenset[str]:
    """The kinds that a row of type words names: "xã, thị trấn"."""
    matches = (lexicon.typed.search(word + " ") for word in lexicon.separator.split(words))
    return frozenset(kind for m in matches if m for group, kind in KINDS.items() if m[group])


def are_names(lexicon: Lexicon, gap: str, shown: str) -> bool:
    """Whether a gap in a list holds only other names, written with capitals, between separators."""
    position = 0
    parts = []
    for match in lexicon.separator.finditer(gap):
        parts.append(shown[position : match.start()])
        position = match.end()
    parts.append(shown[position:])
    if len(parts) < 3 or parts[0].strip() or parts[-1].strip():
        return False
    words = [part.split() for part in parts[1:-1]]
    return all(len(w) <= 4 and all(x[0].isupper() for x in w) for w in words)
