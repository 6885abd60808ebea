"""What the reading of one file shares: its styles, lists, old fonts, notes, and the remarks so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree

from plugins.core.links import SAFE_SCHEMES
from plugins.legacy.fonts import FontCharset
from plugins.word.names import W
from plugins.word.numbering import Numbering
from plugins.word.package import Package, Relation
from plugins.word.remarks import Remarks
from plugins.word.styles import Styles

# A reference outside the file of these kinds is told of where it stands in the text.
_TOLD_ELSEWHERE = frozenset({"hyperlink", "image"})
# Addresses as they stand in Markdown: what would end them is written by its number.
_ADDRESS = str.maketrans({c: f"%{ord(c):02X}" for c in " \"'<>()\\`{}|^"})


@dataclass(slots=True)
class Desk:
    """One file on the desk. `old_font` tells an old font by its name."""

    package: Package
    styles: Styles
    numbering: Numbering
    old_font: Callable[[str], FontCharset | None]
    remarks: Remarks = field(default_factory=Remarks)
    fonts: dict[str, FontCharset | None] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package, old_font: Callable[[str], FontCharset | None]) -> "Desk":
        """Open what the main part refers to."""
        styles = Styles.of(package)
        desk = cls(package, styles, Numbering(None, styles), old_font)
        if (numbering := desk.part("numbering")) is not None:
            desk.numbering = Numbering(package.xml(numbering), styles)
        return desk

    def part(self, kind: str) -> str | None:
        """The name of the part of that kind which the main part refers to."""
        return next(iter(self.parts(kind)), None)

    def parts(self, kind: str) -> list[str]:
        """The names of all parts of that kind."""
        relations = self.package.relations(self.package.main).values()
        return [
            r.target for r in relations if r.kind == kind and not r.external and self.package.has(r.target)
        ]

    def charset(self, font: str) -> FontCharset | None:
        """The charset of an old font, None for a Unicode one."""
        if font not in self.fonts:
            self.fonts[font] = self.old_font(font)
        return self.fonts[font]

    def by_id(self, kind: str) -> tuple[str, dict[str, etree._Element]]:
        """The footnotes, endnotes or comments of the file by their id, and the name of their part."""
        name = self.part(kind)
        root = self.package.xml(name) if name else None
        if name is None or root is None:
            return "", {}
        return name, {node.get(W + "id", ""): node for node in root if node.get(W + "id") is not None}

    def survey(self) -> None:
        """Remarks on what the package holds beside text."""
        names = [name.rpartition("/")[2] for name in self.package.names]
        if any(name.startswith("vbaproject") for name in names):
            self.remarks.name("macro")
        for name in self.package.names.values():
            if "/embeddings/" in name.lower():
                self.remarks.name("object", name.rpartition("/")[2])
        for part in (self.package.main, *self.parts("settings")):
            for relation in self.package.relations(part).values():
                if relation.external and relation.kind not in _TOLD_ELSEWHERE:
                    self.remarks.name("remote-part", relation.target)

    def address(self, target: str) -> str:
        """An address that a link may have, '' (and a remark) for any other."""
        plain = "".join(c for c in target if c.isprintable()).strip()
        if plain.lower().startswith("www."):
            plain = "http://" + plain
        try:
            parts = urlsplit(plain)
            good = parts.scheme.lower() in SAFE_SCHEMES and (
                bool(parts.hostname) and parts.port != 0
                if parts.scheme.lower().startswith("http")
                else bool(parts.path)
            )
        except ValueError:
            good = False
        if not good:
            self.remarks.name("link-dropped", target)
        return plain.translate(_ADDRESS) if good else ""

    def picture(self, relation: Relation | None) -> str:
        """The part of a picture, '' (and a remark) where it lies outside the file or nowhere."""
        if relation is None:
            return ""
        if relation.external:
            self.remarks.name("remote-picture", relation.target)
            return ""
        return relation.target if self.package.has(relation.target) else ""
