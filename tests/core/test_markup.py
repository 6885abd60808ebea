"""From Markdown to HTML: structure, safety, and that what comes out is clean already."""

import re
from collections.abc import Callable

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.core.inline import Headings, Steps
from plugins.core.markup import Heading, headings, make_converter, plain_text, sanitize

convert: Callable[[str], str] = make_converter()
WRAP = '<div class="table-wrap" role="region" tabindex="0" aria-label='


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("## Một\n\n## Hai", '<h2 id="muc-mot">Một</h2>\n<h2 id="muc-hai">Hai</h2>'),
        ("# Một\n\n#### Đất", '<h2 id="muc-mot">Một</h2>\n<h3 id="muc-dat">Đất</h3>'),
        ("### A\n\n## B\n\n### C", '<h2 id="muc-a">A</h2>\n<h2 id="muc-b">B</h2>\n<h3 id="muc-c">C</h3>'),
        ("## Một\n\n## Một", '<h2 id="muc-mot">Một</h2>\n<h2 id="muc-mot_1">Một</h2>'),
        ("[a](/tin/)", '<p><a href="/tin/">a</a></p>'),
        (
            '[a](https://vidu.vn "b")',
            '<p><a href="https://vidu.vn" rel="external noopener" title="b">a</a></p>',
        ),
        ("*[UBND]: Ủy ban\n\nUBND xã", '<p><abbr title="Ủy ban">UBND</abbr> xã</p>'),
        ("H<sub>2</sub>O <u>gạch</u>", "<p>H<sub>2</sub>O <u>gạch</u></p>"),
        ("- một\n- hai", "<ul>\n<li>một</li>\n<li>hai</li>\n</ul>"),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
        (
            "## Số liệu\n\n|a|b|\n|---|--:|\n|1|2|",
            f'<h2 id="muc-so-lieu">Số liệu</h2>\n{WRAP}"Bảng 1: Số liệu"><table>\n<thead>\n<tr>\n'
            '<th scope="col">a</th>\n<th scope="col">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n'
            "<td>2</td>\n</tr>\n</tbody>\n</table></div>",
        ),
    ],
)
def test_structure(written: str, html: str) -> None:
    assert convert(written) == html


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("a <script>alert(1)</script> b", "<p>a  b</p>"),
        ("<script>\nalert(1)\n\nx\n</script>\n\nsau", "<p>sau</p>"),
        ("a <script> sau", "<p>a  sau</p>"),
        ('<b onclick="x()">b</b>', "<p><b>b</b></p>"),
        ('<div style="x"><p>một</p><p>hai</p></div>', "<p>một</p>\n<p>hai</p>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a</p>\n<p>b</p>"),
        ('a <img src=x onerror="alert(1)"> b', "<p>a   b</p>"),
        ("[a](javascript:alert(1))", "<p><a>a</a></p>"),
        ("![a](https://vidu.vn/a.jpg)", ""),
        ("![a](//vidu.vn/a.jpg)", ""),
        ('<iframe src="https://vidu.vn"></iframe>\n\nsau', "<p>sau</p>"),
        ("<svg onload=alert(1)>a</svg>", "<p> a </p>"),
        ("<h1>a</h1>", "<p>a</p>"),
        ('<p id="noi-dung" class="menu">a</p>', "<p>a</p>"),
        ("<style>p{}</style>\n\nsau", "<p>sau</p>"),
        ("a <b>x\n\nc", "<p>a <b>x</b></p>\n<p>c</p>"),
        ("<p>x <b>y\n\nz", "<p>x <b>y</b></p>\n<p>z</p>"),
        ("- a <u>x\n- b", "<ul>\n<li>a <u>x</u></li>\n<li>b</li>\n</ul>"),
        ("**a <u>b** c</u> d", "<p><strong>a <u>b</u></strong><u> c</u> d</p>"),
    ],
)
def test_raw_html_is_cut_down(written: str, html: str) -> None:
    assert convert(written) == html


def test_footnotes_lead_both_ways() -> None:
    html = convert("Chữ[^1] và[^hai].\n\n[^1]: Lời.\n[^hai]: Lời hai.")
    targets = re.findall(r'href="#([^"]+)"', html)
    assert sorted(targets) == ["fn:1", "fn:hai", "fnref:1", "fnref:hai"]
    assert set(targets) <= set(re.findall(r' id="([^"]+)"', html))
    assert '<a class="footnote-ref" href="#fn:1" aria-label="Chú thích 1">1</a>' in html
    assert 'href="#fnref:1" aria-label="Trở lại chỗ chú thích 1 trong bài">↩</a>' in html
    assert '<div class="footnote" role="doc-endnotes" aria-label="Chú thích">' in html


