"""Figures of a photo, taken while its pixels are at hand: colour, light, sharpness, look."""

from collections.abc import Iterator

from PIL import Image, ImageFilter, ImageStat

from plugins.images.plan import Made

# The second derivative in both directions, moved up so that both signs fit eight bits.
_LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
_TILES = 6


def measure(image: Image.Image) -> Made:
    """The figures of an upright RGB photo as wide as it will be shown."""
    grey = image.convert("L")
    red, green, blue = image.resize((1, 1), Image.Resampling.BOX).tobytes()
    light = round(ImageStat.Stat(grey).mean[0])
    return Made(f"#{red:02x}{green:02x}{blue:02x}", light, sharpness(grey), _look(grey))


def sharpness(grey: Image.Image) -> int:
    """The variance of the Laplacian in the sharpest tile of a grid of 6 × 6.

    One sharp part makes a photo sharp: behind a face all may be soft. A photo smaller than the page
    shows is taken as it is.
    """
    edges = grey.filter(_LAPLACE)
    return round(max(ImageStat.Stat(tile).var[0] for tile in _tiles(edges)))


def _tiles(image: Image.Image) -> Iterator[Image.Image]:
    columns, rows = image.width // _TILES, image.height // _TILES
    for row in range(_TILES):
        for column in range(_TILES):
            left, top = column * columns, row * rows
            # the filter leaves the outermost pixels as they were
            yield image.crop((left + 1, top + 1, left + columns - 1, top + rows - 1))


def _look(grey: Image.Image) -> str:
    """64 bits, one for each pair of neighbours in a grid of 9 × 8: is the left one lighter?

    Such bits stay as they are when a photo is resized or saved again (a "difference hash").
    """
    small = grey.resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = (small[9 * y + x] > small[9 * y + x + 1] for y in range(8) for x in range(8))
    return f"{sum(bit << n for n, bit in enumerate(bits)):016x}"


def distance(look: str, other: str) -> int:
    """In how many of 64 bits two looks differ."""
    return (int(look, 16) ^ int(other, 16)).bit_count()
