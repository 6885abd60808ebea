"""The bulletin within the newsroom: counted, published with its files, closed, corrected."""

import hashlib
import re
from datetime import datetime
from pathlib import Path

import pytest

from plugins.core.dates import HANOI
from plugins.issues.bulletin import Newsroom, read_newsroom
from plugins.issues.draft import draft_issue
from plugins.issues.freeze import SealError, close_issue
from plugins.library.folders import ContentFolder
from tests.issues.desk import NOW, SOUND, told, write_articles
from tests.site.conftest import ROOT, build


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with articles of April and the issue of April."""
    folder = tmp_path / "content"
    write_articles(folder)
    write_issue(folder, SOUND)
    return folder


def write_issue(content: Path, text: str, key: str = "2014-04") -> Path:
    file = content / "ban-tin" / f"{key}.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def write_form(content: Path, name: str, data: bytes = b"%PDF-", key: str = "2014-04") -> Path:
    file = content / "ban-tin" / key / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def read(content: Path, now: datetime = NOW) -> Newsroom:
    return read_newsroom(ContentFolder(content, ROOT / "content"), now, content.parent / "cache")


def of_issue(newsroom: Newsroom, file: str = "ban-tin/2014-04.toml") -> list[str]:
    return told(p for p in newsroom.reading.problems if p.file == file)


def test_published_and_held_issues_are_counted(content: Path) -> None:
    write_issue(content, SOUND.replace("so = 4", "so = 0"), "2014-05")
    newsroom = read(content)
    assert newsroom.reading.received == 9
    assert newsroom.reading.held == ("bai-viet/2014/04/cho-duyet/index.md", "ban-tin/2014-05.toml")
    assert [p.issue.key for p in newsroom.printed] == ["2014-04"]


def test_the_site_has_the_archive_the_issue_and_its_files(content: Path, tmp_path: Path) -> None:
    write_form(content, "ban-tin-2014-04.pdf", b"%PDF-1.7 thu")
    write_form(content, "phat-thanh.txt", "Kính thưa bà con".encode())
    write_form(content, "ghi-chu.doc", b"x")
    built = build(content, tmp_path / "output", now="2014-05-10")
    assert built.code == 3, built.out + built.err  # one article waits
    assert built.report["held"][0]["source"] == "bai-viet/2014/04/cho-duyet/index.md"
    archive, issue = built.page("/ban-tin/"), built.page("/ban-tin/2014-04/")
    assert '<a href="/ban-tin/2014-04/">Bản tin Thanh niên số 4, tháng 4/2014</a>' in archive
    assert re.findall(r'<a href="(/ban-tin/[^"]+)" download>([^<]+)</a>', issue) == [
        ("/ban-tin/2014-04/ban-tin-2014-04.pdf", "Bản in (PDF, khổ A4)"),
        ("/ban-tin/2014-04/phat-thanh.txt", "Bài đọc phát thanh"),
    ]
    assert (built.output / "ban-tin/2014-04/ban-tin-2014-04.pdf").read_bytes() == b"%PDF-1.7 thu"
    assert not (built.output / "ban-tin/2014-04/ghi-chu.doc").exists()
    titles = re.findall(r'<h3 class="card__title"><a href="[^"]+">([^<]+)</a>', issue)
    assert titles == ["Bài một", "Bài hai", "Gương hai", "Gương ba"]
    assert '<a href="/ban-tin/">Bản tin</a>' in built.page("/")


def test_a_site_without_issues_has_no_bulletin(content: Path, tmp_path: Path) -> None:
    (content / "ban-tin/2014-04.toml").unlink()
    built = build(content, tmp_path / "output", now="2014-05-10")
    assert not (built.output / "ban-tin").exists()
    assert "/ban-tin/" not in built.page("/")


def test_an_issue_waits_for_its_day(content: Path) -> None:
    newsroom = read(content, datetime(2014, 4, 29, 8, tzinfo=HANOI))
    assert newsroom.printed == ()
    assert [i.key for i in newsroom.drafts] == ["2014-04"]
    assert of_issue(newsroom)[0].startswith("2 date-future (waiting): Số báo đề ngày 30/4/2014, chưa tới")


def test_two_issues_of_one_number(content: Path) -> None:
    may = SOUND.partition('\n[[phan]]\nten = "Gương"')[0].replace("2014-04-30", "2014-05-01")
    write_issue(content, may, "2014-05")
    assert (
        "1 issue-number-taken: Số 4 đã là số của ban-tin/2014-04.toml."
        " → Ghi số khác: mỗi số báo một số thứ tự."
    ) in of_issue(read(content), "ban-tin/2014-05.toml")


# -- closed issues


def close(content: Path) -> None:
    (printed,) = read(content).printed
    close_issue(printed.issue, content, datetime(2014, 5, 1, 9, tzinfo=HANOI))


def test_closing_writes_down_every_file_and_every_article(content: Path) -> None:
    pdf = write_form(content, "ban-tin-2014-04.pdf")
    close(content)
    seal = (content / "ban-tin/2014-04/dong-so.toml").read_text(encoding="utf-8")
    assert f'"ban-tin-2014-04.pdf" = "{hashlib.sha256(pdf.read_bytes()).hexdigest()}"' in seal
    assert "ngay = 2014-05-01T09:00:00+07:00" in seal
    assert seal.count("bai-viet/2014/04/") == 4
    assert of_issue(read(content)) == []


def test_a_closed_issue_closes_once_and_only_with_files(content: Path) -> None:
    with pytest.raises(SealError, match=r"^Số 4 chưa có tệp nào\. Chạy trước: issue 2014-04 --all$"):
        close(content)
    write_form(content, "ban-tin-2014-04.pdf")
    close(content)
    with pytest.raises(SealError, match=r"^Số 4 đã đóng rồi\.$"):
        close(content)


def test_a_changed_file_of_a_closed_issue_is_found(content: Path) -> None:
    pdf = write_form(content, "ban-tin-2014-04.pdf")
    epub = write_form(content, "ban-tin-2014-04.epub", b"PK")
    close(content)
    pdf.write_bytes(b"%PDF-1.8")
    epub.unlink()
    write_issue(content, SOUND + "# thêm\n")
    cure = "Lấy lại tệp cũ từ git hoặc bản sao lưu; điều cần sửa thì ghi “Đã sửa” trong bài."
    newsroom = read(content)
    assert of_issue(newsroom) == [
        f"0 closed-file-changed: Số này đã đóng, mà tệp “2014-04.toml” bị thay đổi. → {cure}",
        f"0 closed-file-changed: Số này đã đóng, mà tệp “ban-tin-2014-04.pdf” bị thay đổi. → {cure}",
        f"0 closed-file-missing: Số này đã đóng, mà tệp “ban-tin-2014-04.epub” không còn. → {cure}",
    ]
    assert newsroom.printed == ()


def test_a_seal_nobody_can_read(content: Path) -> None:
    write_form(content, "dong-so.toml", b"x = [")
    assert of_issue(read(content)) == [
        "0 seal-unreadable: Không đọc được biên bản đóng số. → Lấy lại tệp ấy từ git hoặc bản sao lưu."
    ]


def edit(content: Path, add: str = "") -> None:
    file = content / "bai-viet/2014/04/bai-mot/index.md"
    text = file.read_text(encoding="utf-8").replace("Lời của Bài một.", "Lời của Bài một, đã khác.")
    file.write_text(text.replace("Trạng thái:", f"{add}Trạng thái:"), encoding="utf-8")


def test_an_article_that_changes_after_print_is_advised(content: Path) -> None:
    pdf = write_form(content, "ban-tin-2014-04.pdf")
    close(content)
    edit(content)
    newsroom = read(content)
    assert told(p for p in newsroom.reading.problems if p.file.endswith("bai-mot/index.md")) == [
        "1 changed-after-print (advice): Bài đã in ở bản tin 2014-04, nay lời bài đã khác mà chưa ghi đã"
        " sửa gì. → Ghi “Cập nhật: ngày sửa” và “Đã sửa: sửa gì”; bản tin số sau sẽ đăng đính chính."
    ]
    assert [p.issue.key for p in newsroom.printed] == ["2014-04"]
    assert pdf.read_bytes() == b"%PDF-"


def test_the_correction_stands_on_the_article_and_in_the_next_issue(content: Path, tmp_path: Path) -> None:
    write_form(content, "ban-tin-2014-04.pdf")
    close(content)
    edit(content, "Cập nhật: 03/05/2014\nĐã sửa: Số hộ là sáu, không phải tám.\n")
    may = SOUND.replace("so = 4", "so = 5").replace("2014-04-30", "2014-05-05")
    write_issue(
        content,
        may.replace('"2014/04/bai-mot", "bai-hai"', '"thang-ba"').partition('\n[[phan]]\nten = "Gương"')[0],
        "2014-05",
    )
    write_issue(
        content,
        may.replace("so = 5", "so = 6")
        .replace("05-05", "06-05")
        .replace('"2014/04/bai-mot", "bai-hai"', '"thang-ba"')
        .partition('\n[[phan]]\nten = "Gương"')[0],
        "2014-06",
    )
    newsroom = read(content, datetime(2014, 6, 10, tzinfo=HANOI))
    assert not [p for p in newsroom.reading.problems if p.code == "changed-after-print"]
    listed = {
        p.issue.key: [(c.article.title, c.issue, c.what) for c in p.issue.corrections]
        for p in newsroom.printed
    }
    told_of = ("Bài một", "Bản tin Thanh niên số 4, tháng 4/2014", "Số hộ là sáu, không phải tám.")
    assert listed == {"2014-06": [], "2014-05": [told_of], "2014-04": []}
    built = build(content, tmp_path / "output", now="2014-06-10")
    assert "<b>Đính chính:</b> Số hộ là sáu, không phải tám." in built.page("/tin/2014/04/bai-mot/")
    assert '(<time datetime="2014-05-03T00:00:00+07:00">3/5/2014</time>) Số hộ là sáu' in built.page(
        "/ban-tin/2014-05/"
    )


def test_a_first_proposal_is_a_sound_draft(content: Path) -> None:
    (content / "ban-tin/2014-04.toml").unlink()
    text = draft_issue(read(content).reading.library, (2014, 4), 7)
    write_issue(content, text)
    newsroom = read(content)
    assert of_issue(newsroom) == [
        "4 issue-draft (waiting): Số báo còn là nháp, chưa đăng. → Soạn xong thì ghi “đã duyệt”."
    ]
    (issue,) = newsroom.drafts
    assert (issue.number, issue.day.isoformat()) == (7, "2014-04-30")
    assert [(p.title, [a.title for a in p.articles]) for p in issue.parts] == [
        ("Chỉ đạo, định hướng", ["Bài một", "Bài hai"]),
        ("Gương trí thức trẻ", ["Gương một", "Gương ba", "Gương hai"]),
    ]
