"""Photos for the reader of articles: made once, and remembered for publishing."""

from collections.abc import Mapping
from pathlib import Path

from plugins.images.load import find_photo, load_photo
from plugins.images.model import Photo

URL_FOLDER = "/anh/"


Photos = Mapping[str, Path]
"""URL path of a rendition to its file in the cache."""


class PhotoDesk:
    """Loads photos and keeps what has to be published.

    What a source loaded is `fresh` until the next `forget`; only the photos of published sources are
    kept, so that those of a held article reach no output.
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

    @property
    def fresh(self) -> Photos:
        """The photos loaded since the last `forget`."""
        return dict(self._fresh)

    def forget(self) -> None:
        """Begin with a new source."""
        self._fresh.clear()

    def keep(self, photos: Photos) -> None:
        """The source of these photos is published."""
        self._kept.update(photos)

    @property
    def files(self) -> Photos:
        """What to publish, by URL path."""
        return dict(sorted(self._kept.items()))
