"""The pattern page in a real browser: every example of every component, checked by axe."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.theme.render import pattern_page

# lines of these may hold any letter; a line box must be taller than the letters in it
LINES = "h1, h2, h3, p, li, dd, dt, figcaption, blockquote"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="640"/>'


def _open(browser: Browser, width: int, **options: Any) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800}, **options)
    html = pattern_page()
    page.route("**/*", lambda r: r.fulfill(body=PICTURE, content_type="image/svg+xml"))
    page.route("**/mau", lambda r: r.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto("http://mau.invalid/mau")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser: Browser, width: int, scheme: Any) -> None:
    page = _open(browser, width, color_scheme=scheme)
    violations = Axe().run(page).response["violations"]
    found = [(v["id"], v["nodes"][0]["html"][:160]) for v in violations]
    page.close()
    assert found == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_component_is_wider_than_the_screen(browser: Browser, width: int) -> None:
    page = _open(browser, width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_the_menu_opens_and_closes_without_a_script(browser: Browser) -> None:
    page = _open(browser, 360, java_script_enabled=False)
    menu = page.locator("header nav[popover]")
    assert not menu.is_visible()
    page.locator("header button[popovertarget]").first.click()
    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    page.close()


def test_the_menu_stands_open_where_there_is_room(browser: Browser) -> None:
    page = _open(browser, 1280)
    assert page.locator("header nav[popover]").is_visible()
    assert not page.locator("header button[popovertarget]").first.is_visible()
    page.close()


def test_targets_are_large_enough_for_a_thumb(browser: Browser) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 CSS pixels, links inside sentences excepted."""
    page = _open(browser, 360)
    small = page.evaluate(
        """[...document.querySelectorAll('nav a, button, .link-list a, .pager a, .article__places a')]
        .filter(e => e.checkVisibility()).map(e => [e.textContent.trim(), e.getBoundingClientRect()])
        .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"""
    )
    page.close()
    assert small == []


def test_stacked_marks_have_room(browser: Browser) -> None:
    """Headings at least 1.25 of their size, text 1.4; and nothing that cuts off at its edge is too low."""
    page = _open(browser, 768)
    tight = page.evaluate(
        """(lines) => [...document.querySelectorAll(lines)].filter(e => e.checkVisibility()).map(e => {
          const style = getComputedStyle(e), size = parseFloat(style.fontSize);
          const heading = /^H\\d$/.test(e.tagName) || /name|title|what|text/.test(e.className);
          return [e.className || e.tagName, parseFloat(style.lineHeight) / size, heading ? 1.25 : 1.4];
        }).filter(([, ratio, least]) => ratio < least)""",
        LINES,
    )
    cut = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(e => e.checkVisibility()).map(e => {
          const style = getComputedStyle(e), context = document.createElement('canvas').getContext('2d');
          context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
          const ink = context.measureText('ẦẨẪỀỂỄỒỔỖỞỠỮỬgyỵ');
          const need = ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent;
          return [e.className || e.tagName, style.overflowY, e.clientHeight, need];
        }).filter(([, overflow, height, need]) => overflow === 'hidden' && height > 1 && height < need)"""
    )
    page.close()
    assert tight == []
    assert cut == []


def test_print_leaves_the_text_and_its_address(browser: Browser) -> None:
    page = _open(browser, 800)
    page.emulate_media(media="print")
    for gone in ("header.masthead", "footer.imprint", ".breadcrumbs", ".pager", ".share"):
        assert not page.locator(gone).first.is_visible(), gone
    for kept in (".prose", ".paper__sheet", ".article__title"):
        assert page.locator(kept).first.is_visible(), kept
    page.close()
