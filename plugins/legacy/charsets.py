"""The old character sets as readings: from the Latin-1 characters that a font leaves to Unicode."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plugins.core.text import nfc
from plugins.legacy.tables import CP1258, TCVN3, TCVN5712, VISCII, VNI_LETTERS, VNI_MARKS, VPS


@dataclass(frozen=True, slots=True)
class Charset:
    """One old character set. `title` is what an office calls it; `read` turns its surface into NFC.

    The surface of a code is the Latin-1 character of its number (see `surface`); what the set has no
    letter for stays as it is. `over_windows`: it has letters where Windows has quotes and dashes.
    """

    name: str
    title: str
    read: Callable[[str], str]
    over_windows: bool = False


# Windows shows the codes 0x80-0x9F as quotes, dashes and a few letters.
_WINDOWS = MappingProxyType(
    {code: bytes((code,)).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
    | {code: chr(code) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
)
_TO_CODES = MappingProxyType({ord(char): chr(code) for code, char in _WINDOWS.items()})
_SYMBOL_AREA = re.compile("[\uf020-\uf0ff]")


def surface(text: str) -> str:
    """A text with the signs that Windows shows for codes put back to the Latin-1 characters of the codes."""
    return text.translate(_TO_CODES)


def from_symbol_area(text: str) -> str:
    """A text with the codes that Word keeps for symbol fonts (U+F0xx) put back to Latin-1."""
    return _SYMBOL_AREA.sub(lambda match: chr(ord(match[0]) - 0xF000), text)


def _one_to_one(table: Mapping[int, str], *, windows: bool = False) -> Callable[[str], str]:
    """A reading code by code; with `windows` the codes that the set leaves free are those of Windows."""
    whole = {**(_WINDOWS if windows else {}), **table}
    return lambda text: nfc(text.translate(whole))


def _vni_pairs() -> Mapping[str, str]:
    """Mark after vowel, the mark in either case: some keyboards wrote `Aù` for `AÙ`."""
    pairs = dict(VNI_MARKS)
    for pair, letter in VNI_MARKS.items():
        pairs[pair.upper()] = pairs[pair[0].upper() + pair[1]] = letter.upper()
        pairs[pair[0] + pair[1].upper()] = letter
    return MappingProxyType({**pairs, **VNI_LETTERS})


def _vni() -> Callable[[str], str]:
    pairs = _vni_pairs()
    marks = "".join(dict.fromkeys(pair[1] for pair in pairs if len(pair) == 2))
    pattern = re.compile(f"[aeiouyôöAEIOUYÔÖ][{marks}]|[{''.join(VNI_LETTERS)}]")

    def one(match: re.Match[str]) -> str:
        # a mark that its vowel does not take is a letter of the next vowel, or a foreign one
        found = match[0]
        return pairs.get(found) or pairs.get(found[0], found[0]) + pairs.get(found[1], found[1])

    return lambda text: nfc(pattern.sub(one, text.translate(_WINDOWS)))


# In TCVN3 these letters have no capital, all others have.
_NO_CAPITAL = "".join(letter for letter in TCVN3.values() if letter not in "ăâêôơưđĂÂÊÔƠƯĐ")
_CAPITALS = f"[A-ZĂÂÊÔƠƯĐ{_NO_CAPITAL}]"
_LETTER = r"[^\W\d_]"
_CAPITALS_RUN = re.compile(
    rf"(?<!{_LETTER}){_CAPITALS}++(?!{_LETTER})(?:(?:[^\w\n.!?:;]|[\d_])++{_CAPITALS}++(?!{_LETTER}))*"
)
_TORN_WORD = re.compile(
    rf"[A-ZĂÂÊÔƠƯĐ]++[{_NO_CAPITAL}]++[A-ZĂÂÊÔƠƯĐ]|[A-ZĂÂÊÔƠƯĐ]{{2}}[{_NO_CAPITAL}]|[{_NO_CAPITAL}][A-ZĂÂÊÔƠƯĐ]{{2}}"
)


def restore_capitals(text: str) -> str:
    """Give back the capitals that TCVN3 has no codes for: “TỉNH ĐOàN” was set in capitals.

    Words without a small letter that does have a capital go together; they are in capitals if one of
    them has two plain capitals and a letter that has none (“CHI ĐOàN ở”; never “ở UBND”, “Hà”).
    """
    return _CAPITALS_RUN.sub(lambda run: run[0].upper() if _TORN_WORD.search(run[0]) else run[0], text)


# The bytes of a UTF-8 letter, each shown as a character of Windows-1252 (or as its bare code).
_TWICE = re.compile(f"[\u00c2-\u00f4][\u0080-\u00bf{''.join(map(chr, _TO_CODES))}]+")


def undouble(text: str) -> str:
    """UTF-8 that was read as Windows-1252 and saved as UTF-8 again: “Tiáº¿ng Viá»‡t”; also three times."""
    for _ in range(3):
        once = _TWICE.sub(_utf8, text)
        if once == text:
            break
        text = once
    return nfc(text)


def _utf8(match: re.Match[str]) -> str:
    try:
        return surface(match[0]).encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


# the letters alone, for runs whose font tells the case
TCVN3_LETTERS = _one_to_one(TCVN3, windows=True)

TCVN3_CHARSET = Charset("tcvn3", "TCVN3 (phông .VnTime)", lambda text: restore_capitals(TCVN3_LETTERS(text)))
CHARSETS: tuple[Charset, ...] = (
    TCVN3_CHARSET,
    Charset("tcvn5712", "TCVN 5712", _one_to_one(TCVN5712), over_windows=True),
    Charset("vni", "VNI (phông VNI-Times)", _vni()),
    Charset("viscii", "VISCII", _one_to_one(VISCII), over_windows=True),
    Charset("vps", "VPS", _one_to_one(VPS), over_windows=True),
    Charset("cp1258", "Windows-1258", _one_to_one(CP1258, windows=True)),
)
WINDOWS_CHARSET = Charset("cp1252", "Windows-1252 (Tây Âu)", _one_to_one({}, windows=True))
DOUBLE_UTF8 = Charset("utf-8-twice", "UTF-8 chuyển mã hai lần", undouble)
