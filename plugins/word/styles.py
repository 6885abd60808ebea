"""What a run and a paragraph look like once all styles are asked: ISO 29500-1, 17.7.2.

The order is document defaults, paragraph style, character style, the run itself; each style stands on
the one it is based on. A switch (bold, hidden …) set in the paragraph and the character style is off again
(17.7.3).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from plugins.word.names import A, W, child, child_val, is_on, local, number, val
from plugins.word.package import Package

_SWITCHES = frozenset({"b", "i", "strike", "dstrike", "vanish"})
_MAX_CHAIN = 20  # a style based on itself would go on for ever


@dataclass(frozen=True, slots=True)
class RunLook:
    """The properties of a run that matter: its fonts for ASCII and for other letters, and its dress."""

    ascii: str = ""
    high: str = ""
    on: frozenset[str] = frozenset()
    script: str = ""
    color: str = ""
    half_points: int = 0
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """One style; `name` is in lower case (Word writes the built-in ones in English in every language)."""

    name: str
    based_on: str
    paragraph: etree._Element | None
    run: Mapping[str, str]
    ruled: bool


@dataclass(slots=True)
class Styles:
    """The styles of one file, asked for each run; answers are kept, since runs repeat."""

    styles: dict[str, Style] = field(default_factory=dict)
    theme: dict[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    normal: str = ""
    _known: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> "Styles":
        """The styles and theme fonts that the main part refers to."""
        parts = {r.kind: r.target for r in package.relations(package.main).values() if not r.external}
        styles = cls()
        theme = package.xml(parts["theme"]) if "theme" in parts else None
        if theme is not None:
            for kind in ("major", "minor"):
                latin = theme.find(f".//{A}{kind}Font/{A}latin")
                styles.theme[kind] = latin.get("typeface", "") if latin is not None else ""
        root = package.xml(parts["styles"]) if "styles" in parts else None
        if root is not None:
            styles._take(root)
        return styles

    def _take(self, root: etree._Element) -> None:
        self.defaults = self.properties(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for node in root.iterfind(W + "style"):
            identity = node.get(W + "styleId", "")
            self.styles[identity] = Style(
                child_val(node, "name").lower(),
                child_val(node, "basedOn"),
                child(node, "pPr"),
                self.properties(child(node, "rPr")),
                has_lines(node.find(f"{W}tblPr/{W}tblBorders")),
            )
            if node.get(W + "type") == "paragraph" and node.get(W + "default") in ("1", "true"):
                self.normal = identity

    def properties(self, run: etree._Element | None) -> dict[str, str]:
        """What an rPr says itself."""
        said: dict[str, str] = {}
        for node in run if run is not None else ():
            name = local(node)
            if name in _SWITCHES:
                said[name] = "1" if is_on(node) else ""
            elif name == "rFonts":
                for key, theme in (("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme")):
                    themed = self.theme.get(node.get(W + theme, "")[:5], "")
                    if font := themed or node.get(W + key, ""):
                        said[key] = font
            elif name in ("vertAlign", "color", "sz"):
                said[name] = val(node)
            elif name == "shd":
                said["shd"] = node.get(W + "fill", "")
        return said

    def chain(self, identity: str) -> Iterator[Style]:
        """A style, the one it is based on, and so on."""
        for _ in range(_MAX_CHAIN):
            style = self.styles.get(identity)
            if style is None:
                return
            yield style
            identity = style.based_on

    def run(self, paragraph_style: str, run: etree._Element | None) -> RunLook:
        """What a run with this rPr looks like in a paragraph of this style."""
        character_style = child_val(run, "rStyle")
        key = (paragraph_style, character_style)
        if key not in self._known:
            self._known[key] = self._styled(*key)
        said = {**self._known[key], **self.properties(run)} if run is not None else self._known[key]
        return RunLook(
            said.get("ascii", ""),
            said.get("hAnsi", "") or said.get("ascii", ""),
            frozenset(name for name in _SWITCHES if said.get(name)),
            said.get("vertAlign", ""),
            said.get("color", "").upper(),
            number(said.get("sz", "")),
            said.get("shd", "auto").lower() not in ("", "auto", "ffffff"),
        )

    def _styled(self, paragraph_style: str, character_style: str) -> dict[str, str]:
        by_paragraph = self._inherited(paragraph_style or self.normal)
        by_character = self._inherited(character_style)
        said = {**self.defaults, **by_paragraph, **by_character}
        for name in _SWITCHES:
            if by_paragraph.get(name) and by_character.get(name):
                said[name] = ""
            elif by_paragraph.get(name) or by_character.get(name):
                said[name] = "1"
        return said

    def _inherited(self, identity: str) -> dict[str, str]:
        said: dict[str, str] = {}
        for style in reversed(list(self.chain(identity))):
            said.update(style.run)
        return said

    def paragraph_names(self, identity: str) -> list[str]:
        """The names of a paragraph's style and those it is based on."""
        return [style.name for style in self.chain(identity)]

    def paragraph_property(self, properties: etree._Element | None, name: str) -> etree._Element | None:
        """A property of a paragraph: its own, or that of its style."""
        own = child(properties, name)
        if own is not None:
            return own
        for style in self.chain(child_val(properties, "pStyle") or self.normal):
            found = child(style.paragraph, name)
            if found is not None:
                return found
        return None


def has_lines(borders: etree._Element | None) -> bool:
    """Whether any line of a table is drawn."""
    return borders is not None and any(val(line) not in ("", "nil", "none") for line in borders)
