"""A closed issue stays as it was sent out; whoever changes a file of it is found out, and told the cure.

What still matches the seal stays on the site; what does not is held, and nothing else with it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from plugins.articles.model import Article
from plugins.core.problem import Problem, Severity
from plugins.core.text import nfc
from plugins.issues.file import issue_text
from plugins.issues.forms import Made, option_of
from plugins.issues.model import Correction, Issue, IssueState, article_key
from plugins.issues.seal import SEAL, Seal, SealError, digest, make_seal, seal_text, words_digest

_FROM_BACKUP = "Lấy lại tệp cũ từ git hoặc bản sao lưu"


def close_issue(issue: Issue, content: Path, files: Mapping[str, bytes], now: datetime) -> Path:
    """Seal an issue with these files, which lie in its folder. Raises SealError where it must not be."""
    refuse_closing(issue, content)
    folder = content / "ban-tin" / issue.key
    beside = folder / f".{SEAL}.tmp"
    photos = {name: (folder.parent / name).read_bytes() for name in _own_photo(issue)}
    beside.write_text(seal_text(make_seal(issue, files, photos, now)), encoding="utf-8", newline="\n")
    beside.replace(folder / SEAL)
    return folder / SEAL


def _own_photo(issue: Issue) -> Iterator[str]:
    """The photo that lies beside the issue file, if the cover shows one."""
    photo, article = issue.cover.photo, issue.cover.article
    if photo and photo.name and photo != (article.photo if article else None):
        yield photo.name


def refuse_closing(issue: Issue, content: Path) -> None:
    """Raises SealError where an issue is closed already, nobody has approved it, or its file has changed."""
    if (content / "ban-tin" / issue.key / SEAL).exists():
        raise SealError(f"Số {issue.number} đã đóng rồi.")
    if issue.state is IssueState.DRAFT:
        raise SealError(
            f"Số {issue.number} còn là nháp, chưa đóng được."
            f' Duyệt xong thì ghi trong {issue.source}: trang_thai = "{IssueState.APPROVED}"'
        )
    if issue_text((content / issue.source).read_bytes()) != issue.text:
        raise SealError(f"Tệp {issue.source} vừa bị sửa trong lúc đóng số. Chạy lại lệnh này.")


def sound_files(made: Iterable[Made], seal: Seal) -> Iterator[Made]:
    """The files of a closed issue that are still what they were."""
    for one in made:
        if seal.files.get(one.name) == digest(one.file.read_bytes()):
            yield one


def broken_seals(issue_file: Path, source: str, seal: Seal) -> Iterator[Problem]:
    """Every file of a closed issue that is no longer what it was, each a problem of its own name.

    `issue_file` is where the issue's TOML lies, `source` its name relative to the content folder.
    """
    if said := _changed(issue_file, seal.text, issue_text):
        yield _problem(
            source,
            said,
            "Trang vẫn theo bản lúc đóng.",
            f"{_FROM_BACKUP} (lời cũ còn ở mục so_bao của {seal.key}/{SEAL});"
            " điều cần sửa thì ghi “Đã sửa” trong bài.",
        )
    for name, was in seal.photos.items():
        if said := _changed(issue_file.with_name(name), was, digest):
            yield _problem(f"ban-tin/{name}", said, "", f"{_FROM_BACKUP}.")
    folder = issue_file.with_suffix("")
    for name, was in seal.files.items():
        if said := _changed(folder / name, was, digest):
            again = f"issue {seal.key} --{option_of(name, seal.key)}"
            yield _problem(
                f"ban-tin/{seal.key}/{name}",
                said,
                "Tệp không được đăng." if said[0] == "closed-file-changed" else "",
                f"{_FROM_BACKUP}, hoặc làm lại: {again}",
            )
    for file in sorted(folder.iterdir()):
        if option_of(file.name, seal.key) and file.name not in seal.files:
            yield _problem(
                f"ban-tin/{seal.key}/{nfc(file.name)}",
                ("closed-file-strange", "không có lúc đóng"),
                "Tệp không được đăng.",
                "Xóa tệp ấy.",
            )


def _changed(file: Path, was: str, of: Callable[[bytes], str]) -> tuple[str, str] | None:
    if file.is_symlink() or not file.is_file():
        return "closed-file-missing", "không còn"
    return None if of(file.read_bytes()) == was else ("closed-file-changed", "bị thay đổi")


def _problem(file: str, said: tuple[str, str], so: str, cure: str) -> Problem:
    code, what = said
    name = file.rpartition("/")[2]
    return Problem(file, 0, code, f"Số này đã đóng, mà tệp “{name}” {what}. {so}".rstrip(), cure)


def gone_articles(source: str, articles: Iterable[Article], seal: Seal) -> Iterator[Problem]:
    """Articles of a closed issue that are no longer on the site: advice, for its papers still have them."""
    there = {article_key(a) for a in articles}
    for key in seal.words:
        if key not in there:
            yield Problem(
                source,
                0,
                "closed-article-gone",
                f"Bài {key} của số đã đóng không còn trên trang; bản in, sách và gói báo chí vẫn còn bài ấy.",
                "Gỡ có chủ ý thì không phải làm gì; nếu không, xem bài ấy bị giữ vì sao: check",
                Severity.ADVICE,
            )


# -- what was mended since


def changed_since(articles: Iterable[Article], seals: Mapping[str, Seal]) -> Iterator[Problem]:
    """Articles that say other words than a closed issue printed, and do not say what was mended: advice."""
    by_key = {article_key(a): a for a in articles}
    for key, seal in seals.items():
        for name in seal.words:
            article = by_key.get(name)
            if article and words_digest(article) != seal.words[name] and not _mended(article, seal):
                yield Problem(
                    article.source, 1, "changed-after-print",
                    f"Bài đã in ở bản tin {key}, nay lời bài đã khác mà chưa ghi đã sửa gì.",
                    "Ghi “Cập nhật: ngày sửa” và “Đã sửa: sửa gì”; bản tin số sau sẽ đăng đính chính.",
                    Severity.ADVICE,
                )  # fmt: skip


def corrections(
    articles: Iterable[Article], seals: Mapping[str, Seal], issues: Iterable[Issue]
) -> Mapping[str, tuple[Correction, ...]]:
    """The corrections that each issue prints, by its key: each is printed once, and none is lost.

    A closed issue has what was printed in it. What was mended in a printed article and stands in no closed
    issue yet goes to the first open issue after the one that printed the article; an open issue that has
    another after it takes only what was mended up to its day.
    """
    by_key = {article_key(a): a for a in articles}
    by_issue = {issue.key: issue for issue in issues}
    told = {(c.article, c.when) for seal in seals.values() for c in seal.corrections}
    found: dict[str, list[Correction]] = {key: [] for key in by_issue}
    for key, seal in seals.items():
        for c in seal.corrections:
            if key in found and (article := by_key.get(c.article)):
                when = datetime.combine(c.when, datetime.min.time(), seal.closed.tzinfo)
                found[key].append(Correction(article, c.issue, when, c.what))
    for name, article in by_key.items():
        printed = [key for key in sorted(seals) if name in seals[key].words]
        if not printed or not article.updated or not _mended(article, seals[printed[-1]]):
            continue
        if (name, article.updated.date()) in told:
            continue
        if place := _next_open(printed[-1], article.updated.date(), by_issue, seals):
            title = by_issue[printed[-1]].title if printed[-1] in by_issue else printed[-1]
            found[place].append(Correction(article, title, article.updated, article.correction))
    return {key: tuple(sorted(of, key=lambda c: (c.when, c.article.source))) for key, of in found.items()}


def _next_open(printed: str, when: date, issues: Mapping[str, Issue], seals: Mapping[str, Seal]) -> str:
    """The key of the open issue that prints what was mended on a day; '' where there is none yet."""
    open_keys = [key for key in sorted(issues) if key > printed and key not in seals]
    for key in open_keys:
        if key == max(issues) or when <= issues[key].day:
            return key
    return ""


def _mended(article: Article, seal: Seal) -> bool:
    """Whether the article says what was mended in it after the issue was closed.

    On the very day only other words tell whether it was before or after.
    """
    if not (article.correction and article.updated):
        return False
    when, closed = article.updated.date(), seal.closed.date()
    return when > closed or (when == closed and words_digest(article) != seal.words[article_key(article)])
