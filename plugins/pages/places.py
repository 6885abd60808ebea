"""The province page with the map, and a page for every district and commune there ever was."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import groupby, islice
from typing import TYPE_CHECKING

from plugins.articles.model import Article
from plugins.core.dates import format_day
from plugins.core.text import slug
from plugins.images.model import Photo
from plugins.issues.forms import RADIO
from plugins.library.library import Library
from plugins.listings.paging import Leaf, leaves
from plugins.pages import views, words
from plugins.pages.desk import Desk, picture
from plugins.pages.history import history
from plugins.pages.maps import Maps
from plugins.pages.page import Page
from plugins.pages.views import Link, UnitFact
from plugins.places.gazetteer import PROJECT_DAY
from plugins.places.model import DISTRICTS_ENDED, Level, Unit
from plugins.places.urls import ROOT, PlacePage

if TYPE_CHECKING:
    from plugins.issues.desk import Printed

EARLIER = 10
# The gallery of a district: photos of articles beyond those on the page are sought in this many more.
GALLERY = 6
LEAST = 2
LOOKED_THROUGH = 60
_Gallery = tuple[tuple[str, Photo], ...]
_Radio = tuple[Link, tuple[views.DownloadView, ...]]
_ONE_DAY = timedelta(days=1)
# The days on which the map of the province changed (gazetteer README), and the day of the plan.
TURNING_POINTS = (PROJECT_DAY, date(2020, 2, 1), date(2020, 3, 1), DISTRICTS_ENDED)
_KINDS = ("thành phố", "phường", "thị trấn", "xã")


def place_pages(
    desk: Desk, library: Library, maps: Maps, printed: "Sequence[Printed]" = ()
) -> Iterator[Page]:
    """The province and every unit that has begun by the day of the edition."""
    yield _province(desk, library, maps)
    for page in library.place_pages:
        if page.path != ROOT and page.units[0].begins <= library.now.date():
            district = page.units[-1].level is Level.DISTRICT
            radio = _radio(printed, page.units[-1]) if district else None
            yield from _place(desk, library, maps, page, radio)


def _place(desk: Desk, library: Library, maps: Maps, page: PlacePage, radio: _Radio | None) -> Iterator[Page]:
    articles = library.at_place(page.path)
    for leaf in leaves(articles, page.path):
        shows: tuple[object, ...] = (leaf, _standing(library, page))
        earlier: tuple[Article, ...] = ()
        gallery: _Gallery = ()
        if leaf.number is None:
            earlier = library.earlier_at(page)[:EARLIER]
            shows = (*shows, len(articles), earlier, library.officers_at(page.path))
            if page.units[-1].level is Level.DISTRICT:
                gallery = _gallery(articles, leaf)
                shows = (*shows, library.counts, gallery, radio or ())
        make = partial(_place_view, desk, library, maps, page, leaf, earlier, gallery, radio)
        yield Page(leaf.path, "place.html", shows, make, words.newest(leaf.items))


def _standing(library: Library, page: PlacePage) -> tuple[bool, ...]:
    """What the day of the edition decides on a place's page: whether its units have ended by then."""
    return tuple(unit.ends < library.now.date() for unit in page.units)


def _place_view(
    desk: Desk,
    library: Library,
    maps: Maps,
    page: PlacePage,
    leaf: Leaf[Article],
    earlier: tuple[Article, ...],
    gallery: _Gallery,
    radio: _Radio | None,
) -> views.PlaceView:
    unit = page.units[-1]
    name = words.capital(library.gazetteer.full_title(unit))
    title = words.capital(unit.title)
    district = library.gazetteer.district(unit) if unit.level is Level.COMMUNE else None
    trail = [Link(ROOT, "Địa bàn")]
    if district:
        trail.append(Link(library.page_of(district).path, words.capital(district.title)))
    trail.append(Link(page.path, title))
    if leaf.number is not None:
        trail.append(Link(leaf.path, f"Trang {leaf.number}"))
    crumbs = desk.crumbs(*trail)
    front = leaf.number is None
    has_feed = unit.level is Level.DISTRICT or bool(leaf.items)
    feed = Link(f"{page.path}feed.xml", title) if has_feed else None
    summary = _summary(library, page)
    heading = name if front else f"{name}, trang {leaf.number}"
    return views.PlaceView(
        head=desk.head(
            leaf.path, heading, f"{name}: tin, bài của địa bàn. {summary}", crumbs=crumbs, feed=feed
        ),
        crumbs=crumbs,
        title=title if front else f"{title}, trang {leaf.number}",
        kind="Đơn vị hành chính cấp huyện" if unit.level is Level.DISTRICT else "Đơn vị hành chính cấp xã",
        summary=summary if front else "",
        became=_became(desk, library, unit),
        facts=tuple(_facts(desk, library, page)) if front else (),
        project=_in_project(library, unit, district),
        children=tuple(_children(desk, library, page)) if front else (),
        officers=tuple(desk.person(p, t) for p, t in library.officers_at(page.path)) if front else (),
        cards=desk.cards(leaf.items),
        pager=desk.pager(leaf, page.path),
        total=len(library.at_place(page.path)) if front else 0,
        earlier=desk.cards(earlier),
        map_svg=maps.district(unit.code) if unit.level is Level.DISTRICT and front else "",
        map_credit_html=maps.credit if unit.level is Level.DISTRICT and front else "",
        feed=feed,
        home=unit.level is Level.DISTRICT and front,
        gallery=tuple((path, shown) for path, photo in gallery if (shown := picture(photo))),
        radio_issue=radio[0] if radio and front else None,
        radio=radio[1] if radio and front else (),
        history=history(desk, library, page) if front else (),
    )


