"""Photos for the reader of articles: planned while reading, made in one go, remembered for publishing."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.images.find import find_photo
from plugins.images.load import files_of, photo_of
from plugins.images.model import Photo
from plugins.images.plan import Entry

if TYPE_CHECKING:
    from plugins.images.shelf import Shelf  # loads Pillow

Photos = Mapping[str, Entry]
"""The photos of a source, by the path of their file."""


class PhotoDesk:
    """Gives the reader of articles its photos and keeps what has to be published.

    What a source asked for is `fresh` until the next `forget`; only the photos of published sources
    are kept, so that those of a held article reach no output.

    With `later`, a photo that no build has made yet is only planned, until `make` makes all of them over
    all cores; the source has to be read once more then, and gets the finished photo or its fault.
    Without, and after `make`, a photo is made at once.
    """

    def __init__(self, cache: Path, *, later: bool = False, processes: int | None = None) -> None:
        self._cache, self._processes = cache, processes
        self._opened: Shelf | None = None
        self._later = later
        self._fresh: dict[str, Entry] = {}
        self._seen: dict[str, Entry] = {}
        self._kept: dict[str, Entry] = {}
        self._shared: set[str] = set()

    @property
    def _shelf(self) -> "Shelf":
        """Opened by the first photo that is new: a site of ten thousand known ones needs none."""
        if self._opened is None:
            from plugins.images.shelf import Shelf  # noqa: PLC0415 - loads Pillow

            self._opened = Shelf(self._cache, processes=self._processes)
            self._opened.learn(self._seen.values())
        return self._opened

    def __call__(self, folder: Path, name: str, alt: str, caption: str, credit: str) -> Photo:
        """The photo of that name in a folder. Raises FieldError where there is none that can be used."""
        entry = self._shelf.plan_photo(find_photo(folder, name))
        self._fresh[entry.file] = entry
        if not self._later:
            self._shelf.make_photos([entry])
        return photo_of(self._shelf.current(entry.plan), Path(entry.file).name, alt, caption, credit)

    @property
    def fresh(self) -> Photos:
        """The photos asked for since the last `forget`."""
        return dict(self._fresh)

    def forget(self) -> None:
        """Begin with a new source."""
        self._fresh.clear()

    def unmade(self, photos: Photos) -> bool:
        """Whether the source of these photos has to be read again after `make`."""
        return any(not self._shelf.is_made(entry.plan) for entry in photos.values())

    def there(self, photos: Photos) -> bool:
        """Whether the cache has what an earlier build has made of these photos."""
        return all(e.plan.fault or (self._cache / e.plan.sha256).is_dir() for e in photos.values())

    def learn(self, photos: Photos) -> None:
        """Take up what was planned, also in another process, of published and held sources alike."""
        self._seen.update(photos)
        if self._opened:
            self._opened.learn(photos.values())

    def make(self, photos: Photos, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Make the pixels of all these photos, over all cores."""
        if photos:
            self._shelf.make_photos(photos.values(), progress)
        self._later = False  # a photo that was exchanged meanwhile must not be left over

    def keep(self, photos: Photos) -> None:
        """The source of these photos is published."""
        self.learn(photos)
        self._kept.update(photos)

    def share(self, photo: Photo) -> None:
        """A page shows the photo's crop for social networks."""
        self._shared.add(photo.sha256)

    def close(self, root: Path) -> None:
        """All sources below `root` are read: what they no longer use leaves the cache."""
        if self._opened:
            self._opened.prune(root)

    @property
    def files(self) -> Mapping[str, Path]:
        """What to publish, by URL path."""
        found: dict[str, Path] = {}
        for entry in self._kept.values():
            plan = entry.plan
            share = (plan.share,) if plan.share and plan.sha256 in self._shared else ()
            found.update(files_of(self._cache, plan, (*plan.renditions, *share)))
        return dict(sorted(found.items()))
