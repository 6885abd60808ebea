"""The newsroom with its bulletin: the content folder read, then every issue file over it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.library.folders import BULLETINS, PHOTOS, ContentFolder
from plugins.library.photos import PhotoDesk
from plugins.library.read import Notice, Reading, read_content, unheard
from plugins.library.warm import Memory

if TYPE_CHECKING:
    from plugins.issues.desk import Printed
    from plugins.issues.model import Issue, Trail
    from plugins.issues.seal import Seal


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What came of a content folder: `reading` counts the issues too; `printed` newest first.

    `drafts` are sound issues that wait (for their day, or to be approved), `seals` those of closed ones.
    A file of a closed issue that is not what it was counts as a source that is held.
    """

    reading: Reading
    printed: "tuple[Printed, ...]" = ()
    drafts: "tuple[Issue, ...]" = ()
    seals: "Mapping[str, Seal]" = field(default_factory=dict)


def read_newsroom(
    folder: ContentFolder,
    now: datetime,
    cache: Path,
    notice: Notice = unheard,
    memory: Memory | None = None,
    former: "Callable[[ContentFolder, Reading], Trail] | None" = None,
) -> Newsroom:
    """Read everything. Raises SiteDataError or PlacesError where the newsroom's own data is broken.

    `memory`: see read_content. `former` makes what follows articles that issues name by old addresses.
    """
    photos = PhotoDesk(cache / PHOTOS, later=True)
    reading = read_content(folder, now, cache, notice, photos, keep=True, memory=memory)
    if not (folder.root / BULLETINS).is_dir():
        photos.close(folder.root)
        return Newsroom(reading)
    from plugins.issues.desk import IssuesDesk  # noqa: PLC0415 - only where there is a bulletin
    from plugins.issues.model import untold  # noqa: PLC0415 - the same

    desk = IssuesDesk(folder.root, reading, photos, former(folder, reading) if former else untold)
    desk.read()
    photos.close(folder.root)
    printed, drafts = desk.printed(), desk.drafts()
    beside = [(f"{p.issue.path}{m.name}", m.file) for p in printed for m in p.made]
    held = desk.held()
    return Newsroom(
        replace(
            reading,
            # a closed issue is published as its seal has it, though its own file may be held
            received=reading.received + len(printed) + len(held - {*reading.held}),
            held=tuple(sorted({*reading.held, *held})),
            problems=tuple(sorted((*reading.problems, *desk.problems))),
            files=(*dict((*reading.files, *photos.files.items())).items(), *beside),
        ),
        printed,
        drafts,
        desk.seals,
    )
