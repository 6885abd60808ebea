"""Letters of symbol fonts: ticks and arrows typed in Wingdings, Greek typed in Symbol."""

from collections.abc import Mapping
from types import MappingProxyType

_PRIVATE = 0xF000  # Word stores the codes of symbol fonts from here on, or as they are

_WINGDINGS: Mapping[int, str] = MappingProxyType(
    {
        0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x46: "☞", 0x4A: "☺", 0x6C: "●",
        0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x73: "◆", 0x74: "◆", 0x75: "◆",
        0x76: "❖", 0x77: "◆", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢",
        0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩",
        0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    }
)  # fmt: skip
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL: Mapping[int, str] = MappingProxyType(
    {code: chr(code) for code in range(0x20, 0x40)}
    | {0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5B: "[", 0x5D: "]", 0x5F: "_"}
    | {ord("A") + i: c for i, c in enumerate(_GREEK[0])}
    | {ord("a") + i: c for i, c in enumerate(_GREEK[1])}
    | {
        0x7B: "{", 0x7C: "|", 0x7D: "}", 0x7E: "∼", 0xA2: "′", 0xA3: "≤", 0xA4: "/", 0xA5: "∞", 0xAB: "↔",
        0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×",
        0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC7: "∩", 0xC8: "∪",
        0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√",
        0xD7: "⋅", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
    }
)  # fmt: skip
_FONTS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {
        "wingdings": _WINGDINGS,
        "symbol": _SYMBOL,
        "wingdings 2": MappingProxyType(
            {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "•", 0xA3: "□"}
        ),
        "wingdings 3": MappingProxyType({0x67: "◄", 0x75: "►", 0x7D: "►", 0x84: "►"}),
        "webdings": MappingProxyType(
            {0x34: "►", 0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗", 0xC9: "☎"}
        ),
    }
)


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font are no letters."""
    return font.lower() in _FONTS


def symbol(font: str, code: int) -> str | None:
    """The character that looks like this one of a symbol font, None where there is none.

    In other fonts a code of the private area is the letter itself, as symbol fonts store it.
    """
    known = _FONTS.get(font.lower())
    low = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    if known is None:
        return chr(low) if 0x20 <= low <= 0x10FFFF and not 0xE000 <= low <= 0xF8FF else None
    return chr(code) if low > 0xFF else " " if low == 0x20 else known.get(low)
