"""Problems between documents, in exact words, and which document a reference means."""

from datetime import date

import pytest

from plugins.core.problem import Problem, Severity
from plugins.documents.check import check_documents, find_referenced, index_by_key
from plugins.documents.model import Document, Reference
from plugins.documents.number import parse_number


def ref(number: str, issued: date | None = None) -> Reference:
    return Reference(number, parse_number(number).key, issued=issued)


def paper(name: str, number: str, issued: date, *replaces: Reference, status: str = "") -> Document:
    return Document(
        f"van-ban/{name}.md", number, parse_number(number).key, "Kế hoạch", "Thử", "BCH MẪU", issued,
        replaces=replaces, status=status,
    )  # fmt: skip


MARCH, APRIL = date(2014, 3, 1), date(2014, 4, 1)


def test_sound_documents_have_no_problems() -> None:
    old = paper("a", "1-KH/MAU", MARCH, status="hết hiệu lực")
    assert check_documents([old, paper("b", "2-KH/MAU", APRIL, ref("1-KH/MAU"), ref("9-KH/MAU"))]) == ()


def test_one_number_in_two_years_is_two_documents() -> None:
    assert check_documents([paper("a", "1-KH/MAU", MARCH), paper("b", "1-KH/MAU", date(2015, 3, 1))]) == ()


@pytest.mark.parametrize(
    ("documents", "problems"),
    [
        ([paper("b", "1 KH/MAU", APRIL), paper("a", "1-KH/MAU", MARCH), paper("c", "1/KH-MAU", MARCH)],
         [Problem("van-ban/b.md", 1, "document-duplicate",
                  "Văn bản số 1 KH/MAU năm 2014 đã có ở tệp van-ban/a.md.",
                  "Giữ một tệp; nếu là hai văn bản khác nhau thì xem lại số ký hiệu và ngày."),
          Problem("van-ban/c.md", 1, "document-duplicate",
                  "Văn bản số 1/KH-MAU năm 2014 đã có ở tệp van-ban/a.md.",
                  "Giữ một tệp; nếu là hai văn bản khác nhau thì xem lại số ký hiệu và ngày.")]),
        ([paper("a", "1-KH/MAU", MARCH, ref("2-KH/MAU")), paper("b", "2-KH/MAU", APRIL)],
         [Problem("van-ban/a.md", 1, "replaces-later",
                  "Văn bản ngày 1/3/2014 không thể thay thế 2-KH/MAU ban hành sau đó, ngày 1/4/2014.",
                  "Xem lại ngày của hai văn bản, hoặc đổi trường “Thay thế” sang tệp kia.")]),
        ([paper("a", "1-KH/MAU", MARCH, ref("3-KH/MAU")), paper("b", "2-KH/MAU", MARCH, ref("1-KH/MAU")),
          paper("c", "3-KH/MAU", MARCH, ref("2-KH/MAU")), paper("d", "4-KH/MAU", APRIL, ref("3-KH/MAU"))],
         [Problem(f"van-ban/{name}.md", 1, "replaces-circle",
                  f"Văn bản {n}-KH/MAU thay thế một văn bản lại thay thế chính nó.",
                  "Trường “Thay thế” chỉ ghi ở văn bản ra sau; hãy xóa nó ở văn bản ra trước.")
          for name, n in (("a", 1), ("b", 2), ("c", 3))]),
        ([paper("a", "1-KH/MAU", MARCH, ref("1-KH/MAU"))],
         [Problem("van-ban/a.md", 1, "replaces-circle",
                  "Văn bản 1-KH/MAU thay thế một văn bản lại thay thế chính nó.",
                  "Trường “Thay thế” chỉ ghi ở văn bản ra sau; hãy xóa nó ở văn bản ra trước.")]),
        ([paper("a", "1-KH/MAU", MARCH, status="còn hiệu lực"),
          paper("b", "2-KH/MAU", APRIL, ref("1 KH/MAU"))],
         [Problem("van-ban/a.md", 1, "replaced-in-force",
                  "Văn bản ghi “còn hiệu lực” nhưng đã bị 2-KH/MAU thay thế.",
                  "Sửa thành Tình trạng: hết hiệu lực (hoặc hết hiệu lực một phần).", Severity.ADVICE)]),
    ],
    ids=["duplicate", "later", "circle", "self", "in-force"],
)  # fmt: skip
def test_problems_between_documents(documents: list[Document], problems: list[Problem]) -> None:
    assert check_documents(documents) == tuple(problems)
    assert check_documents(reversed(documents)) == tuple(problems)


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        (ref("1 KH/MAU", date(2014, 3, 1)), "a"),
        (ref("1-KH/MAU", date(2015, 5, 5)), "b"),
        (ref("1-KH/MAU", date(2016, 1, 1)), None),
        (ref("1-KH/MAU"), None),  # two years: nobody knows which
        (ref("2-KH/MAU"), "c"),
        (ref("3-KH/MAU"), None),
    ],
)
def test_which_document_a_reference_means(reference: Reference, found: str | None) -> None:
    by_key = index_by_key(
        [
            paper("b", "1-KH/MAU", date(2015, 5, 5)),
            paper("a", "1-KH/MAU", MARCH),
            paper("c", "2-KH/MAU", MARCH),
        ]
    )
    document = find_referenced(reference, by_key)
    assert (document.source if document else None) == (f"van-ban/{found}.md" if found else None)
