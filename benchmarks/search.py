"""Search as readers have it: what is found, what comes first, what it weighs, how long it takes.

    .venv/bin/python -m benchmarks.search [--articles 3000 10000] [--language many few] [--runs 3]

For each language of the corpus (benchmarks/language.py) and each number of articles: the site is built with
the project's own content beside it, served with gzip, and asked a table of queries in headless Chromium.
Every query is a first one: a new browser profile, nothing kept, the processor slowed six times.

What should be found is told by a plain reading of all articles (benchmarks/scan.py). "thấy" is how many
articles search finds, "đủ" the part of what should be (recall), "đúng" the part of what was found that
should be (precision; pages that are no articles are read as HTML for it), "dấu" of the first ten answers the
part with exactly the typed marks and "tựa" with it all in the title (of as many as there are). Bytes are
those of the server's log, heads of answers included; "hỏi" what the browser sent. Times are from Enter to
results: on this machine's own line, and on a slow one ("4G": 150 ms, 1.6 Mbit/s as in Lighthouse). Exit
code 1 where a query is over the budget, misses an article or ranks marks wrong.
"""

import json
import os
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import normalize

from playwright.sync_api import Browser, sync_playwright

from benchmarks.corpus import Article, make_corpus
from benchmarks.forms import OURS
from benchmarks.language import Few, Language, Many
from benchmarks.measure import ROOT
from benchmarks.own_site import build
from benchmarks.reader import SLOW_LINE, Reader, Visit
from benchmarks.scan import Query, Scan, answers
from benchmarks.server import serve
from plugins.cli.parser import Parser
from plugins.places.gazetteer import Gazetteer, load_gazetteer
from plugins.places.model import Level, Unit
from tests.conftest import CHROMIUM, QUIET

