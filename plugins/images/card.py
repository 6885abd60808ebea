"""The picture that stands for an article without a photo when it is shared: mark, name, section."""

import io
from pathlib import Path

import fontpkg_be_vietnam_pro
from PIL import Image, ImageDraw, ImageFont

from plugins.images.plan import SHARE_SIZE, URL_FOLDER

# The colours of the masthead (theme/css tokens --deep, --on-deep, --mark); red of the flag.
_GROUND, _NAME, _SECTION, _BAND = "#142c50", "#f6f2e9", "#fbe6b1", "#b0141e"
_MARGIN = 80
# Be Vietnam Pro (OFL); no reader downloads it, only what is drawn with it.
_FONT = fontpkg_be_vietnam_pro.ROOT / "files" / "BeVietnamPro-Bold.ttf"


def card_path(section: str = "") -> str:
    """The URL path of a section's card, by its slug; without one, of the whole site's."""
    return f"{URL_FOLDER}/the-{section}.png" if section else f"{URL_FOLDER}/the.png"


def draw_card(icon: Path, name: str, section: str) -> bytes:
    """A PNG of 1200 × 630. `icon` is the site's mark as a picture."""
    card = Image.new("RGB", SHARE_SIZE, _GROUND)
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, SHARE_SIZE[1] - 16, SHARE_SIZE[0], SHARE_SIZE[1]), fill=_BAND)
    with Image.open(icon) as opened:
        mark = opened.convert("RGBA")
    card.paste(mark, (_MARGIN, _MARGIN), mark)
    below = _write(draw, section, _MARGIN + mark.height + 40, size=76, fill=_SECTION)
    _write(draw, name, below + 20, size=40, fill=_NAME)
    stream = io.BytesIO()
    # flat colours: 64 of them hold the edges of the letters too
    card.quantize(64, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _write(draw: ImageDraw.ImageDraw, text: str, top: int, *, size: int, fill: str) -> int:
    """Write a text in at most two lines, smaller where it would need more; returns where it ends."""
    room = SHARE_SIZE[0] - 2 * _MARGIN
    while True:
        # the plain layout: composed Vietnamese letters need no shaping, and every machine has it
        face = ImageFont.truetype(str(_FONT), size, layout_engine=ImageFont.Layout.BASIC)
        lines = _lines(text, face, room)
        if (len(lines) <= 2 and all(face.getlength(line) <= room for line in lines)) or size <= 24:
            break
        size -= 4
    for line in lines[:2]:
        draw.text((_MARGIN, top), line, font=face, fill=fill)
        top += round(size * 1.3)  # room for two diacritics, as in Ề
    return top


def _lines(text: str, face: ImageFont.FreeTypeFont, room: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and face.getlength(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
