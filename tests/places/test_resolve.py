"""Place fields: what is accepted, and the exact words for everything else."""

from datetime import date

import pytest

from plugins.places.gazetteer import Gazetteer
from plugins.places.resolve import Fault, resolve_fields

D2014, D2021, D2026 = date(2014, 4, 15), date(2021, 5, 1), date(2026, 5, 1)


@pytest.mark.parametrize(
    ("day", "district", "commune", "places", "titles"),
    [
        (D2014, "Bảo Lạc", "Xuân Trường", None, ["huyện Bảo Lạc", "xã Xuân Trường"]),
        (D2014, "huyện bao lac", "xa xuan truong", None, ["huyện Bảo Lạc", "xã Xuân Trường"]),
        (D2014, "Bảo Lạc", None, None, ["huyện Bảo Lạc"]),
        (D2014, None, "Xuân Trường", None, ["xã Xuân Trường"]),
        (D2014, None, None, None, []),
        (D2014, "", " ; ", None, []),
        (D2014, "Bảo Lạc; Hà Quảng", "Trường Hà, Hồng Trị", None,
         ["huyện Bảo Lạc", "huyện Hà Quảng", "xã Trường Hà", "xã Hồng Trị"]),
        (D2014, None, None, "xã Xuân Trường (Bảo Lạc); huyện Hà Quảng", ["huyện Hà Quảng", "xã Xuân Trường"]),
        (D2014, None, None, "TT. Bảo Lạc; H. Bảo Lâm", ["huyện Bảo Lâm", "thị trấn Bảo Lạc"]),
        (D2014, "Bảo Lạc", "Hưng Đạo", None, ["huyện Bảo Lạc", "xã Hưng Đạo"]),
        (D2014, None, "Hưng Đạo (TP. Cao Bằng)", None, ["xã Hưng Đạo"]),
        (D2014, None, None, "Hưng Đạo; huyện Nguyên Bình", ["huyện Nguyên Bình", "xã Hưng Đạo"]),
        (D2014, "Bảo Lạc", "Bảo Lạc", None, ["huyện Bảo Lạc", "thị trấn Bảo Lạc"]),
        (D2014, "TP Cao Bằng", None, "phường Sông Hiến", ["thành phố Cao Bằng", "phường Sông Hiến"]),
        (D2021, None, "Phi Hải (Quảng Hòa)", None, ["xã Phi Hải"]),
        (D2026, None, "Bảo Lạc", "phường Thục Phán", ["xã Bảo Lạc", "phường Thục Phán"]),
        (D2026, None, "Xuân Trường (Bảo Lạc)", None, ["xã Xuân Trường"]),  # an old habit, harmless
    ],
)  # fmt: skip
def test_accepted(
    gazetteer: Gazetteer,
    *,
    day: date,
    district: str | None,
    commune: str | None,
    places: str | None,
    titles: list[str],
) -> None:
    found = resolve_fields(gazetteer, day, district=district, commune=commune, places=places)
    assert found.faults == ()
    assert [u.title for u in found.units] == titles
    assert all(u.existed_on(day) for u in found.units)


