"""Quotes, dashes and dots of Vietnamese print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.typography import typeset


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
