"""Numbered pages never shift: a new item leaves every full page as it was."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.listings.paging import PER_PAGE, leaves

lengths = st.integers(0, 5 * PER_PAGE + 3)


def newest_first(length: int) -> list[int]:
    return list(range(length, 0, -1))


@given(lengths)
def test_every_item_is_on_some_page_and_the_front_shows_the_newest(length: int) -> None:
    items = newest_first(length)
    pages = leaves(items, "/x/")
    assert {item for page in pages for item in page.items} == set(items)
    assert list(pages[0].items) == items[:PER_PAGE]


@given(lengths)
def test_adding_an_item_changes_no_numbered_page(length: int) -> None:
    before = {p.path: p.items for p in leaves(newest_first(length), "/x/") if p.number}
    after = {p.path: p.items for p in leaves(newest_first(length + 1), "/x/") if p.number}
    assert before.items() <= after.items()


def test_page_one_holds_the_oldest() -> None:
    front, first, second = leaves(newest_first(2 * PER_PAGE + 1), "/x/")
    assert (front.path, first.path, second.path) == ("/x/", "/x/trang-1/", "/x/trang-2/")
    assert first.items[-1] == 1
    assert second.items[0] == 2 * PER_PAGE


def test_a_list_that_fits_its_front_has_no_numbers() -> None:
    assert [p.number for p in leaves(newest_first(PER_PAGE), "/x/")] == [None]
