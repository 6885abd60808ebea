"""Whole files: which encoding they are in, what is doubtful, what is no text."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.fields import FieldError
from plugins.legacy.decode import charset_title, decode_bytes, mend_text
from plugins.legacy.judge import SURE
from plugins.legacy.syllables import is_syllable
from tests.legacy.encoding import ENCODERS

ARTICLE = """Tiêu đề: Đoàn xã Ví Dụ trồng cây đầu xuân
Ngày: 15/04/2014
Huyện: Bảo Lạc

Ở xã Ví Dụ, ba mươi đoàn viên cùng bà con trồng một nghìn hai trăm cây dọc đường liên thôn.

TỈNH ĐOÀN CAO BẰNG biểu dương. Ông Trần Văn Bịa nói: "Ủng hộ thanh niên, ý kiến ấy là đúng".
"""
BINARY = "Tệp này không phải tệp văn bản (có nhiều byte không phải chữ)."


@pytest.mark.parametrize("name", sorted(ENCODERS))
def test_an_article_in_every_old_set(name: str) -> None:
    decoded = decode_bytes(ENCODERS[name](ARTICLE))
    expected = ARTICLE.replace("Ở xã", "ở xã").replace("Ủng", "ủng") if name == "tcvn3" else ARTICLE
    assert decoded.text == expected  # TCVN3 has no “Ở”, but “TỈNH ĐOÀN” can be told
    assert decoded.charset == name
    assert decoded.confidence > SURE
    assert decoded.doubts == ()


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (ARTICLE.encode(), "utf-8"),
        (ARTICLE.encode("utf-8-sig"), "utf-8"),
        (ARTICLE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + ARTICLE.encode("utf-16-be"), "utf-16"),
        (ARTICLE.encode("utf-16-le"), "utf-16-le"),
        (ARTICLE.encode("utf-16-be"), "utf-16-be"),
        (ARTICLE.encode("utf-32"), "utf-32"),
        (unicodedata.normalize("NFD", ARTICLE).encode(), "utf-8"),
        (ARTICLE.replace("\n", "\r\n").encode(), "utf-8"),
        (ARTICLE.replace("\n", "\r").encode(), "utf-8"),
        (ENCODERS["vni"](ARTICLE.replace("\n", "\r\n")), "vni"),
        (ARTICLE.encode().decode("latin-1").encode(), "utf-8-twice"),
        (ARTICLE.encode().decode("latin-1").encode().decode("latin-1").encode(), "utf-8-twice"),
    ],
)
def test_an_article_in_unicode_however_saved(data: bytes, charset: str) -> None:
    decoded = decode_bytes(data)
    assert (decoded.text, decoded.charset, decoded.doubts) == (ARTICLE, charset, ())


def test_utf8_shown_by_windows_and_saved_again() -> None:
    text = "Tiáº¿ng Viá»‡t cá»§a chÃºng ta ráº¥t Ä‘áº¹p"
    assert decode_bytes(text.encode()).text == "Tiếng Việt của chúng ta rất đẹp"


@pytest.mark.parametrize(
    "text",
    [
        "café",
        "Besançon",
        "Il a été élevé à Besançon, où naquit Victor Hugo, près de l'église où « l'été » était né.",
        "Zürich, Köln und Düsseldorf grüßen übermütige Jäger",
        "El niño comió piñas mañana en España",
        "São João não é opinião",
        "The naïve façade of the résumé cost £100 ±5 µm, 20 °C, § 3, © 2014, ®",
        "Tày Nùng Mông Dao: Slắng, Pò Peo, Nặm Nhũng, Lũng Pù, Đắk Lắk, Krông Pắc",
        "| 1 | 2,5 | ½ |\n|---|---|---|\n| ± | § | µ |",
        "“Đoàn kết” – sức mạnh… • ‘ổn’ ™",
        "Người Kurd ở Diyarbakır, José và Müller ở Phnôm Pênh",
        "Xã Ví Dụ",
        "",
        "Русский текст и ελληνικά 中文 ไทย",
        "Ô TÔ, MÔ TÔ, XE MÁY: Ô SỐ 4",
    ],
)
def test_what_is_unicode_stays_byte_for_byte(text: str) -> None:
    decoded = mend_text(text)
    assert (decoded.text, decoded.charset, decoded.confidence, decoded.doubts) == (text, "unicode", 1.0, ())


@pytest.mark.parametrize(
    ("pasted", "meant", "charset"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", "tcvn3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", "vni"),
        ("TØNH §OµN CAO B»NG, HUYÖN §OµN B¶O L¹C", "TỈNH ĐOÀN CAO BẰNG, HUYỆN ĐOÀN BẢO LẠC", "tcvn3"),
    ],
)
def test_a_pasted_line(pasted: str, meant: str, charset: str) -> None:
    decoded = mend_text(pasted)
    assert (decoded.text, decoded.charset, decoded.doubts) == (meant, charset, ())
    assert decoded.confidence > SURE


def test_fonts_mixed_in_one_text_each_line_by_itself() -> None:
    decoded = mend_text(
        "Đoàn xã họp sáng nay, đông đủ.\n\nCéng hßa x· héi chñ nghÜa ViÖt Nam\n\n"
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\n\nC’est l’été à Besançon déjà\n"
    )
    assert decoded.text == (
        "Đoàn xã họp sáng nay, đông đủ.\n\nCộng hòa xã hội chủ nghĩa Việt Nam\n\n"
        "Cộng hòa xã hội chủ nghĩa Việt Nam\n\nC’est l’été à Besançon déjà\n"
    )


def test_a_short_line_follows_the_certain_ones() -> None:
    long = "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp, tù do, h¹nh phóc\n" * 2
    assert mend_text(long + "§oµn x·\n").text.endswith("Đoàn xã\n")


def test_two_words_are_a_question_not_an_answer() -> None:
    decoded = mend_text("§oµn viªn")
    assert decoded.text == "§oµn viªn"
    assert decoded.confidence < SURE
    assert [(d.line, d.before, d.after) for d in decoded.doubts] == [(1, "§oµn viªn", "Đoàn viên")]


def test_a_short_file_is_doubtful_with_its_lines() -> None:
    decoded = decode_bytes(ENCODERS["tcvn3"]("A\nĐoàn xã\n"))
    assert decoded.text == "A\nĐoàn xã\n"
    assert decoded.confidence < SURE
    assert [(d.line, d.before, d.after) for d in decoded.doubts] == [(2, "§oµn x·", "Đoàn xã")]


def test_western_text_is_read_and_never_believed() -> None:
    text = "Élevé à Besançon, près de l'église où naquit Hugo, déjà célèbre, été après été."
    decoded = decode_bytes(text.encode("cp1252"))
    assert (decoded.text, decoded.charset) == (text, "cp1252")
    assert decoded.confidence <= 0.5
    assert len(decoded.doubts) == 1


def test_damaged_utf8_says_where() -> None:
    data = ARTICLE.encode().replace("đường".encode(), b"\xc4ng", 1)
    decoded = decode_bytes(data)
    assert decoded.text == ARTICLE.replace("đường", "\ufffdng", 1)
    assert decoded.confidence < SURE
    assert [d.line for d in decoded.doubts] == [5]


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"", "file-empty", "Tệp trống."),
        (b" \r\n\t", "file-empty", "Tệp trống."),
        (b"\xef\xbb\xbf\n", "file-empty", "Tệp trống."),
        (b"PK\x03\x04abc", "not-text",
         "Đây là tệp Word (.docx) hoặc tệp nén (.zip) được đổi tên, không phải tệp văn bản thường."),
        (b"\xd0\xcf\x11\xe0\xa1", "not-text",
         "Đây là tệp Word kiểu cũ (.doc), không phải tệp văn bản thường."),
        (b"{\\rtf1 x}", "not-text", "Đây là tệp RTF, không phải tệp văn bản thường."),
        (b"%PDF-1.4", "not-text", "Đây là tệp PDF, không phải tệp văn bản thường."),
        (b"<!DOCTYPE html><p>", "not-markdown", "Đây là tệp trang web (HTML), không phải bài viết."),
        (bytes(range(256)) * 20, "not-text", BINARY),
        (b"\x00\x01\x02" * 99, "not-text", BINARY),
    ],
)  # fmt: skip
def test_what_is_no_text(data: bytes, code: str, message: str) -> None:
    with pytest.raises(FieldError) as caught:
        decode_bytes(data)
    assert (caught.value.code, caught.value.message) == (code, message)
    assert caught.value.cure.endswith(".")


def test_an_old_word_file_gets_the_way_to_save_it_anew() -> None:
    with pytest.raises(FieldError, match=r"Lưu thành \(Save As\), kiểu “Word Document \(\*\.docx\)”"):
        decode_bytes(b"\xd0\xcf\x11\xe0 .doc")


ONSETS, RHYMES = (
    "b ch d đ l m n ng nh ph t th tr v x".split(),
    "án ạn ảo ằng ẳng ắt ẩn ấp ậu ớt ượng ướng ường ưởng ữa ụng ún ồng ổi ỗ ộc óc õng uyền uyệt".split(),
)
SYLLABLES = st.lists(
    st.tuples(st.sampled_from(ONSETS), st.sampled_from(RHYMES)).map("".join).filter(is_syllable),
    min_size=25,
    max_size=50,
    unique=True,
).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(SYLLABLES, st.sampled_from(sorted(ENCODERS)))
def test_any_syllables_come_back(text: str, name: str) -> None:
    decoded = decode_bytes(ENCODERS[name](text))
    assert decoded.text == text
    assert decode_bytes(decoded.text.encode()).text == text


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_sentence(data: bytes) -> None:
    try:
        decoded = decode_bytes(data)
    except FieldError as error:
        assert error.message
        assert error.cure
    else:
        assert unicodedata.is_normalized("NFC", decoded.text)
        assert "\r" not in decoded.text
        assert bool(decoded.doubts) <= (decoded.confidence < SURE)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=0x2122), max_size=200))
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mend_text(text)
    assert unicodedata.is_normalized("NFC", once.text)
    if not once.doubts:
        assert mend_text(once.text).text == once.text


@pytest.mark.parametrize("data", [b"\xe0" * 200_000, b"A\xb5" * 100_000, b"\xe3 " * 100_000, b"A " * 100_000])
def test_time_grows_with_length_only(data: bytes) -> None:
    start = time.perf_counter()
    decode_bytes(data + b"\xe1")
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("charset", "title"),
    [
        ("utf-8", "UTF-8"),
        ("utf-16-le", "UTF-16-LE"),
        ("tcvn3", "TCVN3 (phông .VnTime)"),
        ("vni+utf-8", "VNI (phông VNI-Times) + UTF-8"),
        ("utf-8-twice", "UTF-8 chuyển mã hai lần"),
    ],
)
def test_what_offices_call_it(charset: str, title: str) -> None:
    assert charset_title(charset) == title
