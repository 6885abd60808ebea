"""What a mention says, the order, days from headers, what is only doubtful; and long texts in linear time."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Level
from plugins.places.tag import Tagger

D2014, D2022, D2026 = date(2014, 4, 15), date(2022, 5, 10), date(2026, 3, 26)


@pytest.fixture(scope="module")
def tagger(gazetteer: Gazetteer) -> Tagger:
    return Tagger(gazetteer)


def test_mentions_come_in_order_once_each_with_evidence_and_line(tagger: Tagger) -> None:
    text = "Mở đầu.\n\nỞ xã **Xuân\nTrường**, huyện Bảo Lạc.\n\nXã Xuân Trường và xã Hồng Trị.\n"
    found = tagger.tag(text, D2014).places
    assert [(m.unit.title, m.evidence, m.line) for m in found] == [
        ("xã Xuân Trường", "xã Xuân Trường", 3),
        ("huyện Bảo Lạc", "huyện Bảo Lạc", 4),
        ("xã Hồng Trị", "xã Hồng Trị", 6),
    ]
    assert found[0].reason == "có loại đơn vị và huyện"


@pytest.mark.parametrize(
    ("day", "text", "title", "reason"),
    [
        (D2014, "Xã Hưng Đạo họp.", "xã Hưng Đạo",
         "có ở nhiều nơi: huyện Bảo Lạc, huyện Nguyên Bình, thành phố Cao Bằng"),
        (D2014, "Xã Thánh Long họp.", "xã Thanh Long", "viết khác tên Thanh Long"),
        (D2014, "Phường Thục Phán họp.", "phường Thục Phán", "ngày 15/4/2014 chưa có"),
        (D2014, "Xã Bảo Lạc họp.", "thị trấn Bảo Lạc", "là thị trấn, không phải xã"),
        (D2014, "Huyện Quảng Hòa họp.", "huyện Quảng Hòa", "ngày 15/4/2014 chưa có"),
        (D2014, "Xã Xuân Trường, huyện Hà Quảng.", "xã Xuân Trường", "không thuộc huyện Hà Quảng"),
        (D2014, "Tỉnh Cao Bằng. Trường Tiểu học Xuân Trường.", "xã Xuân Trường",
         "đứng sau từ chỉ người, trường, đường hoặc tổ chức"),
        (D2026, "Tỉnh Cao Bằng: lên Bảo Lạc mùa này.", "xã Bảo Lạc", "huyện cũ hay xã ngày nay?"),
    ],
)  # fmt: skip
def test_doubtful_with_its_reason(tagger: Tagger, day: date, text: str, title: str, reason: str) -> None:
    found = tagger.tag(text, day)
    assert title not in {m.unit.title for m in found.places}
    assert (title, reason) in {(m.unit.title, m.reason) for m in found.doubtful}


def test_a_certain_name_is_not_doubtful_again(tagger: Tagger) -> None:
    found = tagger.tag("Xã Hưng Đạo. Xã Hưng Đạo, huyện Bảo Lạc.", D2014)
    assert [m.unit.title for m in found.places] == ["xã Hưng Đạo", "huyện Bảo Lạc"]
    assert found.doubtful == ()


def test_explicit_fields_tell_which_commune_is_meant(tagger: Tagger) -> None:
    (district,) = tagger.gazetteer.find("Bảo Lạc", D2014, Level.DISTRICT)
    found = tagger.tag("Xã Hưng Đạo họp.", D2014, (district,))
    assert [tagger.gazetteer.full_title(m.unit) for m in found.places] == ["xã Hưng Đạo (Bảo Lạc)"]


def test_the_day_of_the_header_is_taken_when_none_is_given(tagger: Tagger) -> None:
    found = tagger.tag("Tiêu đề: Một bài\nNgày: 26/3/2026\n\nXã Bảo Lạc họp.", None)
    assert found.day == D2026
    assert [m.unit.valid_from for m in found.places] == [date(2025, 7, 1)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Xã Bảo Lạc họp.", [("01321", date(2025, 7, 1))]),
        ("Thị trấn Bảo Lạc họp.", [("01321", None)]),
        ("Xã Cần Yên, huyện Thông Nông.", [("01366", None), ("044", None)]),
        ("Xã Hưng Đạo họp.", [("01351", date(2025, 7, 1))]),
    ],
)
def test_without_any_day_names_may_be_of_any_time(
    tagger: Tagger, text: str, codes: list[tuple[str, date | None]]
) -> None:
    assert [m.unit.key for m in tagger.tag(text, None).places] == codes


def test_a_period_decides_what_a_name_is(tagger: Tagger) -> None:
    text = "Xã Phan Thanh, huyện Nguyên Bình."
    keys = {day: tagger.tag(text, day).places[0].unit.key for day in (D2014, D2022, D2026)}
    assert keys[D2014] == keys[D2022] == ("01768", None)
    assert keys[D2026] == ("01768", date(2025, 7, 1))


@pytest.mark.parametrize(
    ("day", "text", "titles"),
    [
        # a name that lives on elsewhere: the district, though gone, says which one is meant
        (D2026, "Xã Phan Thanh, huyện Bảo Lạc.", ["xã Phan Thanh (Bảo Lạc)", "huyện Bảo Lạc"]),
        (D2026, "Xã Thạch An (huyện Thạch An cũ).", ["xã Thạch An", "huyện Thạch An"]),
        (D2022, "Xã Cải Viên cũ và xã Cải Viên.", ["xã Cải Viên (Hà Quảng)", "xã Cải Viên (Hà Quảng)"]),
        # headings and tables
        (D2014, "Huyện Bảo Lạc\n\nXã Hưng Đạo\n\nHuyện Nguyên Bình\n\nXã Hưng Đạo",
         ["huyện Bảo Lạc", "xã Hưng Đạo (Bảo Lạc)", "huyện Nguyên Bình", "xã Hưng Đạo (Nguyên Bình)"]),
        (D2014, "| Huyện | Xã |\n|---|---|\n| Bảo Lạc | Xuân Trường |",
         ["huyện Bảo Lạc", "xã Xuân Trường (Bảo Lạc)"]),
        (D2014, "Bảo Lạc (Hồng Trị, Kim Cúc), Hạ Lang (Cô Ngân).",
         ["huyện Bảo Lạc", "xã Hồng Trị (Bảo Lạc)", "xã Kim Cúc (Bảo Lạc)", "huyện Hạ Lang",
          "xã Cô Ngân (Hạ Lang)"]),
        (D2014, "Bảo Lạc: Nhà mới cho đoàn viên xã Phan Thanh.",
         ["huyện Bảo Lạc", "xã Phan Thanh (Bảo Lạc)"]),
    ],
)  # fmt: skip
def test_layouts_and_former_units(tagger: Tagger, day: date, text: str, titles: list[str]) -> None:
    found = [m.unit for m in tagger.tag(text, day).places]
    named = [tagger.gazetteer.full_title(u, day if u.existed_on(day) else u.valid_to) for u in found]
    assert named == titles


def test_silent_header_fields_tell_no_place(tagger: Tagger) -> None:
    head = "Tiêu đề: Chuyện ở xã Cốc Pàng\nTác giả: Huyện Đoàn Bảo Lạc\nNguồn ảnh: xã Hồng Trị\n\nMột bài."
    assert [m.unit.title for m in tagger.tag(head, D2014).places] == ["xã Cốc Pàng"]


def test_a_caption_is_no_header(tagger: Tagger) -> None:
    caption = "Ảnh: Lễ phát động tại xã Cốc Pàng"
    assert [m.unit.title for m in tagger.tag(caption, D2014).places] == ["xã Cốc Pàng"]
    assert tagger.tag(f"Tiêu đề: Một bài\n{caption}\n\nMột bài.", D2014).places == ()


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\ufeff", "◦", "[]()", "---\n---\n", "| |\n", "`", "<", "&#0;"]
)
def test_odd_texts_have_no_places(tagger: Tagger, text: str) -> None:
    found = tagger.tag(text, D2014)
    assert (found.places, found.doubtful) == ((), ())


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("xã XuânTrường,()[]*_`<>&#;\n\t-|:.1"), max_size=200),
    st.text(max_size=80),
)
def test_no_text_breaks_the_tagger_and_lines_are_real(tagger: Tagger, noise: str, other: str) -> None:
    text = f"{noise}\n\n{other}\n\nỞ xã Cốc Pàng, huyện Bảo Lạc."
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for mention in (*tagger.tag(text, D2014).places, *tagger.tag(text, D2014).doubtful):
        assert 1 <= mention.line <= last


def test_time_grows_with_the_length_of_the_text(tagger: Tagger) -> None:
    page = "Đoàn xã Xuân Trường, huyện Bảo Lạc cùng các xã Hồng Trị, Kim Cúc và Hưng Đạo làm đường. " * 100

    def seconds(text: str) -> float:
        begin = time.process_time()
        tagger.tag(text, D2014)
        return time.process_time() - begin

    seconds(page)
    one = min(seconds(page) for _ in range(3))
    # one block without any end is the worst case; quadratic work would make this 64 times as long
    assert seconds(page * 8) < 24 * one
