"""What an editor may want to know of a photo: small, dark, blurred, used before. Never a fault."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.core.text import nfc
from plugins.images.measure import distance
from plugins.images.model import Note
from plugins.images.plan import Plan

# Below this a phone of 360 px at 2x and the text column show a photo enlarged.
SMALL = 800
# Mean lightness of 255. Photos at night and under a roof have 30 to 60; below 25 faces are lost.
DARK = 25
# See measure.sharpness and docs/decisions/0003-photos.md.
BLURRED = 60
# Of 64 bits. Resized or saved again a photo differs by 0 to 2, different photos by 10 and more.
ALIKE = 3
_BAND_BITS = 16  # 4 bands: looks that differ in at most 3 bits have one band in common


def notes(plan: Plan, name: str) -> Iterator[Note]:
    """The advice on a photo whose pixels are made; `name` as the reporter knows it."""
    name, made = nfc(name), plan.made
    if plan.width < SMALL:
        yield Note(
            "photo-narrow",
            f"Ảnh “{name}” chỉ rộng {plan.width} điểm ảnh, trên màn hình tốt sẽ không nét.",
            "Nếu có ảnh gốc, hãy thay; ảnh gửi qua Zalo, Facebook thường đã bị thu nhỏ.",
        )
    if made and made.light < DARK:
        yield Note(
            "photo-dark",
            f"Ảnh “{name}” rất tối.",
            "Nên chọn ảnh khác, hoặc làm sáng ảnh rồi lưu lại.",
        )
    elif made and made.sharpness < BLURRED:
        yield Note(
            "photo-blurred",
            f"Ảnh “{name}” có vẻ bị mờ, nhòe.",
            "Nên chọn ảnh khác nếu có.",
        )


@dataclass(frozen=True, slots=True)
class Use:
    """A photo in a source: relative file of the source, name of the photo, its content and look."""

    source: str
    name: str
    sha256: str
    look: str


def used_before(uses: Iterable[Use]) -> Iterator[tuple[Use, Use]]:
    """Pairs (use, an earlier use of the same picture in another source); `uses` oldest first.

    The same picture: equal content, or a look that hardly differs (saved again, made smaller).
    """
    by_content: dict[str, Use] = {}
    by_band: defaultdict[tuple[int, str], list[Use]] = defaultdict(list)
    for use in uses:
        earlier = by_content.get(use.sha256) or _alike(use, by_band)
        if earlier is None:
            by_content[use.sha256] = use
            for band in _bands(use.look):
                by_band[band].append(use)
        elif earlier.source != use.source:
            yield use, earlier


def _alike(use: Use, by_band: dict[tuple[int, str], list[Use]]) -> Use | None:
    for band in _bands(use.look):
        for other in by_band.get(band, ()):
            if distance(use.look, other.look) <= ALIKE:
                return other
    return None


def _bands(look: str) -> Iterator[tuple[int, str]]:
    """The four parts of a look; a look that says nothing (an even surface) is like nothing."""
    if len(set(look)) > 2:
        digits = _BAND_BITS // 4
        yield from ((start, look[start : start + digits]) for start in range(0, len(look), digits))


def doubled_photo(use: Use, earlier: Use) -> Note:
    """The advice on a pair of used_before."""
    return Note(
        "photo-used-before",
        f"Ảnh “{nfc(use.name)}” đã dùng ở bài {earlier.source} (“{nfc(earlier.name)}”).",
        "Nếu là việc khác, nên dùng ảnh của chính việc ấy; nếu cố ý, không cần làm gì.",
    )
