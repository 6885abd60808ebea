"""The git way: what a commit or a push brings is checked with the same sentences as everywhere."""

import sys
from pathlib import Path

import pytest

from plugins.intake.git import GitError, staged
from tests.intake.newsroom import git, new_repository, sound
from tests.site.conftest import ROOT

DOCS = (ROOT / "docs/git.md").read_text(encoding="utf-8")


def install(repository: Path, name: str, command: str) -> None:
    """A hook as docs/git.md gives it, for this project and this Python."""
    script = next(block for block in DOCS.split("```sh\n")[1:] if command in block).partition("```")[0]
    hook = repository / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    ready = script.replace('python3 "$NEWSROOM/tasks.py"', f'"{sys.executable}" -m plugins.cli')
    assert ready != script
    hook.write_text(ready.replace("exec ", f'PYTHONPATH="{ROOT}" exec '), encoding="utf-8")
    hook.chmod(0o755)


def write(repository: Path, name: str, text: str) -> Path:
    file = repository / "bai-viet/2014/04" / name / "index.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


BAD = sound("Bài hỏng").replace("Ngày: 15/04/2014", "Ngày: 31/04/2014")
SAID = [
    "bai-viet/2014/04/bai-hong/index.md",
    "  • dòng 2: Không có ngày 31/4/2014 trong lịch.",
]


@pytest.fixture
def reporter(tmp_path: Path) -> Path:
    """A reporter's clone, whose hook checks."""
    repository = new_repository(tmp_path / "phong-vien")
    install(repository / ".git", "pre-commit", "--staged")
    return repository


def test_a_sound_article_is_committed(reporter: Path) -> None:
    write(reporter, "bai-tot", sound())
    git(reporter, "add", ".")
    done = git(reporter, "commit", "-m", "Bài tốt")
    assert "Không có lỗi nào phải sửa." in done.stdout + done.stderr


def test_a_bad_article_is_not_committed(reporter: Path) -> None:
    write(reporter, "bai-hong", BAD)
    git(reporter, "add", ".")
    done = git(reporter, "commit", "-m", "Bài hỏng", check=False)
    assert done.returncode == 1
    lines = (done.stdout + done.stderr).splitlines()
    assert lines[:3] == ["Phải sửa (1):", *SAID], lines
    assert git(reporter, "log", check=False).returncode != 0  # there is no commit


def test_what_is_staged_counts_not_what_lies_about(reporter: Path) -> None:
    file = write(reporter, "bai-hong", BAD)
    git(reporter, "add", ".")
    file.write_text(sound("Bài hỏng"), encoding="utf-8")  # mended, but not added
    assert git(reporter, "commit", "-m", "x", check=False).returncode == 1
    git(reporter, "add", ".")
    file.write_text(BAD, encoding="utf-8")  # broken again, but not added
    assert git(reporter, "commit", "-m", "x", check=False).returncode == 0


def test_an_old_fault_elsewhere_stops_nobody(reporter: Path) -> None:
    write(reporter, "bai-hong", BAD)
    git(reporter, "add", ".")
    git(reporter, "commit", "--no-verify", "-m", "Ai đó đã bỏ qua")
    write(reporter, "bai-tot", sound())
    git(reporter, "add", ".")
    assert git(reporter, "commit", "-m", "Bài tốt", check=False).returncode == 0


@pytest.fixture
def server(tmp_path: Path) -> Path:
    """The newsroom's bare repository, whose hook checks."""
    bare = tmp_path / "toa-soan.git"
    bare.mkdir()
    git(bare, "init", "--quiet", "--bare", "--initial-branch=main")
    install(bare, "pre-receive", "--received")
    return bare


def pushed(repository: Path, server: Path) -> tuple[int, list[str]]:
    done = git(repository, "push", str(server), "main", check=False)
    said = [
        line.removeprefix("remote: ").rstrip()
        for line in done.stderr.splitlines()
        if line.startswith("remote:")
    ]
    return done.returncode, said


def test_a_push_with_a_bad_article_is_refused_with_the_same_sentences(tmp_path: Path, server: Path) -> None:
    repository = new_repository(tmp_path / "huyen")
    write(repository, "bai-tot", sound())
    git(repository, "add", ".")
    git(repository, "commit", "-m", "Bài tốt")
    assert pushed(repository, server)[0] == 0
    write(repository, "bai-hong", BAD)
    write(repository, "Bài có dấu", sound("Bài có dấu"))
    git(repository, "add", ".")
    git(repository, "commit", "-m", "Bài hỏng")
    code, said = pushed(repository, server)
    assert code == 1 and said[:3] == ["Phải sửa (1):", *SAID]
    assert git(server, "log", "--format=%s", "main").stdout == "Bài tốt\n"
    write(repository, "bai-hong", sound("Bài hỏng"))
    git(repository, "commit", "-am", "Đã sửa")
    code, said = pushed(repository, server)
    assert code == 0 and "Không có lỗi nào phải sửa." in said


def test_a_new_branch_and_a_removed_one(tmp_path: Path, server: Path) -> None:
    repository = new_repository(tmp_path / "huyen")
    write(repository, "bai-hong", BAD)
    git(repository, "add", ".")
    git(repository, "commit", "-m", "Bài hỏng")
    assert pushed(repository, server)[0] == 1
    write(repository, "bai-hong", sound())
    git(repository, "commit", "-am", "Đã sửa")
    assert git(repository, "push", str(server), "main:nhanh").returncode == 0
    assert git(repository, "push", str(server), "--delete", "nhanh").returncode == 0


def test_a_link_in_a_push_leads_nowhere(tmp_path: Path, server: Path) -> None:
    secret = tmp_path / "bi-mat.md"
    secret.write_text(sound("Bí mật"), encoding="utf-8")
    repository = new_repository(tmp_path / "huyen")
    folder = repository / "bai-viet/2014/04/lien-ket"
    folder.mkdir(parents=True)
    (folder / "index.md").symlink_to(secret)
    git(repository, "add", ".")
    git(repository, "commit", "-m", "Liên kết")
    code, said = pushed(repository, server)
    assert code == 1
    assert "Bí mật" not in "\n".join(said)


def test_content_may_lie_in_a_folder_of_the_repository(tmp_path: Path, server: Path) -> None:
    repository = new_repository(tmp_path / "huyen")
    write(repository / "content", "bai-hong", BAD)
    (repository / "README.md").write_text("không phải bài", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "Bài hỏng")
    code, said = pushed(repository, server)
    assert code == 1 and said[:3] == ["Phải sửa (1):", *SAID]


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GitError, match=r"không nằm trong kho git nào\.$"), staged(tmp_path):
        pass
