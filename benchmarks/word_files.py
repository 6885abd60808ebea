"""What becomes of other people's Word files: the test documents of three readers, and bombs made here.

    .venv/bin/python -m benchmarks.word_files [--all] [--keep DIR]

Downloads into a temporary folder (or DIR, where it is kept for the next run): the source package of
python-docx with pip, the package of mammoth with npm (its test documents are not in the one pip gives), the
source package of pandoc with apt-get source, from lists of its own so that the system's stay as they are.
What cannot be had is said and left out. Every .docx goes through `read_word` in a process of its own.

For each collection: how many were converted and refused and why, the slowest, the largest, and how many words
that pandoc's own reader finds are neither in our text nor in our notes (numbers of lists aside). `--all`
prints a line for every file.
Exit code 1 where one crashed, or took more than 20 s or 1 GB.
"""

import argparse
import html
import re
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from plugins.core.fields import FieldError
from plugins.core.markup import make_converter, plain_text
from plugins.word.pandoc import program
from plugins.word.read import MEGABYTES, SECONDS, read_word
from tests.word.bombs import write_bombs

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Fate:
    """What a file got: "converted", a refusal's code or "CRASH"; the letters of its text and its notes."""

    what: str
    said: str = ""
    text: str = ""
    pictures: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    bad = []
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        write_bombs(Path(name) / "bombs")
        collections = [*_collections(folder), ("made here", Path(name) / "bombs")]
        for title, place in collections:
            fates = {file: _fate(file) for file in sorted(place.rglob("*.docx"))}
            _print(title, fates, every=options.all or title == "made here")
            bad += [f.name for f, fate in fates.items() if _is_bad(fate)]
    print(f"\ncrashed, over {SECONDS:.0f} s or over {MEGABYTES} MB: {bad or 'none'}")
    return 1 if bad else 0


def _is_bad(fate: Fate) -> bool:
    return fate.what == "CRASH" or fate.seconds > SECONDS + 0.5 or fate.megabytes > MEGABYTES


def _collections(folder: Path) -> Iterator[tuple[str, Path]]:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-binary", ":all:", "--no-deps"]
    fetched = (
        ("python-docx", [*pip, "python-docx"]),
        ("mammoth", ["npm", "pack", "--silent", "mammoth"]),
        ("pandoc", _apt(folder)),
    )
    for title, command in fetched:
        place = folder / title
        if not place.exists():
            place.mkdir()
            done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
            for package in (*place.glob("*.tar.gz"), *place.glob("*.tgz")):
                with tarfile.open(package) as opened:
                    opened.extractall(place, filter="data")
            if not any(place.rglob("*.docx")):
                print(f"{title}: not to be had: {done.stderr.strip()[-200:]}")
                shutil.rmtree(place)
                continue
        yield title, place


def _apt(folder: Path) -> list[str]:
    """apt-get source with lists of its own: the system's sources, read as sources of source packages."""
    lists = folder / "apt"
    (lists / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        system = Path("/etc/apt/sources.list.d/debian.sources").read_text(encoding="utf-8")
        (lists / "own.sources").write_text(re.sub(r"(?m)^Types:.*$", "Types: deb-src", system), "utf-8")
    kept = {"Etc::sourcelist": "/dev/null", "Etc::sourceparts": lists, "State::lists": lists / "lists"}
    options = " ".join(f"-o Dir::{name}={value}" for name, value in kept.items())
    return ["sh", "-c", f"apt-get -q {options} update && apt-get -q {options} source --download-only pandoc"]


# --- one file


def _fate(file: Path) -> Fate:
    """The file read in a process of its own, so that its memory (and pandoc's) can be told."""
    context = get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_read, args=(file, there))
    process.start()
    there.close()
    with suppress(EOFError):
        fate: Fate = here.recv()
        process.join()
        return fate
    process.join()
    return Fate("CRASH", f"process ended with {process.exitcode}")


def _read(file: Path, line: Connection) -> None:
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as media:
        try:
            found = read_word(file, Path(media))
            said = " ".join(note.message for note in found.notes)
            what, text, pictures = "converted", found.markdown, len(found.media)
        except FieldError as error:
            what, said, text, pictures = error.code, error.message, "", 0
        except Exception as error:  # whatever it is, it is what this program looks for
            what, said, text, pictures = "CRASH", repr(error), "", 0
    seconds = time.monotonic() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    line.send(Fate(what, said, text, pictures, seconds, peak / 1000))


def _lost(file: Path, fate: Fate) -> int:
    """How many words pandoc's reader finds and we neither show nor tell."""
    command: list[str | Path] = [program(), "--sandbox", "--from=docx", "--to=plain", "--wrap=none", file]
    theirs = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout
    ours = " ".join((plain_text(make_converter()(fate.text)), fate.text, html.unescape(fate.said)))
    return sum((_counted(theirs) - _counted(ours)).values())


def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.replace("_", " ").casefold()))


def _print(title: str, fates: dict[Path, Fate], *, every: bool) -> None:
    kinds = Counter(fate.what for fate in fates.values())
    print(f"\n{title}: {len(fates)} files; " + ", ".join(f"{n} {what}" for what, n in kinds.most_common()))
    if not fates:
        return
    slow, large = (max(fates.values(), key=key) for key in (lambda f: f.seconds, lambda f: f.megabytes))
    print(f"  slowest {slow.seconds:.2f} s, largest {large.megabytes:.0f} MB")
    for file, fate in fates.items():
        lost = _lost(file, fate) if fate.what == "converted" and title != "made here" else 0
        if every or lost or fate.what == "CRASH":
            tail = f"{len(fate.text)} letters, {fate.pictures} pictures" if fate.text else fate.said
            missing = f"; {lost} words less than pandoc" if lost else ""
            print(
                f"  {file.stem[:38]:<38} {fate.what:<22} {fate.seconds:5.2f} s {fate.megabytes:4.0f} MB"
                f"  {tail[:70]}{missing}"
            )


if __name__ == "__main__":
    sys.exit(main())
