"""Letters of old fonts become Unicode, run by run, whatever Word split and wherever the font is named."""

from pathlib import Path

import pytest
from docx.oxml.ns import qn

from plugins.legacy.fonts import FontCharset
from plugins.word.model import OldFont
from tests.word.make import empty, in_font, notes, paragraph, read, run
from tests.word.test_remarks import deleted
from tests.word.test_text import notes_part

# "Cộng hoà xã hội" as each font keeps it
TCVN3 = "Céng hoµ x· héi"
VNI = "Coäng hoaø xaõ hoäi"
READ = "Cộng hoà xã hội"


@pytest.mark.parametrize(
    ("font", "typed", "charset"), [(".VnTime", TCVN3, "tcvn3"), ("VNI-Times", VNI, "vni")]
)
def test_a_run_in_an_old_font(tmp_path: Path, font: str, typed: str, charset: str) -> None:
    document = empty()
    paragraph(document, in_font(typed, font))
    found = read(document, tmp_path)
    assert found.markdown == READ + "\n"
    assert found.charsets == (OldFont(font, charset, typed, READ),)


def test_capitals_fonts_are_capitals(tmp_path: Path) -> None:
    document = empty()
    paragraph(document, in_font("tØnh ®oµn cao b»ng", ".VnTimeH"))
    assert read(document, tmp_path).markdown == "TỈNH ĐOÀN CAO BẰNG\n"


@pytest.mark.parametrize(
    "where", ["paragraph style", "character style", "normal style", "defaults", "theme", "based on"]
)
def test_the_font_is_found_wherever_it_is_named(tmp_path: Path, where: str) -> None:
    document = empty()
    styles = document.styles
    made = document.add_paragraph(style="Quote" if where in ("paragraph style", "based on") else None)
    made.add_run(TCVN3, style="Strong" if where == "character style" else None)
    parts: dict[str, str | bytes] = {}
    if where == "paragraph style":
        styles["Quote"].font.name = ".VnTime"
    elif where == "character style":
        styles["Strong"].font.name = ".VnTime"
    elif where in ("normal style", "based on"):
        styles["Normal"].font.name = ".VnTime"
    else:
        defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        fonts = defaults.find(qn("w:rFonts"))
        if where == "defaults":
            for key in list(fonts.attrib):
                del fonts.attrib[key]
            fonts.set(qn("w:ascii"), ".VnTime")
        else:
            parts["word/theme/theme1.xml"] = (
                '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
                '<a:fontScheme><a:minorFont><a:latin typeface=".VnTime"/></a:minorFont></a:fontScheme>'
                "</a:themeElements></a:theme>"
            )
    assert READ in read(document, tmp_path, parts=parts).markdown


def test_a_letter_split_over_runs_is_one_letter(tmp_path: Path) -> None:
    document = empty()
    paragraph(
        document, in_font("Co", "VNI-Times") + in_font("ä", "VNI-Times") + in_font("ng hoa", "VNI-Times")
    )
    assert read(document, tmp_path).markdown == "Cộng hoa\n"


def test_a_letter_split_over_two_looks_stays_with_the_first(tmp_path: Path) -> None:
    document = empty()
    bold = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/><w:b/>'
    paragraph(
        document, in_font("Co", "VNI-Times") + run("äng hoaø", bold) + in_font(" xaõ hoäi", "VNI-Helve")
    )
    assert read(document, tmp_path).markdown == "Cộ**ng hoà** xã hội\n"


def test_fonts_mix_within_a_paragraph(tmp_path: Path) -> None:
    document = empty()
    paragraph(
        document,
        in_font("céng hoµ ", ".VnTimeH")
        + in_font("x· héi", ".VnTime")
        + run(" và café ")
        + in_font(VNI, "VNI-Times"),
    )
    assert read(document, tmp_path).markdown == f"CỘNG HOÀ xã hội và café {READ}\n"


def test_unicode_typed_in_an_old_font_is_left_alone(tmp_path: Path) -> None:
    document = empty()
    for text in ("Đoàn viên thanh niên trồng cỏ", "Bà Tô", "à ơi"):
        paragraph(document, in_font(text, ".VnTime"))
    found = read(document, tmp_path)
    assert found.markdown == "Đoàn viên thanh niên trồng cỏ\n\nBà Tô\n\nà ơi\n"
    assert found.charsets == ()


def test_remarks_and_footnotes_are_read_too(tmp_path: Path) -> None:
    document = empty()
    paragraph(
        document,
        in_font(TCVN3, ".VnTime")
        + deleted(TCVN3, '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')
        + '<w:r><w:footnoteReference w:id="2"/></w:r>',
    )
    footnotes = notes_part("footnote", TCVN3).replace(
        "<w:rPr></w:rPr>", '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    )
    from tests.word.make import relate

    found = read(
        document,
        tmp_path,
        parts={"word/footnotes.xml": footnotes},
        edit=relate("rF", "footnotes", "footnotes.xml"),
    )
    assert found.markdown == f"{READ}[^1]\n\n[^1]: {READ}\n"
    assert notes(found)["deletion"] == [f"Biên tập Mẫu (ngày 15/04/2014) xóa: “{READ}”. Không còn trong bài."]


def test_old_fonts_are_told_by_whom_the_caller_names(tmp_path: Path) -> None:
    from plugins.word.read import Job, convert
    from tests.word.make import save

    document = empty()
    paragraph(document, in_font("abc", "Phông Mẫu") + run(" abc"))
    job = Job(
        save(document, tmp_path / "a.docx"),
        tmp_path,
        lambda font: FontCharset("mau", False) if font == "Phông Mẫu" else None,
        lambda text, charset: f"{charset.charset}:{text}",
    )
    assert convert(job).markdown == "mau:abc abc\n"
