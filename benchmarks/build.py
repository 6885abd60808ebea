"""Build the same articles with this project, stock Pelican, Hugo and Eleventy; print what each took.

    python3 tasks.py bench [--articles 1000 10000] [--runs 3] [--tools ours hugo …] [--json FILE]

Every site has the same kinds of page: articles, lists of 20 a page by section, district and commune, month
archives, a front page, Atom feeds of the whole, each section and each district, a sitemap; typographic
quotes and dashes are on everywhere. Jobs: a cold build (no output, no cache), nothing changed, one word of
the middle article, its title. The tools take turns run by run, so that what else the machine does falls on
all. After each edit the new word has to stand in the page; a tool that fails is told and left out.

The sites lie in memory (/dev/shm) where there is enough: a shared disk is the largest noise, and who writes
everything anew, as the peers do, suffers most from it. `--folder` takes a folder on a real disk.

Known to be unequal. In the peers' favour: our pages carry more (related articles, share links, JSON-LD, a
map, inlined styles, share cards), our build checks every source and looks for places in every text, our
lists have one page more each (numbered from the oldest), Pelican's months are not split into pages, and
Pelican escapes nothing. In ours: Hugo and Eleventy can keep a site in memory while they serve it, which no
run here shows (Eleventy's --incremental is for that; with a file's name in a fresh process it fails).
"""

import os
import shutil
import sys
import tempfile
from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.corpus import make_corpus
from benchmarks.measure import ROOT
from benchmarks.results import Result, count_pages, growth_table, jobs_table, legend, pages_table, write_json
from benchmarks.tools import TOOLS, NotToBeHadError, Tool
from benchmarks.turns import Bench, take_turns
from plugins.cli.parser import Parser

_FEWEST = 20
_MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - only fresh folders of tempfile are made in it
_ROOM = 4_000_000_000


def main() -> int:
    """Measure and print; 1 where a tool failed."""
    options = _parser().parse_args()
    sizes = sorted(set(options.articles or options.numbers or [1000, 10000]))
    tools = list(_tools(options.tools))
    _print(f"{tool.title} {tool.version}" for tool in tools)
    print(f"dựng trong: {options.folder or 'thư mục tạm của máy'}", flush=True)
    results: list[Result] = []
    pages: dict[int, dict[str, Counter[str]]] = {}
    failed = not tools
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            corpus = make_corpus(size, ROOT / "content")
            # in memory nothing is left to be written; syncing would wait for everybody else's disk
            settle = _nothing if options.folder == _MEMORY_DISK else os.sync
            benches = [Bench(tool, Path(folder, tool.name), corpus, settle) for tool in tools]
            take_turns(benches, options.runs)
            pages[size] = {b.tool.name: count_pages(b.output) for b in benches if not b.failed}
        measured = [result for bench in benches for result in bench.results()]
        failed = failed or any(bench.failed for bench in benches)
        results += measured
        if measured:
            titles = {tool.name: tool.title for tool in tools}
            _print(pages_table(size, {titles[name]: counts for name, counts in pages[size].items()}))
            _print(jobs_table(measured))
            print(
                f"tải máy trung bình 5 phút cuối: {os.getloadavg()[1]:.1f} trên {os.cpu_count()} nhân",
                flush=True,
            )
    _print(growth_table(results))
    _print(legend())
    if options.json:
        write_json(options.json, results, pages)
    return int(failed)


def _parser() -> Parser:
    parser = Parser(prog="bench", description="Đo tốc độ và bộ nhớ khi dựng trang, so với công cụ khác.")
    parser.add_argument("numbers", metavar="SỐ", type=_articles, nargs="*", help="như --articles")
    parser.add_argument("--articles", metavar="SỐ", type=_articles, nargs="+", help="số bài của mỗi lần đo")
    parser.add_argument("--runs", metavar="SỐ", type=_runs, default=3, help="số lượt mỗi việc (mặc định: 3)")
    parser.add_argument("--tools", choices=list(TOOLS), nargs="+", default=list(TOOLS), help="công cụ cần đo")
    parser.add_argument(
        "--folder", metavar="THƯ_MỤC", type=Path, default=_memory(), help="nơi dựng (mặc định: bộ nhớ máy)"
    )
    parser.add_argument("--json", metavar="TỆP", type=Path, help="ghi thêm mọi số đo vào một tệp JSON")
    return parser


def _nothing() -> None:
    pass


def _memory() -> Path | None:
    """The memory disk of Linux, where all sites fit; None for the system's temporary folder."""
    fits = _MEMORY_DISK.is_dir() and shutil.disk_usage(_MEMORY_DISK).free >= _ROOM
    return _MEMORY_DISK if fits else None


def _articles(text: str) -> int:
    return _at_least(_FEWEST, text)


def _runs(text: str) -> int:
    return _at_least(1, text)


def _at_least(least: int, text: str) -> int:
    """The number, for argparse. Raises ArgumentTypeError with a Vietnamese sentence."""
    if not text.isdecimal() or int(text) < least:
        raise ArgumentTypeError(f"phải là số nguyên từ {least} trở lên, không phải “{text}”")
    return int(text)


def _tools(names: Iterable[str]) -> Iterator[Tool]:
    for name in dict.fromkeys(names):
        try:
            yield TOOLS[name]()
        except NotToBeHadError as error:
            print(f"Bỏ qua {name}: {error}. Các công cụ khác vẫn được đo.", flush=True)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
