"""A text as the tagger reads it: without markup, in three forms of the same length.

`shown` keeps capitals and marks, `normal` is lower case with one place for each tone and one i,
`plain` has no marks. One character stands at one offset in all three, so that what is found in
one can be read in the others. A block (paragraph, list item, heading, header field) ends with a
line feed; a line break inside a block is a space. Masked things (URLs, code) are one `◦`.
"""

import codecs
import html
import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain

from plugins.core.text import fold, nfc

MASK = " ◦ "
# Header fields that say nothing about the place of the story: who wrote it, files, addresses, states.
_SILENT_FIELDS = frozenset(
    "tac gia|author|anh|photo|image|nguon anh|credit|url|source-url|source url|nguon|trang thai|state|status|"
    "chuyen muc|category|section|ngay|date|slug|email|thu dien tu|tu khoa|tags|keywords".split("|")
)
_TELLING_FIELDS = frozenset(
    "tieu de|tit|title|huyen|xa|dia ban|places|district|commune|tom tat|sapo|summary|mo ta anh|chu thich anh|"
    "caption|alt".split("|")
)
_PHOTO_FIELDS = frozenset({"anh", "photo", "image"})  # alone they are no header: "Ảnh: Lễ phát động ở …"
_FIELD = re.compile(r"^(?P<name>[^\s:][^:\n]{0,39}?)[ \t]*:(?P<value>.*)$")
_END_OF_FIELD = "\ue001"

_MARKUP = r"""
      (?P<block>\ue001
        | ^[ \t]*(?:```|~~~)[^\n]*\n(?:.*?\n)?[ \t]*(?:```|~~~)[ \t]*$    # fenced code
        | ^[ \t]*(?:\#{1,6}[ \t]+|(?:[*+•–—-]|\d{1,3}[.)]|[a-zđ]\))[ \t]+)  # heading, list item
        | ^[ \t]*[|:=*_+-][ \t|:=*_+-]{2,}$                               # rules of tables and headings
        | </?(?:p|div|li|h[1-6]|tr|table|ul|ol|d[ltd]|blockquote|section|article|figure|figcaption)\b[^<>]*>)
    | (?P<mask><[^<>\s]+[:@][^<>\s]*>
        | (?<!`)`[^`\n]+(?:\n[^`\n]+){0,3}`(?!`)  # a code span may run over lines
        | (?:https?|ftp)://[^\s<>)\]]+ | \bwww\.[^\s<>)\]]+
        | (?:(?<![\w.+-])|(?<=\\.))[\w.+-]+@[\w-]+(?:\.[\w-]+)+
        | [ ]{4,}(?=\S))                                                  # columns set with spaces
    | (?P<drop><!--.*?--> | <(?P<raw>script|style)\b.*?</(?P=raw)\s*>
        | \]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"\n]*")?\)
        | \]\[[^\]\n]*\] | \[\^[^\]\s]+\]:? | !?\[ | \]
        | \{[:\#.][^{}\n]*\}
        | \*+ | ~~ | (?<!\w)_+ | _+(?!\w) | ^[ \t]*>[ \t]?)
    | (?P<space><br\s*/?>)
    | (?P<cell></?t[dh]\b[^<>]*>)
    | (?P<tag></?[a-zA-Z][^<>\n]{0,500}>)
    | (?P<entity>&(?:\#\d{1,7}|\#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,20});)
    | \\(?P<escaped>[!-/:-@\[-`{-~])
    """
# Where markup may begin: at these characters and after a line feed, in most texts nowhere else.
# To look only there takes a twentieth of the time of trying the pattern at every letter.
_SIGN = re.compile(r"[\n\ue001`~<\]!\[{*_&\\]")
_RARE_SIGN = re.compile(
    r"(?=[\n\ue001`~<\]!\[{*_&\\]|[ ]{4}|(?:https?|ftp)://|www\.|(?:(?<![\w.+-])|(?<=\\.))[\w.+-]+@)",
    re.IGNORECASE,
)
_MAKES_RARE_SIGNS = ("    ", "://", "www.", "@")
# They may even stand between a letter and its mark.
_INVISIBLE = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
_SPACES = re.compile(r"[^\S ]\s*| \s+")  # all but a single space
_SPACES_AFTER_NONE = re.compile(r"[^\S ]\s*")  # the same where a space stands only between two words
_SPACE_AND_MORE = re.compile(r" (?=\s)")

