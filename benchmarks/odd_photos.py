"""What becomes of odd images: Pillow's own, from its source package, and bombs made here.

    .venv/bin/python -m benchmarks.odd_photos [--all] [--tiny]

Downloads the source package of the Pillow that is installed into a temporary folder with pip, puts every
image of its test suite through the shelf as a reporter's photo, and prints for each kind of outcome how
many there were, and every image that took long or much. `--all` prints a line for every image; `--tiny`
takes images of any size, since most of Pillow's are smaller than any photo and would be refused by their
size alone.
Exit code 1 where one took more than 10 s or 1 GB, or was answered with no sentence.
"""

import argparse
import os
import resource
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import PIL

from plugins.core.fields import FieldError
from plugins.core.guard import Stopped, guarded_map
from plugins.images import open as open_module
from plugins.images.load import load_photo
from plugins.images.shelf import Shelf, stopped

# a little more than the guard's ten seconds: starting and ending a process
_SECONDS, _MEGABYTES = 10.5, 1000


@dataclass(frozen=True, slots=True)
class Fate:
    """What a photo got: "published 1200 × 900" or a fault's code; seconds; peak MB of its process."""

    what: str
    said: str
    seconds: float
    megabytes: float


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--tiny", action="store_true")
    options = parser.parse_args()
    if options.tiny:
        open_module.MIN_SIDE, open_module.MAX_RATIO = 1, 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [*_bombs(folder / "bombs"), *_pillows(folder)]
        fates = dict(_fates(files, folder / "cache"))
    made = Counter(fate.what for fate in fates.values())
    print(f"{len(fates)} images of Pillow {PIL.__version__} and of our own\n")
    for what, count in made.most_common():
        print(f"{count:5}  {what}")
    print("\nimage                                     fate                 s     MB")
    for file, fate in fates.items():
        if options.all or file.parent.name == "bombs" or fate.seconds > 2 or fate.megabytes > 300:
            print(f"{file.name[:40]:<41} {fate.what:<18} {fate.seconds:5.2f} {fate.megabytes:6.0f}")
    bad = [f.name for f, fate in fates.items() if fate.seconds > _SECONDS or fate.megabytes > _MEGABYTES]
    silent = [f.name for f, fate in fates.items() if fate.what != "published" and f.name not in fate.said]
    print(f"\nover 10 s or 1 GB: {bad or 'none'}; without a sentence that names the file: {silent or 'none'}")
    return 1 if bad or silent else 0


def _pillows(folder: Path) -> list[Path]:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-binary", ":all:", "--no-deps"]
    subprocess.run([*command, "-d", str(folder), f"pillow=={PIL.__version__}"], check=True)
    with tarfile.open(next(folder.glob("pillow-*.tar.gz"))) as package:
        package.extractall(folder, filter="data")
    tests = next(folder.glob("pillow-*/Tests"))
    return sorted(f for f in tests.rglob("*") if f.is_file() and f.suffix not in {".py", ".txt", ".md", ""})


def _fates(files: list[Path], cache: Path) -> Iterator[tuple[Path, Fate]]:
    """Each file in a guarded process of its own, as in a build, so that its memory can be measured."""

    def one(file: Path) -> Fate:
        shelf = Shelf(cache / str(os.getpid()), processes=0)
        before = time.perf_counter()
        try:
            load_photo(file, shelf, alt="x")
            what, said = "published", ""
        except FieldError as error:
            what, said = error.code, str(error)
        seconds = time.perf_counter() - before
        return Fate(what, said, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)

    for file in files:
        before = time.perf_counter()
        for _, found in guarded_map(one, [file], processes=1):
            if isinstance(found, Stopped):
                said = str(stopped(found).of(file.name))
                yield file, Fate(f"stopped: {found}", said, time.perf_counter() - before, 0)
            else:
                yield file, found


def _bombs(folder: Path) -> list[Path]:
    folder.mkdir()
    rows = zlib.compressobj(9)
    flat = b"".join(rows.compress(bytes(7001 * 3)) for _ in range(7000)) + rows.flush()
    text = zlib.compress(bytes(300_000_000), 9)
    made = {
        "empty.jpg": b"",
        "49-mpx.png": _png(7000, 7000, [(b"IDAT", flat)]),
        "144-mpx.png": _png(12_000, 12_000, []),
        "3600-mpx.png": _png(60_000, 60_000, []),
        "text-bomb.png": _png(400, 300, [(b"zTXt", b"a\0\0" + text), (b"iTXt", b"b\0\1\0\0\0" + text)]),
        "icc-bomb.png": _png(400, 300, [(b"iCCP", b"a\0\0" + text)]),
        "webp-canvas.webp": b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8X" + struct.pack("<IB3x", 10, 0)
        + b"\xfe\x3f\0" * 2 + bytes(12),
        "1x1.gif": b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;",
        "30000x1.png": _png(30_000, 1, []),
        "gif-65535.gif": b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\2D\1\0;",
        "svg.jpg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        "html.jpg": b"<!doctype html><script>1</script>",
        "zip.jpg": b"PK\3\4" + bytes(100),
        "noise.jpg": b"\xff\xd8\xff\xe0" + os.urandom(1_000_000),
    }  # fmt: skip
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return sorted(folder.iterdir())


def _png(width: int, height: int, chunks: list[tuple[bytes, bytes]]) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [b"\x89PNG\r\n\x1a\n"]
    for kind, data in [(b"IHDR", header), *chunks, (b"IEND", b"")]:
        parts += [struct.pack(">I", len(data)), kind, data, struct.pack(">I", zlib.crc32(kind + data))]
    return b"".join(parts)


if __name__ == "__main__":
    sys.exit(main())
