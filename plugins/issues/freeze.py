"""A closed issue: its files stay as they were sent out, and whoever changes one is found out.

`ban-tin/<key>/dong-so.toml` holds, for every file of the issue and its issue file, the SHA-256, and for
every article the SHA-256 of its words on that day.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from pathlib import Path

from plugins.articles.model import Article
from plugins.core.problem import Problem, Severity
from plugins.core.text import clean
from plugins.issues.forms import made_files
from plugins.issues.model import Correction, Issue

SEAL = "dong-so.toml"
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Seal:
    """What was written down when an issue was closed: file name or source -> SHA-256 in hex."""

    closed: datetime
    files: Mapping[str, str]
    articles: Mapping[str, str]


class SealError(Exception):
    """An issue cannot be closed; the text is a Vietnamese sentence."""


def words_digest(article: Article) -> str:
    """SHA-256 of what an article says: its words, not its markup."""
    said = "\n".join((article.title, article.standfirst, article.byline, _TAG.sub(" ", article.body_html)))
    return hashlib.sha256(clean(unescape(said)).encode()).hexdigest()


def load_seal(folder: Path) -> Seal | None:
    """The seal of an issue's folder, None where it is open. Raises SealError where it cannot be read."""
    file = folder / SEAL
    if not file.exists():
        return None
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
        closed, files, articles = found["ngay"], found["tep"], found["bai"]
        closed = datetime.fromisoformat(closed.isoformat())
        return Seal(closed, {k: str(v) for k, v in files.items()}, {k: str(v) for k, v in articles.items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise SealError("Không đọc được biên bản đóng số. Lấy lại tệp ấy từ git hoặc bản sao lưu.") from None


def close_issue(issue: Issue, content: Path, now: datetime) -> Path:
    """Write the seal. Raises SealError where it is closed already, or has no files."""
    folder = content / "ban-tin" / issue.key
    if (folder / SEAL).exists():
        raise SealError(f"Số {issue.number} đã đóng rồi.")
    made = list(made_files(folder, issue.key))
    if not made:
        raise SealError(f"Số {issue.number} chưa có tệp nào. Chạy trước: issue {issue.key} --all")
    files = {m.name: _digest(m.file) for m in made}
    files[f"../{issue.key}.toml"] = _digest(content / issue.source)
    articles = {a.source: words_digest(a) for a in issue.articles}
    rows = [
        "# Số này đã đóng: các tệp dưới đây không đổi nữa. Sửa bài thì ghi “Đã sửa” trong bài.",
        f"ngay = {now.isoformat(timespec='seconds')}",
        "", "[tep]", *(f"{json.dumps(k, ensure_ascii=False)} = \"{v}\"" for k, v in files.items()),
        "", "[bai]", *(f"{json.dumps(k, ensure_ascii=False)} = \"{v}\"" for k, v in articles.items()), "",
    ]  # fmt: skip
    beside = folder / f".{SEAL}.tmp"
    beside.write_text("\n".join(rows), encoding="utf-8", newline="\n")
    beside.replace(folder / SEAL)
    return folder / SEAL


def broken_seals(issue_file: Path, source: str) -> Iterator[Problem]:
    """Every file of a closed issue that is no longer what it was; `source` names the issue file."""
    folder = issue_file.with_suffix("")
    try:
        seal = load_seal(folder)
    except SealError as error:
        message, _, cure = str(error).partition(". ")
        yield Problem(source, 0, "seal-unreadable", f"{message}.", cure)
        return
    for name, digest in seal.files.items() if seal else ():
        file = folder / name
        if not file.is_file():
            code, what = "closed-file-missing", "không còn"
        elif _digest(file) != digest:
            code, what = "closed-file-changed", "bị thay đổi"
        else:
            continue
        yield Problem(
            source,
            0,
            code,
            f"Số này đã đóng, mà tệp “{name.removeprefix('../')}” {what}.",
            "Lấy lại tệp cũ từ git hoặc bản sao lưu; điều cần sửa thì ghi “Đã sửa” trong bài.",
        )


def changed_since(articles: Iterable[Article], seals: Mapping[str, Seal]) -> Iterator[Problem]:
    """Articles that say other words than a closed issue printed, and do not say what was mended: advice."""
    by_source = {a.source: a for a in articles}
    for key, seal in seals.items():
        for source, digest in seal.articles.items():
            article = by_source.get(source)
            if article and words_digest(article) != digest and not _corrected(article, seal):
                yield Problem(
                    source, 1, "changed-after-print",
                    f"Bài đã in ở bản tin {key}, nay lời bài đã khác mà chưa ghi đã sửa gì.",
                    "Ghi “Cập nhật: ngày sửa” và “Đã sửa: sửa gì”; bản tin số sau sẽ đăng đính chính.",
                    Severity.ADVICE,
                )  # fmt: skip


def corrections(
    articles: Iterable[Article], seals: Mapping[str, Seal], since: date, until: date
) -> tuple[Correction, ...]:
    """What was mended after `since` and up to `until` in articles that a closed issue had printed."""
    by_source = {a.source: a for a in articles}
    found = [
        Correction(article, key, article.updated, article.correction)
        for key, seal in seals.items()
        for article in map(by_source.get, seal.articles)
        if article and article.updated and _corrected(article, seal)
        if since < article.updated.date() <= until
    ]
    return tuple(sorted(found, key=lambda c: (c.when, c.article.source)))


def _corrected(article: Article, seal: Seal) -> bool:
    return bool(article.correction and article.updated and article.updated.date() >= seal.closed.date())


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
