"""The tables: the default one is sound, a bad one gets a sentence with file and line."""

from pathlib import Path

import pytest

from plugins.speech.read import speak
from plugins.speech.words import DEFAULT_WORDS, SpeechWords, SpeechWordsError, load_words

UNREADABLE = (
    'không đọc được. Mỗi dòng có dạng: "UBND" = "Ủy ban nhân dân", hai vế đều trong ngoặc kép,'
    " và mỗi chữ chỉ ghi một lần trong bảng."
)
BAD = {
    "[viet_tat]\nUBND = ": f"bang.toml, cuối tệp: {UNREADABLE}",
    "[viet_tat\n": f"bang.toml, dòng 1: {UNREADABLE}",
    '[viet_tat]\nBCĐ = "Ban Chỉ đạo"\n': f"bang.toml, dòng 2: {UNREADABLE}",
    '[viet_tat]\n"CLB" = "câu lạc bộ"\n"CLB" = "lạc bộ"\n': f"bang.toml, dòng 3: {UNREADABLE}",
    "[viet_tatt]\n": "bang.toml, dòng 1: không có bảng “viet_tatt”. Có phải bạn muốn ghi [viet_tat]?",
    '# bảng\n[viet_tat]\nUBND = "Ủy ban ND"\n': (
        "bang.toml, dòng 3: [viet_tat] “UBND”: lời đọc “Ủy ban ND” không đọc thành tiếng được."
        " Lời đọc chỉ có chữ, không có chữ số, dấu lạ hay chữ viết tắt."
    ),
    '[viet_tat]\n"QL3" = "quốc lộ 3"\n': (
        "bang.toml, dòng 2: [viet_tat] “QL3”: lời đọc “quốc lộ 3” không đọc thành tiếng được."
        " Lời đọc chỉ có chữ, không có chữ số, dấu lạ hay chữ viết tắt."
    ),
    "[viet_tat]\nUBND = 5\n": (
        "bang.toml, dòng 2: [viet_tat] “UBND” thiếu lời đọc."
        ' Ghi lời đọc trong ngoặc kép, ví dụ: UBND = "Ủy ban nhân dân".'
    ),
    '[viet_tat]\nUBND = " "\n': (
        "bang.toml, dòng 2: [viet_tat] “UBND”: lời đọc “” không đọc thành tiếng được."
        " Lời đọc chỉ có chữ, không có chữ số, dấu lạ hay chữ viết tắt."
    ),
    '[chu_cai]\nbb = "bê"\n': (
        'bang.toml, dòng 2: [chu_cai] “bb” không phải là một chữ cái. Ví dụ: b = "bê".'
    ),
    "viet_tat = 3\n": (
        "bang.toml, dòng 1: “viet_tat” phải là một bảng. Hãy ghi [viet_tat] trên một dòng riêng."
    ),
    "ten_rieng = 3\n": (
        "bang.toml, dòng 1: “ten_rieng” phải là một danh sách chữ."
        ' Ví dụ: ten_rieng = ["Cao Bằng", "Bảo Lạc"].'
    ),
    '[ngu_canh]\ngio = ["lúc"]\n': (
        "bang.toml, dòng 2: [ngu_canh] không có danh sách “gio”. Các danh sách: ngay, them_ngay, dip, phan,"
        " so_nam, nam_hoc, ty_so, dien_thoai, tai_khoan, khan_cap, la_ma, phan_cua, dem, moi, thi_dau."
    ),
}


@pytest.mark.parametrize(("text", "message"), BAD.items())
def test_a_bad_table_gets_a_sentence(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "bang.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SpeechWordsError) as error:
        load_words(file)
    assert str(error.value) == message


def test_a_missing_or_binary_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SpeechWordsError, match=r"khong-co\.toml: không phải là một tệp thường"):
        load_words(tmp_path / "khong-co.toml")
    file = tmp_path / "bang.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SpeechWordsError, match=r"bang\.toml: không đọc được"):
        load_words(file)


def test_an_editors_table_adds_and_replaces(tmp_path: Path) -> None:
    file = tmp_path / "phat-thanh.toml"
    file.write_text('[viet_tat]\nXYZ = "Công ty mẫu"\nUBND = "Ủy ban"\n', encoding="utf-8")
    spoken = speak("XYZ, UBND và HĐND", load_words(DEFAULT_WORDS, file))
    assert spoken.text == "Công ty mẫu, Ủy ban và Hội đồng nhân dân."
    assert spoken.unknown == ()


def test_every_reading_of_the_tables_is_left_as_it_is(words: SpeechWords) -> None:
    readings = {
        *words.everywhere.readings.values(),
        *words.before_name.readings.values(),
        *words.before_number.readings.values(),
        *words.units.readings.values(),
        *words.glued_units.readings.values(),
        *words.issuers.values(),
        *words.symbols.values(),
        *words.letters.values(),
        *(kind for kinds in words.kinds.values() for kind in kinds),
    } - {""}
    for reading in readings - {"."}:
        assert speak(f"là {reading} đó", words).text == f"Là {reading} đó.", reading


def test_a_symbol_may_be_a_board_in_a_sentence_and_a_ministry_in_a_number(words: SpeechWords) -> None:
    assert speak("BTC hội thi", words).text == "Ban Tổ chức hội thi."
    assert speak("Thông tư 5/2014/TT-BTC", words).text == (
        "Thông tư năm năm hai nghìn không trăm mười bốn của Bộ Tài chính."
    )
