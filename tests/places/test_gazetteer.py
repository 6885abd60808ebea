"""The totals and traps of the gazetteer's README, and what others ask of it."""

import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from plugins.places.gazetteer import Gazetteer, load_gazetteer
from plugins.places.model import Level, PlacesError, Unit
from plugins.places.spelling import edits, spelling_key

SPRING_2014 = date(2014, 3, 31)
IN_2022 = date(2022, 5, 1)
IN_2026 = date(2026, 3, 26)


def one(gazetteer: Gazetteer, name: str, day: date, level: Level = Level.COMMUNE) -> Unit:
    (unit,) = gazetteer.find(name, day, level)
    return unit


@pytest.mark.parametrize(
    ("day", "districts", "communes", "kinds"),
    [
        ("2014-03-31", 13, 199, (8, 14, 177)),
        ("2020-02-01", 12, 161, (8, 14, 139)),
        ("2020-03-01", 10, 161, (8, 14, 139)),
        ("2025-06-30", 10, 161, (8, 14, 139)),
        ("2025-07-01", 0, 56, (3, 0, 53)),
    ],
)
def test_totals(
    gazetteer: Gazetteer, day: str, districts: int, communes: int, kinds: tuple[int, int, int]
) -> None:
    on = date.fromisoformat(day)
    assert len(gazetteer.on(on, Level.DISTRICT)) == districts
    found = gazetteer.on(on, Level.COMMUNE)
    assert len(found) == communes
    counted = Counter(u.kind for u in found)
    assert (counted["phường"], counted["thị trấn"], counted["xã"]) == kinds


def test_identities_are_303_and_unique(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.units) == 303 == len({u.key for u in gazetteer.units})
    assert len(gazetteer.ambiguous) == 124
    assert len(gazetteer.aliases) == 36


def test_project_districts_and_their_communes(gazetteer: Gazetteer) -> None:
    counts = {d.name: len(gazetteer.children(d, SPRING_2014)) for d in gazetteer.project_districts}
    assert counts == {"Bảo Lạc": 17, "Bảo Lâm": 14, "Thông Nông": 11, "Hà Quảng": 19, "Hạ Lang": 14}
    names = Counter(u.name for d in gazetteer.project_districts for u in gazetteer.children(d, SPRING_2014))
    assert max(names.values()) == 1


def test_names_in_several_districts(gazetteer: Gazetteer) -> None:
    def repeated(day: date) -> set[str]:
        return {n for n, k in Counter(u.name for u in gazetteer.on(day, Level.COMMUNE)).items() if k > 1}

    assert repeated(SPRING_2014) == {
        *("Hưng Đạo", "Phan Thanh", "Thái Học", "Vĩnh Quang"),
        *("Ngọc Động", "Quang Trung", "Đức Long", "Đức Xuân"),
    }
    assert len(repeated(IN_2022)) == 6
    assert repeated(IN_2026) == set()


def test_a_code_is_no_identity(gazetteer: Gazetteer) -> None:
    before, after = gazetteer.unit("01402", date(2020, 1, 31)), gazetteer.unit("01402", date(2020, 2, 1))
    assert (before and before.name, after and after.name) == ("Vân An", "Cải Viên")
    assert gazetteer.get(("01402", date(2020, 2, 1))) is after
    with pytest.raises(KeyError):
        gazetteer.get(("01402", date(2021, 1, 1)))


def test_the_district_of_a_commune_depends_on_the_day(gazetteer: Gazetteer) -> None:
    phi_hai = one(gazetteer, "Phi Hải", SPRING_2014)
    assert [d.name for d in gazetteer.districts(phi_hai)] == ["Quảng Uyên", "Quảng Hòa"]
    for day, name in ((SPRING_2014, "Quảng Uyên"), (IN_2022, "Quảng Hòa"), (None, "Quảng Uyên")):
        district = gazetteer.district(phi_hai, day)
        assert district is not None
        assert district.name == name
    assert gazetteer.find("Phi Hải", IN_2022, district=one(gazetteer, "Quảng Hòa", IN_2022, Level.DISTRICT))
    assert gazetteer.district(one(gazetteer, "Bảo Lạc", IN_2026)) is None


def test_a_ward_older_than_the_city_has_the_city_as_parent(gazetteer: Gazetteer) -> None:
    hung_dao = next(u for u in gazetteer.units if u.code == "01705")
    parent = gazetteer.parent(hung_dao)
    assert parent is not None
    assert parent.title == "thành phố Cao Bằng"


@pytest.mark.parametrize(
    ("name", "day", "became"),
    [
        ("Phan Thanh", "2025-06-30", {"01345": ["xã Khánh Xuân"], "01768": ["xã Phan Thanh"]}),
        ("Trà Lĩnh", "2020-02-29", {"046": ["huyện Trùng Khánh", "huyện Quảng Hòa"]}),
        ("Bắc Hợp", "2020-01-31", {"01753": ["xã Minh Tâm", "xã Vũ Minh"]}),
        ("Nà Sác", "2020-01-31", {"01408": ["xã Trường Hà"]}),
        ("Bảo Lạc", "2025-06-30", {"01321": ["xã Bảo Lạc"], "043": []}),
    ],
)
def test_successors(gazetteer: Gazetteer, name: str, day: str, became: dict[str, list[str]]) -> None:
    units = gazetteer.find(name, date.fromisoformat(day))
    assert {u.code: [s.title for s in gazetteer.successors(u)] for u in units} == became


def test_lineage_reaches_through_time(gazetteer: Gazetteer) -> None:
    can_yen = one(gazetteer, "Cần Yên", IN_2026)
    assert {u.name for u in gazetteer.predecessors(can_yen)} == {"Cần Yên", "Cần Nông", "Lương Thông"}
    assert {u.name for u in gazetteer.lineage(can_yen)} == {"Cần Yên", "Cần Nông", "Lương Thông", "Vị Quang"}
    vi_quang = one(gazetteer, "Vị Quang", SPRING_2014)
    assert [u.begins.year for u in gazetteer.heirs(vi_quang)] == [2020, 2025]


