"""Which pages are sure to be the same where only texts of articles differ."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from plugins.articles.model import Article, State, Text
from plugins.core.dates import HANOI
from plugins.core.site import Section
from plugins.output.publish import _Press
from plugins.output.shown import Frame, Shown
from plugins.pages.page import Page
from tests.site.test_incremental import Site

SECTION = Section("tin", "Tin", "")
STANDING = {path: (path.encode(), 1, 1) for path in ("/a", "/b", "/danh-sach")}
FRAME = Frame(b"same", 100.0, 200.0)


def article(source: str, stamp: bytes) -> Article:
    moment = datetime(2014, 4, 1, tzinfo=HANOI)
    return Article(source, source, source, moment, SECTION, "", "", Text(""), State.APPROVED, stamp=stamp)


ONE, OTHER = article("a", b"1"), article("b", b"1")


def notes(articles: Sequence[Article] = (ONE, OTHER), frame: Frame = FRAME) -> object:
    """What a build has noted whose pages are /a, /b and a list of both."""
    shown = Shown(None, {}, frame, articles)
    pages: list[list[object]] = [[ONE], [OTHER, "something else"], [ONE, OTHER, ONE]]
    for number, met in enumerate(pages):
        assert shown.key(number, [*STANDING][number]) is None
        shown.learn(number, met)
    return shown.notes()


def sure(shown: Shown) -> list[str]:
    return [path for number, path in enumerate(STANDING) if shown.key(number, path)]


def test_only_pages_that_show_the_mended_text_are_asked() -> None:
    mended = replace(ONE, stamp=b"2")
    shown = Shown(notes(), STANDING, FRAME, [mended, OTHER])
    assert sure(shown) == ["/b"]
    assert shown.key(1, "/b") == b"/b"
    # the next build knows the text by its new stamp, and the same pages
    shown.learn(0, [mended])
    assert sure(Shown(shown.notes(), STANDING, FRAME, [mended, OTHER])) == [*STANDING]
    assert sure(Shown(shown.notes(), STANDING, FRAME, [ONE, OTHER])) == ["/b"]


@pytest.mark.parametrize(
    ("frame", "articles"),
    [
        (Frame(b"other", 100.0, 200.0), (ONE, OTHER)),
        (Frame(b"same", 99.0, 200.0), (ONE, OTHER)),
        (Frame(b"same", 200.0, 300.0), (ONE, OTHER)),
        (None, (ONE, OTHER)),
        (FRAME, (ONE,)),
        (FRAME, (ONE, OTHER, article("c", b"1"))),
    ],
    ids=["something else changed", "clock set back", "its time is over", "no look", "one less", "one more"],
)
def test_else_every_page_is_asked(frame: Frame | None, articles: Sequence[Article]) -> None:
    assert sure(Shown(notes(), STANDING, frame, articles)) == []


def test_a_file_that_somebody_touched_is_asked() -> None:
    standing = {path: one for path, one in STANDING.items() if path != "/b"}
    assert sure(Shown(notes(), standing, FRAME, [ONE, OTHER])) == ["/a", "/danh-sach"]


def test_without_a_look_nothing_is_noted() -> None:
    assert Shown(None, {}, None, [ONE]).notes() is None


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """The pages of a build that are asked for what they show."""
    found: list[str] = []
    key = _Press._key

    def noted(press: _Press, page: Page) -> bytes:
        found.append(page.path)
        return key(press, page)

    with patch.object(_Press, "_key", noted):
        yield found


def test_a_build_after_a_mended_text_asks_few_pages(tmp_path: Path, asked: list[str]) -> None:
    site = Site(tmp_path)
    for number in range(6):
        site.write(number, section=number, place=number)
    site.check()
    every = len({*asked})
    asked.clear()
    site.mend(3, r"chữ \d+", "chữ 8")
    changes = site.make(site.output, site.cache)
    assert "/tin/2014/05/bai-3/index.html" in changes.written
    assert "/tin/2014/05/bai-3/" in asked
    assert "/tin/2014/05/bai-5/" not in asked
    assert len({*asked}) < every / 2
    asked.clear()
    site.mend(3, "tít", "tựa")  # what lists show and sort by: all are asked
    site.make(site.output, site.cache)
    assert len({*asked}) == every
