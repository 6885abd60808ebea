"""`issue`: from an issue file to all its files, closed, sent; and exact words where it cannot be done."""

import re
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from plugins.cli.check import check
from plugins.cli.main import main
from plugins.issues.seal import load_seal
from plugins.output.tree import rebuilding
from tests.issues.desk import SOUND, write_articles
from tests.issues.test_mail import Inbox, free_port
from tests.site.conftest import ROOT, run_task

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


def issue(content: Path, *options: str) -> subprocess.CompletedProcess[str]:
    output = content.parent / "output"
    return run_task("issue", "2014-04", *options, "--content", content, "--output", output, now="2014-05-10")


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


def run(
    capsys: pytest.CaptureFixture[str], content: Path, *options: str, key: str = "2014-04"
) -> tuple[int, str, str]:
    """The command within this process: exit code, what it says, what it complains of."""
    there = ["--content", str(content), "--output", str(content.parent / "output")]
    code = main(["issue", key, *options, *there])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_NOW", "2014-05-10")


def bytes_of(content: Path) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in (content / "ban-tin/2014-04").iterdir()}


def edit(content: Path, words: str = "Lời khác") -> None:
    file = content / "bai-viet/2014/04/bai-mot/index.md"
    text = re.sub("Lời.* của", f"{words} của", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def closed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed issue; what lay there was half of another version."""
    content = copy(made, tmp_path_factory.mktemp("closed"))
    folder = content / "ban-tin/2014-04"
    edit(content)
    (folder / "phat-thanh.txt").unlink()
    (folder / "phat-thanh-trung-khanh.txt").write_text("cũ", encoding="utf-8")
    done = issue(content, "--close")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Đã xóa phat-thanh-trung-khanh.txt: số báo không còn bài của nơi ấy.\n" in done.stdout
    assert done.stdout.endswith(f"Đã đóng số 4, 7 tệp: {folder / 'dong-so.toml'}\n")
    return content


def test_closing_seals_what_the_issue_says_now(made: Path, closed: Path) -> None:
    """Not what lay there: a form of older words, a text that was deleted, one of another district."""
    before, after = bytes_of(made), bytes_of(closed)
    assert set(after) == {*FILES, "dong-so.toml"}
    assert [name for name in FILES if before[name] == after[name]] == []
    assert "Lời khác của Bài một." in after["phat-thanh.txt"].decode()
    seal = load_seal(closed / "ban-tin/2014-04")
    assert seal is not None
    assert seal.files == {name: sha256(after[name]).hexdigest() for name in FILES}
    assert run_task("check", "--content", closed, now="2014-05-10").returncode == 0


@pytest.mark.usefixtures("now")
def test_a_closed_issue_gets_back_what_it_lost(
    closed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = copy(closed, tmp_path)
    whole = bytes_of(content)
    intact = "Số 4 đã đóng; các tệp vẫn đúng như lúc đóng, không phải làm lại.\n"
    assert run(capsys, content, "--radio") == (0, intact, "")
    script = content / "ban-tin/2014-04/phat-thanh.txt"
    script.unlink()
    code, said, _ = run(capsys, content, "--radio", "--epub")
    assert (code, said.splitlines()[-1]) == (0, "Số 4 đã đóng; đã làm lại đúng như lúc đóng: phat-thanh.txt")
    assert "Số này đã đóng, mà tệp “phat-thanh.txt” không còn." in said
    assert bytes_of(content) == whole
    edit(content, "Lời sau khi đóng")
    script.write_text("khác", encoding="utf-8")
    code, _, complaint = run(capsys, content, "--radio")
    assert (code, complaint) == (
        1,
        "Làm lại thì “phat-thanh.txt” không giống lúc đóng số, vì bài đã đổi từ đó."
        " Lấy lại tệp cũ từ git hoặc bản sao lưu.\n",
    )
    assert bytes_of(content) == whole | {"phat-thanh.txt": "khác".encode()}
    checked = run_task("check", "--content", content, now="2014-05-10")
    assert checked.returncode == 1
    assert "Số này đã đóng, mà tệp “phat-thanh.txt” bị thay đổi. Tệp không được đăng." in checked.stdout
    assert run(capsys, content, "--close")[2] == "Số 4 đã đóng rồi.\n"
    day = "Đã đóng ngày 10/5/2014, 7 tệp.\n"
    assert run(capsys, content)[1].endswith(
        f"Bản tin Thanh niên số 4, tháng 4/2014: 4 bài, 0 văn bản.\n{day}"
    )


@pytest.mark.usefixtures("now")
def test_a_draft_is_not_closed_and_not_shown(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = copy(made, tmp_path)
    (content / "ban-tin/2014-04.toml").write_text(SOUND.replace("đã duyệt", "nháp"), encoding="utf-8")
    code, _, complaint = run(capsys, content, "--all", "--close")
    assert (code, complaint) == (
        1,
        "Số 4 còn là nháp, chưa đóng được. Duyệt xong thì ghi trong ban-tin/2014-04.toml:"
        ' trang_thai = "đã duyệt"\n',
    )
    code, said, _ = run(capsys, content, "--web")
    assert code == 0
    assert re.search(
        r"Đã dựng trang \S+/output \(\d+ trang trong cả trang tin\), nhưng số báo chưa hiện:"
        r" Số báo còn là nháp, chưa đăng\.\n$",
        said,
    )
    assert not (tmp_path / "output/ban-tin").exists()


@pytest.mark.usefixtures("now")
def test_what_the_machine_refuses_is_said_in_words(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = copy(made, tmp_path)
    with rebuilding(tmp_path / "output"):
        assert run(capsys, content, "--web")[::2] == (
            1,
            f"Một lần dựng trang khác vào thư mục {tmp_path / 'output'} đang chạy."
            " Hãy đợi nó xong rồi chạy lại.\n",
        )
    folder = content / "ban-tin/2014-04"
    for file in folder.iterdir():
        file.unlink()
    (folder / "phat-thanh.txt").mkdir()
    assert run(capsys, content, "--radio")[::2] == (
        1, f"“phat-thanh.txt” trong {folder} là một thư mục. Đổi tên hoặc xóa thư mục ấy.\n"
    )  # fmt: skip
    (folder / "phat-thanh.txt").rmdir()
    folder.rmdir()
    folder.write_bytes(b"")
    assert run(capsys, content, "--radio")[::2] == (
        1, f"Không ghi được {folder}: ở đó đang có một tệp cùng tên. Sửa việc ấy rồi chạy lại lệnh này.\n"
    )  # fmt: skip
    folder.unlink()
    folder.symlink_to(tmp_path)
    assert run(capsys, content, "--radio")[::2] == (
        1, "Thư mục 2014-04 là một liên kết. Hãy để chính thư mục ấy trong ban-tin.\n"
    )  # fmt: skip
    assert run(capsys, content, "--send-test", "a@b.example", "--smtp", "foo:bar")[::2] == (
        1,
        "“foo:bar” không phải là tên máy chủ gửi thư."
        " Ghi tên máy và cổng, ví dụ: --smtp localhost:25 hoặc --smtp [::1]:25\n",
    )


@pytest.mark.usefixtures("now")
def test_advice_on_the_issue_is_told(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = copy(made, tmp_path)
    text = SOUND.replace('"bai-hai"', '"bai-hai", "thang-ba"')
    (content / "ban-tin/2014-04.toml").write_text(text, encoding="utf-8")
    assert run(capsys, content)[:2] == (
        0,
        "Lưu ý về số báo này:\nban-tin/2014-04.toml\n"
        "  • dòng 7: Bài “Bài tháng ba” đăng ngày 15/3/2014, không thuộc tháng của số báo.\n"
        "    → Để bài ở số báo của tháng ấy, nếu không cố ý.  [article-other-month]\n\n"
        "Bản tin Thanh niên số 4, tháng 4/2014: 5 bài, 0 văn bản.\nLàm các bản: issue 2014-04 --all\n",
    )


@pytest.mark.usefixtures("now")
def test_a_first_proposal_is_written_once(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = copy(made, tmp_path)
    file = content / "ban-tin/2014-03.toml"
    assert run(capsys, content, "--draft", key="2014-03")[0] == 0
    assert 'trang_thai = "nháp"' in file.read_text(encoding="utf-8")
    assert run(capsys, content, "--draft", key="2014-03") == (
        1, "", f"Đã có {file}; không viết đè. Sửa tệp ấy, hoặc đổi tên nó trước.\n"
    )  # fmt: skip


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


@pytest.mark.usefixtures("now")
def test_check_knows_an_issue_file_wherever_it_lies(made: Path, tmp_path: Path) -> None:
    """With the articles beside it where there are some; a folder of issue files is looked through."""
    content = copy(made, tmp_path)
    file = content / "ban-tin/2014-04.toml"
    file.write_text(SOUND.replace("bai-hai", "cho-duyet"), encoding="utf-8")
    told_of = [
        (str(file), 7, "article-unpublished", "Bài “cho-duyet” chưa được đăng: bài đang chờ duyệt."),
    ]
    for asked in (file, content / "ban-tin"):
        found = check(ROOT / "content", [asked])
        assert [(p.file, p.line, p.code, p.message) for p in found] == told_of
    alone = tmp_path / "2014-04.toml"
    alone.write_text(SOUND, encoding="utf-8")
    found = check(content, [alone])
    assert list(found) == []


@pytest.mark.usefixtures("now")
def test_what_cannot_be_done_is_said(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = copy(made, tmp_path)
    june = content / "ban-tin/2014-06.toml"
    for options, key, complaint in (
        (["--all"], "2014-06", f"Không có {june}. Viết bản đề nghị: issue 2014-06 --draft\n"),
        ([], "thang-tu", "“thang-tu” không phải là một tháng. Ghi năm-tháng, ví dụ 2014-04.\n"),
        (["--draft"], "2014-06", "Tháng 6/2014 chưa có bài nào được đăng.\n"),
    ):
        assert run(capsys, content, *options, key=key) == (1, "", complaint)
    file = content / "ban-tin/2014-04.toml"
    file.write_text(SOUND.replace("so = 4", "so = 0"), encoding="utf-8")
    assert run(capsys, content, "--pdf") == (
        1,
        "",
        "Số báo còn lỗi, chưa làm được:\nban-tin/2014-04.toml\n  • dòng 1: Số báo “0” không hợp lệ.\n"
        "    → Ghi số thứ tự từ 1 đến 9999, ví dụ: so = 4  [issue-number]\n",
    )
