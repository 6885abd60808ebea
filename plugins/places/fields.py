"""The values of the place fields, taken apart: type word, name, district in brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from plugins.core.text import clean, fold
from plugins.places.model import Level

Field = Literal["district", "commune", "places"]

_SEPARATOR = re.compile(r"[;,]")
_IN_BRACKETS = re.compile(r"^(?P<name>[^()]*)\((?P<district>[^()]*)\)$")
# type words as people write them, without marks
_TYPE_WORDS: tuple[tuple[str, Level, str], ...] = (
    ("thanh pho", Level.DISTRICT, "thành phố"),
    ("tp.", Level.DISTRICT, "thành phố"),
    ("tp", Level.DISTRICT, "thành phố"),
    ("huyen", Level.DISTRICT, "huyện"),
    ("h.", Level.DISTRICT, "huyện"),
    ("thi tran", Level.COMMUNE, "thị trấn"),
    ("tt.", Level.COMMUNE, "thị trấn"),
    ("tt", Level.COMMUNE, "thị trấn"),
    ("phuong", Level.COMMUNE, "phường"),
    ("p.", Level.COMMUNE, "phường"),
    ("xa", Level.COMMUNE, "xã"),
    ("x.", Level.COMMUNE, "xã"),
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: the bare name, what its type word says, and the district in brackets."""

    field: Field
    name: str
    level: Level | None
    kind: str
    district: str

    @property
    def wanted(self) -> str:
        """The kind of unit that was meant, in words."""
        return self.kind or ("huyện" if self.level is Level.DISTRICT else "xã")


def field_values(field: Field, text: str | None) -> Iterator[Value]:
    """The values of one field; Huyện and Xã say the level themselves, Địa bàn leaves it to the type word."""
    for part in _SEPARATOR.split(text or ""):
        written = clean(part)
        if not written:
            continue
        bracketed = _IN_BRACKETS.match(written)
        name, district = (bracketed["name"], bracketed["district"]) if bracketed else (written, "")
        level, kind, bare = split_type_word(name)
        if level is None and field != "places":
            level = Level(field)
        yield Value(field, bare, level, kind, split_type_word(district)[2])


def split_type_word(text: str) -> tuple[Level | None, str, str]:
    """A name and its type word apart: 'TT. Bảo Lạc' is (commune, 'thị trấn', 'Bảo Lạc')."""
    text = clean(text)
    folded = fold(text)
    for word, level, kind in _TYPE_WORDS:
        rest = folded.removeprefix(word)
        if rest != folded and (word.endswith(".") or rest.startswith(" ")) and rest.strip():
            return level, kind, text[len(word) :].strip()
    return None, "", text
