"""Which quality of which type: bytes, likeness and time, on real photos.

    .venv/bin/python -m benchmarks.photo_quality [--width 720] [PHOTO …]

Without photos it takes those that scikit-image and scikit-learn carry in their packages (pip downloads
them to a temporary folder). Likeness is SSIM over blocks of 8 × 8 of the lightness, 1 for the same picture;
`worst` is that of the photo that suffered most.
"""

import argparse
import io
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image, ImageMath

_PACKAGES = ("scikit-image", "scikit-learn")
_PHOTOS = {
    "astronaut.png", "chelsea.png", "coffee.png", "motorcycle_left.png", "rocket.jpg", "china.jpg",
    "flower.jpg",
}  # fmt: skip
_BLOCK = 8
# What the measure adds so that even blocks are not divided by zero: (0.01 · 255)², (0.03 · 255)².
_C1, _C2 = 6.5025, 58.5225

_TRIALS: tuple[tuple[str, Mapping[str, int | bool]], ...] = (
    *(("AVIF", {"quality": q, "speed": s, "max_threads": 1}) for s in (6, 8, 9) for q in (45, 50, 55, 60)),
    *(("WEBP", {"quality": q, "method": m}) for m in (2, 4, 6) for q in (66, 72, 78)),
    *(("JPEG", {"quality": q, "optimize": True, "progressive": True}) for q in (70, 76, 82)),
)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("photos", type=Path, nargs="*")
    parser.add_argument("--width", type=int, default=720)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = options.photos or sorted(_download(Path(folder)))
        photos = [_at_width(file, options.width) for file in files]
    print(f"{len(photos)} photos at {options.width} px\n")
    print("type  settings                        kB  largest   SSIM  worst     ms")
    for format_, settings in _TRIALS:
        sizes, likeness, took = zip(*(_trial(p, format_, settings) for p in photos), strict=True)
        said = " ".join(f"{k} {v}" for k, v in settings.items() if k in {"quality", "speed", "method"})
        print(
            f"{format_:5} {said:<26} {_mean(sizes) / 1e3:7.1f} {max(sizes) / 1e3:8.1f}"
            f" {_mean(likeness):6.4f} {min(likeness):6.4f} {_mean(took) * 1e3:6.0f}",
            flush=True,
        )
    return 0


def _download(folder: Path) -> Iterator[Path]:
    command = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([*command, "-d", str(folder), *_PACKAGES], check=True)
    for package in folder.glob("*.whl"):
        with zipfile.ZipFile(package) as archive:
            for name in archive.namelist():
                if Path(name).name in _PHOTOS:
                    yield Path(archive.extract(name, folder))


def _at_width(file: Path, width: int) -> Image.Image:
    photo = Image.open(file).convert("RGB")
    return photo.resize((width, round(photo.height * width / photo.width)), Image.Resampling.LANCZOS)


def _trial(photo: Image.Image, format_: str, settings: Mapping[str, int | bool]) -> tuple[int, float, float]:
    stream = io.BytesIO()
    begun = time.perf_counter()
    photo.save(stream, format_, **settings)
    took = time.perf_counter() - begun
    with Image.open(stream) as again:
        return len(stream.getvalue()), ssim(photo, again), took


def ssim(one: Image.Image, other: Image.Image) -> float:
    """Structural similarity (Wang and others, 2004) over separate blocks, of the lightness."""
    a, b = (i.convert("L").convert("F") for i in (one, other))
    mean_a, mean_b = _blocks(a), _blocks(b)
    likeness = ImageMath.lambda_eval(
        lambda v: (
            (2 * v["ma"] * v["mb"] + _C1)
            * (2 * (v["ab"] - v["ma"] * v["mb"]) + _C2)
            / (
                (v["ma"] * v["ma"] + v["mb"] * v["mb"] + _C1)
                * (v["aa"] - v["ma"] * v["ma"] + v["bb"] - v["mb"] * v["mb"] + _C2)
            )
        ),
        ma=mean_a,
        mb=mean_b,
        aa=_blocks(_times(a, a)),
        bb=_blocks(_times(b, b)),
        ab=_blocks(_times(a, b)),
    )
    return float(likeness.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))


def _times(a: Image.Image, b: Image.Image) -> Image.Image:
    product: Image.Image = ImageMath.lambda_eval(lambda v: v["a"] * v["b"], a=a, b=b)
    return product


def _blocks(image: Image.Image) -> Image.Image:
    """The mean of each block; blocks lie across those of JPEG, whose seams would not be seen otherwise."""
    width, height, half = image.width // _BLOCK - 1, image.height // _BLOCK - 1, _BLOCK // 2
    box = (half, half, half + width * _BLOCK, half + height * _BLOCK)
    return image.resize((width, height), Image.Resampling.BOX, box=box)


def _mean(values: tuple[float, ...]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    sys.exit(main())
