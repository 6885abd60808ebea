"""The front page: rows without holes, no article twice, what the day brings."""

import pytest

from plugins.pages.home import rows
from plugins.pages.views import ArticleView, CalendarView, HomeView, Link, ListView, PersonView, SectionBlock
from tests.pages.conftest import Pages
from tests.site.conftest import ROOT
from tests.site.corpus import SECTIONS, article

PLAN, PERSON = (
    {f"../{name}": (ROOT / "content" / name).read_text(encoding="utf-8")}
    for name in ("van-ban/2014-70-kh-tdtn-tckt.md", "nhan-vat/nguyen-van-a.md")
)


@pytest.mark.parametrize(
    ("count", "widths"),
    [
        (0, []),
        (1, [1]),
        (2, [2]),
        (3, [3]),
        (4, [2, 2]),
        (5, [2, 3]),
        (6, [3, 3]),
        (7, [2, 2, 3]),
        (8, [2, 3, 3]),
    ],
)
def test_rows_have_no_holes(count: int, widths: list[int]) -> None:
    blocks = tuple(SectionBlock(Link(f"/{n}/", ""), "") for n in range(count))
    found = rows(blocks)
    assert [len(row) for row in found] == widths
    assert tuple(block for row in found for block in row) == blocks


def home(site: object) -> HomeView:
    assert isinstance(site, HomeView)
    return site


def test_no_article_stands_twice_in_the_news(pages: Pages) -> None:
    texts = {
        f"b{n}.md": article(f"Bài {n}", f"{n + 1}/4/2014", SECTIONS[n % 4], body=f"Lời bài {n}.")
        for n in range(16)
    }
    view = home(pages(texts)["/"].view)
    assert view.lead is not None
    cards = [view.lead, *view.latest, *(c for row in view.rows for block in row for c in block.cards)]
    assert len({c.href for c in cards}) == len(cards) == 16
    assert [b.link.text for b in view.others] == [SECTIONS[4]]


def test_an_empty_site_names_its_sections_and_nothing_that_is_not(pages: Pages) -> None:
    view = home(pages({})["/"].view)
    assert (view.lead, view.latest, view.rows, view.bulletin, view.this_day) == (None, (), (), None, ())
    assert [b.link.text for b in view.others] == list(SECTIONS)
    assert next((d.link.text, d.newest) for d in view.districts) == ("Bảo Lạc", None)


def test_a_district_shows_its_newest_headline_that_does_not_lead(pages: Pages) -> None:
    there = "Huyện: Bảo Lạc\nXã: Xuân Trường\n"
    texts = {
        "a.md": article("Bài A", "1/4/2014", SECTIONS[0], there, body="Lời A."),
        "b.md": article("Bài B", "2/4/2014", SECTIONS[0], there, body="Lời B."),
    }
    (first, *_) = home(pages(texts)["/"].view).districts
    assert first.link == Link("/dia-ban/bao-lac/", "Bảo Lạc", count=2)
    assert first.newest == Link("/tin/2014/04/a/", "Bài A")


def test_districts_show_headlines_of_their_own_where_they_have_one(pages: Pages) -> None:
    both = "Huyện: Bảo Lạc, Bảo Lâm\n"
    texts = {
        "a.md": article("Bài của Bảo Lâm", "1/4/2014", SECTIONS[0], "Huyện: Bảo Lâm\n", body="Lời A."),
        "b.md": article("Bài chung", "2/4/2014", SECTIONS[0], both, body="Lời B."),
        "c.md": article("Bài mở đầu", "3/4/2014", SECTIONS[0], both, body="Lời C."),
    }
    first, second, *_ = home(pages(texts)["/"].view).districts
    assert [d.newest and d.newest.text for d in (first, second)] == ["Bài chung", "Bài của Bảo Lâm"]


