"""Old codes inside a text that is Unicode by type: out of Word, or pasted into a page."""

import re

from plugins.core.text import nfc
from plugins.legacy.charsets import Charset, surface
from plugins.legacy.judge import TELLING, Reader, weigh
from plugins.legacy.syllables import is_syllable

# Of what Windows shows for the codes 0x80-0x9F, these people use; the others (‰ Œ š …) they do not.
_USED = "–—‘’‚“”„•…"
_USED_SIGN = re.compile(f"[{_USED}]")
_UNUSED_SIGN = re.compile("[Œœ\u0160\u0161Ÿ\u017d\u017eƒ\u02c6\u02dc†‡‰‹›€™]")


def pasted_reader(charset: Charset, *, font_known: bool = False) -> Reader:
    """The reading of a charset for text that holds Windows' own signs beside the old codes.

    “ may be the code 0x93 of a letter (Ộ in VISCII) or a quotation mark: a letter where that makes
    a syllable of its word, at the edges of it or inside. A sign that
    stands alone is a sign, unless the font says that it is not.
    """
    if not charset.over_windows:
        return charset.read

    def word(match: re.Match[str]) -> str:
        found = match[0]
        signs = charset.read(found)
        if not _USED_SIGN.search(found) or not (font_known or found.strip(_USED)):
            return signs
        if len(found) == 1:
            letter = charset.read(surface(found))
            return letter if is_syllable(letter) else signs
        least = max(weigh(signs), 0.0)
        edges = (found[:1] in _USED, found[-1:] in _USED)
        for start, end in ((0, 0), (1, 0), (0, 1), (1, 1)):
            if start <= edges[0] and end <= edges[1] and start + end < len(found):
                stop = len(found) - end
                letters = found[:start] + charset.read(surface(found[start:stop])) + found[stop:]
                if weigh(letters) > least:
                    return letters
        return signs

    def read(text: str) -> str:
        text = _UNUSED_SIGN.sub(lambda sign: surface(sign[0]), text)
        return nfc(TELLING.sub(word, text)) if _USED_SIGN.search(text) else charset.read(text)

    return read