def _gallery(articles: tuple[Article, ...], leaf: Leaf[Article]) -> _Gallery:
    """The newest photos that the cards of the page do not show already, each with its article."""
    beside = ((a.path, p) for a in leaf.items for p in a.photos if p is not a.photo)
    older = ((a.path, p) for a in articles[len(leaf.items) :][:LOOKED_THROUGH] for p in a.photos)
    found = tuple(islice((*beside, *older), GALLERY))
    return found if len(found) >= LEAST else ()


def _radio(printed: "Sequence[Printed]", unit: Unit) -> _Radio | None:
    """The radio texts that the newest issue has for a district, with that issue."""
    start = f"{RADIO}-{slug(unit.name)}."
    for one in printed[:1]:
        made = [m for m in one.made if m.name.startswith(start)]
        if made:
            files = (
                views.DownloadView(m.label, one.issue.path + m.name, words.megabytes(m.size)) for m in made
            )
            return Link(one.issue.path, one.issue.title), tuple(files)
    return None


def _in_project(library: Library, unit: Unit, district: Unit | None) -> bool:
    codes = {u.code for u in library.gazetteer.project_districts}
    return unit.existed_on(PROJECT_DAY) and (district or unit).code in codes


def _summary(library: Library, page: PlacePage) -> str:
    """What the place is, in one or two sentences of the gazetteer."""
    unit, gazetteer = page.units[-1], library.gazetteer
    if unit.level is Level.COMMUNE:
        district = gazetteer.district(unit)
        where = f"{district.title}, tỉnh Cao Bằng" if district else "tỉnh Cao Bằng"
        return f"{words.capital(unit.title)} thuộc {where}."
    day = PROJECT_DAY if unit.existed_on(PROJECT_DAY) else unit.begins
    names = _counted(gazetteer.children(unit, day))
    text = f"Ngày {format_day(day)}, {unit.title} có {names}."
    if _in_project(library, unit, None):
        text += " Đây là một trong năm huyện thực hiện Dự án 600 Phó Chủ tịch xã."
    return text


def _counted(units: tuple[Unit, ...]) -> str:
    """17 đơn vị cấp xã (1 thị trấn, 16 xã)."""
    groups = [(kind, sum(u.kind == kind for u in units)) for kind in _KINDS]
    return f"{len(units)} đơn vị cấp xã ({', '.join(f'{n} {kind}' for kind, n in groups if n)})"


def _became(desk: Desk, library: Library, unit: Unit) -> UnitFact | None:
    """What an abolished unit is part of now; None while it lives."""
    today = library.now.date()
    if unit.valid_to is None or unit.valid_to >= today:
        return None
    steps = [f"Đơn vị này kết thúc ngày {format_day(unit.valid_to)}."]
    # what it belonged to in between, and what it belongs to today
    heirs = library.gazetteer.heirs(unit)
    for heir in heirs:
        if not heir.existed_on(today):
            start = max(heir.begins, unit.valid_to + _ONE_DAY)
            steps.append(f"Từ {format_day(start)} thuộc {heir.title}.")
    now = [u for u in heirs if u.existed_on(today)]
    if not now and unit.level is Level.DISTRICT:
        # a former district lives on in the communes of today, through those it had on its last day
        now = _communes_of_today(library, unit)
        steps.append(
            f"Từ {format_day(DISTRICTS_ENDED)} không còn cấp huyện; địa bàn nay thuộc các xã, phường:"
        )
    elif now:
        start = max(unit.valid_to + _ONE_DAY, *(u.begins for u in now))
        steps.append(f"Từ {format_day(start)} thuộc:")
    return UnitFact("Nay thuộc", " ".join(steps), tuple(desk.unit(u) for u in now))


def _communes_of_today(library: Library, unit: Unit) -> list[Unit]:
    gazetteer, today = library.gazetteer, library.now.date()
    last = unit.valid_to or today
    found: dict[Unit, None] = {}
    for commune in gazetteer.children(unit, last):
        for heir in (commune, *gazetteer.heirs(commune)):
            if heir.existed_on(today):
                found[heir] = None
    return sorted(found, key=lambda u: u.code)


