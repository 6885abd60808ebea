"""What cannot be used is refused, with what it is and what to do."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.core.fields import FieldError
from plugins.core.guard import guarded_map
from plugins.word import read as reading
from plugins.word.model import WordText
from plugins.word.read import read_word
from tests.word.bombs import LETTERS, damaged, laughs, nested_tables, text_part
from tests.word.make import empty, paragraph, picture, run, save

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("__", "/").replace("_1", "."), data)
    return out.getvalue()


TYPES = {"[Content_Types].xml": b"<Types/>"}


def office(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in {**TYPES, **{k.replace("__", "/"): v for k, v in members.items()}}.items():
            made.writestr(name, data)
    return out.getvalue()


def overlapping(count: int) -> bytes:
    """Many members that are the same bytes of the file."""
    data = b"a" * 1_000_000
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed, crc = deflate.compress(data) + deflate.flush(), zlib.crc32(data)
    sizes = (crc, len(packed), len(data))
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, *sizes, 1, 0) + b"a" + packed
    central = b""
    for name in (f"word/{i}.xml".encode() for i in range(count)):
        head = (0x02014B50, 20, 20, 0, 8, 0, 0, *sizes, len(name), 0, 0, 0, 0, 0, 0)
        central += struct.pack("<IHHHHHHIIIHHHHHII", *head) + name
    end = (0x06054B50, 0, 0, count, count, len(central), len(local), 0)
    return local + central + struct.pack("<IHHHHIIH", *end)


OLD = "Tệp này là Word kiểu cũ (.doc), máy không đọc được."
OLD_OFFICE = "Tệp này là bảng tính Excel hoặc bản trình chiếu cũ, không phải .docx."
BROKEN = "Tệp Word hỏng, không mở được."
STRANGE = "Trong tệp có phần mang tên lạ “{}”."


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"", "word-empty-file", "Tệp trống, không có gì trong đó."),
        (OLE + utf16("WordDocument"), "word-is-doc", OLD),
        (OLE + utf16("WordDocument") + utf16("Workbook"), "word-is-doc", OLD),
        (OLE + utf16("EncryptedPackage"), "word-password", "Tệp có mật khẩu, không mở được."),
        (OLE + utf16("Workbook"), "word-is-office", OLD_OFFICE),
        (b"{\\rtf1 a}", "word-is-rtf", "Tệp này là văn bản RTF, không phải .docx."),
        (b"%PDF-1.4", "word-is-pdf", "Tệp này là PDF, không phải .docx."),
        (picture(form="JPEG"), "word-is-picture", "Tệp này là ảnh JPEG, không phải .docx."),
        (picture(), "word-is-picture", "Tệp này là ảnh PNG, không phải .docx."),
        (b"Rar!\x1a\x07", "word-is-archive", "Tệp này là tệp nén RAR, không phải .docx."),
        (b"MZ\x90\0", "word-is-program", "Tệp này là chương trình, không phải .docx."),
        (b"\xef\xbb\xbf <html><body>a", "word-is-web", "Tệp này là trang web hoặc XML, không phải .docx."),
        ("Tiêu đề: Bài mẫu".encode(), "word-is-text", "Tệp này là chữ thường, không phải .docx."),
        (b"\0\1\2\3" * 50, "word-unknown", "Tệp này không phải tệp Word."),
        (zipped(anh_1jpg=b"x"), "word-is-zip", "Tệp này là tệp nén .zip, không phải .docx."),
        (
            zipped(mimetype=b"x", content_1xml=b"<x/>"),
            "word-is-odt",
            "Tệp này là văn bản OpenDocument (.odt), không phải .docx.",
        ),
        (office(xl__workbook=b"x"), "word-is-office", "Tệp này là bảng tính Excel, không phải .docx."),
        (
            office(ppt__presentation=b"x"),
            "word-is-office",
            "Tệp này là bản trình chiếu PowerPoint, không phải .docx.",
        ),
        (office(word__document=b"x"), "word-broken", BROKEN),
        (b"PK\x03\x04" + b"x" * 100, "word-broken", BROKEN),
        (overlapping(40), "word-unsafe", "Các phần trong tệp nằm chồng lên nhau."),
        (
            office(word__document=b"x", **{"../../ma.txt": b"x"}),
            "word-unsafe",
            STRANGE.format("../../ma.txt"),
        ),
        (office(word__document=b"x", **{"C:\\ma.txt": b"x"}), "word-unsafe", STRANGE.format("C:/ma.txt")),
        (office(word__document=b"x", WORD__DOCUMENT=b"y"), "word-broken", BROKEN),
    ],
)
def test_refused(tmp_path: Path, data: bytes, code: str, message: str) -> None:
    file = tmp_path / "bai.docx"
    file.write_bytes(data)
    with pytest.raises(FieldError) as refused:
        read_word(file, tmp_path / "anh")
    assert (refused.value.code, refused.value.message) == (code, message)
    assert refused.value.cure.endswith((".", ".txt."))
    assert list((tmp_path / "anh").iterdir()) == []


def test_an_old_word_file_is_told_how_to_be_saved(tmp_path: Path) -> None:
    file = tmp_path / "bai.doc"
    file.write_bytes(OLE + utf16("WordDocument"))
    with pytest.raises(FieldError) as refused:
        read_word(file, tmp_path)
    assert refused.value.cure == (
        "Mở bằng Word, chọn Lưu thành (Save As), ở ô kiểu tệp chọn “Word Document (*.docx)”, rồi gửi tệp mới."
    )


def with_text(body: str, declared: str = "") -> Callable[[Path], Path]:
    return lambda file: save(empty(), file, {"word/document.xml": text_part(body, declared)})


def many_pictures(file: Path) -> Path:
    from tests.word.make import add_picture

    document = empty()
    for i in range(201):
        add_picture(document, picture(120, 120, color=f"#{i:06x}"))
    return save(document, file)


LETTER = LETTERS.replace("Lời bài mẫu.", "Lời")


EXTERNAL = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def with_parts(**parts: bytes) -> Callable[[Path], Path]:
    return lambda file: save(empty(), file, {f"word/{name}": data for name, data in parts.items()})


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(with_text("<w:p/>"), "word-empty", id="empty"),
        pytest.param(with_text(LETTER.replace("Lời", "&j;"), laughs()), "word-unsafe", id="laughs"),
        pytest.param(
            with_text(LETTER, " " * 5000 + "<!DOCTYPE w [<!ELEMENT w ANY>]>"),
            "word-unsafe",
            id="late-doctype",
        ),
        pytest.param(with_text(LETTER.replace("Lời", "&x;"), EXTERNAL), "word-unsafe", id="external"),
        pytest.param(with_text(nested_tables(300)), "word-too-deep", id="300-tables"),
        pytest.param(with_text(LETTER.replace("Lời", "Lời dài. " * 70_000)), "word-too-large", id="letters"),
        pytest.param(with_text(LETTER.replace("Lời", "a\0b")), "word-broken", id="nul"),
        pytest.param(with_text(LETTER.replace("Lời", "a&#1;b")), "word-broken", id="control"),
        pytest.param(with_text("<w:p>"), "word-broken", id="cut"),
        pytest.param(many_pictures, "word-too-many-pictures", id="pictures"),
        pytest.param(with_parts(**{"document.xml": b"x" * 31_000_000}), "word-too-large", id="xml"),
        pytest.param(with_parts(**{"x.png": b"\0" * 60_000_000}), "word-too-large", id="ratio"),
        pytest.param(with_parts(**{f"{i}.png": b"" for i in range(3000)}), "word-too-large", id="members"),
    ],
)
def test_bounds(tmp_path: Path, make: Callable[[Path], Path], code: str) -> None:
    with pytest.raises(FieldError) as refused:
        read_word(make(tmp_path / "bai.docx"), tmp_path / "anh")
    assert refused.value.code == code


def test_a_cut_or_damaged_file_is_refused_and_never_crashes(tmp_path: Path) -> None:
    document = empty()
    document.add_paragraph("Lời bài mẫu.")
    whole = save(document, tmp_path / "bai.docx").read_bytes()
    file = tmp_path / "hong.docx"
    cut = (whole[: len(whole) * i // 12] for i in range(12))
    for data in (*cut, *damaged(whole, 20)):
        file.write_bytes(data)
        try:
            text = reading.convert(reading.Job(file, tmp_path)).markdown
        except FieldError as error:
            assert error.code.startswith("word-")
        else:
            assert text == "Lời bài mẫu.\n"


def test_many_runs_are_read(tmp_path: Path) -> None:
    document = empty()
    paragraph(document, "".join(run(f"chữ{i} ", "<w:b/>" if i % 2 else "") for i in range(3000)))
    text = read_word(save(document, tmp_path / "bai.docx"), tmp_path).markdown
    assert text.count("chữ") == 3000 and text.count("**") == 3000


def test_twenty_tables_within_each_other_are_read(tmp_path: Path) -> None:
    file = with_text(nested_tables(20, LETTER))(tmp_path / "bai.docx")
    assert read_word(file, tmp_path).markdown == "Lời\n"


def slow(job: reading.Job) -> WordText:
    while True:
        pass


def greedy(job: reading.Job) -> WordText:
    return WordText("x" * 3_000_000_000)


def dying(job: reading.Job) -> WordText:
    import os

    os._exit(1)


@pytest.mark.parametrize(
    ("work", "code"), [(slow, "word-too-large"), (greedy, "word-too-large"), (dying, "word-broken")]
)
def test_a_file_that_drives_the_reader_mad_costs_only_itself(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    work: Callable[[reading.Job], WordText],
    code: str,
) -> None:
    monkeypatch.setattr(reading, "convert", work)
    document = empty()
    file = save(document, tmp_path / "bai.docx")
    with pytest.raises(FieldError) as refused:
        read_word(file, tmp_path / "anh", seconds=0.5)
    assert refused.value.code == code
    assert list((tmp_path / "anh").iterdir()) == []


def test_pandoc_is_bounded_in_time_and_memory() -> None:
    from plugins.word import pandoc
    from plugins.word.parts import Paragraph, Text
    from plugins.word.tree import document

    tree = document([Paragraph((Text("chữ " * 200_000),))])
    with pytest.raises(TimeoutError):
        pandoc.markdown(tree, 0.0)
    with pytest.raises(pandoc.PandocError):
        pandoc.markdown(b"{}", 5)


def test_a_guarded_process_reads_without_another(tmp_path: Path) -> None:
    document = empty()
    document.add_paragraph("Lời bài mẫu.")
    file = save(document, tmp_path / "bai.docx")
    found = list(guarded_map(lambda one: read_word(one, tmp_path / "anh"), [file], processes=1))
    assert found == [(file, WordText("Lời bài mẫu.\n"))]
