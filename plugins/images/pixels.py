"""From a camera's pixels to a page's: upright, on white, sRGB, eight bits, no larger than needed."""

import io

from PIL import Image, ImageCms

from plugins.images.open import orientation

# What undoes each EXIF orientation.
_UNTURN = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip
_WIDE = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")
_PROFILE_SPACE = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}


def upright(image: Image.Image, width: int, height: int) -> Image.Image:
    """The photo in RGB at exactly that upright size. Decodes it, as small as JPEG allows.

    Of an animation the first frame is taken: a page of news is no place for what cannot be stopped,
    and a moving picture weighs ten still ones. Raises what Pillow raises on broken data.
    """
    turned = orientation(image) >= 5 and image.format != "TIFF"
    lying = (height, width) if turned else (width, height)
    image.draft(None, lying)  # JPEG decodes to 1/2, 1/4, 1/8 at a fraction of the cost
    image.load()
    profile, turn = image.info.get("icc_profile"), orientation(image)
    plain = _plain(_halved(image, lying))
    small = plain if plain.size == lying else plain.resize(lying, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if turn in _UNTURN:
        small = small.transpose(_UNTURN[turn])
    return _in_srgb(small, profile)


def smaller(image: Image.Image, width: int, height: int) -> Image.Image:
    """A photo already in RGB, reduced."""
    if image.size == (width, height):
        return image
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _halved(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A huge picture at about twice the size needed: what follows makes copies."""
    factor = min(image.width // size[0], image.height // size[1]) // 2
    if factor < 2 or image.mode not in {"RGB", "RGBA", "L", "LA", "CMYK"}:
        return image
    return image.reduce(factor)


def _plain(image: Image.Image) -> Image.Image:
    """RGB, grey or CMYK of eight bits without transparency."""
    if image.mode in _WIDE:
        return _eight_bits(image)
    if image.has_transparency_data or image.mode in {"La", "RGBa"}:
        alpha = image.convert("LA") if image.mode == "La" else image
        alpha = alpha.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(alpha, mask=alpha.getchannel("A"))
        return white
    if image.mode == "LAB":
        return _managed(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")))
    return image if image.mode in _PROFILE_SPACE else image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of more than eight bits; Pillow would cut the values off instead of scaling them."""
    wide = image.convert("F")
    low, high = wide.getextrema()
    assert isinstance(low, float)
    assert isinstance(high, float)
    top = next((t for t in (1.0, 255.0, 65_535.0) if high <= t), high)
    if image.mode.startswith("I;16"):
        top = 65_535.0
    if not (low >= 0 and top < float("inf")):  # negative or no numbers: measurements, not a photo
        raise ValueError("not a picture")
    return wide.point(lambda v: v * (255.0 / top) + 0.0).convert("L")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile:
        return image.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != _PROFILE_SPACE[image.mode]:
            return image.convert("RGB")
        return _managed(image, source)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image.convert("RGB")  # a damaged profile: the numbers as they are


def _managed(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    target = ImageCms.createProfile("sRGB")
    managed = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    assert managed is not None  # None only where the image is changed in place
    return managed
