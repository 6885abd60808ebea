"""Where everything lies and what the newsroom knows: made once for a run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.core.site import SiteData, load_site_data
from plugins.intake.codes import district_initials
from plugins.library.folders import IMPRINT_FILE, PLACES, SECTIONS_FILE, ContentFolder
from plugins.places.gazetteer import Gazetteer, load_gazetteer

OWN_FOLDER = ".tiep-nhan"


@dataclass(frozen=True, slots=True)
class Desk:
    """The folders of one newsroom, and its data.

    `own` (`.tiep-nhan` beside content) holds the register and what it refers to, `cache` the photos of the
    build. `output` is the built site, None where nobody knows it: then what is approved and due counts
    as published.
    """

    inbox: Path
    content: Path
    own: Path
    cache: Path
    site: SiteData
    gazetteer: Gazetteer
    initials: Mapping[str, str]
    output: Path | None = None

    @property
    def staging(self) -> Path:
        """Where copies are worked on; nothing in it outlives a run."""
        return self.own / "tam"

    def kept(self, code: str, revision: int) -> Path:
        """Where the account of a version is kept."""
        return self.own / "bai" / code / str(revision)

    def prepare(self) -> None:
        """Make our own folder, private, and out of git."""
        self.own.mkdir(mode=0o700, parents=True, exist_ok=True)
        ignore = self.own / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")


def open_desk(inbox: Path, content: Path, fallback: Path, cache: Path, output: Path | None = None) -> Desk:
    """The desk of a content folder; what it lacks comes from `fallback`.

    Raises SiteDataError or PlacesError where the newsroom's own data is broken.
    """
    content = content.absolute()
    folder = ContentFolder(content, fallback)
    gazetteer = load_gazetteer(folder.part(PLACES))
    return Desk(
        inbox=inbox.absolute(),
        content=content,
        own=content.parent / OWN_FOLDER,
        cache=cache,
        site=load_site_data(folder.part(SECTIONS_FILE), folder.part(IMPRINT_FILE)),
        gazetteer=gazetteer,
        initials=district_initials(gazetteer.units),
        output=output,
    )


def month_folder(day: datetime) -> str:
    """`bai-viet/2014/04`."""
    return f"bai-viet/{day:%Y}/{day:%m}"
