"""Editors: what waits, approving with a commit in the reporter's name, sending back, taking off."""

import os
from pathlib import Path

import pytest

from tests.intake.newsroom import CODE, DRAFT, TITLE, Newsroom, git, make_newsroom, new_repository, sound
from tests.site.conftest import run_task


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as on a machine on which nobody has set anything."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)


@pytest.fixture
def waiting(tmp_path: Path) -> Newsroom:
    """A newsroom with one article that waits."""
    newsroom = make_newsroom(tmp_path)
    newsroom.drop("Bài của tôi.md", sound())
    done = newsroom.intake()
    assert done.returncode == 0, done.stdout + done.stderr
    return newsroom


def test_what_waits_is_listed(waiting: Newsroom) -> None:
    done = waiting.duyet()
    assert done.returncode == 0
    assert done.stdout.splitlines()[:3] == [
        "Chờ duyệt (1):",
        f"  {CODE}  {TITLE}",
        "      bao-lac, nhận 8:00 ngày 20/4/2014",
    ]


def test_nothing_waits(tmp_path: Path) -> None:
    done = make_newsroom(tmp_path).duyet()
    assert (done.returncode, done.stdout) == (0, "Không có bài nào chờ duyệt.\n")


def test_one_article_is_shown_with_what_was_understood(waiting: Newsroom) -> None:
    shown = waiting.duyet(CODE).stdout
    assert f"Bài: {waiting.content / DRAFT}" in shown
    assert "  Tác giả: Người viết thử" in shown
    assert "  huyện Bảo Lạc (“Huyện: Bảo Lạc”)" in shown


def test_approved_is_committed_as_the_reporter_and_published(waiting: Newsroom) -> None:
    before = (waiting.content / DRAFT).read_text(encoding="utf-8")
    done = waiting.duyet(CODE, "--dong-y", "--loi", "Cảm ơn.")
    assert done.returncode == 0, done.stderr
    assert f"{CODE} “{TITLE}”: đã duyệt." in done.stdout
    after = (waiting.content / DRAFT).read_text(encoding="utf-8")
    assert after == before.replace("Trạng thái: chờ duyệt", "Trạng thái: đã duyệt")
    said = git(waiting.root, "log", "-1", "--format=%an|%ae|%cn|%B").stdout.strip()
    assert said == (
        "Người viết thử|bao-lac@tinhdoancaobang.example|Biên Tập Mẫu|"
        f"Duyệt {CODE}: {TITLE}\n\nCảm ơn.\n\nBai-gui: {CODE}"
    )
    assert git(waiting.root, "show", "--name-only", "--format=", "HEAD").stdout.split() == [
        f"content/{DRAFT}"
    ]
    assert "Đã duyệt" in waiting.receipt("da-nhan") and "Cảm ơn." in waiting.receipt("da-nhan")
    built = run_task(
        "build", "--content", waiting.content, "--output", waiting.root / "output", now="2014-04-21"
    )
    assert (waiting.root / "output/tin/2014/04/bai-thu-trong-co/index.html").is_file(), built.stdout
    waiting.intake()
    assert "Đã đăng" in waiting.receipt("da-nhan")


def test_only_the_article_is_committed(waiting: Newsroom) -> None:
    (waiting.root / "viec-khac.txt").write_text("đang viết dở", encoding="utf-8")
    git(waiting.root, "add", "viec-khac.txt")
    waiting.duyet(CODE, "--dong-y")
    assert git(waiting.root, "status", "--porcelain", "viec-khac.txt").stdout == "A  viec-khac.txt\n"


def test_a_commit_that_a_hook_refuses_changes_nothing(waiting: Newsroom) -> None:
    hook = waiting.root / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho khong duoc >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    before = (waiting.content / DRAFT).read_bytes()
    done = waiting.duyet(CODE, "--dong-y")
    assert done.returncode == 1
    assert done.stderr == "Git không ghi được: khong duoc\nBài vẫn như cũ, chưa có gì thay đổi.\n"
    assert (waiting.content / DRAFT).read_bytes() == before
    assert git(waiting.root, "diff", "--cached", "--name-only").stdout == ""
    assert "Chờ duyệt (1):" in waiting.duyet().stdout


def test_what_the_build_would_hold_is_not_approved(waiting: Newsroom) -> None:
    file = waiting.content / DRAFT
    file.write_text(file.read_text(encoding="utf-8").replace("Bảo Lạc", "Bảo Lác"), encoding="utf-8")
    done = waiting.duyet(CODE, "--dong-y")
    assert done.returncode == 1
    assert done.stderr.startswith(f"Bài còn lỗi, chưa duyệt được:\n{DRAFT}\n  • dòng 4: ")
    assert "Trạng thái: chờ duyệt" in file.read_text(encoding="utf-8")


