"""Texts as offices write them, and what is made of each."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.dates import HANOI
from plugins.core.problem import Severity
from plugins.core.site import load_site_data
from plugins.core.text import fold, nfc
from plugins.intake.draft import Draft, draft_source
from plugins.intake.recognise import Known, recognise
from plugins.places.gazetteer import load_gazetteer

CONTENT = Path(__file__).parents[2] / "content"
SITE = load_site_data(CONTENT / "chuyen-muc.toml", CONTENT / "toa-soan.toml")
GAZETTEER = load_gazetteer(CONTENT / "dia-ban")
RECEIVED = datetime(2014, 4, 20, 8, 0, tzinfo=HANOI)


def draft(text: str, *photos: str, district: str = "Bảo Lạc", folder: Path | None = None) -> Draft:
    return recognise(text, Known(SITE, GAZETTEER, RECEIVED, district, "a.txt", folder, photos))


def codes(found: Draft) -> list[str]:
    return [q.code for q in found.questions]


FIELDS = """Tiêu đề: Bài thử trồng cỏ
Ngày: 15/04/2014
Chuyên mục: Gương trí thức trẻ
Huyện: Bảo Lạc
Xã: Xuân Trường
Tác giả: Trần Văn Bịa
Tóm tắt: Một câu thử.
Trạng thái: chờ duyệt

Lời bài thử.

Đoạn hai.
"""


def test_a_source_in_order_comes_back_byte_for_byte() -> None:
    found = draft(FIELDS)
    assert draft_source(found) == FIELDS
    assert found.questions == ()
    assert found.set_aside == ()


@pytest.mark.parametrize(
    "top",
    [
        "Tiêu đề: Bài thử trồng cỏ\nNgày: 15/04/2014\nChuyên mục: Gương trí thức trẻ",
        "TIÊU ĐỀ: Bài thử trồng cỏ\nngay: 15/04/2014\nchuyen muc: Gương trí thức trẻ",
        "**Tiêu đề:** Bài thử trồng cỏ\n\n**Ngày: 15/04/2014**\n\n*Chuyên mục*: Gương trí thức trẻ",
        "Tiêu đề\tBài thử trồng cỏ\nNgày:\t15/04/2014\nChuyên mục :  Gương trí thức trẻ",
        "Tiêu đề:\nBài thử trồng cỏ\nNgày:\n\n15/04/2014\n\nChuyên mục:\nGương trí thức trẻ",
        "- Tiêu đề: Bài thử trồng cỏ\n- Ngày: 15/04/2014\n- Chuyên mục: Gương trí thức trẻ",
        "Tiêu đề： Bài thử trồng cỏ\\\nNgày: 15/04/2014\\\nChuyên mục: Gương trí thức trẻ",
        "| Tiêu đề | Bài thử trồng cỏ |\n|---|---|\n| **Ngày:** | 15/04/2014 |\n"
        "| Chuyên mục | Gương trí thức trẻ |",
        "|  |  |\n|:--|:--|\n| Tiêu đề: Bài thử trồng cỏ | Ngày: 15/04/2014 |\n"
        "| Chuyên mục | Gương trí thức trẻ |",
        "Tít: Bài thử trồng cỏ\nDate: 15/04/2014      Category: Gương trí thức trẻ",
        "---\nTiêu đề: Bài thử trồng cỏ\nNgày: 15/04/2014\nChuyên mục: Gương trí thức trẻ\n---",
    ],
)
def test_fields_however_they_are_set(top: str) -> None:
    found = draft(f"{top}\n\nLời bài thử.\n")
    assert draft_source(found) == (
        "Tiêu đề: Bài thử trồng cỏ\nNgày: 15/04/2014\nChuyên mục: Gương trí thức trẻ\nHuyện: Bảo Lạc\n"
        "Trạng thái: chờ duyệt\n\nLời bài thử.\n"
    )
    assert codes(found) == []


OFFICE = """| TỈNH ĐOÀN CAO BẰNG | ĐOÀN TNCS HỒ CHÍ MINH |
|---|---|
| HUYỆN ĐOÀN BẢO LẠC | Bảo Lạc, ngày 15 tháng 4 năm 2014 |

