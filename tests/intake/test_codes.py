"""Codes: initials that no two districts share, and numbers that go on."""

import pytest

from plugins.intake.codes import district_initials, is_code, next_code
from plugins.places.gazetteer import load_gazetteer
from plugins.places.model import Level
from tests.intake.office import ROOT

INITIALS = district_initials(load_gazetteer(ROOT / "content/dia-ban").units)


def test_every_district_there_ever_was_has_initials_of_its_own() -> None:
    assert INITIALS == {
        "Bảo Lạc": "BL", "Bảo Lâm": "BLM", "Thông Nông": "TN", "Hà Quảng": "HQ", "Hạ Lang": "HL",
        "Cao Bằng": "CB", "Trà Lĩnh": "TL", "Trùng Khánh": "TK", "Quảng Uyên": "QU", "Quảng Hòa": "QH",
        "Phục Hòa": "PH", "Hòa An": "HA", "Nguyên Bình": "NB", "Thạch An": "TA",
    }  # fmt: skip


def test_the_order_of_the_units_does_not_matter() -> None:
    units = load_gazetteer(ROOT / "content/dia-ban").units
    assert district_initials(units[::-1]) == INITIALS
    assert len(INITIALS) == len({u.name for u in units if u.level is Level.DISTRICT})


@pytest.mark.parametrize(
    ("initials", "year", "taken", "code"),
    [
        ("BL", 2014, [], "BL-2014-0001"),
        ("BL", 2014, ["BL-2014-0041", "BL-2014-0007", "BLM-2014-0099", "BL-2013-0500"], "BL-2014-0042"),
        ("BLM", 2014, ["BL-2014-0041"], "BLM-2014-0001"),
        ("BL", 2014, ["BL-2014-9999"], "BL-2014-10000"),
    ],
)
def test_numbers_go_on_by_district_and_year(initials: str, year: int, taken: list[str], code: str) -> None:
    assert next_code(initials, year, taken) == code
    assert is_code(code)


@pytest.mark.parametrize("text", ["BL-2014-42", "bl-2014-0042", "BL-2014-0042x", "B-2014-0042", ""])
def test_what_is_no_code(text: str) -> None:
    assert not is_code(text)
