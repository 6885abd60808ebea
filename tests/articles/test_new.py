"""`new` writes an article that is sound but for being a draft, and never overwrites anything."""

from datetime import date
from pathlib import Path

import pytest

from plugins.articles.new import new_article
from plugins.articles.read import ArticleContext, read_article
from plugins.core.fields import FieldError
from tests.articles.desk import told

DAY = date(2014, 4, 15)


def make(folder: Path, context: ArticleContext, title: str = "Trồng cỏ nuôi bò") -> Path:
    return new_article(folder, context.site, title=title, district="Bảo Lạc", commune="Xuân Trường", day=DAY)


def test_it_is_a_sound_draft(tmp_path: Path, context: ArticleContext) -> None:
    file = make(tmp_path, context)
    assert file == tmp_path / "bai-viet" / "2014" / "04" / "trong-co-nuoi-bo" / "index.md"
    reading = read_article(file, tmp_path, context)
    assert told(reading.problems) == [
        "8 state-draft (waiting): Bài còn là bản nháp. → Viết xong thì ghi Trạng thái: chờ duyệt."
    ]
    assert reading.article is not None
    assert reading.article.title == "Trồng cỏ nuôi bò"
    assert [unit.title for unit in reading.article.places] == ["huyện Bảo Lạc", "xã Xuân Trường"]


def test_nothing_is_overwritten(tmp_path: Path, context: ArticleContext) -> None:
    files = [make(tmp_path, context) for _ in range(3)]
    assert [file.parent.name for file in files] == [
        "trong-co-nuoi-bo", "trong-co-nuoi-bo-2", "trong-co-nuoi-bo-3"
    ]  # fmt: skip


def test_long_titles_are_cut_at_a_word(tmp_path: Path, context: ArticleContext) -> None:
    file = make(tmp_path, context, "Trồng cỏ nuôi bò " * 8)
    assert file.parent.name == "trong-co-nuoi-bo-" * 4 + "trong-co"


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("", "Tít “” không có chữ nào. Hãy viết tít bằng lời."),
        ("a" * 151, "Tít dài 151 ký tự, quá mức 150. Hãy viết gọn lại."),
        (
            "../../x",
            "“../../x” có đường dẫn tệp (“../”). Chỉ ghi chữ cho người đọc, không ghi đường dẫn trên máy.",
        ),
    ],
)
def test_bad_titles_make_nothing(title: str, message: str, tmp_path: Path, context: ArticleContext) -> None:
    with pytest.raises(FieldError) as caught:
        make(tmp_path, context, title)
    assert str(caught.value) == message
    assert list(tmp_path.iterdir()) == []


def test_line_breaks_cannot_add_fields(tmp_path: Path, context: ArticleContext) -> None:
    text = make(tmp_path, context, "Một\nTrạng thái: đã duyệt").read_text(encoding="utf-8")
    assert "\nTrạng thái: đã duyệt" not in text
