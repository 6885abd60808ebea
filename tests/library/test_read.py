"""Reading a whole content folder: nothing vanishes, nothing stops the rest."""

import os
import re
import unicodedata
from datetime import datetime
from pathlib import Path

import pytest

from plugins.articles import read as article_reading
from plugins.core.dates import HANOI
from plugins.core.text import nfc
from plugins.library import read as library_reading
from plugins.library.folders import ContentFolder
from plugins.library.read import Reading, read_content
from tests.site.conftest import ROOT
from tests.site.corpus import article

NOW = datetime(2026, 11, 24, 8, tzinfo=HANOI)


def read(tmp_path: Path) -> Reading:
    return read_content(ContentFolder(tmp_path / "content", ROOT / "content"), NOW, tmp_path / "cache")


def write(tmp_path: Path, name: str | bytes, text: str) -> None:
    file = os.path.join(os.fsencode(tmp_path / "content"), os.fsencode(name))  # noqa: PTH118 - bytes
    os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
    Path(os.fsdecode(file)).write_text(text, encoding="utf-8")


def reasons(reading: Reading) -> dict[str, set[str]]:
    return {source: {p.code for p in reading.problems if p.file == source} for source in reading.held}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("lac-duong.md", "stray-source"),
        ("ban-tin/bai.md", "stray-source"),
        ("bai-viet/2014/bai.docx", "stray-word-file"),
        ("bai-viet/2014/bai.DOC", "stray-word-file"),
    ],
)
def test_what_nobody_would_read_is_held_by_name(tmp_path: Path, name: str, code: str) -> None:
    write(tmp_path, name, article("Bài lạc"))
    reading = read(tmp_path)
    assert reasons(reading) == {name: {code}}
    assert reading.received == 1


@pytest.mark.parametrize(
    "name", ["bai-viet/.nhap.md", "bai-viet/~$bai.docx", "bai-viet/Thumbs.db", ".git/a.md"]
)
def test_litter_of_systems_and_editors_is_no_source(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "x")
    assert read(tmp_path).received == 0


def test_an_article_sent_twice_is_published_once(tmp_path: Path) -> None:
    for name in ("bai-viet/a.md", "bai-viet/b.md"):
        write(tmp_path, name, article("Một bài"))
    reading = read(tmp_path)
    assert [a.source for a in reading.library.articles] == ["bai-viet/a.md"]
    (problem,) = (p for p in reading.problems if p.code == "article-doubled")
    assert problem.message == "Bài này trùng cả tít lẫn nội dung với bai-viet/a.md."


def test_a_fault_of_ours_costs_one_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = article_reading.read_article

    def breaking(file: Path, *rest: object) -> object:
        if file.name == "hong.md":
            raise RecursionError("too deep")
        return real(file, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(library_reading, "read_article", breaking)
    write(tmp_path, "bai-viet/hong.md", article("Bài hỏng"))
    write(tmp_path, "bai-viet/tot.md", article("Bài tốt"))
    reading = read(tmp_path)
    assert [a.title for a in reading.library.articles] == ["Bài tốt"]
    assert reasons(reading) == {"bai-viet/hong.md": {"source-unreadable"}}


def test_names_that_are_no_text_or_differ_only_in_how_marks_are_stored(tmp_path: Path) -> None:
    write(tmp_path, b"bai-viet/h\xe1\xbb.md", article("Tên hỏng"))
    write(tmp_path, "bai-viet/Bài.md", article("Tên NFC"))
    write(tmp_path, unicodedata.normalize("NFD", "bai-viet/Bài.md"), article("Tên NFD"))
    reading = read(tmp_path)
    assert reading.received == 3
    assert len(reading.held) == 2
    assert {code for codes in reasons(reading).values() for code in codes} == {"name-broken", "name-doubled"}
    for source in reading.held:
        source.encode()  # can be printed


def test_two_people_with_one_address(tmp_path: Path) -> None:
    text = (ROOT / "content/nhan-vat/nguyen-van-a.md").read_text(encoding="utf-8")
    for folder in ("mot", "hai"):
        write(tmp_path, f"nhan-vat/{folder}/nguyen-van-a.md", text)
    reading = read(tmp_path)
    assert len(reading.library.people) == 1
    assert [codes & {"address-taken"} for codes in reasons(reading).values()] == [{"address-taken"}]


def test_a_fixed_page_cannot_take_an_address_of_the_site(tmp_path: Path) -> None:
    write(tmp_path, "trang/van-ban.md", (ROOT / "content/trang/lien-he.md").read_text(encoding="utf-8"))
    reading = read(tmp_path)
    assert reasons(reading) == {"trang/van-ban.md": {"address-taken"}}


def test_a_document_of_tomorrow_waits(tmp_path: Path) -> None:
    text = (ROOT / "content/van-ban/2014-153-kh-twd-btc.md").read_text(encoding="utf-8")
    write(tmp_path, "van-ban/mai.md", re.sub(r"(?m)^Ngày ban hành: .*$", "Ngày ban hành: 25/11/2026", text))
    reading = read(tmp_path)
    assert reading.library.documents == ()
    assert reasons(reading) == {"van-ban/mai.md": {"date-future"}}


def test_sources_are_named_in_composed_form(tmp_path: Path) -> None:
    write(tmp_path, unicodedata.normalize("NFD", "bai-viet/Bài.md"), article("Bài"))
    (found,) = read(tmp_path).library.articles
    assert found.source == nfc(found.source)
