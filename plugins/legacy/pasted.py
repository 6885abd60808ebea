"""Old codes inside a text that is Unicode by type: out of Word, or pasted into a page."""

import re

from plugins.core.text import nfc
from plugins.legacy.charsets import Charset, surface
from plugins.legacy.judge import Reader, weigh

# What Windows shows for the codes 0x80-0x9F: quotes, dashes, some letters.
_SIGNS = "Œœ\u0160\u0161Ÿ\u017d\u017eƒ\u02c6\u02dc–—‘’‚“”„†‡•…‰‹›€™"
_WINDOWS_SIGN = re.compile(f"[{_SIGNS}]")
_WORD = re.compile(r"[^ \t\n]+")


def pasted_reader(charset: Charset) -> Reader:
    """The reading of a charset for text that holds Windows' own signs beside the old codes.

    “ may be the code 0x93 of a letter (Ộ in VISCII) or a quotation mark: a letter where that makes
    a syllable of its word.
    """
    if not charset.over_windows:
        return charset.read

    def word(match: re.Match[str]) -> str:
        found = match[0]
        signs = charset.read(found)
        if not _WINDOWS_SIGN.search(found) or not found.strip(_SIGNS):
            return signs  # a dash that stands alone is a dash
        letters = charset.read(surface(found))
        return letters if weigh(letters) > max(weigh(signs), 0.0) else signs

    def read(text: str) -> str:
        return nfc(_WORD.sub(word, text)) if _WINDOWS_SIGN.search(text) else charset.read(text)

    return read
