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
from plugins.places.chain import Chain
from plugins.places.choose import Choice, choose
from plugins.places.context import Context, Typed
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
        self._headings: list[tuple[int, Unit]] = []
        self._places_named: list[tuple[int, Unit]] = []  # and where they are named, in order
        self.vouched: set[int] = set()  # where a district stands beside a commune of its own
        self.home = context.home or bool(known)

    def judge(self, reading: Reading, previous: Reading | None = None) -> Verdict:
        """The verdict on one name; `previous` is the name before it if that one is certain."""
        of, context = reading.of, self.context
        if context.is_motto(of) or context.is_words(of):
            return NOTHING
        if not of.exact:
            return self._misspelt(reading)
        if reading.typed:
            return self._typed(reading, reading.typed, previous)
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
        return self._district(reading) or self._commune(reading, previous)

    # -- with a type word

    def _typed(self, reading: Reading, typed: Typed, previous: Reading | None) -> Verdict:
        of, chain = reading.of, reading.chain
        written_as_name = of.capital and not (of.shouted and self.context.enumerated(of, typed))
        if self.context.numbered(of) or (not written_as_name and self.risks.common(of.name)):
            return NOTHING
        # "xã Thành Công, huyện Nguyên Bình": a district whose own commune stands before it is no other's
        own = previous is not None and bool(set(previous.chain.districts) & set(of.units))
        far = self.risks.elsewhere(of.name) and not own
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
            if not self.home and not self.named and self.context.foreign:
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
        i = bisect_left(self._headings, of.start, key=lambda p: p[0])
        heading = self._headings[i - 1][1] if i else None
        found = [tuple(before[-1:]), (heading,) if heading in possible else ()]
        for names in (
            self._named_within(begin, end),
            self._named_within(max(first, of.start - NEAR), min(last, of.start + NEAR)),
            self.named,
        ):
            inside = possible.intersection(names)
            if len(inside) == 1:
                found.append(tuple(inside))
        return [f for f in found if f]

    def learn(self, of: Candidate, district: Unit) -> None:
        """Take in that the text names a district for certain; names come in order."""
        self.named.add(district)
        self._places_named.append((of.start, district))
        if self.context.is_heading(of):
            self._headings.append((of.start, district))

    def _named_within(self, first: int, last: int) -> list[Unit]:
        low = bisect_left(self._places_named, first, key=lambda p: p[0])
        high = bisect_right(self._places_named, last, key=lambda p: p[0])
        return [unit for _, unit in self._places_named[low:high]]

    # -- without one

    def opens_its_communes(self, district: Reading, commune: Reading) -> bool:
        """Whether a bare district name opens a list of its communes, so that each vouches for the other."""
        if district.typed or not (district.of.exact and commune.of.exact and district.of.capital):
            return False
        named = {u for u in district.of.units if u.level is Level.DISTRICT}
        inside = any(
            named & set(self.gazetteer.districts(u)) for u in commune.of.units if u.level is Level.COMMUNE
        )
        return bool(named) and inside and self.context.opens(district.of, commune.of)

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
        if (
            self.home
            or reading.chain.home
            or self.named
            or (not far and (self.context.locative(of) or self.context.dateline(of)))
            # a name that no other place bears needs no help in a text about no other province
            or not (far or self.context.foreign)
        ):
            return Verdict(alive[-1:], certain=True, reason="tên huyện của Cao Bằng")
        return Verdict(alive[-1:], certain=False, reason="không có từ “huyện”, bài không nói đến Cao Bằng")

    def _far_away(self, of: Candidate) -> bool:
        return self.context.other_province_near(of) or self.context.china_near(of)

    def _commune(self, reading: Reading, previous: Reading | None) -> Verdict:
        of, chain = reading.of, reading.chain
        if chain.elsewhere:
            return NOTHING
        choice = self._choice(reading, None)
        if chain.districts:
            return Verdict(choice.units, certain=choice.clear, reason=choice.reason)
        if previous:
            beside = self._beside(reading, previous)
            if beside:
                return beside
        own = {d for u in choice.units for d in self.gazetteer.districts(u)}
        known = self.home or bool(own & self.named)
        if choice.clear and known and self.context.locative(of):
            near = bool(own.intersection(self._named_within(*self.context.sentence(of))))
            if not self.risks.risky(of.name) or (near and not self.risks.person_or_word(of.name)):
                return Verdict(choice.units, certain=True, reason="tên riêng của một xã, sau từ chỉ nơi chốn")
        return self._doubtful(of, "không có loại đơn vị hay huyện đứng cạnh") if known else NOTHING

    def _beside(self, reading: Reading, previous: Reading) -> Verdict | None:
        """A commune in a row of communes of one district, or the first after its district's name."""
        of = reading.of
        districts = tuple(u for u in previous.of.units if u.level is Level.DISTRICT)
        if not self.context.opens(previous.of, of):
            if districts or previous.typed or not self.context.beside(previous.of, of):
                return None
            districts = tuple(d for u in previous.of.units if (d := self.gazetteer.district(u, self.day)))
        units = tuple(u for u in of.units if u.level is Level.COMMUNE)
        choice = choose(self.gazetteer, units, self.day, kinds=(), districts=districts, former=False)
        if not districts or not choice.clear:
            return None
        return Verdict(choice.units, certain=True, reason="cùng hàng với các xã của một huyện")

    def _misspelt(self, reading: Reading) -> Verdict:
        of = reading.of
        if not reading.typed or not of.capital or reading.chain.elsewhere:
            return NOTHING
        if self.context.other_province_near(of) or (not self.home and self.context.foreign):
            return NOTHING
        kinds = reading.typed.kinds
        units = tuple(u for u in of.units if u.kind in kinds and (self.day is None or u.existed_on(self.day)))
        return (
            Verdict(units[-1:], certain=False, reason=f"viết khác tên {units[-1].name}") if units else NOTHING
        )

    def _doubtful(self, of: Candidate, reason: str) -> Verdict:
        units = tuple(u for u in of.units if self.day is None or u.existed_on(self.day))
        return Verdict(units, certain=False, reason=reason)
