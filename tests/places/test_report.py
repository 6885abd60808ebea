"""The contract of `places --json`, the text for people, and files as strangers write them."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from plugins.places.gazetteer import Gazetteer
from plugins.places.model import PlacesError
from plugins.places.report import places_json, places_text, tag_file
from plugins.places.tag import Tagger

TEXT = "Ngày: 15/04/2014\n\nỞ xã Xuân Trường, huyện Bảo Lạc. Xã Thái Học.\n"


@pytest.fixture(scope="module")
def tagger(gazetteer: Gazetteer) -> Tagger:
    return Tagger(gazetteer)


def test_json_is_the_contract(tagger: Tagger, gazetteer: Gazetteer) -> None:
    answer = places_json("bai.md", tagger.tag(TEXT, None), gazetteer)
    assert answer == {
        "file": "bai.md",
        "places": [
            {"name": "Xuân Trường", "level": "commune", "district": "Bảo Lạc", "code": "01339",
             "valid_from": None, "evidence": "xã Xuân Trường"},
            {"name": "Bảo Lạc", "level": "district", "district": "Bảo Lạc", "code": "043",
             "valid_from": None, "evidence": "huyện Bảo Lạc"},
        ],
        "doubtful": [
            {"name": "Thái Học", "level": "commune", "district": district, "code": code, "valid_from": None,
             "evidence": "Xã Thái Học", "reason": "có ở nhiều nơi: huyện Bảo Lâm, huyện Nguyên Bình"}
            for code, district in (("01315", "Bảo Lâm"), ("01741", "Nguyên Bình"))
        ],
    }  # fmt: skip
    assert json.loads(json.dumps(answer, ensure_ascii=False)) == answer


def test_json_since_2025_has_no_district(tagger: Tagger, gazetteer: Gazetteer) -> None:
    answer = places_json("a", tagger.tag("Xã Bảo Lạc, xã Hồng Trị (cũ).", date(2026, 1, 1)), gazetteer)
    places = answer["places"]
    assert isinstance(places, list)
    assert [(p["district"], p["valid_from"]) for p in places] == [(None, "2025-07-01"), ("Bảo Lạc", None)]


def test_text_for_people(tagger: Tagger, gazetteer: Gazetteer) -> None:
    why = "có ở nhiều nơi: huyện Bảo Lâm, huyện Nguyên Bình"
    assert places_text("bai.md", tagger.tag(TEXT, None), gazetteer) == (
        "bai.md (ngày 15/4/2014)\n"
        "  xã Xuân Trường (Bảo Lạc), dòng 3: “xã Xuân Trường”\n"
        "  huyện Bảo Lạc, dòng 3: “huyện Bảo Lạc”\n"
        "  Cần người xem lại:\n"
        f"    xã Thái Học (Bảo Lâm), dòng 3: “Xã Thái Học”: {why}\n"
        f"    xã Thái Học (Nguyên Bình), dòng 3: “Xã Thái Học”: {why}"
    )
    assert places_text("a.md", tagger.tag("Không có gì.", None), gazetteer) == (
        "a.md (không rõ ngày)\n  Không thấy địa bàn nào chắc chắn."
    )


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace("\n", "\r\n").encode(),
    ],
)
def test_files_in_the_ways_offices_save_them(tagger: Tagger, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bai.md"
    path.write_bytes(data)
    tagging = tag_file(tagger, path, None)
    assert tagging.day == date(2014, 4, 15)
    assert [(m.unit.title, m.line) for m in tagging.places] == [("xã Xuân Trường", 3), ("huyện Bảo Lạc", 3)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Xin ch\xe0o\nb\xb9n", "bai.md, dòng 1: không phải chữ Unicode (UTF-8). "
         "Hãy lưu lại tệp với bảng mã UTF-8."),
        (b"a\0b", "bai.md không phải tệp văn bản. Hãy chép phần chữ sang một tệp UTF-8."),
    ],
)  # fmt: skip
def test_files_that_are_no_text(tagger: Tagger, tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "bai.md"
    path.write_bytes(data)
    with pytest.raises(PlacesError) as error:
        tag_file(tagger, path, None)
    assert str(error.value) == message


def test_a_missing_file_is_named(tagger: Tagger, tmp_path: Path) -> None:
    with pytest.raises(PlacesError, match=r"^Không đọc được khong-co\.md: "):
        tag_file(tagger, tmp_path / "khong-co.md", None)
