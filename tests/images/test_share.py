"""What social networks get: a crop where there is something to see, or the card of a section."""

import io
from pathlib import Path

import pytest
from PIL import Image

from plugins.images.card import draw_card
from plugins.images.crop import crop
from plugins.images.plan import Plan
from tests.images.pictures import grain

ICON = Path(__file__).parents[2] / "theme" / "static" / "icon-180.png"


@pytest.mark.parametrize(
    ("size", "wanted"),
    [((4000, 3000), (1200, 630)), ((3000, 4000), (1200, 630)), ((1200, 630), (1200, 630)),
     ((900, 600), (900, 472)), ((4000, 1000), (571, 300)), ((599, 599), None), ((600, 315), (600, 315)),
     ((700, 200), None)],
)  # fmt: skip
def test_the_size_of_the_crop(size: tuple[int, int], wanted: tuple[int, int] | None) -> None:
    share = Plan("0" * 64, *size).share
    if wanted == (571, 300):  # 1200 x 300 of the widest rendition hold no 600 px of that shape
        assert share is None
    else:
        assert (share and (share.width, share.height)) == wanted


@pytest.mark.parametrize(
    ("size", "busy"), [((1200, 1600), (300, 300)), ((1200, 1600), (300, 1000)), ((1200, 1600), (700, 620))]
)
def test_the_busiest_part_is_taken(size: tuple[int, int], busy: tuple[int, int]) -> None:
    image = Image.new("RGB", size, "#7a8a9a")
    image.paste(grain(300, 300), busy)
    part = crop(image, 1200, 630)
    assert part.size == (1200, 630)
    box = part.convert("L").point(lambda v: 255 * (abs(v - 136) > 20)).getbbox()
    assert box
    assert box[3] - box[1] > 290  # the busy square is in it, from top to bottom


def test_an_even_photo_is_cropped_above_the_middle() -> None:
    image = Image.merge("RGB", [Image.linear_gradient("L").resize((1200, 1600))] * 3)
    first = crop(image, 1200, 630).getpixel((0, 0))
    assert isinstance(first, tuple)
    assert 1600 * 0.1 < first[0] / 255 * 1600 < 1600 * 0.4


def test_the_card_of_a_section() -> None:
    data = draw_card(ICON, "Tỉnh Đoàn Cao Bằng", "Gương trí thức trẻ")
    with Image.open(io.BytesIO(data)) as card:
        assert (card.format, card.size) == ("PNG", (1200, 630))
        colours = {c for _, c in card.convert("RGB").getcolors(100_000) or []}
    assert (0x14, 0x2C, 0x50) in colours
    assert len(data) < 30_000
    assert draw_card(ICON, "Tỉnh Đoàn Cao Bằng", "Gương trí thức trẻ") == data
