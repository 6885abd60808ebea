"""The archive of months, the calendar of duties, the 404 page."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from plugins.library.library import Library
from plugins.pages import views, words
from plugins.pages.desk import Desk
from plugins.pages.page import Page
from plugins.pages.views import Link

OFFLINE = Link("/ngoai-tuyen/", "Đọc khi mất mạng")
SEARCH = Link("/tim-kiem/", "Tìm kiếm")
# Where readers may go on to from an address that has nothing for them.
SUGGESTIONS = (
    SEARCH,
    Link("/", "Trang chủ"),
    Link("/luu-tru/", "Tin, bài theo tháng"),
    Link("/dia-ban/", "Tin theo huyện, xã"),
    Link("/van-ban/", "Văn bản"),
)


def front_pages(desk: Desk, library: Library) -> Iterator[Page]:
    """All of them; the one for times without a network only where the imprint allows keeping pages."""
    newest = words.newest(library.articles)
    months = tuple((month, len(library.in_month(month))) for month in library.months)
    yield Page("/luu-tru/", "archive.html", months, partial(archive, desk, library), newest)
    issued = max((d.issued.isoformat() for d in library.documents), default="")
    today = library.now.date()
    shows = (library.documents, tuple(d.past(today) for d in library.duties))
    yield Page("/lich/", "calendar.html", shows, partial(calendar, desk, library), issued)
    yield Page("/404.html", "404.html", (), partial(not_found, desk), indexed=False)
    if library.site.imprint_on(library.now.date()).offline:
        yield Page(OFFLINE.href, "offline.html", (), partial(offline, desk))


def archive(desk: Desk, library: Library) -> views.ArchiveView:
    """Years and months that have articles."""
    here = Link("/luu-tru/", "Lưu trữ theo tháng")
    crumbs = desk.crumbs(here)
    years = tuple(
        (
            str(year),
            tuple(
                Link(month_path(y, m), f"Tháng {m}", count=len(library.in_month((y, m)))) for y, m in months
            ),
        )
        for year, months in groupby(library.months, key=lambda month: month[0])
    )
    description = "Mọi tin, bài của trang, xếp theo năm và tháng."
    return views.ArchiveView(
        desk.head(here.href, here.text, description, crumbs=crumbs), crumbs, here.text, years
    )


def month_path(year: int, month: int) -> str:
    """The URL of a month."""
    return f"/luu-tru/{year}/{month:02d}/"


def calendar(desk: Desk, library: Library) -> views.CalendarView:
    """What the documents ask to be done, by date."""
    here = Link("/lich/", "Lịch việc cần làm")
    crumbs = desk.crumbs(here)
    today = library.now.date()
    duties = [desk.duty(d, past=d.past(today)) for d in library.duties]
    description = "Những việc các văn bản của Dự án giao, xếp theo thời hạn."
    return views.CalendarView(
        desk.head(here.href, here.text, description, crumbs=crumbs),
        crumbs,
        here.text,
        description,
        tuple(d for d in duties if d.date and not d.past),
        tuple(d for d in duties if not d.date),
        tuple(d for d in reversed(duties) if d.past),
    )


def offline(desk: Desk) -> views.OfflineView:
    """What a reader sees without a network where the page asked for was never read on this device."""
    crumbs = desk.crumbs(OFFLINE)
    description = "Trang bạn cần chưa lưu trên máy này, hoặc bạn đang mất mạng. Có mạng, hãy tải lại trang."
    head = desk.head(OFFLINE.href, OFFLINE.text, description, crumbs=crumbs)
    return views.OfflineView(head, crumbs, OFFLINE.text, description)


def not_found(desk: Desk) -> views.NotFoundView:
    """What a reader sees at an address that does not exist."""
    title = "Không có trang này"
    head = desk.head("/404.html", title, "Địa chỉ này không có trên trang.", indexed=False)
    return views.NotFoundView(head, title, SUGGESTIONS)
