"""A photo taken in at once, pixels and all: for single photos; a site plans first (shelf.py)."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.core.text import nfc
from plugins.images.advise import notes
from plugins.images.faults import PhotoError
from plugins.images.model import Photo, Rendition
from plugins.images.plan import Plan, file_name

if TYPE_CHECKING:
    from plugins.images.shelf import Shelf  # loads Pillow


@dataclass(frozen=True, slots=True)
class LoadedPhoto:
    """A photo and the files to publish: (URL path, file in the cache)."""

    photo: Photo
    files: tuple[tuple[str, Path], ...]


def load_photo(file: Path, shelf: "Shelf", *, alt: str, caption: str = "", credit: str = "") -> LoadedPhoto:
    """Plan and make one photo. Raises FieldError where the file is no photo that can be used."""
    entry = shelf.plan_photo(file)
    shelf.make_photos([entry])
    photo = photo_of(shelf.current(entry.plan), file.name, alt, caption, credit)
    renditions = (*photo.renditions, *((photo.share,) if photo.share else ()))
    return LoadedPhoto(photo, files_of(shelf.cache, entry.plan, renditions))


def photo_of(plan: Plan, name: str, alt: str, caption: str, credit: str) -> Photo:
    """A planned photo with its words. Raises FieldError where the plan has a fault."""
    if plan.fault:
        raise PhotoError(plan.fault, **plan.figures).of(name)
    made = plan.made
    return Photo(
        plan.renditions,
        alt,
        caption,
        credit,
        name=nfc(name),
        colour=made.colour if made else "",
        share=plan.share,
        notes=tuple(notes(plan, name)),
        sha256=plan.sha256,
        look=made.look if made else "",
    )


def files_of(cache: Path, plan: Plan, renditions: tuple[Rendition, ...]) -> tuple[tuple[str, Path], ...]:
    """Where the files of renditions lie in a shelf's cache, by URL path."""
    folder = cache / plan.sha256
    return tuple((r.path, folder / file_name(r)) for r in renditions)
