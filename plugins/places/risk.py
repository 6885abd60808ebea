"""How risky a name is in running text, from the reasons of ambiguous.csv."""

from collections.abc import Mapping


class Risks:
    """Answers by name; a name that is not in the list carries no risk."""

    def __init__(self, reasons: Mapping[str, tuple[str, ...]]) -> None:
        self._reasons = reasons

    def common(self, name: str) -> bool:
        """Whether the name is also made of everyday words: An Lạc, Tự Do, Thống Nhất."""
        return self._has(name, "common-word", "national-motto")

    def elsewhere(self, name: str) -> bool:
        """Whether another province has, or had, a unit of that name."""
        return self._has(name, "commune-name-in", "district-elsewhere", "equals-province")

    def often_elsewhere(self, name: str) -> bool:
        """Whether several other provinces have a unit of that name, or one has a district."""
        return self.elsewhere(name) and not self._has(name, "commune-name-in-1-", "commune-name-in-2-")

    def of_another_land(self, name: str) -> bool:
        """Whether a bare district name may be another place: Bảo Lâm of Lâm Đồng, Trùng Khánh of China."""
        return self.elsewhere(name)

    def risky(self, name: str) -> bool:
        """Whether a bare commune name says too little: everything in the list."""
        return name in self._reasons or self._is_river(name)

    def person_or_word(self, name: str) -> bool:
        """Whether the name is a person's, a hero's or an everyday word: the worst to meet alone."""
        return self.hero_or_word(name) or self._has(name, "given-name-like")

    def hero_or_word(self, name: str) -> bool:
        """Whether the name is a hero's or an everyday word, met in texts of all kinds."""
        return self._has(name, "common-word", "national-motto", "historical-person") or self._is_river(name)

    def _is_river(self, name: str) -> bool:
        return name.startswith("Sông ")

    def hero(self, name: str) -> bool:
        """Whether the name is that of a person of history."""
        return self._has(name, "historical-person")

    def _has(self, name: str, *beginnings: str) -> bool:
        return any(reason.startswith(beginnings) for reason in self._reasons.get(name, ()))
