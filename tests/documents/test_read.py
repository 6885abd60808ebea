"""Reading a document: what comes of a sound one, and the exact words for every fault."""

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.problem import Severity, holds
from plugins.documents.fields import FIELDS
from plugins.documents.model import Document, Duty, Reference
from plugins.documents.read import read_document
from tests.documents.conftest import SOUND, ReadText


def document(read: ReadText, text: str) -> Document:
    reading = read(text)
    assert reading.problems == ()
    assert reading.document is not None
    return reading.document


def with_line(line: str) -> str:
    """The sound source with one more line in its header (line 9)."""
    return SOUND.replace("\n\n", f"\n{line}\n\n", 1)


def test_a_sound_document(read: ReadText) -> None:
    found = document(read, SOUND)
    assert (found.source, found.number, found.key) == ("van-ban/mau.md", "12-KH/TĐTN-MAU", "12-kh-tdtn-mau")
    assert found.issued == date(2014, 3, 10)
    assert found.heading == "ĐOÀN TNCS HỒ CHÍ MINH"
    assert found.body_html == "<p>Lời văn bản mẫu.</p>"
    assert (found.explanation_html, found.duties, found.attachments, found.status) == ("", (), (), "")


@pytest.mark.parametrize(
    ("number", "line", "heading"),
    [
        ("12-KH/TĐTN-MAU", "", "ĐOÀN TNCS HỒ CHÍ MINH"),
        ("12/KH-UBND", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        ("12-KH/TU", "Hệ thống: Đảng", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        (
            "12/KH-UBND",
            "He thong: nha nuoc",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        ),
    ],
)
def test_heading_by_system(read: ReadText, number: str, line: str, heading: str) -> None:
    text = with_line(line) if line else SOUND
    assert document(read, text.replace("12-KH/TĐTN-MAU", number)).heading == heading


def test_kind_is_not_shouted(read: ReadText) -> None:
    assert document(read, SOUND.replace("Kế hoạch", "KẾ HOẠCH")).title == "Kế hoạch số 12-KH/TĐTN-MAU"


@pytest.mark.parametrize(
    ("written", "duty"),
    [
        (
            "Các huyện đoàn | Gửi kế hoạch | 30/4/2014",
            Duty("Các huyện đoàn", "Gửi kế hoạch", date(2014, 4, 30)),
        ),
        ("A | b | gửi trước 30-4-2014", Duty("A", "b", date(2014, 4, 30), before=True)),
        ("A | b | chậm nhất là ngày 30 tháng 4 năm 2014", Duty("A", "b", date(2014, 4, 30))),
        ("A | b | hàng tháng, quý", Duty("A", "b", None, "hàng tháng, quý")),
        ("A | b | thường xuyên", Duty("A", "b", None, "thường xuyên")),
        ("A | b | ngày 25/12 hằng năm", Duty("A", "b", None, "ngày 25/12 hằng năm")),
        ("A | b | trong năm 2014", Duty("A", "b", None, "trong năm 2014")),
        ("A|b|khi có chỉ đạo", Duty("A", "b", None, "khi có chỉ đạo")),
    ],
)
def test_duties(read: ReadText, written: str, duty: Duty) -> None:
    assert document(read, with_line(f"Nhiệm vụ: {written}")).duties == (duty,)


@pytest.mark.parametrize(
    ("written", "reference"),
    [
        ("5 KH/TWĐ-MAU", Reference("5 KH/TWĐ-MAU", "5-kh-twd-mau")),
        ("5-KH/TWĐ-MAU | Ban Mẫu | 1/2/2014 | Về việc mẫu",
         Reference("5-KH/TWĐ-MAU", "5-kh-twd-mau", "Ban Mẫu", date(2014, 2, 1), "Về việc mẫu")),
        ("5-KH/TWĐ-MAU | | 1/2/2014", Reference("5-KH/TWĐ-MAU", "5-kh-twd-mau", "", date(2014, 2, 1))),
    ],
)  # fmt: skip
def test_references(read: ReadText, written: str, reference: Reference) -> None:
    for field in ("Thực hiện", "Thay thế", "Liên quan"):
        found = document(read, with_line(f"{field}: {written}"))
        assert (found.carries_out or found.replaces or found.related) == (reference,)


def test_the_explanation_stands_after_its_mark(read: ReadText) -> None:
    found = document(read, SOUND + "\n==== GIAI THICH ====\n\nĐiều trang nói.\n")
    assert (found.body_html, found.explanation_html) == (
        "<p>Lời văn bản mẫu.</p>", "<p>Điều trang nói.</p>",
    )  # fmt: skip


def test_paper_and_explanation_share_no_id(read: ReadText) -> None:
    part = '# Đề mục\n\nXem [đây](#muc-de-muc), chú thích[^1], mã `id="x"`.\n\n[^1]: Lời chú.\n'
    found = document(read, SOUND + "\n" + part + "\n=== Giải thích ===\n\n" + part)
    paper, explanation = (
        set(re.findall(r'<[^>]*\sid="([^"]+)"', html)) for html in (found.body_html, found.explanation_html)
    )
    assert len(paper) == len(explanation) >= 2
    assert not paper & explanation
    for html, ids in ((found.body_html, paper), (found.explanation_html, explanation)):
        assert set(re.findall(r'href="#([^"]+)"', html)) <= ids
        assert '<code>id="x"</code>' in html


def test_a_paper_known_from_others_needs_no_text(read: ReadText) -> None:
    head = SOUND.split("\n\n", maxsplit=1)[0]
    found = document(read, f"{head}\nToàn văn: không\n\n=== Giải thích ===\nChỉ biết qua văn bản khác.")
    assert (found.has_text, found.body_html) == (False, "")
    assert found.explanation_html == "<p>Chỉ biết qua văn bản khác.</p>"


def test_hostile_html_is_named_and_never_shown(read: ReadText) -> None:
    reading = read(SOUND + "\n<script>alert(1)</script><a href='javascript:x'>y</a>\n")
    assert [p.code for p in reading.problems] == ["html-dropped", "html-unsafe"]
    assert reading.document is not None
    assert "alert" not in reading.document.body_html
    assert "javascript" not in reading.document.body_html


def test_hostile_markdown_is_refused_before_it_costs_time(read: ReadText) -> None:
    reading = read(SOUND + "\n" + "[" * 50_000 + "\n")
    assert reading.document is None
    assert "body-line-too-long" in {p.code for p in reading.problems}


def test_a_picture_in_a_paper_is_refused(read: ReadText) -> None:
    reading = read(SOUND + "\n![Ảnh chụp](anh.jpg)\n")
    assert reading.document is None
    assert "document-photo" in {p.code for p in reading.problems}


def test_attachments(read: ReadText, content: Path) -> None:
    data = b"%PDF-1.4 " + bytes(3_000_000)
    (content / "van-ban" / "Kế hoạch 12.PDF").write_bytes(data)
    (attachment,) = document(read, with_line("Tệp đính kèm: kế hoạch 12.pdf")).attachments
    assert attachment.name == "Kế hoạch 12.PDF"
    assert attachment.path == "/van-ban/2014/12-kh-tdtn-mau/ke-hoach-12.pdf"
    assert attachment.source == "van-ban/Kế hoạch 12.PDF"
    assert (attachment.size, attachment.sha256) == (len(data), hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    "name", ["tep_dinh_kem", "tep-dinh-kem", "ATTACHMENTS", "Tep dinh kem", "TỆP ĐÍNH KÈM"]
)
def test_attachments_under_any_name_of_the_field(read: ReadText, content: Path, name: str) -> None:
    (content / "van-ban" / "a.pdf").write_bytes(b"%PDF-1.4")
    assert [a.name for a in document(read, with_line(f"{name}: a.pdf")).attachments] == ["a.pdf"]


PARTS_CURE = "Chép các phần đó từ văn bản gốc; nếu bản gốc không có thì cứ để vậy."


@pytest.mark.parametrize(
    ("text", "line", "code", "message", "cure"),
    [
        (SOUND.replace("12-KH/TĐTN-MAU", "12/KH-TĐTN-MAU").replace("Địa danh", "Hệ thống: Đoàn\nĐịa danh"),
         2, "number-other-system", "Số 12/KH-TĐTN-MAU không viết theo lối văn bản của Đoàn.",
         "Nếu văn bản gốc in như vậy thì cứ giữ; theo quy định thì là 12-KH/TĐTN-MAU."),
        (SOUND.replace("Địa danh: Tỉnh Mẫu\n", "").replace("Nơi nhận: Ban Mẫu;\n", ""), 1, "part-missing",
         "Văn bản có toàn văn nhưng chưa ghi: Địa danh, Nơi nhận.", PARTS_CURE),
    ],
)  # fmt: skip
def test_advice_does_not_hold(
    read: ReadText, *, text: str, line: int, code: str, message: str, cure: str
) -> None:
    reading = read(text)
    assert reading.document is not None
    assert [(p.line, p.code, p.message, p.cure, p.severity) for p in reading.problems] == [
        (line, code, message, cure, Severity.ADVICE)
    ]


MISSING = "Thêm một dòng ở phần đầu, ví dụ: "
REFERENCE_CURE = "Ghi số ký hiệu của văn bản kia, hoặc xóa dòng này."
NUMBER_CURE = (
    "Ghi đủ số, loại và cơ quan, ví dụ 70-KH/TĐTN-TCKT (của Đoàn) hoặc 30/2020/NĐ-CP (của nhà nước)."
)
LATER_CURE = "Xem lại ngày; văn bản ra sau thì tự ghi “Thực hiện” hoặc “Thay thế” ở tệp của nó."
DUTY_CURE = (
    "Ghi: Nhiệm vụ: Các huyện đoàn | Gửi kế hoạch triển khai | 30/4/2014;"
    " việc không có hạn thì ghi “thường xuyên” hoặc “hàng tháng”."
)
KIND_CURE = "Xem lại văn bản gốc rồi ghi Loại văn bản: "

FAULTS = [
    (SOUND.replace("Số ký hiệu: 12-KH/TĐTN-MAU\n", ""), 1, "field-missing", "Thiếu trường “Số ký hiệu”.",
     MISSING + "Số ký hiệu: 70-KH/TĐTN-TCKT"),
    (SOUND.replace("Ngày ban hành: 10/3/2014\n", ""), 1, "field-missing", "Thiếu trường “Ngày ban hành”.",
     MISSING + "Ngày ban hành: 31/3/2014"),
    (SOUND.replace("12-KH/TĐTN-MAU", "12"), 2, "number-unreadable", "Không đọc được số ký hiệu “12”.",
     NUMBER_CURE),
    (SOUND.replace("Kế hoạch", "Thông báo"), 5, "kind-contradicts-number",
     "Ký hiệu “KH” trong số 12-KH/TĐTN-MAU là của Kế hoạch, không phải Thông báo.",
     KIND_CURE + "Kế hoạch, hoặc sửa số ký hiệu."),
    (SOUND.replace("12-KH/", "12-QĐ/"), 5, "kind-contradicts-number",
     "Ký hiệu “QĐ” trong số 12-QĐ/TĐTN-MAU là của Quyết định hoặc Quy định, không phải Kế hoạch.",
     KIND_CURE + "Quyết định hoặc Quy định, hoặc sửa số ký hiệu."),
    (SOUND.replace("12-KH/TĐTN-MAU", "12/2013/KH-UBND"), 4, "year-contradicts-number",
     "Số 12/2013/KH-UBND là của năm 2013, ngày ban hành lại là 10/3/2014.",
     "Xem lại văn bản gốc rồi sửa số ký hiệu hoặc ngày ban hành."),
    (SOUND.replace("10/3/2014", "30/2/2014"), 4, "date-impossible", "Không có ngày 30/2/2014 trong lịch.",
     "Hãy xem lại ngày và tháng; ghi ngày trước, tháng sau, ví dụ 15/04/2014."),
    (SOUND.replace("10/3/2014", "10/3/1204"), 4, "date-too-old", "Năm 1204 sớm hơn mọi văn bản ở đây.",
     "Hãy xem lại năm; văn bản sớm nhất được nhận là của năm 1945."),
    (with_line("Hệ thống: Đoan thể"), 9, "value-unknown", "Trường “Hệ thống” không nhận giá trị “Đoan thể”.",
     "Ghi “Đoàn” hoặc “Đảng” hoặc “Nhà nước”."),
    (with_line("Tình trạng: con hieu luc roi"), 9, "value-unknown",
     "Trường “Tình trạng” không nhận giá trị “con hieu luc roi”.", "Ghi “còn hiệu lực”."),
    (with_line("Toàn văn: một phần"), 9, "value-unknown", "Trường “Toàn văn” không nhận giá trị “một phần”.",
     "Ghi “có” hoặc “không”."),
    (with_line("save_as: ../../index.html"), 9, "field-unknown", "Không có trường “save_as”.", None),
    (with_line("Ngưoi ki: X"), 9, "field-unknown", "Không có trường “Ngưoi ki”.",
     "Có phải bạn muốn ghi “Người ký:”?"),
    (with_line("Người ký: Lê Thị Thử"), 9, "field-repeated",
     "Trường “Người ký” được ghi hai lần (lần đầu ở dòng 7).", "Chỉ giữ một dòng."),
    (with_line("Nhiệm vụ: Các huyện đoàn gửi kế hoạch trước 30/4/2014"), 9, "duty-parts",
     "Nhiệm vụ “Các huyện đoàn gửi kế hoạch trước 30/4/2014” không đủ ba phần: ai, việc gì, hạn.", DUTY_CURE),
    (with_line("Nhiệm vụ: Các huyện đoàn | | 30/4/2014"), 9, "duty-parts",
     "Nhiệm vụ “Các huyện đoàn | | 30/4/2014” không đủ ba phần: ai, việc gì, hạn.", DUTY_CURE),
    (with_line("Nhiệm vụ: A | b | trước 31/4/2014"), 9, "duty-date",
     "Không đọc được hạn “trước 31/4/2014” của nhiệm vụ. Không có ngày 31/4/2014 trong lịch.",
     "Hãy xem lại ngày và tháng; ghi ngày trước, tháng sau, ví dụ 15/04/2014."),
    (with_line("Nhiệm vụ: A | gửi báo cáo | trước 30/4/2013"), 9, "duty-before-document",
     "Hạn 30/4/2013 của nhiệm vụ “gửi báo cáo” sớm hơn ngày ban hành 10/3/2014.",
     "Xem lại hạn trong văn bản gốc."),
    (with_line("Thực hiện: Kế hoạch của Ban Mẫu"), 9, "number-unreadable",
     "Không đọc được số ký hiệu “Kế hoạch của Ban Mẫu”.", NUMBER_CURE),
    (with_line("Thực hiện: 5-KH/A | b | 1/2/2014 | c | d"), 9, "reference-parts",
     "Văn bản được dẫn có 5 phần, nhiều nhất là 4.",
     "Ghi: số ký hiệu | cơ quan ban hành | ngày ban hành | trích yếu."),
    (with_line("Liên quan: 12 KH/TĐTN-MAU"), 9, "reference-self",
     "Trường “Liên quan” dẫn chính văn bản này (12 KH/TĐTN-MAU).", REFERENCE_CURE),
    (with_line("Thay thế: 5-KH/A | | 11/3/2014"), 9, "reference-later",
     "Văn bản 5-KH/A ban hành ngày 11/3/2014, sau văn bản này (10/3/2014),"
     " nên không thể nằm ở trường “Thay thế”.", LATER_CURE),
    (with_line("Thực hiện: 5-KH/A | | 11/3/2014"), 9, "reference-later",
     "Văn bản 5-KH/A ban hành ngày 11/3/2014, sau văn bản này (10/3/2014),"
     " nên không thể nằm ở trường “Thực hiện”.", LATER_CURE),
    (SOUND.replace("Lời văn bản mẫu.\n", ""), 10, "text-missing", "Không có lời văn bản sau phần đầu.",
     "Chép nguyên văn vào sau một dòng trống; nếu chỉ biết văn bản qua văn bản khác thì ghi Toàn văn: không"),
    (with_line("Toàn văn: không"), 9, "text-unexpected",
     "Trường “Toàn văn” ghi “không” nhưng sau phần đầu lại có lời văn bản.",
     "Bỏ dòng Toàn văn; hoặc nếu đó là lời của trang thì đặt nó sau dòng === Giải thích ==="),
    (SOUND + "\n=== Giới thiệu ===\nX.\n", 12, "explanation-mark",
     "Dòng “=== Giới thiệu ===” không mở phần giải thích.", "Chỉ có một dòng chia phần: === Giải thích ==="),
    (SOUND + "\n=== Giải thích ===\nX.\n=== Giải thích ===\nY.\n", 14, "explanation-mark",
     "Dòng “=== Giải thích ===” không mở phần giải thích lần nữa được.",
     "Chỉ có một dòng chia phần: === Giải thích ==="),
    (SOUND + "\x07\n", 10, "text-control-character", "Lời văn bản có ký tự điều khiển U+0007.",
     "Chép lại phần chữ từ văn bản gốc, dán ở dạng không định dạng."),
    ("\n", 0, "file-empty", "Tệp trống.", "Hãy ghi nội dung bài rồi nộp lại."),
    (with_line("Tệp đính kèm: thieu.pdf"), 9, "file-missing", "Không thấy tệp “thieu.pdf” cạnh bài.",
     "Chép tệp vào cùng thư mục với bài, hoặc xem lại tên tệp (cả phần đuôi)."),
    (with_line("Tệp đính kèm: ../bi-mat.pdf"), 9, "file-elsewhere",
     "“../bi-mat.pdf” không phải là tên một tệp nằm cạnh bài.",
     "Chép tệp vào cùng thư mục với bài rồi chỉ ghi tên, ví dụ: bi-mat.pdf"),
    (with_line("Tệp đính kèm: lien-ket.pdf"), 9, "file-not-plain",
     "“lien-ket.pdf” không phải là một tệp thường (liên kết hoặc thư mục).",
     "Hãy chép chính tệp vào cạnh bài."),
    (with_line("Tệp đính kèm: nen.zip"), 9, "attachment-type",
     "Tệp đính kèm “nen.zip” không thuộc loại được nhận (pdf, docx, xlsx, pptx, odt, ods).",
     "Hãy lưu tệp thành PDF rồi đính kèm lại."),
    (with_line("Tệp đính kèm: gia.pdf"), 9, "attachment-content", "Nội dung tệp “gia.pdf” không phải là pdf.",
     "Tệp bị đổi đuôi hoặc bị hỏng: hãy mở bằng phần mềm của nó rồi lưu lại đúng loại."),
    (with_line("Tệp đính kèm: trong.docx"), 9, "attachment-empty",
     "Tệp đính kèm “trong.docx” trống (0 byte).", "Hãy chép lại tệp gốc vào cạnh văn bản."),
    (with_line("Tệp đính kèm: nang.pdf"), 9, "attachment-too-big",
     "Tệp đính kèm “nang.pdf” nặng 20,5 MB, quá mức 20 MB.",
     "Hãy quét lại ở độ phân giải thấp hơn (150 dpi là đủ đọc) hoặc chia thành nhiều tệp."),
    (with_line("Tệp đính kèm: tot.pdf\nTệp đính kèm: Tốt.pdf"), 10, "attachment-repeated",
     "Tệp đính kèm “Tốt.pdf” trùng địa chỉ với “tot.pdf”.", "Bỏ bớt một dòng, hoặc đổi tên một tệp."),
]  # fmt: skip


@pytest.fixture
def files(content: Path) -> None:
    """Files beside the document, and one outside."""
    folder = content / "van-ban"
    (content / "bi-mat.pdf").write_bytes(b"%PDF-1.4")
    for name, data in {
        "nen.zip": b"PK\x03\x04", "gia.pdf": b"<html>", "trong.docx": b"", "tot.pdf": b"%PDF-1.4",
        "Tốt.pdf": b"%PDF-1.4",
    }.items():  # fmt: skip
        (folder / name).write_bytes(data)
    (folder / "lien-ket.pdf").symlink_to(folder / "tot.pdf")
    with (folder / "nang.pdf").open("wb") as stream:
        stream.truncate(20_500_000)  # sparse


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("text", "line", "code", "message", "cure"), FAULTS, ids=[f"{f[2]}-{i}" for i, f in enumerate(FAULTS)]
)
def test_faults(read: ReadText, *, text: str, line: int, code: str, message: str, cure: str | None) -> None:
    reading = read(text)
    assert reading.document is None
    faults = [p for p in reading.problems if p.severity is Severity.FAULT]
    assert [(p.file, p.line, p.code, p.message) for p in faults] == [("van-ban/mau.md", line, code, message)]
    if cure is None:  # the long list of all fields
        assert faults[0].cure.startswith("Xóa dòng này, hoặc dùng một trong các trường: Số ký hiệu, ")
    else:
        assert faults[0].cure == cure


def test_every_problem_is_told_at_once(read: ReadText) -> None:
    spoiled = SOUND.replace("12-KH/TĐTN-MAU", "12").replace("10/3/2014", "32/3/2014").replace("mẫu.", "\x01")
    spoiled = spoiled.replace("Nơi nhận:", "Nơi gởi:")
    assert [p.code for p in read(spoiled).problems] == [
        "part-missing", "number-unreadable", "date-impossible", "field-unknown", "text-control-character",
    ]  # fmt: skip


LINES = st.lists(
    st.tuples(st.sampled_from([f.name for f in FIELDS]), st.text(max_size=30)).map(": ".join), max_size=12
)


@given(LINES, st.text(max_size=60))
def test_whatever_is_written_is_a_document_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], body: str
) -> None:
    content = tmp_path_factory.getbasetemp()
    file = content / "bat-ky.md"
    file.write_text("\n".join([SOUND.split("\n\n", maxsplit=1)[0], *lines, "", body]), encoding="utf-8")
    reading = read_document(file, content, str)
    assert (reading.document is None) is holds(reading.problems)
    assert all(p.message and p.cure and p.file == "bat-ky.md" for p in reading.problems)


def test_another_encoding_is_a_problem_of_the_file(read: ReadText, content: Path) -> None:
    read(SOUND)
    file = content / "van-ban" / "mau.md"
    file.write_bytes(SOUND.encode("utf-16"))
    reading = read_document(file, content, str)
    assert [p.code for p in reading.problems] == ["encoding-utf16"]


@pytest.mark.parametrize("state", ["nháp", "chờ duyệt", "gỡ"])
def test_a_paper_that_is_not_approved_waits(read: ReadText, state: str) -> None:
    reading = read(with_line(f"Trạng thái: {state}"))
    assert reading.document is None
    (problem,) = reading.problems
    assert problem.severity is Severity.WAITING
    assert problem.message == f"Văn bản đang ở trạng thái “{state}”, chưa đăng."


def test_an_approved_paper_is_published(read: ReadText) -> None:
    assert document(read, with_line("Trạng thái: đã duyệt")).number == "12-KH/TĐTN-MAU"
