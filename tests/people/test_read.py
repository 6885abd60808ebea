"""People and their terms of office."""

from datetime import date
from pathlib import Path

import pytest

from plugins.articles.read import ArticleContext
from plugins.people.model import Term
from plugins.people.read import read_person
from tests.articles.desk import SOUND_BODY, make_context, told

HEADER = (
    "Họ tên: Nguyễn Văn Mẫu\n"
    "Nhiệm kỳ: Phó Chủ tịch UBND xã; xã Xuân Trường (Bảo Lạc); 01/2012 - nay\n"
    "Nhiệm kỳ: Bí thư; Huyện Đoàn Thử Nghiệm; 2009 - 15/6/2011\n"
    "Tóm tắt: Người bịa để thử.\n"
    "Bài mẫu: có\n"
    "Trạng thái: đã duyệt\n"
)


@pytest.fixture(scope="module")
def context() -> ArticleContext:
    return make_context()


def write(folder: Path, text: str, name: str = "nguyen-van-mau.md") -> Path:
    file = folder / "nhan-vat" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_person(tmp_path: Path, context: ArticleContext) -> None:
    reading = read_person(write(tmp_path, f"{HEADER}\n{SOUND_BODY}\n"), tmp_path, context)
    assert reading.problems == ()
    person = reading.person
    assert person is not None
    assert (person.path, person.name, person.sample) == ("/nhan-vat/nguyen-van-mau/", "Nguyễn Văn Mẫu", True)
    first, second = person.terms
    assert first.unit is not None and first.unit.title == "xã Xuân Trường"
    assert (first.role, first.start, first.end) == ("Phó Chủ tịch UBND xã", date(2012, 1, 1), None)
    assert second == Term("Bí thư", "Huyện Đoàn Thử Nghiệm", None, date(2009, 1, 1), date(2011, 6, 15))
    assert first.held_on(date(2014, 4, 15)) and not second.held_on(date(2014, 4, 15))
    assert person.body_html == f"<p>{SOUND_BODY}</p>"


def test_terms_may_be_all_that_is_known(tmp_path: Path, context: ArticleContext) -> None:
    reading = read_person(write(tmp_path, HEADER), tmp_path, context)
    assert reading.problems == () and reading.person is not None and reading.person.body_html == ""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Nguyễn Văn Mẫu",
            "Mẫu 2",
            "1 person-name: “Mẫu 2” không phải là tên người. → Ghi họ và tên, ví dụ: Nguyễn Văn A.",
        ),
        (
            "01/2012 - nay",
            "đầu năm",
            "2 term-period: Không đọc được thời gian “đầu năm”."
            " → Ghi tháng/năm - tháng/năm, ví dụ: 01/2012 - nay hoặc 01/2012 - 6/2014.",
        ),
        (
            "01/2012 - nay",
            "13/2012 - nay",
            "2 term-period: Không đọc được thời gian “13/2012 - nay”."
            " → Ghi tháng/năm - tháng/năm, ví dụ: 01/2012 - nay hoặc 01/2012 - 6/2014.",
        ),
        (
            "01/2012 - nay",
            "01/2012 - 12/2011",
            "2 term-backwards: Thời gian “01/2012 - 12/2011” có ngày cuối trước ngày đầu."
            " → Hãy xem lại hai ngày.",
        ),
        (
            "Nhiệm kỳ: Phó Chủ tịch UBND xã; xã Xuân Trường (Bảo Lạc); 01/2012 - nay",
            "Nhiệm kỳ: Phó Chủ tịch",
            "2 term-unreadable: Không đọc được nhiệm kỳ “Phó Chủ tịch”. → Ghi chức vụ; nơi; thời gian, ví dụ:"
            " Phó Chủ tịch UBND xã; xã Xuân Trường (Bảo Lạc); 01/2012 - nay",
        ),
        (
            "xã Xuân Trường (Bảo Lạc)",
            "xã Xuân Trường (Hạ Lang)",
            "2 commune-not-in-district: Xã Xuân Trường không thuộc huyện Hạ Lang."
            " → Ngày đó có xã Xuân Trường (Bảo Lạc). Hãy sửa lại huyện hoặc xã.",
        ),
        (
            "Trạng thái: đã duyệt",
            "Trạng thái: nháp",
            "6 state-waiting (waiting): Trang ở trạng thái “nháp”."
            " → Biên tập viên đọc xong thì ghi Trạng thái: đã duyệt.",
        ),
    ],
)
def test_refused(old: str, new: str, expected: str, tmp_path: Path, context: ArticleContext) -> None:
    text = f"{HEADER}\n{SOUND_BODY}\n".replace(old, new)
    assert told(read_person(write(tmp_path, text), tmp_path, context).problems) == [expected]


def test_photos_and_wordless_names(tmp_path: Path, context: ArticleContext) -> None:
    file = write(tmp_path, f"{HEADER}\n{SOUND_BODY}\n\n![Ảnh](a.jpg)\n", "….md")
    assert [p.code for p in read_person(file, tmp_path, context).problems] == ["name-wordless"]
    file = write(tmp_path, f"{HEADER}\n{SOUND_BODY}\n\n![Ảnh](a.jpg)\n")
    assert [p.code for p in read_person(file, tmp_path, context).problems] == ["person-photo"]
