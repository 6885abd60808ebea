"""What Word counts by itself: bullets, numbers and labels such as "Điều 1." or "a)"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from plugins.word.names import W, child, child_val, number
from plugins.word.styles import Styles

_MAX_LEVEL = 8
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def roman(count: int) -> str:
    """1, 2, 3 as i, ii, iii."""
    written = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value) if count < 4000 else (0, count)
        written += letters * times
    return written


def letter(count: int) -> str:
    """1, 2 … 26, 27 as Word counts: a, b … z, aa."""
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 20) if count > 0 else ""


_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "lowerLetter": letter,
        "upperLetter": lambda n: letter(n).upper(),
        "lowerRoman": roman,
        "upperRoman": lambda n: roman(n).upper(),
        "decimalZero": lambda n: f"{n:02}",
        "none": lambda _: "",
    }
)


@dataclass(frozen=True, slots=True)
class Level:
    """How one depth of a list is counted; `text` holds %1, %2 for the numbers of the depths."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a paragraph: a bullet, a `number`, or a `label` to be written as text."""

    level: int
    number: int = 0
    label: str = ""


@dataclass(slots=True)
class _List:
    """Lists that count on from each other have one `count`."""

    levels: dict[int, Level]
    count: dict[int, int]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of one story in their order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        kinds = {node.get(W + "abstractNumId", ""): node for node in root.iterfind(W + "abstractNum")}
        counts: dict[str, dict[int, int]] = {identity: {} for identity in kinds}
        for node in root.iterfind(W + "num"):
            kind = child_val(node, "abstractNumId")
            levels = _levels(kinds.get(kind))
            starts: dict[int, int] = {}
            for override in node.iterfind(W + "lvlOverride"):
                depth = number(override.get(W + "ilvl", ""))
                if (start := child(override, "startOverride")) is not None:
                    starts[depth] = number(start.get(W + "val", ""), 1)
                if (level := child(override, "lvl")) is not None:
                    levels[depth] = _level(level)
            self._lists[node.get(W + "numId", "")] = _List(levels, counts.setdefault(kind, {}), starts)
        for node in kinds.values():  # a list defined by a style: take over what the style's list says
            if link := child_val(node, "numStyleLink"):
                self._take_over(node, link, root)

    def _take_over(self, kind: etree._Element, link: str, root: etree._Element) -> None:
        style = next(self._styles.chain(link), None)
        source = self._lists.get(child_val(child(style.paragraph, "numPr"), "numId")) if style else None
        if source is None:
            return
        for node in root.iterfind(W + "num"):
            if child_val(node, "abstractNumId") == kind.get(W + "abstractNumId"):
                own = self._lists[node.get(W + "numId", "")]
                own.levels.update({d: level for d, level in source.levels.items() if d not in own.levels})

    def mark(self, properties: etree._Element | None) -> Mark | None:
        """What stands before the paragraph with this pPr; None when it is in no list."""
        found = self._styles.paragraph_property(properties, "numPr")
        if found is None:
            return None
        known = self._lists.get(child_val(found, "numId") or self._styled_list(properties))
        if known is None:
            return None
        depth = min(max(number(child_val(found, "ilvl")), 0), _MAX_LEVEL)
        level = known.levels.get(depth, Level())
        if level.form == "bullet":
            return Mark(depth)
        self._count(known, depth, level)
        count = known.count[depth]
        if level.form == "decimal" and level.text.strip() in (
            f"%{depth + 1}.",
            f"%{depth + 1})",
            f"%{depth + 1}",
        ):
            return Mark(depth, number=count) if count > 0 else Mark(depth, label=f"{count}.")
        label = _label(known, level.text)
        return Mark(depth, label=label) if label else None

    def _styled_list(self, properties: etree._Element | None) -> str:
        """The list of the style, where the paragraph itself names only the depth."""
        for style in self._styles.chain(child_val(properties, "pStyle")):
            if found := child_val(child(style.paragraph, "numPr"), "numId"):
                return found
        return ""

    @staticmethod
    def _count(known: _List, depth: int, level: Level) -> None:
        if depth in known.starts:
            known.count[depth] = known.starts.pop(depth)
        else:
            known.count[depth] = known.count.get(depth, level.start - 1) + 1
        for deeper in [d for d in known.count if d > depth]:
            del known.count[deeper]
        for above in range(depth):
            known.count.setdefault(above, known.levels.get(above, Level()).start)


def _levels(kind: etree._Element | None) -> dict[int, Level]:
    nodes = kind.iterfind(W + "lvl") if kind is not None else ()
    return {number(node.get(W + "ilvl", "")): _level(node) for node in nodes}


def _level(node: etree._Element) -> Level:
    return Level(
        child_val(node, "numFmt") or "decimal",
        child_val(node, "lvlText") if child(node, "lvlText") is not None else "",
        number(child_val(node, "start"), 1) if child(node, "start") is not None else 0,
    )


def _label(known: _List, text: str) -> str:
    for depth in range(_MAX_LEVEL + 1):
        if f"%{depth + 1}" in text:
            form = known.levels.get(depth, Level()).form
            count = known.count.get(depth, 1)
            text = text.replace(f"%{depth + 1}", _FORMATS.get(form, str)(count))
    return text.strip()
