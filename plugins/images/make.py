"""The pixels of a photo, made: every rendition, the crop for sharing, and what was measured."""

import io
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

from PIL import Image

from plugins.images.crop import crop
from plugins.images.faults import PhotoError
from plugins.images.measure import measure
from plugins.images.model import Rendition
from plugins.images.open import BROKEN, open_photo, without_warnings
from plugins.images.pixels import smaller, upright
from plugins.images.plan import Made, Plan, file_name

# The qualities at which the three types look alike (SSIM 0.966 to 0.973 at 720 px), and what they cost:
# docs/decisions/0003-photos.md. One thread: several would not give the same bytes on every machine, and
# the other cores have photos of their own. AVIF's speed 9 costs 7 % more bytes than 8 and a quarter of its
# time, which is most of the time of a photo: it is taken for the widest file, where that time is.
FORMATS: Mapping[str, tuple[str, int, Mapping[str, int | bool]]] = MappingProxyType(
    {
        "image/avif": ("AVIF", 55, {"max_threads": 1}),
        "image/webp": ("WEBP", 72, {"method": 4}),
        "image/jpeg": ("JPEG", 76, {"optimize": True, "progressive": True}),
    }
)
# What a phone of 360 px takes must leave the page below 100 kB in all; grass and gravel need a lower
# quality, tried in steps. A picture taller than 2 : 3, which fills more than a screen, may weigh more.
MOST_BYTES = 75_000
LIMITED_WIDTH, _LIMITED_HEIGHT = 720, 1080
_STEPS = (0, 12, 24, 36, 44)


def make(data: bytes, plan: Plan, folder: Path) -> Made:
    """Make the files of a plan below `folder`, all or none; returns what was measured.

    Raises PhotoError where the photo is broken, OSError where the disk is full.
    """
    files: dict[str, bytes] = {}
    try:
        with without_warnings(), open_photo(data) as image:
            widest = plan.renditions[-1]
            full = upright(image, widest.width, widest.height)
            made = measure(full)
            files.update(_encoded(full, plan))
    except PhotoError:
        raise
    except MemoryError:
        raise PhotoError("photo-too-much") from None
    except (*BROKEN, Image.DecompressionBombError, RuntimeError, ArithmeticError, AssertionError) as error:
        raise PhotoError("photo-broken", kind=type(error).__name__) from None
    _store(files, folder)
    return made


def _encoded(full: Image.Image, plan: Plan) -> Iterator[tuple[str, bytes]]:
    current = full
    for rendition in reversed(plan.renditions):  # from wide to narrow, each from the one before
        current = smaller(current, rendition.width, rendition.height)
        yield file_name(rendition), _encode(current, rendition)
    if share := plan.share:
        part = crop(full, share.width, share.height)
        yield file_name(share), _saved(part, share)


def _encode(image: Image.Image, rendition: Rendition) -> bytes:
    most = MOST_BYTES * max(1.0, rendition.height / _LIMITED_HEIGHT)
    data = b""
    for less in _STEPS:
        data = _saved(image, rendition, less)
        if len(data) <= most or rendition.width > LIMITED_WIDTH:
            break
    return data


def _saved(image: Image.Image, rendition: Rendition, less: int = 0) -> bytes:
    format_, quality, options = FORMATS[rendition.media_type]
    more = {"speed": 9 if rendition.width > LIMITED_WIDTH else 8} if format_ == "AVIF" else {}
    image.info.clear()  # Pillow would write comments and profiles from here
    stream = io.BytesIO()
    image.save(stream, format_, quality=quality - less, **options, **more)
    return stream.getvalue()


def _store(files: Mapping[str, bytes], folder: Path) -> None:
    """Write to a folder beside, then rename: a reader never sees half a photo."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.with_name(f"{uuid4().hex}.tmp")
    # not tempfile: its files are for one user only, and these get published
    beside.mkdir()
    try:
        for name, data in files.items():
            (beside / name).write_bytes(data)
        if folder.is_dir():  # incomplete, or made by another build in the meantime
            shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
