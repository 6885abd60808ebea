"""What became of articles under names they had: an issue file may be older than an article's address."""

from functools import cached_property

from plugins.addresses.ledger import load_ledger
from plugins.addresses.model import Home, Ledger, Settled
from plugins.addresses.settle import settle
from plugins.addresses.site import claimed, homes, today_of
from plugins.issues.model import Former
from plugins.library.folders import ADDRESSES_FILE, ContentFolder
from plugins.library.read import Reading

_ROOT = "/tin/"


class FormerArticles:
    """Follows an old name, "2014/04/<slug>" or its slug alone, by the ledger and by what articles claim.

    The ledger is read when somebody asks. Raises SiteDataError where it cannot be.
    """

    def __init__(self, folder: ContentFolder, reading: Reading) -> None:
        self._folder, self._reading = folder, reading

    def __call__(self, name: str) -> Former | None:
        """What became of the article; of several with one slug, the newest. None: there never was one."""
        path = f"{_ROOT}{name}/"
        if path not in self._known:
            same = [p for p in self._known if p.startswith(_ROOT) and p.endswith(f"/{name}/")]
            if not same:
                return None
            path = max(same)
        return Former(self._settled.moved.get(path, ""), path in self._settled.gone)

    @cached_property
    def _ledger(self) -> Ledger:
        return load_ledger(self._folder.root / ADDRESSES_FILE) or Ledger()

    @cached_property
    def _claimed(self) -> tuple[tuple[str, Home], ...]:
        return tuple(claimed(self._reading.library))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset((*self._ledger.entries, *(path for path, _ in self._claimed)))

    @cached_property
    def _settled(self) -> Settled:
        """As the whole site settles it, but for lists, which no article becomes."""
        found = tuple(homes(self._reading.library))
        entries = {path: e for path, e in self._ledger.entries.items() if path.startswith(_ROOT)}
        paths = frozenset(home.path for home in found)
        return settle(Ledger(entries), today_of(self._reading, self._claimed, paths, lambda: found))
