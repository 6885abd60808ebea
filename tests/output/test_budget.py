"""What breaks the budget is named; what a person wrote never does."""

import pytest

from plugins.output.budget import Budget
from plugins.pages.page import Page
from plugins.pages.views import FixedView, Head, ShareImage

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
