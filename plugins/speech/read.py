"""Text to what is read aloud: no digit and no abbreviation of the tables is left."""

import re
from dataclasses import dataclass

from plugins.speech import codes, dates, letters, marks, notation, papers, quantities
from plugins.speech.layout import digits_made_plain, list_marks, tidy
from plugins.speech.numbers import digits_words
from plugins.speech.spot import MEMORY, TOKEN, Reading, Rule, Spot
from plugins.speech.words import SpeechWords

# The first rule that knows what stands at a place reads it.
_AT_DIGIT: tuple[Rule, ...] = (
    codes.address,
    papers.paper,
    dates.full_date,
    dates.days_of_month,
    dates.part_of_year,
    dates.day_month,
    notation.compass,
    notation.ratio,
    dates.clock,
    dates.hour_g,
    codes.phone,
    quantities.metres,
    notation.millions,
    quantities.fraction,
    quantities.quantity,
    codes.code,
)
_AT_LETTER: tuple[Rule, ...] = (
    dates.from_to,
    dates.month_token,
    papers.paper,
    quantities.times,
    codes.address,
    notation.posts,
    notation.outline,
    letters.joined,
    letters.abbreviation,
    letters.slashed,
    papers.kind_before_number,
    codes.code,
    letters.roman_numeral,
    letters.capitals,
    letters.dotted,
    letters.initial,
    letters.single_letter,
    letters.unknown_word,
)
_AT_SIGN: tuple[Rule, ...] = (
    codes.phone,
    marks.said_already,
    letters.abbreviation,
    quantities.times,
    quantities.dash,
    quantities.minus,
    quantities.slash,
    quantities.currency_first,
    marks.dash_between_words,
    marks.apostrophe,
    marks.sign,
)
# What follows the first word of an address of the web.
_ADDRESS_SIGNS = frozenset("@.:_+-")
_ADDRESS = re.compile(r"[\w+.-]{0,64}(?:@|://|\.[a-z0-9])")
_SENTENCE_END = re.compile(r"([^\W\d_]+)[.!?]\s+$")
# Ordinary words that a reading may begin with.
_OPENERS = frozenset({"số", "Số", "SỐ", "từ", "Từ"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as it is read aloud.

    `unknown` are the tokens (abbreviations, signs, codes) that no table has, as written, once each, in
    order: they stay in the text, an editor decides.
    """

    text: str
    unknown: tuple[str, ...] = ()


def speak(text: str, words: SpeechWords) -> Spoken:
    """Read text of one paragraph or more; each line is a paragraph, a heading or an item of a list.

    Line breaks stay, each line ends as a sentence. What was spoken once is left as it is.
    """
    lines: list[str] = []
    unknown: dict[str, None] = {}
    plain: dict[str, bool] = {}
    for line in digits_made_plain(text).splitlines(keepends=True):
        body = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        opening, rest = list_marks(body, words)
        reader = _LineReader(rest, words, plain)
        said = tidy(reader.read(), capital=not opening.endswith(","))
        if opening:
            said = f"{opening} {said}" if said else f"{opening[:-1]}."
        lines.append(said + line[len(body) :])
        unknown.update(dict.fromkeys(reader.unknown))
    return Spoken("".join(lines), tuple(unknown))


class _LineReader:
    """Goes through one line from left to right and keeps what was said.

    `plain` remembers for a whole text which tokens are ordinary words.
    """

    def __init__(self, line: str, words: SpeechWords, plain: dict[str, bool]) -> None:
        self.line = line
        self.words = words
        self.plain = plain
        self.out: list[str] = []
        self.unknown: list[str] = []
        self.kind, self.since, self.lead = "", 99, ""

    def read(self) -> str:
        at = 0
        while at < len(self.line):
            token = TOKEN.match(self.line, at)
            assert token  # TOKEN matches any character
            at = self.copy(token[0], at) if self.is_plain(token) else self.ask(token[0], at)
        return "".join(self.out)

    def is_plain(self, token: re.Match[str]) -> bool:
        """Whether a token is white or an ordinary word that begins no address."""
        text, end = token[0], token.end()
        if text.isspace():
            return True
        if text not in self.plain:
            self.plain[text] = (
                letters.is_plain(text)
                and text not in _OPENERS
                and not any(text in table.firsts for table in self.words.tables())
            )
        return self.plain[text] and not (
            self.line[end : end + 1] in _ADDRESS_SIGNS and _ADDRESS.match(self.line, end)
        )

    def copy(self, token: str, at: int) -> int:
        """Say a token as it stands."""
        self.out.append(token)
        self.since += not token.isspace()
        return at + len(token)

    def ask(self, token: str, at: int) -> int:
        """Say what the first rule makes of this place."""
        said = "".join(self.out[-24:])[-MEMORY:]
        spot = Spot(self.line, at, self.words, said, self.kind, self.since, self.lead)
        first = token[0]
        rules = _AT_DIGIT if first in "0123456789" else _AT_LETTER if first.isalpha() else _AT_SIGN
        for rule in rules:
            if reading := rule(spot):
                return self.say(spot, reading)
        if any(c.isdigit() for c in token):
            return self.say(spot, Reading(digits_words(token), at + len(token), "number"))
        return self.copy(token, at)

    def say(self, spot: Spot, reading: Reading) -> int:
        """Say a reading; it is set off from letters before and after it."""
        if not reading.glued and spot.said and not (spot.said[-1].isspace() or spot.said[-1] in "-'’"):
            self.out.append(" ")
        end = _SENTENCE_END.search(spot.said) if reading.kind else None
        # after “TP.” a capital would make a name of a number; after “Nguyễn Văn A.” a sentence begins
        start = end and (end[1].islower() or len(end[1]) == 1)
        self.out.append(reading.text[:1].upper() + reading.text[1:] if start else reading.text)
        after = spot.line[reading.end : reading.end + 1]
        if not reading.glued and after.isalnum():
            self.out.append(" ")
        self.unknown.extend(reading.unknown)
        if reading.kind:
            self.lead = self.lead if self.since == 0 else spot.said
            self.kind, self.since = reading.kind, 0
        elif not reading.glued and reading.text:
            self.since += 1
        return reading.end
