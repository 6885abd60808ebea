"""The bytes of a stranger's text file as Unicode, in whatever encoding they were saved."""

import re
from itertools import islice

from plugins.core.fields import FieldError
from plugins.core.text import nfc
from plugins.legacy.charsets import CHARSETS, DOUBLE_UTF8, WINDOWS_CHARSET, Charset
from plugins.legacy.judge import SURE, UNICODE_LETTER, Judge, decide, telling_words
from plugins.legacy.mend import MAX_DOUBTS, Decoded, Doubt, mend_text, shown

__all__ = ["Decoded", "Doubt", "charset_title", "decode_bytes", "mend_text"]

_WORD_CURE = "Gửi chính tệp Word (.docx), hoặc chép phần chữ sang tệp .txt lưu ở bảng mã UTF-8."
_TEXT_CURE = "Chép phần chữ sang tệp .txt hoặc .docx rồi gửi lại."
# The first bytes of files that are no text, what they are, and what to do.
_SIGNATURES = (
    (b"PK\x03\x04", "tệp Word (.docx) hoặc tệp nén (.zip) được đổi tên",
     "Trả lại đúng đuôi tệp rồi gửi lại."),
    (b"\xd0\xcf\x11\xe0", "tệp Word kiểu cũ (.doc)",
     "Mở bằng Word, chọn Lưu thành (Save As), kiểu “Word Document (*.docx)”, rồi gửi tệp mới."),
    (b"{\\rtf", "tệp RTF",
     "Mở bằng Word, chọn Lưu thành (Save As), kiểu “Word Document (*.docx)”, rồi gửi tệp mới."),
    (b"%PDF", "tệp PDF", _WORD_CURE),
    (b"\xff\xd8\xff", "ảnh", _TEXT_CURE),
    (b"\x89PNG", "ảnh", _TEXT_CURE),
    (b"GIF8", "ảnh", _TEXT_CURE),
    (b"RIFF", "ảnh hoặc phim", _TEXT_CURE),
    (b"Rar!", "tệp nén (.rar)", "Giải nén rồi gửi từng tệp, hoặc nén lại thành .zip."),
    (b"7z\xbc\xaf", "tệp nén (.7z)", "Giải nén rồi gửi từng tệp, hoặc nén lại thành .zip."),
    (b"\x1f\x8b", "tệp nén (.gz)", "Giải nén rồi gửi từng tệp, hoặc nén lại thành .zip."),
    (b"\x7fELF", "chương trình máy tính", _TEXT_CURE),
    (b"MZ\x90", "chương trình máy tính", _TEXT_CURE),
)  # fmt: skip
_HTML = re.compile(rb"\s*<(?:!doctype html|html|\?xml)\b", re.IGNORECASE)
_BOMS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Enough words to tell the sets apart, and no more: every word beyond costs time and tells nothing new.
_SAMPLE = 200_000
_FOREIGN_SCRIPT = re.compile("[\u0500-\u1dff]")
_TCVN5712_ONLY = re.compile("[\x01-\x06\x11-\x17\x80\x81\x83\x86-\x90\x98-\x9f]")
TCVN_CAPITALS = 2.0


def decode_bytes(data: bytes) -> Decoded:
    """The text of a .txt or .md file in UTF-8, UTF-16, or one of the old Vietnamese sets.

    Raises FieldError where it is no text: empty, binary, a web page. A text that nobody can be sure
    of comes with its best reading, a low confidence and `doubts`.
    """
    _refuse_others(data)
    if encoding := _wide(data):
        return _of_unicode(_wide_text(data, encoding), encoding)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _of_codes(data)
    decoded = _of_unicode(text, "utf-8")
    return _by_accident(decoded, data) if _FOREIGN_SCRIPT.search(text) else decoded


def _by_accident(decoded: Decoded, data: bytes) -> Decoded:
    """A few codes may happen to be UTF-8: “ươ” of VISCII is a letter of the N'Ko script."""
    if UNICODE_LETTER.search(decoded.text):
        return decoded
    other = _of_codes(data)
    if other.charset == WINDOWS_CHARSET.name:
        return decoded
    doubts = _pairs(decoded.text, other.text)
    return Decoded(decoded.text, decoded.charset, 0.5, doubts)


def charset_title(charset: str) -> str:
    """What an office calls the `charset` of a Decoded: 'TCVN3 (phông .VnTime) + UTF-8'."""
    titles = {known.name: known.title for known in (*CHARSETS, WINDOWS_CHARSET, DOUBLE_UTF8)}
    return " + ".join(titles.get(name, name.upper()) for name in charset.split("+"))


