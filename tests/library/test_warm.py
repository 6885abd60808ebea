"""A process that builds again and again reads what a new one would."""

from datetime import datetime
from pathlib import Path

import pytest

from plugins.core.dates import HANOI
from plugins.library.folders import ContentFolder
from plugins.library.read import Reading, read_content
from plugins.library.warm import Memory
from tests.site.conftest import ROOT
from tests.site.corpus import write_good

NOW = datetime(2026, 11, 24, 8, tzinfo=HANOI)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write_good(tmp_path / "content", 6)
    return tmp_path / "content"


def read(content: Path, memory: Memory | None) -> Reading:
    folder = ContentFolder(content, ROOT / "content")
    # each way with a cache of its own: nothing may be right only because the other has written it
    cache = content.parent / ("warm" if memory else "new")
    return read_content(folder, NOW, cache, keep=True, memory=memory)


def told(reading: Reading) -> list[object]:
    articles = [
        (a.source, a.path, a.title, a.standfirst, a.body_html, a.stamp, a.places)
        for a in reading.library.articles
    ]
    return [articles, reading.problems, reading.held, reading.files, reading.made_with]


def test_whatever_is_edited_the_reading_is_that_of_a_new_process(content: Path) -> None:
    memory = Memory()
    first = content / "bai-viet/2014/01/bai-thu-0/index.md"
    second = content / "bai-viet/2014/02/bai-thu-1/index.md"
    text = first.read_text(encoding="utf-8")
    assert told(read(content, memory)) == told(read(content, None))
    edits = [
        text + "\nThêm một câu.\n",
        text.replace("Ngày: ", "Ngày: x"),
        text.replace("Bài thử số 0", "Tít mới"),
    ]
    for edit in edits:
        first.write_text(edit, encoding="utf-8")
        assert told(read(content, memory)) == told(read(content, None))
    second.rename(content / "bai-viet/2014/doi-ten.md")
    first.unlink()
    assert told(read(content, memory)) == told(read(content, None))


def test_what_has_not_changed_is_the_same_object(content: Path) -> None:
    memory = Memory()
    read(content, memory)  # which reads all of them
    before = {a.source: a for a in read(content, memory).library.articles}
    name = "bai-viet/2014/01/bai-thu-0/index.md"
    (content / name).write_text((content / name).read_text(encoding="utf-8") + "\nThêm.\n", encoding="utf-8")
    after = {a.source: a for a in read(content, memory).library.articles}
    assert [s for s in after if after[s] is not before[s]] == [name]
    assert "<p>Thêm.</p>" in after[name].body_html


def test_other_sections_make_all_of_it_anew(content: Path) -> None:
    memory = Memory()
    before = read(content, memory).library.site
    sections = (ROOT / "content" / "chuyen-muc.toml").read_text(encoding="utf-8")
    (content / "chuyen-muc.toml").write_text(sections + "\n# khác\n", encoding="utf-8")
    after = read(content, memory)
    assert after.library.site is not before
    assert told(after) == told(read(content, None))


def test_what_is_forgotten_is_read_again(content: Path) -> None:
    memory = Memory()
    first = read(content, memory).library.site
    assert read(content, memory).library.site is first
    memory.forget()
    assert read(content, memory).library.site is not first
