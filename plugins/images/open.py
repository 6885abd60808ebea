"""Opening a stranger's photo: only known formats, by content, within bounds before anything is decoded."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from plugins.core.fields import FieldError

MAX_BYTES = 40_000_000
MAX_PIXELS = 50_000_000
# A photo narrower than this shows nothing on a page; trackers and icons are.
MIN_SIDE = 120
# A longer strip is a list or a slip of the hand; WebP ends at 16383 px, so 1280 px wide takes 12 times.
MAX_RATIO = 8

# MPO (two JPEGs in one, from phones) is opened as JPEG.
_TAKEN = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
# What Pillow raises on broken data.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError)


@contextmanager
def without_warnings() -> Iterator[None]:
    """Pillow warns of odd EXIF and TIFF tags on stderr; what matters is whether the picture comes out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield


def read_photo(file: Path) -> bytes:
    """The bytes of a photo. Raises FieldError for an empty or enormous file."""
    size = file.stat().st_size
    if size == 0:
        raise FieldError("photo-empty", f"Ảnh “{file.name}” trống (0 byte).", "Hãy chép lại ảnh gốc.")
    if size > MAX_BYTES:
        raise FieldError(
            "photo-too-heavy",
            f"Ảnh “{file.name}” nặng {size // 1_000_000} MB, quá mức {MAX_BYTES // 1_000_000} MB.",
            "Hãy lưu ảnh thành JPEG rồi nộp lại.",
        )
    return file.read_bytes()


def open_photo(data: bytes, name: str) -> Image.Image:
    """The photo, its header read only. Raises FieldError for another thing or an unusable size."""
    try:
        image = Image.open(io.BytesIO(data), formats=_TAKEN)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large(name) from None
    except BROKEN:
        raise FieldError(
            "photo-unreadable",
            f"“{name}” không phải là ảnh, hoặc là loại ảnh không nhận được.",
            "Nhận ảnh JPEG, PNG, WebP, GIF, TIFF, BMP; ảnh HEIC của điện thoại hãy lưu thành JPEG.",
        ) from None
    if image.width * image.height > MAX_PIXELS:
        raise _too_large(name)
    if min(image.size) < MIN_SIDE:
        raise FieldError(
            "photo-too-small",
            f"Ảnh “{name}” chỉ có {image.width} × {image.height} điểm ảnh.",
            f"Hãy dùng ảnh gốc; mỗi cạnh ít nhất {MIN_SIDE} điểm ảnh, chiều rộng nên từ 1280.",
        )
    if max(image.size) > MAX_RATIO * min(image.size):
        raise FieldError(
            "photo-too-long",
            f"Ảnh “{name}” quá dài và hẹp: {image.width} × {image.height} điểm ảnh.",
            f"Hãy cắt ảnh; cạnh dài không quá {MAX_RATIO} lần cạnh ngắn.",
        )
    return image


def _too_large(name: str) -> FieldError:
    return FieldError(
        "photo-too-large",
        f"Ảnh “{name}” quá {MAX_PIXELS // 1_000_000} triệu điểm ảnh.",
        "Hãy thu nhỏ ảnh, chiều rộng khoảng 3000 điểm ảnh là đủ.",
    )
