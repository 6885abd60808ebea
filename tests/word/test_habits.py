"""What typists do: nothing of it is lost, and it becomes what was meant."""

from pathlib import Path

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.body import check_body
from plugins.word.habits import clean
from plugins.word.parts import Block, Break, Item, Look, Paragraph, Text
from tests.word.make import add_picture, empty, markdown, paragraph, picture, run

LONG = (
    "Đoạn văn mẫu đủ dài để ai cũng thấy là lời bài chứ không phải tít, kể việc một xã không có thật đã làm"
    " gì trong mùa cỏ vừa qua."
)


def plain(*texts: str) -> list[Block]:
    return [Paragraph((Text(text),)) for text in texts]


def bold(text: str, **more: str) -> Paragraph:
    return Paragraph((Text(text, Look(bold=True)),), **more)  # type: ignore[arg-type]  # fields of Paragraph


def items(blocks: list[Block]) -> list[tuple[str, Item | None]]:
    return [(block.text, block.item) for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["- a", "- b"], [("a", Item(0)), ("b", Item(0))]),
        (["-a", "–  b"], [("a", Item(0)), ("b", Item(0))]),
        (["- a", "+ b", "+c", "- d"], [("a", Item(0)), ("b", Item(1)), ("c", Item(1)), ("d", Item(0))]),
        (["+ a", "+ b"], [("a", Item(0)), ("b", Item(0))]),
        (["•\ta", "• b"], [("a", Item(0)), ("b", Item(0))]),
        (["1. a", "2. b"], [("a", Item(0, 1)), ("b", Item(0, 2))]),
        (["3. a", "4. b"], [("a", Item(0, 3)), ("b", Item(0, 4))]),
        (
            ["1. a", "- b", "+ c", "2. d"],
            [("a", Item(0, 1)), ("b", Item(1)), ("c", Item(2)), ("d", Item(0, 2))],
        ),
        (["- a"], [("- a", None)]),
        (["1. a"], [("1. a", None)]),
        (["1. a", "- b", "- c"], [("1. a", None), ("- b", None), ("- c", None)]),
        (["1. a", "3. b"], [("1. a", None), ("3. b", None)]),
        (["- a", "lời", "- b"], [("- a", None), ("lời", None), ("- b", None)]),
        (["-5 độ", "-7 độ"], [("-5 độ", None), ("-7 độ", None)]),
        (["2014. a", "2015. b"], [("2014. a", None), ("2015. b", None)]),
        (["a) b", "b) c"], [("a) b", None), ("b) c", None)]),
        (["***", "* * *"], [("***", None), ("* * *", None)]),
    ],
    ids=lambda value: "|".join(value) if value and isinstance(value[0], str) else "",
)
def test_lists_typed_as_text(typed: list[str], expected: list[tuple[str, Item | None]]) -> None:
    assert items(clean(plain(*typed))) == expected


def test_lines_that_begin_with_bullets_are_a_list(tmp_path: Path) -> None:
    document = empty()
    document.add_paragraph("Gồm có:\n- cỏ voi;\n- cỏ sả.")
    assert markdown(document, tmp_path) == "Gồm có:\n\n-   cỏ voi;\n-   cỏ sả.\n"


def test_other_lines_stay_lines_and_an_empty_one_parts(tmp_path: Path) -> None:
    document = empty()
    document.add_paragraph("Một\nhai\n")
    document.add_paragraph("Ba\n\nbốn")
    assert markdown(document, tmp_path) == "Một  \nhai\n\nBa\n\nbốn\n"


def test_spaces_tabs_and_empty_paragraphs_are_layout(tmp_path: Path) -> None:
    document = empty()
    for text in ("", "\t\tThụt   vào\tbằng\u00a0tab", "   ", "        Không phải mã", "\n"):
        document.add_paragraph(text)
    assert markdown(document, tmp_path) == "Thụt vào bằng tab\n\nKhông phải mã\n"


def test_bold_lines_between_text_are_headings() -> None:
    blocks: list[Block] = [bold("BÀI MẪU"), bold(LONG), *plain(LONG), bold("1. Việc đã làm"), *plain("Lời.")]
    assert [b.heading for b in clean(blocks) if isinstance(b, Paragraph)] == [-1, -1, -1, 2, -1]


@pytest.mark.parametrize(
    "line",
    [
        bold("Người Mẫu", align="right"),
        bold("* * *", align="center"),
        bold("Câu này là một câu in đậm."),
        bold("Nơi nhận:"),
        bold(LONG),
        Paragraph((Text("một nửa ", Look(bold=True)), Text("in đậm"))),
        Paragraph((Text("hai", Look(bold=True)), Break(), Text("dòng", Look(bold=True)))),
    ],
    ids=lambda line: line.text[:20],
)
def test_other_bold_lines_are_not(line: Paragraph) -> None:
    assert clean([*plain(LONG), line, *plain("Lời.")])[1] == line


