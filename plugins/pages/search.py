"""The search page: a form for the script, and an index of places, people and months for everybody."""

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import NamedTuple

from plugins.core.text import fold
from plugins.library.library import Library
from plugins.pages import views
from plugins.pages.desk import Desk
from plugins.pages.front import SEARCH, month_path
from plugins.pages.page import Page
from plugins.pages.views import Link
from plugins.places.model import Level
from plugins.places.urls import ROOT

_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_DESCRIPTION = "Tìm bài, văn bản, người và địa bàn; danh mục các xã, huyện, nhân vật và tháng."


class _Named(NamedTuple):
    """A link under a letter."""

    letter: str
    link: Link


def search_page(desk: Desk, library: Library) -> Page:
    """The page; no counts, so that it is the same from article to article of a month."""
    people = tuple((person.path, person.name) for person in library.people)
    begun = sum(page.units[0].begins <= library.now.date() for page in library.place_pages)
    shows = (library.months, people, begun)
    return Page(SEARCH.href, "search.html", shows, partial(_view, desk, library))


def _view(desk: Desk, library: Library) -> views.SearchView:
    crumbs = desk.crumbs(SEARCH)
    months = tuple(
        (str(year), tuple(Link(month_path(y, m), f"Tháng {m}") for y, m in sorted(of_year)))
        for year, of_year in groupby(library.months, key=lambda month: month[0])
    )
    return views.SearchView(
        head=desk.head(SEARCH.href, SEARCH.text, _DESCRIPTION, crumbs=crumbs),
        crumbs=crumbs,
        title=SEARCH.text,
        districts=tuple(Link(p.path, p.units[-1].name) for p in library.district_pages),
        sections=tuple(Link(s.path, s.name) for s in library.site.sections),
        years=tuple(year for year, _ in months),
        places=_by_letter(_places(library)),
        people=tuple(Link(p.path, p.name) for p in library.people),
        months=months,
    )


def _places(library: Library) -> Iterable[_Named]:
    """Every place page; where two bear one name, with kind or district; where both are the same, the later
    one with its first year.
    """
    today = library.now.date()
    pages = [p for p in library.place_pages if p.path != ROOT and p.units[0].begins <= today]
    names = [p.units[-1].name for p in pages]
    told: set[str] = set()
    for page in sorted(pages, key=lambda page: page.units[0].begins):
        unit = page.units[-1]
        name = unit.name
        if names.count(name) > 1:
            district = library.gazetteer.district(unit) if unit.level is Level.COMMUNE else None
            kind = unit.kind if district is None else district.name
            name = f"{name} ({kind})"
        if name in told:
            name = f"{name.removesuffix(')')}, từ {page.units[0].begins.year})"
        told.add(name)
        yield _Named(unit.name[0].casefold(), Link(page.path, name))


def _by_letter(named: Iterable[_Named]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """In the order of the Vietnamese alphabet; names that differ only in marks stand together."""
    ordered = sorted(named, key=lambda n: (_LETTERS.find(_base(n.letter)), fold(n.link.text), n.link.text))
    groups = groupby(ordered, key=lambda n: _base(n.letter).upper())
    return tuple((letter, tuple(n.link for n in group)) for letter, group in groups)


def _base(letter: str) -> str:
    """A letter without its tone: "ẩ" is "â"."""
    return letter if letter in _LETTERS else next((b for b in _TONELESS if letter in _TONELESS[b]), letter)


_TONELESS = {
    "a": "àáảãạ", "ă": "ằắẳẵặ", "â": "ầấẩẫậ", "e": "èéẻẽẹ", "ê": "ềếểễệ", "i": "ìíỉĩị", "o": "òóỏõọ",
    "ô": "ồốổỗộ", "ơ": "ờớởỡợ", "u": "ùúủũụ", "ư": "ừứửữự", "y": "ỳýỷỹỵ",
}  # fmt: skip
