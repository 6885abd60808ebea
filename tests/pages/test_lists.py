"""Lists: order, counts, stable numbers, and what an article is related to."""

from plugins.listings.paging import PER_PAGE
from plugins.pages.views import ArticleView, HomeView, ListView
from tests.pages.conftest import Pages
from tests.site.corpus import SECTIONS, article


def many(count: int) -> dict[str, str]:
    return {
        f"b{n:02d}.md": article(
            f"Bài {n}", f"{n % 28 + 1}/{n // 28 + 1}/2014", body=f"Lời riêng của bài {n}."
        )
        for n in range(count)
    }


def test_a_new_article_moves_no_numbered_page(pages: Pages) -> None:
    path = "/chuyen-muc/chi-dao-dinh-huong/"
    before = pages(many(2 * PER_PAGE))
    after = pages(many(2 * PER_PAGE + 1))
    for number in (1, 2):
        old, new = (site[f"{path}trang-{number}/"].view for site in (before, after))
        assert isinstance(old, ListView)
        assert isinstance(new, ListView)
        assert old.cards == new.cards


def test_the_front_of_a_list_leads_to_its_oldest_page(pages: Pages) -> None:
    site = pages(many(PER_PAGE + 5))
    path = "/chuyen-muc/chi-dao-dinh-huong/"
    seen = []
    while path:
        view = site[path].view
        assert isinstance(view, ListView)
        seen += [c.href for c in view.cards]
        path = view.pager.older.href if view.pager and view.pager.older else ""
    assert len(set(seen)) == PER_PAGE + 5


def test_the_front_page_leads_with_the_newest(pages: Pages) -> None:
    view = pages(many(12))["/"].view
    assert isinstance(view, HomeView)
    assert view.lead is not None
    assert view.lead.title == "Bài 11"
    assert [c.title for c in view.latest] == [f"Bài {n}" for n in range(10, 4, -1)]


def test_related_articles_are_of_the_same_place_before_the_same_section(pages: Pages) -> None:
    there = "Huyện: Bảo Lạc\nXã: Xuân Trường\n"
    site = pages(
        {
            "a.md": article("Bài A", "1/4/2014", SECTIONS[0], there, body="Lời A."),
            "b.md": article("Bài B", "2/4/2014", SECTIONS[1], there, body="Lời B."),
            "c.md": article("Bài C", "3/4/2014", SECTIONS[0], body="Lời C."),
            "d.md": article("Bài D", "4/4/2014", SECTIONS[2], body="Lời D."),
        }
    )
    view = site["/tin/2014/04/a/"].view
    assert isinstance(view, ArticleView)
    assert [c.title for c in view.related] == ["Bài B", "Bài C"]


def test_a_section_without_articles_has_its_page(pages: Pages) -> None:
    view = pages({})["/chuyen-muc/guong-tri-thuc-tre/"].view
    assert isinstance(view, ListView)
    assert (view.cards, view.total, view.pager) == ((), 0, None)
