"""What hangs on a run and is no letter: pictures, text boxes, and what cannot be taken over."""

import re
from collections.abc import Callable, Mapping

from lxml import etree

from plugins.word.desk import Desk
from plugins.word.names import R, local
from plugins.word.package import Relation
from plugins.word.parts import Block, Paragraph, Picture, Text

# What Word, cameras and programs put where a person should say what is to be seen.
_MACHINE_ALT = re.compile(
    r"^(?:[^\n]*[\\/])?[^\\/\n]{0,120}\.(?:jpe?g|png|gif|bmp|tiff?|webp|heic|wmf|emf)$|^https?://\S+$"
    r"|description automatically generated|mô tả được tạo tự động|mô tả được tự động tạo"
    r"|^(?:picture|image|hình ảnh|ảnh|img|dsc)[ _-]?\d*$",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none", re.IGNORECASE)


class Graphics:
    """Gathers the `pictures` and `boxes` below one element."""

    def __init__(
        self,
        desk: Desk,
        relations: Mapping[str, Relation],
        blocks: Callable[[etree._Element], tuple[Block, ...]],
    ) -> None:
        self.desk, self.relations, self.blocks = desk, relations, blocks
        self.pictures: list[Picture] = []
        self.boxes: list[Block] = []

    def read(self, node: etree._Element, alt: str = "") -> None:
        """A drawing, a VML picture, an object, or a choice between two forms of one of them."""
        name = local(node)
        if name == "AlternateContent":
            self._choose(node, alt)
        elif name in ("inline", "anchor"):
            self._drawing(node)
        elif name == "pic":
            self._picture(node, alt)
        elif name == "imagedata":
            self._vml_picture(node)
        elif name == "txbxContent":
            self._box(node)
        elif name == "textpath":
            self._art(node)
        elif name == "object":
            self._object(node)
        elif name in _LEFT_OUT:
            self.desk.remarks.name(_LEFT_OUT[name])
        elif not (name in ("shape", "rect", "group") and _HIDDEN.search(node.get("style", ""))):
            for part in node:
                self.read(part, alt)

    def _choose(self, node: etree._Element, alt: str) -> None:
        for choice in node:
            self.read(choice, alt)
            if self.pictures or self.boxes:
                return

    def _drawing(self, node: etree._Element) -> None:
        properties = next((part for part in node if local(part) == "docPr"), None)
        said = dict(properties.attrib) if properties is not None else {}
        if said.get("hidden") in ("1", "true"):
            self.desk.remarks.name("picture-hidden", said.get("name", ""))
            return
        alt = self._alt(said.get("descr", "") or said.get("title", ""))
        found = len(self.pictures), len(self.boxes)
        for part in node:
            if local(part) == "graphic":
                self.read(part, alt)
        if found == (len(self.pictures), len(self.boxes)) and any(
            local(n) in ("wsp", "wgp", "wpc") for n in node.iter()
        ):
            self.desk.remarks.name("drawing")

    def _alt(self, said: str) -> str:
        """What a person wrote to say what a picture shows."""
        alt = " ".join(said.split())
        if _MACHINE_ALT.search(alt):
            self.desk.remarks.name("alt-dropped", alt)
            return ""
        return alt

    def _picture(self, node: etree._Element, alt: str) -> None:
        for part in node.iter():
            name = local(part)
            if name == "blip":
                for key in ("embed", "link"):
                    self._take(self.relations.get(part.get(R + key, "")), alt)
            elif name == "srcRect" and any(value.strip("-0") for value in part.attrib.values()):
                self.desk.remarks.name(
                    "picture-cropped", alt or (self.pictures[-1].part if self.pictures else "")
                )

    def _vml_picture(self, node: etree._Element) -> None:
        shape = node.getparent()
        alt = self._alt(shape.get("alt", "")) if shape is not None else ""
        for key in ("id", "pict", "href"):
            self._take(self.relations.get(node.get(R + key, "")), alt)

    def _take(self, relation: Relation | None, alt: str) -> None:
        if part := self.desk.picture(relation):
            self.pictures.append(Picture(part, alt))

    def _box(self, node: etree._Element) -> None:
        blocks = self.blocks(node)
        if blocks:
            self.desk.remarks.name("text-box")
            self.boxes.extend(blocks)

    def _art(self, node: etree._Element) -> None:
        """WordArt of old Word: its words are an attribute."""
        if words := " ".join(node.get("string", "").split()):
            self.desk.remarks.name("text-box")
            self.boxes.append(Paragraph((Text(words),)))

    def _object(self, node: etree._Element) -> None:
        """An embedded file; the picture of it that Word shows goes with it."""
        for part in node.iter():
            if local(part) == "OLEObject":
                program = part.get("ProgID", "")
                is_equation = program.lower().startswith("equation")
                self.desk.remarks.name("equation" if is_equation else "object", program)
                return
            if local(part) == "control":
                self.desk.remarks.name("control")
                return
        for part in node:
            self.read(part)


_LEFT_OUT: Mapping[str, str] = {
    "chart": "chart",
    "relIds": "diagram",
    "control": "control",
    "contentPart": "drawing",
}
