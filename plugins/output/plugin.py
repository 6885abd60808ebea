"""The Pelican plugin: one generator that reads the content folder and writes the whole site.

Pelican's own generators are given nothing to do (see pelicanconf.py): they set header fields as
attributes of objects and share one global context with every template, and this site allows neither.
"""

from contextlib import nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from plugins.addresses.articles import FormerArticles
from plugins.core.dates import HANOI
from plugins.issues.bulletin import Newsroom, read_newsroom
from plugins.library.folders import PLACES, ContentFolder
from plugins.library.read import Notice, Reading, unheard
from plugins.library.warm import Memory
from plugins.output.publish import Edition, Published, publish
from plugins.output.report import note_changes, write_held_report, write_ledger, write_nginx_maps
from plugins.output.tree import Tree, rebuilding
from plugins.output.unchanged import Inputs

WRITING = "Viết trang"


class NewsroomGenerator:
    """Pelican's generator protocol: `generate_context` reads, `generate_output` writes."""

    def __init__(
        self,
        context: dict[str, Any],
        settings: dict[str, Any],
        path: str,
        theme: str,
        output_path: str,
        **_: Any,
    ) -> None:
        fallback = Path(settings["NEWSROOM_CONTENT"])
        self.inputs: Inputs | None = settings.get("NEWSROOM_INPUTS")
        self.folder = ContentFolder(Path(path), fallback, self.inputs and self.inputs.content)
        self.theme = Path(theme)
        self.output = Path(output_path)
        self.tree: Tree | None = settings.get("NEWSROOM_TREE")
        self.cache = Path(settings["NEWSROOM_CACHE"])
        self.public = bool(settings["NEWSROOM_PUBLIC"])
        self.searched = bool(settings.get("NEWSROOM_SEARCH", True))
        self.now: datetime = settings.get("NEWSROOM_NOW") or datetime.now(HANOI)
        self.notice: Notice = settings.get("NEWSROOM_NOTICE") or unheard
        self.memory: Memory | None = settings.get("NEWSROOM_MEMORY")
        self.newsroom: Newsroom | None = None
        self.published: Published | None = None
        context["newsroom"] = self

    @property
    def reading(self) -> Reading:
        """What was read; only after `generate_context`."""
        assert self.newsroom is not None
        return self.newsroom.reading

    def generate_context(self) -> None:
        """Read and judge every source."""
        self.newsroom = read_newsroom(
            self.folder, self.now, self.cache, self.notice, self.memory, FormerArticles
        )

    def generate_output(self, writer: object) -> None:
        """Bring every file of the site up to date, and write the reports for editors."""
        assert self.newsroom is not None
        map_file = self.folder.part(PLACES) / "districts.geojson"
        edition = Edition(
            self.newsroom,
            self.theme,
            map_file,
            self.public,
            self.folder,
            self.cache,
            self.searched,
            self.inputs,
        )
        with nullcontext(self.tree) if self.tree else rebuilding(self.output) as tree:
            self.published = publish(edition, tree, partial(self.notice, WRITING))
            write_held_report(self.newsroom.reading, self.output)
            write_nginx_maps(self.published.addresses.settled, self.output)
            if self.public:  # before the site: a release without its ledger would be none
                write_ledger(self.published.addresses, self.folder.root)
        note_changes(self.published.changes, self.output)


def _generators(pelican: object) -> type[NewsroomGenerator]:
    return NewsroomGenerator


def register() -> None:
    """Called by Pelican."""
    from pelican import signals  # noqa: PLC0415 - `tasks.py build` drives the generator without Pelican

    signals.get_generators.connect(_generators)
