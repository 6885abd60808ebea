"""Abbreviations are explained once, where they stand first, and nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.pages.abbreviations import Abbreviations
from plugins.speech.words import DEFAULT_WORDS, load_words

KNOWN = Abbreviations(load_words(DEFAULT_WORDS))
UBND = '<abbr title="Ủy ban nhân dân">UBND</abbr>'
NTM = '<abbr title="nông thôn mới">NTM</abbr>'


@pytest.mark.parametrize(
    ("html", "explained"),
    [
        ("<p>UBND xã họp.</p><p>UBND huyện.</p>", f"<p>{UBND} xã họp.</p><p>UBND huyện.</p>"),
        ("<p>UBND bàn về NTM.</p>", f"<p>{UBND} bàn về {NTM}.</p>"),
        ("<p>(UBND), “NTM”.</p>", f"<p>({UBND}), “{NTM}”.</p>"),
        (
            "<p>Sở VHTT&amp;DL.</p>",
            '<p>Sở <abbr title="Văn hóa, Thể thao và Du lịch">VHTT&amp;DL</abbr>.</p>',
        ),
        # the first use that may be touched
        ('<h2 id="muc-ntm">NTM</h2><p>NTM là</p>', f'<h2 id="muc-ntm">NTM</h2><p>{NTM} là</p>'),
        ('<p><a href="/x/">UBND <b>xã</b></a> UBND</p>', f'<p><a href="/x/">UBND <b>xã</b></a> {UBND}</p>'),
        ("<p><code>UBND</code> UBND</p>", f"<p><code>UBND</code> {UBND}</p>"),
        # the reporter has explained it
        ("<p>Ủy ban nhân dân (UBND) và UBND</p>", "<p>Ủy ban nhân dân (UBND) và UBND</p>"),
        ("<p>UBND (Ủy ban nhân dân) và UBND</p>", "<p>UBND (Ủy ban nhân dân) và UBND</p>"),
        ('<p><abbr title="của tôi">NTM</abbr>, NTM</p>', '<p><abbr title="của tôi">NTM</abbr>, NTM</p>'),
    ],
)  # fmt: skip
def test_the_first_use_is_explained(html: str, explained: str) -> None:
    assert KNOWN.explain(html) == explained


@pytest.mark.parametrize(
    "html",
    [
        "<p>Kế hoạch số 70-KH/TĐTN-TCKT, số 12/QĐ-UBND, 15/UBND, UBND-VX, UBND/2014</p>",
        "<p>UBNDX và XUBND, ubnd</p>",
        '<img src="/anh/x.jpg" alt="a > UBND"><p>x</p>',
        "<p>GDP, HIV, USB, SMS, ASEAN, WTO, km, COVID-19</p>",  # what the table says of them is for the ear
        "<p>Chưa ai biết XYZ là gì.</p>",
    ],
)
def test_what_is_no_abbreviation_of_the_table_stays(html: str) -> None:
    assert KNOWN.explain(html) == html


PIECES = st.sampled_from(
    ["UBND", "NTM ", "<p>", "</p>", "<a href='x'>", "</a>", "<h2>", "</h2>", "&amp;", "(", "70-", "é"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_the_words_stay_and_each_is_explained_once(html: str) -> None:
    explained = KNOWN.explain(html)
    assert re.sub(r'<abbr title="[^"]*">|</abbr>', "", explained) == html
    titles = re.findall(r'<abbr title="([^"]*)">', explained)
    assert len(titles) == len(set(titles))
