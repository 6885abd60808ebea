"""The number and symbol of a paper (số ký hiệu): read in every spelling, printed in one.

The Union and the Party write `70-KH/TĐTN-TCKT`: number, hyphen, kind, stroke, issuer (as their rules
of format, Hướng dẫn 29-HD/TWĐTN-VP and 36-HD/VPTW, are numbered). The state writes `30/2020/NĐ-CP` or
`70/KH-UBND`: a stroke after the number and hyphens between the groups of the symbol, without spaces; a
number below 10 carries a zero (Nghị định 30/2020/NĐ-CP, phụ lục I). What comes first after the number
decides the order; spaces, dashes, case, decomposed letters and the word "Số" never count, nor do the
separators for the identity.
"""

import re
from dataclasses import dataclass

from plugins.core.fields import FieldError
from plugins.core.text import clean, slug
from plugins.documents.kinds import System, known_symbol

_PREFIX = re.compile(r"^(?:văn bản\s+)?số(?:\s+(?:ký\s+)?hiệu)?\s*[:.]?\s*(?=\d)", re.IGNORECASE)
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_STROKES = re.compile(r"[\u2044\u2215\uff0f]")
_AROUND = re.compile(r"\s*([-/])\s*")
_GROUP = r"[^\W\d_][^\W_]*"
_START = r"(?P<number>\d{1,5})(?P<suffix>[a-zđ](?=[-/ ]))?"
_STATE = re.compile(rf"{_START}/(?:(?P<year>(?:19|20)\d\d)/)?(?P<symbol>{_GROUP}(?:-{_GROUP})*)")
_UNION = re.compile(rf"{_START}(?P<sep>[- ]?)(?P<kind>[^\W\d_]{{1,6}})/(?P<issuer>{_GROUP}(?:-{_GROUP})*)")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number taken apart. `kind` is the kind's symbol ('KH'), '' where there is none (công văn, QH15);
    `issuer` the groups after it ('TĐTN-TCKT'), `printed` the written form without stray spaces;
    `strokes` says whether the number is in the state's order.
    """

    number: int
    suffix: str
    year: int | None
    kind: str
    issuer: str
    printed: str
    strokes: bool

    @property
    def key(self) -> str:
        """The identity and URL part: '70-kh-tdtn-tckt', the same for every spelling."""
        parts = (f"{self.number}{self.suffix}", self.year or "", self.kind, self.issuer)
        return slug(" ".join(str(part) for part in parts))

    def canonical(self, system: System) -> str:
        """The number as the rules of a system print it; a year within the number is the state's way only."""
        if system is System.STATE or self.year:
            year = f"/{self.year}" if self.year else ""
            symbol = "-".join(part for part in (self.kind, self.issuer) if part)
            return f"{self.number:02d}{self.suffix}{year}/{symbol}"
        kind = f"-{self.kind}" if self.kind else ""
        return f"{self.number}{self.suffix}{kind}/{self.issuer}"


def parse_number(text: str) -> DocumentNumber:
    """The number someone wrote. Raises FieldError where it is none."""
    written = _tidy(text)
    if state := _STATE.fullmatch(written):
        first, _, rest = state["symbol"].partition("-")
        kind = known_symbol(first) if rest else ""
        return DocumentNumber(
            int(state["number"]),
            state["suffix"] or "",
            int(state["year"]) if state["year"] else None,
            kind,
            rest if kind else state["symbol"],
            written,
            strokes=True,
        )
    if union := _UNION.fullmatch(written):
        kind = known_symbol(union["kind"]) or union["kind"]
        number, suffix = int(union["number"]), union["suffix"] or ""
        return DocumentNumber(number, suffix, None, kind, union["issuer"], written, strokes=False)
    raise FieldError(
        "number-unreadable",
        f"Không đọc được số ký hiệu “{clean(text)[:60]}”.",
        "Ghi đủ số, loại và cơ quan, ví dụ 70-KH/TĐTN-TCKT (của Đoàn) hoặc 30/2020/NĐ-CP (của nhà nước).",
    )


def _tidy(text: str) -> str:
    """The written number: one kind of dash and stroke, no stray spaces, capitals where none were typed."""
    plain = _STROKES.sub("/", _DASHES.sub("-", clean(text)))
    plain = _AROUND.sub(r"\1", _PREFIX.sub("", plain)).rstrip(".,;")
    return plain if plain != plain.lower() else _capitals(plain)


def _capitals(plain: str) -> str:
    """Capitals for a number typed without any; a letter glued to the digits is a suffix and stays."""
    match = re.match(r"\d*(?:[a-zđ](?=[-/ ]))?", plain)
    end = match.end() if match else 0
    groups = re.split(r"([-/ ])", plain[end:])
    return plain[:end] + "".join("TTg" if g == "ttg" else known_symbol(g) or g.upper() for g in groups)
