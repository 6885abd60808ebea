"""Judging one name of a text: certain, doubtful or no place at all, and the words why.

Precise before greedy. A type word (xã, huyện …) makes a name certain, unless the text puts it
outside Cao Bằng; the district beside it does so too, unless the name is part of something else (a
person, a school, a street). A district's own name needs a word of place or Cao Bằng itself
nearby. Everything else that is written like a name is offered as doubtful, or dropped.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

from plugins.places.candidates import Candidate
from plugins.places.choose import Choice, choose
from plugins.places.context import Chain, Context, Typed
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import DISTRICTS_ENDED, Level, Unit
from plugins.places.risk import Risks


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate with what stands around it."""

    of: Candidate
    typed: Typed | None
    chain: Chain


@dataclass(frozen=True, slots=True)
class Verdict:
    """The units meant; `certain` or only worth a look; `reason` is Vietnamese, short."""

    units: tuple[Unit, ...]
    certain: bool
    reason: str


NEAR = 3000  # a paragraph without an end, in characters to either side
NOTHING = Verdict((), certain=False, reason="")


class Judge:
    """Judges the names of one text."""

    def __init__(
        self, gazetteer: Gazetteer, risks: Risks, context: Context, day: date | None, known: tuple[Unit, ...]
    ) -> None:
        self.gazetteer = gazetteer
        self.risks = risks
        self.context = context
        self.day = day
        self.named = {u for u in known if u.level is Level.DISTRICT}  # the districts of the text
        self._places_named: list[tuple[int, Unit]] = []  # and where they are named, in order
        self.vouched: set[int] = set()  # where a district stands beside a commune of its own
        self.home = context.home or bool(known)

    def judge(self, reading: Reading) -> Verdict:
        """The verdict on one name."""
        of, context = reading.of, self.context
        if context.is_motto(of):
            return NOTHING
        if not of.exact:
            return self._misspelt(reading)
        if reading.typed:
            return self._typed(reading, reading.typed)
        if not of.capital or context.part_of_longer(of):
            return NOTHING
        if self.gazetteer.find(of.name, None, Level.PROVINCE):
            return NOTHING  # the province is no place of an article
        if context.refused(of) and not context.locative(of):
            return (
                self._doubtful(of, "đứng sau từ chỉ người, trường, đường hoặc tổ chức")
                if self.home
                else NOTHING
            )
        return self._district(reading) or self._commune(reading)

    # -- with a type word

    def _typed(self, reading: Reading, typed: Typed) -> Verdict:
        of, chain = reading.of, reading.chain
        written_as_name = of.capital and not (of.shouted and self.context.enumerated(of, typed))
        if self.context.numbered(of) or (not written_as_name and self.risks.common(of.name)):
            return NOTHING
        far = self.risks.elsewhere(of.name)
        if chain.elsewhere == "typed" or (chain.elsewhere and far):
            return NOTHING
        choice = self._choice(reading, typed)
        if not choice.units:
            return NOTHING
        if not choice.clear:
            return Verdict(choice.units, certain=False, reason=choice.reason)
        if far and not (chain.districts or chain.home):
            if self.context.other_province_near(of, strictly=self.home):
                return Verdict(choice.units, certain=False, reason="câu nói đến tỉnh khác")
            if self.context.foreign and not self.home and not self.named:
                return Verdict(
                    choice.units, certain=False, reason="bài nói đến tỉnh khác, không nói đến Cao Bằng"
                )
        return Verdict(choice.units, certain=True, reason=choice.reason)

    def _choice(self, reading: Reading, typed: Typed | None) -> Choice:
        of, chain = reading.of, reading.chain
        kinds = typed.kinds if typed else frozenset[str]()
        former = chain.former or self.context.formerly(of, typed)
        units = of.units if typed else tuple(u for u in of.units if u.level is Level.COMMUNE)

        def with_districts(districts: tuple[Unit, ...]) -> Choice:
            return choose(self.gazetteer, units, self.day, kinds=kinds, districts=districts, former=former)

        choice = with_districts(chain.districts)
        if chain.districts or choice.clear or not choice.units:
            return choice
        if kinds and not any(u.kind in kinds for u in choice.units):
            return choice
        for districts in self._districts_around(of, units):
            narrower = with_districts(districts)
            if narrower.clear:
                return narrower
        if len(choice.units) == 1:
            return choice
        where = ", ".join(d.title for u in choice.units if (d := self.gazetteer.district(u, self.day)))
        return Choice(choice.units, f"có ở nhiều nơi: {where}", clear=False)

    def _districts_around(self, of: Candidate, units: tuple[Unit, ...]) -> list[tuple[Unit, ...]]:
        """The districts that may tell which commune is meant: of the sentence, the block, the text."""
        possible = {d for u in units for d in self.gazetteer.districts(u)}
        begin, end = self.context.sentence(of)
        first, last = self.context.view.block(of.start)
        before = [d for d in self._named_within(begin, of.start) if d in possible]
        found = [tuple(before[-1:])]
        for names in (
            self._named_within(begin, end),
            self._named_within(max(first, of.start - NEAR), min(last, of.start + NEAR)),
            self.named,
        ):
            inside = possible.intersection(names)
            if len(inside) == 1:
                found.append(tuple(inside))
        return [f for f in found if f]

    def learn(self, offset: int, district: Unit) -> None:
        """Take in that the text names a district for certain; offsets come in order."""
        self.named.add(district)
        self._places_named.append((offset, district))

    def _named_within(self, first: int, last: int) -> list[Unit]:
        low = bisect_left(self._places_named, first, key=lambda p: p[0])
        high = bisect_right(self._places_named, last, key=lambda p: p[0])
        return [unit for _, unit in self._places_named[low:high]]

    # -- without one

    def _district(self, reading: Reading) -> Verdict | None:
        """A bare name that a district bears; None if none does."""
        of = reading.of
        districts = tuple(u for u in of.units if u.level is Level.DISTRICT and u.kind == "huyện")
        if not districts:
            return None
        alive = tuple(u for u in districts if self.day is None or u.existed_on(self.day))
        if not alive:
            if self.home and self.day and self.day >= DISTRICTS_ENDED:
                now = tuple(u for u in of.units if u.existed_on(self.day))
                return Verdict(now or districts[-1:], certain=False, reason="huyện cũ hay xã ngày nay?")
            return self._doubtful(of, "huyện không còn vào ngày này") if self.home else NOTHING
        far = self.risks.of_another_land(of.name)
        if of.start in self.vouched:
            return Verdict(alive[-1:], certain=True, reason="đứng cạnh tên xã của huyện")
        if reading.chain.elsewhere or (far and self._far_away(of)):
            return NOTHING
        if self.home or reading.chain.home or self.named or (self.context.locative(of) and not far):
            return Verdict(alive[-1:], certain=True, reason="tên huyện của Cao Bằng")
        return Verdict(alive[-1:], certain=False, reason="không có từ “huyện”, bài không nói đến Cao Bằng")

    def _far_away(self, of: Candidate) -> bool:
        return self.context.other_province_near(of) or self.context.china_near(of)

    def _commune(self, reading: Reading) -> Verdict:
        of, chain = reading.of, reading.chain
        if chain.elsewhere:
            return NOTHING
        if chain.districts:
            choice = self._choice(reading, None)
            return Verdict(choice.units, certain=choice.clear, reason=choice.reason)
        choice = self._choice(reading, None)
        known = self.home or any(d in self.named for u in choice.units for d in self.gazetteer.districts(u))
        if choice.clear and known and self.context.locative(of) and not self.risks.risky(of.name):
            return Verdict(choice.units, certain=True, reason="tên riêng của một xã, sau từ chỉ nơi chốn")
        return self._doubtful(of, "không có loại đơn vị hay huyện đứng cạnh") if known else NOTHING

    def _misspelt(self, reading: Reading) -> Verdict:
        of = reading.of
        if not reading.typed or not of.capital or reading.chain.elsewhere:
            return NOTHING
        if self.context.other_province_near(of) or (self.context.foreign and not self.home):
            return NOTHING
        kinds = reading.typed.kinds
        units = tuple(u for u in of.units if u.kind in kinds and (self.day is None or u.existed_on(self.day)))
        return (
            Verdict(units[-1:], certain=False, reason=f"viết khác tên {units[-1].name}") if units else NOTHING
        )

    def _doubtful(self, of: Candidate, reason: str) -> Verdict:
        units = tuple(u for u in of.units if self.day is None or u.existed_on(self.day))
        return Verdict(units, certain=False, reason=reason)