\\*\\*\\*

**HUYỆN ĐOÀN BẢO LẠC RA QUÂN**

**TRỒNG CÂY ĐẦU XUÂN**

*Ba mươi đoàn viên trồng cây ở một xóm mẫu.*

Lời bài thử thứ nhất.

Lời bài thử thứ hai.

**Tin, ảnh: Trần Văn Bịa**
"""


def test_a_letter_of_an_office() -> None:
    found = draft(OFFICE.replace("\n\n**TRỒNG", "\n**TRỒNG"))
    assert draft_source(found) == (
        "Tiêu đề: HUYỆN ĐOÀN BẢO LẠC RA QUÂN TRỒNG CÂY ĐẦU XUÂN\nNgày: 15/04/2014\nHuyện: Bảo Lạc\n"
        "Tác giả: Trần Văn Bịa\nTóm tắt: Ba mươi đoàn viên trồng cây ở một xóm mẫu.\n"
        "Trạng thái: chờ duyệt\n\nLời bài thử thứ nhất.\n\nLời bài thử thứ hai.\n\nẢnh: Trần Văn Bịa\n"
    )
    assert [(q.line, q.code) for q in found.questions] == [
        (0, "photo-words"),
        (0, "section-unsaid"),
        (1, "set-aside"),
    ]
    assert "“| TỈNH ĐOÀN CAO BẰNG" not in found.questions[-1].message
    assert "TỈNH ĐOÀN CAO BẰNG" in found.questions[-1].message


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("TỈNH ĐOÀN CAO BẰNG\nHUYỆN ĐOÀN BẢO LẠC\n***", "20/04/2014"),
        ("BAN CHẤP HÀNH TỈNH ĐOÀN CAO BẰNG", "20/04/2014"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n**Độc lập - Tự do - Hạnh phúc**\n-----", "20/04/2014"),
        ("Cao Bằng, ngày 05 tháng 03 năm 2014", "05/03/2014"),
        ("HUYỆN ĐOÀN BẢO LẠC\t\tBảo Lạc, ngày 5 tháng 3 năm 2014", "05/03/2014"),
        ("Số: 12-BC/HĐ\n\n*Bảo Lạc, ngày 5 tháng 3 năm 2014*", "05/03/2014"),
    ],
)
def test_the_paper_is_no_article_and_its_date_is(head: str, date: str) -> None:
    found = draft(f"{head}\n\n# Tít thử\n\nLời bài thử.\n")
    assert (found.field("Tiêu đề"), found.field("Ngày"), found.body) == ("Tít thử", date, "Lời bài thử.")


@pytest.mark.parametrize("line", ["Huyện Đoàn Bảo Lạc ra quân trồng cây", "HUYỆN ĐOÀN BẢO LẠC RA QUÂN"])
def test_a_headline_about_an_office_is_no_letterhead(line: str) -> None:
    found = draft(f"{line}\n\nLời bài thử.\n")
    assert (found.field("Tiêu đề"), found.set_aside) == (line, ())


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("# Tít thử một dòng", []),
        ("**Tít thử một dòng**", []),
        ("TÍT THỬ MỘT DÒNG", []),
        ("Tít thử một dòng\n====", []),
        ("Tít thử một dòng", ["title-guessed"]),
    ],
)
def test_headlines(line: str, asked: list[str]) -> None:
    found = draft(f"{line}\n\nNgày: 15/04/2014\n\nLời bài thử.\n")
    assert fold(found.field("Tiêu đề")) == "tit thu mot dong"
    assert codes(found) == ["section-unsaid", *asked]


@pytest.mark.parametrize(
    "text", ["Lời bài thử, một câu dài có dấu chấm.\n\nĐoạn hai.\n", "Một dòng\n", "", "![](a.jpg)\n"]
)
def test_no_headline_where_there_is_none(text: str) -> None:
    found = draft(text)
    assert found.field("Tiêu đề") == ""
    assert found.body == text.strip()


def test_the_state_is_never_the_reporters() -> None:
    found = draft(FIELDS.replace("chờ duyệt", "đã duyệt"))
    assert found.field("Trạng thái") == "chờ duyệt"
    assert [(q.line, q.message, q.severity) for q in found.questions] == [
        (8, "Bài ghi “Trạng thái: đã duyệt”; đã ghi lại là “chờ duyệt”.", Severity.ADVICE)
    ]


@pytest.mark.parametrize(
    ("end", "byline", "credit", "asked"),
    [
        ("Phóng viên: Trần Văn Bịa", "Trần Văn Bịa", "", []),
        ("*Bài và ảnh: Trần Văn Bịa*", "Trần Văn Bịa", "Trần Văn Bịa", []),
        ("Tin: Trần Văn Bịa\nẢnh: Lê Thị Mẫu", "Trần Văn Bịa", "Lê Thị Mẫu", []),
        ("**Trần Văn Bịa**", "Trần Văn Bịa", "", ["byline-guessed"]),
        ("\t\t\tTrần Văn Bịa", "Trần Văn Bịa", "", ["byline-guessed"]),
        ("Huyện Đoàn Bảo Lạc", "Huyện Đoàn Bảo Lạc", "", ["byline-guessed"]),
        ("Tác giả: Trần Văn Bịa", "Trần Văn Bịa", "", []),
        ("Bà con rất vui.", "", "", []),
        ("Tin: bà con rất vui.", "", "", []),
    ],
)
def test_who_wrote_it(end: str, byline: str, credit: str, asked: list[str]) -> None:
    found = draft(f"# Tít thử\n\nNgày: 15/04/2014\n\nLời bài thử.\n\n{end}\n", "a.jpg")
    assert found.field("Tác giả") == byline
    title = f' "Ảnh: {credit}"' if credit else ""
    assert found.body.endswith(f"![](a.jpg{title})")
    assert [c for c in codes(found) if c.startswith("byline")] == asked


@pytest.mark.parametrize(
    ("under", "title"),
    [
        ("*Bà con trồng cỏ*", "Bà con trồng cỏ"),
        ("Chú thích: Bà con trồng cỏ", "Bà con trồng cỏ"),
        ("Chú thích ảnh: Bà con trồng cỏ.\n\nẢnh: Trần Văn Bịa", "Bà con trồng cỏ. Ảnh: Trần Văn Bịa"),
        ("*Bà con “trồng” cỏ. Ảnh: Trần Văn Bịa*", "Bà con “trồng” cỏ. Ảnh: Trần Văn Bịa"),
        ('*Bà con "trồng" cỏ*', "Bà con ”trồng” cỏ"),
    ],
)
def test_words_under_a_photo(under: str, title: str) -> None:
    found = draft(f"# Tít thử\n\n![Mô tả](a.jpg)\n\n{under}\n\nLời bài thử.\n", "a.jpg")
    assert found.body == f'![Mô tả](a.jpg "{title}")\n\nLời bài thử.'


def test_words_under_a_photo_that_may_be_text_stay() -> None:
    text = "![Mô tả](a.jpg)\n\nẢnh: cắt cỏ cho bò\n\nLời bài thử."
    assert draft(f"# Tít thử\n\n{text}\n", "a.jpg").body == text


def test_photos_named_by_a_line_stand_there_and_the_others_at_the_end() -> None:
    found = draft("# Tít thử\n\nMột.\n(Ảnh 1: Ho-Bo.jpg)\nHai.\n", "ho-bo.jpg", "khac 1.jpg")
    assert found.body == "Một.\n\n![](ho-bo.jpg)\n\nHai.\n\n![](<khac 1.jpg>)"
    assert [q.message for q in found.questions if q.code == "photo-words"] == [
        "Lời bài không nói đến ảnh “khac 1.jpg”; ảnh được đặt ở cuối bài."
    ]


def test_the_photo_that_the_fields_describe_is_the_lead(tmp_path: Path) -> None:
    (tmp_path / "Hồ bò.JPG").write_bytes(b"x")
    alone = draft("Tiêu đề: Tít\nMô tả ảnh: Một con bò\n\nLời.\n", "Hồ bò.JPG", folder=tmp_path)
    named = draft("Tiêu đề: Tít\nẢnh: hồ bò.jpg\n\nLời.\n", "Hồ bò.JPG", folder=tmp_path)
    assert (alone.field("Ảnh"), alone.body) == ("Hồ bò.JPG", "Lời.")
    assert (named.field("Ảnh"), named.body) == ("hồ bò.jpg", "Lời.")


def test_what_nobody_said_is_asked() -> None:
    found = draft("# Hoạt động trí thức trẻ ở xã mẫu\n\nLời bài thử.\n")
    assert found.field("Ngày") == "20/04/2014"
    assert [(q.code, q.message, q.cure) for q in found.questions] == [
        (
            "date-assumed",
            "Bài không ghi ngày; tạm ghi ngày nhận bài, 20/4/2014.",
            "Nếu không đúng, ghi: Ngày: 20/04/2014",
        ),
        (
            "section-unsaid",
            "Bài chưa ghi chuyên mục. Các chuyên mục: " + "; ".join(s.name for s in SITE.sections) + ".",
            "Có phải là “Chuyên mục: Hoạt động trí thức trẻ”?",
        ),
    ]


def test_the_district_is_the_folders_unless_the_text_has_another() -> None:
    assert draft("# Tít\n\nLời.\n", district="Hà Quảng").field("Huyện") == "Hà Quảng"
    other = draft(FIELDS, district="Hà Quảng")
    assert other.field("Huyện") == "Bảo Lạc"
    assert codes(other) == ["district-other"]
    assert draft("# Tít\n\nNgày: 02/07/2025\n\nLời.\n").field("Huyện") == ""


def test_fields_twice_unknown_and_forbidden() -> None:
    found = draft(FIELDS.replace("Huyện:", "Tiêu đề: Bài khác\nTừ khoá: bò\nsave_as: ../x.html\nHuyện:"))
    assert found.field("Tiêu đề") == "Bài thử trồng cỏ"
    assert found.field("Trạng thái") == "chờ duyệt"
    assert found.body.startswith("Từ khoá: bò\nsave_as: ../x.html\n")
    assert [(q.line, q.code) for q in found.questions] == [
        (4, "field-repeated"),
        (5, "field-unknown"),
        (6, "field-unknown"),
    ]


def test_a_date_line_that_nobody_filled_in() -> None:
    found = draft("Bảo Lạc, ngày     tháng 4 năm 2014\n\n# Tít\n\nLời.\n")
    assert [q.message for q in found.questions if q.code == "date-open"] == [
        "Dòng “Bảo Lạc, ngày tháng 4 năm 2014” chưa điền đủ ngày, tháng, năm."
    ]
    assert found.field("Ngày") == "20/04/2014"


def test_a_summary_runs_on_to_the_end_of_its_sentence() -> None:
    found = draft("Tiêu đề: Tít\nTóm tắt: Một câu\ndài hai dòng.\nLời bài bắt đầu ở đây.\n")
    assert found.field("Tóm tắt") == "Một câu dài hai dòng."
    assert found.body == "Lời bài bắt đầu ở đây."


def test_hard_breaks_of_the_text_stay() -> None:
    assert draft("# Tít thử\n\nMột  \nHai\\\nBa.\n").body == "Một  \nHai\\\nBa."


@pytest.mark.parametrize(
    "line", ["Website chính thức", "Pro Baseball News", "Bản mẫu:Thành phố", "- Trần Văn"]
)
def test_a_last_line_that_is_no_name_stays(line: str) -> None:
    found = draft(f"# Tít thử\n\nLời bài thử.\n\n{line}\n")
    assert (found.field("Tác giả"), found.body) == ("", f"Lời bài thử.\n\n{line}")


def test_a_table_in_the_text_is_text() -> None:
    table = "| Xã | Số cây |\n|---|---|\n| Mẫu | 5 |"
    assert draft(f"# Tít\n\n{table}\n\nLời.\n").body == f"{table}\n\nLời."


def kept(found: Draft, text: str) -> list[str]:
    """The words of a text that are nowhere in its draft."""
    names = {
        fold(name)
        for name in (
            "Tiêu đề",
            "Ngày",
            "Huyện",
            "Tóm tắt",
            "Trạng thái",
            "Tác giả",
            "Tin",
            "Ảnh",
            "Chú thích",
        )
    }
    everything = fold(
        " ".join((*(f"{n} {v}" for n, v in found.fields), found.body, *(t for _, t in found.set_aside)))
    )
    words = re.findall(r"\w+", everything)
    return [w for line in text.split("\n") for w in re.findall(r"\w+", fold(line))
            if w not in words and not any(w in name.split() for name in names)]  # fmt: skip


LINES = st.sampled_from([
    "", "", "TỈNH ĐOÀN CAO BẰNG", "***", "Độc lập - Tự do - Hạnh phúc", "**Tít thử đậm**", "# Tít thử",
    "TÍT HOA THỬ", "Tiêu đề: Bài thử", "Tiêu đề:", "Ngày: 15/04/2014", "Bảo Lạc, ngày 5 tháng 3 năm 2014",
    "Huyện: Hà Quảng", "*Nghiêng cả dòng.*", "Một đoạn văn thử.", "một dòng không chấm",
    "| Tiêu đề | Trong bảng |", "|---|---|",
    "| a | b |", "![](a.jpg)", "![mô tả](b.jpg \"lời\")", "Chú thích: dưới ảnh", "Ảnh: Trần Văn Bịa",
    "Tin, ảnh: Lê Thị Mẫu", "Trần Văn Bịa", "Tóm tắt: câu dở", "tiếp theo", "Trạng thái: đã duyệt",
    "Lạ: trường lạ", "- gạch đầu dòng", "    mã", "```", "(ảnh: a.jpg)", "Ngày\t1/2/2014", "=====",
    "> trích",
])  # fmt: skip


def test_a_photographer_of_no_photo_stays_in_the_text() -> None:
    photo = '![Mô tả](a.jpg "Lời. Ảnh: Lê Thị Mẫu")'
    found = draft(f"# Tít thử\n\n{photo}\n\nLời bài thử.\n\nẢnh: Trần Văn Bịa\n", "a.jpg")
    assert found.body == f"{photo}\n\nLời bài thử.\n\nẢnh: Trần Văn Bịa"
    assert "Không thấy ảnh nào của Trần Văn Bịa, như bài đã ghi." in [q.message for q in found.questions]


def told_apart(lines: list[str]) -> str:
    """Each line that ends in a word gets a word of its own, so that none can stand for another."""
    return "\n".join(
        f"{line} Z{chr(97 + n)}" if line[-1:].isalpha() and line != "    mã" else line
        for n, line in enumerate(lines)
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=14).map(told_apart))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    found = draft(text, "a.jpg", "b.jpg")
    assert kept(found, text) == []
    assert found.field("Trạng thái") == "chờ duyệt"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120).map(nfc))
def test_any_text_gets_a_draft(text: str) -> None:
    found = draft(text)
    header, _, body = draft_source(found).partition("\n\n")
    assert header.split("\n")[-1] == "Trạng thái: chờ duyệt"
    assert body.strip("\n") == found.body.strip("\n")


def test_a_draft_read_again_is_the_same_draft() -> None:
    once = draft_source(draft(OFFICE))
    assert draft_source(draft(once)) == once
