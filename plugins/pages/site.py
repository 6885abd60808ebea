"""All pages of an edition, and what stands on each of them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plugins.library.library import Library
from plugins.pages.articles import article_pages
from plugins.pages.desk import Desk
from plugins.pages.documents import document_pages
from plugins.pages.front import OFFLINE, SEARCH, front_pages
from plugins.pages.home import district_links, home_page
from plugins.pages.issues import LIST as ISSUES
from plugins.pages.issues import issue_pages
from plugins.pages.lists import list_pages
from plugins.pages.maps import Maps
from plugins.pages.others import fixed_pages, people_pages
from plugins.pages.page import Page
from plugins.pages.places import place_pages
from plugins.pages.search import search_page
from plugins.pages.views import Chrome, ImprintView, Link

if TYPE_CHECKING:
    from plugins.issues.desk import Printed


def all_pages(desk: Desk, library: Library, maps: Maps, printed: "Sequence[Printed]" = ()) -> Iterator[Page]:
    """Every page, in a fixed order."""
    yield home_page(desk, library, printed)
    yield from front_pages(desk, library)
    yield from list_pages(desk, library)
    yield from place_pages(desk, library, maps, printed)
    yield from document_pages(desk, library)
    yield from issue_pages(desk, printed)
    yield from people_pages(desk, library)
    yield from fixed_pages(desk, library)
    yield search_page(desk, library)
    yield from article_pages(desk, library)


def chrome(desk: Desk, library: Library, printed: "Sequence[Printed]" = ()) -> Chrome:
    """Names, menus and imprint. No counts: they would change every page with every article."""
    imprint = library.site.imprint_on(library.now.date())
    pages = [Link("/dia-ban/", "Địa bàn"), Link("/van-ban/", "Văn bản"), *([ISSUES] if printed else [])]
    pages += [Link("/lich/", "Lịch")]
    footer = [Link(p.path, p.title) for p in library.pages]
    footer += [Link("/luu-tru/", "Lưu trữ"), *([Link("/nhan-vat/", "Nhân vật")] if library.people else [])]
    footer += [OFFLINE] * imprint.offline
    return Chrome(
        name=imprint.site_name,
        base_url=desk.base_url,
        menu=tuple(Link(s.path, s.name) for s in library.site.sections),
        pages=tuple(pages),
        search=SEARCH,
        districts=tuple(Link(d.href, d.text) for d in district_links(library)),
        footer=tuple(footer),
        imprint=ImprintView(
            imprint.publisher,
            imprint.responsible,
            imprint.responsible_role,
            imprint.address,
            imprint.phone,
            imprint.email,
            imprint.licence,
        ),
        feed=("/feed.xml", imprint.site_name),
    )
