"""An editor's desk for tests: a small library, and an issue file to change."""

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from plugins.core.dates import HANOI
from plugins.core.markup import make_converter
from plugins.core.problem import Problem, Severity
from plugins.issues.read import IssueContext, IssueReading, read_issue
from plugins.library.folders import ContentFolder
from plugins.library.library import Library
from plugins.library.read import read_content
from tests.site.conftest import ROOT
from tests.site.corpus import SECTIONS, article

NOW = datetime(2014, 5, 10, 8, tzinfo=HANOI)

SOUND = """\
so = 4
ngay = 2014-04-30
trang_thai = "đã duyệt"

[[phan]]
ten = "Tin các huyện"
bai = ["2014/04/bai-mot", "bai-hai"]

[[phan]]
ten = "Gương"
chuyen_muc = "Gương trí thức trẻ"
nhieu_nhat = 2
"""


def write_articles(content: Path) -> None:
    """Five articles of April in two sections, one of March, one that nobody approved."""
    rows = (
        ("bai-mot", "Bài một", "15/04/2014", 0, "đã duyệt"),
        ("bai-hai", "Bài hai", "16/04/2014", 0, "đã duyệt"),
        ("guong-mot", "Gương một", "10/04/2014", 3, "đã duyệt"),
        ("guong-hai", "Gương hai", "20/04/2014", 3, "đã duyệt"),
        ("guong-ba", "Gương ba", "12/04/2014", 3, "đã duyệt"),
        ("thang-ba", "Bài tháng ba", "15/03/2014", 0, "đã duyệt"),
        ("cho-duyet", "Bài chờ", "15/04/2014", 0, "chờ duyệt"),
    )
    for name, title, day, section, state in rows:
        folder = content / "bai-viet" / "2014" / day[3:5] / name
        folder.mkdir(parents=True)
        text = article(title, day, SECTIONS[section], state=state, body=f"Lời của {title}.")
        (folder / "index.md").write_text(text, encoding="utf-8")


def make_library(folder: Path) -> Library:
    """The library of those articles and of the project's own documents."""
    content = folder / "content"
    write_articles(content)
    shutil.copytree(ROOT / "content/van-ban", content / "van-ban")
    return read_content(ContentFolder(content, ROOT / "content"), NOW, folder / "cache").library


def read_text(folder: Path, library: Library, text: str | bytes, name: str = "2014-04.toml") -> IssueReading:
    """Read an issue file with that text."""
    file = folder / "ban-tin" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_issue(file, folder, IssueContext(library, make_converter()))


def told(problems: Iterable[Problem]) -> list[str]:
    """Problems as tests write them: `3 code (advice): message → cure`."""
    return [
        f"{p.line} {p.code}{'' if p.severity is Severity.FAULT else f' ({p.severity})'}:"
        f" {p.message} → {p.cure}"
        for p in problems
    ]
