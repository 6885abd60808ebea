"""The old Vietnamese character sets as tables: which Unicode letter each code stands for.

Sources: TCVN 5712:1993 (VN1; the ABC fonts `.VnTime` are its VN3, without toned capitals), RFC 1456
(VISCII), the VPS table of the Vietnamese Professionals Society, VNI of VNI Software for Windows.
The tests hold them against glibc's iconv and viparse. Codes are written as the Latin-1 characters of
their number, as old fonts leave them in a text.
"""

from collections.abc import Mapping
from types import MappingProxyType

# Codes 0x80-0xFF, sixteen a line. A dotted circle carries no meaning: the code has no letter of ours.
_NONE = "\u25cc"
_TCVN5712 = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"
    "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    "◌ĂÂÊÔƠƯĐăâêôơưđẰ"
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "ỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉ"
    "đựòóôõỏọụùúũủýợỮ"
)
_VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ"
    "Ế‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ"
    "◌ắằẳẵặỠớÙờởỡŨỨợỪ"
    "ổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ"
    "ƯỦồốÔỏơÈừứÚũưÝẺ◌"
    "àáâãảạăçèéêẽìíîĩ"
    "ẴĐòóôõöƠụùúủüỶẼỳ"
)
# Three sets put some capitals where other sets have control characters.
_LOW_TCVN5712 = {0x01: "Ú", 0x02: "Ụ", 0x04: "Ừ", 0x05: "Ử", 0x06: "Ữ", 0x11: "Ứ", 0x12: "Ự", 0x13: "Ỳ",
                 0x14: "Ỷ", 0x15: "Ỹ", 0x16: "Ý", 0x17: "Ỵ"}  # fmt: skip
_LOW_VISCII = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_LOW_VPS = {0x02: "Ạ", 0x03: "Ậ", 0x04: "Ặ", 0x05: "Ẹ", 0x06: "Ệ", 0x10: "Ị", 0x11: "Ọ", 0x12: "Ộ",
            0x13: "Ợ", 0x14: "Ụ", 0x15: "Ự", 0x19: "Ỵ", 0x1C: "Ẫ", 0x1D: "Ữ"}  # fmt: skip


def _single(high: str, low: Mapping[int, str]) -> Mapping[int, str]:
    return MappingProxyType(
        {0x80 + i: letter for i, letter in enumerate(high) if letter != _NONE} | dict(low)
    )


TCVN5712 = _single(_TCVN5712, _LOW_TCVN5712)
# VN3 is VN1 less the toned capitals: their codes are free, and Windows puts its quotes and dashes there.
_VN3_CAPITALS = "ĂÂÊÔƠƯĐ"
TCVN3: Mapping[int, str] = MappingProxyType(
    {code: c for code, c in TCVN5712.items() if code >= 0xA1 and (c.islower() or c in _VN3_CAPITALS)}
)
VISCII = _single(_VISCII, _LOW_VISCII)
VPS = _single(_VPS, _LOW_VPS)

# Windows-1258 is Windows-1252 with five letters of Vietnamese and five tones that follow their vowel.
CP1258: Mapping[int, str] = MappingProxyType(
    {0xC3: "Ă", 0xCC: "\u0300", 0xD0: "Đ", 0xD2: "\u0309", 0xD5: "Ơ", 0xDD: "Ư", 0xDE: "\u0303",
     0xE3: "ă", 0xEC: "\u0301", 0xF0: "đ", 0xF2: "\u0323", 0xF5: "ơ", 0xFD: "ư", 0xFE: "₫"}
)  # fmt: skip

# VNI: letters of their own, and marks that follow their vowel. â, ê and ă come toned as one mark.
VNI_LETTERS: Mapping[str, str] = MappingProxyType(
    dict(zip("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", strict=True))
)
VNI_TONES = "ùøûõï"  # on a e o u y, and on ô (ơ) and ö (ư): acute, grave, hook, tilde, dot
VNI_MARKS: Mapping[str, str] = MappingProxyType(
    {**dict(zip(("aâ", "aá", "aà", "aå", "aã", "aä"), "âấầẩẫậ", strict=True)),
     **dict(zip(("aê", "aé", "aè", "aú", "aü", "aë"), "ăắằẳẵặ", strict=True)),
     **dict(zip(("eâ", "eá", "eà", "eå", "eã", "eä"), "êếềểễệ", strict=True)),
     **dict(zip(("oâ", "oá", "oà", "oå", "oã", "oä"), "ôốồổỗộ", strict=True)),
     **{base + tone: letter
        for base, row in {"a": "áàảãạ", "e": "éèẻẽẹ", "o": "óòỏõọ", "u": "úùủũụ", "y": "ýỳỷỹỵ",
                          "i": "íìỉĩị", "ô": "ớờởỡợ", "ö": "ứừửữự"}.items()
        for tone, letter in zip(VNI_TONES, row, strict=True)}}
)  # fmt: skip
