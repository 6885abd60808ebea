"""Search beside a plain reading of every article, and what a first query weighs by the server's log."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.language import Many
from benchmarks.measure import ROOT
from benchmarks.reader import Reader
from benchmarks.scan import Query, Scan
from benchmarks.search import faults, make_site, queries, row
from benchmarks.server import serve
from plugins.places.gazetteer import Gazetteer, load_gazetteer

ARTICLES = 180


@dataclass(frozen=True)
class Built:
    """A served site of articles with many words, and all of them read."""

    gazetteer: Gazetteer
    reader: Reader
    scan: Scan


@pytest.fixture(scope="module")
def built(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    gazetteer = load_gazetteer(ROOT / "content" / "dia-ban")
    folder: Path = tmp_path_factory.mktemp("do")
    articles, output = make_site(folder, Many(), ARTICLES)
    with serve(output) as served:
        yield Built(gazetteer, Reader(browser, served, output), Scan(articles, gazetteer))


def test_all_that_should_be_found_is_and_exact_marks_come_first(built: Built) -> None:
    page = built.reader.page()
    light = built.reader.visit(Query("xyzzy"))
    asked = list(queries(built.gazetteer))
    rows = []
    for query in asked:
        found = built.reader.all(page, query)
        rows.append(row(query, built.scan, built.reader.output, found, [light], light))
    page.close()
    assert [(one.query, what) for one in rows for what in faults(one, ARTICLES)] == []
    by_name = {one.query: one for one in rows}
    assert by_name["xyzzy"].found == 0
    assert light.status.startswith("Không tìm thấy gì cho “xyzzy”.")
    # all queries but that one ask for something that is there
    assert {one.query for one in rows if not one.expected} == {"xyzzy", "đường + huyện, mục, năm"}
    assert by_name["hoà bình (oà)"].found == by_name["hòa bình (òa)"].found > ARTICLES // 60
    assert by_name["duong"].found > by_name['"dương"'].found > 0
    assert {one.query: one.precision for one in rows if one.precision is not None and one.precision < 1} == {}


@pytest.mark.parametrize("text", ["đường", "thanh niên tình nguyện", "70-KH/TĐTN-TCKT"])
def test_a_first_query_is_light(built: Built, text: str) -> None:
    visit = built.reader.visit(Query(text))
    paths = [answer.path for answer in visit.log]
    assert {"/tim-kiem/", "/tim-kiem.js", "/tim-kiem/muc-luc.json"} <= {*paths}
    assert sum("/bai/" in path for path in paths) <= 8
    assert "kết quả cho" in visit.status
    assert visit.sent < 50_000
