"""What the last build knew: the list of entries, each entry, each shard. One file a site.

All of it can be made again from the sources; what is damaged, or another's, is thrown away.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plugins.core.cachefile import CacheError, CacheFile
from plugins.core.sealed import SealError, seal, unseal


class Store:
    """Named values under seals, and one `state`. Without a file, or where none can be written, nothing is
    remembered beyond this build.

    `key` is the digest of all that decides them beyond the sources; `site` is the folder they are for.
    """

    def __init__(self, file: Path | None, key: bytes, site: Path) -> None:
        self._cache = CacheFile(file, key, site, "kept", ("data",))
        self._fresh: dict[str, bytes] = {}
        self.state: Any = self._cache.state

    def get(self, name: str) -> Any:
        """A value. Raises CacheError, and forgets everything, where it is gone or damaged."""
        try:
            return unseal(self._fresh[name] if name in self._fresh else self._cache.fetch("data", name))
        except (CacheError, SealError) as error:
            self.forget()
            raise CacheError(name) from error

    def put(self, name: str, value: object) -> None:
        """A new value; written with the next `save`."""
        self._fresh[name] = seal(value)

    def save(self, state: object, gone: Iterable[str]) -> None:
        """Write state and new values, drop those that are gone; a full disk leaves the file as it was."""
        self.state = state
        if self._cache.there:
            self._cache.save(self._fresh.items(), gone, state)

    def forget(self) -> None:
        """Throw the file away."""
        self.state = None
        self._cache.forget()
