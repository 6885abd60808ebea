"""What the editor is told: changes, comments, what was hidden, what was dropped."""

from pathlib import Path

import pytest
from docx.oxml import parse_xml

from tests.word.make import (
    NAMES,
    REL,
    add_xml,
    edits,
    empty,
    notes,
    paragraph,
    picture,
    read,
    relate,
    run,
)
from tests.word.test_text import drawing, notes_part

BY = 'w:id="1" w:author="Biên tập Mẫu" w:date="2014-04-15T08:00:00Z"'


def deleted(text: str, inside: str = "") -> str:
    return f"<w:del {BY}><w:r><w:rPr>{inside}</w:rPr><w:delText>{text}</w:delText></w:r></w:del>"


def test_changes_are_accepted_and_told(tmp_path: Path) -> None:
    document = empty()
    paragraph(
        document,
        run("Trồng ")
        + deleted("ba ")
        + deleted("hecta")
        + f"<w:ins {BY}>{run('hai ')}</w:ins>"
        + f"<w:moveFrom {BY}>{run('hecta')}</w:moveFrom><w:moveTo {BY}>{run('hecta')}</w:moveTo>"
        + run(" cỏ.", f"<w:rPrChange {BY}><w:rPr><w:b/></w:rPr></w:rPrChange>"),
    )
    found = read(document, tmp_path)
    assert found.markdown == "Trồng hai hecta cỏ.\n"
    assert notes(found) == {
        "deletion": [
            "Biên tập Mẫu (ngày 15/04/2014) xóa: “ba hecta”. Không còn trong bài.",
        ],
        "insertion": [
            "Biên tập Mẫu (ngày 15/04/2014) thêm: “hai”. Đã nhận vào bài.",
        ],
        "move": ["Biên tập Mẫu (ngày 15/04/2014) chuyển chỗ: “hecta”. Trong bài ở chỗ mới."],
    }


def test_a_deleted_end_of_paragraph_joins_two(tmp_path: Path) -> None:
    document = empty()
    paragraph(document, run("Nửa đầu, "), f"<w:rPr><w:del {BY}/></w:rPr>")
    paragraph(document, run("nửa sau."))
    assert read(document, tmp_path).markdown == "Nửa đầu, nửa sau.\n"


def test_a_deleted_row_is_told_and_gone(tmp_path: Path) -> None:
    document = empty()
    row = "<w:tr>{p}<w:tc><w:p>{a}</w:p></w:tc><w:tc><w:p>{b}</w:p></w:tc></w:tr>"
    borders = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    add_xml(
        document,
        f"<w:tbl>{borders}"
        + row.format(p="", a=run("a"), b=run("b"))
        + row.format(p=f"<w:trPr><w:del {BY}/></w:trPr>", a=run("bí"), b=run("mật"))
        + row.format(p="", a=run("c"), b=run("d"))
        + "</w:tbl>",
    )
    found = read(document, tmp_path)
    assert found.markdown == "| a   | b   |\n|-----|-----|\n| c   | d   |\n"
    assert notes(found) == {
        "deletion": ["Biên tập Mẫu (ngày 15/04/2014) xóa: “bí mật”. Không còn trong bài."]
    }


def test_what_a_merged_cell_covers_is_hidden(tmp_path: Path) -> None:
    document = empty()
    borders = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p>{}</w:p></w:tc>"
    top = cell.format('<w:vMerge w:val="restart"/>', run("a")) + cell.format("", run("b"))
    below = cell.format("<w:vMerge/>", run("mật")) + cell.format("", run("c"))
    add_xml(document, f"<w:tbl>{borders}<w:tr>{top}</w:tr><w:tr>{below}</w:tr></w:tbl>")
    found = read(document, tmp_path)
    assert found.markdown == "| a   | b   |\n|-----|-----|\n|     | c   |\n"
    assert notes(found) == {"hidden": ["Có chữ bị ẩn: “mật”. Không đưa vào bài."]}


def test_comments_with_the_words_they_hang_on(tmp_path: Path) -> None:
    document = empty()
    paragraph(
        document,
        run("Có ")
        + '<w:commentRangeStart w:id="2"/>'
        + run("ba con")
        + '<w:commentRangeEnd w:id="2"/><w:r><w:commentReference w:id="2"/></w:r>'
        + run(" bò."),
    )
    comments = notes_part("comment", "Xem lại|số này.").replace('w:id="2"', 'w:id="2" w:author=""')
    found = read(
        document,
        tmp_path,
        parts={"word/comments.xml": comments},
        edit=relate("rC", "comments", "comments.xml"),
    )
    assert found.markdown == "Có ba con bò.\n"
    assert notes(found) == {
        "comment": ["Một người không ghi tên nhận xét ở chữ “ba con”: “Xem lại số này.”."]
    }


