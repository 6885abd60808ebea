"""Reading a whole content folder: nothing vanishes, nothing stops the rest."""

import os
import re
import unicodedata
from datetime import datetime
from pathlib import Path

import pytest

from plugins.articles import read as article_reading
from plugins.core.dates import HANOI
from plugins.core.site import SiteDataError
from plugins.core.text import nfc
from plugins.library import read as library_reading
from plugins.library.folders import ContentFolder
from plugins.library.read import Reading, read_content
from tests.images.pictures import saved, scene
from tests.site.conftest import ROOT
from tests.site.corpus import article
from tests.site.photos import write_photos

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


def test_a_copy_beside_its_original_never_takes_its_address(tmp_path: Path) -> None:
    for name in ("index.md", "index - Copy.md"):
        write(tmp_path, f"bai-viet/2014/04/mot-bai/{name}", article("Một bài"))
    reading = read(tmp_path)
    assert [a.path for a in reading.library.articles] == ["/tin/2014/04/mot-bai/"]
    (problem,) = (p for p in reading.problems if p.code == "article-doubled")
    assert problem.file == "bai-viet/2014/04/mot-bai/index - Copy.md"
    assert problem.cure == (
        "Xóa tệp này nếu nó chỉ là bản chép; bài đã đăng là bai-viet/2014/04/mot-bai/index.md."
    )


@pytest.mark.parametrize("part", ["bai-viet", "van-ban", "trang", "nhan-vat"])
def test_a_linked_folder_publishes_nothing_from_outside(tmp_path: Path, part: str) -> None:
    write(tmp_path, "../outside/bi-mat.md", article("Bí mật"))
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "content" / part).symlink_to(tmp_path / "outside")
    with pytest.raises(SiteDataError, match=f"Thư mục {part} là một liên kết"):
        read(tmp_path)


def test_a_folder_that_cannot_be_read_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "bai-viet/2014/a.md", article("Bài"))
    real = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("2014"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(PermissionError):
        read(tmp_path)


@pytest.mark.parametrize("slug", ["..", "../../pwn", ".", "a/b", "A", "a b", 'x"y', ""])
def test_a_slug_cannot_lead_out_of_its_place(tmp_path: Path, slug: str) -> None:
    toml = f"[[chuyen_muc]]\nten = 'Mục thử'\nslug = '{slug}'\nmo_ta = 'm'\n"
    write(tmp_path, "chuyen-muc.toml", toml)
    with pytest.raises(SiteDataError, match=r"chuyen-muc\.toml: "):
        read(tmp_path)


def test_site_data_has_to_be_a_plain_file(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content" / "toa-soan.toml")
    with pytest.raises(SiteDataError, match=r"toa-soan\.toml: không phải là một tệp thường"):
        read(tmp_path)


def test_a_second_reading_opens_no_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_photos(tmp_path / "content")
    first = read(tmp_path)
    assert len(first.files) > 50

    def opened(file: Path) -> bytes:
        raise AssertionError(f"{file.name} is opened again")

    for module in ("shelf", "words"):
        monkeypatch.setattr(f"plugins.images.{module}.read_photo", opened)
    again = read(tmp_path)
    assert again.files == first.files
    assert again.problems == first.problems
    assert again.library.articles == first.library.articles


def test_a_photo_of_another_article_is_named(tmp_path: Path) -> None:
    photo = saved(scene(1600, 1200), "JPEG")
    for name, day in (("cu", 14), ("moi", 15)):
        text = article(
            f"Bài {name}", f"{day}/04/2014", extra="Ảnh trẻ em: không\n", body='![A](a.jpg "Ảnh: B")'
        )
        write(tmp_path, f"bai-viet/2014/04/{name}/index.md", text)
        (tmp_path / f"content/bai-viet/2014/04/{name}/a.jpg").write_bytes(photo)
    reading = read(tmp_path)
    assert [str(p) for p in reading.problems if p.code == "photo-used-before"] == [
        "bai-viet/2014/04/moi/index.md:1: Ảnh “a.jpg” đã dùng ở bài bai-viet/2014/04/cu/index.md (“a.jpg”)."
        " Nếu là việc khác, nên dùng ảnh của chính việc ấy; nếu cố ý, không cần làm gì. [photo-used-before]"
    ]