def _refuse_others(data: bytes) -> None:
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise FieldError("file-empty", "Tệp trống.", "Hãy ghi nội dung bài rồi gửi lại.")
    for signature, what, cure in _SIGNATURES:
        if data.startswith(signature):
            raise FieldError("not-text", f"Đây là {what}, không phải tệp văn bản thường.", cure)
    if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise FieldError(
            "not-markdown",
            "Đây là tệp trang web (HTML), không phải bài viết.",
            "Chép phần chữ sang một tệp .txt hoặc .docx rồi gửi lại.",
        )


def _wide(data: bytes) -> str:
    """The name of an encoding of two or four bytes a character, '' for any other."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    head = data[:_SAMPLE]
    even, odd = head[::2].count(0), head[1::2].count(0)
    # half of the letters and all blanks are below U+0100: their high byte is zero, and always on one side
    if max(even, odd) * 5 > len(head) and min(even, odd) * 20 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""


def _wide_text(data: bytes, encoding: str) -> str:
    text = data.decode(encoding, "replace")
    # in text of the wrong width or of none, most characters are from anywhere
    usual = sum(char < "\u2100" and (char.isprintable() or char in "\t\r\n") for char in text[:_SAMPLE])
    if usual * 10 < len(text[:_SAMPLE]) * 7:
        raise _not_text()
    return text


def _not_text() -> FieldError:
    return FieldError(
        "not-text",
        "Tệp này không phải tệp văn bản (có nhiều byte không phải chữ).",
        _WORD_CURE,
    )


def _of_unicode(text: str, encoding: str) -> Decoded:
    if _strange(text[:_SAMPLE]) * 50 > len(text[:_SAMPLE]):
        raise _not_text()
    decoded = mend_text(text)
    names = decoded.charset.replace("unicode", encoding)
    return Decoded(decoded.text, names, decoded.confidence, decoded.doubts)


def _strange(text: str) -> int:
    """How many characters are control characters that no text has."""
    return sum(char < " " and char not in "\t\n\r\f\v\x1a" for char in text)


def _of_codes(data: bytes) -> Decoded:
    """A text of one byte a code. Which set is decided once, for the whole text."""
    if data.count(0) * 200 > len(data):
        raise _not_text()
    if (damaged := _damaged_utf8(data)) is not None:
        return damaged
    text = data.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
    best, confidence = _charset_of(_sample(text))
    read = best.read(text)
    if _strange(read[:_SAMPLE]) * 50 > len(read[:_SAMPLE]):
        raise _not_text()
    return Decoded(nfc(read), best.name, confidence, _doubts(text, read) if confidence < SURE else ())


def _charset_of(text: str) -> tuple[Charset, float]:
    """The set of codes of a text, and how sure that is. Western text is never surely meant here."""
    sets = (WINDOWS_CHARSET, *CHARSETS)
    words = telling_words(text)
    judge = Judge([known.read for known in sets])
    judge.learn(words)
    scores = dict(zip((known.name for known in sets), judge.evidence(words), strict=True))
    # The two TCVN sets differ in capitals only; codes that Windows has no quotes or dashes for tell.
    scores["tcvn5712" if _TCVN5712_ONLY.search(text) else "tcvn3"] += TCVN_CAPITALS
    joined = "\n".join(sorted(words))

    def result(i: int) -> str:
        if i == len(sets):
            return ""  # no set makes Vietnamese of it
        return "tcvn" if sets[i].name.startswith("tcvn") else sets[i].read(joined)

    verdict = decide([*scores.values(), 0.0], result)
    if verdict.best in {0, len(sets)}:
        return WINDOWS_CHARSET, min(verdict.probability, 0.5)
    return sets[verdict.best], verdict.probability


def _sample(text: str) -> str:
    """The beginning, and as much from the middle and the end, of a long text."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 but for some bytes that were lost on the way; None where it never was UTF-8."""
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    kept = data.decode("utf-8-sig", "ignore")
    lost = len(data) - len(kept.encode())
    if lost > max(3, high // 10) or not UNICODE_LETTER.search(kept):
        return None
    text = nfc(data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n"))
    doubts = tuple(
        Doubt(number, shown(line), shown(line.replace("\ufffd", "")))
        for number, line in enumerate(text.split("\n"), 1)
        if "\ufffd" in line
    )
    return Decoded(text, "utf-8", min(0.9, 1 - lost / high), doubts[:MAX_DOUBTS])


def _doubts(before: str, after: str) -> tuple[Doubt, ...]:
    """Lines that differ between what Windows shows and what was understood."""
    return _pairs(WINDOWS_CHARSET.read(before), after)


def _pairs(before: str, after: str) -> tuple[Doubt, ...]:
    lines = zip(before.split("\n"), after.split("\n"), strict=False)
    found = (Doubt(n, shown(a), shown(b)) for n, (a, b) in enumerate(lines, 1) if not a.isascii())
    return tuple(islice(found, MAX_DOUBTS))
