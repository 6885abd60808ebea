"""Opening a stranger's photo: only known formats, by content, within bounds before anything is decoded."""

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from pillow_heif import register_heif_opener

from plugins.images.faults import PhotoError

MAX_BYTES = 40_000_000
# The largest that phones write as a rule; 50 Mpx in four channels of Pillow are 200 MB.
MAX_PIXELS = 50_000_000
# A photo narrower than this shows nothing on a page; trackers and icons are.
MIN_SIDE = 120
# A longer strip is a list or a slip of the hand.
MAX_RATIO = 8

# HEIC, what many phones write: one picture of the file, no thumbnails, no depth maps, which are neither
# shown nor checked.
register_heif_opener(thumbnails=False)

# MPO (two JPEGs in one, from phones) is opened as JPEG.
_TAKEN = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP", "HEIF")
# What Pillow raises on broken data.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, KeyError, TypeError)


@contextmanager
def without_warnings() -> Iterator[None]:
    """Pillow warns of odd EXIF and TIFF tags on stderr; what matters is whether the picture comes out.

    Of a picture too large it warns before it refuses; here that is a refusal too.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def read_photo(file: Path) -> bytes:
    """The bytes of a photo. Raises PhotoError for an empty or enormous file."""
    size = file.stat().st_size
    if size == 0:
        raise PhotoError("photo-empty")
    if size > MAX_BYTES:
        raise PhotoError("photo-too-heavy", megabytes=size // 1_000_000, most=MAX_BYTES // 1_000_000)
    return file.read_bytes()


def content_hash(data: bytes) -> str:
    """What a photo is known by, whatever its name."""
    return hashlib.sha256(data).hexdigest()


def open_photo(data: bytes) -> Image.Image:
    """The photo, its header read only. Raises PhotoError for another thing or an unusable size."""
    if (canvas := _webp_canvas(data)) and canvas[0] * canvas[1] > MAX_PIXELS:
        raise _too_large()  # Pillow's reader of WebP reserves the whole canvas before it can be asked
    try:
        image = Image.open(io.BytesIO(data), formats=_TAKEN)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except (*BROKEN, RuntimeError, MemoryError):
        raise PhotoError("photo-unreadable") from None
    width, height = upright_size(image)
    if width * height > MAX_PIXELS:
        raise _too_large()
    if min(width, height) < MIN_SIDE:
        raise PhotoError("photo-too-small", width=width, height=height, least=MIN_SIDE)
    if max(width, height) > MAX_RATIO * min(width, height):
        raise PhotoError("photo-too-long", width=width, height=height, most=MAX_RATIO)
    return image


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height of the photo as it is to be seen."""
    if image.format != "TIFF" and orientation(image) >= 5:  # Pillow turns TIFF by itself
        return image.height, image.width
    return image.size


def orientation(image: Image.Image) -> int:
    """EXIF's orientation, 1 (as it lies) to 8; 1 where there is none or EXIF is damaged."""
    try:
        said = image.getexif().get(0x0112)
    except (*BROKEN, RuntimeError):
        return 1
    return said if isinstance(said, int) and 1 <= said <= 8 else 1


def _webp_canvas(data: bytes) -> tuple[int, int] | None:
    """The canvas of an extended WebP (VP8X chunk); a plain one cannot be larger than 16383 × 16383."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    head = data[12:16]
    if head == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if head == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF


def _too_large() -> PhotoError:
    return PhotoError("photo-too-large", most=MAX_PIXELS // 1_000_000)
