"""A photo as a page shows it."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a photo: URL path, pixel width and height, media type."""

    path: str
    width: int
    height: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Note:
    """What an editor may want to know of a photo that is published all the same."""

    code: str
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo with its words. `renditions` go from narrow to wide; all have one aspect ratio.

    `name` is the file as the reporter knows it.
    `colour` ("#rrggbb") fills the photo's place until it comes. `share` is the crop for social
    networks, None where the photo is too small for one. `notes` are for the editor. `sha256` names
    the content; `look` (16 hex digits) is near for photos that look alike. Of a photo whose pixels are
    not made yet, only renditions, share and sha256 are known.
    """

    renditions: tuple[Rendition, ...]
    alt: str
    caption: str
    credit: str
    name: str = ""
    colour: str = ""
    share: Rendition | None = None
    notes: tuple[Note, ...] = ()
    sha256: str = ""
    look: str = ""

    @property
    def widest(self) -> Rendition:
        """The largest file, a JPEG: for browsers that choose nothing, for mail, for print."""
        return self.renditions[-1]

    @property
    def tall(self) -> bool:
        """Upright: higher than wide."""
        return self.height > self.width

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """(media type, srcset), the best type first, the type of `widest` last."""
        by_type: dict[str, list[str]] = {}
        for one in self.renditions:
            by_type.setdefault(one.media_type, []).append(f"{quote(one.path)} {one.width}w")
        return tuple((media_type, ", ".join(files)) for media_type, files in by_type.items())

    @property
    def width(self) -> int:
        """Pixels of the widest rendition."""
        return self.widest.width

    @property
    def height(self) -> int:
        """Pixels of the widest rendition."""
        return self.widest.height
