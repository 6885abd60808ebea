"""Made pictures for the tests of photos."""

import io
import struct
import zlib

from PIL import Image, ImageCms, ImageDraw
from pillow_heif import register_heif_opener

register_heif_opener()  # these tests also write what phones write

RED, BLUE = (200, 30, 30), (30, 30, 200)
# The transposition that each EXIF orientation undoes.
TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}


def scene(width: int = 1600, height: int = 1200, mode: str = "RGB") -> Image.Image:
    """Red above, blue below, a white corner above left: one sees which side is up and which is left."""
    image = Image.new("RGB", (width, height), RED)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height // 2, width, height), fill=BLUE)
    draw.rectangle((0, 0, width // 4, height // 4), fill="white")
    return image.convert(mode)


def grain(width: int = 1600, height: int = 1200, sigma: float = 60) -> Image.Image:
    """As rich in detail as a picture can be: noise in three colours."""
    return Image.merge("RGB", [Image.effect_noise((width, height), sigma) for _ in range(3)])


def saved(image: Image.Image, format_: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format_, **options)
    return stream.getvalue()


def oriented(image: Image.Image, orientation: int, format_: str) -> bytes:
    """A picture that lies as a camera of that orientation writes it, and says so."""
    if orientation in TURNS:
        image = image.transpose(Image.Transpose(TURNS[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(image, format_, exif=exif)


def near(found: object, wanted: tuple[int, int, int], by: int = 14) -> bool:
    assert isinstance(found, tuple)
    return all(abs(a - b) <= by for a, b in zip(found[:3], wanted, strict=True))


def upright(image: Image.Image) -> bool:
    """Whether a scene is seen as it was made."""
    rgb = image.convert("RGB")
    x, y = rgb.width - rgb.width // 8, rgb.height
    return (
        near(rgb.getpixel((x, y // 8)), RED)
        and near(rgb.getpixel((x, y - y // 8)), BLUE)
        and near(rgb.getpixel((rgb.width // 8, y // 8)), (255, 255, 255))
    )


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG that says how large it is and holds these chunks."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [b"\x89PNG\r\n\x1a\n"]
    for kind, data in [(b"IHDR", header), *(chunks or [(b"IDAT", b"")])]:
        parts += [struct.pack(">I", len(data)), kind, data, struct.pack(">I", zlib.crc32(kind + data))]
    return b"".join(parts)


# Red, green and blue of colour spaces, as XYZ under D50 (ICC's own white); of sRGB, Display P3 and Adobe RGB.
PRIMARIES = {
    "srgb": ((0.4360, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)),
    "p3": ((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841)),
    "adobe": ((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446)),
}


def profile(space: str) -> bytes:
    """An ICC profile with those primaries and the curve of sRGB."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for tag, xyz in zip((b"rXYZ", b"gXYZ", b"bXYZ"), PRIMARIES[space], strict=True):
        entry = data.index(tag)
        offset = struct.unpack(">I", data[entry + 4 : entry + 8])[0]
        data[offset + 8 : offset + 20] = struct.pack(">3i", *(round(v * 65_536) for v in xyz))
    return bytes(data)
