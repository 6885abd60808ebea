"""Fixed pages, and the field table that stands in the reporter's manual."""

from pathlib import Path

import pytest

from plugins.articles.fields import article_fields
from plugins.articles.figures import figures_html
from plugins.articles.pages import FixedPage, read_page
from plugins.articles.read import ArticleContext
from plugins.core.markup import sanitize
from plugins.images.model import Photo, Rendition
from tests.articles.desk import SOUND_BODY, told

HEADER = "Tiêu đề: Trang thử\nTóm tắt: Để thử.\nThứ tự: 7\nTrạng thái: đã duyệt\n"


def write(folder: Path, text: str, name: str = "trang-thu.md") -> Path:
    file = folder / "trang" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_page(tmp_path: Path, context: ArticleContext) -> None:
    file = write(tmp_path, f"{HEADER}\n{SOUND_BODY}\n")
    reading = read_page(file, tmp_path, context.convert)
    assert reading.problems == ()
    assert reading.page == FixedPage(
        "trang/trang-thu.md", "trang-thu", "Trang thử", "Để thử.", f"<p>{SOUND_BODY}</p>", 7
    )
    assert reading.page.path == "/trang-thu/"


def test_the_mark_becomes_the_table_of_fields(tmp_path: Path, context: ArticleContext) -> None:
    fields = article_fields(context.site)
    file = write(tmp_path, f"{HEADER}\n{SOUND_BODY}\n[[bang-truong]]\nHết.\n")
    page = read_page(file, tmp_path, context.convert, fields).page
    assert page is not None
    assert page.body_html.count("<tr>") == len(fields) + 1
    assert '<th scope="row">Tiêu đề</th><td>bắt buộc</td>' in page.body_html
    assert all(f"<td>{field.rule}</td>" in page.body_html for field in fields)
    assert sanitize(page.body_html) == page.body_html
    assert page.body_html.endswith("</table></div>\n<p>Hết.</p>")


def test_a_page_with_a_photo_beside_it(tmp_path: Path, context: ArticleContext) -> None:
    photo = Photo(
        (Rendition("/anh/a-800.jpg", 800, 600, "image/jpeg"),), "Cửa sổ", "Một cửa sổ.", "Người Mẫu"
    )

    def load(folder: Path, name: str, alt: str, caption: str, credit: str) -> Photo:
        assert (folder.name, name, alt, caption, credit) == (
            "trang", "x.jpg", "Cửa sổ", "Một cửa sổ.", "Người Mẫu",
        )  # fmt: skip
        return photo

    file = write(tmp_path, f'{HEADER}\n{SOUND_BODY}\n\n![Cửa sổ](X.JPG "Một cửa sổ. Ảnh: Người Mẫu")\n')
    (tmp_path / "trang" / "x.jpg").write_bytes(b"x")
    page = read_page(file, tmp_path, context.convert, photo=load).page
    assert page is not None
    assert page.body_html == f"<p>{SOUND_BODY}</p>\n{figures_html([photo], first=True)}"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "Tiêu đề: A\nTrạng thái: đã duyệt\n\n" + SOUND_BODY,
            "trang-thu.md",
            ["1 field-missing: Thiếu trường “Tóm tắt”. → Thêm một dòng ở phần đầu, ví dụ:"
             " Tóm tắt: Trang tin của Tỉnh Đoàn."],
        ),
        (
            HEADER.replace("7", "bảy") + "\n" + SOUND_BODY,
            "trang-thu.md",
            ["3 number-expected: “bảy” không phải là một số. → Ghi một số, ví dụ: 10."],
        ),
        (
            HEADER.replace("đã duyệt", "nháp") + "\n" + SOUND_BODY,
            "trang-thu.md",
            ["4 state-draft (waiting): Bài còn là bản nháp. → Viết xong thì ghi Trạng thái: chờ duyệt."],
        ),
        (
            HEADER + "\n" + SOUND_BODY,
            "….md",
            ["0 page-name: Tên tệp “…” không dùng làm địa chỉ trang được."
             " → Đổi tên tệp, ví dụ: gioi-thieu.md"],
        ),
        (
            HEADER + "\n" + SOUND_BODY + "\n\n![Ảnh](x.jpg)",
            "trang-thu.md",
            ["8 image-no-credit: Ảnh “x.jpg” trong bài không có nguồn."
             ' → Thêm chú thích và nguồn: ![Ảnh có gì](x.jpg "Chú thích. Ảnh: ai chụp")'],
        ),
        ("", "trang-thu.md", ["0 file-empty: Tệp trống. → Hãy ghi nội dung bài rồi nộp lại."]),
    ],
)  # fmt: skip
def test_refused(text: str, name: str, expected: list[str], tmp_path: Path, context: ArticleContext) -> None:
    reading = read_page(write(tmp_path, text, name), tmp_path, context.convert)
    assert told(reading.problems) == expected
