"""Advice on photos: what is said of a small, dark, blurred or used one, and of a good one nothing."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from PIL import Image, ImageEnhance, ImageFilter

from plugins.images.advise import ALIKE, BLURRED, Use, doubled_photo, notes, used_before
from plugins.images.measure import distance, measure, sharpness
from plugins.images.model import Note
from plugins.images.plan import Made, Plan
from tests.images.pictures import scene

GOOD = Plan("0" * 64, 1600, 1200, made=Made("#808080", 120, 900, "0123456789abcdef"))


def field(width: int = 1200, height: int = 900) -> Image.Image:
    """Blades and stones: soft noise with edges, as a photo of a slope has them."""
    noise = Image.effect_noise((width, height), 80).filter(ImageFilter.GaussianBlur(1))
    return Image.merge("RGB", [noise] * 3)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (GOOD, []),
        (replace(GOOD, made=None), []),
        (replace(GOOD, width=799),
         [Note("photo-narrow", "Ảnh “bò.jpg” chỉ rộng 799 điểm ảnh, trên màn hình tốt sẽ không nét.",
               "Nếu có ảnh gốc, hãy thay; ảnh gửi qua Zalo, Facebook thường đã bị thu nhỏ.")]),
        (replace(GOOD, made=Made("#000000", 24, 900, "0")),
         [Note("photo-dark", "Ảnh “bò.jpg” rất tối.", "Nên chọn ảnh khác, hoặc làm sáng ảnh rồi lưu lại.")]),
        (replace(GOOD, made=Made("#000000", 24, 0, "0")),
         [Note("photo-dark", "Ảnh “bò.jpg” rất tối.", "Nên chọn ảnh khác, hoặc làm sáng ảnh rồi lưu lại.")]),
        (replace(GOOD, made=Made("#808080", 120, 59, "0")),
         [Note("photo-blurred", "Ảnh “bò.jpg” có vẻ bị mờ, nhòe.", "Nên chọn ảnh khác nếu có.")]),
    ],
)  # fmt: skip
def test_notes(plan: Plan, said: list[Note]) -> None:
    assert list(notes(plan, "bò.jpg")) == said  # the name is NFD here, NFC in the sentence


@pytest.mark.parametrize(
    ("radius", "blurred"), [(0, False), (0.7, False), (1, False), (3, True), (6, True), (12, True)]
)
def test_blur_is_told_from_sharpness(radius: float, *, blurred: bool) -> None:
    grey = field().convert("L").filter(ImageFilter.GaussianBlur(radius))
    assert (sharpness(grey) < BLURRED) is blurred


def test_one_sharp_part_makes_a_photo_sharp() -> None:
    soft = field().filter(ImageFilter.GaussianBlur(12))
    soft.paste(field(240, 240), (500, 300))
    assert sharpness(soft.convert("L")) > BLURRED


def test_light_and_colour() -> None:
    made = measure(Image.new("RGB", (1200, 900), (10, 20, 30)))
    assert (made.colour, made.light) == ("#0a141e", 18)
    assert measure(ImageEnhance.Brightness(scene()).enhance(0.1)).light < 25


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "smaller": lambda i: i.resize((400, 300)),
    "lighter": lambda i: ImageEnhance.Brightness(i).enhance(1.2),
    "softer": lambda i: i.filter(ImageFilter.GaussianBlur(2)),
}


def blobs(seed: int) -> Image.Image:
    """Large soft shapes, others for each seed."""
    small = Image.frombytes("L", (20, 15), bytes(30 + b * 2 // 3 for b in Random(seed).randbytes(300)))
    return small.resize((1200, 900), Image.Resampling.BICUBIC).convert("RGB")


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_copy_looks_alike(change: str) -> None:
    image = blobs(3)
    assert distance(measure(image).look, measure(CHANGES[change](image)).look) <= ALIKE


def test_different_photos_do_not_look_alike() -> None:
    looks = [measure(blobs(seed)).look for seed in range(8)]
    assert min(distance(a, b) for a, b in pairwise(looks)) > 3 * ALIKE


def use(source: str, sha: str, look: str) -> Use:
    return Use(source, f"{source}.jpg", sha, look)


A = use("a", "1", "00f0a1b2c3d4e5f6")
SAME = use("b", "1", "00f0a1b2c3d4e5f6")
NEAR = use("c", "2", "10f0a1b2c3d5e5f6")  # two bits
FAR = use("d", "3", "ffffa1b2c3d4e5f6")  # twelve bits
FLAT, FLAT_TOO = use("e", "4", "0000000000000000"), use("f", "5", "0000000000000000")


@pytest.mark.parametrize(
    ("uses", "pairs"),
    [
        ([], []),
        ([A, A], []),
        ([A, FAR], []),
        ([A, SAME, NEAR], [(SAME, A), (NEAR, A)]),
        ([NEAR, A], [(A, NEAR)]),
        ([FLAT, FLAT_TOO], []),
        ([FLAT, replace(FLAT_TOO, sha256="4")], [(replace(FLAT_TOO, sha256="4"), FLAT)]),
    ],
)
def test_used_before(uses: list[Use], pairs: list[tuple[Use, Use]]) -> None:
    assert list(used_before(uses)) == pairs


def test_doubled() -> None:
    assert doubled_photo(SAME, A) == Note(
        "photo-used-before",
        "Ảnh “b.jpg” đã dùng ở bài a (“a.jpg”).",
        "Nếu là việc khác, nên dùng ảnh của chính việc ấy; nếu cố ý, không cần làm gì.",
    )
