"""Hostile and huge photos: a sentence or a picture, within seconds and megabytes."""

import resource
import struct
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from plugins.core.fields import FieldError
from plugins.core.guard import guarded_map
from plugins.images.load import load_photo
from plugins.images.shelf import Shelf
from tests.images.pictures import grain, png, saved, scene


def photo_or_sentence(file: Path, cache: Path, processes: int) -> str:
    """'' where there is a photo, else the code of its fault; the sentence names the file."""
    try:
        loaded = load_photo(file, Shelf(cache, processes=processes), alt="x")
    except FieldError as error:
        assert file.name in error.message
        assert error.cure
        return error.code
    assert all(f.stat().st_size for _, f in loaded.files)
    return ""


def flat(width: int, height: int) -> bytes:
    """The pixels of a PNG of one colour, packed."""
    pack = zlib.compressobj(9)
    return b"".join(pack.compress(bytes(1 + 3 * width)) for _ in range(height)) + pack.flush()


BOMB_TEXT = zlib.compress(bytes(50_000_000), 9)
WEBP_HEAD = b"RIFF" + struct.pack("<I", 30) + b"WEBP"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (png(7000, 7000, (b"IDAT", flat(7000, 7000)), (b"IEND", b"")), ""),
        (png(30_000, 1), "photo-too-small"),
        (png(1, 1), "photo-too-small"),
        (png(30_000, 200), "photo-too-long"),
        (png(400, 300, (b"zTXt", b"a\0\0" + BOMB_TEXT), (b"IDAT", flat(400, 300))), "photo-unreadable"),
        (WEBP_HEAD + b"VP8X" + struct.pack("<IB3x", 10, 0) + b"\xfe\x3f\0" * 2 + bytes(12),
         "photo-too-large"),
        (WEBP_HEAD + b"VP8L" + struct.pack("<IBI", 10, 0x2F, 0x3FFF | 0x3FFF << 14) + bytes(12),
         "photo-too-large"),
        (b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\2D\1\0;", "photo-too-large"),
        (b"PK\3\4" + bytes(100), "photo-unreadable"),
    ],
    ids=["49-mpx", "30000x1", "1x1", "30000x200", "text-bomb", "webp-canvas", "webp-lossless", "gif", "zip"],
)  # fmt: skip
def test_bombs(tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "bom.jpg"
    file.write_bytes(data)
    begun = time.monotonic()
    assert photo_or_sentence(file, tmp_path / "cache", 1) == code
    assert time.monotonic() - begun < 10


def test_want_of_memory_costs_one_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.core.guard._limit_memory", lambda _: limit_to(60))
    file = tmp_path / "to.png"
    file.write_bytes(png(6000, 6000, (b"IDAT", flat(6000, 6000)), (b"IEND", b"")))
    assert photo_or_sentence(file, tmp_path / "cache", 1) in {"photo-too-much", "photo-crashes"}


def limit_to(more_megabytes: int) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    room = pages * resource.getpagesize() + more_megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (room, resource.RLIM_INFINITY))


def test_what_a_phone_photo_costs(tmp_path: Path) -> None:
    """12 Mpx: half a second and 76 MB on the machine of the decision; a slow one may take four times that."""
    file = tmp_path / "may.jpg"
    small = grain(800, 600, 30).resize((4000, 3000), Image.Resampling.BICUBIC)
    file.write_bytes(saved(small, "JPEG", quality=90))

    def cost(_: int) -> tuple[float, float]:
        begun = time.process_time()
        load_photo(file, Shelf(tmp_path / "cache", processes=0), alt="x")
        return time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    ((_, found),) = guarded_map(cost, [0], processes=1)
    assert isinstance(found, tuple)
    seconds, megabytes = found
    assert seconds < 2.5
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # what the fork began with, at most
    assert megabytes < before + 100


SOUND = {f: saved(scene(160, 130), f) for f in ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), max_size=4),
    st.floats(0.05, 1),
)
def test_damaged_photos(tmp_path: Path, format_: str, damage: list[tuple[float, bytes]], kept: float) -> None:
    """Bytes changed anywhere, the end cut off: a photo or a sentence, never anything else."""
    data = bytearray(SOUND[format_])
    for place, junk in damage:
        at = int(place * len(data))
        data[at : at + len(junk)] = junk
    file = tmp_path / "hong.jpg"
    file.write_bytes(data[: max(1, int(kept * len(data)))])
    assert photo_or_sentence(file, tmp_path / "cache", 0) in {
        "", "photo-unreadable", "photo-broken", "photo-too-small", "photo-too-large", "photo-too-long",
        "photo-too-much",
    }  # fmt: skip
