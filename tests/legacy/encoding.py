"""The way back: Unicode into the old sets, for round trips only (the project never writes them)."""

import unicodedata
from collections.abc import Callable, Mapping

from plugins.legacy.charsets import WINDOWS_CHARSET
from plugins.legacy.tables import TCVN3, TCVN5712, VISCII, VNI_LETTERS, VNI_MARKS, VPS

Encoder = Callable[[str], bytes]
SMALL_TONED = "áàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def _single(table: Mapping[int, str]) -> Encoder:
    codes = {letter: chr(code) for code, letter in table.items() if not unicodedata.combining(letter)}
    if "À" not in codes:  # TCVN3: the font's capitals have the codes of the small letters
        codes |= {letter.upper(): codes[letter] for letter in SMALL_TONED}
    return lambda text: "".join(codes.get(char, char if char < "\x80" else "?") for char in text).encode(
        "latin-1"
    )


def _vni(text: str) -> bytes:
    codes = {letter: pair for pair, letter in VNI_MARKS.items() if pair[0] != "i"}
    codes |= {letter.upper(): pair.upper() for letter, pair in codes.items()}
    codes |= {letter: code for code, letter in VNI_LETTERS.items()}
    return "".join(codes.get(char, char if char < "\x80" else "?") for char in text).encode("latin-1")


def _cp1258(text: str) -> bytes:
    parts = []
    for char in text:
        split = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(c for c in split if c not in TONES))
        whole = char if char in "àáèéùúóâêô" else base + "".join(c for c in split if c in TONES)
        parts.append(whole.encode("cp1258", "replace"))
    return b"".join(parts)


ENCODERS: Mapping[str, Encoder] = {
    "tcvn3": _single(TCVN3),
    "tcvn5712": _single(TCVN5712),
    "vni": _vni,
    "viscii": _single(VISCII),
    "vps": _single(VPS),
    "cp1258": _cp1258,
}


def seen(codes: bytes) -> str:
    """What Windows shows of the bytes, and Word keeps in a run."""
    return WINDOWS_CHARSET.read(codes.decode("latin-1"))
