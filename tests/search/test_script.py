"""The search page in Chromium: the script reads what Python wrote, and a reader finds what is there."""

import gzip
import unicodedata
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from plugins.search.postings import pack, unpack
from plugins.search.words import chunks, loose
from tests.site.conftest import build
from tests.site.corpus import article
from tests.site.html import serve

TEXTS = {
    "mot": ("Bài thử về con đường", "Xuân Trường", "Con đường mới. Bà con trồng cỏ nuôi bò."),
    "hai": ("Bài thử về ruộng nương", "Hồng Trị", "Châu Á Thái Bình Dương. Nuôi bò trồng cỏ."),
    "ba": ("Bài thử về tương đương", "Hồng Trị", "Hai bên tương đương. Nhà văn hoá xã, Kế hoạch 12-KH/ĐTN."),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tim")
    (folder / "content/bai-viet").mkdir(parents=True)
    for name, (title, commune, body) in TEXTS.items():
        text = article(title, extra=f"Huyện: Bảo Lạc\nXã: {commune}\n", body=body)
        (folder / f"content/bai-viet/{name}.md").write_text(text, encoding="utf-8")
    built = build(folder / "content", folder / "output")
    assert built.code == 0, built.out + built.err
    with serve(built.output) as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.set_default_timeout(20_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def find(page: Page, address: str, question: str) -> list[str]:
    """The titles found, in order."""
    page.goto(f"{address}/tim-kiem/")
    page.fill("#q", question)
    page.press("#q", "Enter")
    answered(page)
    while page.locator("#xem-them").is_visible():
        shown = page.locator(".search__result").count()
        page.click("#xem-them")
        page.wait_for_function(f"document.querySelectorAll('.search__result').length > {shown}")
    return page.locator(".search__result h2").all_inner_texts()


def answered(page: Page) -> str:
    page.wait_for_function("!['', 'Đang tìm…'].includes(document.getElementById('trang-thai').textContent)")
    return page.inner_text("#trang-thai")


def short(titles: list[str]) -> set[str]:
    return {key for key, (title, *_) in TEXTS.items() if title in titles}


def test_without_marks_every_spelling_is_found_and_with_them_the_right_one_first(
    page: Page, address: str
) -> None:
    assert short(find(page, address, "duong")) == {"mot", "hai", "ba"}
    for question, first in (("đường", "mot"), ("Dương", "hai"), ("đương", "ba")):
        own = [title for title in find(page, address, question) if title.startswith("Bài thử")]
        assert own[0] == TEXTS[first][0]
        assert len(own) == 3
    apart = unicodedata.normalize("NFD", "đường")
    assert apart != "đường"
    assert find(page, address, apart) == find(page, address, "đường")


def test_the_place_of_the_tone_does_not_matter(page: Page, address: str) -> None:
    assert short(find(page, address, '"văn hóa"')) == {"ba"}
    assert short(find(page, address, '"văn hoá"')) == {"ba"}


def test_phrases_and_numbers_of_papers(page: Page, address: str) -> None:
    assert short(find(page, address, '"trồng cỏ nuôi bò"')) == {"mot"}
    assert short(find(page, address, "12-KH/ĐTN")) == {"ba"}
    assert short(find(page, address, "dtn")) == {"ba"}
    assert find(page, address, '"bò nuôi cỏ"') == []
    assert page.inner_text("#trang-thai").startswith('Không tìm thấy gì cho “"bò nuôi cỏ"”.')


def test_todays_commune_finds_the_news_of_what_it_replaced(page: Page, address: str) -> None:
    titles = find(page, address, "xã Bảo Lạc")
    assert titles[0] == "Xã Bảo Lạc"
    # Hồng Trị became a part of the commune Bảo Lạc of 2025
    assert short(titles[:8]) >= {"hai", "ba"}


def test_filters_excerpts_the_address_and_the_way_back(page: Page, address: str) -> None:
    find(page, address, "bò")
    assert page.locator(".search__result mark").first.inner_text().lower() == "bò"
    page.select_option("#nam", "2014")
    page.select_option("#huyen", "/dia-ban/bao-lac/")
    page.press("#q", "Enter")
    answered(page)
    assert "nam=2014" in page.url
    assert short(page.locator(".search__result h2").all_inner_texts()) == {"mot", "hai"}
    page.select_option("#huyen", "/dia-ban/ha-lang/")
    page.press("#q", "Enter")
    page.wait_for_function("document.getElementById('trang-thai').textContent.startsWith('Không')")
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.search__result').length === 2")
    assert page.input_value("#huyen") == "/dia-ban/bao-lac/"
    page.goto(f"{address}/tim-kiem/?q=tương+đương")
    assert answered(page).endswith("kết quả cho “tương đương”.")
    assert page.input_value("#q") == "tương đương"


def test_the_keyboard_and_axe_with_results(page: Page, address: str) -> None:
    page.goto(f"{address}/tim-kiem/")
    page.fill("#q", "duong")
    page.press("#q", "Enter")
    answered(page)
    assert page.evaluate("document.activeElement.id") == "q"  # nothing takes the focus away
    assert page.locator("[role=search]").count() == 1
    assert page.get_attribute("#trang-thai", "role") == "status"
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.activeElement.closest('.search__result') ? 'result' : document.activeElement.id"
            )
        )
    assert reached[:3] == ["huyen", "muc", "nam"]
    assert "result" in reached
    assert Axe().run(page).response["violations"] == []


def test_without_scripts_there_is_an_index(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/tim-kiem/")
    assert not page.locator("#q").is_visible()
    assert page.locator("noscript p").is_visible()
    assert page.locator(".search__names a[href='/dia-ban/bao-lac/xuan-truong/']").is_visible()
    assert page.locator(".search__names a[href='/luu-tru/2014/04/']").is_visible()
    context.close()


def test_the_script_spells_and_unpacks_as_python_does(page: Page, address: str) -> None:
    letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
    text = (
        " ".join([f"{a}t{b} Qu{a} h{b}{a} {a}y k{b}" for a in letters for b in letters[::5]])
        + " 70-KH/TĐTN a1b2"
    )
    numbers = [0, 1, 57, 58, 200, 5000, 5001, 123_456]
    packed = pack([4 * n + n % 4 for n in numbers])
    page.goto(f"{address}/404.html")
    spelt, plain, codes = page.evaluate(
        """async ([text, packed]) => { const m = await import('/tim-kiem.js');
        const found = m.words(text).map((w) => w.spelt);
        return [found, found.map(m.loose), m.unpack(packed)] }""",
        [text, packed],
    )
    mine = [token for chunk in chunks(text) for token in chunk]
    assert spelt == mine
    assert plain == [loose(token) for token in mine]
    assert sorted(4 * n + place for n, place in codes) == unpack(packed)


def test_the_whole_of_a_first_question_is_light(page: Page, address: str) -> None:
    seen: dict[str, int] = {}
    page.on("response", lambda r: seen.__setitem__(r.url, len(gzip.compress(r.body()))) if r.ok else None)
    find(page, address, "con đường")
    assert sum(seen.values()) < 45_000
    assert all(url.startswith(address) for url in seen)
