"""What stands in a Word file as Markdown, letter by letter, and as the page shows it."""

from pathlib import Path

import pytest

from plugins.core.body import check_body
from plugins.core.markup import make_converter
from tests.word.make import (
    add_picture,
    add_xml,
    edits,
    empty,
    markdown,
    notes,
    paragraph,
    picture,
    read,
    relate,
    run,
    save,
)

NOTES_PART = '<?xml version="1.0"?><w:{kind}s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{all}</w:{kind}s>'


def notes_part(kind: str, *texts: str) -> str:
    whole = "".join(
        f'<w:{kind} w:id="{i}">' + "".join(f"<w:p>{run(p)}</w:p>" for p in text.split("|")) + f"</w:{kind}>"
        for i, text in enumerate(texts, 2)
    )
    return NOTES_PART.format(kind=kind, all=whole)


def test_headings_go_down_from_the_title(tmp_path: Path) -> None:
    document = empty()
    document.add_heading("Tít bài mẫu", 0)
    for text, level in (("Mục", 1), ("Tiểu mục sâu", 3), ("Tiểu mục", 2), ("Mục hai", 1)):
        document.add_heading(text, level)
        document.add_paragraph("Lời.")
    text = markdown(document, tmp_path)
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        "# Tít bài mẫu",
        "## Mục",
        "### Tiểu mục sâu",
        "### Tiểu mục",
        "## Mục hai",
    ]
    assert not [p for p in check_body(text.split("\n", 1)[1], "x") if p.code.startswith("heading")]


def test_a_lone_first_heading_is_the_title(tmp_path: Path) -> None:
    document = empty()
    document.add_heading("Tít bài mẫu", 1)
    document.add_paragraph("Lời.")
    document.add_heading("Mục", 2)
    assert markdown(document, tmp_path) == "# Tít bài mẫu\n\nLời.\n\n## Mục\n"


def test_a_second_title_is_a_heading(tmp_path: Path) -> None:
    document = empty()
    for text, level in (("Tít bài mẫu", 0), ("Mục", 2), ("Phần hai", 0), ("Mục hai", 2)):
        document.add_heading(text, level)
    assert markdown(document, tmp_path) == "# Tít bài mẫu\n\n## Mục\n\n## Phần hai\n\n### Mục hai\n"


def test_a_heading_counted_by_word_keeps_its_number(tmp_path: Path) -> None:
    document = empty()
    paragraph(document, run("Mục đích", "<w:b/>"), heading_in_list(1))
    paragraph(document, run("Lời."))
    paragraph(document, run("Yêu cầu"), heading_in_list(1))
    numbering = list_part('<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>')
    text = markdown(document, tmp_path, parts={"word/numbering.xml": numbering})
    assert text == "## I. Mục đích\n\nLời.\n\n## II. Yêu cầu\n"


def heading_in_list(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr><w:outlineLvl w:val="0"/>'


def in_list(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def list_part(*levels: str, more: str = "") -> str:
    whole = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/>{level}</w:lvl>' for i, level in enumerate(levels)
    )
    return (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:abstractNum w:abstractNumId="7">{whole}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}</w:numbering>'
    )