def test_the_last_bold_line_is_a_name_and_no_heading() -> None:
    assert clean([*plain(LONG), bold("Người Mẫu")])[1] == bold("Người Mẫu")


def test_where_word_has_headings_bold_lines_are_left() -> None:
    heading = Paragraph((Text("Mục"),), heading=1)
    assert clean([heading, *plain(LONG), bold("Dòng đậm"), *plain("Lời.")])[2] == bold("Dòng đậm")


@given(
    st.lists(
        st.sampled_from(["- a", "+ b", "1. c", "2. d", "• e", "lời", "", " ", "a\nb", "x\n- y\n- z", "***"])
    )
)
def test_no_letter_is_lost(texts: list[str]) -> None:
    blocks: list[Block] = []
    for text in texts:
        lines = [i for line in text.split("\n") for i in (Break(), Text(line))][1:]
        blocks.append(Paragraph(tuple(lines)))
    kept = [
        ("•" if b.item and not b.item.number else f"{b.item.number}." if b.item else "") + b.text
        for b in clean(blocks)
        if isinstance(b, Paragraph)
    ]
    marks = str.maketrans({"-": "•", "+": "•"})
    assert "".join("".join(kept).translate(marks).split()) == "".join("".join(texts).translate(marks).split())


def test_the_head_and_foot_of_an_office_paper(tmp_path: Path) -> None:
    document = empty()
    head = document.add_table(2, 2)
    head.cell(0, 0).text = "TỈNH ĐOÀN BÀI MẪU"
    head.cell(1, 0).text = "***"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    head.cell(1, 1).text = "Độc lập - Tự do - Hạnh phúc"
    made = document.add_paragraph()
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_run("BÁO CÁO MẪU").bold = True
    document.add_paragraph(LONG)
    foot = document.add_table(1, 2, style="Table Grid")
    foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu VP."
    foot.cell(0, 1).text = "BÍ THƯ MẪU"
    assert markdown(document, tmp_path) == (
        "TỈNH ĐOÀN BÀI MẪU\n\n\\*\\*\\*\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "Độc lập - Tự do - Hạnh phúc\n\n"
        f"**BÁO CÁO MẪU**\n\n{LONG}\n\nNơi nhận:\n\n-   Như trên;\n-   Lưu VP.\n\nBÍ THƯ MẪU\n"
    )


def test_a_frame_around_the_text_is_unwrapped(tmp_path: Path) -> None:
    document = empty()
    cell = document.add_table(1, 1, style="Table Grid").cell(0, 0)
    cell.text = "BÀI MẪU"
    cell.add_paragraph(LONG)
    inner = cell.add_table(2, 2)
    inner.style = "Table Grid"
    for i, word in enumerate(("a", "b", "c", "d")):
        inner.cell(i // 2, i % 2).text = word
    assert markdown(document, tmp_path) == (
        f"BÀI MẪU\n\n{LONG}\n\n| a   | b   |\n|-----|-----|\n| c   | d   |\n"
    )


def test_photos_side_by_side_keep_their_captions(tmp_path: Path) -> None:
    document = empty()
    table = document.add_table(2, 2, style="Table Grid")
    for column, color in enumerate(("red", "blue")):
        add_picture(document, picture(color=color))
        table.cell(0, column).paragraphs[0]._p.append(document.paragraphs[-1].runs[0]._r)
        table.cell(1, column).text = f"Ảnh {column + 1}: Người Mẫu"
    assert markdown(document, tmp_path) == (
        "![](anh-1.png)\n\nẢnh 1: Người Mẫu\n\n![](anh-2.png)\n\nẢnh 2: Người Mẫu\n"
    )


def test_a_table_of_fields_stays_a_table(tmp_path: Path) -> None:
    document = empty()
    table = document.add_table(5, 2, style="Table Grid")
    for i, (name, value) in enumerate(
        [
            ("Tiêu đề", "Bài mẫu"),
            ("Ngày", "15/04/2014"),
            ("Huyện", "Bảo Lạc"),
            ("Xã", ""),
            ("Tác giả", "Người Mẫu"),
        ]
    ):
        table.cell(i, 0).text, table.cell(i, 1).text = name, value
    text = markdown(document, tmp_path)
    assert [line.split("|")[1].strip() for line in text.strip().split("\n")] == [
        "Tiêu đề", "---------", "Ngày", "Huyện", "Xã", "Tác giả",
    ]  # fmt: skip
    assert not [p for p in check_body(text, "x") if p.code.startswith("table")]


def test_a_drop_cap_is_the_first_letter(tmp_path: Path) -> None:
    document = empty()
    paragraph(document, run("N"), '<w:framePr w:dropCap="drop" w:lines="3"/>')
    paragraph(document, run("gày hội bài mẫu."))
    assert markdown(document, tmp_path) == "Ngày hội bài mẫu.\n"
