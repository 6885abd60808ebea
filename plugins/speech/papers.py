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
_KIND_NUMBER = re.compile(r"([^\W\d_]{2,6})\s(số\s)?(?=\d)")
_SEPARATED = re.compile(r"\s?([-–/])\s?")
_NAMED_LATER = re.compile(r"\s*,?\s*(?:ngày\s[^.;:\n]{1,60}?)?\s*,?\s*của\s")
_TERM = re.compile(r"([A-ZĐ]+)(\d{1,2})")


@dataclass(frozen=True, slots=True)
class _Codes:
    """The symbols of a paper: how each of kind and issuers is read, '' where not given or not certain."""

    kind: str
    issuer: str
    unread: tuple[str, ...]


def paper(spot: Spot) -> Reading | None:
    """A paper's number, with the “số” in front of it."""
    found = _PAPER.match(spot.line, spot.at)
    if not found:
        return None
    codes = [found[6], *_SEPARATED.split(found[7])[2::2]]
    union = _is_union(found[5], found[7])
    read = _read_codes(spot.words, codes, union=union)
    named = spot.words.kind_said.search(_without_number_word(spot.said))
    issuer_only = named and read.issuer and len(codes) == 1
    if found[5].isspace() and not (read.kind and union) and not issuer_only:
        return None
    if not (read.kind or read.issuer) and not (found[1] and len(codes) > 1 and named):
        return None
    if read.unread and read.unread[0] == codes[0] and not found[1] and not named:
        return None
    return Reading(_said(spot, found, read, named=bool(named)), found.end(), unknown=read.unread)


def _is_union(first: str, rest: str) -> bool:
    """Number-kind/issuer."""
    return "/" not in first and "/" in rest


def _without_number_word(said: str) -> str:
    return re.sub(r"\s+số\s*:?\s*$", "", said, flags=re.IGNORECASE)


def _read_codes(words: SpeechWords, codes: list[str], *, union: bool) -> _Codes:
    kinds = words.kinds.get(codes[0], ())
    kind = kinds[0] if kinds and (len(kinds) == 1 or not union) else ""
    unread: list[str] = [] if kinds else [codes[0]]
    issuers = codes[1:] if kinds else codes
    if not kinds and _issuer(words, codes[0]):
        unread = []
    elif not kinds:
        issuers = codes[1:]
    joint = codes[0] in {"TTLT", "NQLT"}
    issuers = issuers if joint else issuers[:1]
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
    """NQ 26, QĐ số 1758: the kind of a paper in front of its number."""
    found = _KIND_NUMBER.match(spot.line, spot.at)
    if not found:
        return None
    kinds = spot.words.kinds.get(found[1], ())
    return Reading(kinds[0], found.end(1)) if len(kinds) == 1 and (found[2] or found[1] != "TT") else None
