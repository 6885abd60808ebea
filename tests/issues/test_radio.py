"""The radio script: every word of every article, what an ear needs, and what an editor must know."""

import re
from dataclasses import replace
from datetime import date

import pytest

from plugins.articles.model import Article, Text
from plugins.documents.model import Duty
from plugins.issues.model import Issue
from plugins.issues.radio import (
    PROVINCE,
    SAMPLE,
    RadioItem,
    RadioScript,
    district_scripts,
    make_script,
    print_script,
    radio_scripts,
    unknown_of,
)
from plugins.library.library import DatedDuty
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Level, Unit
from plugins.speech.page import Remark, RemarkKind
from plugins.speech.read import speak
from plugins.speech.words import DEFAULT_WORDS, SpeechWords, load_words
from tests.issues.samples import Sample, odd_issue, shared_sample
from tests.issues.text import words_of_text

NAME = "Bản tin Thanh niên số bốn, tháng tư năm hai nghìn không trăm mười bốn"


@pytest.fixture(scope="module")
def sample() -> Sample:
    return shared_sample()


@pytest.fixture(scope="module")
def gazetteer(sample: Sample) -> Gazetteer:
    return sample.reading.library.gazetteer


@pytest.fixture(scope="module")
def words() -> SpeechWords:
    return load_words(DEFAULT_WORDS)


@pytest.fixture(scope="module")
def script(sample: Sample, words: SpeechWords) -> RadioScript:
    return make_script(sample.issue, words, sample.issue.articles, PROVINCE)


def headings(script: RadioScript) -> list[str]:
    return [item.heading for item in script.items]


def articles(script: RadioScript) -> list[RadioItem]:
    return [item for item in script.items if item.heading.startswith("Bài ")]


def text_of(script: RadioScript, heading: str) -> list[str]:
    return next(item.text.split("\n") for item in script.items if item.heading == heading)


def with_articles(issue: Issue, *texts: Article) -> Issue:
    """The issue with these articles alone, in one part."""
    return replace(issue, parts=(replace(issue.parts[0], articles=texts),))


def test_no_digit_is_left_anywhere(script: RadioScript) -> None:
    assert re.findall(r"\d", script.text) == []
    assert set(re.findall(r"\S*\d\S*", print_script(script))) <= set(script.unknown)


def test_every_article_is_read_from_headline_to_author(
    script: RadioScript, sample: Sample, words: SpeechWords
) -> None:
    assert len(articles(script)) == len(sample.issue.articles)
    for item, article in zip(articles(script), sample.issue.articles, strict=True):
        lines = item.text.split("\n")
        assert (lines[0] == SAMPLE) == article.sample
        assert lines[article.sample] == speak(f"{article.title}.", words).text
        assert lines[-1] == "Bài của Người viết thử của Huyện Đoàn Thử Nghiệm."
        heard = words_of_text(item.text.lower())
        assert [w for w in words_of_text(article.title.lower()) if w.isalpha() and w not in heard] == []


def test_a_sample_is_announced_as_one_before_it_is_read(sample: Sample, script: RadioScript) -> None:
    assert SAMPLE == "Sau đây là một bài mẫu, không phải tin thật."
    assert 0 < script.text.count(SAMPLE) == sum(a.sample for a in sample.issue.articles)


def test_the_listeners_are_greeted_and_thanked(script: RadioScript) -> None:
    opening, *_, closing = script.items
    assert (opening.heading, opening.text) == (
        "Mở đầu",
        "Kính thưa bà con trong tỉnh cùng các bạn đoàn viên, thanh niên!\n"
        f"Sau đây là {NAME}, của Tỉnh Đoàn Cao Bằng.",
    )
    assert closing.text == f"{NAME} đến đây là hết. Xin cảm ơn bà con trong tỉnh và các bạn đã lắng nghe."


def test_parts_are_announced_in_their_order(script: RadioScript) -> None:
    found = headings(script)
    assert found[:4] == ["Mở đầu", "Thư tòa soạn", "Phần một", "Bài một"]
    assert [text_of(script, h) for h in found if h.startswith("Phần")] == [
        ["Sau đây là phần Chỉ đạo, định hướng."],
        ["Sau đây là phần Gương trí thức trẻ."],
        ["Sau đây là phần Từ các huyện."],
        ["Sau đây là phần Hoạt động Dự án."],
    ]
    assert found[found.index("Phần hai") + 1] == "Bài năm"


