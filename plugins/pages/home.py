"""The front page: what is new, where, in which section; the bulletin, the forum, what is to be done."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from plugins.articles.model import Article
from plugins.library.library import DatedDuty, Library
from plugins.pages import views, words
from plugins.pages.desk import Desk
from plugins.pages.issues import LIST as ISSUES
from plugins.pages.issues import issue_card
from plugins.pages.page import Page
from plugins.pages.views import Link, SectionBlock

if TYPE_CHECKING:
    from plugins.issues.desk import Printed

LATEST = 6
PER_SECTION = 3
PER_DISTRICT = 5  # looked at for a headline of its own
IN_SERIES = 3
DOCUMENTS = 3
DUTIES = 3
THIS_DAY = 3
CONTENTS = 4
# What is told of a bulletin's files here; the rest, and the names of all, are on the page of the issue.
_FILES = (("ban-tin-{key}.pdf", "PDF"), ("ban-tin-{key}.epub", "EPUB"), ("phat-thanh.txt", "Bài phát thanh"))


def home_page(desk: Desk, library: Library, printed: "Sequence[Printed]") -> Page:
    """The front page. The day counts by what it brings: duties to come, articles of this day."""
    newest = words.newest(library.articles)
    make = partial(_home, desk, library, printed)
    return Page("/", "home.html", tuple(_shown(library, printed)), make, newest)


def _shown(library: Library, printed: "Sequence[Printed]") -> Iterator[object]:
    most = PER_SECTION + 1 + LATEST
    yield library.articles[: 1 + LATEST]
    groups = [library.in_section(s) for s in library.site.sections]
    yield tuple((articles[:most], len(articles)) for articles in groups)
    groups = [library.in_series(s) for s in library.site.series]
    yield tuple((articles[:IN_SERIES], len(articles)) for articles in groups)
    districts = [library.at_place(path) for path in _districts(library)]
    yield tuple((articles[:PER_DISTRICT], len(articles)) for articles in districts)
    yield library.documents[:DOCUMENTS]
    yield _duties(library)
    yield library.on_this_day(THIS_DAY)
    yield printed[0] if printed else ()


def _home(desk: Desk, library: Library, printed: "Sequence[Printed]") -> views.HomeView:
    """The newest article leads; no article stands twice in what follows."""
    lead, latest = library.articles[:1], library.articles[1 : 1 + LATEST]
    blocks = tuple(_sections(desk, library, {a.source for a in (*lead, *latest)}))
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
        districts=tuple(_district_items(library, lead)),
        rows=rows(tuple(b for b in blocks if b.cards)),
        others=tuple(b for b in blocks if not b.cards),
        series=tuple(
            SectionBlock(
                Link(s.path, s.name, count=len(found := library.in_series(s))),
                s.description,
                desk.cards(found[:IN_SERIES]),
            )
            for s in library.site.series
        ),
        bulletin=_bulletin(printed[0]) if printed else None,
        documents=tuple(desk.document(d) for d in library.documents[:DOCUMENTS]),
        duties=tuple(desk.duty(d) for d in _duties(library)),
        this_day=desk.cards(library.on_this_day(THIS_DAY)),
        months=Link("/luu-tru/", "Tất cả các tháng"),
    )


def _sections(desk: Desk, library: Library, shown: set[str]) -> Iterator[SectionBlock]:
    """The sections, each with its newest articles that are not above it already."""
    for section in library.site.sections:
        articles = library.in_section(section)
        fresh = tuple(a for a in articles[: PER_SECTION + len(shown)] if a.source not in shown)
        link = Link(section.path, section.name, count=len(articles))
        yield SectionBlock(link, section.description, desk.cards(fresh[:PER_SECTION]))


def rows(blocks: tuple[SectionBlock, ...]) -> tuple[tuple[SectionBlock, ...], ...]:
    """The blocks in rows of two and then of three, so that no row has a hole: 5 is 2 + 3, 7 is 2 + 2 + 3."""
    pairs = min(-len(blocks) % 3, len(blocks) // 2)
    widths = [2] * pairs + [3] * (len(blocks) // 3 + 1)
    found, start = [], 0
    for width in widths:
        found.append(blocks[start : start + width])
        start += width
    return tuple(row for row in found if row)


def _districts(library: Library) -> tuple[str, ...]:
    return tuple(library.page_of(unit).path for unit in library.gazetteer.project_districts)


def district_links(library: Library) -> tuple[Link, ...]:
    """The five districts of the project, with how many articles each has."""
    units = library.gazetteer.project_districts
    return tuple(
        Link(path, unit.name, count=len(library.at_place(path)))
        for path, unit in zip(_districts(library), units, strict=True)
    )


def _district_items(library: Library, lead: tuple[Article, ...]) -> Iterator[views.DistrictItem]:
    """Each with its newest headline: not the lead, nor that of a district before, where it has another."""
    leading = {a.source for a in lead}
    shown: set[str] = set()
    for link in district_links(library):
        others = [a for a in library.at_place(link.href)[:PER_DISTRICT] if a.source not in leading]
        own = next((a for a in others if a.source not in shown), others[0] if others else None)
        if own is None:
            yield views.DistrictItem(link)
            continue
        shown.add(own.source)
        yield views.DistrictItem(link, Link(own.path, own.title), words.moment(own.published))


def _duties(library: Library) -> tuple[DatedDuty, ...]:
    """The next ones; where no date is to come, the standing ones."""
    today = library.now.date()
    coming = [d for d in library.duties if d.duty.due and not d.past(today)]
    return tuple((coming or [d for d in library.duties if not d.duty.due])[:DUTIES])


def _bulletin(one: "Printed") -> views.BulletinView:
    issue = one.issue
    sizes = {made.name: made.size for made in one.made}
    files = [(pattern.format(key=issue.key), label) for pattern, label in _FILES]
    return views.BulletinView(
        issue_card(issue),
        tuple(Link(a.path, a.title) for a in issue.articles[:CONTENTS]),
        tuple(
            views.DownloadView(label, issue.path + name, words.megabytes(sizes[name]))
            for name, label in files
            if name in sizes
        ),
        Link(ISSUES.href, "Các số đã ra"),
    )
