"""From `ban-tin/2014-04.toml` to an issue, or to every reason why not."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.articles.model import Article
from plugins.articles.photos import PhotoLoader
from plugins.core.body import check_body
from plugins.core.dates import format_day
from plugins.core.fields import FieldError
from plugins.core.problem import Problem, Severity, holds
from plugins.core.text import nfc, slug
from plugins.documents.model import Document
from plugins.images.find import find_photo
from plugins.images.model import Photo
from plugins.issues.file import IssueFile, Section, near, parse_issue_file
from plugins.issues.model import Cover, Issue, IssueState, Letter, Part
from plugins.library.library import DatedDuty, Library

FOLDER = "ban-tin"
NAME = "Bản tin Thanh niên"
# A photo over the width of a page (17 cm) is printed at 200 dots an inch with this many pixels.
PRINT_WIDTH = 1200
MOST_ARTICLES = 60
_KEY = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class IssueReading:
    """What came of an issue file: the issue (None where a fault holds it) and every problem, by line."""

    issue: Issue | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class IssueContext:
    """What reading an issue needs: the library, the converter of Markdown, and photos of its own."""

    library: Library
    convert: Callable[[str], str]
    photo: PhotoLoader | None = None


def read_issue(file: Path, content: Path, context: IssueContext) -> IssueReading:
    """Read one issue file; never raises for what an editor may have written. `content` is its root."""
    source = nfc(file.relative_to(content).as_posix())
    if not _KEY.fullmatch(file.stem):
        problem = Problem(
            source,
            0,
            "issue-name",
            f"Tên tệp “{file.name[:60]}” không phải là một tháng.",
            "Đặt tên theo tháng của số báo, ví dụ: 2014-04.toml",
        )
        return IssueReading(None, (problem,))
    if file.is_symlink() or not file.is_file():
        problem = Problem(
            source, 0, "file-not-plain", "Không phải là một tệp thường.", "Hãy chép chính tệp ấy vào đây."
        )
        return IssueReading(None, (problem,))
    issue_file, top = parse_issue_file(source, file.read_bytes())
    issue = _Reading(issue_file, top, file, context).issue() if top else None
    problems = tuple(sorted(dict.fromkeys(issue_file.problems)))
    return IssueReading(
        None if holds(p for p in problems if p.severity is Severity.FAULT) else issue, problems
    )


class _Reading:
    """One issue on its way; problems gather in the file, nothing stops at the first."""

    def __init__(self, file: IssueFile, top: Section, path: Path, context: IssueContext) -> None:
        self.file, self.top, self.folder, self.key = file, top, path.parent, path.stem
        self.context = context
        self.library = context.library
        self.taken: dict[str, str] = {}  # article -> the part that has it

    def issue(self) -> Issue:
        """The issue, as far as it can be read."""
        top = self.top
        number = top.get("so", int, required=True)
        if number is not None and number < 1:
            self.file.fault(
                "issue-number", f"Số báo “{number}” không hợp lệ.", "Ghi số thứ tự từ 1: so = 4", at="so"
            )
        day = top.get("ngay", date, required=True) or date(int(self.key[:4]), int(self.key[5:]), 1)
        parts = self._parts()
        issue = Issue(
            source=self.file.source,
            key=self.key,
            number=number or 0,
            day=day,
            name=top.words("ten", most=80) or NAME,
            state=self._state(),
            imprint=self.library.site.imprint_on(day),
            cover=self._cover(parts),
            parts=parts,
            letter=self._letter(),
            documents=self._documents(),
            duties=self._duties(day),
        )
        self._day(day)
        top.close()
        return issue

    def _state(self) -> IssueState:
        said = self.top.words("trang_thai", required=True)
        for state in IssueState:
            if said == state:
                if state is IssueState.DRAFT:
                    self.file.fault(
                        "issue-draft",
                        "Số báo còn là nháp, chưa đăng.",
                        "Soạn xong thì ghi “đã duyệt”.",
                        at="trang_thai",
                        severity=Severity.WAITING,
                    )
                return state
        if said:
            self.file.fault(
                "state-unknown",
                f"Không có trạng thái “{said[:40]}”.",
                "Ghi “nháp” hoặc “đã duyệt”.",
                at="trang_thai",
            )
        return IssueState.DRAFT

    def _day(self, day: date) -> None:
        if self.top.has("ngay") and not 0 <= (day.year * 12 + day.month) - self._months <= 1:
            self.file.fault(
                "issue-day",
                f"Ngày ra số báo {format_day(day)} không thuộc tháng {self.key[5:]}/{self.key[:4]}"
                " hay tháng sau.",
                "Xem lại “ngay”, hoặc tên tệp.",
                at="ngay",
            )
        if day > self.library.now.date():
            self.file.fault(
                "date-future",
                f"Số báo đề ngày {format_day(day)}, chưa tới ngày ra.",
                "Không phải sửa gì nếu ngày đúng; số báo sẽ tự hiện khi đến ngày.",
                at="ngay",
                severity=Severity.WAITING,
            )

    @property
    def _months(self) -> int:
        return int(self.key[:4]) * 12 + int(self.key[5:])

    # -- parts

    def _parts(self) -> tuple[Part, ...]:
        found: list[Part] = []
        for section in self.top.sections("phan"):
            title = section.words("ten", required=True)
            articles = self._chosen(section, title) if section.has("bai") else self._by_rule(section)
            section.close()
            if title in [part.title for part in found]:
                self.file.fault(
                    "part-repeated", f"Hai phần cùng tên “{title}”.", "Gộp hai phần làm một.", at=title
                )
            if not articles and section.has("bai") + section.has("chuyen_muc") == 1:
                self.file.fault(
                    "part-empty",
                    f"Phần “{title}” không có bài nào.",
                    "Thêm bài, hoặc xóa phần này.",
                    at=title,
                )
            found.append(Part(title, tuple(articles)))
        if not found:
            self.file.fault(
                "issue-empty",
                "Số báo chưa có phần nào.",
                'Thêm ít nhất một phần: [[phan]], rồi ten = "…" và bai = ["2014/04/ten-bai"].',
            )
        elif sum(len(part.articles) for part in found) > MOST_ARTICLES:
            self.file.fault(
                "issue-too-many", f"Số báo có hơn {MOST_ARTICLES} bài.", "Bớt bài cho đủ một số in được."
            )
        return tuple(found)

    def _chosen(self, section: Section, title: str) -> list[Article]:
        """The articles that an editor listed, each by `2014/04/<slug>` or its slug alone."""
        if section.has("chuyen_muc"):
            section.get("chuyen_muc", str)
            section.get("nhieu_nhat", int)
            self.file.fault(
                "part-two-ways",
                f"Phần “{title}” vừa kê bài vừa lấy theo chuyên mục.",
                "Chỉ giữ “bai” hoặc “chuyen_muc”.",
                at=title,
            )
        found = []
        for name in section.names("bai"):
            article = self._article(name)
            if article and self._take(article, title, name):
                found.append(article)
        return found

    def _take(self, article: Article, title: str, written: str) -> bool:
        """Whether the article is free; one article stands in one place."""
        if article.source in self.taken:
            self.file.fault(
                "article-repeated",
                f"Bài “{article.title}” được ghi hai lần (đã có ở phần “{self.taken[article.source]}”).",
                "Chỉ giữ một chỗ.",
                at=written,
            )
            return False
        self.taken[article.source] = title
        return True

    def _article(self, name: str) -> Article | None:
        wanted = name.strip().strip("/").removeprefix("tin/")
        for article in self.library.articles:
            own = article.path.strip("/").removeprefix("tin/")
            if wanted in (own, own.rpartition("/")[2]):
                self._of_month(article, name)
                return article
        known = [a.path.strip("/").removeprefix("tin/") for a in self.library.in_month(self._month)]
        self.file.fault(
            "article-missing",
            f"Không có bài “{name[:80]}” trong các bài đã đăng.",
            near(
                wanted,
                [*known, *(k.rpartition("/")[2] for k in known)],
                lambda: "Ghi cuối địa chỉ của bài, ví dụ 2014/04/trong-co; bài phải “đã duyệt”.",
            ),
            at=name,
        )
        return None

    @property
    def _month(self) -> tuple[int, int]:
        return int(self.key[:4]), int(self.key[5:])

    def _of_month(self, article: Article, name: str) -> None:
        months = article.published.year * 12 + article.published.month
        if months != self._months:
            self.file.fault(
                "article-other-month",
                f"Bài “{article.title}” đăng ngày {format_day(article.published)}, không thuộc tháng"
                " của số báo.",
                "Để bài ở số báo của tháng ấy, nếu không cố ý.",
                at=name,
                severity=Severity.ADVICE,
            )

    def _by_rule(self, section: Section) -> list[Article]:
        """All articles of a section in the month, newest first, at most so many."""
        name = section.words("chuyen_muc", required=True)
        most = section.get("nhieu_nhat", int)
        if most is not None and most < 1:
            self.file.fault(
                "part-most", f"“nhieu_nhat = {most}” không hợp lệ.", "Ghi một số từ 1.", at="nhieu_nhat"
            )
        known = self.library.site.section(name) if name else None
        if name and known is None:
            self.file.fault(
                "section-unknown",
                f"Không có chuyên mục “{name[:60]}”.",
                near(name, [s.name for s in self.library.site.sections], lambda: "Xem chuyen-muc.toml."),
                at=name,
            )
        if known is None:
            return []
        title = section.words("ten")
        free = [
            a for a in self.library.in_month(self._month) if a.section == known and a.source not in self.taken
        ][: most if most and most > 0 else None]
        for article in free:
            self.taken[article.source] = title
        return free

    # -- the rest

    def _cover(self, parts: Sequence[Part]) -> Cover:
        section = self.top.section("bia")
        articles = [article for part in parts for article in part.articles]
        if section is None:
            lead = next((a for a in articles if a.photo), articles[0] if articles else None)
            return Cover(lead.title if lead else "", lead, self._printable(lead.photo if lead else None))
        article = self._cover_article(section, articles)
        photo = self._cover_photo(section) if section.has("anh") else article.photo if article else None
        headline = section.words("tit", most=150) or (article.title if article else "")
        section.close()
        if not headline:
            self.file.fault(
                "cover-empty", "Bìa không có tít.", 'Ghi bai = "…" hoặc tit = "…" trong [bia].', at="[bia]"
            )
        return Cover(headline, article, self._printable(photo))

    def _cover_article(self, section: Section, articles: Iterable[Article]) -> Article | None:
        name = section.words("bai")
        if not name:
            return None
        article = self._article(name)
        if article and article.source not in {a.source for a in articles}:
            self.file.fault(
                "cover-elsewhere",
                f"Bài bìa “{article.title}” không nằm trong phần nào của số báo.",
                "Thêm bài ấy vào một phần.",
                at=name,
            )
        return article

    def _cover_photo(self, section: Section) -> Photo | None:
        name = section.words("anh")
        said = [section.words(key, required=True, most=300) for key in ("mo_ta_anh", "nguon_anh")]
        if not name or not all(said):
            return None
        try:
            found = find_photo(self.folder, name)
            return (
                self.context.photo(self.folder, found.name, said[0], "", said[1])
                if self.context.photo
                else None
            )
        except FieldError as error:
            self.file.fault(error.code, error.message, error.cure, at=name)
            return None

    def _printable(self, photo: Photo | None) -> Photo | None:
        if photo and photo.width < PRINT_WIDTH:
            self.file.fault(
                "photo-narrow-print",
                f"Ảnh bìa “{photo.name}” chỉ rộng {photo.width} điểm ảnh, in ra sẽ không nét.",
                f"Nên dùng ảnh rộng từ {PRINT_WIDTH} điểm ảnh.",
                at="[bia]",
                severity=Severity.ADVICE,
            )
        return photo

    def _letter(self) -> Letter | None:
        section = self.top.section("thu")
        if section is None:
            return None
        title = section.words("tieu_de") or "Thư tòa soạn"
        body = section.get("loi", str, required=True) or ""
        signed = section.words("ky_ten", required=True)
        section.close()
        line = self.file.line("loi")
        if body.strip():
            problems = check_body(body.strip("\n") + "\n", self.file.source, line)
            self.file.problems += (p for p in problems if p.code != "body-short")  # a letter may be
        if section.has("loi") and not body.strip():
            self.file.fault("letter-empty", "Thư tòa soạn trống.", "Viết thư, hoặc xóa mục [thu].", at="loi")
        return Letter(title, self.context.convert(body), signed)

    def _documents(self) -> tuple[Document, ...]:
        """The documents listed, else those issued in the month."""
        if not self.top.has("van_ban"):
            return tuple(d for d in self.library.documents if (d.issued.year, d.issued.month) == self._month)
        found: list[Document] = []
        for number in self.top.names("van_ban"):
            document = (self.library.documents_by_key.get(slug(number)) or (None,))[-1]
            if document is None:
                self.file.fault(
                    "document-missing",
                    f"Trang không có văn bản “{number[:60]}”.",
                    near(number, [d.number for d in self.library.documents], lambda: "Xem lại số ký hiệu."),
                    at=number,
                )
            elif document in found:
                self.file.fault(
                    "document-repeated",
                    f"Văn bản “{number[:60]}” được ghi hai lần.",
                    "Chỉ giữ một.",
                    at=number,
                )
            else:
                found.append(document)
        return tuple(found)

    def _duties(self, day: date) -> tuple[DatedDuty, ...]:
        """What falls due after the day of issue, within two months."""
        wanted = self.top.get("lich", bool)
        if wanted is False:
            return ()
        last = day.toordinal() + 62
        return tuple(
            d for d in self.library.duties if d.duty.due and day.toordinal() < d.duty.due.toordinal() <= last
        )
