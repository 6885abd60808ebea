"""Numbers of official papers (số ký hiệu) as an announcer says them: kind, number, year, issuer.

“Kế hoạch số 70-KH/TĐTN-TCKT” is heard as “Kế hoạch số bảy mươi của Tỉnh Đoàn”: signs and symbols tell a
listener nothing. The kind is said once, the issuer is left to the text where it goes on with “của …”. The
drafting unit behind the issuer (TCKT) is for the archive and never read. Papers of the Party and the Union
are number-kind/issuer, those of the state number/year/kind-issuer or, without a kind, number/issuer-unit.
"""

import re
from dataclasses import dataclass

from plugins.speech.numbers import number_words, whole_words
from plugins.speech.spot import Reading, Spot
from plugins.speech.words import SpeechWords

_CODE = r"[A-ZĐƯÔ][A-Za-zĐđƯưÔô&]{0,14}\d{0,2}"
_PAPER = re.compile(
    rf"((?:[Ss]ố|SỐ)\s?:?\s?)?(\d{{1,5}})([a-zđ])?(?:\s?/\s?((?:19|20)\d\d))?"
    rf"(\s?[-–/]\s?|\s)({_CODE})((?:\s?[-–/]\s?{_CODE}){{0,5}})(?![\w])"
)
_KIND_NUMBER = re.compile(r"([^\W\d_]{2,6})\ssố:?\s(?=(\d\S{0,30}))")
_SEPARATED = re.compile(r"\s?([-–/])\s?")
_NUMBER_WORD = re.compile(r"\s+số\s*:?\s*$", re.IGNORECASE)
_JOINT = frozenset({"TTLT", "NQLT"})  # of several issuers
_NAMED_LATER = re.compile(r"\s*,?\s*(?:ngày\s[^.;:\n]{1,60}?)?\s*,?\s*của\s")
_TERM = re.compile(r"([A-ZĐ]+)(\d{1,2})")


@dataclass(frozen=True, slots=True)
class _Codes:
    """The symbols of a paper: how each of kind and issuers is read, '' where not given or not certain."""

    kind: str
    issuer: str
    unread: tuple[str, ...]


def paper(spot: Spot) -> Reading | None:
    """A paper's number, with the “số” in front of it. Needs a kind or an issuer that is certain."""
    found = _PAPER.match(spot.line, spot.at)
    if not found:
        return None
    codes = [found[6], *_SEPARATED.split(found[7])[2::2]]
    named = bool(spot.words.kind_said.search(_NUMBER_WORD.sub("", spot.said)))
    union = "/" not in found[5] and "/" in found[7]
    read = _read_codes(spot.words, codes, certain=named or not union)
    if found[5].isspace() and not (read.kind and union) and not (named and read.issuer and len(codes) == 1):
        return None  # “5 UBND xã” counts them
    if not (found[1] or named) and codes[0] in read.unread:
        return None
    if not (read.kind or read.issuer or (found[1] and named and len(codes) > 1)):
        return None
    return Reading(_said(spot, found, read, named=named), found.end(), unknown=read.unread)


def _read_codes(words: SpeechWords, codes: list[str], *, certain: bool) -> _Codes:
    """Kind and issuers; a symbol of two kinds (QĐ of the Party) is read only where it is `certain`."""
    first, issuers = codes[0], codes[1:]
    kinds = words.kinds.get(first, ())
    kind = kinds[0] if kinds and (len(kinds) == 1 or certain) else ""
    unread: list[str] = []
    if not kind and _issuer(words, first):
        issuers = codes
    elif not kind:
        unread.append(first)
    issuers = issuers if first in _JOINT else issuers[:1]
    names = [_issuer(words, code) for code in issuers]
    unread += [code for code, name in zip(issuers, names, strict=True) if not name]
    return _Codes(kind, " và ".join(n for n in names if n), tuple(unread))


def _issuer(words: SpeechWords, code: str) -> str:
    """The issuer of a symbol; QH13 is the National Assembly of the thirteenth term."""
    if code in words.issuers:
        return words.issuers[code]
    term = _TERM.fullmatch(code)
    if term and term[1] in words.issuers:
        return f"{words.issuers[term[1]]} khóa {number_words(int(term[2]))}"
    return ""


def _said(spot: Spot, found: re.Match[str], read: _Codes, *, named: bool) -> str:
    parts = [] if named or not read.kind else [read.kind]
    if found[1] or parts:
        parts.append("số" if parts or not (found[1] or "")[:1].isupper() else "Số")
    parts.append(whole_words(found[2]))
    if found[3]:
        parts.append(spot.words.letters.get(found[3], found[3]))
    if found[4]:
        parts.append(f"năm {whole_words(found[4])}")
    if read.issuer and not _NAMED_LATER.match(spot.line, found.end()):
        parts.append(f"của {read.issuer}")
    return ", ".join([" ".join(parts), *(re.sub(r"\d", "", code) for code in read.unread)])


def kind_before_number(spot: Spot) -> Reading | None:
    """CV số 12, QĐ số 170/QĐ-TTg: the kind of a paper in front of its number.

    A symbol of two kinds needs a paper of the state behind it, which uses the first.
    """
    found = _KIND_NUMBER.match(spot.line, spot.at)
    kinds = spot.words.kinds.get(found[1], ()) if found else ()
    if not found or not kinds or (len(kinds) > 1 and f"/{found[1]}-" not in found[2]):
        return None
    return Reading(kinds[0], found.end(1))
