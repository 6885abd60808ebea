"""Numbers of papers: every spelling of one number is one number, and what is none is refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.fields import FieldError
from plugins.documents.kinds import KINDS, System
from plugins.documents.number import parse_number


@pytest.mark.parametrize(
    "written",
    [
        "70- KH/TĐTN-TCKT", "70-KH/TĐTN-TCKT", "70 KH/TĐTN-TCKT", "70 - KH / TĐTN - TCKT", "70KH/TĐTN-TCKT",
        "70/KH-TĐTN-TCKT", "070-KH/TĐTN-TCKT", "Số: 70-KH/TĐTN-TCKT", "Số 70-KH/TĐTN-TCKT",
        "số ký hiệu: 70-KH/TĐTN-TCKT.", "70–KH/TĐTN—TCKT", "70‑KH/TĐTN‐TCKT", "70-kh/tđtn-tckt",
        "70-KH/TÐTN-TCKT", unicodedata.normalize("NFD", "Số: 70- KH/TĐTN-TCKT"), "70-KH∕TĐTN-TCKT",
        "70-KH/TDTN-TCKT", "\u00a070-\u200bKH/TĐTN-TCKT",
    ],
)  # fmt: skip
def test_every_spelling_has_one_key(written: str) -> None:
    assert parse_number(written).key == "70-kh-tdtn-tckt"


@pytest.mark.parametrize(
    ("written", "printed", "key", "union", "state"),
    [
        ("70- KH/TĐTN-TCKT", "70-KH/TĐTN-TCKT", "70-kh-tdtn-tckt", "70-KH/TĐTN-TCKT", "70/KH-TĐTN-TCKT"),
        ("153 KH/TWĐ-BTC", "153 KH/TWĐ-BTC", "153-kh-twd-btc", "153-KH/TWĐ-BTC", "153/KH-TWĐ-BTC"),
        ("367 - QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP", "367-qd-twdtn-vp", "367-QĐ/TWĐTN-VP", "367/QĐ-TWĐTN-VP"),
        ("22HD/TWĐTN", "22HD/TWĐTN", "22-hd-twdtn", "22-HD/TWĐTN", "22/HD-TWĐTN"),
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP", "30-2020-nd-cp", "30/2020/NĐ-CP", "30/2020/NĐ-CP"),
        ("203/2025/QH15", "203/2025/QH15", "203-2025-qh15", "203/2025/QH15", "203/2025/QH15"),
        ("5/kh-ubnd", "5/KH-UBND", "5-kh-ubnd", "5-KH/UBND", "05/KH-UBND"),
        ("45/qđ-ttg", "45/QĐ-TTg", "45-qd-ttg", "45-QĐ/TTg", "45/QĐ-TTg"),
        ("12a-ttr/tđtn", "12a-TTr/TĐTN", "12a-ttr-tdtn", "12a-TTr/TĐTN", "12a/TTr-TĐTN"),
        ("123/UBND-VX", "123/UBND-VX", "123-ubnd-vx", "123/UBND-VX", "123/UBND-VX"),
        ("08/2013/TTLT-BNV-BTC", "08/2013/TTLT-BNV-BTC", "8-2013-ttlt-bnv-btc",
         "08/2013/TTLT-BNV-BTC", "08/2013/TTLT-BNV-BTC"),
    ],
)  # fmt: skip
def test_forms(*, written: str, printed: str, key: str, union: str, state: str) -> None:
    number = parse_number(written)
    assert (number.printed, number.key) == (printed, key)
    assert (number.canonical(System.UNION), number.canonical(System.STATE)) == (union, state)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", ""), ("70", "70"), ("KH/TĐTN-TCKT", "KH/TĐTN-TCKT"), ("70-KH", "70-KH"), ("70-KH/", "70-KH/"),
        ("70-/TĐTN", "70-/TĐTN"), ("70-KH/TĐTN//TCKT", "70-KH/TĐTN//TCKT"), ("../70-KH", "../70-KH"),
        ("70-KH/../TĐTN", "70-KH/../TĐTN"), ("Kế hoạch 70", "Kế hoạch 70"),
        ("123456-KH/TĐTN", "123456-KH/TĐTN"),
        ("70-KH/TĐTN?a=b", "70-KH/TĐTN?a=b"), ("…-KH/TĐTN-TCKT", "…-KH/TĐTN-TCKT"), ("x" * 90, "x" * 60),
    ],
)  # fmt: skip
def test_refused(written: str, shown: str) -> None:
    with pytest.raises(FieldError) as caught:
        parse_number(written)
    assert caught.value.code == "number-unreadable"
    assert caught.value.message == f"Không đọc được số ký hiệu “{shown}”."
    assert caught.value.cure == (
        "Ghi đủ số, loại và cơ quan, ví dụ 70-KH/TĐTN-TCKT (của Đoàn) hoặc 30/2020/NĐ-CP (của nhà nước)."
    )


GROUP = st.text("ABCĐGHKLMNPQSTUVXĂÂÔƠƯ", min_size=1, max_size=6)
ISSUER = st.lists(GROUP, min_size=1, max_size=3).map("-".join)
NUMBER = st.integers(1, 99_999)
KIND = st.sampled_from(list(KINDS))
SPACE = st.sampled_from(["", " ", "  ", "\u00a0"])
DASH = st.sampled_from("-–—‑−")


@given(
    st.tuples(NUMBER, KIND, ISSUER),
    st.lists(SPACE, min_size=4, max_size=4),
    DASH,
    st.sampled_from(["NFC", "NFD"]),
)
def test_noise_never_counts(parts: tuple[int, str, str], spaces: list[str], dash: str, form: str) -> None:
    number, kind, issuer = parts
    tidy = parse_number(f"{number}-{kind}/{issuer}")
    a, b, c, d = spaces
    noisy = f"Số:{a}{number}{b}{dash}{c}{kind}{d}/{a}{issuer.replace('-', b + dash + c)}"
    found = parse_number(unicodedata.normalize(form, noisy))  # type: ignore[arg-type]  # one of two literals
    assert found == tidy
    assert (found.number, found.kind, found.issuer) == parts
    assert parse_number(noisy.lower()).key == tidy.key


@given(NUMBER, KIND, ISSUER, st.none() | st.integers(1945, 2099))
def test_canonical_forms_are_read_as_the_same_number(
    number: int, kind: str, issuer: str, year: int | None
) -> None:
    middle = f"{year}/" if year else ""
    written = parse_number(f"{number}/{middle}{kind}-{issuer}")
    for system in System:
        again = parse_number(written.canonical(system))
        assert again.key == written.key
        assert parse_number(again.canonical(system)) == again  # printing is stable
    assert parse_number(written.printed) == written


@given(st.lists(NUMBER, min_size=2, max_size=2, unique=True), st.lists(KIND, min_size=2, max_size=2), ISSUER)
def test_other_numbers_have_other_keys(numbers: list[int], kinds: list[str], issuer: str) -> None:
    one, two = (parse_number(f"{n}-{k}/{issuer}").key for n, k in zip(numbers, kinds, strict=True))
    assert one != two


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        number = parse_number(text)
    except FieldError:
        return
    assert parse_number(number.printed) == number
    assert set(number.key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
