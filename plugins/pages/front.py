"""The front page, the archive of months, the calendar of duties, the 404 page."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from plugins.library.library import Library
from plugins.pages import views, words
from plugins.pages.desk import Desk
from plugins.pages.page import Page
from plugins.pages.views import Link

LATEST_ON_HOME = 6
PER_SECTION_ON_HOME = 3
DOCUMENTS_ON_HOME = 3
# Where readers may go on to from an address that has nothing for them.
SUGGESTIONS = (
    Link("/", "Trang chủ"),
    Link("/luu-tru/", "Tin, bài theo tháng"),
    Link("/dia-ban/", "Tin theo huyện, xã"),
    Link("/van-ban/", "Văn bản"),
)


def front_pages(desk: Desk, library: Library) -> Iterator[Page]:
    """All four."""
    newest = words.newest(library.articles)
    yield Page("/", "home.html", _on_home(library), partial(home, desk, library), newest)
    months = tuple((month, len(library.in_month(month))) for month in library.months)
    yield Page("/luu-tru/", "archive.html", months, partial(archive, desk, library), newest)
    issued = max((d.issued.isoformat() for d in library.documents), default="")
    yield Page("/lich/", "calendar.html", library.documents, partial(calendar, desk, library), issued)
    yield Page("/404.html", "404.html", (), partial(not_found, desk), indexed=False)


def _on_home(library: Library) -> tuple[object, ...]:
    most = PER_SECTION_ON_HOME + 1 + LATEST_ON_HOME
    groups = [library.in_section(s) for s in library.site.sections]
    groups += [library.in_series(s) for s in library.site.series]
    return (
        library.articles[: 1 + LATEST_ON_HOME],
        tuple((articles[:most], len(articles)) for articles in groups),
        library.counts,
        library.documents,
    )


def home(desk: Desk, library: Library) -> views.HomeView:
    """The front page: the newest article leads; no article stands twice before the sections."""
    lead, latest = library.articles[:1], library.articles[1 : 1 + LATEST_ON_HOME]
    shown = {a.source for a in (*lead, *latest)}
    sections = []
    for section in library.site.sections:
        articles = library.in_section(section)
        fresh = tuple(a for a in articles[: PER_SECTION_ON_HOME + len(shown)] if a.source not in shown)
        link = Link(section.path, section.name, count=len(articles))
        sections.append((link, section.description, desk.cards((fresh or articles)[:PER_SECTION_ON_HOME])))
    imprint = library.site.imprint_on(library.now.date())
    description = (
        f"Tin tức của {imprint.publisher} về các trí thức trẻ làm Phó Chủ tịch Ủy ban nhân dân xã"
        " và hoạt động của Dự án ở các huyện, xã."
    )
    feed = Link("/feed.xml", imprint.site_name)
    return views.HomeView(
        head=desk.head("/", imprint.site_name, description, feed=feed),
        lead=desk.card(lead[0]) if lead else None,
        latest=desk.cards(latest),
        sections=tuple(sections),
        districts=district_links(desk, library),
        series=tuple(
            (Link(s.path, s.name, count=len(library.in_series(s))), s.description)
            for s in library.site.series
        ),
        documents=tuple(desk.document(d) for d in library.documents[:DOCUMENTS_ON_HOME]),
        duties=tuple(desk.duty(d) for d in library.duties if d.duty.due),
        months=Link("/luu-tru/", "Tất cả các tháng"),
    )


def district_links(desk: Desk, library: Library) -> tuple[Link, ...]:
    """The five districts of the project, with how many articles each has."""
    return tuple(
        Link(path := library.page_of(unit).path, unit.name, count=len(library.at_place(path)))
        for unit in library.gazetteer.project_districts
    )


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
    duties = [desk.duty(d) for d in library.duties]
    description = "Những việc các văn bản của Dự án giao, xếp theo thời hạn."
    return views.CalendarView(
        desk.head(here.href, here.text, description, crumbs=crumbs),
        crumbs,
        here.text,
        description,
        tuple(d for d in duties if d.date),
        tuple(d for d in duties if not d.date),
    )


def not_found(desk: Desk) -> views.NotFoundView:
    """What a reader sees at an address that does not exist."""
    title = "Không có trang này"
    head = desk.head("/404.html", title, "Địa chỉ này không có trên trang.", indexed=False)
    return views.NotFoundView(head, title, SUGGESTIONS)