def test_without_git_the_article_is_approved_all_the_same(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path / "khong-git")
    newsroom.content.mkdir(parents=True)
    newsroom.drop("a.md", sound())
    newsroom.intake()
    done = newsroom.duyet(CODE, "--dong-y")
    assert done.returncode == 0 and "git" not in done.stdout
    assert "Trạng thái: đã duyệt" in (newsroom.content / DRAFT).read_text(encoding="utf-8")


def test_sent_back_with_a_sentence_mended_and_back_again(waiting: Newsroom) -> None:
    done = waiting.duyet(CODE, "--tra-lai", "Thiếu tên người nói ở đoạn hai.")
    assert done.returncode == 0, done.stderr
    receipt = waiting.receipt("cho-sua")
    assert "Thiếu tên người nói ở đoạn hai." in receipt
    assert waiting.duyet().stdout.startswith("Không có bài nào chờ duyệt.")
    waiting.drop("Bài của tôi.md", sound().replace("Lời", "Lời") + "\nChị Người Mẫu nói thêm một câu.\n")
    assert waiting.intake().returncode == 0
    assert "Chị Người Mẫu nói thêm" in (waiting.content / DRAFT).read_text(encoding="utf-8")
    assert f"  {CODE}  {TITLE}" in waiting.duyet().stdout
    assert not list(waiting.inbox.rglob("cho-sua/*"))


def test_taken_off_with_a_reason(waiting: Newsroom) -> None:
    waiting.duyet(CODE, "--dong-y")
    done = waiting.duyet(CODE, "--go", "Nhân vật đề nghị gỡ.")
    assert done.returncode == 0, done.stderr
    assert "Trạng thái: gỡ" in (waiting.content / DRAFT).read_text(encoding="utf-8")
    assert git(waiting.root, "log", "--format=%s").stdout.splitlines() == [
        f"Gỡ {CODE}: {TITLE}",
        f"Duyệt {CODE}: {TITLE}",
    ]
    assert "Nhân vật đề nghị gỡ." in waiting.receipt("da-nhan")


def test_a_held_submission_that_nobody_will_mend_is_dropped(tmp_path: Path) -> None:
    newsroom = make_newsroom(tmp_path)
    newsroom.drop("hỏng.md", sound().replace("15/04/2014", "31/04/2014"))
    assert newsroom.intake().returncode == 3
    again = newsroom.duyet(CODE, "--dong-y")
    assert again.stderr == f"{CODE} đang “chờ sửa”; chỉ duyệt được bài “chờ duyệt”.\n"
    assert newsroom.duyet(CODE, "--go", "Bài đã gửi bằng thư.").returncode == 0
    assert newsroom.intake().returncode == 0
    assert "Bài đã gửi bằng thư." in newsroom.receipt("cho-sua")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["BL-2014-0099", "--dong-y"], "Không có bài gửi nào mang mã BL-2014-0099. Xem danh sách: duyet\n"),
        ([CODE, "--tra-lai", " "], "Hãy nói với người gửi phải sửa gì: --tra-lai “câu cần nói”.\n"),
        (["--dong-y"], "Hãy ghi mã bài, ví dụ: duyet BL-2014-0042 --dong-y\n"),
        (["BL-2014-0099"], "Không có bài gửi nào mang mã BL-2014-0099.\n"),
    ],
)
def test_what_cannot_be_decided(waiting: Newsroom, arguments: list[str], said: str) -> None:
    done = waiting.duyet(*arguments)
    assert (done.returncode, done.stderr) == (1, said)


def test_line_ends_of_windows_stay(tmp_path: Path) -> None:
    newsroom = make_newsroom(tmp_path)
    newsroom.drop("a.md", sound())
    newsroom.intake()
    file = newsroom.content / DRAFT
    crlf = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(crlf)
    assert newsroom.duyet(CODE, "--dong-y").returncode == 0
    assert file.read_bytes() == crlf.replace("chờ duyệt".encode(), "đã duyệt".encode())


def test_a_repository_without_a_name_says_what_to_run(tmp_path: Path) -> None:
    newsroom = Newsroom(new_repository(tmp_path / "kho"))
    newsroom.content.mkdir()
    newsroom.drop("a.md", sound())
    newsroom.intake()
    git(newsroom.root, "config", "user.useConfigOnly", "true")
    git(newsroom.root, "config", "--unset", "user.email")
    git(newsroom.root, "config", "--unset", "user.name")
    done = newsroom.duyet(CODE, "--dong-y")
    assert (done.returncode, done.stderr) == (
        1,
        "Git không ghi được: chưa biết ai là người duyệt. Chạy: git config user.name “Họ tên” và git config"
        " user.email.\nBài vẫn như cũ, chưa có gì thay đổi.\n",
    )
