"""What came of a source is kept; what is kept wrongly is no outcome at all."""

import os
import pickle
import sqlite3
import time
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from plugins.articles import read as article_reading
from plugins.articles.model import Article
from plugins.articles.read import ArticleContext
from plugins.core import cachefile
from plugins.core.cachefile import CacheError
from plugins.core.dates import HANOI
from plugins.core.markup import make_converter
from plugins.core.site import load_site_data
from plugins.core.stamps import digest
from plugins.library import read as library_reading
from plugins.library.folders import SOURCES, ContentFolder
from plugins.library.read import Reading, read_content
from plugins.places.gazetteer import load_gazetteer
from plugins.places.tag import Tagger
from tests.site.conftest import ROOT
from tests.site.corpus import article

NOW = datetime(2026, 11, 24, 8, tzinfo=HANOI)
Read = Callable[..., Reading]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Three articles, left alone for a while."""
    folder = tmp_path / "content"
    for name in ("a", "b", "c"):
        file = folder / f"bai-viet/2014/{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article(f"Bài {name}", body=f"Lời **{name}**."), encoding="utf-8")
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the articles that were read, in order."""
    names: list[str] = []
    real = article_reading.read_article

    def reading(file: Path, *rest: object) -> object:
        names.append(file.name)
        return real(file, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(library_reading, "read_article", reading)
    return names


def read(content: Path, now: datetime = NOW) -> Reading:
    return read_content(ContentFolder(content, ROOT / "content"), now, content.parent / "cache", keep=True)


def settle() -> None:
    """Wait until the clock of the file system has moved on."""
    time.sleep(0.15)


def kept_file(content: Path) -> Path:
    (file,) = (content.parent / "cache" / SOURCES).glob("*.sqlite")
    return file


def said(reading: Reading) -> list[tuple[object, ...]]:
    return [
        (a.source, a.title, a.published, a.section, a.places, a.standfirst, a.body_html, a.stamp)
        for a in reading.library.articles
    ]


def test_what_is_as_it_was_is_not_read_again(content: Path, opened: list[str]) -> None:
    settle()
    first = read(content)
    second = read(content)
    assert opened == ["a.md", "b.md", "c.md"]
    assert said(first) == said(second)
    assert first.problems == second.problems
    assert "<strong>a</strong>" in second.library.articles[0].body_html


def test_only_what_changed_is_read_again(content: Path, opened: list[str]) -> None:
    settle()
    before = said(read(content))
    (content / "bai-viet/2014/b.md").write_text(article("Bài b", body="Lời khác."), encoding="utf-8")
    after = said(read(content))
    assert opened == ["a.md", "b.md", "c.md", "b.md"]
    assert [x != y for x, y in zip(before, after, strict=True)] == [False, True, False]


def test_a_file_only_touched_is_not_read_again(content: Path, opened: list[str]) -> None:
    settle()
    read(content)
    (content / "bai-viet/2014/b.md").touch()
    read(content)
    assert opened == ["a.md", "b.md", "c.md"]


def test_a_change_within_a_tick_and_with_the_old_time_is_seen(content: Path, opened: list[str]) -> None:
    read(content)  # at once: the files are as young as the reading
    file = content / "bai-viet/2014/b.md"
    old = file.stat()
    with file.open("r+", encoding="utf-8") as stream:
        text = stream.read()
        stream.seek(0)
        stream.write(text.replace("Lời **b**", "Lời **x**"))
    os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert file.stat().st_size == old.st_size
    assert "<strong>x</strong>" in {a.title: a for a in read(content).library.articles}["Bài b"].body_html


def test_a_moved_article_is_another(content: Path, opened: list[str]) -> None:
    settle()
    read(content)
    (content / "bai-viet/2014/b.md").rename(content / "bai-viet/2014/d.md")
    assert [a.source for a in read(content).library.articles] == [f"bai-viet/2014/{n}.md" for n in "acd"]
    assert opened == ["a.md", "b.md", "c.md", "d.md"]


def test_the_clock_alone_lets_an_article_out(content: Path, opened: list[str]) -> None:
    tomorrow = NOW + timedelta(days=1)
    text = article("Bài mai", f"{tomorrow:%d/%m/%Y} 08:00")
    (content / "bai-viet/2014/mai.md").write_text(text, encoding="utf-8")
    settle()
    waiting = read(content)
    assert waiting.held == ("bai-viet/2014/mai.md",)
    assert (
        waiting.until == datetime(2026, 11, 25, tzinfo=HANOI).timestamp()
    )  # at midnight other things may change
    read(content, tomorrow - timedelta(seconds=1))
    assert opened.count("mai.md") == 1
    assert read(content, tomorrow).held == ()
    assert read(content).held == ("bai-viet/2014/mai.md",)  # and back, for a look from an earlier day
    assert opened.count("mai.md") == 3
    assert opened.count("a.md") == 1


@pytest.mark.parametrize("name", ["chuyen-muc.toml", "toa-soan.toml", "dia-ban/units.csv"])
def test_other_sections_imprint_or_places_are_another_reading(
    content: Path, opened: list[str], name: str
) -> None:
    settle()
    read(content)
    own = content / name
    own.parent.mkdir(exist_ok=True)
    for other in (ROOT / "content" / name).parent.glob("*.csv" if own.suffix == ".csv" else own.name):
        (own.parent / other.name).write_bytes(other.read_bytes())
    own.write_bytes(own.read_bytes().replace(b"\r\n", b"\n") + (b"" if own.suffix == ".csv" else b"\n# x\n"))
    if own.suffix == ".csv":
        own.write_bytes(own.read_bytes().replace("Xuân Trường".encode(), "Xuân Trường Mới".encode()))
    read(content)
    assert opened == ["a.md", "b.md", "c.md"] * 2


def test_a_damaged_cache_is_begun_anew(content: Path, opened: list[str]) -> None:
    settle()
    first = said(read(content))
    for damage in (b"", b"rubbish", os.urandom(5000)):
        kept_file(content).write_bytes(damage)
        assert said(read(content)) == first
    assert opened == ["a.md", "b.md", "c.md"] * 4


@pytest.mark.parametrize("column", ["outcome", "text"])
def test_a_damaged_outcome_or_text_is_never_shown(content: Path, column: str) -> None:
    settle()
    sound = said(read(content))
    with sqlite3.connect(kept_file(content)) as line:
        (data,) = line.execute(f"SELECT {column} FROM source").fetchone()
        line.execute(f"UPDATE source SET {column} = ?", (data[:-1] + bytes([data[-1] ^ 1]),))
    with pytest.raises(CacheError):
        said(read(content))
    assert len(sound) == 3


def test_a_strange_cache_makes_no_strange_thing(content: Path) -> None:
    """A cache of another hand may hold any bytes under a right digest: only our own things come of it."""
    settle()
    read(content)
    evil = pickle.dumps(print)
    with sqlite3.connect(kept_file(content)) as line:
        line.execute("UPDATE source SET outcome = ?", (digest(evil) + evil,))
    with pytest.raises(CacheError):
        said(read(content))


def test_the_cache_of_a_folder_that_is_gone_goes_too(content: Path, tmp_path: Path) -> None:
    read(content)
    content.rename(tmp_path / "other")
    read(tmp_path / "other")
    assert len(list((tmp_path / "cache" / SOURCES).glob("*.sqlite"))) == 1


def test_a_light_article_is_the_article(content: Path) -> None:
    """What the index holds of an article, and what is fetched for the first question beyond it."""
    settle()
    first = read_content(ContentFolder(content, ROOT / "content"), NOW, content.parent / "other")
    read(content)
    for whole, light in zip(first.library.articles, read(content).library.articles, strict=True):
        assert light.byline == whole.byline
        with pytest.raises(AttributeError, match="no_such_thing"):
            _ = light.no_such_thing  # type: ignore[attr-defined]
        for field in fields(Article):
            if field.name != "body":
                assert getattr(light, field.name) == getattr(whole, field.name), field.name
        assert light.body_html == whole.body_html
        assert replace(light, slug="x").title == whole.title


def test_without_a_place_for_the_cache_everything_is_read_each_time(content: Path, opened: list[str]) -> None:
    (content.parent / "cache").mkdir()
    (content.parent / "cache" / SOURCES).write_text("a file, not a folder", encoding="utf-8")
    assert len(said(read(content))) == len(said(read(content))) == 3
    assert opened == ["a.md", "b.md", "c.md"] * 2


def test_a_cache_that_cannot_be_written_costs_no_article(
    content: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle()
    read(content)
    (content / "bai-viet/2014/d.md").write_text(article("Bài d", body="Lời **d**."), encoding="utf-8")

    def full(_: object) -> bytes:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(cachefile, "seal", full)
    assert [title for _, title, *_ in said(read(content))] == ["Bài a", "Bài b", "Bài c", "Bài d"]
    monkeypatch.undo()
    assert len(said(read(content))) == 4


def test_an_empty_file_that_becomes_a_link_is_told_anew(content: Path) -> None:
    settle()
    file = content / "bai-viet/2014/d.md"
    file.write_bytes(b"")
    assert [p.code for p in read(content).problems] == ["file-empty"]
    file.unlink()
    file.symlink_to(content / "bai-viet/2014/a.md")
    assert [p.code for p in read(content).problems] == ["not-a-file"]


def test_what_is_kept_is_what_was_read(content: Path) -> None:
    """Every field, also of an article that says all that one can say without a photo."""
    file = content / "bai-viet/2014/d.md"
    extra = (
        "Huyện: Bảo Lạc\nXã: Xuân Trường\nCập nhật: 20/04/2014\nĐã sửa: Sửa một chữ.\nBài mẫu: có\n"
        "Địa chỉ cũ: /tin/2014/04/ten-cu/\nVăn bản: 70-KH/TĐTN-TCKT\nNhân vật: nguyen-van-a\n"
    )
    file.write_text(article("Bài mẫu: trồng cỏ nuôi bò", extra=extra), encoding="utf-8")
    settle()
    root = ROOT / "content"
    context = ArticleContext(
        site=load_site_data(root / "chuyen-muc.toml", root / "toa-soan.toml"),
        gazetteer=(gazetteer := load_gazetteer(root / "dia-ban")),
        now=NOW,
        convert=make_converter(),
        tagger=Tagger(gazetteer),
    )
    told = article_reading.read_article(file, content, context)
    assert told.article is not None and not told.problems
    for reading in (read(content), read(content), read_content(ContentFolder(content, root), NOW, content)):
        (kept,) = (a for a in reading.library.articles if a.source == "bai-viet/2014/d.md")
        for field in fields(Article):
            if field.name not in ("body", "stamp"):
                assert getattr(kept, field.name) == getattr(told.article, field.name), field.name
        assert kept.body_html == told.article.body_html