_BASE = {c: fold(chr(c)) for r in ((0xC0, 0x250), (0x1EA0, 0x1EFA)) for c in range(*r)}
_PLAIN = {c: ord(base) for c, base in _BASE.items() if len(base) == 1 and base.isascii()}
# ASCII stands in the table too: str.translate is slow where it does not find a letter
_PLAIN |= {0x110: ord("d"), 0x111: ord("d")} | {c: c for c in range(128)}
# Nearly all texts are made of ASCII and these: 128 characters at most, so that each has a byte. Turned
# into these bytes and back into letters without marks, a text takes an eighth of what str.translate takes.
_USUAL = (
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2026◦•·°²€«»×"
)
_WITH_MARKS = ("".join(map(chr, range(128))) + _USUAL).ljust(256, "\ufffe")  # which means: no character
_TO_BYTES = codecs.charmap_build(_WITH_MARKS)
_FROM_BYTES = _WITH_MARKS.translate(_PLAIN)
_OLD_TONES = ("oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ", "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy")
_NEW_PLACE = dict(zip(*(pairs.split() for pairs in _OLD_TONES), strict=True))
# The patterns begin with a set of letters, which is what is looked for quickly.
_OLD_TONE = re.compile(r"[ou](?:(?<=o)[àáảãạèéẻẽẹ]|(?<=u)(?<!qu)[ỳýỷỹỵ])(?!\w)")
_Y_TO_I = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))
_AT_WORD, _CONSONANT = r"(?<![^\W\d_])", "[bcdđghklmnpqrstvx]"
_LONE_Y = re.compile(
    r"[yỳýỷỹỵ](?![^\W\d_])(?:"
    + "|".join(rf"(?<={_AT_WORD}{onset}.)" for onset in ("", *(_CONSONANT * n for n in (1, 2, 3)), "qu"))
    + ")"
)


def normal(text: str) -> str:
    """Lower case, the tone on its new place (hòa, ủy), i for a lone y; as many characters as before."""
    low = _without_eth(text).lower()
    moved = _OLD_TONE.sub(lambda m: _NEW_PLACE[m[0]], low)
    return _LONE_Y.sub(lambda m: _Y_TO_I[m[0]], moved)


def _without_eth(text: str) -> str:
    """Eth is typed for Đ; the Turkish capital İ is the one letter that grows in lower case.

    Three replacements of what is hardly ever there; str.translate would look at every letter.
    """
    return text.replace("\u00d0", "Đ").replace("\u00f0", "đ").replace("\u0130", "I")


def plain(text: str) -> str:
    """`normal` without marks; as many characters as before."""
    return _without_marks(normal(text))


