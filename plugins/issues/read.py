"""From `ban-tin/2014-04.toml` to an issue, or to every reason why not."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from plugins.articles.model import Article
from plugins.articles.photos import PhotoLoader
from plugins.core.body import check_body, readable
from plugins.core.characters import check_characters
from plugins.core.dates import format_day
from plugins.core.fields import FieldError
from plugins.core.lines import line_of
from plugins.core.problem import Problem, Severity
from plugins.core.text import fold, nfc, slug
from plugins.documents.model import Document
from plugins.images.find import find_photo
from plugins.images.model import Photo
from plugins.issues.articles import PAGE_WIDTH, Articles
from plugins.issues.file import IssueFile, Section, issue_text, near, parse_issue_file
from plugins.issues.lines import Place
from plugins.issues.model import Cover, Issue, IssueState, Letter, Part, Trail, article_key, untold
from plugins.issues.seal import Seal, digest
from plugins.issues.unreadable import printable
from plugins.library.library import DatedDuty, Library

FOLDER = "ban-tin"
NAME = "Bản tin Thanh niên"
KEY = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
MOST_NUMBER = 9999
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class IssueReading:
    """What came of an issue file: the issue (None where a fault holds it) and every problem, by line."""

    issue: Issue | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class IssueContext:
    """What reading an issue needs: the library, the converter of Markdown, and photos of its own.

    `unpublished`: why an article is not on the site, a Vietnamese sentence, by its slug. `former`: what
    became of articles that had another address.
    """

    library: Library
    convert: Callable[[str], str]
    photo: PhotoLoader | None = None
    unpublished: Mapping[str, str] = field(default_factory=dict)
    former: Trail = untold


def read_issue(file: Path, content: Path, context: IssueContext) -> IssueReading:
    """Read one issue file; never raises for what an editor may have written. `content` is its root."""
    source = nfc(file.relative_to(content).as_posix())
    if not KEY.fullmatch(file.stem):
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
    issue_file, top = parse_issue_file(source, issue_text(file.read_bytes()), _first(file.stem))
    issue = _Reading(issue_file, top, file, context).issue() if top else None
    problems = tuple(sorted(dict.fromkeys(map(_shown, issue_file.problems))))
    faulty = any(p.severity is Severity.FAULT for p in problems)
    return IssueReading(None if faulty else issue, problems)


def read_closed_issue(file: Path, content: Path, context: IssueContext, seal: Seal) -> IssueReading:
    """A closed issue as its seal has it, whatever has happened to its file, its articles and our rules.

    None where the seal holds no issue; the only other problem is that its day has not come.
    """
    source = nfc(file.relative_to(content).as_posix())
    issue_file, top = parse_issue_file(source, seal.text, _first(file.stem))
    issue = _ClosedReading(issue_file, top, file, context, seal).issue() if top else None
    if issue is None:
        return IssueReading(None, tuple(issue_file.problems))
    return IssueReading(issue, tuple(p for p in issue_file.problems if p.code == "date-future"))


def _shown(problem: Problem) -> Problem:
    """The problem in words that no terminal obeys, whatever of the file they repeat."""
    if f"{problem.message}{problem.cure}".isprintable():
        return problem
    return replace(problem, message=printable(problem.message, 500), cure=printable(problem.cure, 500))


def _first(key: str) -> date:
    return date(int(key[:4]), int(key[5:]), 1)


class _Reading:
    """One issue on its way; problems gather in the file, nothing stops at the first."""

    def __init__(self, file: IssueFile, top: Section, path: Path, context: IssueContext) -> None:
        self.file, self.top, self.folder, self.key = file, top, path.parent, path.stem
        self.context = context
        self.library = context.library
        self.month = int(self.key[:4]), int(self.key[5:])
        self.articles = Articles(self.library, self.month, context.unpublished, context.former)

    def issue(self) -> Issue:
        """The issue, as far as it can be read."""
        top = self.top
        number = self._number()
        day = top.get("ngay", date, required=True) or self.file.month
        parts = self._parts()
        issue = Issue(
            source=self.file.source,
            key=self.key,
            number=number,
            day=day,
            name=top.words("ten", most=80) or NAME,
            state=self._state(),
            imprint=self.library.site.imprint_on(day),
            cover=self._cover(parts),
            parts=parts,
            letter=self._letter(),
            documents=self._documents(),
            duties=self._duties(day),
            text=self.file.text,
        )
        self._check_day(day)
        top.close()
        return issue

    def _number(self) -> int:
        number = self.top.get("so", int, required=True)
        if number is not None and not 1 <= number <= MOST_NUMBER:
            self.top.fault(
                "issue-number",
                f"Số báo “{str(number)[:30]}” không hợp lệ.",
                f"Ghi số thứ tự từ 1 đến {MOST_NUMBER}, ví dụ: so = 4",
                "so",
            )
        return number or 0

    def _state(self) -> IssueState:
        said = self.top.words("trang_thai", required=True)
        state = next((state for state in IssueState if fold(said) == fold(state)), None)
        if said and state is None:
            self.top.fault(
                "state-unknown",
                f"Không có trạng thái “{said[:40]}”.",
                'Ghi: trang_thai = "nháp" hoặc trang_thai = "đã duyệt"',
                "trang_thai",
            )
        if state is IssueState.DRAFT:
            self.top.fault(
                "issue-draft",
                "Số báo còn là nháp, chưa đăng.",
                'Soạn xong thì ghi: trang_thai = "đã duyệt"',
                "trang_thai",
                severity=Severity.WAITING,
            )
        return state or IssueState.DRAFT

    def _check_day(self, day: date) -> None:
        months = day.year * 12 + day.month - (self.month[0] * 12 + self.month[1])
        if self.top.has("ngay") and not 0 <= months <= 1:
            self.top.fault(
                "issue-day",
                f"Ngày ra số báo {format_day(day)} không thuộc tháng {self.key[5:]}/{self.key[:4]}"
                " hay tháng sau.",
                "Xem lại “ngay”, hoặc tên tệp.",
                "ngay",
            )
        if day > self.library.now.date():
            self.top.fault(
                "date-future",
                f"Số báo đề ngày {format_day(day)}, chưa tới ngày ra.",
                "Không phải sửa gì nếu ngày đúng; số báo sẽ tự hiện khi đến ngày.",
                "ngay",
                severity=Severity.WAITING,
            )

    def _parts(self) -> tuple[Part, ...]:
        return self.articles.parts(self.top)

    # -- the cover

    def _cover(self, parts: Sequence[Part]) -> Cover:
        section = self.top.section("bia")
        articles = [article for part in parts for article in part.articles]
        if section is None:
            lead = next((a for a in articles if a.photo), articles[0] if articles else None)
            return Cover(lead.title if lead else "", lead, self._printable(lead.photo if lead else None))
        article = self._cover_article(section, articles)
        photo = self._cover_photo(section) if section.has("anh") else article.photo if article else None
        headline = section.words("tit", most=150) or (article.title if article else "")
        _close_cover(section)
        if not headline and not section.has("bai"):
            section.fault("cover-empty", "Bìa không có tít.", 'Ghi bai = "…" hoặc tit = "…" trong [bia].')
        return Cover(headline, article, self._printable(photo))

    def _cover_article(self, section: Section, articles: Iterable[Article]) -> Article | None:
        name = section.words("bai")
        article = self.articles.find(section, name) if name else None
        if article and article.source not in {a.source for a in articles}:
            section.fault(
                "cover-elsewhere",
                f"Bài bìa “{article.title}” không nằm trong phần nào của số báo.",
                "Thêm bài ấy vào một phần.",
                "bai",
            )
        return article

    def _cover_photo(self, section: Section) -> Photo | None:
        name = section.words("anh")
        said = [section.words(key, required=True, most=300) for key in ("mo_ta_anh", "nguon_anh")]
        if not name or not all(said) or not self.context.photo:
            return None
        try:
            found = find_photo(self.folder, name)
            return self.context.photo(self.folder, found.name, said[0], "", said[1])
        except FieldError as error:
            place = "trong thư mục ban-tin, cạnh tệp số báo"
            message = error.message.replace("cạnh bài", place)
            cure = error.cure.replace("vào cùng thư mục với bài", f"vào thư mục {FOLDER}, cạnh tệp số báo")
            section.fault(error.code, message, cure.replace("vào cạnh bài", f"vào thư mục {FOLDER}"), "anh")
            return None

    def _printable(self, photo: Photo | None) -> Photo | None:
        if photo and photo.width < PAGE_WIDTH:
            line = self.file.lines.line(Place("bia"), "anh")
            self.file.fault(
                "photo-narrow-print",
                f"Ảnh bìa “{photo.name}” chỉ rộng {photo.width} điểm ảnh, in ra sẽ không nét.",
                f"Nên dùng ảnh rộng từ {PAGE_WIDTH} điểm ảnh.",
                line,
                Severity.ADVICE,
            )
        return photo

    # -- letter, documents, calendar

    def _letter(self) -> Letter | None:
        section = self.top.section("thu")
        if section is None:
            return None
        title = section.words("tieu_de") or "Thư tòa soạn"
        body = section.get("loi", str, required=True) or ""
        signed = section.words("ky_ten", required=True)
        section.close()
        if section.has("loi") and not body.strip():
            section.fault("letter-empty", "Thư tòa soạn trống.", "Viết thư, hoặc xóa mục [thu].", "loi")
            return None
        return Letter(title, self._letter_html(section, body), signed)

    def _letter_html(self, section: Section, body: str) -> str:
        line = self.file.lines.line(section.place, "loi")
        opened = self.file.text.split("\n")[line - 1].rstrip()
        first = line + opened.endswith(('"""', "'''"))  # the line end after the mark is none of the text
        problems = [
            *check_body(body.strip("\n") + "\n", self.file.source, first),
            *check_characters(body.strip("\n"), self.file.source, first),
        ]
        self.file.problems += (p for p in problems if p.code != "body-short")  # a letter may be
        html = self.context.convert(body) if readable(problems) else ""
        if "<img" in html:
            picture = _PICTURE.search(body)
            self.file.fault(
                "letter-picture",
                f"Thư tòa soạn không in được ảnh{f': “{picture[0][:60]}”' if picture else ''}.",
                "Xóa dòng ấy; ảnh bìa thì ghi “anh” trong [bia], ảnh khác thì để trong một bài.",
                line_of(body, picture.start(), first) if picture else first,
            )
        return html

    def _documents(self) -> tuple[Document, ...]:
        """The documents listed, else those issued in the month."""
        if not self.top.has("van_ban"):
            return tuple(d for d in self.library.documents if (d.issued.year, d.issued.month) == self.month)
        found: list[Document] = []
        for item, number in enumerate(self.top.names("van_ban")):
            document = (self.library.documents_by_key.get(slug(number)) or (None,))[-1]
            if document is None:
                self.top.fault(
                    "document-missing",
                    f"Trang không có văn bản “{number[:60]}”.",
                    near(number, [d.number for d in self.library.documents], lambda: "Xem lại số ký hiệu."),
                    "van_ban",
                    item,
                )
            elif document in found:
                self.top.fault(
                    "document-repeated",
                    f"Văn bản “{number[:60]}” được ghi hai lần.",
                    "Chỉ giữ một.",
                    "van_ban",
                    item,
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


def _close_cover(section: Section) -> None:
    """Without a photo of its own, the words of one mean nothing."""
    if not section.has("anh"):
        for key in ("mo_ta_anh", "nguon_anh"):
            if section.words(key):
                section.fault(
                    "photo-missing",
                    f"Có “{key}” mà không có ảnh.",
                    'Thêm dòng: anh = "tên-tệp.jpg", hoặc xóa dòng này.',
                    key,
                )
    section.close()


class _ClosedReading(_Reading):
    """A closed issue: the seal says what it has; what has left the site is left out."""

    def __init__(self, file: IssueFile, top: Section, path: Path, context: IssueContext, seal: Seal) -> None:
        super().__init__(file, top, path, context)
        self.seal = seal
        self.by_key = {article_key(a): a for a in self.library.articles}

    def _parts(self) -> tuple[Part, ...]:
        self.top.sections("phan")
        parts = []
        for part in self.seal.parts:
            there = tuple(self.by_key[key] for key in part.articles if key in self.by_key)
            parts.append(Part(part.title, there, len(part.articles) - len(there)))
        return tuple(parts)

    def _cover(self, parts: Sequence[Part]) -> Cover:
        """The cover, without the words and the photo of an article that has left the site, and without a
        photo of its own that is no longer the one that was closed.
        """
        section = self.top.section("bia")
        article = self.by_key.get(self.seal.cover)
        photo = article.photo if article else None
        if section and section.has("anh"):
            photo = self._cover_photo(section) if self._has_own_photo() else None
        return Cover(self.seal.headline if article or not self.seal.cover else "", article, photo)

    def _has_own_photo(self) -> bool:
        files = {name: self.folder / name for name in self.seal.photos}
        return all(f.is_file() and digest(f.read_bytes()) == self.seal.photos[n] for n, f in files.items())

    def _documents(self) -> tuple[Document, ...]:
        by_path = {d.path: d for d in self.library.documents}
        return tuple(by_path[path] for path in self.seal.documents if path in by_path)

    def _duties(self, day: date) -> tuple[DatedDuty, ...]:
        return tuple(d for d in super()._duties(day) if d.document.path in self.seal.duties)
