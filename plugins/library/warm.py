"""What a process that builds again and again need not load again: outcomes stay as objects."""

from collections.abc import Iterable
from pathlib import Path

from plugins.core.cachefile import CacheError
from plugins.core.site import SiteData
from plugins.library.kept import Kept, MadeOf
from plugins.places.gazetteer import Gazetteer


class Memory:
    """Lives as long as the process and hands every build the records of the one before."""

    def __init__(self) -> None:
        self._held: tuple[Path | None, bytes, WarmKept] | None = None

    def kept(self, file: Path | None, root: Path, key: bytes, site: SiteData, gazetteer: Gazetteer) -> Kept:
        """The records of a content folder; as loaded before, with the site and gazetteer they belong to,
        where it is the same file and the same `key`.
        """
        if self._held is None or self._held[:2] != (file, key):
            self._held = file, key, WarmKept(file, root, key, site, gazetteer)
        return self._held[2]

    def forget(self) -> None:
        """Nothing that is held can be trusted."""
        self._held = None


class WarmKept(Kept):
    """Records whose outcomes are loaded once."""

    def __init__(
        self, file: Path | None, root: Path, key: bytes, site: SiteData, gazetteer: Gazetteer
    ) -> None:
        super().__init__(file, root, key, site, gazetteer)
        self._loaded: dict[str, tuple[MadeOf, object]] = {}

    def outcome(self, name: str) -> object:
        """The kept outcome of a source, the same object each time. Raises CacheError where it is damaged."""
        made_of = self.made_of(name)
        held = self._loaded.get(name)
        if held is None or held[0] is not made_of:
            if made_of is None:
                raise CacheError(name)
            held = self._loaded[name] = made_of, super().outcome(name)
        return held[1]

    def save(self, names: Iterable[str]) -> None:
        """As Kept does; what is gone is no longer held."""
        names = {*names}
        super().save(names)
        for gone in self._loaded.keys() - names:
            del self._loaded[gone]
