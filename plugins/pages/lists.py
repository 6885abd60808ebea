"""Lists of articles: sections, series, months. One idea, three classifications."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from plugins.articles.model import Article
from plugins.core.typography import number
from plugins.library.library import Library
from plugins.listings.paging import PER_PAGE, Leaf, leaves
from plugins.pages import views, words
from plugins.pages.desk import Desk
from plugins.pages.front import month_path
from plugins.pages.page import Page
from plugins.pages.views import Link

THIS_DAY = 3


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its place in the site, its words, its articles (newest first)."""

    path: str
    title: str
    kind: str
    description: str
    articles: tuple[Article, ...]
    trail: tuple[Link, ...] = ()
    siblings: tuple[Link, ...] = ()
    feed: Link | None = None
    numbered: bool = False  # its articles are parts of one thing, the oldest the first
    this_day: tuple[Article, ...] = ()


def listings(library: Library) -> Iterator[Listing]:
    """Every list of the site but those of places, which have pages of their own kind."""
    site = library.site
    siblings = tuple(Link(s.path, s.name, count=len(library.in_section(s))) for s in site.sections)
    for section in site.sections:
        feed = Link(f"{section.path}feed.xml", section.name)
        yield Listing(section.path, section.name, "Chuyên mục", section.description,
                      library.in_section(section), (), _marked(siblings, section.path), feed)  # fmt: skip
    for series in site.series:
        yield Listing(series.path, series.name, "Loạt bài", series.description, library.in_series(series),
                      numbered=True)  # fmt: skip
    months = tuple(
        Link(month_path(y, m), f"Tháng {m}/{y}", count=len(library.in_month((y, m))))
        for y, m in library.months
    )
    for at, month in enumerate(library.months):
        near = months[max(0, at - 3) : at + 4]
        near += tuple(link for (_, m), link in zip(library.months, months, strict=True)
                      if m == month[1] and link not in near)  # fmt: skip
        today = library.on_this_day(THIS_DAY) if month[1] == library.now.month else ()
        title = f"Tin, bài tháng {month[1]} năm {month[0]}"
        trail = (Link("/luu-tru/", "Lưu trữ theo tháng"),)
        yield Listing(months[at].href, title, "Lưu trữ", "", library.in_month(month), trail,
                      _marked(near, months[at].href), this_day=today)  # fmt: skip


def list_pages(desk: Desk, library: Library) -> Iterator[Page]:
    """The pages of every list."""
    for listing in listings(library):
        for leaf in leaves(listing.articles, listing.path):
            yield _page(desk, listing, leaf)


def _page(desk: Desk, listing: Listing, leaf: Leaf[Article]) -> Page:
    named = (listing.title, listing.kind, listing.description, listing.trail, listing.feed)
    counts = (len(listing.articles), listing.siblings, listing.this_day) if leaf.number is None else ()
    return Page(
        leaf.path,
        "list.html",
        (leaf, named, counts),
        partial(_view, desk, listing, leaf),
        words.newest(leaf.items),
    )


def _view(desk: Desk, listing: Listing, leaf: Leaf[Article]) -> views.ListView:
    front = leaf.number is None  # a numbered page shows no counts, which would change with every article
    title = listing.title if front else f"{listing.title}, trang {leaf.number}"
    top = Link(listing.path, listing.title)
    here = (top,) if front else (top, Link(leaf.path, f"Trang {leaf.number}"))
    crumbs = desk.crumbs(*listing.trail, *here)
    count = f": {number(len(listing.articles))} bài" if front else ""
    description = listing.description or f"{listing.title}{count}."
    return views.ListView(
        head=desk.head(leaf.path, title, description, crumbs=crumbs, feed=listing.feed),
        crumbs=crumbs,
        title=title,
        kind=listing.kind,
        description=listing.description if front else "",
        cards=_cards(desk, listing, leaf),
        pager=desk.pager(leaf, listing.path),
        total=len(listing.articles) if front else 0,
        siblings=listing.siblings if front else (),
        feed=listing.feed,
        this_day=desk.cards(listing.this_day) if front else (),
    )


def _cards(desk: Desk, listing: Listing, leaf: Leaf[Article]) -> tuple[views.Card, ...]:
    cards = desk.cards(leaf.items)
    if not listing.numbered:
        return cards
    first = len(listing.articles) if leaf.number is None else leaf.number * PER_PAGE
    return tuple(replace(card, part=first - at) for at, card in enumerate(cards))


def _marked(links: tuple[Link, ...], href: str) -> tuple[Link, ...]:
    return tuple(Link(x.href, x.text, current=x.href == href, count=x.count) for x in links)
