"""An issue that names articles by addresses they had: it goes on with them, and the editor is told."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from plugins.addresses.articles import FormerArticles
from plugins.core.dates import HANOI
from plugins.issues.bulletin import Newsroom, read_newsroom
from plugins.issues.freeze import close_issue
from plugins.library.folders import ContentFolder
from tests.issues.desk import NOW, told, write_articles
from tests.site.conftest import ROOT, build, run_task
from tests.site.corpus import article

ISSUE = """\
so = 4
ngay = 2014-04-30
trang_thai = "đã duyệt"

[bia]
bai = "{cover}"

[[phan]]
ten = "Tin các huyện"
bai = ["2014/04/bai-mot", "{name}"]
"""
LEDGER = """\
/tin/2014/03/ten-dau/ → /tin/2014/04/ten-hai/
/tin/2014/04/ten-hai/ → /tin/2014/04/bai-hai/
/tin/2013/04/hai-lan/ đã gỡ
/tin/2014/04/hai-lan/ → /tin/2014/04/bai-hai/
/tin/2014/04/da-go/ đã gỡ
/tin/2014/04/toi-da-go/ → /tin/2014/04/da-go/
/tin/2014/04/da-mat/ = 0000000000000000 bai-viet/2014/04/da-mat/index.md
/tin/2014/04/vong/ → /tin/2014/04/vong/
/tin/2014/04/thanh-van-ban/ → /van-ban/2014/70-kh-tdtn-tckt/
/tin/2014/04/cho-duyet/ = 0000000000000001 bai-viet/2014/04/cho-duyet/index.md
/tin/2014/04/doi-ten/ = 0000000000000002 bai-viet/2014/04/bai-hai/index.md
"""
DROP = "Bỏ tên bài khỏi số này."


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Articles of April, a plan, and a ledger in which some of them had other addresses."""
    folder = tmp_path / "content"
    write_articles(folder)
    second = folder / "bai-viet/2014/04/bai-hai/index.md"
    text = article("Bài hai", "16/04/2014", extra="Địa chỉ cũ: /tin/2014/01/tu-khai/\n", body="Lời hai.")
    second.write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "content/van-ban", folder / "van-ban")
    (folder / "dia-chi.txt").write_text(LEDGER, encoding="utf-8")
    (folder / "ban-tin").mkdir()
    return folder


def write_issue(content: Path, name: str, cover: str = "2014/04/bai-mot") -> Path:
    file = content / "ban-tin/2014-04.toml"
    file.write_text(ISSUE.format(name=name, cover=cover), encoding="utf-8")
    return file


def read(content: Path, now: datetime = NOW) -> Newsroom:
    folder = ContentFolder(content, ROOT / "content")
    return read_newsroom(folder, now, content.parent / "cache", former=FormerArticles)


def of_issue(newsroom: Newsroom) -> list[str]:
    return told(p for p in newsroom.reading.problems if p.file == "ban-tin/2014-04.toml")


@pytest.mark.parametrize(
    "name",
    [
        "2014/04/ten-hai",
        "2014/03/ten-dau",  # by a chain
        "/tin/2014/03/ten-dau/",
        "ten-dau",
        "hai-lan",  # of two with one slug, the newest
        "2014/01/tu-khai",  # what the article says of itself
        "2014/04/doi-ten",  # the same file
    ],
)
def test_an_old_name_leads_to_the_article_and_the_editor_hears_the_new_one(content: Path, name: str) -> None:
    write_issue(content, name)
    newsroom = read(content)
    (printed,) = newsroom.printed
    assert [a.title for a in printed.issue.articles] == ["Bài một", "Bài hai"]
    assert of_issue(newsroom) == [
        f"10 article-moved (advice): Bài “{name}” nay ở địa chỉ /tin/2014/04/bai-hai/;"
        ' số báo lấy bài ấy ở đó. → Không phải sửa gì; muốn gọn thì ghi "2014/04/bai-hai".'
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2014/04/da-go", f"article-gone: Bài “2014/04/da-go” đã được gỡ khỏi trang. → {DROP}"),
        ("toi-da-go", f"article-gone: Bài “toi-da-go” đã được gỡ khỏi trang. → {DROP}"),
        ("2013/04/hai-lan", f"article-gone: Bài “2013/04/hai-lan” đã được gỡ khỏi trang. → {DROP}"),
        (
            "2014/04/da-mat",
            "article-gone: Bài “2014/04/da-mat” từng đăng, nay không còn trên trang."
            " → Chạy check để biết bài ấy nay ở đâu, hoặc bỏ tên bài khỏi số này.",
        ),
        (
            "vong",
            "article-gone: Bài “vong” từng đăng, nay không còn trên trang."
            " → Chạy check để biết bài ấy nay ở đâu, hoặc bỏ tên bài khỏi số này.",
        ),
        (
            "2014/04/thanh-van-ban",
            "article-gone: Bài “2014/04/thanh-van-ban” nay dẫn tới /van-ban/2014/70-kh-tdtn-tckt/,"
            f" không phải là một bài. → {DROP}",
        ),
        (
            "2014/04/cho-duyet",
            "article-unpublished: Bài “2014/04/cho-duyet” chưa được đăng: bài đang chờ duyệt."
            " → Duyệt hoặc sửa bài ấy trước, hoặc bỏ tên bài khỏi số này.",
        ),
        (
            "2014/04/bai-ha",
            "article-missing: Không có bài “2014/04/bai-ha” trong các bài đã đăng."
            " → Có phải là “2014/04/bai-hai”?",
        ),
    ],
)
def test_an_old_name_that_leads_to_no_article_holds_the_issue(content: Path, name: str, said: str) -> None:
    write_issue(content, name)
    newsroom = read(content)
    assert newsroom.printed == ()
    assert of_issue(newsroom) == [f"10 {said}"]


