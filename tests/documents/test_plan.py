"""The plan of 2014 as published: every word of the paper, no word more, and every duty of it."""

import re
from datetime import date
from pathlib import Path

import pytest

from plugins.core.markup import make_converter
from plugins.core.text import clean, nfc
from plugins.documents.model import Document
from plugins.documents.paper import paper_text
from plugins.documents.read import read_document

CONTENT = Path(__file__).parents[2] / "content"
SEED = Path(__file__).parent / "ke-hoach-70.txt"


def _read(name: str) -> Document:
    reading = read_document(CONTENT / "van-ban" / name, CONTENT, make_converter())
    assert reading.problems == ()
    assert reading.document is not None
    return reading.document


@pytest.fixture(scope="module")
def plan() -> Document:
    return _read("2014-70-kh-tdtn-tckt.md")


def words(text: str) -> list[str]:
    """Words with the marks that belong to them, not the layout's dashes, stars and spaces."""
    return re.findall(r"[\w/]+[.,;:]?", clean(text))


def characters(text: str) -> str:
    """Every character but spaces, rules (***, ---) and the marks that lists begin with."""
    lines = (re.sub(r"^[\s*+-]+", "", line) for line in nfc(text).splitlines())
    return "".join("".join(line.split()) for line in lines)


def test_no_word_is_lost_or_added(plan: Document) -> None:
    assert words(paper_text(plan)) == words(SEED.read_text(encoding="utf-8"))


def test_no_character_is_changed(plan: Document) -> None:
    assert characters(paper_text(plan)) == characters(SEED.read_text(encoding="utf-8"))


def test_the_quotes_and_the_end_mark_are_the_papers(plan: Document) -> None:
    assert plan.body_html.count("“Trí thức trẻ tình nguyện chung tay xây dựng nông thôn mới”") == 2
    assert "tốt kế hoạch này./.</p>" in plan.body_html


def test_structure(plan: Document) -> None:
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", plan.body_html) == [
        "I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG", "III. TỔ CHỨC, THỰC HIỆN:",
    ]  # fmt: skip
    assert len(re.findall(r"<h3", plan.body_html)) == 6
    assert len(re.findall(r"<li", plan.body_html)) == 22
    assert "<pre" not in plan.body_html


def test_parts(plan: Document) -> None:
    assert plan.path == "/van-ban/2014/70-kh-tdtn-tckt/"
    assert plan.title == "Kế hoạch số 70-KH/TĐTN-TCKT"
    assert plan.heading == "ĐOÀN TNCS HỒ CHÍ MINH"
    assert plan.issued == date(2014, 3, 31)
    assert plan.signature == ("TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "BÍ THƯ", "(Đã ký)")
    assert plan.signatory == "Bế Đăng Khoa"
    assert len(plan.recipients) == 6
    assert [r.key for r in plan.carries_out] == ["153-kh-twd-btc"]


def test_duties(plan: Document) -> None:
    assert [d.due for d in plan.duties if d.due] == [date(2014, 4, 30), date(2014, 11, 30)]
    assert "định kỳ hàng tháng, quý" in [d.rhythm for d in plan.duties]
    assert len(plan.duties) == 16


def test_the_explanation_speaks_of_the_dates(plan: Document) -> None:
    for said in (
        "30/4/2014",
        "30/11/2014",
        "Bảo Lạc, Bảo Lâm, Hà Quảng, Thông Nông và Hạ Lang",
        "62 xã nghèo",
    ):
        assert said in plan.explanation_html


def test_what_it_carries_out_is_known_from_it_only(plan: Document) -> None:
    upper = _read("2014-153-kh-twd-btc.md")
    cited = plan.carries_out[0]
    assert (upper.number, upper.key, upper.issuer, upper.issued, upper.abstract) == (
        cited.number, cited.key, cited.issuer, cited.issued, cited.title,
    )  # fmt: skip
    assert upper.path == "/van-ban/2014/153-kh-twd-btc/"
    assert (upper.has_text, upper.body_html, upper.recipients, upper.duties) == (False, "", (), ())
