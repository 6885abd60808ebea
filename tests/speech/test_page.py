"""HTML to lines for the ear: lists with numbers, tables as sentences, quotations framed, remarks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.markup import make_converter
from plugins.speech.page import Remark, RemarkKind, read_page
from plugins.speech.quotes import frame_quotes
from plugins.speech.tables import LONGEST, TableSaid, lower_first, read_table


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Một câu</p><h2>Đề mục</h2><p>Hai câu. Xong!</p>", ["Một câu.", "Đề mục.", "Hai câu. Xong!"]),
        ("<ul><li>ý một</li><li>ý hai:<ul><li>nhỏ</li></ul></li></ul>", ["ý một.", "ý hai:", "nhỏ."]),
        ("<ul><li><strong>Ý</strong> lớn:<ul><li>nhỏ</li></ul>rồi hết</li></ul>",
         ["Ý lớn:", "nhỏ.", "rồi hết."]),
        ("<ol><li>Chọn đất</li><li>Tỉnh Đoàn giao</li></ol>", ["Một là chọn đất.", "Hai là Tỉnh Đoàn giao."]),
        ('<ol start="3"><li><p>Ủ cỏ</p><p>Kỹ.</p></li><li>Xong</li></ol>',
         ["Ba là ủ cỏ.", "Kỹ.", "Bốn là xong."]),
        ("<ol><li>Chỉ một việc</li></ol>", ["Chỉ một việc."]),
        ('<p>Trước</p><figure><img src="a.jpg" alt="x"><figcaption>Ảnh</figcaption></figure><p>Sau</p>',
         ["Trước.", "Sau."]),
        ('<p>Có chú<sup id="a"><a class="footnote-ref" href="#b">1</a></sup> thích</p>', ["Có chú thích."]),
        ("<p>10 m<sup>2</sup>, 10<sup>2</sup></p>", ["10 m², 10²."]),
        ("<p>Dòng một<br>dòng hai</p>", ["Dòng một dòng hai."]),
        ("", []),
        ("<blockquote><p>Nghe trước.</p><p>Nói sau.</p></blockquote>",
         ["Trích: Nghe trước.", "Nói sau. Hết trích."]),
        ("<blockquote><p>“Tôi phải nghe đã.”</p></blockquote>", ["Trích: Tôi phải nghe đã. Hết trích."]),
        ("<table><tr><th>Việc</th><th>Hạn</th></tr><tr><td>Gửi</td><td></td></tr></table>", ["Gửi."]),
        ("<table><tr><td>Gửi</td><td>5</td></tr></table>", ["Gửi: 5."]),
        ("<h2>“Một ngày ở xã xa”</h2>", ["“Một ngày ở xã xa”."]),
    ],
)  # fmt: skip
def test_what_is_read_of_a_text(html: str, said: list[str]) -> None:
    assert list(read_page(html).lines) == said


def test_notes_of_a_text_are_announced_as_such() -> None:
    html = make_converter()("Xã ghi sổ[^1], gửi đi[^2].\n\n[^1]: Sổ thử.\n[^2]: Ngày 4/4.")
    assert read_page(html).lines == ("Xã ghi sổ, gửi đi.", "Chú thích: Sổ thử.", "Chú thích: Ngày 4/4.")


EYES = RemarkKind.FOR_EYES


@pytest.mark.parametrize(
    ("html", "remarks"),
    [
        ("<p>Xã họp. Tất cả trong một trang để in ra dán tường. Xong.</p>",
         [Remark(EYES, "Tất cả trong một trang để in ra dán tường.")]),
        ('<p>Mọi việc có trong <a href="/x/">lịch</a>. Tin ở trang <a href="/y/">huyện</a>.</p>',
         [Remark(EYES, "Mọi việc có trong lịch."), Remark(EYES, "Tin ở trang huyện.")]),
        ('<p>Theo <a href="/x/">Kế hoạch 70</a>, xã họp trong trang trại.</p>', []),
        ("<table><tr><th>Mã số</th><th>Tên</th></tr><tr><td>01</td><td>xã A</td></tr></table>",
         [Remark(RemarkKind.CODES, "Mã số")]),
        ("<table><tr><th>Xã</th><th>Hộ</th></tr>" + "<tr><td>A</td><td>5</td></tr>" * 7 + "</table>",
         [Remark(RemarkKind.LONG_TABLE, "Xã; Hộ")]),
    ],
)  # fmt: skip
def test_what_an_editor_is_told(html: str, remarks: list[Remark]) -> None:
    page = read_page(html)
    assert list(page.remarks) == remarks
    assert not any("\ue000" in line for line in page.lines)


@pytest.mark.parametrize(
    ("head", "row", "said"),
    [
        (["Trước ngày", "Ai làm", "Việc"], ["30/4", "Huyện đoàn", "gửi kế hoạch"],
         "Trước ngày 30/4: Huyện đoàn: gửi kế hoạch"),
        (["Việc", "Gửi trước ngày"], ["Kế hoạch", "30/4"], "Kế hoạch: gửi trước ngày 30/4"),
        (["Việc", "Số hộ ban đầu", "Số hộ sau"], ["Trồng cỏ", "8", "15"],
         "Trồng cỏ: số hộ ban đầu là 8, số hộ sau là 15"),
        (["Xã", "Diện tích (ha)"], ["Xã A", "5,5"], "Xã A: diện tích là 5,5 ha"),
        (["STT", "Xã", "Mã"], ["1", "Xã A", "0129"], "Xã A"),
        (["Xã", "Số hộ", "Ghi chú"], ["Xã A", "", "thiếu nước."], "Xã A: thiếu nước"),
        (["Xóm", "Số hộ", "Ghi chú"], ["Xóm Một", "31", "đủ cỏ"], "Xóm Một: số hộ là 31, đủ cỏ"),
        ([], ["Xã A", "5"], "Xã A: 5"),
        (["Mã", "Tên"], ["chưa có", "Xã A"], "chưa có: Xã A"),
    ],
)  # fmt: skip
def test_a_row_is_a_sentence(head: list[str], row: list[str], said: str) -> None:
    assert read_table(head, [row]).lines == (said,)


def test_a_table_of_seven_rows_is_not_read() -> None:
    assert len(read_table(["Xã"], [["A"]] * LONGEST).lines) == LONGEST == 6
    assert read_table(["Mã", "Xã"], [["1", "A"]] * 7) == TableSaid(
        ("Bảng có bảy dòng, in đủ trong bản tin.",), (), True
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("“Tôi phải nghe trước đã”, anh A nói.", "Trích: Tôi phải nghe trước đã, hết trích, anh A nói."),
        ("“Tôi phải nghe trước đã,” anh A nói.", "Trích: Tôi phải nghe trước đã, hết trích, anh A nói."),
        ("“Có ai cùng đi không?” anh A hỏi.", "Trích: Có ai cùng đi không? Hết trích, anh A hỏi."),
        ("“Làm xong một việc đã” – chị B kể.", "Trích: Làm xong một việc đã, hết trích, chị B kể."),
        ("Họp. “Nhà tôi xa nước lắm”, bà B nói. Ghi sổ.",
         "Họp. Trích: Nhà tôi xa nước lắm, hết trích, bà B nói. Ghi sổ."),
        ("Anh nói: “Tôi phải nghe đã.” Rồi anh đi.", "Anh nói: Tôi phải nghe đã. Hết trích. Rồi anh đi."),
        ("Anh nói: “Tôi phải nghe đã”, rồi anh đi.", "Anh nói: Tôi phải nghe đã, hết trích, rồi anh đi."),
        ("“Làm cho xong một việc.”", "Trích: Làm cho xong một việc. Hết trích."),
        ("“Một là đi họp”, chị nói. “Hai là trồng cỏ.”",
         "Trích: Một là đi họp, hết trích, chị nói. Trích: Hai là trồng cỏ. Hết trích."),
    ],
)  # fmt: skip
def test_what_somebody_says_is_framed(written: str, said: str) -> None:
    assert frame_quotes(written) == said


@pytest.mark.parametrize(
    "text",
    [
        "Diễn đàn “Trí thức trẻ tình nguyện chung tay” mở ở xã.",
        "“Trí thức trẻ tình nguyện chung tay” là tên diễn đàn.",
        "“Trí thức trẻ tình nguyện”, “Tuổi trẻ chung tay” là hai phong trào.",
        "Anh A nói: “Tôi phải nghe trước đã”.",
        "“Đi thôi”, chị nói.",
        "Kế hoạch viết “gửi trước 30/4/2014”.",
        "Ngoặc “không đóng, anh nói.",
        "“”",
    ],
)
def test_names_terms_and_what_needs_no_frame_stay(text: str) -> None:
    assert frame_quotes(text) == text


@given(st.text("ab “”.,:nói –!?", max_size=60))
def test_no_word_of_a_paragraph_is_lost(text: str) -> None:
    framed = frame_quotes(text)
    for word in text.translate(str.maketrans("“”.,:–!?", "        ")).split():
        assert word in framed


def test_only_what_begins_no_name_becomes_small() -> None:
    assert [lower_first(t) for t in ("Gửi đi", "Tỉnh Đoàn", "Ủ cỏ", "UBND xã", "A đi", "")] == [
        "gửi đi", "Tỉnh Đoàn", "ủ cỏ", "UBND xã", "A đi", "",
    ]  # fmt: skip
