"""Whatever letters a Word file holds, the page shows the same, and no letter becomes a sign of Markdown."""

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.core.markup import make_converter, plain_text
from plugins.core.typography import typeset
from plugins.word.pandoc import markdown
from plugins.word.parts import Break, Cell, Inline, Item, Look, Paragraph, Picture, Table, Text
from plugins.word.tree import document

SIGNS = "aBĐđộ1 2.-+*_#>`~^|[](){}<>&;:=!$@\\\"'/ "
LINES = st.lists(
    st.text(SIGNS, min_size=1, max_size=24).map(lambda s: " ".join(s.split())).filter(bool), min_size=1
)


def write(*blocks: Paragraph | Table) -> str:
    return markdown(document(blocks), 10)


def html(*blocks: Paragraph | Table) -> str:
    return make_converter()(write(*blocks))


def plain(text: str, **look: object) -> Paragraph:
    return Paragraph((Text(text, Look(**look)),))  # type: ignore[arg-type]  # fields of Look


def shown(text: str) -> str:
    """A text as the page's typography sets it, without spaces."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain_text(typeset(escaped))


@settings(max_examples=40)
@given(LINES)
@example(
    [
        "---",
        "===",
        ": nghĩa",
        "***",
        "- - -",
        "* * *",
        "_____",
        "1. a",
        "1) a",
        "+ b",
        "# c",
        "> d",
        "| a | b |",
    ]
)
@example(
    [
        "[^1]: x",
        "*[HTML]: x",
        "[TOC]",
        "![a](b.jpg)",
        "<b>x</b>",
        "&lt;b&gt;",
        "http://vidu.vn",
        "a\\",
        "```",
        "~~~",
    ]
)
@example(
    [
        "Từ",
        ": nghĩa",
        "Tít",
        "---",
        "a  b",
        "    mã",
        "\\",
        "\\\\",
        "**a**",
        "_a_",
        "{{ x }}",
        "&copy;",
        "<!--",
        "|---|",
    ]
)
def test_each_paragraph_stays_its_letters(lines: list[str]) -> None:
    page = html(*(plain(line) for line in lines))
    found = re.findall(r"<p>(.*?)</p>", page, re.DOTALL)
    assert [plain_text(p) for p in found] == [shown(line) for line in lines]
    assert re.sub(r"</?p>|\s", "", page) == "".join(re.sub(r"\s", "", p) for p in found)


@settings(max_examples=25)
@given(LINES)
@example(["a", "===", "---", "- b", "1. c", "# d", ": e", "> f", "    g", "| h |", "|---|"])
def test_lines_of_one_paragraph_stay_one_paragraph(lines: list[str]) -> None:
    inlines: list[Inline] = []
    for line in lines:
        inlines += [Text(line), Break()]
    page = html(Paragraph(tuple(inlines[:-1])))
    assert page.count("<p>") == 1 and page.startswith("<p>") and page.endswith("</p>")
    assert plain_text(page) == " ".join(shown(line) for line in lines)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["an", " bộ", "xã ", " ", "Đ", "“q”", "a.", "(b)"]), st.booleans(), st.booleans()
        ),
        min_size=1,
        max_size=6,
    )
)
def test_dress_stays_on_its_letters(pieces: list[tuple[str, bool, bool]]) -> None:
    texts = tuple(Text(t, Look(bold=b, italic=i)) for t, b, i in pieces)
    page = html(Paragraph((Text("x "), *texts, Text(" y"))))
    assert plain_text(re.sub("</?(?:em|strong)>", "", page)) == shown(
        "x " + "".join(t for t, _, _ in pieces) + " y"
    )
    assert "*" not in page


@settings(max_examples=40)
@given(LINES)
@example(["#)", "#. a", "#", "-----", "=", ":", "-", "--", "- - - -", ":-", "#a"])
@example(["1. a", "- b", "| c", "`d|e`", "\\|", "# f", "---", ": g", "[^1]: h", "* * *"])
def test_cells_and_items_stay_their_letters(lines: list[str]) -> None:
    table = Table(tuple((Cell((plain(line),)), Cell((plain("x"),))) for line in ["đầu", *lines]))
    page = html(table)
    assert [plain_text(cell) for cell in re.findall(r"<td>(.*?)</td>\s*<td>x</td>", page)] == [
        shown(line) for line in lines
    ]
    page = html(*(Paragraph((Text(line),), item=Item(0, i)) for i, line in enumerate(lines, 1)))
    assert [plain_text(item) for item in re.findall(r"<li>(.*?)</li>", page, re.DOTALL)] == [
        shown(line) for line in lines
    ]
    assert page.count("<li>") == len(lines)


WORDS = st.text(SIGNS.translate(str.maketrans("", "", '[]<>"&\\`' + chr(39))), max_size=24)


@settings(max_examples=40)
@given(WORDS, WORDS)
@example("a (b)", "*d* _e_ ![f")
def test_words_of_a_picture_stay_its_own(title: str, alt: str) -> None:
    title, alt = " ".join(title.split()), " ".join(alt.split()).replace("[", "(")
    assert words_of_picture(title, alt) == (title, alt)


def words_of_picture(title: str, alt: str) -> tuple[str, str]:
    """Title and alt of a picture on the page, which must stand between its neighbours."""
    page = html(plain("Trước."), Paragraph((Picture("anh-1.jpg", alt, title),)), plain("Sau."))
    image = r'<img alt="([^"]*)" src="anh-1.jpg"(?: title="([^"]*)")?>'
    found = re.fullmatch(rf"<p>Trước.</p>\s*<p>{image}</p>\s*<p>Sau.</p>", page)
    assert found is not None
    return unescape(found[2] or ""), unescape(found[1])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('con "bò"', "con ”bò”"),
        ("a\\ `b`", "a/ ’b’"),
        ("![a](b) [c]", "!(a)(b) (c)"),
        ("<b>a</b> & b &amp; &#1;", "‹b›a‹/b› & b & amp; & #1;"),
    ],
)
def test_signs_that_would_end_the_words_of_a_picture(words: str, expected: str) -> None:
    assert words_of_picture(words, words) == (expected, expected)