@pytest.mark.parametrize("how", ["run", "character style", "paragraph style"])
def test_hidden_text_does_not_leak(tmp_path: Path, how: str) -> None:
    document = empty()
    if how == "run":
        paragraph(document, run("Lời. ") + run("mật", "<w:vanish/>"))
    elif how == "character style":
        document.styles["Strong"].font.hidden = True
        document.add_paragraph("Lời. ").add_run("mật", style="Strong")
    else:
        document.styles["Quote"].font.hidden = True
        document.add_paragraph("Lời.")
        document.add_paragraph("mật", style="Quote")
    found = read(document, tmp_path)
    assert found.markdown == "Lời.\n"
    assert notes(found) == {"hidden": ["Có chữ bị ẩn: “mật”. Không đưa vào bài."]}


@pytest.mark.parametrize(
    ("properties", "stays", "code"),
    [
        ('<w:color w:val="FFFFFF"/><w:sz w:val="2"/>', False, "invisible"),
        ('<w:color w:val="ffffff"/>', True, "faint"),
        ('<w:sz w:val="2"/>', True, "faint"),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000080"/>', True, ""),
    ],
)
def test_white_and_tiny_text(tmp_path: Path, properties: str, stays: bool, code: str) -> None:
    document = empty()
    paragraph(document, run("Lời.") + run("Trắng.", properties))
    found = read(document, tmp_path)
    assert found.markdown == ("Lời.Trắng.\n" if stays else "Lời.\n")
    assert list(notes(found)) == ([code] if code else [])


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'


def field(code: str, shown: str) -> str:
    return FIELD.format("begin") + CODE.format(code) + FIELD.format("separate") + shown + FIELD.format("end")


DROPPED = "Có liên kết không dùng được ({}); giữ chữ, bỏ liên kết."
UNSAFE = "Có lệnh lấy dữ liệu từ nơi khác ({}); đã bỏ, giữ chữ đang hiện."
BY_WORD = "Có chữ do Word tự điền ({}); giữ chữ đang hiện. Xem lại có đúng không."


@pytest.mark.parametrize(
    ("code", "text", "note"),
    [
        ('HYPERLINK "https://vidu.vn/a b"', "[chữ](https://vidu.vn/a%20b)", {}),
        ('HYPERLINK \\o "lời" "https://vidu.vn"', "[chữ](https://vidu.vn)", {}),
        ('HYPERLINK \\l "_Toc1"', "chữ", {}),
        ('HYPERLINK "javascript:alert(1)"', "chữ", {"link-dropped": "javascript:alert(1)"}),
        ("DDEAUTO c:\\\\windows\\\\cmd.exe /k", "chữ", {"field-unsafe": "DDEAUTO"}),
        ('INCLUDEPICTURE "http://vidu.vn/a.png"', "chữ", {"field-unsafe": "INCLUDEPICTURE"}),
        (" DATE \\@ dd/MM/yyyy ", "chữ", {"field": "DATE"}),
        (" SEQ Ảnh ", "chữ", {}),
    ],
)
def test_fields_show_their_result(tmp_path: Path, code: str, text: str, note: dict[str, str]) -> None:
    messages = {"link-dropped": DROPPED, "field-unsafe": UNSAFE, "field": BY_WORD}
    document = empty()
    paragraph(document, field(code, run("chữ")) + run(" sau."))
    found = read(document, tmp_path)
    assert found.markdown == text + " sau.\n"
    assert notes(found) == {kind: [messages[kind].format(what)] for kind, what in note.items()}


def test_nested_and_broken_fields_lose_nothing(tmp_path: Path) -> None:
    document = empty()
    inner = field(" PAGE ", run("3"))
    paragraph(
        document,
        FIELD.format("begin")
        + CODE.format(" IF ")
        + inner
        + FIELD.format("separate")
        + run("kết quả")
        + FIELD.format("end"),
    )
    paragraph(document, run("Trước ") + FIELD.format("begin") + CODE.format(" PAGE "))
    paragraph(document, run("Đoạn sau còn nguyên."))
    assert read(document, tmp_path).markdown == "kết quả\n\nTrước\n\nĐoạn sau còn nguyên.\n"


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("https://vidu.vn/(a)?b=1&amp;c=“2”", "[chữ](https://vidu.vn/%28a%29?b=1&c=“2”)"),
        ("mailto:mau@vidu.vn", "[chữ](mailto:mau@vidu.vn)"),
        ("www.vidu.vn", "[chữ](http://www.vidu.vn)"),
        ("JavaScript:alert(1)", "chữ"),
        ("java&#10;script:alert(1)", "chữ"),
        ("data:text/html,x", "chữ"),
        ("file:///C:/mat.txt", "chữ"),
        ("\\\\may\\mat", "chữ"),
        ("http:///khong-may", "chữ"),
        ("bai-khac.docx", "chữ"),
    ],
)
def test_links(tmp_path: Path, target: str, text: str) -> None:
    document = empty()
    paragraph(document, f'<w:hyperlink r:id="rL">{run("chữ")}</w:hyperlink>')
    found = read(document, tmp_path, edit=relate("rL", "hyperlink", target, external=True))
    assert found.markdown == text + "\n"
    assert ("link-dropped" in notes(found)) is (text == "chữ")


