"""The pictures of a Word file as files beside the text: only photos, told by their content."""

import io
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from PIL import Image

from plugins.core.fields import FieldError
from plugins.word.package import MAX_PICTURE, Package
from plugins.word.parts import Block, Cell, Footnote, Inline, Paragraph, Picture, Table
from plugins.word.remarks import Remarks

MAX_PICTURES = 200
# Smaller pictures are bullets and ornaments; plugins.images.open refuses them as photos.
MIN_SIDE = 120
_ENDINGS: Mapping[str, str] = MappingProxyType(
    {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "BMP": "bmp", "TIFF": "tif"}
)
# MPO (two JPEGs in one, from phones) is opened as JPEG.
_TAKEN = tuple(form for form in _ENDINGS if form != "MPO")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, KeyError, TypeError)


@dataclass(slots=True)
class Pictures:
    """Gives each picture its name, in order of appearance; `save` writes them."""

    package: Package
    remarks: Remarks
    _names: dict[str, str] = field(default_factory=dict)

    def named(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The same blocks with file names in place of parts; what is no photo is left out."""
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, inlines=tuple(i for i in map(self._inline, block.inlines) if i is not None))
        rows = tuple(tuple(Cell(self.named(cell.blocks), cell.span) for cell in row) for row in block.rows)
        return Table(rows, block.ruled)

    def _inline(self, inline: Inline) -> Inline | None:
        if isinstance(inline, Footnote):
            return Footnote(self.named(inline.blocks))
        if not isinstance(inline, Picture):
            return inline
        name = self._name(inline.part)
        return replace(inline, part=name) if name else None

    def _name(self, part: str) -> str:
        if part not in self._names:
            ending = self._ending(part)
            count = sum(1 for name in self._names.values() if name) + 1
            if count > MAX_PICTURES:
                raise FieldError(
                    "word-too-many-pictures",
                    f"Trong tệp có hơn {MAX_PICTURES} ảnh.",
                    "Chỉ giữ ảnh cần cho bạn đọc, hoặc chia thành nhiều bài.",
                )
            self._names[part] = f"anh-{count}.{ending}" if ending else ""
        return self._names[part]

    def _ending(self, part: str) -> str:
        """The ending that fits the content, '' (and a remark) for what is no photo."""
        shown = part.rpartition("/")[2]
        data = self.package.read(part, MAX_PICTURE)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of odd EXIF and large pictures: the photo's reader judges
                with Image.open(io.BytesIO(data or b""), formats=_TAKEN) as image:
                    form, size = image.format or "", image.size
        except (*_BROKEN, Image.DecompressionBombError):
            self.remarks.name("picture-type", shown)
            return ""
        if min(size) < MIN_SIDE:
            self.remarks.name("picture-small", f"{shown}, {size[0]}×{size[1]}")
            return ""
        return _ENDINGS[form]

    def save(self, folder: Path) -> tuple[str, ...]:
        """Write the pictures; their names."""
        kept = [(part, name) for part, name in self._names.items() if name]
        for part, name in kept:
            (folder / name).write_bytes(self.package.read(part, MAX_PICTURE) or b"")
        return tuple(name for _, name in kept)