@pytest.mark.parametrize(
    ("day", "district", "commune", "places", "fault"),
    [
        (D2014, "Bảo Lạx", None, None, Fault("unknown-place",
            "Ngày 15/4/2014 tỉnh Cao Bằng không có huyện Bảo Lạx.",
            "Có phải là huyện Bảo Lâm hay huyện Bảo Lạc?", "district")),
        (D2014, "Gia Viễn", None, None, Fault("unknown-place",
            "Ngày 15/4/2014 tỉnh Cao Bằng không có huyện Gia Viễn.",
            "Hãy xem lại tên trong danh mục địa bàn của tỉnh.", "district")),
        (D2014, None, "Duyệt Chung", None, Fault("unknown-place",
            "Ngày 15/4/2014 tỉnh Cao Bằng không có xã Duyệt Chung.",
            "Có phải là phường Duyệt Trung (Cao Bằng)?", "commune")),
        (D2014, None, "Hưng Đạo", None, Fault("commune-in-several-districts",
            "Xã Hưng Đạo có ở 3 nơi: huyện Bảo Lạc, huyện Nguyên Bình, thành phố Cao Bằng.",
            "Hãy ghi rõ Huyện: Bảo Lạc hoặc Nguyên Bình hoặc thành phố Cao Bằng.", "commune")),
        (D2014, None, None, "xã Thái Học", Fault("commune-in-several-districts",
            "Xã Thái Học có ở 2 nơi: huyện Bảo Lâm, huyện Nguyên Bình.",
            "Hãy ghi rõ: xã Thái Học (Bảo Lâm) hoặc xã Thái Học (Nguyên Bình).", "places")),
        (D2014, "Hà Quảng", "Xuân Trường", None, Fault("commune-not-in-district",
            "Xã Xuân Trường không thuộc huyện Hà Quảng.",
            "Ngày đó có xã Xuân Trường (Bảo Lạc). Hãy sửa lại huyện hoặc xã.", "commune")),
        (D2014, None, None, "Xuân Trường (Hà Quảng)", Fault("commune-not-in-district",
            "Xã Xuân Trường không thuộc huyện Hà Quảng.",
            "Ngày đó có xã Xuân Trường (Bảo Lạc). Hãy sửa lại huyện hoặc xã.", "places")),
        (D2014, None, None, "Xuân Trường (Bảo Lạx)", Fault("unknown-place",
            "Ngày 15/4/2014 tỉnh Cao Bằng không có huyện Bảo Lạx.",
            "Có phải là huyện Bảo Lâm hay huyện Bảo Lạc?", "places")),
        (D2014, None, "Thục Phán", None, Fault("place-not-yet",
            "Ngày 15/4/2014 chưa có phường Thục Phán; phường Thục Phán được lập ngày 1/7/2025.",
            "Hãy ghi đơn vị của ngày đó: phường Sông Hiến, phường Hợp Giang, xã Hoàng Tung, "
            "phường Đề Thám hoặc xã Hưng Đạo.", "commune")),
        (D2021, "Thông Nông", None, None, Fault("place-no-longer",
            "Huyện Thông Nông đã nhập vào huyện Hà Quảng từ 1/2/2020.",
            "Hãy ghi đơn vị của ngày 1/5/2021: huyện Hà Quảng.", "district")),
        (D2021, "Quảng Uyên", None, None, Fault("place-no-longer",
            "Huyện Quảng Uyên có tên mới là huyện Quảng Hòa từ 1/3/2020.",
            "Hãy ghi đơn vị của ngày 1/5/2021: huyện Quảng Hòa.", "district")),
        (D2026, None, "Hồng Trị", None, Fault("place-no-longer",
            "Xã Hồng Trị đã nhập vào xã Bảo Lạc từ 1/7/2025.",
            "Hãy ghi đơn vị của ngày 1/5/2026: xã Bảo Lạc.", "commune")),
        (D2026, "Bảo Lạc", None, None, Fault("no-districts-now",
            "Từ 1/7/2025 không còn cấp huyện, nên không còn huyện Bảo Lạc.",
            "Hãy bỏ huyện và ghi xã hoặc phường (xã Bảo Lạc là một xã của tỉnh).", "district")),
        (D2026, None, None, "huyện Thông", Fault("no-districts-now",
            "Từ 1/7/2025 không còn cấp huyện, nên không còn huyện Thông.",
            "Hãy bỏ huyện và ghi xã hoặc phường.", "places")),
        (D2014, "Xuân Trường", None, None, Fault("wrong-level",
            "Xuân Trường là xã, không phải huyện.", "Hãy ghi Xã: Xuân Trường.", "district")),
        (D2014, None, "Bảo Lâm", None, Fault("wrong-level",
            "Bảo Lâm là huyện, không phải xã.", "Hãy ghi Huyện: Bảo Lâm.", "commune")),
        (D2014, None, None, "huyện Cốc Pàng", Fault("wrong-level",
            "Cốc Pàng là xã, không phải huyện.", "Hãy ghi: xã Cốc Pàng.", "places")),
        (D2014, None, None, "xã Bảo Lạc", Fault("wrong-kind",
            "Ngày 15/4/2014 Bảo Lạc là thị trấn, không phải xã.", "Hãy ghi: thị trấn Bảo Lạc.", "places")),
        (D2014, None, None, "Bảo Lạc", Fault("district-or-commune",
            "Bảo Lạc vừa là huyện vừa là thị trấn.",
            "Hãy ghi rõ: huyện Bảo Lạc hoặc thị trấn Bảo Lạc.", "places")),
    ],
)  # fmt: skip
def test_refused_with_the_words_to_write_instead(
    gazetteer: Gazetteer,
    *,
    day: date,
    district: str | None,
    commune: str | None,
    places: str | None,
    fault: Fault,
) -> None:
    found = resolve_fields(gazetteer, day, district=district, commune=commune, places=places)
    assert fault in found.faults
    assert len(found.faults) == 1


def test_one_bad_value_does_not_hide_the_good_ones(gazetteer: Gazetteer) -> None:
    found = resolve_fields(
        gazetteer, D2014, district="Bảo Lạc", commune="Xuân Trường; Xuân Trườn", places=None
    )
    assert [u.title for u in found.units] == ["huyện Bảo Lạc", "xã Xuân Trường"]
    assert [f.code for f in found.faults] == ["unknown-place"]


def test_an_answer_holds_for_its_time_only(gazetteer: Gazetteer) -> None:
    def titles(day: date) -> tuple[list[str], list[str]]:
        found = resolve_fields(gazetteer, day, district="Trà Lĩnh", commune=None, places=None)
        return [u.title for u in found.units], [f.code for f in found.faults]

    first = [titles(day) for day in (date(2014, 4, 15), date(2014, 4, 16), D2021, D2026)]
    again = [titles(day) for day in (date(2014, 4, 15), date(2014, 4, 16), D2021, D2026)]
    assert first == again
    assert first[0] == first[1] == (["huyện Trà Lĩnh"], [])
    assert all(not units and faults for units, faults in first[2:])
