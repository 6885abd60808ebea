"""The units a name is said to lie in: 'Xuân Trường (Bảo Lạc)', 'xã A, huyện B, tỉnh C'."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from plugins.places.candidates import Candidate
from plugins.places.lexicon import Lexicon
from plugins.places.model import Level, Unit
from plugins.places.view import View, plain

_REACH = 120  # characters from one link to the next
_MAX_LINKS = 4  # xã, huyện, tỉnh, and one to spare
_KINDS = {
    "": "",
    **dict.fromkeys(("huyen", "h", "huyen doan", "huyendoan", "huyen uy"), "huyện"),
    **dict.fromkeys(("thanh pho", "tp"), "thành phố"),
}
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}(?= ?[,(–-])")
_IN_BRACKETS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,3}(?=\))")


@dataclass(frozen=True, slots=True)
class Chain:
    """What follows a name: its district, Cao Bằng itself, or a place outside Cao Bằng."""

    districts: tuple[Unit, ...] = ()
    end: int = 0
    at: int = -1  # where the district's name stands
    home: bool = False  # Cao Bằng itself is named
    elsewhere: str = ""  # "typed" (certainly) or "bare" (it seems): a place outside Cao Bằng is named
    former: bool = False  # the name is marked as of former times
    inherited: bool = False  # said after a later name of the list


class ChainReader:
    """Reads the chains of one text; `at` are its candidates by where they begin."""

    def __init__(self, view: View, at: Mapping[int, Candidate], day: date | None) -> None:
        self._view = view
        self._at = at
        self._day = day

    def read(self, of: Candidate, lexicon: Lexicon, text: str, *, is_district: bool) -> Chain:
        """The chain after one name; a district lies in no other."""
        limit = self._view.block(of.start)[1]
        former = lexicon.former.match(text, of.end, limit)
        position = former.end() if former else of.end
        chain = Chain(end=of.end, former=former is not None)
        for _ in range(_MAX_LINKS):
            link = lexicon.link.match(text, position, min(limit, position + _REACH))
            if not link or not (link["mark"] or link["verb"]) or link.end() >= limit:
                break
            here, kind = link.end(), _KINDS.get(plain((link["type"] or "").rstrip(".")), "other")
            home = lexicon.home.match(text, here)
            if home and kind != "thành phố":
                return replace(chain, end=home.end(), home=True)
            named = self._at.get(here)
            if named is None or not named.exact:
                outside = not chain.districts and self._is_name(here)
                far = self._elsewhere(lexicon, text, link, kind, is_district=is_district) if outside else ""
                return replace(chain, elsewhere=far)
            gone = lexicon.former.match(text, named.end, limit)
            districts = () if is_district else self._districts(named, kind, former=gone is not None)
            if not districts:
                break
            position = gone.end() if gone else named.end
            chain = replace(chain, districts=districts, end=position, at=named.start)
        return chain

    def _districts(self, named: Candidate, kind: str, *, former: bool) -> tuple[Unit, ...]:
        """The districts a name in the chain may mean; a bare name of a district that is gone means none."""
        districts = tuple(
            u for u in named.units if u.level is Level.DISTRICT and (not kind or u.kind == kind)
        )
        alive = tuple(u for u in districts if self._day is None or u.existed_on(self._day))
        return alive or (districts if kind or former else ())

    def _elsewhere(
        self, lexicon: Lexicon, text: str, link: re.Match[str], kind: str, *, is_district: bool
    ) -> str:
        """Whether the name that follows is a place outside Cao Bằng: '', 'bare' or 'typed'."""
        here = link.end()
        if lexicon.province.match(text, here) or lexicon.china.match(text, here):
            return "typed" if kind or link["verb"] or link["mark"] == "(" else "bare"
        if kind:
            # "huyện Bảo Lạc, huyện Lục Nam" are two districts beside each other
            return "" if kind == "huyện" and is_district else "typed"
        name = _NAME.match(self._view.shown, here)
        named = name is not None and all(word[0].isupper() for word in name[0].split())
        beyond = lexicon.link.match(text, name.end()) if name and named else None
        if beyond and beyond["mark"] and lexicon.province.match(text, beyond.end()):
            return "typed"  # "xã Thành Công, Gò Công Tây, Tiền Giang"
        return "bare" if link["mark"] == "(" and self._is_name_in_brackets(here) else ""

    def _is_name(self, here: int) -> bool:
        return self._view.shown[here].isupper()

    def _is_name_in_brackets(self, here: int) -> bool:
        name = _IN_BRACKETS.match(self._view.shown, here)
        return name is not None and all(word[0].isupper() for word in name[0].split())
