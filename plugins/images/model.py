"""A photo as a page shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a photo: URL path, pixel width and height, media type."""

    path: str
    width: int
    height: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo with its words. `renditions` go from narrow to wide; all have one aspect ratio."""

    renditions: tuple[Rendition, ...]
    alt: str
    caption: str
    credit: str

    @property
    def widest(self) -> Rendition:
        """The largest file, for sharing and for browsers that choose nothing."""
        return self.renditions[-1]
