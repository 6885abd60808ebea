"""Where things stand in the TOML of an issue: tables, keys and the items of lists, by line."""

import re
from collections import Counter
from typing import NamedTuple

HEADER = re.compile(r"""\s*(\[\[?)\s*["']?([^\[\]"']*?)["']?\s*\]\]?\s*(?:#.*)?""")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*=(.*)""")
_STRING = re.compile(r"""#[^\n]*|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_LONG = ('"""', "'''")
# A longer line is nobody's header; on one that is made to be slow the patterns' time grows with its square.
MOST_LETTERS = 2_000


class Place(NamedTuple):
    """A table of the file: its name ("" for the top), and which of that name, from 0."""

    table: str = ""
    number: int = 0


class LineIndex:
    """The lines of a file's tables and keys; long strings are passed over."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._tables: dict[Place, int] = {}
        self._keys: dict[tuple[Place, str], int] = {}
        self._walk()

    def _walk(self) -> None:
        here, closing = Place(), ""
        met: Counter[str] = Counter()
        for number, line in enumerate(self._lines, 1):
            if closing:
                closing = "" if closing in line else closing
                continue
            if header := len(line) <= MOST_LETTERS and HEADER.fullmatch(line):
                here = Place(header[2], met[header[2]])
                met[header[2]] += 1
                self._tables[here] = number
            elif key := _KEY.match(line):
                self._keys.setdefault((here, key[1] or key[2] or key[3]), number)
                value = key[4].strip()
                opened = next((mark for mark in _LONG if value.startswith(mark)), "")
                closing = opened if opened and opened not in value[3:] else ""

    def line(self, place: Place, key: str = "", item: int | None = None) -> int:
        """The line of a key, of the n-th text in its list, or of the table itself; 1 where all fails."""
        found = self._keys.get((place, key), 0)
        if found and item is not None:
            return self._item(found, item)
        inline = self._keys.get((Place(), place.table), 0)  # bia = { … }
        return found or self._tables.get(place, 0) or inline or 1

    def _item(self, first: int, wanted: int) -> int:
        rest = "\n".join(self._lines[first - 1 :])
        texts = (match for match in _STRING.finditer(rest, rest.index("=")) if match[0][0] != "#")
        for count, match in enumerate(texts):
            if count == wanted:
                return first + rest.count("\n", 0, match.start())
        return first