def _without_marks(text: str) -> str:
    try:
        return codecs.charmap_decode(
            codecs.charmap_encode(text, "strict", _TO_BYTES)[0], "strict", _FROM_BYTES
        )[0]
    except UnicodeEncodeError:
        return text.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Which offset of the text before a rewriting an offset of the text after it came from."""

    after: Sequence[int]
    before: Sequence[int]

    def back(self, offset: int) -> int:
        """The offset before the rewriting."""
        i = bisect_right(self.after, offset) - 1
        return self.before[i] + offset - self.after[i]


@dataclass(frozen=True, slots=True)
class View:
    """A text made ready; see the module."""

    shown: str
    normal: str
    plain: str
    maps: tuple[OffsetMap, ...]
    line_starts: Sequence[int]
    block_ends: Sequence[int]

    def line(self, offset: int) -> int:
        """The 1-based line of the source at an offset of the view."""
        for one in reversed(self.maps):
            offset = one.back(offset)
        return bisect_right(self.line_starts, offset)

    def block(self, offset: int) -> tuple[int, int]:
        """Where the block around an offset begins and ends."""
        i = bisect_right(self.block_ends, offset)
        start = self.block_ends[i - 1] + 1 if i else 0
        return start, self.block_ends[i] if i < len(self.block_ends) else len(self.shown)


def make_view(text: str) -> View:
    """The view of a plain or Markdown text."""
    for character in _INVISIBLE:
        text = text.replace(character, "")
    source = _mark_header(_without_eth(nfc(text)).replace("\r\n", "\n").replace("\r", "\n"))
    unmarked, markup = _rewrite(source, _markup(source), _instead_of_markup)
    pattern = _SPACES if _SPACE_AND_MORE.search(unmarked) else _SPACES_AFTER_NONE
    shown, spaces = _rewrite(unmarked, pattern.finditer(unmarked), _instead_of_space)
    marked = normal(shown)
    return View(
        shown,
        marked,
        _without_marks(marked),
        (markup, spaces),
        _offsets(chain((0,), (m.end() for m in re.finditer("\n", source)))),
        _offsets(m.start() for m in re.finditer("\n", shown)),
    )


@cache
def _markup_pattern() -> re.Pattern[str]:
    """Compiled when the first text is read: it takes a while, and not every command reads one."""
    return re.compile(_MARKUP, re.VERBOSE | re.MULTILINE | re.DOTALL | re.IGNORECASE)


def _markup(text: str) -> Iterator[re.Match[str]]:
    """The pieces of markup of a text, from left to right."""
    signs = _SIGN if _lacks_rare_signs(text.lower()) else _RARE_SIGN
    match = _markup_pattern().match
    end = 0  # of the last piece
    if piece := match(text):
        yield piece
        end = piece.end()
    for sign in signs.finditer(text):
        begin = sign.start()
        begin += text[begin] == "\n"
        if begin >= end and (piece := match(text, begin)):
            yield piece
            end = piece.end()


def _lacks_rare_signs(low: str) -> bool:
    return not any(sign in low for sign in _MAKES_RARE_SIGNS)


def _instead_of_markup(match: re.Match[str]) -> str:
    match match.lastgroup:
        case "block":
            return "\n\n"
        case "mask":
            return MASK
        case "cell":
            return " | "
        case "space":
            return " "
        case "entity":
            return nfc(html.unescape(match[0]))
        case "escaped":
            return match["escaped"]
        case _:
            return ""


def _instead_of_space(match: re.Match[str]) -> str:
    """An empty line ends a block; any other white space is one space."""
    return "\n" if match[0].count("\n") > 1 else " "


def _offsets(numbers: Iterable[int] = ()) -> "array[int]":
    """Offsets packed: a long text has a great many, and a list takes five times the room."""
    return array("Q", numbers)


def _rewrite(
    text: str, found: Iterable[re.Match[str]], instead: Callable[[re.Match[str]], str]
) -> tuple[str, OffsetMap]:
    pieces: list[str] = []
    before = _offsets()
    position = 0
    for match in found:
        pieces += (text[position : match.start()], instead(match))
        before.extend((position, match.start()))
        position = match.end()
    pieces.append(text[position:])
    before.append(position)
    return "".join(pieces), OffsetMap(_offsets(accumulate(map(len, pieces[:-1]), initial=0)), before)


def _mark_header(text: str) -> str:
    """End each header field with a mark, and empty those that tell no place; no line is added or lost."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip() not in {"", "---"}), len(lines))
    if first == len(lines) or not _FIELD.match(lines[first].lstrip("\ufeff")):
        return text
    last = next((i for i in range(first, len(lines)) if lines[i].strip() in {"", "---"}), len(lines))
    fields = [_FIELD.match(line.lstrip("\ufeff")) for line in lines[first:last]]
    names = [fold(m["name"]) if m else "" for m in fields]
    known = (_SILENT_FIELDS | _TELLING_FIELDS).intersection(names)
    if known <= _PHOTO_FIELDS:
        return text
    silent = False
    for i, name in enumerate(names, first):
        if name:  # else the value of the field before runs on
            silent = name in _SILENT_FIELDS
            if i > first:
                lines[i - 1] += _END_OF_FIELD
        if silent:
            lines[i] = ""
    lines[last - 1] += _END_OF_FIELD
    return "\n".join(lines)
