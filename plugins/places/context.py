"""What the words around a name say of it: its type word, the list it stands in, the unit it lies in."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from plugins.places.candidates import Candidate
from plugins.places.chain import Chain, ChainReader
from plugins.places.columns import Columns
from plugins.places.lexicon import HOME, KINDS, MAX_WORDS, Lexicon
from plugins.places.model import Level
from plugins.places.typeword import Typed, are_names, kinds_in
from plugins.places.view import View

DISTRICT_KINDS = frozenset({"huyện", "thành phố"})
_BEFORE = 140  # characters looked at before a name; a list is followed from name to name
MAX_LIST_GAP = 130
REACH = 400  # of a sentence to either side
DASHES = frozenset("-–—")
_STOPS = (". ", "! ", "? ", "; ")


class Context:
    """Answers about one text; nothing is decided here."""

    def __init__(
        self, view: View, candidates: list[Candidate], lexicons: Mapping[bool, Lexicon], day: date | None
    ) -> None:
        self.view = view
        self.candidates = candidates
        self.day = day
        self._lexicons = lexicons
        self._columns = Columns(view, lexicons[True])
        self._chains = ChainReader(view, {c.start: c for c in candidates}, day)
        # without marks the motto reads the same in both ways of writing
        self._mottos = [m.span() for m in lexicons[True].motto.finditer(view.plain)]

    @cached_property
    def home(self) -> bool:
        """Whether the text names Cao Bằng."""
        view, lexicons = self.view, self._lexicons
        return HOME in view.plain and (
            lexicons[False].home.search(view.normal) is not None
            or lexicons[True].home.search(view.plain) is not None
        )

    @cached_property
    def foreign(self) -> bool:
        """Whether the text names another province; it takes long, so ask `home` first."""
        bare = self.view.shown.isascii()  # then it is typed without marks
        return self._lexicons[bare].province.search(self.view.plain if bare else self.view.normal) is not None

    def lexicon(self, of: Candidate) -> Lexicon:
        """The patterns for the way the block is written."""
        return self._lexicons[of.bare_block]

    def text(self, of: Candidate) -> str:
        """The form of the text those patterns are for."""
        return self.view.plain if of.bare_block else self.view.normal

    # -- before the name

    def typed(self, of: Candidate) -> Typed | None:
        """The type word right before the name, or the announcement of a list right before it."""
        lexicon = self.lexicon(of)
        window, offset = self._before(of)
        match = lexicon.typed.search(window)
        if match and not self._is_far(of, window):
            return self._typed(lexicon, window, offset, match.start(), match)
        announced = lexicon.announced.search(window)
        if announced and (of.capital or of.bare_block):
            kinds = kinds_in(announced["types"], lexicon)
            return Typed(kinds, offset + announced.start("types"), plural=True, several_lines=True)
        after = lexicon.appositive.match(self.text(of), of.end)
        kinds = kinds_in(after["kind"], lexicon) if after else frozenset[str]()
        if after and any(u.kind in kinds for u in of.units):
            return Typed(kinds, of.start, plural=after["many"] is not None, several_lines=False)
        no_district = all(u.level is Level.COMMUNE for u in of.units)  # those have a column of their own
        if no_district and self._columns.holds(of):
            kinds = frozenset(u.kind for u in of.units)
            return Typed(kinds, of.start, plural=False, several_lines=False, inherited=True)
        return None

    def _is_far(self, of: Candidate, window: str) -> bool:
        """Without marks "cach xa Hong An" is more likely far away (xa) than a commune (xã)."""
        return of.bare_block and window.endswith("cach xa ")

    def enumerated(self, of: Candidate, typed: Typed) -> bool:
        """Whether the type word ends a row of levels: in "các thôn, xã hạnh phúc" it names no unit."""
        offset = max(0, typed.start - 20)
        match = self.lexicon(of).enumerated.search(self.text(of)[offset : typed.start])
        if match is None:
            return False
        level = offset + match.start()  # the "thôn" of "xã Nội Thôn và xã Thượng Thôn" is no level
        return not any(c.start < level < c.end for c in self.candidates)

    def _typed(self, lexicon: Lexicon, window: str, offset: int, start: int, match: re.Match[str]) -> Typed:
        kinds = {kind for group, kind in KINDS.items() if match[group]}
        before = window[:start]
        more = lexicon.more_types.search(before)
        if more:
            kinds |= kinds_in(more["more"], lexicon)
        plural = lexicon.plural.search(before) is not None
        return Typed(frozenset(kinds), offset + start, plural, several_lines=":" in window[start:])

    def continues(self, previous: Candidate, typed: Typed, of: Candidate) -> bool:
        """Whether the name goes on the list that `previous` stands in."""
        if of.start - previous.end > MAX_LIST_GAP or of.bare_block != previous.bare_block:
            return False
        lexicon, text = self.lexicon(of), self.text(of)
        gap = text[previous.end : of.start]
        if "\n" in gap and not typed.several_lines:
            return False
        if lexicon.separators.fullmatch(gap):
            return True
        if not typed.plural or of.shouted or not of.capital:
            return False
        shown = self.view.shown[previous.end : of.start]
        return are_names(lexicon, gap, shown)

    # -- after the name

    def chain(self, of: Candidate, typed: Typed | None) -> Chain:
        """The places after the name that it is said to lie in."""
        only_district = {u.level for u in of.units} == {Level.DISTRICT}
        is_district = only_district or bool(typed and typed.kinds <= DISTRICT_KINDS)
        return self._chains.read(of, self.lexicon(of), self.text(of), is_district=is_district)

    # -- around the name

    def is_motto(self, of: Candidate) -> bool:
        """Whether the name is a part of "Độc lập - Tự do - Hạnh phúc"."""
        return _stands_in(of, self._mottos)

    def is_words(self, of: Candidate) -> bool:
        """Whether the letters belong to everyday words: "GIAO THÔNG NÔNG THÔN" names no Thông Nông."""
        words = self._lexicons[True].words
        around = words.finditer(self.view.plain, max(0, of.start - MAX_WORDS), of.end + MAX_WORDS)
        return any(match.start() < of.end and of.start < match.end() for match in around)

    def opens(self, district: Candidate, of: Candidate) -> bool:
        """Whether a district's name opens a list of its communes: "Bảo Lạc (Xuân Trường, Hồng Trị)"."""
        if not 0 < of.start - district.end < 12:
            return False
        return self.lexicon(of).opens.fullmatch(self.text(of), district.end, of.start) is not None

    def dateline(self, of: Candidate) -> bool:
        """Whether the name opens a paragraph as a place and day do: "Bảo Lạc: …", "Bảo Lạc, ngày …"."""
        begin = self.view.block(of.start)[0]
        return begin == of.start and self.lexicon(of).dateline.match(self.text(of), of.end) is not None

    def on_the_day(self, of: Candidate) -> bool:
        """Whether the name is the place where a paper is signed: "Đức Long, ngày 10 tháng 01 năm 2026"."""
        begin = self.view.block(of.start)[0]
        return begin == of.start and self.lexicon(of).on_the_day.match(self.text(of), of.end) is not None

    def is_heading(self, of: Candidate) -> bool:
        """Whether the block holds little more than the name, and is no sentence."""
        begin, end = self.view.block(of.start)
        return end - begin <= len(of.name) + 20 and self.view.shown[end - 1] not in ".!?…"

    def beside(self, this: Candidate, following: Candidate) -> bool:
        """Whether two names stand in one list, so that what is said after the second holds for both."""
        if this.bare_block != following.bare_block or following.start - this.end > MAX_LIST_GAP:
            return False
        if not {u.level for u in this.units} & {u.level for u in following.units}:
            return False
        gap = self.text(this)[this.end : following.start]
        return "\n" not in gap and self.lexicon(this).separators.fullmatch(gap) is not None

    def refused(self, of: Candidate) -> bool:
        """Whether a word before an untyped name makes it a school, a street, a person …"""
        lexicon, (window, _) = self.lexicon(of), self._before(of)
        if lexicon.road.search(window) and self.view.shown[of.end : of.end + 3].strip(" ")[:1] in DASHES:
            return False  # "đường Chí Viễn - Phong Châu" runs between two places
        return lexicon.refused.search(window) is not None

    def part_of_longer(self, of: Candidate) -> bool:
        """Whether the name is a piece of a longer one: 'Nguyễn Thị Hoa', 'Kim Đồng Anh'."""
        if of.shouted:
            return self.lexicon(of).surname.search(self._before(of)[0]) is not None
        shown = self.view.shown
        after = shown[of.end + 1 : of.end + 2] if shown[of.end : of.end + 1] == " " else ""
        if after.isupper():
            return True
        before = shown[max(0, of.start - 20) : of.start]
        word = before[:-1].rpartition(" ")[2] if before.endswith(" ") else ""
        if not word or not word[0].isupper() or not word[-1].isalpha():
            return False
        return not (
            self.locative(of) or self.typed(of) or self.lexicon(of).no_name.search(self._before(of)[0])
        )

    def is_officer(self, of: Candidate, typed: Typed) -> bool:
        """Whether "Bí thư Đoàn xã Lý Quốc Dân" names its secretary; "xã Lý Quốc Nông Văn A" names both."""
        lexicon, text = self.lexicon(of), self.text(of)
        words = [*self.view.shown[of.end : of.end + 40].split(" ", 3), "", "", ""]
        return (
            (words[0], words[1][:1].isupper(), words[2][:1].isupper()) == ("", True, False)
            and not of.shouted
            and lexicon.surnamed.match(text, of.start) is not None
            and lexicon.officer.search(text[max(0, typed.start - 40) : typed.start]) is not None
        )

    def numbered(self, of: Candidate) -> bool:
        """'xã Bảo Lâm 1', 'Phường 1' style: another unit than the one without a number."""
        after = self.view.shown[of.end : of.end + 4]
        return (
            len(after) > 1 and after[0] == " " and after[1].isdigit() and not after[2:4].strip()[:2].isalnum()
        )

    def locative(self, of: Candidate) -> bool:
        """Whether a word of place stands right before the name."""
        return self.lexicon(of).locative.search(self._before(of)[0]) is not None

    def spatial(self, of: Candidate) -> bool:
        """Whether a word of place stands before the name that no person's name follows."""
        return self.lexicon(of).spatial.search(self._before(of)[0]) is not None

    def made_of(self, whole: Candidate, part: Candidate) -> bool:
        """Whether the words between two names of one paragraph say that the one was made of the other."""
        if part.start > self.view.block(whole.start)[1] or part.start - whole.end > REACH:
            return False
        return self.lexicon(whole).made_of.search(self.text(whole), whole.end, part.start) is not None

    def formerly(self, of: Candidate, typed: Typed | None) -> bool:
        """Whether the words before say that the unit is of former times."""
        start = typed.start if typed else of.start
        return self.lexicon(of).formerly.search(self.text(of)[max(0, start - 40) : start]) is not None

    def sentence(self, of: Candidate) -> tuple[int, int]:
        """About where the sentence of the name begins and ends."""
        first, last = self.view.block(of.start)
        first, last = max(first, of.start - REACH), min(last, of.end + REACH)
        text = self.view.shown
        begin = max(first, *(text.rfind(mark, first, of.start) + 1 for mark in _STOPS))
        return begin, min([last, *(p for mark in _STOPS if (p := text.find(mark, of.end, last)) >= 0)])

    def other_province_near(self, of: Candidate, *, strictly: bool = False) -> bool:
        """Whether the sentence names a place outside Cao Bằng and not Cao Bằng.

        `strictly`: only a province written as a place, not the Hà Nội of "sinh viên Hà Nội".
        """
        lexicon, text = self.lexicon(of), self.text(of)
        begin, end = self.sentence(of)
        if lexicon.home.search(text, begin, end):
            return False
        pattern = lexicon.province_as_place if strictly else lexicon.province
        return pattern.search(text, begin, end) is not None

    def china_near(self, of: Candidate) -> bool:
        """Whether the sentence names a place of China."""
        return self.lexicon(of).china.search(self.text(of), *self.sentence(of)) is not None

    def _before(self, of: Candidate) -> tuple[str, int]:
        start = max(0, of.start - _BEFORE)
        return self.text(of)[start : of.start], start


def _stands_in(of: Candidate, spans: list[tuple[int, int]]) -> bool:
    """Whether a name begins in one of the spans, or one of them begins in it."""
    i = bisect_right(spans, (of.end, 0)) - 1
    return i >= 0 and of.start < spans[i][1]
