"""The Pelican plugin: one generator that reads the content folder and writes the whole site.

Pelican's own generators are given nothing to do (see pelicanconf.py): they set header fields as
attributes of objects and share one global context with every template, and this site allows neither.
"""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.core.dates import HANOI
from plugins.issues.bulletin import Newsroom, read_newsroom
from plugins.library.folders import PLACES, ContentFolder
from plugins.library.read import Notice, Reading, unheard
from plugins.output.publish import Edition, publish
from plugins.output.report import write_held_report


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
        self.folder = ContentFolder(Path(path), fallback)
        self.theme = Path(theme)
        self.output = Path(output_path)
        self.cache = Path(settings["NEWSROOM_CACHE"])
        self.report_beside = Path(settings.get("NEWSROOM_OUTPUT") or output_path)
        self.public = bool(settings["NEWSROOM_PUBLIC"])
        self.now: datetime = settings.get("NEWSROOM_NOW") or datetime.now(HANOI)
        self.notice: Notice = settings.get("NEWSROOM_NOTICE") or unheard
        self.newsroom: Newsroom | None = None
        self.page_count = 0
        context["newsroom"] = self

    @property
    def reading(self) -> Reading:
        """What was read; only after `generate_context`."""
        assert self.newsroom is not None
        return self.newsroom.reading

    def generate_context(self) -> None:
        """Read and judge every source."""
        self.newsroom = read_newsroom(self.folder, self.now, self.cache, self.notice)

    def generate_output(self, writer: object) -> None:
        """Write every file of the site, and the report on what was held."""
        assert self.newsroom is not None
        map_file = self.folder.part(PLACES) / "districts.geojson"
        edition = Edition(self.newsroom, self.theme, map_file, self.public)
        self.page_count = publish(edition, self.output, partial(self.notice, "Viết trang"))
        write_held_report(self.newsroom.reading, self.report_beside)


def _generators(pelican: object) -> type[NewsroomGenerator]:
    return NewsroomGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