def test_this_day_in_earlier_years_stands_on_the_front_page_and_on_its_months(pages: Pages) -> None:
    texts = {
        "a.md": article("Bài 2014", "15/4/2014", body="Lời A."),
        "b.md": article("Bài 2016", "15/4/2016", body="Lời B."),
        "c.md": article("Bài hôm nay", "15/4/2018", body="Lời C."),
        "d.md": article("Bài hôm khác", "16/4/2016", body="Lời D."),
    }
    site = pages(texts, now="2018-04-15T20:00")
    assert [c.title for c in home(site["/"].view).this_day] == ["Bài 2016", "Bài 2014"]
    month = site["/luu-tru/2018/04/"].view
    assert isinstance(month, ListView)
    assert [c.title for c in month.this_day] == ["Bài 2016", "Bài 2014"]
    next_day = pages({}, now="2018-04-16T00:00")
    assert [c.title for c in home(next_day["/"].view).this_day] == ["Bài hôm khác"]


def test_duties_to_come_come_first_and_those_past_are_marked(pages: Pages) -> None:
    before, after = (pages(PLAN, now=day) for day in ("2014-05-10", "2026-11-24"))
    assert [d.date.short for d in home(before["/"].view).duties if d.date] == ["30/11/2014"]
    assert all(d.date is None for d in home(after["/"].view).duties)
    calendar = before["/lich/"].view
    assert isinstance(calendar, CalendarView)
    assert [d.date.short for d in calendar.past if d.date] == ["30/4/2014"]
    assert [d.past for d in calendar.dated] == [False]


def test_parts_of_a_series_are_numbered_and_lead_on(pages: Pages) -> None:
    forum = "Loạt bài: Diễn đàn Trí thức trẻ tình nguyện chung tay xây dựng nông thôn mới\n"
    texts = {
        f"{name}.md": article(f"Bài {name.upper()}", f"{n}/4/2014", extra=forum, body=f"Lời {name}.")
        for n, name in enumerate("abc", 1)
    }
    site = pages(texts)
    middle = site["/tin/2014/04/b/"].view
    assert isinstance(middle, ArticleView)
    assert middle.series_nav is not None
    assert middle.series_nav.part == 2
    assert middle.series_nav.older == Link("/tin/2014/04/a/", "Bài A")
    assert middle.series_nav.newer == Link("/tin/2014/04/c/", "Bài C")
    assert middle.related == ()  # both are named beside it
    listed = site["/loat-bai/dien-dan-tri-thuc-tre/"].view
    assert isinstance(listed, ListView)
    assert [(c.title, c.part) for c in listed.cards] == [("Bài C", 3), ("Bài B", 2), ("Bài A", 1)]


def test_articles_of_the_same_words_are_kin_before_those_of_the_same_commune(pages: Pages) -> None:
    there = "Huyện: Bảo Lạc\nXã: Xuân Trường\n"
    titles = {
        "a": ("Trồng cỏ nuôi bò ở xóm mẫu", SECTIONS[0], there),
        "b": ("Nuôi bò nhốt: hộ nào trồng cỏ nuôi bò được", SECTIONS[1], ""),
        "c": ("Họp giao ban quý hai", SECTIONS[0], there),
        **{name: (f"Bài thử {name}", SECTIONS[2], "") for name in "defgh"},
    }
    site = pages(
        {f"{k}.md": article(t, "1/4/2014", s, x, body=f"Lời {k}.") for k, (t, s, x) in titles.items()}
    )
    view = site["/tin/2014/04/a/"].view
    assert isinstance(view, ArticleView)
    assert [c.title for c in view.related][:2] == [titles["b"][0], titles["c"][0]]


def test_a_person_in_office_is_marked(pages: Pages) -> None:
    for now, held in (("2014-06-01", True), ("2015-01-01", False)):
        view = pages(PERSON, now=now)["/nhan-vat/nguyen-van-a/"].view
        assert isinstance(view, PersonView)
        assert [t.now for t in view.terms] == [held]
