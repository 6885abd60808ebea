"""What breaks the budget is named; what a person wrote never does."""

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.images.make import LIMITED_WIDTH, MOST_BYTES
from plugins.output.budget import PHONE_WIDTH, Budget, first_photo
from plugins.pages.page import Page
from plugins.pages.views import FixedView, Head, ShareImage

THEME = Path(__file__).parents[2] / "theme"
BUDGET = Budget(page=2000, own_text=500, fonts=0)


def noise(length: int) -> str:
    """Text that gzip cannot make short."""
    return "".join(chr(0x4E00 + (n * n * 7919) % 20000) for n in range(length))


def page(body_html: str = "") -> Page:
    head = Head("x", "x", "x", ShareImage("x", 1, 1, "x"))
    return Page("/x/", "page.html", (), lambda: FixedView(head, (), "x", body_html, ()))


def test_a_light_page_has_no_fault() -> None:
    assert list(BUDGET.faults(page(), "<p>ngắn</p>")) == []


def test_a_heavy_page_is_named_with_its_weight() -> None:
    (fault,) = BUDGET.faults(page(), noise(2000))
    assert fault.startswith("Trang /x/ nặng ")
    assert fault.endswith(" byte (HTML và CSS, gzip), quá mức 2000 byte trong theme/budget.toml.")


def test_a_long_article_may_be_long() -> None:
    assert list(BUDGET.faults(page(noise(2000)), noise(2000))) == []


@pytest.mark.parametrize(
    "html",
    [
        '<img alt="x" src="https://other.example/a.jpg">',
        '<img srcset="//other.example/a.jpg 2x" alt="">',
        '<link rel="stylesheet" href="https://other.example/a.css">',
        '<link href="//other.example/i.png" rel="icon">',
        '<script src="http://other.example/a.js"></script>',
        "<style>a{background:url(https://other.example/b.png)}</style>",
        "<style>@import 'x.css';</style>",
    ],
)
def test_a_foreign_request_is_named(html: str) -> None:
    (fault,) = BUDGET.faults(page(), html)
    assert fault.startswith("Trang /x/ tải tệp từ nơi khác: ")


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://other.example/">x</a>',
        '<link rel="canonical" href="https://own.example/x/">',
        '<img src="/anh/a.jpg" alt="https://other.example/">',
        "<p>@import và url(//other.example) trong lời bài</p>",
    ],
)
def test_links_and_words_are_no_requests(html: str) -> None:
    assert list(BUDGET.faults(page(), html)) == []


def test_a_kind_of_page_may_have_a_bound_of_its_own() -> None:
    budget = Budget(page=2000, own_text=500, fonts=0, kinds={"page.html": 300})
    (fault,) = budget.faults(page(), noise(200))
    assert fault.endswith("quá mức 300 byte trong theme/budget.toml.")
    other = Page("/x/", "home.html", (), page().make)
    assert list(budget.faults(other, noise(200))) == []


def test_a_heavy_script_is_named_and_what_is_none_is_not() -> None:
    budget = Budget(page=2000, own_text=500, fonts=0, script=100)
    data = noise(200).encode()
    (fault,) = budget.script_faults("/ma/x.js", data)
    assert fault.startswith("Script /ma/x.js nặng ")
    assert fault.endswith(" byte (gzip), quá mức 100 byte trong theme/budget.toml.")
    assert list(budget.script_faults("/ma/x.js", b"x")) == []
    assert list(budget.script_faults("/ma/x.txt", data)) == []


def test_the_bounds_of_the_theme_keep_an_article_with_its_photo_below_100_kb() -> None:
    budget = Budget.load(THEME)
    assert budget.page <= 14_000
    assert budget.page + budget.script + budget.photo <= budget.first_photo <= 100_000
    assert (budget.photo, PHONE_WIDTH) == (MOST_BYTES, LIMITED_WIDTH)
    assert max(budget.kinds.values()) <= budget.page
    assert {*budget.kinds} <= {file.name for file in (THEME / "templates").glob("*.html")}


def test_bytes_are_judged_as_text_is() -> None:
    for html in ("<p>ngắn</p>", noise(2000), '<p>ạ</p><img alt="x" src="//other.example/a.jpg">'):
        assert list(BUDGET.faults(page(), html.encode())) == list(BUDGET.faults(page(), html))


STYLE = "".join(f".l{n}{{margin:{n * n % 97}px}}" for n in range(60))


def whole(style: str, top: str, own: str, foot: str) -> str:
    """A page in the order of ours."""
    return (
        f"<!doctype html>\n<html>\n<head>\n<title>{own[:20]}</title>\n<style>{style}</style>\n</head>\n"
        f'<body>\n<header class="m">{top}</header>\n<main>{own}</main>\n'
        f"<footer>{foot}</footer>\n</body>\n</html>\n"
    )


PARTS = st.one_of(
    st.text("aeạộ <>", max_size=400),
    st.integers(0, 900).map(noise),
    st.integers(0, 60).map(lambda n: "<p>Đoàn viên thanh niên xã Mẫu Một trồng cỏ nuôi bò</p>" * n),
)


