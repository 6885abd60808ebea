"""The articles that an issue file names: found in the library, each once, or told why not."""

from collections.abc import Iterator, Mapping, Sequence

from plugins.articles.model import Article
from plugins.core.dates import format_day
from plugins.core.problem import Severity
from plugins.images.model import Photo
from plugins.issues.file import Section, near
from plugins.issues.model import Former, Part, Trail, article_key, key_of, untold
from plugins.library.library import Library, Month

# A photo over the width of a page (17 cm) is printed at 200 dots an inch with 1200 pixels, one over a
# column (8 cm) at 190 with 600.
PAGE_WIDTH, COLUMN_WIDTH = 1200, 600
MOST_ARTICLES = 60
_DROP = "Bỏ tên bài khỏi số này."


class Articles:
    """Gives the parts of one issue their articles; one article stands in one place."""

    def __init__(
        self, library: Library, month: Month, unpublished: Mapping[str, str], former: Trail = untold
    ) -> None:
        self._library, self._month = library, month
        self._unpublished, self._former = unpublished, former
        self._by_name = {}
        for article in reversed(library.articles):  # of two with one slug, the newest
            self._by_name[article.slug] = article
        self._by_name |= {article_key(a): a for a in library.articles}
        self._taken: dict[str, str] = {}  # article -> the part that has it

    def parts(self, top: Section) -> tuple[Part, ...]:
        """All parts of an issue."""
        found: list[Part] = []
        for section in top.sections("phan"):
            title = section.words("ten", required=True)
            faults = len(section.file.problems)
            articles = self._chosen(section, title) if section.has("bai") else self._by_rule(section, title)
            section.close()
            if title and title in [part.title for part in found]:
                section.fault(
                    "part-repeated", f"Hai phần cùng tên “{title}”.", "Gộp hai phần làm một.", "ten"
                )
            if not articles and len(section.file.problems) == faults:
                section.fault(
                    "part-empty", f"Phần “{title}” không có bài nào.", "Thêm bài, hoặc xóa phần này.", "ten"
                )
            found.append(Part(title, tuple(articles)))
        self._check_count(top, found)
        return tuple(found)

    def _check_count(self, top: Section, parts: Sequence[Part]) -> None:
        count = sum(len(part.articles) for part in parts)
        if not parts and not top.has("phan"):
            top.fault(
                "issue-empty",
                "Số báo chưa có phần nào.",
                'Thêm ít nhất một phần: [[phan]], rồi ten = "…" và bai = ["2014/04/ten-bai"].',
            )
        elif count > MOST_ARTICLES:
            top.fault(
                "issue-too-many",
                f"Số báo có {count} bài, quá mức {MOST_ARTICLES}.",
                f"Bớt {count - MOST_ARTICLES} bài cho đủ một số in được.",
            )

    def _chosen(self, section: Section, title: str) -> list[Article]:
        """The articles that an editor listed, each by `2014/04/<slug>` or its slug alone."""
        if section.has("chuyen_muc"):
            section.get("chuyen_muc", str)
            section.get("nhieu_nhat", int)
            section.fault(
                "part-two-ways",
                f"Phần “{title}” vừa kê bài vừa lấy theo chuyên mục.",
                "Chỉ giữ “bai” hoặc “chuyen_muc”.",
                "ten",
            )
        elif section.has("nhieu_nhat"):
            section.get("nhieu_nhat", int)
            section.fault(
                "part-most",
                f"Phần “{title}” kê từng bài thì không dùng “nhieu_nhat”.",
                "Xóa dòng “nhieu_nhat”, hoặc thay “bai” bằng “chuyen_muc”.",
                "nhieu_nhat",
            )
        found = []
        for item, name in enumerate(section.names("bai")):
            article = self.find(section, name, item)
            if article and self._take(section, article, title, item):
                found.append(article)
        return found

    def _take(self, section: Section, article: Article, title: str, item: int) -> bool:
        """Whether the article is free."""
        if article.source in self._taken:
            section.fault(
                "article-repeated",
                f"Bài “{article.title}” được ghi hai lần (đã có ở phần “{self._taken[article.source]}”).",
                "Chỉ giữ một chỗ.",
                "bai",
                item,
            )
            return False
        self._taken[article.source] = title
        for photo in _narrow(article):
            section.fault(
                "photo-narrow-print",
                f"Ảnh “{photo.name}” của bài “{article.title}” chỉ rộng {photo.width} điểm ảnh,"
                " in ra sẽ không nét.",
                f"Nên dùng ảnh rộng từ {COLUMN_WIDTH} điểm ảnh.",
                "bai",
                item,
                Severity.ADVICE,
            )
        return True

    def find(self, section: Section, name: str, item: int | None = None) -> Article | None:
        """The article of that name in the key `bai`; a problem where the site has none."""
        wanted = key_of(name)
        former = None if wanted in self._by_name else self._former(wanted)
        now = key_of(former.path) if former else wanted
        if article := self._by_name.get(now):
            if former:
                section.fault("article-moved", *_moved(name, former.path), "bai", item, Severity.ADVICE)
            self._check_month(section, article, item)
            return article
        if why := self._unpublished.get(wanted.rpartition("/")[2]):
            section.fault("article-unpublished", *_told(name, why), "bai", item)
            return None
        if former:
            section.fault("article-gone", *_gone(name, former), "bai", item)
            return None
        known = [article_key(a) for a in self._library.in_month(self._month)]
        section.fault(
            "article-missing",
            f"Không có bài “{name[:80]}” trong các bài đã đăng.",
            near(
                wanted,
                [*known, *(k.rpartition("/")[2] for k in known)],
                lambda: f"Ghi cuối địa chỉ của bài, ví dụ {known[0] if known else '2014/04/trong-co'}.",
            ),
            "bai",
            item,
        )
        return None

    def _check_month(self, section: Section, article: Article, item: int | None) -> None:
        if (article.published.year, article.published.month) != self._month:
            section.fault(
                "article-other-month",
                f"Bài “{article.title}” đăng ngày {format_day(article.published)}, không thuộc tháng"
                " của số báo.",
                "Để bài ở số báo của tháng ấy, nếu không cố ý.",
                "bai",
                item,
                Severity.ADVICE,
            )

    def _by_rule(self, section: Section, title: str) -> list[Article]:
        """All articles of a section in the month, newest first, at most so many."""
        name = section.words("chuyen_muc", required=True)
        most = section.get("nhieu_nhat", int)
        if most is not None and most < 1:
            section.fault(
                "part-most", f"“nhieu_nhat = {most}” không hợp lệ.", "Ghi một số từ 1.", "nhieu_nhat"
            )
        known = self._library.site.section(name) if name else None
        if name and known is None:
            section.fault(
                "section-unknown",
                f"Không có chuyên mục “{name[:60]}”.",
                near(name, [s.name for s in self._library.site.sections], lambda: "Xem chuyen-muc.toml."),
                "chuyen_muc",
            )
        if known is None:
            return []
        in_month = self._library.in_month(self._month)
        free = [a for a in in_month if a.section == known and a.source not in self._taken]
        return [a for a in free[: most if most and most > 0 else None] if self._take(section, a, title, 0)]


def _narrow(article: Article) -> Iterator[Photo]:
    """The photos that would be printed blurred."""
    return (photo for photo in article.photos if photo.width < COLUMN_WIDTH)


def _told(name: str, why: str) -> tuple[str, str]:
    return (
        f"Bài “{name[:80]}” chưa được đăng: {why}",
        "Duyệt hoặc sửa bài ấy trước, hoặc bỏ tên bài khỏi số này.",
    )


def _moved(name: str, path: str) -> tuple[str, str]:
    return (
        f"Bài “{name[:80]}” nay ở địa chỉ {path}; số báo lấy bài ấy ở đó.",
        f'Không phải sửa gì; muốn gọn thì ghi "{key_of(path)}".',
    )


def _gone(name: str, former: Former) -> tuple[str, str]:
    if former.path:
        return f"Bài “{name[:80]}” nay dẫn tới {former.path}, không phải là một bài.", _DROP
    if former.gone:
        return f"Bài “{name[:80]}” đã được gỡ khỏi trang.", _DROP
    return (
        f"Bài “{name[:80]}” từng đăng, nay không còn trên trang.",
        "Chạy check để biết bài ấy nay ở đâu, hoặc bỏ tên bài khỏi số này.",
    )
