"""A stranger's photo, taken in: judged by its content, upright, sRGB, without hidden data, few widths."""

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from PIL import Image, ImageCms, ImageOps

from plugins.core.fields import FieldError
from plugins.images.find import find_photo
from plugins.images.model import Photo, Rendition
from plugins.images.open import BROKEN, open_photo, read_photo, without_warnings

__all__ = ["LoadedPhoto", "find_photo", "load_photo"]

# Phones of the communes are 360 px wide, with two or three device pixels for each.
WIDTHS = (360, 720, 1280)
# Raise this when the way photos are made changes: it is part of every name in the cache.
RECIPE = "1"

_OUTPUTS: tuple[tuple[str, str, str, Mapping[str, int | bool]], ...] = (
    ("webp", "image/webp", "WEBP", {"quality": 78, "method": 4}),
    ("jpg", "image/jpeg", "JPEG", {"quality": 80, "optimize": True, "progressive": True}),
)
_COLOUR_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}


@dataclass(frozen=True, slots=True)
class LoadedPhoto:
    """A photo and the files to publish: (URL path, file in the cache)."""

    photo: Photo
    files: tuple[tuple[str, Path], ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """One rendition to be: where it is kept, and what it is."""

    cached: Path
    rendition: Rendition
    format: str
    options: Mapping[str, int | bool]


def load_photo(
    file: Path, cache: Path, url_folder: str, *, alt: str, caption: str = "", credit: str = ""
) -> LoadedPhoto:
    """The renditions of a photo, made once and kept in `cache` by content, published below `url_folder`.

    Renditions go from narrow to wide and at each width WebP before JPEG, so that the widest is a
    JPEG. Nothing is enlarged. Raises FieldError where the file is no photo that can be used.
    """
    data = read_photo(file)
    with without_warnings(), open_photo(data, file.name) as image:
        width, height = _upright_size(image)
        plans = tuple(_plan(data, cache, url_folder, width, height))
        if not all(plan.cached.exists() for plan in plans):
            _make(image, plans, file.name)
    renditions = tuple(plan.rendition for plan in plans)
    files = tuple((plan.rendition.path, plan.cached) for plan in plans)
    return LoadedPhoto(Photo(renditions, alt, caption, credit), files)


def _upright_size(image: Image.Image) -> tuple[int, int]:
    try:
        turned = image.getexif().get(0x0112) in {5, 6, 7, 8}
    except BROKEN:
        turned = False  # damaged EXIF: the photo is shown as it lies
    return (image.height, image.width) if turned else image.size


def _plan(data: bytes, cache: Path, url_folder: str, width: int, height: int) -> Iterator[_Plan]:
    sha256 = hashlib.sha256(RECIPE.encode() + data).hexdigest()
    top = min(width, WIDTHS[-1])
    # a width close to the widest would be one file more for nothing
    for w in (*(w for w in WIDTHS if w * 5 <= top * 4), top):
        h = max(1, round(height * w / width))
        for extension, media_type, format_, options in _OUTPUTS:
            path = f"{url_folder.rstrip('/')}/{sha256[:16]}-{w}.{extension}"
            cached = cache / f"{sha256}-{w}.{extension}"
            yield _Plan(cached, Rendition(path, w, h, media_type), format_, options)


def _make(image: Image.Image, plans: tuple[_Plan, ...], name: str) -> None:
    try:
        image.draft(None, (2 * WIDTHS[-1], 2 * WIDTHS[-1]))  # JPEG: decode at about the size needed
        current = _in_srgb(_on_white(_turned(image)))
    except (*BROKEN, Image.DecompressionBombError) as error:
        raise FieldError(
            "photo-broken",
            f"Ảnh “{name}” bị hỏng hoặc chép chưa hết ({type(error).__name__}).",
            "Hãy chép lại ảnh gốc từ máy ảnh hoặc điện thoại.",
        ) from None
    for plan in reversed(plans):  # from wide to narrow, each from the one before
        size = (plan.rendition.width, plan.rendition.height)
        if current.size != size:
            current = current.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        current.info.clear()  # Pillow would write comments and profiles from here
        _save(current, plan)


def _turned(image: Image.Image) -> Image.Image:
    image.load()
    try:
        return ImageOps.exif_transpose(image)
    except BROKEN:
        return image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"I", "F", "I;16", "I;16B", "I;16L"}:
        # sixteen bits of grey: Pillow would cut the values off instead of scaling them
        return image.convert("I").point(lambda v: v / 256).convert("L")
    if not image.has_transparency_data:
        return image
    alpha = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    flat = Image.alpha_composite(white, alpha).convert("RGB")
    flat.info = dict(image.info)
    return flat


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if image.mode not in _COLOUR_SPACES:
        image = image.convert("RGB")
    if not profile:
        return image.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != _COLOUR_SPACES[image.mode]:
            return image.convert("RGB")
        managed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image.convert("RGB")  # a damaged profile: the numbers as they are
    return managed or image.convert("RGB")


def _save(image: Image.Image, plan: _Plan) -> None:
    """Write to a temporary name beside the target, then rename: a reader never sees half a file."""
    plan.cached.parent.mkdir(parents=True, exist_ok=True)
    # not tempfile: its files are for one user only, and these get published
    temporary = plan.cached.with_name(f"{uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as stream:
            image.save(stream, plan.format, **plan.options)
        temporary.replace(plan.cached)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