DECIMAL = '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
BULLET = '<w:numFmt w:val="bullet"/><w:lvlText w:val="-"/>'
LETTER = '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/>'
RESTART = (
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


@pytest.mark.parametrize(
    ("levels", "items", "expected"),
    [
        ((BULLET, BULLET), [(1, 0), (1, 1), (1, 1), (1, 0)], "-   0\n    -   1\n    -   2\n-   3\n"),
        ((DECIMAL, BULLET), [(1, 0), (1, 1), (1, 0)], "1.  0\n    -   1\n2.  2\n"),
        ((DECIMAL,), [(1, 0), (1, 0), (2, 0)], "1.  0\n2.  1\n\n<!-- -->\n\n1.  2\n"),
        ((DECIMAL,), [(1, 0), None, (1, 0)], "1.  0\n\n1\n\n2.  2\n"),
        ((DECIMAL, LETTER), [(1, 0), (1, 1), (1, 1), (1, 0)], "1.  0\n\na\\) 1\n\nb\\) 2\n\n2.  3\n"),
        (
            ('<w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/>',),
            [(1, 0), (1, 0)],
            "Điều 1. 0\n\nĐiều 2. 1\n",
        ),
        ((BULLET, BULLET, BULLET), [(1, 2), (1, 0)], "-   0\n-   1\n"),
    ],
    ids=["nested", "mixed", "restarted", "interrupted", "letters", "labels", "begins-deep"],
)
def test_lists(
    tmp_path: Path, levels: tuple[str, ...], items: list[tuple[int, int] | None], expected: str
) -> None:
    document = empty()
    for i, item in enumerate(items):
        paragraph(document, run(str(i)), in_list(*item) if item else "")
    text = markdown(document, tmp_path, parts={"word/numbering.xml": list_part(*levels, more=RESTART)})
    assert text == expected


def test_lists_of_styles(tmp_path: Path) -> None:
    document = empty()
    for text, style in (("a", "List Bullet"), ("b", "List Bullet"), ("c", "List Number")):
        document.add_paragraph(text, style=style)
    html = make_converter()(markdown(document, tmp_path))
    assert "".join(html.split()) == "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"


def test_tables_have_a_head_and_even_rows(tmp_path: Path) -> None:
    document = empty()
    table = document.add_table(4, 3, style="Table Grid")
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            cell.text = f"{r}|{c}"
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Tên bảng"
    table.cell(2, 0).merge(table.cell(3, 0)).text = "dọc"
    table.cell(2, 1).merge(table.cell(2, 2)).text = "một\nhai"
    assert markdown(document, tmp_path) == (
        "Tên bảng\n\n"
        "| 1\\|0 | 1\\|1       | 1\\|2 |\n"
        "|------|------------|------|\n"
        "| dọc  | một<br>hai |      |\n"
        "|      | 3\\|1       | 3\\|2 |\n"
    )


def test_tables_pass_the_checks_of_texts(tmp_path: Path) -> None:
    document = empty()
    table = document.add_table(2, 2, style="Table Grid")
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "Xã", "Số con bò | bê", "Xã Mẫu"
    text = markdown(document, tmp_path)
    assert not [p for p in check_body(text, "x") if p.code.startswith("table")]
    assert make_converter()(text).count("<td>") == 2


@pytest.mark.parametrize("depth", [2, 20])
def test_nested_tables_are_taken_apart(tmp_path: Path, depth: int) -> None:
    document = empty()
    inner = "".join(
        f"<w:tr><w:tc><w:p>{run(a)}</w:p></w:tc><w:tc><w:p>{run(b)}</w:p></w:tc></w:tr>"
        for a, b in ("ab", "cd")
    )
    borders = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    nested = f"<w:tbl>{borders}{inner}</w:tbl><w:p/>"
    for i in range(depth):
        nested = f"<w:tbl><w:tr><w:tc><w:p>{run(f'khung{i}')}</w:p>{nested}</w:tc></w:tr></w:tbl><w:p/>"
    add_xml(document, nested)
    text = markdown(document, tmp_path)
    assert text.startswith("\n\n".join(f"khung{i}" for i in reversed(range(depth))))
    assert text.endswith("| a   | b   |\n|-----|-----|\n| c   | d   |\n")


def test_footnotes_and_endnotes(tmp_path: Path) -> None:
    document = empty()
    paragraph(
        document,
        run("Số liệu")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run(" và nguồn")
        + '<w:r><w:endnoteReference w:id="2"/></w:r>',
    )
    text = markdown(
        document,
        tmp_path,
        parts={
            "word/footnotes.xml": notes_part("footnote", "Lời một.|Lời hai."),
            "word/endnotes.xml": notes_part("endnote", "Nguồn mẫu."),
        },
        edit=edits(
            relate("rF", "footnotes", "footnotes.xml"), relate("rE", "endnotes", "/word/endnotes.xml")
        ),
    )
    assert text == ("Số liệu[^1] và nguồn[^2]\n\n[^1]: Lời một.\n\n    Lời hai.\n\n[^2]: Nguồn mẫu.\n")
    assert make_converter()(text).count('class="footnote-ref"') == 2


def test_a_picture_with_its_words(tmp_path: Path) -> None:
    document = empty()
    document.add_paragraph("Lời trước.")
    add_picture(document, picture(form="JPEG"), "Con bò mẫu [bên chuồng]")
    document.add_paragraph('Con "bò" mẫu (chụp năm 2014). Ảnh: Người Mẫu', style="Caption")
    found = read(document, tmp_path)
    assert found.markdown == (
        'Lời trước.\n\n![Con bò mẫu (bên chuồng)](anh-1.jpg "Con ”bò” mẫu (chụp năm 2014). Ảnh: Người Mẫu")\n'
    )
    assert [file.name for file in found.media] == ["anh-1.jpg"]
    assert found.media[0].read_bytes() == picture(form="JPEG")


def test_pictures_are_numbered_in_order_and_written_once(tmp_path: Path) -> None:
    document = empty()
    blue, red = picture(color="blue"), picture(color="red", form="GIF")
    for data in (blue, red, blue):
        add_picture(document, data)
    found = read(document, tmp_path)
    assert found.markdown == "![](anh-1.png)\n\n![](anh-2.gif)\n\n![](anh-1.png)\n"
    assert [file.name for file in found.media] == ["anh-1.png", "anh-2.gif"]


def test_a_picture_at_the_edge_of_a_line_is_a_line_of_its_own(tmp_path: Path) -> None:
    document = empty()
    add_picture(document, picture()).add_run("Chữ sau ảnh.")
    assert markdown(document, tmp_path) == "![](anh-1.png)\n\nChữ sau ảnh.\n"


def test_a_picture_within_a_sentence_stands_after_it(tmp_path: Path) -> None:
    document = empty()
    inside = drawing("rX").removeprefix("<w:p>").removesuffix("</w:p>")
    paragraph(document, run("Chữ trước ") + inside + run("chữ sau."))
    text = markdown(document, tmp_path, parts={"word/x.png": picture()}, edit=relate("rX", "image", "x.png"))
    assert text == "Chữ trước chữ sau.\n\n![](anh-1.png)\n"


NO_PHOTO = "Có hình không phải ảnh, hoặc ảnh hỏng (x.png); đã bỏ. Xin phóng viên gửi ảnh jpg."


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"\x01\x00\x00\x00" + b"\0" * 100, "picture-type", NO_PHOTO),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture-type", NO_PHOTO),
        (picture(32, 32), "picture-small", "Có ảnh quá nhỏ (x.png, 32×32); đã bỏ."),
    ],
    ids=["emf", "svg", "icon"],
)
def test_what_is_no_photo_is_named(tmp_path: Path, data: bytes, code: str, message: str) -> None:
    document = empty()
    document.add_paragraph("Lời.")
    add_xml(document, drawing("rX"))
    found = read(
        document, tmp_path, parts={"word/media/x.png": data}, edit=relate("rX", "image", "media/x.png")
    )
    assert (found.markdown, found.media) == ("Lời.\n", ())
    assert notes(found)[code] == [message]


