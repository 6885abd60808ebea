"""Judging one name of a text: certain, doubtful or no place at all, and the words why.

Precise before greedy. A type word (xã, huyện …) makes a name certain, unless the text puts it
outside Cao Bằng; the district beside it does so too, unless the name is part of something else (a
person, a school, a street). A district's own name needs a word of place or Cao Bằng itself
nearby. Everything else that is written like a name is offered as doubtful, or dropped.
"""

from dataclasses import dataclass
from datetime import date

from plugins.places.candidates import Candidate
from plugins.places.choose import Choice, choose
from plugins.places.context import Context
from plugins.places.gazetteer import Gazetteer
from plugins.places.known import Known, Reading
from plugins.places.model import DISTRICTS_ENDED, Level, Unit
from plugins.places.risk import Risks
from plugins.places.typeword import Typed


@dataclass(frozen=True, slots=True)
class Verdict:
    """The units meant; `certain` or only worth a look; `reason` is Vietnamese, short."""

    units: tuple[Unit, ...]
    certain: bool
    reason: str


NOTHING = Verdict((), certain=False, reason="")


class Judge:
    """Judges the names of one text."""

    def __init__(
        self, gazetteer: Gazetteer, risks: Risks, context: Context, day: date | None, known: Known
    ) -> None:
        self.gazetteer = gazetteer
        self.risks = risks
        self.context = context
        self.day = day
        self.known = known

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
                if self.known.home
                else NOTHING
            )
        return self._district(reading) or self._commune(reading, previous)

    # -- with a type word

    def _typed(self, reading: Reading, typed: Typed, previous: Reading | None) -> Verdict:
        of, chain = reading.of, reading.chain
        written_as_name = of.capital and not (of.shouted and self.context.enumerated(of, typed))
        if self.context.numbered(of) or (not written_as_name and self.risks.common(of.name)):
            return NOTHING
        if self.context.is_officer(of, typed):
            return self._doubtful(of, "có thể là tên người")
        # "xã Thành Công, huyện Nguyên Bình": a district whose own commune stands before it is no other's
        own = previous is not None and bool(set(previous.chain.districts) & set(of.units))
        far = self.risks.elsewhere(of.name) and not own and of.start not in self.known.vouched
        if chain.elsewhere == "typed" or (chain.elsewhere and far):
            return NOTHING
        if of.start in self.known.parts:
            return Verdict(self.known.parts[of.start], certain=True, reason="đơn vị hợp thành của một đơn vị")
        choice = self._choice(reading, typed)
        if not choice.units:
            return NOTHING
        if not choice.clear:
            return Verdict(choice.units, certain=False, reason=choice.reason)
        if far and not (chain.districts or chain.home):
            if self.context.other_province_near(of, strictly=self.known.home):
                return Verdict(choice.units, certain=False, reason="câu nói đến tỉnh khác")
            alone = not self.known.home and not self.known.districts
            if alone and self.risks.often_elsewhere(of.name) and self.context.foreign:
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
        if chain.inherited and typed and not choice.clear and not self.risks.elsewhere(of.name):
            choice = with_districts(())  # what is said after the list does not hold for this name
        elif chain.districts:
            return choice
        if choice.clear or not choice.units:
            return choice
        if kinds and not any(u.kind in kinds for u in choice.units):
            return choice
        for districts in self.known.around(of, units):
            narrower = with_districts(districts)
            if narrower.clear:
                return narrower
        if len(choice.units) == 1:
            return choice
        where = ", ".join(d.title for u in choice.units if (d := self.gazetteer.district(u, self.day)))
        return Choice(choice.units, f"có ở nhiều nơi: {where}", clear=False)

    # -- without one

    def is_own_district(self, reading: Reading) -> bool:
        """Whether a bare name is that of a district and no other land has one of that name."""
        of = reading.of
        if reading.typed or not (of.exact and of.capital) or self.risks.of_another_land(of.name):
            return False
        verdict = self._district(reading)
        return bool(verdict and verdict.units) and not (
            self.context.part_of_longer(of) or self.context.refused(of)
        )

    def _district(self, reading: Reading) -> Verdict | None:
        """A bare name that a district bears; None if none does."""
        of = reading.of
        districts = tuple(u for u in of.units if u.level is Level.DISTRICT and u.kind == "huyện")
        if not districts:
            return None
        alive = tuple(u for u in districts if self.day is None or u.existed_on(self.day))
        if not alive:
            if self.known.home and self.day and self.day >= DISTRICTS_ENDED:
                now = tuple(u for u in of.units if u.existed_on(self.day))
                return Verdict(now or districts[-1:], certain=False, reason="huyện cũ hay xã ngày nay?")
            return self._doubtful(of, "huyện không còn vào ngày này") if self.known.home else NOTHING
        far = self.risks.of_another_land(of.name)
        if of.start in self.known.vouched:
            return Verdict(alive[-1:], certain=True, reason="đứng cạnh tên xã của huyện")
        if reading.chain.elsewhere or (far and self._far_away(of)):
            return NOTHING
        if (
            self.known.home
            or reading.chain.home
            or self.known.districts
            or (not far and (self.context.locative(of) or self.context.dateline(of)))
            # a name that no other place bears needs no help in a text about no other province
            or not ((far and not self.known.of_communes.intersection(alive)) or self.context.foreign)
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
        bare = self._may_be_bare(of) and not self.risks.hero(of.name)  # "Thục Phán ở Cao Bằng" is the king
        if chain.home and choice.clear and bare:
            return Verdict(choice.units, certain=True, reason="có tỉnh đứng cạnh")
        if of.start in self.known.parts:
            return Verdict(self.known.parts[of.start], certain=True, reason="đơn vị hợp thành của một đơn vị")
        if previous:
            beside = self._beside(reading, previous)
            if beside:
                return beside
        if choice.clear and self.context.on_the_day(of) and not self.context.foreign:
            return Verdict(choice.units, certain=True, reason="nơi ký văn bản")
        own = {d for u in choice.units for d in self.gazetteer.districts(u)}
        known = self.known.home or bool(own & self.known.districts)
        if choice.clear and known and self._is_own_name(of, own):
            return Verdict(choice.units, certain=True, reason="tên riêng của một xã, sau từ chỉ nơi chốn")
        return self._doubtful(of, "không có loại đơn vị hay huyện đứng cạnh") if known else NOTHING

    def _is_own_name(self, of: Candidate, own: set[Unit]) -> bool:
        """Whether a bare name can be nothing but the commune: the riskier, the more must stand around it."""
        near = bool(own.intersection(self.known.in_sentence(of)))
        if not self.risks.risky(of.name):
            return near or self.context.locative(of)
        if not near or self.risks.hero_or_word(of.name):
            return False
        return self.context.locative(of) and self._may_be_bare(of)

    def _may_be_bare(self, of: Candidate) -> bool:
        """Whether a name that a person or a word may bear as well is said of a place."""
        return not self.risks.person_or_word(of.name) or self.context.spatial(of)

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
        if self.context.other_province_near(of) or (not self.known.home and self.context.foreign):
            return NOTHING
        kinds = reading.typed.kinds
        units = tuple(u for u in of.units if u.kind in kinds and (self.day is None or u.existed_on(self.day)))
        return (
            Verdict(units[-1:], certain=False, reason=f"viết khác tên {units[-1].name}") if units else NOTHING
        )

    def _doubtful(self, of: Candidate, reason: str) -> Verdict:
        units = tuple(u for u in of.units if self.day is None or u.existed_on(self.day))
        return Verdict(units, certain=False, reason=reason)