def test_nothing_is_left_from_one_text_to_the_next() -> None:
    text = "## Một\n\nChữ[^1] [a][b] *đậm* `mã`\n\n[^1]: Lời.\n\n[b]: /tin/"
    alone = make_converter()(text)
    convert("[b]: /khac/\n\n[^1]: Khác.\n\n*[Chữ]: x\n\n## Một\n\nphẳng")
    assert convert(text) == alone


def test_headings_and_words() -> None:
    html = convert("## Một & *hai*\n\nba")
    assert headings(html) == (Heading("muc-mot-hai", "Một & hai", 2),)
    assert plain_text(html) == "Một & hai ba"


PIECES = st.sampled_from(
    [
        "## Một\n\n", "#### Hai\n\n", "chữ ", '"lời" ', "**đậm** ", "_nghiêng_ ", "\n\n", "- a\n", "1. b\n",
        '`mã -- "x"` ', "> c\n", "|a|b|\n|-|-|\n|1|2|\n\n", "[l](https://vidu.vn/?a=1&b=2) ",
        '[k](/tin/ "t") ',
        "chú[^1] ", "\n\n[^1]: lời\n\n", "<b>x ", "</b>", "<div>", "</p>", "<script>", "&nbsp;", "&lt;", "<",
        "&", '![a](a.jpg "b") ', "<!-- x -->", "    mã\n", "---\n\n", "thuật\n: nghĩa\n\n", "\\*", "[", "](",
        "<u>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
@example("\n\n[^1]: lời\n\n</b><b>x ")
def test_what_comes_out_is_clean(text: str) -> None:
    html = convert(text)
    assert sanitize(html) == html
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert all(b <= a + 1 for a, b in zip([1, *levels], levels, strict=False))
    # no dress of letters holds a block
    assert not re.search(r"<(b|u|em|strong|a)\b[^>]*>(?:(?!</\1>).)*<(?:p|h2|ul|div)\b", html, re.DOTALL)
    assert "<script" not in html and "<h1" not in html


# what makes a block or a pass of the parser, whole or in part, plain or where another thing is cut off
SIGNS = st.sampled_from(
    [
        *(
            "a",
            " ",
            "  ",
            "    ",
            "\t",
            "\n",
            "\r",
            "\n\n",
            "  \n",
            " \t\n",
            "1.",
            "1. ",
            "-",
            "- ",
            "* ",
            "+ x",
        ),
        *(
            "=",
            "===",
            "\n---",
            "***",
            "_ _ _",
            "#",
            "## b",
            ":",
            ": ",
            "> ",
            "|",
            "\n|-|-|\n",
            "`",
            "\\",
            "\\*",
        ),
        *(
            "[^1]",
            "[^1]: ",
            "*[a]: b",
            "a",
            "[a]: /b",
            "[a]",
            "![a](b)",
            "[TOC]",
            "<b>",
            "<div>",
            "</div>",
            "&amp;",
        ),
        *(
            "&#35",
            "<!--",
            "-->",
            "\x02",
            "\x03",
            "*",
            "**",
            "_",
            "~~~",
            "///Footnotes Go Here///",
            "\x0242\x03",
        ),
    ]
)


@given(st.lists(SIGNS, max_size=14).map("".join))
def test_choosing_steps_changes_nothing(text: str) -> None:
    others = ["tables", "sane_lists", "footnotes", "abbr", "def_list"]
    parser = markdown.Markdown(extensions=[*others, Headings()])
    steps = Steps(parser)
    for one in (text, "\n\n" + text, text.replace("\x02", "")):
        steps.choose(one)
        assert parser.reset().convert(one) == markdown.markdown(one, extensions=[*others, "toc"])


@given(st.text(max_size=120))
def test_any_text_gives_clean_html(text: str) -> None:
    html = convert(text)
    assert sanitize(html) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Gửi về <tên xã> trước 5 giờ", "<p>Gửi về &lt;tên xã&gt; trước 5 giờ</p>"),
        ("<tênxã>", "<p>&lt;tênxã&gt;</p>"),
        ("2 < 3 và 5 > 4", "<p>2 &lt; 3 và 5 &gt; 4</p>"),
    ],
)
def test_a_persons_angle_brackets_stay_as_they_were_typed(text: str, html: str) -> None:
    assert make_converter()(text).strip() == html
