"""The labelled texts as cases, the figures over them, and the ways one text may be written."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.places.gazetteer import Gazetteer
from plugins.places.tag import Mention, Tagger

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    text: str
    day: date
    wanted: frozenset[str]
    trap: bool


@dataclass(frozen=True, slots=True)
class Score:
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def read_cases(name: str) -> list[Case]:
    periods = tomllib.loads((HERE / name).read_text(encoding="utf-8"))["period"]
    return [
        Case(text, period["day"], frozenset(wanted), kind == "traps")
        for period in periods
        for kind in ("certain", "traps")
        for text, *wanted in period[kind]
    ]


def titles(gazetteer: Gazetteer, mentions: Iterable[Mention], day: date) -> frozenset[str]:
    return frozenset(
        gazetteer.full_title(m.unit, day if m.unit.existed_on(day) else m.unit.valid_to) for m in mentions
    )


def score(tagger: Tagger, cases: Iterable[Case]) -> Score:
    right = wrong = missed = 0
    for case in cases:
        got = titles(tagger.gazetteer, tagger.tag(case.text, case.day).places, case.day)
        right += len(got & case.wanted)
        wrong += len(got - case.wanted)
        missed += len(case.wanted - got)
    return Score(right, wrong, missed)


_NEW_TONE = dict(zip("òa óa ỏa õa ọa ùy úy ủy ụy".split(), "oà oá oả oã oạ uỳ uý uỷ uỵ".split(), strict=True))
_NAME_SPACE = re.compile(r"(?<=[^\W\d_]) (?=[A-ZĐÀ-Ỹ][^\W\d_])")


def _old_tone(text: str) -> str:
    return re.sub(r"(?:" + "|".join(_NEW_TONE) + r")(?!\w)", lambda m: _NEW_TONE[m[0]], text)


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


VARIANTS: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "old place of the tone": _old_tone,
    "eth for Đ": lambda text: text.replace("Đ", "\u00d0").replace("đ", "\u00f0"),
    "capitals": lambda text: text if "&" in text else text.upper(),  # an entity has its own case
    "line breaks": lambda text: _NAME_SPACE.sub("\n", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "bold words": lambda text: re.sub(r"(?<=[a-zà-ỹ]) ([A-ZĐ]\w+)", r" **\1**", text),
    "HTML inside names": lambda text: _NAME_SPACE.sub("</i> <i>", text),
    "no-break spaces": lambda text: _NAME_SPACE.sub("\u00a0", text),
    "soft hyphens": lambda text: (
        text if "<" in text else re.sub(r"(?<=[a-zà-ỹ])(?=[a-zà-ỹ])", "\u00ad", text)
    ),
    "no marks": _without_marks,
}
