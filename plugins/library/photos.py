"""Photos for the reader of articles: made once, and remembered for publishing."""

from collections.abc import Mapping
from pathlib import Path

from plugins.images.load import find_photo, load_photo
from plugins.images.model import Photo

URL_FOLDER = "/anh/"


class PhotoDesk:
    """Loads photos and keeps what has to be published: URL path to file in the cache.

    Photos of an article that is then held are dropped with `forget`, so that they reach no output.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._fresh: dict[str, Path] = {}
        self._kept: dict[str, Path] = {}

    def __call__(self, folder: Path, name: str, alt: str, caption: str, credit: str) -> Photo:
        """The photo of that name in a folder. Raises FieldError where there is none that can be used."""
        loaded = load_photo(
            find_photo(folder, name), self._cache, URL_FOLDER, alt=alt, caption=caption, credit=credit
        )
        self._fresh.update(loaded.files)
        return loaded.photo

    def keep(self) -> None:
        """The article of the photos loaded since the last call is published."""
        self._kept.update(self._fresh)
        self._fresh.clear()

    def forget(self) -> None:
        """The article of the photos loaded since the last call is held."""
        self._fresh.clear()

    @property
    def files(self) -> Mapping[str, Path]:
        """What to publish."""
        return dict(sorted(self._kept.items()))
