"""How the printed pages look: none is blank, nothing is torn, each thing has its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from plugins.issues.epub import make as book
from plugins.issues.paper.columns import LINE, PAGE_BOTTOM, PAGE_TOP, Setting, settle
from plugins.issues.paper.make import make_paper
from tests.issues.paper_text import MM, pages_of, printed
from tests.issues.samples import shared_sample

HIGH, HEAD, FOOT = 297 * MM, 24 * MM, 20 * MM
SENTENCE = "Bà con trong xóm đã trồng cỏ trên nương cũ, đủ cho đàn bò ăn qua mùa đông. "


@cache
def paper() -> bytes:
    sample = shared_sample()
    return make_paper(sample.issue, sample.files)


def pieces(pdf: bytes, page: int) -> list[tuple[float, str]]:
    """The pieces of text of a page between running head and page number: height above the foot in points."""
    found: list[tuple[float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if text.strip() and FOOT < y < HIGH - HEAD:
            found.append((y, text.strip()))

    pages_of(pdf)[page].extract_text(visitor_text=visit)
    return found


def page_of(words: float, *, pushed: bool) -> Callable[[int, Sequence[Setting]], list[Mapping[str, object]]]:
    """A page with room for two columns of 300 points and a text of `words` points; what its last line leaves
    below is too little for another line. `pushed`: the mark of the end finds no room there either.
    """
    top, right = PAGE_BOTTOM - 300, 309

    def look(first: int, settings: Sequence[Setting]) -> list[Mapping[str, object]]:
        assert first == 0
        (setting,) = settings
        height = setting.height or 300 + LINE
        here = min(height, 300)
        start = {"kind": "start", "page": 1, "x": 45, "y": top, "height": height, "ratio": 0}
        after = {"kind": "after", "page": 1, "x": 45, "y": top + height}
        if height > 300:
            after |= {"page": 2, "y": PAGE_TOP + height - 300}
        end = {"kind": "end", "page": 1, "x": right, "y": top + words - here}
        if pushed and height > 300:
            end |= {"page": 2, "x": 45, "y": PAGE_TOP}
        return [start, end, after]

    return look


@pytest.mark.parametrize("pushed", [True, False])
@pytest.mark.parametrize("words", [598, 590, 586])
def test_columns_do_not_reach_onto_a_page_that_they_have_no_word_for(words: float, pushed: bool) -> None:
    (setting,) = settle(page_of(words, pushed=pushed), 1)
    assert words / 2 <= setting.height < 300


def test_no_page_is_blank() -> None:
    pdf = paper()
    assert [n for n in range(1, len(pages_of(pdf))) if not pieces(pdf, n)] == []


def test_the_letter_stands_below_the_contents_where_it_finds_room() -> None:
    issue = shared_sample().issue
    assert issue.letter
    second = " ".join(text for _, text in pieces(paper(), 1))
    assert "Trong số này" in second
    assert "Ban Biên tập thử" in second


@pytest.mark.parametrize(("paragraphs", "page"), [(15, 2), (40, 1)])
def test_a_longer_letter_has_a_page_of_its_own_or_begins_at_once(paragraphs: int, page: int) -> None:
    sample = shared_sample()
    assert sample.issue.letter
    letter = replace(sample.issue.letter, body_html=f"<p>{SENTENCE * 2}</p>" * paragraphs)
    parts = (replace(sample.issue.parts[0], articles=sample.issue.parts[0].articles[:1]),)
    pdf = make_paper(replace(sample.issue, parts=parts, letter=letter), sample.files)
    first = letter.title.split()[0]
    where = [n for n in (1, 2) if any(text.startswith(first) for _, text in pieces(pdf, n))]
    assert where[-1] == page


def test_the_imprint_stands_at_the_foot_of_the_last_page() -> None:
    last = pieces(paper(), len(pages_of(paper())) - 1)
    height, text = min(last)
    assert "Be Vietnam Pro" in text
    assert height < FOOT + 3 * MM
    assert "Tòa soạn" in [text for _, text in last]


def test_the_number_of_a_document_is_never_torn() -> None:
    said = printed(paper())
    whole = said.count("70-KH/TĐTN-TCKT")
    assert whole == "".join(said.split()).count("70-KH/TĐTN-TCKT")
    assert whole >= 3


def test_letters_with_tails_at_the_foot_of_the_cover_are_whole() -> None:
    """The list of contents may be cut off there, but a line is there with its tails or not at all."""
    found: list[tuple[float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            found.append((tm[4] * cm[1] + tm[5] * cm[3] + cm[5], text))

    pages_of(paper())[0].extract_text(visitor_text=visit)
    height, _ = min(found)
    assert height > 14 * MM + 2.5 * MM


def test_a_date_in_a_table_keeps_to_its_line_on_a_phone(browser: Browser) -> None:
    """In the book and in the pack, which share their styles."""
    css = (Path(book.__file__).parent / "templates/sach.css").read_text(encoding="utf-8")
    cells = "<tr><td>30/11/2014</td><td>năm Huyện Đoàn</td><td>gửi báo cáo kết quả thực hiện Dự án</td></tr>"
    page = browser.new_page(viewport={"width": 320, "height": 600})
    page.set_content(f"<style>{css}</style><div class='table-wrap'><table>{cells}</table></div>")
    lines = page.evaluate(
        "() => { const all = document.createRange(); all.selectNodeContents(document.querySelector('td'));"
        " return all.getClientRects().length }"
    )
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert (lines, wide) == (1, 320)
