"""Signs that no font at hand can print: told before the pages are set, and set as □.

PDF/A and PDF/UA allow no letter without a shape, so one emoji in one article would stop the whole issue.
Typst itself is asked, by setting the signs in question alone: it knows its own fonts best.
"""

from collections.abc import Iterable

import typst

INSTEAD = "□"
# What Be Vietnam Pro has for certain: Latin with all Vietnamese letters, the signs of ordinary text.
_RANGES = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x1EA0, 0x1EFA))
_CERTAIN = frozenset({chr(code) for codes in _RANGES for code in codes} | set("ƠơƯư–—‘’“”•…₫\n\t\u200b"))


def unprintable(texts: Iterable[str], fonts: typst.Fonts) -> frozenset[str]:
    """The characters of the texts that cannot be printed."""
    doubtful = {c for text in texts for c in text} - _CERTAIN
    if not doubtful or _prints("".join(sorted(doubtful)), fonts):
        return frozenset()
    return frozenset(c for c in doubtful if not _prints(c, fonts))


def _prints(signs: str, fonts: typst.Fonts) -> bool:
    """Whether a page with these signs is a good PDF/A."""
    spaced = " ".join(signs)
    page = b'#set document(title: "x")\n#set text(font: "Be Vietnam Pro", lang: "vi")\n#sys.inputs.signs'
    try:
        typst.compile(
            page, format="pdf", font_paths=fonts, sys_inputs={"signs": spaced}, pdf_standards=["ua-1", "a-2a"]
        )
    except typst.TypstError:
        return False
    return True