def _facts(desk: Desk, library: Library, page: PlacePage) -> Iterator[UnitFact]:
    gazetteer = library.gazetteer
    first, last = page.units[0], page.units[-1]
    yield UnitFact("Mã đơn vị", last.code)
    parents = gazetteer.districts(last) if last.level is Level.COMMUNE else ()
    if parents:
        yield UnitFact("Trực thuộc", "", tuple(desk.unit(u) for u in parents))
    else:
        yield UnitFact("Trực thuộc", "", (Link(ROOT, "tỉnh Cao Bằng"),))
    start = f"từ {format_day(first.valid_from)}" if first.valid_from else "có từ trước ngày 31/8/2004"
    end = f", đến hết {format_day(last.valid_to)}" if last.valid_to else ", hiện vẫn còn"
    yield UnitFact("Thời gian", start + end)
    basis = " · ".join(
        word.partition("=")[2] for unit in page.units for word in unit.legal_basis.split(";") if "=" in word
    )
    if basis:
        yield UnitFact("Căn cứ", basis)


def _children(desk: Desk, library: Library, page: PlacePage) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """The communes of a district on its last day, by kind, and those that ended before."""
    unit = page.units[-1]
    if unit.level is not Level.DISTRICT:
        return
    gazetteer = library.gazetteer
    last = min(unit.ends, library.now.date())
    living = gazetteer.children(unit, last)
    by_kind = sorted(living, key=lambda u: (_KINDS.index(u.kind), u.code))
    for kind, units in groupby(by_kind, key=lambda u: u.kind):
        yield words.capital(kind), tuple(_counted_link(desk, library, u) for u in units)
    shown = {library.page_of(u).path for u in living}
    gone: dict[str, Link] = {}
    for row in page.units:
        for commune in gazetteer.units:
            ended = commune.level is Level.COMMUNE and commune.ends < last
            inside = ended and row in gazetteer.districts(commune)
            if inside and (path := library.page_of(commune).path) not in shown:
                gone.setdefault(path, _counted_link(desk, library, commune))
    if gone:
        yield "Trước đây", tuple(gone.values())


def _counted_link(desk: Desk, library: Library, unit: Unit, *, zero: bool = False) -> Link:
    path = library.page_of(unit).path
    count = len(library.at_place(path))
    return Link(path, unit.name, count=count if count or zero else None)


def _province(desk: Desk, library: Library, maps: Maps) -> Page:
    make = partial(_province_view, desk, library, maps)
    return Page(ROOT, "province.html", (library.counts,), make, words.newest(library.articles))


def _province_view(desk: Desk, library: Library, maps: Maps) -> views.ProvinceView:
    here = Link(ROOT, "Địa bàn")
    crumbs = desk.crumbs(here)
    title = "Địa bàn tỉnh Cao Bằng"
    summary = "Tin, bài theo huyện và xã, với tên gọi của từng thời kỳ từ năm 2004 đến nay."
    return views.ProvinceView(
        head=desk.head(ROOT, title, summary, crumbs=crumbs),
        crumbs=crumbs,
        title=title,
        summary=summary,
        map_svg=maps.province(library),
        map_credit_html=maps.credit,
        groups=tuple(_groups(desk, library)),
        history=tuple(_history(library)),
    )


def _groups(desk: Desk, library: Library) -> Iterator[tuple[str, str, tuple[Link, ...]]]:
    gazetteer, today = library.gazetteer, library.now.date()

    def links(units: tuple[Unit, ...], *, zero: bool = False) -> tuple[Link, ...]:
        return tuple(_counted_link(desk, library, u, zero=zero) for u in units)

    project = gazetteer.project_districts
    in_2014 = gazetteer.on(PROJECT_DAY, Level.DISTRICT)
    others = tuple(u for u in in_2014 if u not in project)
    since = tuple(u for u in gazetteer.units if u.level is Level.DISTRICT and PROJECT_DAY < u.begins <= today)
    # the map in words: it says of each district how many, none too
    yield "Năm huyện của Dự án", "Các huyện thực hiện Dự án năm 2014.", links(project, zero=True)
    yield "Huyện, thành phố khác", "Theo địa giới ngày 31/3/2014.", links(others, zero=True)
    if since:
        yield "Huyện lập sau năm 2014", "", links(since)
    if today >= DISTRICTS_ENDED:
        communes = gazetteer.on(today, Level.COMMUNE)
        note = f"{len(communes)} đơn vị trực thuộc tỉnh từ {format_day(DISTRICTS_ENDED)}."
        yield "Xã, phường hiện nay", note, links(communes)


def _history(library: Library) -> Iterator[UnitFact]:
    for day in TURNING_POINTS:
        if day > library.now.date():
            return
        districts = len(library.gazetteer.on(day, Level.DISTRICT))
        communes = library.gazetteer.on(day, Level.COMMUNE)
        upper = f"{districts} huyện, thành phố; " if districts else "không còn cấp huyện; "
        yield UnitFact(format_day(day), upper + _counted(communes))
