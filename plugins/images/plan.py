"""What will be made of a photo: known from its header, before a single pixel is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from plugins.images.faults import PhotoError
from plugins.images.model import Rendition

# Raise this when the way photos are made changes: it is part of every name in the cache and on the site.
RECIPE = "2"
URL_FOLDER = "/anh"

# Needed are, in pixels of the device: cards 224-416, a phone of 360 CSS px at 2x 720, phones at 3x 1080,
# the text column of a laptop 672-1344 (docs/decisions/0003-photos.md).
WIDTHS = (240, 480, 720, 1200)
# What no browser of ours shows needs no small JPEG: this is for mail, print and old phones.
JPEG_FROM = 720
SHARE_SIZE = (1200, 630)
# Social networks show no large picture below this width.
SHARE_LEAST = 600

TYPES: Mapping[str, str] = MappingProxyType({"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"})


@dataclass(frozen=True, slots=True)
class Made:
    """What was found while the pixels were made.

    `colour` is "#rrggbb"; `light` the mean lightness, 0-255; `sharpness` see measure.py; `look` 16 hex
    digits, near for photos that look alike.
    """

    colour: str
    light: int
    sharpness: int
    look: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A photo by its content: upright size, the fault that bars it, what was found in making it.

    `fault` is a code of faults.py with `figures`; '' where there is none. A plan without fault and
    without `made` still has to be made.
    """

    sha256: str
    width: int = 0
    height: int = 0
    fault: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    made: Made | None = None

    @property
    def renditions(self) -> tuple[Rendition, ...]:
        """The files to be, from narrow to wide, at each width the best type first."""
        return tuple(self._renditions())

    def _renditions(self) -> Iterator[Rendition]:
        top = min(self.width, WIDTHS[-1])
        # a width close to the widest would be one file more for nothing
        for width in (*(w for w in WIDTHS if w * 5 <= top * 4), top):
            height = max(1, round(self.height * width / self.width))
            for extension, media_type in TYPES.items():
                if extension != "jpg" or width >= min(JPEG_FROM, top):
                    yield Rendition(self._url(f"{width}.{extension}"), width, height, media_type)

    @property
    def share(self) -> Rendition | None:
        """The crop for social networks: 1200 × 630, or as much of that shape as the photo has."""
        wide, high = self.renditions[-1].width, self.renditions[-1].height
        width = min(wide, high * SHARE_SIZE[0] // SHARE_SIZE[1])
        if width < SHARE_LEAST:
            return None
        height = round(width * SHARE_SIZE[1] / SHARE_SIZE[0])
        return Rendition(self._url("chia-se.jpg"), width, height, "image/jpeg")

    def _url(self, name: str) -> str:
        return f"{URL_FOLDER}/{self.sha256[:16]}-{name}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, as it was when its content was looked at (size, time of change, inode), and the plan of that
    content.
    """

    file: str
    stamp: tuple[int, int, int]
    plan: Plan


def card_path(section: str = "") -> str:
    """The URL path of a section's share card (card.py), by its slug; without one, of the whole site's."""
    return f"{URL_FOLDER}/the-{section}.png" if section else f"{URL_FOLDER}/the.png"


def file_name(rendition: Rendition) -> str:
    """The name of a rendition's file in its photo's folder of the cache: "720.avif"."""
    return rendition.path.rpartition("/")[2].partition("-")[2]


def plan_content(data: bytes) -> Plan:
    """The plan of a photo from its bytes; only the header is decoded. Never raises: faults are in it."""
    # Pillow is loaded by the first photo that is new: most builds have none
    from plugins.images.open import (  # noqa: PLC0415
        content_hash,
        open_photo,
        upright_size,
        without_warnings,
    )

    sha256 = content_hash(RECIPE.encode() + data)
    try:
        with without_warnings(), open_photo(data) as image:
            return Plan(sha256, *upright_size(image))
    except PhotoError as fault:
        return Plan(sha256, fault=fault.code, figures=fault.figures)
