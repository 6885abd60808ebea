"""Which texts are versions of one article, and how they differ."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.intake.account import Account
from plugins.intake.kin import KIN, SAME, Family, likeness, sketch, unified_diff
from plugins.intake.model import State, Submission
from tests.intake.office import NOW, TOPICS, article

LONG = " ".join(TOPICS.values())


def submission(code: str = "BL-2014-0001", state: State = State.WAITING, **fields: str) -> Submission:
    values = {"folder": "bao-lac", "title": "Bài mẫu trồng cỏ", "stem": "co", "sketch": sketch(LONG)} | fields
    return Submission(code, received=NOW, state=state, since=NOW, number=1, **values)  # type: ignore[arg-type]


def test_different_articles_share_nothing_and_a_corrected_one_nearly_all() -> None:
    texts = [sketch(article(topic=topic)) for topic in TOPICS]
    assert max(likeness(a, b) for a, b in combinations(texts, 2)) < 0.15
    assert likeness(sketch(LONG), sketch(LONG.replace("mùa đông", "mùa khô"))) > SAME
    assert likeness(sketch(LONG), sketch(LONG.upper())) == 1.0
    assert KIN < likeness(sketch(LONG), sketch(LONG[: len(LONG) // 2])) < SAME


@pytest.mark.parametrize(
    ("name", "title", "text", "by"),
    [
        ("co.docx", "Tít khác", LONG, "name"),
        ("co (2).docx", "Bài mẫu trồng cỏ", "Chữ khác hẳn từ đầu tới cuối bài này.", "name"),
        ("khac.docx", "Bài mẫu trồng cỏ", LONG[: len(LONG) // 2], "title"),
        ("khac.docx", "Tít khác", LONG, "text"),
        ("Bản sao khac.docx", "Tít khác", LONG[: len(LONG) // 2], "text"),
        ("co.docx", "Tít khác", "Chữ khác hẳn từ đầu tới cuối bài này.", ""),
        ("khac.docx", "Bài mẫu trồng cỏ", "Chữ khác hẳn từ đầu tới cuối bài này.", ""),
        ("khac.docx", "Tít khác", LONG[: len(LONG) // 2], ""),
    ],
)
def test_by_what_a_version_is_known(name: str, title: str, text: str, by: str) -> None:
    family = Family([submission()])
    kin = family.kin("bao-lac", name, Account(title=title), sketch(text))
    assert (kin.by if kin else "") == by
    assert family.kin("ha-quang", name, Account(title=title), sketch(text)) is None


def test_of_what_could_not_be_read_the_name_is_enough_while_it_is_to_be_mended() -> None:
    held = submission(state=State.HELD, sketch="", title="")
    taken = submission(sketch="", title="")
    for one, found in ((held, True), (taken, False)):
        kin = Family([one]).kin("bao-lac", "co.docx", Account(title="Tít"), sketch(LONG))
        assert (kin is not None) is found


def test_a_diff_goes_by_sentences() -> None:
    before, now = "Câu một. Câu hai. Câu ba.", "Câu một. Câu 2. Câu ba."
    assert unified_diff(before, now, ("trước", "nay")) == (
        "--- trước\n+++ nay\n@@ -1,3 +1,3 @@\n Câu một.\n-Câu hai.\n+Câu 2.\n Câu ba."
    )
    assert unified_diff(before, before, ("trước", "nay")) == ""
    assert unified_diff("a\n" * 4000, "b", ("", "")) == "Hai bản quá dài để so từng câu; hãy mở cả hai bản."


@given(st.text(), st.text())
def test_likeness_is_a_measure(one: str, other: str) -> None:
    a, b = sketch(one), sketch(other)
    assert 0.0 <= likeness(a, b) == likeness(b, a) <= 1.0
    assert likeness(a, a) == (1.0 if a else 0.0)
