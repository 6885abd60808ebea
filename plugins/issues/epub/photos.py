"""Which file of each photo goes into a book, and under which name."""

from collections.abc import Iterable, Iterator

from plugins.articles.model import Article
from plugins.images.model import Photo, Rendition
from plugins.issues.files import Files

JPEG = "image/jpeg"
# A book of photos 1200 px wide goes through any mail below 5 MB; above this, all are taken at 720 px.
MOST_BYTES = 4_000_000
SMALL_WIDTH = 720


def photos_of(article: Article) -> tuple[Photo, ...]:
    """All photos an article shows, the lead photo first, each once."""
    found = (*((article.photo,) if article.photo else ()), *article.photos)
    return tuple({photo.widest.path: photo for photo in found}.values())


def book_files(photos: Iterable[Photo], files: Files) -> dict[str, tuple[Rendition, bytes]]:
    """The JPEG of each photo and its bytes, by the URL path of the photo's widest file.

    The rule: every photo as wide as it is (at most 1200 px) while all together stay below MOST_BYTES;
    else every photo in its size of 720 px.
    """
    distinct = {photo.widest.path: photo for photo in photos}
    wide = {path: (photo.widest, files.read(path)) for path, photo in distinct.items()}
    if sum(len(data) for _, data in wide.values()) <= MOST_BYTES:
        return wide
    small = {path: smallest(photo) for path, photo in distinct.items()}
    return {path: (rendition, files.read(rendition.path)) for path, rendition in small.items()}


def smallest(photo: Photo) -> Rendition:
    """The narrowest JPEG of a photo: 720 px, or all it has."""
    return next(_jpegs(photo), photo.widest)


def _jpegs(photo: Photo) -> Iterator[Rendition]:
    return (r for r in photo.renditions if r.media_type == JPEG and r.width >= SMALL_WIDTH)