def test_every_commune_has_a_living_heir(gazetteer: Gazetteer) -> None:
    lost = [
        u.title
        for u in gazetteer.units
        if u.level is Level.COMMUNE
        and u.valid_to
        and not any(h.existed_on(IN_2026) for h in gazetteer.heirs(u))
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Hoà An", "Hòa An"),
        ("hòa an", "Hòa An"),
        ("HOÀ AN", "Hòa An"),
        ("Đàm Thuỷ", "Đàm Thủy"),
        ("Ðàm Thủy", "Đàm Thủy"),
        (unicodedata.normalize("NFD", "Thụy Hùng"), "Thụy Hùng"),
        ("Hồng Sĩ", "Hồng Sĩ"),
        ("Sỹ Hai", "Sĩ Hai"),
        ("Quí Quân", "Quý Quân"),
        ("Lí Bôn", "Lý Bôn"),
        ("Dam Thuy", "Đàm Thủy"),
        ("Phong Nậm", "Phong Nặm"),
        ("Trương Vương", "Trưng Vương"),
        ("Thông Hòe", "Thông Huề"),
        ("triệu ẩu", "Triệu Ẩu"),
        ("Triệu  Ẩu ", "Triệu Ẩu"),
    ],
)
def test_spellings_that_are_accepted(gazetteer: Gazetteer, written: str, name: str) -> None:
    assert {u.name for u in gazetteer.find(written, SPRING_2014)} == {name}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Duyệt Chung", "Duyệt Trung"),
        ("Thánh Long", "Thanh Long"),
        ("Vinh Quang", "Vĩnh Quang"),
        ("Quảng Yên", "Quảng Uyên"),
        ("Xuân Trườn", "Xuân Trường"),
        ("Bao Lâc", "Bảo Lạc"),
        ("Cốc Phàng", "Cốc Pàng"),
    ],
)
def test_misspellings_are_suggested_never_found(gazetteer: Gazetteer, written: str, meant: str) -> None:
    assert gazetteer.find(written, SPRING_2014) == ()
    assert meant in {u.name for u in gazetteer.suggest(written, SPRING_2014)}


def test_nothing_is_suggested_for_another_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.suggest("Tokyo", SPRING_2014) == ()


def test_only_two_names_collide_without_marks(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Binh Lang", SPRING_2014)
    assert {u.name for u in found} == {"Bình Lãng", "Bình Lăng"}


def test_the_province_is_found_only_by_its_level(gazetteer: Gazetteer) -> None:
    assert [u.title for u in gazetteer.find("Cao Bằng", SPRING_2014)] == ["thành phố Cao Bằng"]
    assert [u.title for u in gazetteer.find("Cao Bằng", SPRING_2014, Level.PROVINCE)] == ["tỉnh Cao Bằng"]


def test_no_two_names_share_a_spelling_key_but_the_i_and_y_ones(gazetteer: Gazetteer) -> None:
    names: dict[str, set[str]] = {}
    for unit in gazetteer.units:
        names.setdefault(spelling_key(unit.name), set()).add(unit.name)
    assert [n for n in names.values() if len(n) > 1] == [{"Hồng Sĩ", "Hồng Sỹ"}]


@pytest.mark.parametrize(
    ("one", "other", "count"), [("", "abc", 3), ("lang", "lang", 0), ("bao lam", "bao lac", 1), ("a", "b", 1)]
)
def test_edits(one: str, other: str, count: int) -> None:
    assert edits(one, other) == edits(other, one) == count


HEADER = "code,name,type,level,parent_code,valid_from,valid_to,successor_codes,legal_basis\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code,name\n1,A\n", "units.csv thiếu cột: type, level, parent_code, valid_from, valid_to, "
         "successor_codes, legal_basis."),
        (HEADER + "04,A,tỉnh,bang,,,,,\n",
         "units.csv, dòng 2: cấp “bang” không có; hãy ghi province, district hoặc commune."),
        (HEADER + "04,A,tỉnh,province,,1/7/2025,,,\n",
         "units.csv, dòng 2: valid_from “1/7/2025” không phải ngày; hãy ghi như 2014-04-15."),
        (HEADER + "04,A,tỉnh,province,,,,,\n04,B,tỉnh,province,,,,,\n",
         "units.csv, dòng 3: mã 04 có hai dòng cùng ngày bắt đầu."),
        (HEADER + "04,A,tỉnh,province,99,,,,\n", "units.csv, dòng 2: không có đơn vị nào mang mã 99."),
        (HEADER + "04,A,tỉnh,province,,2020-01-02,2020-01-01,,\n",
         "units.csv, dòng 2: ngày bắt đầu sau ngày kết thúc."),
        (HEADER + "04,,tỉnh,province,,,,,\n", "units.csv, dòng 2: thiếu mã, tên hoặc loại."),
        (HEADER + "04,A\n", "units.csv, dòng 2: số ô không khớp với dòng tiêu đề."),
    ],
)  # fmt: skip
def test_a_bad_table_is_refused_by_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "units.csv").write_text(text, encoding="utf-8")
    with pytest.raises(PlacesError) as error:
        load_gazetteer(tmp_path)
    assert str(error.value) == message


def test_a_missing_or_badly_encoded_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlacesError, match=r"Không đọc được units\.csv của danh mục địa bàn"):
        load_gazetteer(tmp_path)
    (tmp_path / "units.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PlacesError, match=r"units\.csv không phải UTF-8"):
        load_gazetteer(tmp_path)
