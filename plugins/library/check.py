"""What is wrong with a source as one among many, or with its file rather than its text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TypeVar

from plugins.articles.model import Article
from plugins.articles.pages import FixedPage
from plugins.core.dates import format_day
from plugins.core.problem import Problem, Severity
from plugins.documents.model import Document
from plugins.images.advise import Use, doubled_photo, used_before
from plugins.library.folders import ARTICLES, DOCUMENTS, PAGES, PEOPLE, WORD_TYPES
from plugins.people.model import Person

# Addresses of the site's own lists, which no fixed page may take.
RESERVED = (
    *("tin", "chuyen-muc", "loat-bai", "dia-ban", "nhan-vat", "ban-tin", "van-ban"),
    *("tim-kiem", "luu-tru", "lich", "anh"),
)
Addressed = TypeVar("Addressed", Person, FixedPage)


def stray(name: str) -> Problem:
    """A source that lies where nobody would read it."""
    if name.lower().endswith(WORD_TYPES):
        return Problem(
            name,
            0,
            "stray-word-file",
            "Trang không đọc thẳng tệp Word.",
            "Chép phần chữ sang một tệp .md (xem trang Viết bài cho trang), hoặc gửi qua thư mục chia sẻ.",
        )
    return Problem(
        name,
        0,
        "stray-source",
        "Tệp nằm ngoài các thư mục bài viết, nên không ai đọc đến.",
        f"Chuyển tệp vào {ARTICLES}/<năm>/<tháng>/ (hoặc {DOCUMENTS}/, {PEOPLE}/, {PAGES}/).",
    )


def broken_name(shown: str) -> Problem:
    """A file name that is no text."""
    return _bad_name(shown, "name-broken", "Tên tệp có ký tự bị hỏng.")


def doubled_name(shown: str) -> Problem:
    """A file name that is another's but for how its marks are stored."""
    return _bad_name(f"{shown} (2)", "name-doubled", "Có hai tệp cùng tên, chỉ khác cách lưu dấu.")


def _bad_name(shown: str, code: str, message: str) -> Problem:
    return Problem(shown, 0, code, message, "Đổi tên tệp, chỉ dùng chữ không dấu, số và gạch nối.")


def our_fault(source: str, error: Exception) -> Problem:
    """A source on which our own code failed."""
    return Problem(
        source,
        0,
        "source-unreadable",
        f"Phần mềm không xử lý được tệp này ({type(error).__name__}: {error}).",
        "Hãy báo người phụ trách phần mềm và gửi kèm tệp; các bài khác không bị ảnh hưởng.",
    )


def not_yet(document: Document) -> Problem:
    """A document of a day to come."""
    return Problem(
        document.source,
        1,
        "date-future",
        f"Văn bản đề ngày {format_day(document.issued)}, chưa tới ngày đăng.",
        "Không phải sửa gì nếu ngày đúng; văn bản sẽ tự hiện khi đến ngày.",
        Severity.WAITING,
    )


def doubled(articles: Iterable[Article]) -> Iterator[Problem]:
    """Articles sent twice, with the same title and text.

    `index.md` is the original of what lies beside it ("index - Copy.md"); else the shortest name is.
    """
    alike: defaultdict[tuple[str, bytes], list[Article]] = defaultdict(list)
    for article in articles:
        alike[article.title, article.body.digest].append(article)

    def originality(article: Article) -> tuple[bool, int, str]:
        own_folder = PurePosixPath(article.source).stem.lower() == "index"
        return not own_folder, len(article.source), article.source

    for same in alike.values():
        if len(same) > 1:
            first, *copies = sorted(same, key=originality)
            for article in copies:
                yield Problem(
                    article.source,
                    1,
                    "article-doubled",
                    f"Bài này trùng cả tít lẫn nội dung với {first.source}.",
                    f"Xóa tệp này nếu nó chỉ là bản chép; bài đã đăng là {first.source}.",
                )


def addresses_taken(things: Iterable[Addressed]) -> Iterator[Problem]:
    """People or pages whose address belongs to something else."""
    taken = {f"/{name}/": f"/{name}/" for name in RESERVED}
    for thing in things:
        if taken.setdefault(thing.path, thing.source) != thing.source:
            yield Problem(
                thing.source,
                0,
                "address-taken",
                f"Địa chỉ {thing.path} đã dùng cho {taken[thing.path]}.",
                "Đổi tên tệp rồi dựng lại.",
            )


def photos_used_before(articles: Iterable[Article]) -> Iterator[Problem]:
    """Photos that an older article shows already: advice."""
    uses = (
        Use(article.source, photo.name, photo.sha256, photo.look)
        for article in sorted(articles, key=lambda a: (a.published, a.source))
        for photo in article.photos
    )
    for use, earlier in used_before(uses):
        note = doubled_photo(use, earlier)
        yield Problem(use.source, 1, note.code, note.message, note.cure, Severity.ADVICE)


def repeated_titles(articles: Iterable[Article]) -> Iterator[Problem]:
    """Different articles with one title: advice."""
    by_title: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_title[article.title].append(article)
    for same in by_title.values():
        for article in same if len(same) > 1 else ():
            other = same[1] if article is same[0] else same[0]
            yield Problem(
                article.source,
                1,
                "title-repeated",
                f"Tít này trùng với bài {other.source} ({format_day(other.published)}).",
                "Nếu là hai bài khác nhau, nên đặt tít khác để bạn đọc phân biệt.",
                Severity.ADVICE,
            )