def test_the_cover_follows_too_and_no_article_comes_in_by_two_names(content: Path) -> None:
    write_issue(content, "2014/04/bai-hai", cover="ten-dau")
    newsroom = read(content)
    assert newsroom.printed[0].issue.cover.headline == "Bài hai"
    assert [line.partition(" (")[0] for line in of_issue(newsroom)] == ["6 article-moved"]
    write_issue(content, "ten-hai").write_text(
        ISSUE.format(name='ten-hai", "2014/04/bai-hai', cover="2014/04/bai-mot"), encoding="utf-8"
    )
    assert [line.partition(":")[0] for line in of_issue(read(content))] == [
        "10 article-moved (advice)", "10 article-repeated",
    ]  # fmt: skip


def test_without_a_ledger_an_unknown_name_is_unknown(content: Path) -> None:
    (content / "dia-chi.txt").unlink()
    write_issue(content, "2014/04/ten-hai")
    assert [line.partition(":")[0] for line in of_issue(read(content))] == ["10 article-missing"]


def test_a_closed_issue_keeps_an_article_that_was_renamed(content: Path) -> None:
    write_issue(content, "2014/04/bai-hai")
    closed = datetime(2014, 5, 1, 9, tzinfo=HANOI)
    (content / "ban-tin/2014-04").mkdir()
    close_issue(read(content, closed).printed[0].issue, content, {}, closed)
    seal = content / "ban-tin/2014-04/dong-so.toml"
    before = seal.read_bytes()
    folder = content / "bai-viet/2014/04"
    (folder / "bai-hai").rename(folder / "hai-moi")
    with (content / "dia-chi.txt").open("a", encoding="utf-8") as ledger:
        ledger.write("/tin/2014/04/bai-hai/ → /tin/2014/04/hai-moi/\n")
    newsroom = read(content)
    part = newsroom.printed[0].issue.parts[0]
    assert ([a.path for a in part.articles], part.gone) == (
        ["/tin/2014/04/bai-mot/", "/tin/2014/04/hai-moi/"], 0,
    )  # fmt: skip
    assert of_issue(newsroom) == []
    # what is mended in it is still a correction of what was printed
    text = (folder / "hai-moi/index.md").read_text(encoding="utf-8").replace("Lời hai.", "Lời khác.")
    (folder / "hai-moi/index.md").write_text(text, encoding="utf-8")
    assert [p.code for p in read(content).reading.problems if p.file.endswith("hai-moi/index.md")] == [
        "changed-after-print"
    ]
    assert seal.read_bytes() == before


def test_build_check_and_issue_follow(content: Path, tmp_path: Path) -> None:
    file = write_issue(content, "ten-dau")
    (content / "bai-viet/2014/04/cho-duyet/index.md").unlink()
    built = build(content, tmp_path / "output", now="2014-05-10")
    assert "Bài “ten-dau” nay ở địa chỉ /tin/2014/04/bai-hai/; số báo lấy bài ấy ở đó." in built.out
    assert '<a href="/tin/2014/04/bai-hai/">Bài hai</a>' in built.page("/ban-tin/2014-04/")
    for command in (("check", file), ("issue", "2014-04", "--content", content)):
        done = run_task(*command, now="2014-05-10")
        assert "[article-moved]" in done.stdout, done.stdout + done.stderr
