"""`issue`: from an issue file to all its files, closed, sent; and exact words where it cannot be done."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.issues.desk import SOUND, write_articles
from tests.issues.test_mail import Inbox, free_port
from tests.site.conftest import run_task

FILES = {
    "ban-tin-2014-04.pdf": b"%PDF-",
    "ban-tin-2014-04-gap-doi.pdf": b"%PDF-",
    "ban-tin-2014-04.epub": b"PK",
    "ban-tin-2014-04.eml": b"Subject:",
    "phat-thanh.txt": "\ufeffBẢN TIN THANH NIÊN SỐ BỐN".encode(),
    "phat-thanh.pdf": b"%PDF-",
    "ban-tin-2014-04-bao-chi.zip": b"PK",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder whose issue has all its files; tests copy it or leave it as it is."""
    content = tmp_path_factory.mktemp("issue") / "content"
    write_articles(content)
    (content / "ban-tin").mkdir()
    (content / "ban-tin/2014-04.toml").write_text(SOUND, encoding="utf-8")
    done = issue(content, "--all")
    assert done.returncode == 0, done.stdout + done.stderr
    return content


def issue(content: Path, *options: str, key: str = "2014-04") -> subprocess.CompletedProcess[str]:
    output = content.parent / "output"
    return run_task("issue", key, *options, "--content", content, "--output", output, now="2014-05-10")


def copy(made: Path, folder: Path) -> Path:
    subprocess.run(["cp", "-r", str(made), str(folder / "content")], check=True)
    return folder / "content"


def test_all_forms_are_made_and_published(made: Path) -> None:
    folder = made / "ban-tin/2014-04"
    assert {f.name for f in folder.iterdir()} == set(FILES)
    for name, start in FILES.items():
        assert (folder / name).read_bytes().startswith(start), name
        assert (made.parent / "output/ban-tin/2014-04" / name).read_bytes() == (folder / name).read_bytes()


def test_two_runs_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = copy(made, tmp_path)
    for file in (again / "ban-tin/2014-04").iterdir():
        file.unlink()
    assert issue(again, "--all").returncode == 0
    folders = [c / "ban-tin/2014-04" for c in (made, again)]
    different = [n for n in FILES if (folders[0] / n).read_bytes() != (folders[1] / n).read_bytes()]
    assert different == []


def test_only_what_is_asked_for_is_made(made: Path, tmp_path: Path) -> None:
    content = copy(made, tmp_path)
    for file in (content / "ban-tin/2014-04").iterdir():
        file.unlink()
    done = issue(content, "--radio")
    assert {f.name for f in (content / "ban-tin/2014-04").iterdir()} == {"phat-thanh.txt", "phat-thanh.pdf"}
    assert re.search(r"phat-thanh\.txt \(\d+ kB\)", done.stdout)


def test_a_closed_issue_stays_as_it_was(made: Path, tmp_path: Path) -> None:
    content = copy(made, tmp_path)
    assert issue(content, "--close").stdout.startswith("Đã đóng số 4: ")
    folder = content / "ban-tin/2014-04"
    before = {f.name: f.read_bytes() for f in folder.iterdir()}
    article = content / "bai-viet/2014/04/bai-mot/index.md"
    article.write_text(
        article.read_text(encoding="utf-8").replace("Lời của", "Lời khác của"), encoding="utf-8"
    )
    done = issue(content, "--all")
    assert (done.returncode, done.stderr) == (
        1,
        "Số 4 đã đóng, các tệp không đổi nữa. Điều cần sửa thì ghi “Đã sửa” trong bài.\n",
    )
    assert {f.name: f.read_bytes() for f in folder.iterdir()} == before
    assert run_task("check", "--content", content, now="2014-05-10").returncode == 0
    (folder / "phat-thanh.txt").write_text("khác", encoding="utf-8")
    checked = run_task("check", "--content", content, now="2014-05-10")
    assert checked.returncode == 1
    assert "Số này đã đóng, mà tệp “phat-thanh.txt” bị thay đổi." in checked.stdout


def test_a_first_proposal_is_written_once(made: Path, tmp_path: Path) -> None:
    content = copy(made, tmp_path)
    file = content / "ban-tin/2014-03.toml"
    assert issue(content, "--draft", key="2014-03").returncode == 0
    assert 'trang_thai = "nháp"' in file.read_text(encoding="utf-8")
    again = issue(content, "--draft", key="2014-03")
    assert (again.returncode, again.stderr) == (
        1,
        f"Đã có {file}; không viết đè. Sửa tệp ấy, hoặc đổi tên nó trước.\n",
    )


@pytest.fixture
def server() -> Iterator[tuple[Inbox, int]]:
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield inbox, controller.port
    controller.stop()


def test_a_test_mail_is_sent(made: Path, server: tuple[Inbox, int]) -> None:
    inbox, port = server
    done = issue(made, "--send-test", "doc@thu.example", "--smtp", f"127.0.0.1:{port}")
    assert done.stdout == "Đã gửi thử đến doc@thu.example.\n", done.stderr
    (envelope,) = inbox.got
    assert envelope.rcpt_tos == ["doc@thu.example"]


def test_what_cannot_be_done_is_said(made: Path, tmp_path: Path) -> None:
    content = copy(made, tmp_path)
    nothing = issue(content, "--all", key="2014-06")
    assert nothing.stderr.endswith(
        f"Không có {content / 'ban-tin/2014-06.toml'}. Viết bản đề nghị: issue 2014-06 --draft\n"
    )
    assert issue(content, key="thang-tu").stderr == (
        "“thang-tu” không phải là một tháng. Ghi năm-tháng, ví dụ 2014-04.\n"
    )
    assert issue(content, "--draft", key="2014-06").stderr == "Tháng 6/2014 chưa có bài nào được đăng.\n"
    file = content / "ban-tin/2014-04.toml"
    file.write_text(SOUND.replace("so = 4", "so = 0"), encoding="utf-8")
    faulty = issue(content, "--pdf")
    assert (faulty.returncode, faulty.stderr) == (
        1,
        "Số báo còn lỗi, chưa làm được:\nban-tin/2014-04.toml\n  • dòng 1: Số báo “0” không hợp lệ.\n"
        "    → Ghi số thứ tự từ 1: so = 4  [issue-number]\n",
    )
