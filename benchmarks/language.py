"""How the articles of the corpus sound: a few words over and over, or a language of many.

Few words are the worst case for lists of who has a word: nearly every article has nearly every syllable.
Many words are spread as in a real text: some in every article, thousands in a few.
"""

import random
from itertools import accumulate, islice
from typing import Protocol

from plugins.legacy.syllables import syllables

_UNION = """
đoàn viên thanh niên xã huyện tỉnh công trình đường làng bản nhà văn hoá trồng cỏ nuôi bò vay vốn tập huấn
kỹ thuật chăn nuôi ruộng nương nước sạch trường học em nhỏ cán bộ trí thức trẻ tình nguyện nông thôn mới
họp bàn kế hoạch tháng quý báo cáo kết quả vận động bà con xoá đói giảm nghèo phong trào thi đua
""".split()
# The words that lead every count of Vietnamese, and those a youth union's newsroom writes most.
_FREQUENT = """
và, của, là, các, có, được, trong, cho, đã, với, những, một, này, để, không, về, người, năm, ở, đến, từ, khi,
cũng, ra, vào, như, trên, tại, nhiều, làm, lại, phải, đoàn, xã, huyện, tỉnh, thanh niên, đoàn viên, công tác,
hoạt động, tổ chức, tham gia, thực hiện, xây dựng, phát triển, kinh tế, trí thức trẻ, dự án, kế hoạch, bà con,
nhân dân, địa phương, đồng chí, bí thư, cán bộ, chương trình, phong trào, tình nguyện, nông thôn mới, đường,
công trình, học sinh, trường, giáo viên, hộ nghèo, giảm nghèo, vay vốn, chăn nuôi, trồng cỏ, nuôi bò, mô hình,
tập huấn, kỹ thuật, văn hóa, sức khỏe, hoà bình, hội nghị, báo cáo, kết quả, triệu đồng, tháng, ngày, tuổi,
trẻ em, gia đình, đất, nước, nương, rừng, đương, dương, đoạn, tương đương, biểu dương, đảm đương, nhà, bản
""".replace("\n", " ").split(",")
_SYLLABLES, _WORDS, _PAIRED = 6000, 16_000, 0.7
_FLAT, _STEEP = 8, 1.05  # of Zipf's law: a word's share falls with (rank + _FLAT) ** -_STEEP
_THEME, _OWN = 30, 0.4  # an article has so many words of its own, which are this part of its text


class Language(Protocol):
    """Something that can write articles."""

    def article(self, chance: random.Random) -> tuple[str, str, str]:
        """Title, summary and Markdown of a new article."""
        ...


class Few:
    """Ninety syllables, all as likely."""

    def article(self, chance: random.Random) -> tuple[str, str, str]:
        """An article of 350 syllables."""
        return self._sentence(chance, 8), self._sentence(chance, 25), self._body(chance)

    def _sentence(self, chance: random.Random, words: int) -> str:
        return _capital(" ".join(chance.choices(_UNION, k=words)))

    def _body(self, chance: random.Random) -> str:
        say = self._sentence
        parts = [f"{say(chance, 40)}. **{say(chance, 4)}** {say(chance, 30)}.\n" for _ in range(4)]
        parts.insert(2, f"## {say(chance, 5)}\n")
        parts.append("\n".join(f"- {say(chance, 10)}" for _ in range(4)) + "\n")
        return "\n".join(parts)


class Many:
    """Words of one and two syllables that Vietnamese could have, as frequent as Zipf's law has it.

    Set beside 1,000 pieces of 410 syllables of real prose: a piece has 210 different ones there and 200 here,
    those of rank 10, 100 and 1,000 stand in 73, 33 and 4 of 100 pieces there, in 86, 38 and 4 here; all have
    150,000 different pairs there, 140,000 here.
    """

    def __init__(self) -> None:
        chance = random.Random(2014)  # the same language in every run
        known = sorted(chance.sample(sorted(syllables()), _SYLLABLES))
        chance.shuffle(known)
        weights = _zipf(len(known))
        invented = (
            " ".join(chance.choices(known, cum_weights=weights, k=1 + (chance.random() < _PAIRED)))
            for _ in range(2 * _WORDS)
        )
        frequent = dict.fromkeys(word.strip() for word in _FREQUENT)
        self._words = [*islice(dict.fromkeys([*frequent, *invented]), _WORDS)]
        self._weights = _zipf(len(self._words))

    def article(self, chance: random.Random) -> tuple[str, str, str]:
        """An article of some 360 syllables, some much shorter or longer."""
        theme = chance.choices(self._words, cum_weights=self._weights, k=_THEME)
        paragraphs = max(2, round(chance.lognormvariate(1.25, 0.45)))
        parts = [
            " ".join(f"{self._sentence(chance, theme, chance.randint(8, 18))}." for _ in range(4)) + "\n"
            for _ in range(paragraphs)
        ]
        parts.insert(len(parts) // 2, f"## {self._sentence(chance, theme, 4)}\n")
        return self._sentence(chance, theme, 5), f"{self._sentence(chance, theme, 12)}.", "\n".join(parts)

    def _sentence(self, chance: random.Random, theme: list[str], words: int) -> str:
        common = chance.choices(self._words, cum_weights=self._weights, k=words)
        return _capital(" ".join(chance.choice(theme) if chance.random() < _OWN else w for w in common))


def _zipf(count: int) -> list[float]:
    return [*accumulate((rank + _FLAT) ** -_STEEP for rank in range(count))]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