def test_the_letter_the_documents_and_the_duties_are_read(sample: Sample, words: SpeechWords) -> None:
    issue = sample.issue
    duties = (
        DatedDuty(Duty("Các huyện đoàn", "Gửi danh sách", date(2014, 5, 30), "", True), issue.documents[0]),
        DatedDuty(Duty("Tỉnh Đoàn", "Kiểm tra", None, "hàng quý"), issue.documents[0]),
        DatedDuty(Duty("Xã thử", "Báo cáo"), issue.documents[0]),
    )
    script = make_script(replace(issue, duties=duties), words, issue.articles, PROVINCE)
    assert headings(script)[-3:] == ["Văn bản", "Lịch việc", "Kết thúc"]
    assert text_of(script, "Thư tòa soạn") == [
        "Thư tòa soạn, bài mẫu.",
        "Bạn đọc thân mến, đây là số báo thử: mọi việc trong số này đều bịa ra để dựng bản tin.",
        "Xin mời đọc bài thử ba.",
        "Ban Biên tập thử.",
    ]
    assert text_of(script, "Văn bản")[0] == "Văn bản trong tháng."
    assert text_of(script, "Văn bản")[1].startswith(
        "Kế hoạch số bảy mươi của Tỉnh Đoàn, ngày ba mươi mốt tháng ba năm hai nghìn không trăm mười bốn: "
    )
    assert text_of(script, "Lịch việc") == [
        "Lịch việc cần làm.",
        "Trước ngày ba mươi tháng năm năm hai nghìn không trăm mười bốn: các huyện đoàn: gửi danh sách.",
        "Hàng quý: Tỉnh Đoàn: kiểm tra.",
        "Xã thử: báo cáo.",
    ]


def test_corrections_are_read_and_never_left_out(sample: Sample, words: SpeechWords) -> None:
    issue = odd_issue(sample.issue)
    script = make_script(issue, words, issue.articles, PROVINCE)
    item = script.items[-2]
    assert (item.heading, item.rank) == ("Đính chính", 0)
    assert item.text == (
        "Tòa soạn xin đính chính.\nVề bài mẫu Bài thử một: việc thứ nhất ở xã Xuân Trường trong Bản tin Thanh"
        " niên số ba, tháng ba năm hai nghìn không trăm mười bốn: Số hộ là ba mươi mốt, không phải mười ba."
    )


def test_each_district_hears_its_own_news_first(
    sample: Sample, words: SpeechWords, gazetteer: Gazetteer
) -> None:
    scripts = {unit.name: script for unit, script in district_scripts(sample.issue, words, gazetteer)}
    named = {u.name for a in sample.issue.articles for u in a.places if u.level is Level.DISTRICT}
    assert set(scripts) == named == {"Bảo Lạc", "Bảo Lâm", "Hà Quảng", "Hạ Lang"}
    for name, script in scripts.items():
        assert f"bà con huyện {name}" in script.items[0].text
        assert f"Để đọc cho bà con huyện {name}." in print_script(script).split("\n")
        assert headings(script)[1:3] == ["Phần một", "Bài một"]
        assert text_of(script, "Phần một") == [f"Sau đây là tin của huyện {name}."]
        own = [a for a in sample.issue.articles if name in {u.name for u in a.places}]
        title = speak(f"{own[0].title}.", words).text
        assert text_of(script, "Bài một")[own[0].sample] == title


def districts_of(
    sample: Sample,
    gazetteer: Gazetteer,
    words: SpeechWords,
    title: str,
    standfirst: str,
    *names: str,
    body: str = "",
) -> list[str]:
    units: list[Unit] = [gazetteer.find(name, date(2014, 4, 1), Level.DISTRICT)[0] for name in names]
    article = replace(
        sample.issue.articles[0], title=title, standfirst=standfirst, places=tuple(units), body=Text(body)
    )
    issue = with_articles(sample.issue, article)
    return [unit.name for unit, _ in district_scripts(issue, words, gazetteer)]


def test_a_list_of_names_gives_no_district_a_script(
    sample: Sample, words: SpeechWords, gazetteer: Gazetteer
) -> None:
    many = ("Bảo Lạc", "Bảo Lâm", "Hà Quảng", "Trùng Khánh")
    assert districts_of(sample, gazetteer, words, "Tin", "", "Bảo Lạc", "Bảo Lâm") == ["Bảo Lâm", "Bảo Lạc"]
    assert districts_of(sample, gazetteer, words, "Tin của tỉnh", "Bốn huyện", *many) == []
    assert districts_of(sample, gazetteer, words, "Hà Quảng trồng cỏ", "Như Bảo Lạc", *many) == ["Hà Quảng"]
    assert districts_of(sample, gazetteer, words, "Trồng cỏ", "Ở Trùng Khánh", *many) == ["Trùng Khánh"]
    assert districts_of(sample, gazetteer, words, "Trồng cỏ", ", ".join(many), *many) == []


def test_what_is_mainly_about_a_district_is_its_news(
    sample: Sample, words: SpeechWords, gazetteer: Gazetteer
) -> None:
    many = ("Bảo Lạc", "Bảo Lâm", "Hà Quảng")
    body = "<p>Bảo Lạc họp. Bảo Lâm, Hà Quảng cũng họp. Ở Bảo Lạc, Bảo Lạc nhất là.</p>"
    assert districts_of(sample, gazetteer, words, "Họp", "", *many, body=body) == ["Bảo Lạc"]
    assert districts_of(sample, gazetteer, words, "Họp", "", *many, body=body[:20]) == ["Bảo Lạc"]
    assert districts_of(sample, gazetteer, words, "Họp", "", *many, body="<p>Ba huyện.</p>") == []


