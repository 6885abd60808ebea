"""The field table: names in every spelling, repeatable fields, the manual."""

from plugins.core.fields import Field, FieldTable, field_manual, read_fields
from plugins.core.header import split_header
from tests.articles.desk import told

TABLE = FieldTable(
    (
        Field("name", "Tên gọi", "Một tên.", "Mẫu", required=True, aliases=("Source url",)),
        Field("notes", "Ghi chú", "Nhiều dòng.", "chú", repeatable=True),
    ),
    {"save as": "Xóa dòng này."},
)


def test_names_in_every_spelling() -> None:
    for written in ("Tên gọi", "tên gọi", "TEN GOI", "ten_goi", "Source-URL", "name"):
        values, problems = read_fields(TABLE, split_header(f"{written}: x"), "a.md")
        assert (values.text("name"), problems) == ("x", ())


def test_repeatable_fields_give_a_tuple() -> None:
    values, problems = read_fields(TABLE, split_header("Tên gọi: x\nGhi chú: a\nGhi chú: b"), "a.md")
    assert (values.get("notes"), values.line("notes"), problems) == (("a", "b"), 2, ())


def test_absent_fields() -> None:
    values, problems = read_fields(TABLE, split_header("Save_As: x"), "a.md")
    assert (values.get("name"), values.text("name"), values.line("name")) == (None, "", 1)
    assert told(problems) == [
        "1 field-forbidden: Trường “Save_As” không dùng ở trang này. → Xóa dòng này.",
        "1 field-missing: Thiếu trường “Tên gọi”. → Thêm một dòng ở phần đầu, ví dụ: Tên gọi: Mẫu",
    ]


def test_manual() -> None:
    assert list(field_manual(TABLE.fields)) == [
        ("Tên gọi", "bắt buộc", "Một tên.", "Mẫu"),
        ("Ghi chú", "", "Nhiều dòng.", "chú"),
    ]
