"""Reading by keyboard, by ear, large, on paper: WCAG 2.2 AA where a machine can tell, in Chromium."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.site.conftest import Built
from tests.site.html import PAGE_TYPES, pages, serve

# Notes of every element that gets the focus: where it stands, whether it can be seen, in what order it comes.
WATCH = """() => {
  const can = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const radio = e => e.type === 'radio' && !e.checked;  // a group is one stop
  window.stops = [...document.querySelectorAll(can)].filter(e => e.checkVisibility() && !radio(e));
  window.walk = [];
  document.addEventListener('focusin', event => {
    const e = event.target, box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const there = [...e.getClientRects()].some(r => r.bottom > 0 && r.top < innerHeight && r.width > 0);
    const top = document.elementsFromPoint(x, y);
    const over = top.findIndex(t => t === e || e.contains(t) || t.contains(e));
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const drawn = e.closest('svg') && parseFloat(getComputedStyle(e).strokeWidth) >= 4;
    window.walk.push({
      name: (e.textContent || e.id || e.tagName).trim().slice(0, 40), stop: window.stops.indexOf(e),
      seen: there && over >= 0, marked: outlined || !!drawn || e.type === 'radio',
    });
  });
}"""


@pytest.fixture(scope="module")
def address(real_site: Built) -> Iterator[str]:
    with serve(real_site.output) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield page
    page.close()


def _walk(page: Page, url: str) -> tuple[int, list[dict[str, Any]]]:
    """Tab through a whole page and two stops more: how many stops it has, and what was met."""
    page.goto(url)
    page.evaluate(WATCH)
    stops = int(page.evaluate("window.stops.length"))
    for _ in range(stops + 2):
        page.keyboard.press("Tab")
    return stops, page.evaluate("window.walk")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_keyboard_walks_through_every_page_type(browser: Browser, address: str, width: int) -> None:
    """The skip link first, every link once, in the order of the text, always in sight, and out again."""
    page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    twins = {"sample article", "empty section", "series", "month", "merged district", "commune of 2025"}
    twins |= {"reference", "manual with pictures", "people", "archive"}  # nothing in them that others lack
    for name in ["home", "article", "province"] if width == 320 else PAGE_TYPES.keys() - twins:
        stops, walk = _walk(page, address + PAGE_TYPES[name])
        assert walk[0]["name"] == "Đến nội dung chính", name
        order = [step["stop"] for step in walk[:stops]]
        assert order == list(range(stops)), (name, [s["name"] for s in walk if s["stop"] == -1])
        assert [s["name"] for s in walk if not s["seen"]] == [], name
        assert [s["name"] for s in walk if not s["marked"]] == [], name
        # no trap: after the last one the browser itself has the focus, or the page begins again
        assert len(walk) == stops or walk[stops]["stop"] == 0, name
    page.close()


def test_the_skip_link_leads_to_the_text(page: Page, address: str) -> None:
    page.goto(address + PAGE_TYPES["article"])
    page.keyboard.press("Tab")
    assert page.locator(".skip-link").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_of_a_phone_gives_the_focus_back(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(address)
    button = page.locator(".masthead__button")
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("#muc-luc").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#muc-luc') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "masthead__button"
    page.close()


def test_wide_spacing_of_text_cuts_nothing_off(browser: Browser, address: str) -> None:
    """WCAG 1.4.12, at the narrowest width of 1.4.10."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for name, path in PAGE_TYPES.items():
        page.goto(address + path)
        page.add_style_tag(
            content="*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
            "p{margin-bottom:2em!important}"
        )
        extra = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert extra == 0, name
        cut = page.evaluate(
            """() => [...document.querySelectorAll('main :not(.breadcrumbs *)')].filter(e =>
                 e.checkVisibility()
                 && getComputedStyle(e).overflowY === 'hidden' && e.clientHeight > 1
                 && e.scrollHeight > e.clientHeight + 1).map(e => e.className || e.tagName)"""
        )
        assert cut == [], name
    page.close()


def test_the_size_of_the_text_is_the_readers_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    for name in ("article", "document", "fixed page"):
        page.goto(address + PAGE_TYPES[name])
        sizes = []
        for label in ("Vừa", "Lớn", "Rất lớn"):
            page.get_by_label(label, exact=True).check()
            text = page.locator(".prose p").first
            sizes.append(text.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
            assert page.evaluate("document.documentElement.scrollWidth") == 320, (name, label)
        assert sizes[1] / sizes[0] > 1.2, name
        assert sizes[2] / sizes[0] > 1.4, name
    context.close()


def test_the_list_beside_the_map_says_what_the_map_says(real_site: Built) -> None:
    (tree,) = (tree for path, tree in pages(real_site.output) if path == "/dia-ban/")
    on_map = {
        a.get("href"): re.sub(r"^\S+ ", "", a.get("aria-label")).replace("phố ", "").replace("chưa có", "0")
        for a in tree.xpath("//*[local-name()='svg']//*[local-name()='a']")
    }
    listed = {
        a.get("href"): re.sub(r"^(?:huyện|thành phố) ", "", " ".join(a.text_content().split()))
        for a in tree.xpath("//ul[contains(@class, 'link-list')]//a")
    }
    assert len(on_map) == 13
    for href, said in on_map.items():
        name, _, count = said.partition(": ")
        assert listed[href] == f"{name} {count}", href


def _pdf(page: Page) -> list[str]:
    return [leaf.extract_text() for leaf in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]


def test_an_article_prints_on_its_own_pages(page: Page, address: str) -> None:
    """No menus, the addresses of links after their text, its own address at the end; few sheets."""
    page.goto(address + PAGE_TYPES["article"])
    leaves = _pdf(page)
    text = " ".join(" ".join(leaves).split())
    assert len(leaves) <= 3
    assert page.locator("h1").inner_text() in text
    assert "Địa chỉ trang: https://tinhdoancaobang.example/tin/2014/03/" in text
    assert "/van-ban/2014/70-kh-tdtn-tckt/" in text
    for gone in ("Mục lục", "Cỡ chữ", "Chia sẻ bài này", "Bài liên quan", "Cơ quan chủ quản", "Năm huyện"):
        assert gone not in text, gone


def test_a_chosen_size_does_not_change_the_print(page: Page, address: str) -> None:
    page.goto(address + PAGE_TYPES["article"])
    before = _pdf(page)
    page.get_by_label("Rất lớn").check()
    assert _pdf(page) == before


def test_no_heading_stands_alone_at_the_foot_of_a_printed_page(page: Page, address: str) -> None:
    page.goto(address + PAGE_TYPES["manual"])
    headings = {" ".join(h.split()) for h in page.locator(".prose :is(h2, h3)").all_inner_texts()}
    leaves = _pdf(page)
    assert len(leaves) > 1
    last = [" ".join(leaf.strip().splitlines()[-1].split()) for leaf in leaves]
    assert [line for line in last if line in headings] == []
