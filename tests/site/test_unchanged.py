"""A build after a build: nothing to do is said at once, and anything to do is done."""

import os
import time
from pathlib import Path

import pytest

from tests.site.conftest import NOW, build
from tests.site.corpus import article

SAME = "Không có gì thay đổi từ lần dựng trước."


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Two articles, one of them held, left alone for a while."""
    for name, text in (("a", article("Bài A")), ("b", article("Bài B", state="nháp"))):
        file = tmp_path / f"content/bai-viet/2014/04/{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, (time.time() - 60, time.time() - 60))
    time.sleep(0.15)
    return tmp_path / "content"


def test_nothing_to_do_is_said_with_all_that_was_said(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    first, second = build(content, output), build(content, output)
    assert (first.code, second.code) == (3, 3)
    assert "Bài còn là bản nháp." in first.out and SAME not in first.out
    assert second.out == f"{first.out}{SAME}\n"
    assert second.err == ""


def test_an_edit_shows_and_its_files_are_listed(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(content, output)
    lists = tmp_path / ".reports/can-tai-len.txt"
    assert "index.html" in lists.read_text().splitlines()
    lists.unlink()
    file = content / "bai-viet/2014/04/a.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("không nói về người", "không nói gì về người"),
        encoding="utf-8",
    )
    again = build(content, output)
    assert SAME not in again.out
    assert "không nói gì về người" in again.page("/tin/2014/04/a/")
    listed = lists.read_text().splitlines()
    assert [path for path in listed if not path.startswith("tim-kiem/")] == [
        "chuyen-muc/chi-dao-dinh-huong/feed.xml",
        "feed.xml",
        "tin/2014/04/a/index.html",
    ]
    # of search: the shards of the new word and its pairs, the entry, the manifest where a shard is the first
    assert "tim-kiem/1/bai/0.json" in listed
    assert len(listed) <= 12


def test_a_page_that_was_lost_or_changed_by_hand_comes_back(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    first = build(content, output)
    page = output / "tin/2014/04/a/index.html"
    whole = page.read_bytes()
    page.unlink()
    (output / "la.html").write_text("lạ")
    second = build(content, output)
    assert second.out == first.out
    assert page.read_bytes() == whole
    assert not (output / "la.html").exists()
    page.write_bytes(b"x" * len(whole))
    assert build(content, output).out == first.out
    assert page.read_bytes() == whole


def test_a_lost_report_a_new_day_and_a_release_are_no_same_build(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(content, output)
    (tmp_path / ".reports/held.json").unlink()
    assert SAME not in build(content, output).out
    assert (tmp_path / ".reports/held.json").is_file()
    assert SAME in build(content, output).out
    assert SAME not in build(content, output, now=NOW.replace("2026-11-24", "2026-11-25")).out
    released = build(content, output, "--public")
    assert SAME not in released.out
    assert "Allow: /" in (output / "robots.txt").read_text()


def test_a_build_can_be_verified(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(content, output)
    (content / "bai-viet/2014/04/b.md").write_text(article("Bài B"), encoding="utf-8")
    verified = build(content, output, "--verify")
    assert verified.code == 0
    assert verified.out.endswith("Đã so với một trang dựng từ đầu: giống nhau từng byte.\n")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".kiem-tra")] == []
