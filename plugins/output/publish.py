"""From a library to a folder of files: pages, feeds, sitemap, photos, the theme's own files."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.core.parallel import ordered_map
from plugins.images.card import card_path, draw_card
from plugins.issues.bulletin import Newsroom
from plugins.library.library import Library
from plugins.output.budget import Budget
from plugins.output.feeds import feeds, robots, sitemap
from plugins.output.templates import Templates
from plugins.pages.desk import Desk
from plugins.pages.maps import Maps
from plugins.pages.page import Page
from plugins.pages.site import all_pages, chrome

Progress = Callable[[int, int], None]


class OutputError(Exception):
    """The site would be wrong: two pages at one address, a budget broken. Vietnamese, a line each."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What is to be published and how. `map_file` is districts.geojson."""

    newsroom: Newsroom
    theme: Path
    map_file: Path
    public: bool


def publish(edition: Edition, output: Path, progress: Progress = lambda done, total: None) -> int:
    """Write the whole site below an empty folder; returns the number of pages.

    Raises OutputError, after writing, with every fault of the output there is.
    """
    library, printed = edition.newsroom.reading.library, edition.newsroom.printed
    base_url = library.site.imprint_on(library.now.date()).site_url
    desk = Desk(library, base_url)
    pages = tuple(all_pages(desk, library, Maps(edition.map_file), printed))
    writer = _Writer(output)
    budget = Budget.load(edition.theme)
    faults = writer.pages(pages, Templates(edition.theme, chrome(desk, library, printed)), budget, progress)
    for path, text in feeds(library, base_url):
        writer.text(path, text)
    writer.text("/sitemap.xml", sitemap(pages, base_url))
    writer.text("/robots.txt", robots(base_url, public=edition.public))
    for path, file in edition.newsroom.reading.files:
        writer.copy(path, file)
    static = edition.theme / "static"
    for path, card in _cards(library, static):
        writer.data(path, card)
    for file in sorted(f for f in static.rglob("*") if f.is_file()):
        writer.copy(f"/{file.relative_to(static).as_posix()}", file)
    faults += budget.font_faults(output)
    if writer.collisions or faults:
        raise OutputError("\n".join([*writer.collisions, *faults]))
    return len(pages)


def _cards(library: Library, static: Path) -> Iterator[tuple[str, bytes]]:
    """What stands for pages without a photo in social networks: a card for the site, one a section."""
    imprint = library.site.imprint_on(library.now.date())
    icon = static / "icon-180.png"
    yield card_path(), draw_card(icon, imprint.publisher, imprint.site_name)
    for section in library.site.sections:
        yield card_path(section.slug), draw_card(icon, imprint.site_name, section.name)


class _Writer:
    """Writes files below one folder and notices when two want one address."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.written: set[str] = set()
        self.folders: set[Path] = set()
        self.collisions: list[str] = []

    def pages(
        self, pages: tuple[Page, ...], templates: Templates, budget: Budget, progress: Progress
    ) -> list[str]:
        """Draw and write all pages; returns what breaks the budget."""
        places = [self._place(f"/{page.file}") for page in pages]
        templates.compile(page.template for page in pages)

        def write(number: int) -> list[str]:
            page, file = pages[number], places[number]
            html = templates.render(page)
            if file:
                file.write_bytes(html.encode())
            return list(budget.faults(page, html))

        faults: list[str] = []
        for done, of_page in enumerate(ordered_map(write, range(len(pages))), 1):
            faults += of_page
            progress(done, len(pages))
        return faults

    def text(self, path: str, text: str) -> None:
        """A UTF-8 file."""
        self.data(path, text.encode())

    def data(self, path: str, data: bytes) -> None:
        """A file of these bytes."""
        if file := self._place(path):
            file.write_bytes(data)

    def copy(self, path: str, source: Path) -> None:
        """A copy of a file, without its times and rights."""
        if file := self._place(path):
            shutil.copyfile(source, file)

    def _place(self, path: str) -> Path | None:
        if ".." in path.split("/"):
            self.collisions.append(f"Địa chỉ dẫn ra ngoài thư mục trang: {path}")
            return None
        if path in self.written:
            self.collisions.append(f"Hai trang cùng một địa chỉ: {path}")
            return None
        self.written.add(path)
        file = self.output / path.lstrip("/")
        if file.parent not in self.folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            self.folders.add(file.parent)
        return file
