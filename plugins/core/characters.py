"""Characters that no text for readers may hold, and the traces of old Vietnamese encodings.

Text typed in TCVN3 (phông .VnTime) or VNI and then opened as if it were Western European is valid
Unicode, yet nonsense: "Tr­êng", "Ñoaøn". So is UTF-8 read as Western European: "Ä\u0090oÃ n". Each
leaves pairs of letters that no Vietnamese (nor any other usual) word has.
"""

import re
from collections.abc import Iterator

from plugins.core.lines import line_of
from plugins.core.problem import Problem
from plugins.core.text import control_characters

# As strings: they are looked for in hardly any text, and `re` keeps what it has compiled once.
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
_LATE_CONTROL = r"[\x80-\x9f]"
_BIDI = r"[\u061c\u202a-\u202e\u2066-\u2069]"
_LOST = "\ufffd"
_PRIVATE = r"[\ue000-\uf8ff\U000f0000-\U0010fffd]"
_SUSPECT = re.compile(
    r"[\x80-\x9f\xa1-\xbf\xc3-\xc6\xcb\xcf\xd1\xd6\xd8\xdb\xdc\xdf\xe4-\xe7\xeb\xee-\xf1\xf6\xf8\xfb-\xff]"
)

# ý is no letter of an old encoding, yet it has always made a line be looked at. Without any other
# suspect there is something to find only where VNI writes a mark as a letter that Vietnamese has, too.
_MORE_SUSPECT = re.compile(_SUSPECT.pattern.replace(r"\xfb-\xff", r"\xfb\xfc\xfe\xff"))
_PAIR_OF_VNI = re.compile(r"[ÙùÂâÊêõÕ](?<=[AEOaeoÔô].)")

# Signs that stand for letters in TCVN3, and letters that Vietnamese does not have, glued to a letter.
# (No syllable has twelve letters; the bound keeps the search linear in texts of one endless word.)
_TCVN3_SIGN = "[µ¸¶·¹¨¾¼½©ª¬®±§¡¢¤¥]"
_TCVN3_WORD = re.compile(
    r"\w*(?:[A-Za-z][µ¸¶·¹¨¾¼½©ª¬®±§ÖÜÞ×äåæçëîïñöüþ÷]|[µ¸©ª¬¨®§ÖÜÞ×äåæçëîïñöüþ÷][a-z])[^\s.,;:]*"
)
# VNI writes the mark as a letter of its own after the vowel: aø à, oâ ô, öï ự; ñ is đ.
_VNI_WORD = re.compile(
    r"\w{0,12}(?:[AEOUYaeouyÖöÔô][ØøÛûÏï]|[AEOaeo][ÄäÅåÙùÂâ]|[Aa][ÊêËëÜü]|\b[Ññ][A-Za-zöôÖÔ]|[ÖöÔô][õùÕÙ])\w*"
)
_TCVN3 = ("text-tcvn3", "TCVN3 (phông .VnTime)")
_VNI = ("text-vni", "VNI (phông VNI-Times)")
_DOUBLE_UTF8 = (
    "\u00e1[\u00ba\u00bb]|\u00c4[\u0090\u0091\u2018\u0192\u201a\u0082\u0083\u00a9\u00a8]|\u00c6[\u00b0\u00a1\u00af]"
    "|\u00c3[\u0080-\u00bf\u0192\u201a\u2020]|\u00c5[\u00a8\u00a9]"
)


def check_characters(text: str, file: str, first: int = 1) -> Iterator[Problem]:
    """The faults of the characters of a text, one of each kind, at the first line where it is met."""
    if _is_sound(text):
        return
    lost = [] if text.isascii() else list(_lost_encoding(text, file, first))
    # UTF-8 encoded twice is full of control characters, which are not the reporter's
    twice = any(p.code == "text-double-utf8" for p in lost)
    yield from _forbidden(re.sub(_LATE_CONTROL, "", text) if twice else text, file, first)
    yield from lost


def _is_sound(text: str) -> bool:
    """Whether a text certainly has nothing to complain of, at a fraction of the time it takes to complain.

    What is forbidden is not printable, but for the sign of a lost character; what betrays an old
    encoding is a letter that Vietnamese does not have.
    """
    return (
        text.replace("\n", "").replace("\t", "").isprintable()
        and "\ufffd" not in text
        and not _MORE_SUSPECT.search(text)
        and not ("ý" in text and _PAIR_OF_VNI.search(text))
    )


def _forbidden(text: str, file: str, first: int) -> Iterator[Problem]:
    if match := re.search(_CONTROL, text):
        yield Problem(
            file,
            line_of(text, match.start(), first),
            "text-control-character",
            f"Có ký tự điều khiển {', '.join(control_characters(text)[:5])} trong bài.",
            "Xóa đoạn ấy và gõ lại bằng tay, đừng dán.",
        )
    if text.isascii():
        return
    if match := re.search(_BIDI, text):
        yield Problem(
            file,
            line_of(text, match.start(), first),
            "text-direction",
            f"Có ký tự đổi chiều viết U+{ord(match[0]):04X}: chữ hiện ra khác với chữ trong tệp.",
            "Xóa đoạn ấy và gõ lại bằng tay, đừng dán.",
        )
    if match := re.search(_LOST, text):
        yield Problem(
            file,
            line_of(text, match.start(), first),
            "text-lost-characters",
            f"Có {text.count(match[0])} ký tự đã mất (hiện là “\ufffd”) khi tệp được chuyển mã.",
            "Chép lại phần chữ từ bản gốc, lưu ở bảng mã UTF-8.",
        )
    if match := re.search(_PRIVATE, text):
        yield Problem(
            file,
            line_of(text, match.start(), first),
            "text-private-character",
            f"Có ký tự riêng của một phông chữ (U+{ord(match[0]):04X}), máy khác không hiện được.",
            "Thay bằng chữ hoặc dấu gạch đầu dòng thường.",
        )


def _lost_encoding(text: str, file: str, first: int) -> Iterator[Problem]:
    if not _SUSPECT.search(text):
        return
    double = list(re.finditer(_DOUBLE_UTF8, text))
    if len(double) >= 2:
        yield Problem(
            file,
            line_of(text, double[0].start(), first),
            "text-double-utf8",
            f"Chữ bị chuyển mã hai lần: “{_around(text, double[0])}”.",
            "Mở tệp gốc (trước khi chép qua máy khác) và lưu lại một lần ở bảng mã UTF-8.",
        )
        return
    if found := old_font(text):
        code, name, match = found
        yield Problem(
            file,
            line_of(text, match.start(), first),
            code,
            f"Chữ gõ bằng phông cũ {name}: “{match[0][:40]}”.",
            "Dùng Unikey (Ctrl+Shift+F6) chuyển mã sang Unicode rồi dán lại.",
        )


def old_font(text: str) -> tuple[str, str, re.Match[str]] | None:
    """Code, name and first word of the old font encoding that a text was typed in, None for Unicode.

    A trade mark, a micrometre or a foreign name is no old font; a third of the words of a line is.
    """
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if _SUSPECT.search(line):
            is_tcvn3 = re.search(_TCVN3_SIGN, line)
            found = list((_TCVN3_WORD if is_tcvn3 else _VNI_WORD).finditer(text, start, end))
            if len(found) >= 3 and 3 * len(found) >= len(line.split()):
                return (*(_TCVN3 if is_tcvn3 else _VNI), found[0])
        start = end + 1
    return None


def _around(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
    return "".join(c for c in text[start : start + 24].split("\n", maxsplit=1)[0] if c.isprintable()).strip()