def test_a_correction_is_read_where_its_article_was(
    sample: Sample, words: SpeechWords, gazetteer: Gazetteer
) -> None:
    scripts = radio_scripts(odd_issue(sample.issue), words, gazetteer)  # of an article of Bảo Lạc
    assert [name for name, script in scripts.items() if "Đính chính" in headings(script)] == [
        "phat-thanh", "phat-thanh-bao-lac",
    ]  # fmt: skip


def test_what_is_of_no_district_is_news_of_the_province(
    sample: Sample, words: SpeechWords, gazetteer: Gazetteer
) -> None:
    own, general = (replace(a, sample=False) for a in sample.issue.articles[:2])
    issue = with_articles(sample.issue, replace(general, places=(), title="Tin chung"), own)
    ((_, script),) = district_scripts(issue, words, gazetteer)
    assert headings(script)[1:5] == ["Phần một", "Bài một", "Phần hai", "Bài hai"]
    assert text_of(script, "Phần hai") == ["Sau đây là tin chung của tỉnh."]
    assert text_of(script, "Bài hai")[0] == "Tin chung."


def test_all_scripts_by_the_names_of_their_files(
    sample: Sample, words: SpeechWords, gazetteer: Gazetteer
) -> None:
    scripts = radio_scripts(sample.issue, words, gazetteer)
    assert list(scripts) == [
        "phat-thanh", "phat-thanh-bao-lam", "phat-thanh-bao-lac", "phat-thanh-ha-quang", "phat-thanh-ha-lang",
    ]  # fmt: skip
    assert scripts["phat-thanh"].listeners == PROVINCE
    assert set(unknown_of(scripts.values())) >= set(scripts["phat-thanh"].unknown)


def test_what_to_leave_out_for_a_slot_and_what_nobody_can_read(script: RadioScript) -> None:
    items = (
        RadioItem("Mở đầu", "Chào.", 20, 0), RadioItem("Bài một", "A.", 400), RadioItem("Bài hai", "B.", 300),
        RadioItem("Bài ba", "C.", 200), RadioItem("Kết thúc", "Hết.", 20, 0),
    )  # fmt: skip
    remarks = (
        Remark(RemarkKind.CODES, "Bài hai: Mã."),
        Remark(RemarkKind.FOR_EYES, "Bài một: Xem bảng này."),
        Remark(RemarkKind.FOR_EYES, "Bài ba: Xem trang này."),
    )
    printed = print_script(replace(script, title="Bản tin", items=items, unknown=("XYZT",), remarks=remarks))
    assert printed.startswith(
        "BẢN TIN\n\nĐể đọc cho bà con trong tỉnh.\nĐọc hết khoảng mười lăm phút bốn mươi giây.\n"
        "Chỉ có mười lăm phút thì bỏ: bài ba.\nChỉ có mười phút thì chỉ đọc: bài một.\n"
        "Chỉ có năm phút thì chỉ đọc: bài ba.\n"
        "\nCâu dành cho người xem chữ, sửa hoặc bỏ trước khi đọc:\n"
        "- Bài một: Xem bảng này.\n- Bài ba: Xem trang này.\n"
        "\nCột mã, không đọc:\n- Bài hai: Mã.\n"
        "\nChưa biết cách đọc, biên tập viên xem lại trước khi đọc:\n- XYZT\n"
        "Cách đọc đã chắc thì ghi vào tệp phat-thanh.toml trong thư mục content, rồi làm lại bài đọc.\n"
        "\n\nMỞ ĐẦU\n\nChào.\n"
    ), printed


def test_letter_and_lists_go_before_articles_do(script: RadioScript) -> None:
    items = (
        RadioItem("Mở đầu", "Chào.", 20, 0), RadioItem("Thư tòa soạn", "T.", 200, 2),
        RadioItem("Bài một", "A.", 200), RadioItem("Đính chính", "Đ.", 60, 0),
    )  # fmt: skip
    printed = print_script(replace(script, items=items))
    assert "Chỉ có năm phút thì bỏ: thư tòa soạn.\n" in printed


def test_what_an_ear_cannot_follow_is_told_with_its_article(sample: Sample, words: SpeechWords) -> None:
    rows = "".join(f"<tr><td>01{n}</td><td>xã {n}</td></tr>" for n in range(7))
    table = f"<table><tr><th>Mã</th><th>Tên</th></tr>{rows}</table>"
    article = replace(
        sample.issue.articles[1], standfirst="In ra dán tường.", body=Text(f"<p>Xem trang 5.</p>{table}")
    )
    script = make_script(with_articles(sample.issue, article), words, (article,), PROVINCE)
    assert [(r.kind, r.text) for r in script.remarks if r.text.startswith("Bài một")] == [
        (RemarkKind.FOR_EYES, "Bài một: In ra dán tường."),
        (RemarkKind.FOR_EYES, "Bài một: Xem trang năm."),
        (RemarkKind.LONG_TABLE, "Bài một: Mã; Tên."),
    ]
    assert text_of(script, "Bài một")[-2] == "Bảng có bảy dòng, in đủ trong bản tin."