def drawing(relation: str, alt: str = "", inside: str = "") -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="{alt}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/>{inside}</pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


@pytest.mark.parametrize(
    "alt",
    [
        "C:\\Users\\Mau\\IMG_01.jpg",
        "DSC_0042",
        "Picture 3",
        "A cow in grass\n\nDescription automatically generated",
        "http://vidu.vn/a",
    ],
)
def test_words_of_machines_are_no_description(tmp_path: Path, alt: str) -> None:
    document = empty()
    add_picture(document, picture(), alt)
    found = read(document, tmp_path)
    assert found.markdown == "![](anh-1.png)\n"
    assert "alt-dropped" in notes(found)


def test_a_cropped_picture_is_named(tmp_path: Path) -> None:
    document = empty()
    add_xml(document, drawing("rX", "Con bò mẫu", '<a:srcRect l="25000" r="0"/>'))
    found = read(document, tmp_path, parts={"word/x.png": picture()}, edit=relate("rX", "image", "x.png"))
    assert notes(found)["picture-cropped"] == [
        "Ảnh Con bò mẫu được cắt trong Word, nhưng tệp còn cả phần bị cắt. Xem trước khi đăng."
    ]


def test_letters_and_their_dress(tmp_path: Path) -> None:
    document = empty()
    paragraph(
        document,
        run("đậm", "<w:b/>")
        + run(" liền ", "<w:b/>")
        + run("nghiêng", '<w:i w:val="true"/>')
        + run(" m")
        + run("2", '<w:vertAlign w:val="superscript"/>')
        + run(" bỏ", "<w:strike/>")
        + run(" thường", '<w:b w:val="0"/>'),
    )
    assert markdown(document, tmp_path) == "**đậm liền** *nghiêng* m<sup>2</sup> <s>bỏ</s> thường\n"


