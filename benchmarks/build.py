"""Build the same articles with this project and with stock Pelican; print seconds, memory, ratios.

    python3 tasks.py bench [--articles 1000 10000]

Stock Pelican runs with its own "simple" theme, five categories, two tags an article, typogrify off by
default as in its own quick start and the same 20 articles a list page. Both write every page anew.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write_corpus

ROOT = Path(__file__).resolve().parents[1]
_STOCK_SETTINGS = """
SITENAME = "Bench"
SITEURL = "https://bench.example"
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
THEME = "simple"
ARTICLE_URL = "tin/{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
DEFAULT_PAGINATION = 20
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = "feeds/{slug}.xml"
MONTH_ARCHIVE_SAVE_AS = "luu-tru/{date:%Y}/{date:%m}/index.html"
READERS = {"rst": None}
TYPOGRIFY = True
TYPOGRIFY_OMIT_FILTERS = ["caps", "amp", "initial_quotes", "widont"]
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """One run: wall seconds, peak memory in MB, HTML pages written."""

    seconds: float
    megabytes: float
    pages: int


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", type=int, nargs="*", default=[1000, 10000])
    print("bài     công cụ     giây   MB đỉnh   trang   giây/Pelican   MB/Pelican", flush=True)
    for articles in parser.parse_args().articles:
        with tempfile.TemporaryDirectory() as folder:
            ours, stock = _ours(Path(folder), articles), _stock(Path(folder), articles)
        for name, one in (("dự án", ours), ("Pelican", stock)):
            ratios = f"{one.seconds / stock.seconds:12.2f} {one.megabytes / stock.megabytes:12.2f}"
            print(
                f"{articles:<7} {name:<9} {one.seconds:6.1f} {one.megabytes:9.0f} {one.pages:7} {ratios}",
                flush=True,
            )
    return 0


def _ours(folder: Path, articles: int) -> Measure:
    content, output = folder / "ours", folder / "ours-output"
    write_corpus(content, articles, stock=False)
    command = ["-m", "plugins.cli", "build", "--content", str(content), "--output", str(output)]
    return _measure(command, output, code=0)


def _stock(folder: Path, articles: int) -> Measure:
    content, output, settings = folder / "stock", folder / "stock-output", folder / "stockconf.py"
    write_corpus(content, articles, stock=True)
    settings.write_text(_STOCK_SETTINGS, encoding="utf-8")
    command = ["-m", "pelican", str(content), "-o", str(output), "-s", str(settings), "--quiet"]
    return _measure(command, output, code=0)


def _measure(command: list[str], output: Path, *, code: int) -> Measure:
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != code:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    return Measure(seconds, _megabytes(usage), sum(1 for _ in output.rglob("*.html")))


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
