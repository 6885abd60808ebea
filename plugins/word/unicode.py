"""Letters of old fonts made Unicode, all text made NFC, and what no text may hold taken out.

Decided per font over the whole file, and again where letters of one font meet: a reporter who typed
Unicode in .VnTime is left alone, and so is Unicode pasted into a text of old letters.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from plugins.core.text import nfc, tidy
from plugins.legacy.fonts import FontCharset
from plugins.word.model import OldFont
from plugins.word.parts import Block, Cell, Footnote, Inline, Paragraph, Picture, Table, Text
from plugins.word.remarks import Remarks

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_BIDI = re.compile(r"[\u061c\u202a-\u202e\u2066-\u2069]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_BLANK = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_SAMPLE = 60
# The letters of CP1252 above U+00FF, as which Word keeps the codes 0x80-0x9F of old fonts.
_CP1252 = frozenset(bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xA0))
# Vietnamese letters that Unicode and old fonts keep under codes of eight bits: they tell nothing.
_BOTH = frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý")
_MOST_MARKS = 3  # a letter of an old font has at most two marks


def is_unicode_letter(letter: str) -> bool:
    """Whether a letter cannot be an old font's: it has a code that eight bits do not reach."""
    return (
        letter > "\u00ff"
        and letter not in _CP1252
        and not "\uf000" <= letter <= "\uf0ff"
        and (letter.isalpha() or unicodedata.combining(letter) > 0)
    )


@dataclass(slots=True)
class Unicode:
    """Makes texts Unicode; `old_fonts` are those it met, with a sample."""

    decode: Callable[[str, FontCharset], str]
    remarks: Remarks
    unicode_fonts: set[FontCharset] = field(default_factory=set)
    old_fonts: dict[tuple[str, str], OldFont] = field(default_factory=dict)

    def weigh(self, blocks: Iterable[Block]) -> None:
        """Find out which old fonts this file uses for Unicode letters."""
        weight: dict[FontCharset, int] = {}
        for text in all_texts(blocks):
            if text.old is not None:
                weight.setdefault(text.old, 0)
                for letter in text.text:
                    if letter > "\x7f" and letter not in _BOTH:
                        weight[text.old] += -1 if is_unicode_letter(letter) else 1
        self.unicode_fonts = {charset for charset, sum_ in weight.items() if sum_ < 0}

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The same blocks in Unicode."""
        return tuple(self._block(block) for block in blocks)

    def words(self, texts: Iterable[Text]) -> str:
        """Texts as one string in Unicode."""
        return "".join(text.text for text in self._texts(list(texts)))

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, inlines=tuple(self._inlines(block.inlines)))
        rows = tuple(tuple(Cell(self.blocks(cell.blocks), cell.span) for cell in row) for row in block.rows)
        return Table(rows, block.ruled)

    def _inlines(self, inlines: Iterable[Inline]) -> Iterable[Inline]:
        for is_text, run in groupby(inlines, lambda i: isinstance(i, Text)):
            if is_text:
                yield from self._texts([i for i in run if isinstance(i, Text)])
            else:
                yield from map(self._other, run)

    def _other(self, inline: Inline) -> Inline:
        if isinstance(inline, Footnote):
            return Footnote(self.blocks(inline.blocks))
        return replace(inline, alt=self._fit(inline.alt)) if isinstance(inline, Picture) else inline

    def _texts(self, texts: list[Text]) -> Iterable[Text]:
        for old, run in groupby(texts, lambda t: t.old):
            yield from self._one_charset(_joined(run), old)

    def _one_charset(self, texts: list[Text], old: FontCharset | None) -> Iterable[Text]:
        whole = "".join(t.text for t in texts)
        is_old = old is not None and old not in self.unicode_fonts and not any(map(is_unicode_letter, whole))
        turn: Callable[[str], str] = (lambda s: self.decode(s, old)) if is_old and old else nfc
        letters = _with_their_marks([t.text for t in texts], turn)
        for text, own in zip(texts, letters, strict=True):
            plain = turn(own)
            if is_old and old is not None and plain != own:
                self._note(text.font, old, own, plain)
            if plain := self._fit(plain):
                yield Text(plain, text.look)

    def _note(self, font: str, old: FontCharset, before: str, after: str) -> None:
        key = (font, old.charset)
        known = self.old_fonts.get(key)
        if known is None or len(known.before) < _SAMPLE // 2 < len(before):
            self.old_fonts[key] = OldFont(font, old.charset, before[:_SAMPLE], after[:_SAMPLE])

    def _fit(self, text: str) -> str:
        """Without what no reader sees: control characters, soft hyphens, spaces of typesetters."""
        if text.isascii() and text.isprintable():
            return text
        for pattern, code in (
            (_CONTROL, "control-character"),
            (_BIDI, "text-direction"),
            (_PRIVATE, "symbol"),
        ):
            for letter in dict.fromkeys(pattern.findall(text)):
                self.remarks.name(code, f"U+{ord(letter):04X}")
            text = pattern.sub("", text)
        return _BLANK.sub(" ", tidy(text).replace("\u00ad", ""))


def _joined(texts: Iterable[Text]) -> list[Text]:
    """Neighbours of one look and charset as one: Word splits runs within words, even within letters."""
    joined: list[Text] = []
    for look, run in groupby(texts, lambda t: t.look):
        same = list(run)
        joined.append(Text("".join(t.text for t in same), look, same[0].old, same[0].font))
    return joined


def _with_their_marks(texts: list[str], turn: Callable[[str], str]) -> list[str]:
    """The same letters, cut so that no mark stands in another piece than its base.

    Where two pieces read together give another text than one by one, the second begins with a mark.
    """
    for i in range(1, len(texts)):
        for _ in range(_MOST_MARKS):
            before, after = texts[i - 1][-8:], texts[i][:8]
            if not before or not after or turn(before + after) == turn(before) + turn(after):
                break
            texts[i - 1], texts[i] = texts[i - 1] + texts[i][0], texts[i][1:]
    return texts


def all_texts(blocks: Iterable[Block]) -> Iterable[Text]:
    """Every text of blocks, of footnotes too."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from all_texts(cell.blocks)
        else:
            for inline in block.inlines:
                if isinstance(inline, Text):
                    yield inline
                elif isinstance(inline, Footnote):
                    yield from all_texts(inline.blocks)
