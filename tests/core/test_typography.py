"""Quotes, dashes and dots of Vietnamese print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.typography import _TOKEN, _set, typeset


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('<p>Ông nói: "Bò thiếu cỏ".</p>', "<p>Ông nói: “Bò thiếu cỏ”.</p>"),
        ('<p>"<strong>Bò</strong>" và <em>"cỏ"</em></p>', "<p>“<strong>Bò</strong>” và <em>“cỏ”</em></p>"),
        ('<p>("ngoặc")&nbsp;"cách"</p>', "<p>(“ngoặc”)&nbsp;“cách”</p>"),
        ("<p>K'Brôi, 'một'</p>", "<p>K’Brôi, ‘một’</p>"),
        ("<p>2012--2014 --- hết...</p>", "<p>2012–2014 — hết…</p>"),
        ("<p>70-KH/TĐTN-TCKT, 2012-2014</p>", "<p>70-KH/TĐTN-TCKT, 2012-2014</p>"),
        ('<code>"a" -- b...</code>', '<code>"a" -- b...</code>'),
        ('<pre><code>"a"</code> -- b</pre>', '<pre><code>"a"</code> -- b</pre>'),
        ("<p>https://vidu.vn/a--b a--b@vidu.vn</p>", "<p>https://vidu.vn/a--b a--b@vidu.vn</p>"),
        ('<a href="/a--b/" title="c">"d"</a>', '<a href="/a--b/" title="c">“d”</a>'),
        ("<p>----- ..... </p>", "<p>----- ..... </p>"),
    ],
)
def test_set(typed: str, printed: str) -> None:
    assert typeset(typed) == printed


@given(st.text(st.sampled_from("ab \"'-.<>/=p&;\n")))
def test_setting_twice_changes_nothing(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)


HTML = st.lists(
    st.sampled_from(
        [
            *(
                "a",
                " ",
                '"',
                "'",
                "-",
                "--",
                "---",
                ".",
                "...",
                "<",
                ">",
                "<b>",
                "</b>",
                '<h2 id="x">',
                "</h2>",
            ),
            *(
                "<code>",
                "</code>",
                "<pre>",
                "</pre>",
                "https://a.vn/b--",
                "www.",
                "a@b",
                "<a title='...'>",
                "\n",
            ),
        ]
    ),
    max_size=12,
).map("".join)


@given(HTML)
def test_the_quick_ways_give_what_the_long_way_gives(html: str) -> None:
    assert typeset(html) == _TOKEN.sub(_set, html)
