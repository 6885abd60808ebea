"""A newsroom for tests: a content folder in a git repository, a shared folder, and the commands."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from tests.site.conftest import run_task
from tests.site.corpus import article

NOW = "2014-04-20T08:00:00+07:00"
TITLE = "Bài thử trồng cỏ"
CODE = "BL-2014-0001"
DRAFT = "bai-viet/2014/04/bai-thu-trong-co/index.md"


def git(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """git, as somebody who looks invented, whatever this machine is set to."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(
        ["git", "-c", "core.quotepath=off", *arguments],
        cwd=folder,
        env={**clean, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "NEWSROOM_NOW": NOW},
        capture_output=True,
        text=True,
        check=check,
    )


def new_repository(folder: Path) -> Path:
    """An empty repository of an editor."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Biên Tập Mẫu")
    git(folder, "config", "user.email", "bien-tap@mau.invalid")
    return folder


def sound(title: str = TITLE, **changes: str) -> str:
    """A sound article as reporters send it."""
    return article(title, extra="Huyện: Bảo Lạc\n", state="chờ duyệt", **changes)


@dataclass(frozen=True)
class Newsroom:
    """The folders; `content` lies in the repository `root`."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def inbox(self) -> Path:
        return self.root.parent / "inbox"

    def drop(self, name: str, text: str, district: str = "bao-lac") -> None:
        """A file that lies still in a district's folder."""
        file = self.inbox / district / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        an_hour_ago = time.time() - 3600
        os.utime(file, (an_hour_ago, an_hour_ago))

    def intake(self) -> subprocess.CompletedProcess[str]:
        return run_task("intake", "--cho", "0.1", "--inbox", self.inbox, "--content", self.content, now=NOW)

    def duyet(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run_task("duyet", *arguments, "--inbox", self.inbox, "--content", self.content, now=NOW)

    def receipt(self, part: str) -> str:
        """The receipt whose path has this in it, as text."""
        (file,) = (f for f in self.inbox.rglob("*.giay-bao.txt") if part in f.as_posix())
        return file.read_text(encoding="utf-8-sig")


def make_newsroom(folder: Path) -> Newsroom:
    """An empty newsroom."""
    newsroom = Newsroom(new_repository(folder / "kho"))
    newsroom.content.mkdir()
    newsroom.inbox.mkdir()
    return newsroom