TEXT_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wp:docPr id='1' name='k'/><a:graphic>"
    "<a:graphicData><wps:wsp><wps:txbx><w:txbxContent><w:p>{0}</w:p></w:txbxContent></wps:txbx></wps:wsp>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    "<w:txbxContent><w:p>{0}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def test_text_boxes_are_kept_once(tmp_path: Path) -> None:
    document = empty()
    paragraph(document, run("Trước ") + TEXT_BOX.format(run("Trong khung.")) + run("sau."))
    found = read(document, tmp_path)
    assert found.markdown == "Trước sau.\n\nTrong khung.\n"
    assert list(notes(found)) == ["text-box"]


OBJECT = '<w:object><v:shape><v:imagedata r:id="rX"/></v:shape><o:OLEObject ProgID="{}"/></w:object>'
SHAPE = (
    "<w:drawing><wp:inline><wp:docPr id='1' name='Kín'{}/><a:graphic><a:graphicData>{}</a:graphicData>"
    "</a:graphic></wp:inline></w:drawing>"
)
EMBEDDED = "Có đối tượng nhúng ({}); đã bỏ. Nếu bạn đọc cần, xin phóng viên gửi riêng."


@pytest.mark.parametrize(
    ("inside", "code", "message"),
    [
        (OBJECT.format("Excel.Sheet.12"), "object", EMBEDDED.format("Excel.Sheet.12")),
        (OBJECT.format("Package"), "object", EMBEDDED.format("Package")),
        (
            OBJECT.format("Equation.3"),
            "equation",
            "Có công thức toán (Equation.3); giữ thành chữ thường. Xem lại.",
        ),
        (
            '<w:object><w:control r:id="rX"/></w:object>',
            "control",
            "Có nút bấm hoặc ô điều khiển (ActiveX); đã bỏ.",
        ),
        (
            SHAPE.format("", '<c:chart r:id="rX"/>'),
            "chart",
            "Có biểu đồ; đã bỏ. Chụp biểu đồ thành ảnh hoặc đưa số liệu vào bảng.",
        ),
        (SHAPE.format("", "<wps:wsp/>"), "drawing", "Có hình vẽ của Word; đã bỏ."),
        (SHAPE.format(" hidden='1'", ""), "picture-hidden", "Có ảnh bị ẩn (Kín); đã bỏ."),
    ],
)
def test_what_is_no_text_is_dropped_and_named(tmp_path: Path, inside: str, code: str, message: str) -> None:
    document = empty()
    paragraph(document, run("Lời.") + f"<w:r>{inside}</w:r>")
    found = read(document, tmp_path, parts={"word/x.png": picture()}, edit=relate("rX", "image", "x.png"))
    assert (found.markdown, found.media) == ("Lời.\n", ())
    assert notes(found) == {code: [message]}


def test_art_and_equations_leave_their_words(tmp_path: Path) -> None:
    document = empty()
    paragraph(
        document,
        run("Lời.") + '<w:r><w:pict><v:shape><v:textpath string="CHỮ NGHỆ THUẬT"/></v:shape></w:pict></w:r>',
    )
    paragraph(document, run("Có ") + "<m:oMath><m:r><m:t>x+y=2</m:t></m:r></m:oMath>")
    found = read(document, tmp_path)
    assert found.markdown == "Lời.\n\nCHỮ NGHỆ THUẬT\n\nCó x+y=2\n"
    assert notes(found)["equation"] == ["Có công thức toán (x+y=2); giữ thành chữ thường. Xem lại."]