def test_a_switch_set_twice_is_off(tmp_path: Path) -> None:
    document = empty()
    document.styles["Normal"].font.bold = True
    made = document.add_paragraph("đậm ")
    made.add_run("thường", style="Strong")
    assert markdown(document, tmp_path) == "**đậm** thường\n"


def test_a_file_in_the_strict_form_is_the_same(tmp_path: Path) -> None:
    document = empty()
    document.add_heading("Tít bài mẫu", 0)
    document.add_paragraph("Lời.")
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    text = markdown(document, tmp_path, edit=lambda name, data: data.replace(usual, strict))
    assert text == "# Tít bài mẫu\n\nLời.\n"


def test_a_quotation(tmp_path: Path) -> None:
    document = empty()
    document.add_paragraph("Lời của người mẫu.", style="Quote")
    document.add_paragraph("Lời.")
    assert markdown(document, tmp_path) == "> *Lời của người mẫu.*\n\nLời.\n"


def test_symbols_become_characters(tmp_path: Path) -> None:
    document = empty()
    paragraph(
        document,
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        + run(" tốt ")
        + '<w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>a\uf0b3b</w:t></w:r>'
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FF"/></w:r>',
    )
    found = read(document, tmp_path)
    assert found.markdown == "✓ tốt α≥β\n"
    assert notes(found)["symbol"] == [
        "Có ký hiệu riêng của phông (Wingdings F0FF) không chuyển được thành chữ; đã bỏ."
    ]


def test_text_is_nfc_and_clean(tmp_path: Path) -> None:
    document = empty()
    paragraph(
        document,
        run("Đo\u0061\u0300n\u00a0vie\u0302")
        + run("\u0323n", "<w:b/>")
        + "<w:r><w:noBreakHyphen/><w:t>a\u00adb</w:t><w:softHyphen/><w:t>\u200bc</w:t></w:r>",
    )
    assert markdown(document, tmp_path) == "Đoàn việ**n**-abc\n"


def test_saved_pictures_need_no_folder_beforehand(tmp_path: Path) -> None:
    from plugins.word.read import read_word

    document = empty()
    add_picture(document, picture())
    found = read_word(save(document, tmp_path / "a.docx"), tmp_path / "moi" / "anh")
    assert [str(f.relative_to(tmp_path)) for f in found.media] == ["moi/anh/anh-1.png"]
    assert [f.name for f in (tmp_path / "moi" / "anh").iterdir()] == ["anh-1.png"]
