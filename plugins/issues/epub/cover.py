"""The cover of the book as a picture: name, number, photo, headline."""

import io

from PIL import Image, ImageDraw, ImageOps

from plugins.images.lettering import Lettering
from plugins.issues.model import Issue

SIZE = (1200, 1600)
# The masthead's colours (theme/css tokens --deep, --on-deep, --on-deep-soft, --mark), the flag's red.
_GROUND, _NAME, _SOFT, _MARK, _BAND = "#142c50", "#f6f2e9", "#c6d2e6", "#fbe6b1", "#b0141e"
_BLUE = "#3f74b8"
_MARGIN = 80
_PHOTO = (420, 1130)  # top and bottom of the photo
_QUALITY = 84
_LETTERING = Lettering(_MARGIN, SIZE[0] - 2 * _MARGIN, step=2, least=20)


def draw_cover(issue: Issue, photo: bytes | None, sample: str) -> bytes:
    """A JPEG of 1200 × 1600. `photo` is a JPEG; `sample` is written where the cover's story is invented."""
    cover = Image.new("RGB", SIZE, _GROUND)
    draw = ImageDraw.Draw(cover)
    _mark(draw)
    _LETTERING.write(draw, issue.name, 150, size=104, fill=_NAME, lines=1)
    year, month = issue.month
    _LETTERING.write(draw, f"Số {issue.number} · Tháng {month}/{year}", 298, size=52, fill=_MARK, lines=1)
    top, bottom = _PHOTO
    if photo:
        with Image.open(io.BytesIO(photo)) as opened:
            cover.paste(ImageOps.fit(opened.convert("RGB"), (SIZE[0], bottom - top)), (0, top))
    else:
        draw.rectangle((_MARGIN, top, SIZE[0] - _MARGIN, top + 6), fill=_MARK)
    below = bottom + 50 if photo else top + 70
    if sample:
        below = _LETTERING.write(draw, sample, below, size=40, fill=_MARK, lines=1)
    _LETTERING.write(
        draw, issue.cover.headline, below, size=68 if photo else 92, fill=_NAME, lines=3 if photo else 6
    )
    _LETTERING.write(draw, issue.imprint.publisher, 1490, size=32, fill=_SOFT, lines=1)
    draw.rectangle((0, SIZE[1] - 20, SIZE[0], SIZE[1]), fill=_BAND)
    stream = io.BytesIO()
    cover.save(stream, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return stream.getvalue()


def _mark(draw: ImageDraw.ImageDraw) -> None:
    """The site's mark (theme/static/favicon.svg), on dark ground in a lighter blue."""
    left, top, unit = _MARGIN, 50, 3
    diamond, hills = ((16, 0), (32, 16), (16, 32), (0, 16)), ((5, 20), (12, 11), (16, 16), (20, 12), (27, 20))
    for shape, fill in ((diamond, _BLUE), (hills, _MARK)):
        draw.polygon([(left + x * unit, top + y * unit) for x, y in shape], fill=fill)
