"""The field table is a manual: what it gives as an example is taken, and no two fields share a name."""

import pytest

from plugins.core.fields import Field
from plugins.core.text import fold
from plugins.documents.fields import EXPLANATION_MARK, FIELDS
from plugins.documents.kinds import KINDS, contradicts, known_symbol
from plugins.documents.read import DocumentReading
from tests.documents.conftest import SOUND, ReadText


@pytest.mark.parametrize("field", FIELDS, ids=[f.key for f in FIELDS])
def test_every_example_is_taken_by_its_field(field: Field) -> None:
    assert field.parse(field.example) is not None
    assert len(field.example) <= field.max_length
    assert field.rule.endswith((".", EXPLANATION_MARK))


def test_no_two_fields_share_a_name() -> None:
    names = [fold(name) for field in FIELDS for name in {field.name, field.key, *field.aliases}]
    assert len(names) == len(set(names))


def test_every_field_is_read(read: ReadText) -> None:
    """A source made of all the examples: the template of a new document would be sound."""
    lines = [f"{f.name}: {f.example}" for f in FIELDS if f.key not in {"attachments", "has_text"}]
    reading: DocumentReading = read("\n".join(lines) + "\n\nLời văn bản.\n")
    assert reading.problems == ()
    document = reading.document
    assert document is not None
    assert document.superior == "BAN CHẤP HÀNH TRUNG ƯƠNG"
    assert document.signature == ("TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "BÍ THƯ", "(Đã ký)")
    assert document.status == "còn hiệu lực"
    assert [len(x) for x in (document.carries_out, document.replaces, document.related)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("symbol", "kind", "wrong"),
    [
        ("KH", "Kế hoạch", False), ("KH", "kế hoạch liên tịch", False), ("KH", "Thông báo", True),
        ("QĐ", "Quyết định", False), ("QĐ", "Quy định", False), ("QĐ", "Quy chế", True),
        ("XYZ", "Kế hoạch", False), ("", "Công văn", False), ("TTr", "TỜ TRÌNH", False),
    ],
)  # fmt: skip
def test_symbol_and_kind(symbol: str, kind: str, wrong: bool) -> None:
    assert contradicts(symbol, kind) is wrong


def test_symbols_are_known_in_any_case() -> None:
    assert [known_symbol(s) for s in ("ttr", "TTR", "kh", "QYĐ", "xyz")] == ["TTr", "TTr", "KH", "QyĐ", ""]
    assert len({s.casefold() for s in KINDS}) == len(KINDS)


def test_without_the_mark_there_is_no_explanation(read: ReadText) -> None:
    reading = read(SOUND + "\nGiải thích\n==========\n\nMột đề mục của chính văn bản.\n")
    assert reading.problems == ()
    assert reading.document is not None
    assert reading.document.explanation_html == ""
    assert "<h2" in reading.document.body_html
