"""Words on pictures that are drawn while building: cards for social networks, covers of books."""

from dataclasses import dataclass

import fontpkg_be_vietnam_pro
from PIL import ImageDraw, ImageFont

# Be Vietnam Pro (OFL); no reader gets the font, only what is drawn with it.
_FONT = fontpkg_be_vietnam_pro.ROOT / "files" / "BeVietnamPro-Bold.ttf"


@dataclass(frozen=True, slots=True)
class Lettering:
    """Where words may stand: `left` and `room` (width) in pixels.

    What needs more than its lines is set smaller, by `step` pixels, but not below `least`.
    """

    left: int
    room: int
    step: int
    least: int

    def write(
        self, draw: ImageDraw.ImageDraw, text: str, top: int, *, size: int, fill: str, lines: int
    ) -> int:
        """Write a text in at most so many lines from `top` down; returns where it ends."""
        while True:
            # the plain layout: composed Vietnamese letters need no shaping, and every machine has it
            face = ImageFont.truetype(str(_FONT), size, layout_engine=ImageFont.Layout.BASIC)
            broken = self._broken(text, face)
            fits = len(broken) <= lines and all(face.getlength(line) <= self.room for line in broken)
            if fits or size <= self.least:
                break
            size -= self.step
        for line in broken[:lines]:
            draw.text((self.left, top), line, font=face, fill=fill)
            top += round(size * 1.3)  # room for two diacritics, as in Ề
        return top

    def _broken(self, text: str, face: ImageFont.FreeTypeFont) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and face.getlength(longer) > self.room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines
