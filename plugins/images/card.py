"""The picture that stands for an article without a photo when it is shared: mark, name, section."""

import io
from pathlib import Path

from PIL import Image, ImageDraw

from plugins.images.lettering import Lettering
from plugins.images.plan import SHARE_SIZE

# The colours of the masthead (theme/css tokens --deep, --on-deep, --mark); red of the flag.
_GROUND, _NAME, _SECTION, _BAND = "#142c50", "#f6f2e9", "#fbe6b1", "#b0141e"
_MARGIN = 80
_LETTERING = Lettering(_MARGIN, SHARE_SIZE[0] - 2 * _MARGIN, step=4, least=24)


def draw_card(icon: Path, name: str, section: str) -> bytes:
    """A PNG of 1200 × 630. `icon` is the site's mark as a picture."""
    card = Image.new("RGB", SHARE_SIZE, _GROUND)
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, SHARE_SIZE[1] - 16, SHARE_SIZE[0], SHARE_SIZE[1]), fill=_BAND)
    with Image.open(icon) as opened:
        mark = opened.convert("RGBA")
    card.paste(mark, (_MARGIN, _MARGIN), mark)
    below = _LETTERING.write(draw, section, _MARGIN + mark.height + 40, size=76, fill=_SECTION, lines=2)
    _LETTERING.write(draw, name, below + 20, size=40, fill=_NAME, lines=2)
    stream = io.BytesIO()
    # flat colours: 64 of them hold the edges of the letters too
    card.quantize(64, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    return stream.getvalue()
