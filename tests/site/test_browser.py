"""The pages in a real browser: access, layout, life without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Request

from tests.site.conftest import Built
from tests.site.html import PAGE_TYPES, serve


@pytest.fixture(scope="session")
def address(real_site: Built) -> Iterator[str]:
    with serve(real_site.output) as found:
        yield found


# How a page is looked at: its size in CSS pixels (1280 by 1024 at 400 % zoom are 320 by 256), its colours;
# and the rules where not all can have another answer than in the looks before.
LOOKS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "phone": ({"viewport": {"width": 360, "height": 800}}, {}),
    "desktop, dark": ({"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}, {}),
    "400 % zoom": ({"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}, {}),
    "forced colours": (
        {"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"},
        {"runOnly": ["cat.color"]},
    ),
}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_any_page_type(browser: Browser, address: str, look: str) -> None:
    options, rules = LOOKS[look]
    context = browser.new_context(**options)
    page = context.new_page()
    found = {}
    for name, path in PAGE_TYPES.items():
        page.goto(address + path)
        violations = Axe().run(page, options=rules).response["violations"]
        if violations:
            found[name] = [(v["id"], v["nodes"][0]["html"][:120]) for v in violations]
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    wide = {}
    for name, path in PAGE_TYPES.items():
        page.goto(address + path)
        extra = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if extra:
            wide[name] = extra
    page.close()
    assert wide == {}


def test_the_menu_stands_in_one_line_or_in_whole_groups(browser: Browser, address: str) -> None:
    """With the widest of the fonts that readers may have (DejaVu)."""
    page = browser.new_page()
    tops = "[...document.querySelectorAll('.menu__list')].map(l => [...l.children].map(e => e.offsetTop))"
    for width, lines in ((1280, 1), (960, 2)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        groups = page.evaluate(tops)
        assert [len({*group}) for group in groups] == [1, 1], width
        assert len({top for group in groups for top in group}) == lines
    page.close()


@pytest.mark.parametrize("width", [320, 360, 480, 560, 768, 960, 1280])
def test_search_is_one_tap_away_and_covers_nothing(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for size in ("100%", "150%", "200%"):
        page.goto(address)
        page.add_style_tag(content=f":root{{font-size:{size}}}")
        search = page.locator(".masthead__search")
        box = search.bounding_box()
        assert box
        assert box["height"] >= (44 if width < 960 else 24)
        over = page.evaluate(
            """() => {
              const s = document.querySelector('.masthead__search').getBoundingClientRect();
              return [...document.querySelectorAll('.masthead a, .masthead button, .masthead__label')]
                .filter(e => !e.matches('.masthead__search') && e.checkVisibility()).filter(e => {
                  const b = e.getBoundingClientRect();
                  return b.left < s.right - 1 && b.right > s.left + 1
                    && b.top < s.bottom - 1 && b.bottom > s.top + 1;
                }).map(e => e.textContent);
            }"""
        )
        assert over == [], size
    search.click()
    assert page.url == f"{address}/tim-kiem/"
    page.close()


def test_a_page_without_scripts_loads_itself_and_nothing_else(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name, path in PAGE_TYPES.items():
        asked: list[str] = []

        def note(request: Request, asked: list[str] = asked) -> None:
            asked.append(request.url)

        page.on("request", note)
        page.goto(address + path)
        page.remove_listener("request", note)
        own = (address + path, f"{address}/favicon.svg")
        others = {url for url in asked if url not in own and not url.startswith(f"{address}/anh/")}
        assert others == set(), name
        assert page.locator("h1").inner_text(), name
    context.close()


def test_the_keyboard_reaches_the_text_first_and_the_map(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{address}/dia-ban/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#noi-dung"
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.closest('svg') && document.activeElement.getAttribute('href')"
            )
        )
    page.close()
    assert {"/dia-ban/bao-lac/", "/dia-ban/thong-nong/", "/dia-ban/ha-lang/"} <= reached
