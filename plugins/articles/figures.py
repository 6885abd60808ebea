"""Photos within a text as HTML: one as a figure, several in a row as a gallery."""

import html as entities
from collections.abc import Sequence
from urllib.parse import quote

from plugins.images.model import Photo

# How wide a photo stands (theme/css and components/prose): the text column is 40rem, an upright photo
# at most 24rem, a photo of a gallery about half the column and at least 16rem for each part of its ratio.
# Who asks for little data gets the narrowest file.
_LITTLE = "(prefers-reduced-data: reduce) 1px, "
_WIDE_SIZES = f"{_LITTLE}(min-width: 42rem) 40rem, 100vw"
_TALL_SIZES = f"{_LITTLE}(min-width: 26rem) 24rem, 100vw"
_GALLERY_SIZES = f"{_LITTLE}(min-width: 42rem) 24rem, 100vw"


def figures_html(photos: Sequence[Photo], *, first: bool) -> str:
    """The photos of a row, each with its words. `first`: no photo stands on the page before them."""
    if len(photos) < 2:
        return "".join(_figure(photo, _sizes(photo), eager=first) for photo in photos)
    figures = (
        # justified rows: each photo as wide as its shape asks for, so that all of a row are equally high
        _figure(
            photo, _GALLERY_SIZES, eager=first and n == 0, style=f"--ratio:{photo.width / photo.height:.3f}"
        )
        for n, photo in enumerate(photos)
    )
    return f'<div class="gallery">{"".join(figures)}</div>'


def _sizes(photo: Photo) -> str:
    return _TALL_SIZES if photo.tall else _WIDE_SIZES


def _figure(photo: Photo, sizes: str, *, eager: bool, style: str = "") -> str:
    """Every size in every format; the browser takes the first type it knows, and the fitting size."""
    *better, (_, fallback) = photo.sources
    sources = "".join(f'<source type="{kind}" srcset="{files}" sizes="{sizes}">' for kind, files in better)
    lazy = "" if eager else ' loading="lazy"'
    image = (
        f'<img src="{quote(photo.widest.path)}" srcset="{fallback}" sizes="{sizes}"'
        f' alt="{entities.escape(photo.alt)}" width="{photo.width}" height="{photo.height}"'
        f'{lazy} decoding="async"{_placeholder(photo)}>'
    )
    kind = ' class="tall"' if photo.tall else ""
    own = f' style="{style}"' if style else ""
    return (
        f"<figure{kind}{own}><picture>{sources}{image}</picture>"
        f"<figcaption>{_caption(photo)}</figcaption></figure>"
    )


def _placeholder(photo: Photo) -> str:
    return f' style="background:{photo.colour}"' if photo.colour else ""


def _caption(photo: Photo) -> str:
    credit = f"<small>Ảnh: {entities.escape(photo.credit, quote=False)}</small>" if photo.credit else ""
    return " ".join(part for part in (entities.escape(photo.caption, quote=False), credit) if part)
