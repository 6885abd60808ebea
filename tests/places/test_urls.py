"""Addresses are permanent: unique over all rows, and never moved by a later unit."""

from dataclasses import replace
from datetime import date

import pytest

from plugins.places.gazetteer import Gazetteer
from plugins.places.model import UnitKey
from plugins.places.urls import place_pages, place_paths


def test_every_row_has_one_page_and_no_two_places_share_one(gazetteer: Gazetteer) -> None:
    pages = place_pages(gazetteer)
    paths = place_paths(gazetteer)
    assert set(paths) == {u.key for u in gazetteer.units}
    assert len({p.path for p in pages}) == len(pages)
    for page in pages:
        assert len({(u.code, u.name) for u in page.units}) == 1
        assert [u.begins for u in page.units] == sorted(u.begins for u in page.units)


@pytest.mark.parametrize(
    ("key", "path"),
    [
        (("04", None), "/dia-ban/"),
        (("040", date(2012, 9, 26)), "/dia-ban/cao-bang/"),
        (("043", None), "/dia-ban/bao-lac/"),
        (("01321", None), "/dia-ban/bao-lac/bao-lac/"),
        (("01321", date(2025, 7, 1)), "/dia-ban/xa-bao-lac/"),
        (("01339", None), "/dia-ban/bao-lac/xuan-truong/"),
        (("01339", date(2025, 7, 1)), "/dia-ban/xuan-truong/"),
        (("01366", None), "/dia-ban/thong-nong/can-yen/"),
        (("01366", date(2020, 2, 1)), "/dia-ban/ha-quang/can-yen/"),
        (("01366", date(2025, 7, 1)), "/dia-ban/can-yen/"),
        (("01405", None), "/dia-ban/ha-quang/cai-vien/"),
        (("01402", date(2020, 2, 1)), "/dia-ban/ha-quang/cai-vien-2020/"),
        (("049", None), "/dia-ban/quang-uyen/"),
        (("049", date(2020, 3, 1)), "/dia-ban/quang-hoa/"),
        (("01579", None), "/dia-ban/quang-uyen/phi-hai/"),  # the row began in Quảng Uyên
    ],
)
def test_addresses(gazetteer: Gazetteer, key: UnitKey, path: str) -> None:
    assert place_paths(gazetteer)[key] == path


def test_a_later_unit_changes_no_older_address(gazetteer: Gazetteer) -> None:
    day = date(2030, 1, 1)
    xuan_truong = gazetteer.get(("01339", date(2025, 7, 1)))
    ended = replace(xuan_truong, valid_to=date(2029, 12, 31), successor_codes=("01339",))
    later = [
        replace(xuan_truong, kind="phường", valid_from=day),  # the same place, another type
        replace(xuan_truong, code="00001", valid_from=day),  # another place, the same name
        replace(xuan_truong, code="00002", kind="phường", valid_from=day),
        replace(xuan_truong, code="00003", name="Bảo Lạc", valid_from=day),
    ]
    units = [ended if u == xuan_truong else u for u in gazetteer.units]
    old, new = place_paths(gazetteer), place_paths(Gazetteer([*reversed(units), *later]))
    assert {key: new[key] for key in old} == dict(old)
    assert new["01339", day] == "/dia-ban/xuan-truong/"
    assert new["00001", day] == "/dia-ban/xuan-truong-2030/"
    assert new["00002", day] == "/dia-ban/phuong-xuan-truong/"
    assert new["00003", day] == "/dia-ban/bao-lac-2030/"
