"""The radio script: every word of every article, every number in words, and what does not fit."""

import re
from dataclasses import replace

import pytest

from plugins.issues.radio import (
    RadioItem,
    RadioScript,
    article_paragraphs,
    district_scripts,
    html_paragraphs,
    make_script,
    print_script,
)
from plugins.places.model import Unit
from plugins.speech.read import speak
from plugins.speech.words import DEFAULT_WORDS, SpeechWords, load_words
from tests.issues.samples import Sample, shared_sample
from tests.issues.text import words_of_text


@pytest.fixture(scope="module")
def sample() -> Sample:
    return shared_sample()


@pytest.fixture(scope="module")
def words() -> SpeechWords:
    return load_words(DEFAULT_WORDS)


@pytest.fixture(scope="module")
def script(sample: Sample, words: SpeechWords) -> RadioScript:
    return make_script(sample.issue, words, sample.issue.articles, "bà con trong tỉnh")


def test_no_digit_is_left_anywhere(script: RadioScript) -> None:
    assert re.findall(r"\d", script.text) == []
    assert set(re.findall(r"\S*\d\S*", print_script(script))) <= set(script.unknown)


def test_every_article_is_read_from_headline_to_author(
    script: RadioScript, sample: Sample, words: SpeechWords
) -> None:
    assert len(script.items) == len(sample.issue.articles) + 2
    for item, article in zip(script.items[1:-1], sample.issue.articles, strict=True):
        said = speak("\n".join(article_paragraphs(article)), words).text
        assert item.text == said
        heard = words_of_text(said.lower())
        for word in words_of_text(article.title.lower()):
            assert word in heard or not word.isalpha()


def test_the_listeners_are_greeted_and_thanked(script: RadioScript) -> None:
    opening, *_, closing = script.items
    name = "Bản tin Thanh niên số bốn, tháng tư năm hai nghìn không trăm mười bốn"
    assert (opening.heading, opening.text) == (
        "Mở đầu",
        "Kính thưa bà con trong tỉnh cùng các bạn đoàn viên, thanh niên!\n"
        f"Sau đây là {name}, của Tỉnh Đoàn Cao Bằng.",
    )
    assert closing.text == f"{name} đến đây là hết. Xin cảm ơn bà con trong tỉnh và các bạn đã lắng nghe."


def test_each_district_hears_its_own_news_first(sample: Sample, words: SpeechWords) -> None:
    gazetteer = sample.reading.library.gazetteer
    scripts = {unit.name: script for unit, script in district_scripts(sample.issue, words, gazetteer)}
    named = {unit.name for a in sample.issue.articles for unit in a.places if unit.title.startswith("huyện")}
    assert set(scripts) == named
    for name, script in scripts.items():
        assert f"bà con huyện {name}" in script.items[0].text
        assert f"Để đọc cho bà con huyện {name}." in print_script(script).split("\n")
        own = [a for a in sample.issue.articles if any(name in (u.name, _of(u, sample)) for u in a.places)]
        first = speak("\n".join(article_paragraphs(own[0])), words).text
        assert script.items[1].text == first


def _of(unit: Unit, sample: Sample) -> str:
    """The district of a unit in April 2014."""
    district = sample.reading.library.gazetteer.district(unit, sample.issue.day)
    return district.name if district else ""


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Một câu</p><h2>Đề mục</h2><p>Hai câu. Xong!</p>", ["Một câu.", "Đề mục.", "Hai câu. Xong!"]),
        ("<ul><li>ý một</li><li>ý hai:<ul><li>nhỏ</li></ul></li></ul>", ["ý một.", "ý hai:", "nhỏ."]),
        ("<table><tr><th>Việc</th><th>Hạn</th></tr><tr><td>Gửi</td><td></td></tr></table>",
         ["Việc; Hạn.", "Gửi."]),
        ('<p>Trước</p><figure><img src="a.jpg" alt="x"><figcaption>Ảnh</figcaption></figure><p>Sau</p>',
         ["Trước.", "Sau."]),
        ('<p>Có chú<sup id="a"><a class="footnote-ref" href="#b">1</a></sup> thích</p>', ["Có chú thích."]),
        ("<p>Dòng một<br>dòng hai</p>", ["Dòng một dòng hai."]),
        ("", []),
        ("<blockquote><p>“Tôi nghe trước.”</p></blockquote>", ["“Tôi nghe trước.”"]),
    ],
)  # fmt: skip
def test_what_is_read_of_a_text(html: str, said: list[str]) -> None:
    assert list(html_paragraphs(html)) == said


def test_what_to_leave_out_for_a_slot_and_what_nobody_can_read(script: RadioScript) -> None:
    items = (
        RadioItem("Mở đầu", "Chào.", 20), RadioItem("Bài một", "A.", 400), RadioItem("Bài hai", "B.", 300),
        RadioItem("Bài ba", "C.", 200), RadioItem("Kết thúc", "Hết.", 20),
    )  # fmt: skip
    printed = print_script(replace(script, title="Bản tin", items=items, unknown=("XYZT",)))
    assert printed.startswith(
        "BẢN TIN\n\nĐể đọc cho bà con trong tỉnh.\nĐọc hết khoảng mười lăm phút bốn mươi giây.\n"
        "Chỉ có mười lăm phút thì bỏ: bài ba.\nChỉ có mười phút thì chỉ đọc: bài một.\n"
        "Chỉ có năm phút thì chỉ đọc: bài ba.\n"
        "\nChưa biết cách đọc, biên tập viên xem lại trước khi đọc:\n- XYZT\n"
    ), printed