def test_remote_things_are_dropped_and_named(tmp_path: Path) -> None:
    document = empty()
    document.add_paragraph("Lời.")
    add_xml(document, drawing("rX").replace("r:embed", "r:link") + '<w:altChunk r:id="rA"/>')
    settings = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{REL}attachedTemplate" Target="http://vidu.vn/mau.dotm"'
        ' TargetMode="External"/>'
        "</Relationships>"
    )
    found = read(
        document,
        tmp_path,
        parts={"word/_rels/settings.xml.rels": settings, "word/vbaProject.bin": b"macro"},
        edit=edits(
            relate("rX", "image", "http://vidu.vn/theo-doi.png", external=True),
            relate("rA", "aFChunk", "chunk.html"),
        ),
    )
    assert (found.markdown, found.media) == ("Lời.\n", ())
    assert notes(found) == {
        "macro": ["Tệp có macro (chương trình trong Word); đã bỏ."],
        "included-file": ["Có tệp khác được gộp vào bài; đã bỏ. Xin phóng viên dán chữ thẳng vào bài."],
        "remote-picture": [
            "Có ảnh nằm trên mạng hoặc máy khác (http://vidu.vn/theo-doi.png); đã bỏ."
            " Xin phóng viên gửi tệp ảnh."
        ],
        "remote-part": ["Tệp gọi tới nơi khác (http://vidu.vn/mau.dotm); đã bỏ."],
    }


def test_a_program_within_is_named(tmp_path: Path) -> None:
    document = empty()
    document.add_paragraph("Lời.")
    found = read(document, tmp_path, parts={"word/embeddings/ma-doc.exe": b"MZ"})
    assert found.markdown == "Lời.\n"
    assert notes(found) == {"object": [EMBEDDED.format("ma-doc.exe")]}


def test_headers_and_footers_are_told(tmp_path: Path) -> None:
    document = empty()
    document.add_paragraph("Lời.")
    document.sections[0].header.paragraphs[0].text = "Đoàn thanh niên bài mẫu"
    document.sections[0].footer.paragraphs[0].text = "Trang 1"
    found = read(document, tmp_path)
    assert found.markdown == "Lời.\n"
    assert notes(found) == {
        "header-footer": [
            "Ở đầu trang, chân trang có chữ “Đoàn thanh niên bài mẫu Trang 1”. Không đưa vào bài."
        ]
    }


def test_page_numbers_are_no_words(tmp_path: Path) -> None:
    document = empty()
    document.add_paragraph("Lời.")
    footer = document.sections[0].footer.paragraphs[0]
    footer._p.append(parse_xml(f"<w:r {NAMES}>{TEXT_BOX.format(run('- 1 -'))}</w:r>")[0])
    assert read(document, tmp_path).notes == ()


def test_a_link_leads_to_a_place_of_its_page(tmp_path: Path) -> None:
    document = empty()
    paragraph(document, f'<w:hyperlink r:id="rL" w:anchor="muc-1">{run("chữ")}</w:hyperlink>')
    found = read(document, tmp_path, edit=relate("rL", "hyperlink", "https://vidu.vn/a", external=True))
    assert found.markdown == "[chữ](https://vidu.vn/a#muc-1)\n"


def test_a_table_of_contents_and_an_unfilled_box_are_left_out(tmp_path: Path) -> None:
    document = empty()
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    add_xml(
        document,
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr>"
        f"<w:sdtContent><w:p>{run('Mục … 1')}</w:p></w:sdtContent></w:sdt>",
    )
    box = f"<w:sdt><w:sdtPr>{{}}</w:sdtPr><w:sdtContent>{run('Bấm vào đây')}</w:sdtContent></w:sdt>"
    paragraph(document, run("Lời. ") + box.format("<w:showingPlcHdr/>") + box.format(""))
    found = read(document, tmp_path)
    assert found.markdown == "Lời. Bấm vào đây\n"
    assert notes(found) == {
        "toc": ["Có mục lục tự động; đã bỏ."],
        "placeholder": ["Có ô chưa điền (Bấm vào đây); đã bỏ lời mời của Word."],
    }


def test_what_turns_or_controls_text_is_taken_out(tmp_path: Path) -> None:
    document = empty()
    paragraph(document, run("ảnh\u202egpj.exe\u202c a\x85b"))
    found = read(document, tmp_path)
    assert found.markdown == "ảnhgpj.exe ab\n"
    assert notes(found) == {
        "control-character": ["Có ký tự điều khiển (U+0085); đã bỏ."],
        "text-direction": [
            "Có ký tự đổi chiều viết (U+202E; U+202C); đã bỏ. Đọc kỹ: chữ hiện ra có thể khác chữ thật."
        ],
    }


def test_a_text_full_of_changes_gives_few_notes(tmp_path: Path) -> None:
    document = empty()
    for i in range(60):
        paragraph(document, run("Lời. ") + deleted(f"bỏ {i}") + f"<w:ins {BY}>{run('thêm')}</w:ins>")
    told = notes(read(document, tmp_path))["deletion"]
    assert len(told) == 41 and told[-1] == "Và 20 chỗ nữa như thế; xem trong tệp Word."
