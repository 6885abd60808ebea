"""The pages of districts and communes, through 2020 and 2025."""

import pytest

from plugins.pages.views import PlaceView, ProvinceView
from tests.pages.conftest import Pages
from tests.site.corpus import article


def place(page: object) -> PlaceView:
    assert isinstance(page, PlaceView)
    return page


def at(district: str, commune: str, date: str) -> str:
    where = f"Huyện: {district}\n" if district else ""
    return article(f"Tin từ {commune} {date.replace('/', '-')}", date, extra=f"{where}Xã: {commune}\n")


def test_an_article_is_on_its_communes_and_its_districts_page(pages: Pages) -> None:
    site = pages({"a.md": at("Bảo Lạc", "Xuân Trường", "15/04/2014")})
    for path in ("/dia-ban/bao-lac/", "/dia-ban/bao-lac/xuan-truong/"):
        assert [c.href for c in place(site[path].view).cards] == ["/tin/2014/04/a/"]
    assert place(site["/dia-ban/ha-lang/"].view).cards == ()


def test_a_commune_lists_the_news_of_the_units_it_replaced(pages: Pages) -> None:
    site = pages(
        {
            "cu.md": at("Bảo Lạc", "Xuân Trường", "15/04/2014"),
            "moi.md": at("", "Xuân Trường", "15/08/2025"),
        }
    )
    view = place(site["/dia-ban/xuan-truong/"].view)
    assert [c.href for c in view.cards] == ["/tin/2025/08/moi/"]
    assert [c.href for c in view.earlier] == ["/tin/2014/04/cu/"]


def test_phan_thanh_of_bao_lac_went_to_khanh_xuan(pages: Pages) -> None:
    view = place(pages({})["/dia-ban/bao-lac/phan-thanh/"].view)
    assert view.became is not None
    assert view.became.text == "Đơn vị này kết thúc ngày 30/6/2025. Từ 1/7/2025 thuộc:"
    assert [(x.href, x.text) for x in view.became.links] == [("/dia-ban/khanh-xuan/", "xã Khánh Xuân")]


def test_thong_nong_went_to_ha_quang_and_then_to_three_communes(pages: Pages) -> None:
    view = place(pages({})["/dia-ban/thong-nong/"].view)
    assert view.became is not None
    assert view.became.text == (
        "Đơn vị này kết thúc ngày 31/1/2020. Từ 1/2/2020 thuộc huyện Hà Quảng."
        " Từ 1/7/2025 không còn cấp huyện; địa bàn nay thuộc các xã, phường:"
    )
    assert {x.text for x in view.became.links} == {"xã Thông Nông", "xã Cần Yên", "xã Thanh Long"}


def test_in_2014_nothing_of_2020_or_2025_is_known(pages: Pages) -> None:
    site = pages({}, now="2014-04-15")
    assert place(site["/dia-ban/thong-nong/"].view).became is None
    assert "/dia-ban/xa-bao-lac/" not in site
    assert "/dia-ban/quang-hoa/" not in site
    province = site["/dia-ban/"].view
    assert isinstance(province, ProvinceView)
    assert [h.label for h in province.history] == ["31/3/2014"]
    assert province.history[0].text == (
        "13 huyện, thành phố; 199 đơn vị cấp xã (8 phường, 14 thị trấn, 177 xã)"
    )


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("/dia-ban/bao-lac/", 17), ("/dia-ban/bao-lam/", 14), ("/dia-ban/thong-nong/", 11),
        ("/dia-ban/ha-quang/", 19), ("/dia-ban/ha-lang/", 14),
    ],
)  # fmt: skip
def test_the_five_districts_have_their_pages_from_the_first_day(pages: Pages, path: str, count: int) -> None:
    view = place(pages({}, now="2014-03-31")[path].view)
    assert f"có {count} đơn vị cấp xã" in view.summary
    assert sum(len(links) for _, links in view.children) == count
    assert view.project
    assert view.map_svg.startswith("<svg")


def test_every_unit_of_the_gazetteer_has_a_page(pages: Pages) -> None:
    site = pages({})
    assert sum(isinstance(p.view, PlaceView) for p in site.values()) == 302


def test_two_names_that_differ_only_in_marks_have_two_pages(pages: Pages) -> None:
    site = pages({})
    titles = [p.view.title for p in site.values() if isinstance(p.view, PlaceView)]
    assert len({(p.view.title, p.path) for p in site.values() if isinstance(p.view, PlaceView)}) == len(
        titles
    )


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (
            "/dia-ban/thong-nong/luong-can/",
            [
                ("Từ trước 31/8/2004", "Là xã Lương Can, thuộc", ["huyện Thông Nông"]),
                ("1/2/2020", "Nhập vào", ["Xã Lương Can (Hà Quảng)"]),
                ("1/7/2025", "Nay thuộc", ["Xã Thông Nông"]),
            ],
        ),
        (
            "/dia-ban/ha-quang/",
            [
                ("Từ trước 31/8/2004", "Là huyện Hà Quảng", []),
                ("1/2/2020", "Nhận thêm địa bàn từ", ["Huyện Thông Nông"]),
                ("1/7/2025", "Không còn cấp huyện", []),
            ],
        ),
        (
            "/dia-ban/ha-quang/thanh-long/",
            [
                (
                    "1/2/2020",
                    "Thành xã Thanh Long, từ",
                    ["Xã Thanh Long (Thông Nông)", "Xã Bình Lãng (Thông Nông)"],
                ),
                ("1/7/2025", "Nhập vào", ["Xã Thanh Long"]),
            ],
        ),
    ],
)
def test_the_history_of_a_place_is_told_by_time(pages: Pages, path: str, told: list[object]) -> None:
    view = pages({}, now="2026-11-24")[path].view
    assert isinstance(view, PlaceView)
    assert [(e.label, e.text, [x.text for x in e.links]) for e in view.history] == told


def test_what_is_to_come_is_in_no_history(pages: Pages) -> None:
    view = pages({}, now="2014-06-01")["/dia-ban/thong-nong/luong-can/"].view
    assert isinstance(view, PlaceView)
    assert view.history == ()