NOW = "2026-11-24T08:00:00+07:00"  # after the reform of 2025
LANGUAGES: Mapping[str, type[Language]] = {"many": Many, "few": Few}
# kB of a first query in all, by the number of articles
BUDGETS = ((3000, 60.0), (10_000, 100.0))
_SLOWED = 6
_FIRST = 10
# Every so many articles, one says this (its place in the tuple decides which).
_EVERY = 60
_SAID = (
    "Thực hiện Kế hoạch số 70-KH/TĐTN-TCKT của Tỉnh Đoàn.",
    "Bà con trồng cỏ nuôi bò trên nương cũ.",
    "Nước hòa bình, làng hoà thuận.",
    normalize("NFD", "Khoẻ để học, khỏe để làm đường."),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A query's figures; shares are None where there is nothing to share. Bytes, and seconds."""

    query: str
    found: int
    expected: int
    recall: float | None
    precision: float | None
    marks: float | None
    titles: float | None
    sent: int
    asked: int
    requests: int
    seconds: float
    slow: float
    status: str
    missing: tuple[str, ...]


def main() -> int:
    """Measure and print; 1 where a bound is broken."""
    options = _options()
    gazetteer = load_gazetteer(ROOT / "content" / "dia-ban")
    tables, bad = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False, args=QUIET)
        for language in options.language:
            for size in options.articles:
                rows = list(_measure(browser, gazetteer, LANGUAGES[language](), size, options.runs))
                bad += [
                    f"{size} bài ({language}), {row.query}: {what}"
                    for row in rows
                    for what in faults(row, size)
                ]
                tables.append({"language": language, "articles": size, "rows": [asdict(row) for row in rows]})
                print("\n".join(_table(f"{size} bài, lời văn “{language}”", rows)), flush=True)
        browser.close()
    print(f"\ntải máy trung bình 5 phút cuối: {os.getloadavg()[1]:.1f} trên {os.cpu_count()} nhân")
    print("\n".join(bad))
    if options.json:
        options.json.write_text(json.dumps(tables, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(bool(bad))


def _options() -> Any:
    parser = Parser(prog="benchmarks.search", description="Đo ô tìm kiếm: đủ, đúng, nặng, lâu.")
    parser.add_argument(
        "--articles", metavar="SỐ", type=int, nargs="+", default=[3000, 10_000], help="số bài"
    )
    parser.add_argument(
        "--language", choices=list(LANGUAGES), nargs="+", default=list(LANGUAGES), help="lời văn"
    )
    parser.add_argument("--runs", metavar="SỐ", type=int, default=3, help="số lượt đo giờ (lấy số đứng giữa)")
    parser.add_argument("--json", metavar="TỆP", type=Path, help="ghi thêm mọi số đo vào một tệp JSON")
    return parser.parse_args()


def _measure(
    browser: Browser, gazetteer: Gazetteer, language: Language, size: int, runs: int
) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        articles, output = make_site(Path(name), language, size)
        scan = Scan(articles, gazetteer)
        with serve(output) as served:
            reader = Reader(browser, served, output)
            page = reader.page()
            for query in queries(gazetteer):
                visits = [reader.visit(query, _SLOWED) for _ in range(runs)]
                slow = reader.visit(query, _SLOWED, SLOW_LINE)
                yield row(query, scan, output, reader.all(page, query), visits, slow)
            page.close()


def make_site(folder: Path, language: Language, size: int) -> tuple[list[Article], Path]:
    """That many articles beside the project's own content, and the site built of them."""
    articles = [_planted(a) for a in make_corpus(size, ROOT / "content", language).articles]
    shutil.copytree(ROOT / "content", folder / "content")
    for article in articles:
        OURS.write_article(article, folder)
    build(folder / "content", folder / "output", now=NOW)
    return articles, folder / "output"


def _planted(article: Article) -> Article:
    said = article.number % _EVERY
    return replace(article, body=f"{article.body}\n{_SAID[said]}\n") if said < len(_SAID) else article


def queries(gazetteer: Gazetteer) -> Iterator[Query]:
    """The table: marks, spellings, phrases, numbers of papers, places through time, filters, nothing."""
    plan = ("/van-ban/2014/70-kh-tdtn-tckt/",)
    yield from (Query(text) for text in ("doan", "đoàn", "duong", "đường", "dương", '"dương"'))
    yield Query("hoà bình", "hoà bình (oà)")
    yield Query("hòa bình", "hòa bình (òa)")
    yield Query(normalize("NFD", "khỏe để học"), "khỏe để học (NFD)")
    yield from (
        Query(text)
        for text in ("thanh niên tình nguyện", '"trồng cỏ"', '"trồng cỏ nuôi bò"', '"trong co nuoi bo"')
    )
    yield from (Query(text, pages=plan) for text in ("70-KH/TĐTN-TCKT", "tdtn"))
    yield from (Query(unit.name, f"{unit.name} ({when})", place=True) for when, unit in _renamed(gazetteer))
    filters = {"huyen": "/dia-ban/bao-lac/", "muc": "/chuyen-muc/hoat-dong-du-an/", "nam": "2014"}
    yield Query("đường", "đường + huyện", {"huyen": filters["huyen"]})
    yield Query("đường", "đường + huyện, mục, năm", filters)
    yield Query("xyzzy")


def _renamed(gazetteer: Gazetteer) -> Iterator[tuple[str, Unit]]:
    """A commune of before 2020 whose heirs of 2020 and of 2025 each bear another name; all three."""
    for unit in (u for u in gazetteer.units if u.level is Level.COMMUNE and u.ends.year in (2019, 2020)):
        for second in gazetteer.successors(unit):
            for third in gazetteer.successors(second):
                if third.begins.year == 2025 and len({unit.name, second.name, third.name}) == 3:
                    yield from (("trước 2020", unit), ("2020", second), ("2025", third))
                    return


def row(
    query: Query, scan: Scan, output: Path, paths: Sequence[str], visits: Sequence[Visit], slow: Visit
) -> Row:
    """The figures of a query that found these pages, in this order."""
    expected = scan.expected(query)
    mine = [path for path in paths if path in scan.paths]
    others = [path for path in paths if path not in scan.paths]
    wanted = {*expected.found, *query.pages}
    right = len(expected.found.intersection(mine)) + sum(_reads(output, path, query) for path in others)
    return Row(
        query.title or query.text, len(mine), len(expected.found),
        _share(len(wanted.intersection(paths)), len(wanted)), _share(right, len(paths)),
        _first(mine, expected.exact), _first(mine, expected.titled),
        visits[0].sent, sum(answer.asked for answer in visits[0].log), len(visits[0].log),
        statistics.median(visit.seconds for visit in visits), slow.seconds, visits[0].status,
        tuple(sorted(wanted.difference(paths))[:5]),
    )  # fmt: skip


def _reads(output: Path, path: str, query: Query) -> bool:
    """Whether a page that is no article of the corpus has the words in its HTML."""
    html = (output / path.lstrip("/") / "index.html").read_text(encoding="utf-8")
    return answers(query, unescape(re.sub(r"<[^>]*>", " ", html)), exact=False)


def _first(paths: Sequence[str], good: frozenset[str]) -> float | None:
    could = min(_FIRST, len(good))
    return _share(sum(path in good for path in paths[:_FIRST][:could]), could)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def faults(row: Row, size: int) -> Iterator[str]:
    """What is not as it has to be, in Vietnamese."""
    budget = next((kilobytes for most, kilobytes in BUDGETS if size <= most), None)
    if budget is not None and row.sent > budget * 1000:
        yield f"{row.sent / 1000:.1f} kB, quá {budget:.0f} kB"
    if row.recall not in (1.0, None):
        yield f"sót {', '.join(row.missing)} …"
    if row.marks not in (1.0, None):
        yield "trang đúng dấu không đứng đầu"


def _table(title: str, rows: Sequence[Row]) -> Iterator[str]:
    yield f"\n### {title}\n"
    yield "| tìm | thấy | đủ | đúng | dấu | tựa | kB | hỏi kB | lượt tải | giây | giây, 4G |"
    yield f"|{'---|' * 11}"
    for r in rows:
        shares = " | ".join(
            "–" if s is None else f"{s:.3f}" for s in (r.recall, r.precision, r.marks, r.titles)
        )
        yield (
            f"| {r.query} | {r.found} | {shares} | {r.sent / 1000:.1f} | {r.asked / 1000:.1f} | {r.requests} "
            f"| {r.seconds:.2f} | {r.slow:.2f} |"
        )


if __name__ == "__main__":
    sys.exit(main())