@given(st.lists(st.tuples(st.sampled_from([STYLE, ""]), PARTS, PARTS, PARTS), min_size=1, max_size=4))
def test_the_verdict_is_that_of_gzip(pages: list[tuple[str, str, str, str]]) -> None:
    """Whatever stood on the pages before: the quick ways may say nothing that gzip of the whole does not."""
    budget = Budget(page=2000, own_text=500, fonts=0)
    for parts in pages:
        html = whole(*parts)
        data = html.encode()
        weight = len(zlib.compress(data, 9)) + 12
        heavy = len(zlib.compress(data, 1)) + 12 > 2000 and weight > 2000
        faults = list(budget.faults(page(), html))
        assert [str(weight) in fault for fault in faults] == [True] * heavy


def test_a_page_whose_shared_parts_changed_is_weighed_anew() -> None:
    budget = Budget(page=2000, own_text=500, fonts=0)
    assert list(budget.faults(page(), whole(STYLE, "", "", ""))) == []
    assert len(list(budget.faults(page(), whole(STYLE + noise(2000), "", "", "")))) == 1
    assert len(list(budget.faults(page(), whole(STYLE, "", "", noise(2000))))) == 1


FOREIGN = '<img alt="" src="//other.example/a.jpg">'


@pytest.mark.parametrize(
    "parts",
    [
        ("a{background:url(//other.example/b.png)}", "", "", ""),
        ("", FOREIGN, "", ""),
        ("", "", FOREIGN, ""),
        ("", "", "", FOREIGN),
        ("", "", '<img\u00a0src="https://other.example/a.jpg">', ""),  # a space too, for the exact search
        ("", "", '<img alt="<style" src="https://other.example/a.jpg">', ""),
    ],
)
def test_a_foreign_request_is_named_wherever_it_stands(parts: tuple[str, str, str, str]) -> None:
    for before in ([], [whole("", "", "", "")], [whole(STYLE, "x", "y", "z")], [whole(*parts)]):
        budget = Budget(page=2000, own_text=500, fonts=0)
        for html in before:
            list(budget.faults(page(), html))
        (fault,) = budget.faults(page(), whole(*parts))
        assert fault.startswith("Trang /x/ tải tệp từ nơi khác: ")
        assert fault.endswith("//")


@pytest.mark.parametrize(
    "parts",
    [
        ("", "url(//other.example/b.png)", "@import", '<a href="//other.example/">x</a>'),
        ("", "", '<imgả src="//other.example/a.jpg">', ""),
        ("", "", '<img data-src="//other.example/a.jpg">', ""),
    ],
)
def test_what_only_looks_like_a_request_is_none(parts: tuple[str, str, str, str]) -> None:
    for _ in range(2):
        assert list(BUDGET.faults(page(), whole(*parts))) == []


def picture(widths: str, more: str = "") -> bytes:
    files = ", ".join(f"/anh/x-{width}.avif {width}w" for width in widths.split())
    return (
        f'<picture><source type="image/avif" srcset="{files}" sizes="100vw">'
        f'<img src="/anh/x.jpg" srcset="/anh/x.jpg 1200w" alt=""{more}></picture>'
    ).encode()


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (b"<p>x</p>", None),
        (picture("240 480 720 1200"), ("/anh/x-720.avif", 720)),
        (picture("240 480"), ("/anh/x-480.avif", 480)),
        (picture("240 900 1200"), ("/anh/x-900.avif", 900)),
        (picture("240 720", ' loading="lazy"'), None),
        (picture("240 720", ' loading="lazy"') + picture("300"), ("/anh/x-300.avif", 300)),
    ],
)
def test_the_photo_that_a_phone_loads_first(html: bytes, found: tuple[str, int] | None) -> None:
    assert first_photo(html) == found


@pytest.mark.parametrize(
    ("widths", "photo", "total"),
    [
        ("720", 75_000, 0),
        ("720", 300_000, 0),  # gravel at the lowest quality
        ("900", 99_000, 0),
        ("900", 100_000, 100_122),
    ],
)
def test_a_page_too_heavy_with_its_photo_is_named(widths: str, photo: int, total: int) -> None:
    budget = Budget(14_000, 4_000, 0, first_photo=100_000, photo=75_000)
    said = f"Trang /x/ cùng ảnh đầu /anh/x-900.avif nặng {total} byte trên điện thoại, quá mức 100000 byte"
    expected = [f"{said} trong theme/budget.toml."] if total else []
    assert list(budget.photo_faults(page(), picture(widths), lambda path: photo)) == expected


def test_of_a_long_text_the_photo_counts_no_more_than_of_a_short_one() -> None:
    budget = Budget(14_000, 4_000, 0, first_photo=100_000, photo=75_000)
    long = picture("720") + noise(60_000).encode()
    assert list(budget.photo_faults(page(), long, lambda path: 75_000)) == []
