"""From a library to a folder of files: pages, feeds, sitemap, photos, the theme's own files.

Every file of the site is named first, with a key: the digest of everything it is made of. Only those
whose key is new are made.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

from plugins.addresses.pages import old_pages
from plugins.addresses.settle import is_feed
from plugins.addresses.site import Addresses, addresses
from plugins.core.parallel import ENOUGH, ordered_map
from plugins.core.stamps import Digester, FileStamp, digest
from plugins.images.plan import URL_FOLDER, card_path
from plugins.issues.bulletin import Newsroom
from plugins.library.folders import ContentFolder
from plugins.core.cachefile import CacheError
from plugins.output import offline
from plugins.output.budget import Budget
from plugins.output.shown import Frame, Shown
from plugins.output.sitemaps import robots, sitemaps
from plugins.output.templates import Templates
from plugins.output.tree import Changes, Put, Tree
from plugins.output.unchanged import Inputs
from plugins.pages.desk import Desk
from plugins.pages.feeds import Feed
from plugins.pages.maps import Maps
from plugins.pages.page import Page
from plugins.pages.site import all_pages, chrome
from plugins.pages.views import Chrome
from plugins.search.index import update
from plugins.search.sources import sources
from plugins.search.store import Store

COMPILED, INDEX = "mau", "tim-kiem"
Progress = Callable[[int, int], None]


class OutputError(Exception):
    """The site would be wrong: two pages at one address, a budget broken. Vietnamese, a line each."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What is to be published and how. `map_file` is districts.geojson; `folder` is what the newsroom was read
    from; `cache` keeps compiled templates; without `searched` no index for search is made. `inputs` is a look
    at all that the site is made of, where one was taken.
    """

    newsroom: Newsroom
    theme: Path
    map_file: Path
    public: bool
    folder: ContentFolder
    cache: Path | None = None
    searched: bool = True
    inputs: Inputs | None = None

    def frame(self, order: bytes) -> Frame | None:
        """All that pages are made of but the texts of articles, None where it may change unseen.

        `order` is the digest of what pages there are and of the issues.
        """
        if self.inputs is None:
            return None
        reading = self.newsroom.reading
        sound, features = reading.features()
        others = self.inputs.digest(sound)
        if others is None:
            return None
        return Frame(digest(others + features + order), reading.library.now.timestamp(), reading.until)


@dataclass(frozen=True, slots=True)
class Published:
    """How many pages the site has, what differs from the site before, what pages are drawn from, and where
    old addresses lead.
    """

    pages: int
    changes: Changes
    sheets: tuple[Page, ...]
    chrome: Chrome
    addresses: Addresses


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the site: URL path, key, and how it is made: its bytes and what is wrong with them."""

    path: str
    key: bytes
    make: Callable[[], tuple[bytes, tuple[str, ...]]]


def publish(edition: Edition, tree: Tree, progress: Progress = lambda done, total: None) -> Published:
    """Bring the whole site below a tree up to date.

    Raises OutputError, before the tree is finished, with every fault of the output there is.
    """
    press = _Press(edition, tree)
    files = list(press.files())
    faults = list(_collisions(files))
    late = [f for f in files if not tree.stands(f.path, f.key)]
    if late and not faults:
        progress(0, len(late))  # whoever wants to give up does so before anything is written
        if len(late) >= ENOUGH:
            press.make_ready()
        tree.begin({file.path for file in late})
    put: dict[str, Put] = {}

    def write(number: int) -> tuple[Put, tuple[str, ...]]:
        file = late[number]
        data, wrong = file.make()
        return tree.put(file.path, file.key, data), (*wrong, *press.budget.script_faults(file.path, data))

    if not faults:
        for done, (one, wrong) in enumerate(ordered_map(write, range(len(late))), 1):
            put[late[done - 1].path] = one
            faults += wrong
            progress(done, len(late))
    faults += press.budget.font_faults(edition.theme / "static")
    if faults:
        raise OutputError("\n".join(faults))
    tree.finish((f.path for f in files if f.path not in put), put, press.shown.notes())
    return Published(len(press.pages), tree.changes, press.pages, press.chrome, press.addresses)


class _Press:
    """Names the files of an edition, and makes them."""

    def __init__(self, edition: Edition, tree: Tree) -> None:
        self.edition, self.output = edition, tree.output
        self.library = edition.newsroom.reading.library
        self.imprint = self.library.site.imprint_on(self.library.now.date())
        self.base_url = self.imprint.site_url
        self.budget = Budget.load(edition.theme)
        desk = Desk(self.library, self.base_url)
        printed = edition.newsroom.printed
        self.own_pages = tuple(all_pages(desk, self.library, Maps(edition.map_file), printed))
        self.digest = Digester()
        # an issue follows old addresses, and those may depend on a text
        order = self.digest((printed, *(page.path for page in self.own_pages)))
        self.shown = Shown(tree.notes, tree.known, edition.frame(order), self.library.articles)
        self.addresses = addresses(edition.folder, edition.newsroom, self.own_pages)
        self.moved_pages = tuple(old_pages(desk, self.addresses))
        self.pages = (*self.own_pages, *self.moved_pages)
        self.register = offline.registration(edition.theme) if self.imprint.offline else ("", b"")
        self.chrome = replace(chrome(desk, self.library, printed), script=self.register[0])
        # what a reader finds without a network, read or not
        self.kept = {"/", offline.PAGE, *(p.issue.path for p in printed[:1])}
        self._drawn_with: dict[str, bytes] = {}
        self._contents: dict[Path, bytes] = {}
        today, units = self.library.now.date(), self.library.gazetteer.units
        # what is the same for every file; the day counts only where it brings or ends something
        self.same = digest(
            edition.newsroom.reading.made_with
            + self.digest((self.imprint, tuple((u.begins <= today, u.ends < today) for u in units)))
            + bytes([edition.public])
        )

    @cached_property
    def templates(self) -> Templates:
        """The theme's templates; compiled only where a page has to be drawn."""
        cache = self.edition.cache
        return Templates(self.edition.theme, self.chrome, cache / COMPILED if cache else None)

    def make_ready(self) -> None:
        """Before the work is shared among processes."""
        self.templates.compile(page.template for page in self.pages)

    def files(self) -> Iterator[_File]:
        """All of them; the slowest to make first, so that no process is left alone with them at the end."""
        return chain(
            self._cards(),
            self._pages(),
            self._feeds(),
            self._index() if self.edition.searched else (),
            self._texts(),
            self._offline(),
            self._copies(),
        )

    def _pages(self) -> Iterator[_File]:
        for number, page in enumerate(self.own_pages):
            path = f"/{page.file}"
            key = self.shown.key(number, path)
            if key is None:
                self.digest.met.clear()
                key = self._key(page)
                self.shown.learn(number, self.digest.met)
            yield _File(path, key, partial(self._draw, page))
        for page in self.moved_pages:  # where they lead may depend on a text
            yield _File(f"/{page.file}", self._key(page), partial(self._draw, page))

    def _key(self, page: Page) -> bytes:
        """The digest of what a page shows and is drawn with."""
        common = self._drawn_with.get(page.template)
        if common is None:
            files = self.templates.closure(page.template)
            contents = b"".join(self._content(self.edition.theme / file) for file in files)
            common = digest(self.same + self.digest((self.chrome, files)) + contents)
            self._drawn_with[page.template] = common
        shows = [each() if callable(each) else each for each in page.shows]
        return digest(common + self.digest(shows) + page.path.encode())

    def _content(self, file: Path) -> bytes:
        if file not in self._contents:
            self._contents[file] = digest(file.read_bytes())
        return self._contents[file]

    def _draw(self, page: Page) -> tuple[bytes, tuple[str, ...]]:
        html = self.templates.render(page).encode()
        faults = (*self.budget.faults(page, html), *self.budget.photo_faults(page, html, self._size))
        return html, faults

    def _size(self, path: str) -> int:
        return self._photos[path].stat().st_size

    @cached_property
    def _photos(self) -> dict[str, Path]:
        return dict(self.edition.newsroom.reading.files)

    def _feeds(self) -> Iterator[_File]:
        """Those of today; where a list has moved, the feed it has now stands at the old address too."""
        made = {}
        for feed in self.addresses.feeds:
            key = digest(self.same + self.digest((feed.title, feed.path, feed.articles, feed.issues)))
            made[feed.address] = _File(feed.address, key, partial(self._feed, feed))
        yield from made.values()
        for old, new in self.addresses.settled.moved.items():
            if is_feed(old) and new in made:
                yield replace(made[new], path=old)

    def _feed(self, feed: Feed) -> tuple[bytes, tuple[str, ...]]:
        from plugins.output.atom import atom  # noqa: PLC0415 - few builds make a feed

        return atom(feed, self.library, self.base_url).encode(), ()

    def _index(self) -> Iterator[_File]:
        """What search asks for; kept beside the templates, a file a site."""
        newsroom, cache = self.edition.newsroom, self.edition.cache
        file = cache / INDEX / f"{digest(os.fsencode(self.output)).hex()}.sqlite" if cache else None
        store = Store(file, newsroom.reading.made_with, self.output)
        for one in update(list(sources(self.library, newsroom.printed, self.digest)), store):
            yield _File(one.path, digest(self.same + one.key), partial(_found, one.data))

    def _texts(self) -> Iterator[_File]:
        for path, text in (
            *sitemaps(self.pages, self.library, self.base_url),
            ("/robots.txt", robots(self.base_url, public=self.edition.public)),
        ):
            data = text.encode()
            yield _File(path, digest(data), partial(_ready, data))

    def _offline(self) -> Iterator[_File]:
        """The manifest, and the scripts of reading without a network, or what puts an end to them."""
        theme = self.edition.theme
        ready = {offline.MANIFEST: offline.manifest(self.imprint.site_name, self.imprint.publisher)}
        if self.imprint.offline:
            ready |= [self.register]
            pages = [page for page in self.pages if page.path in self.kept]
            key = digest(offline.script(theme, "worker.js") + b"".join(self._key(page) for page in pages))
            yield _File(offline.WORKER, key, partial(self._worker, pages))
        else:
            ready[offline.WORKER] = offline.no_worker(theme)
        for path, data in ready.items():
            yield _File(path, digest(data), partial(_ready, data))

    def _worker(self, pages: list[Page]) -> tuple[bytes, tuple[str, ...]]:
        drawn = {page.path: self.templates.render(page).encode() for page in pages}
        return offline.worker(self.edition.theme, drawn, [self.register[0]]), ()

    def _copies(self) -> Iterator[_File]:
        static = self.edition.theme / "static"
        own = ((f"/{f.relative_to(static).as_posix()}", f) for f in sorted(static.rglob("*")) if f.is_file())
        for path, file in (*self.edition.newsroom.reading.files, *own):
            # a photo's file is named after its content
            photo = path.startswith(f"{URL_FOLDER}/")
            known = "" if photo else repr((str(file), FileStamp.of(file.stat())))
            yield _File(path, digest(f"{path} {known}".encode()), partial(_photo if photo else _copy, file))

    def _cards(self) -> Iterator[_File]:
        """What stands for pages without a photo in social networks: a card for the site, one a section."""
        icon = self.edition.theme / "static" / "icon-180.png"
        drawn_with = self.same + repr(FileStamp.of(icon.stat())).encode()
        cards = [(card_path(), self.imprint.publisher, self.imprint.site_name)]
        cards += [(card_path(s.slug), self.imprint.site_name, s.name) for s in self.library.site.sections]
        for path, *said in cards:
            yield _File(path, digest(drawn_with + self.digest(said)), partial(_card, icon, *said))


def _ready(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    return data, ()


def _found(data: Callable[[], bytes]) -> tuple[bytes, tuple[str, ...]]:
    return data(), ()


def _copy(file: Path) -> tuple[bytes, tuple[str, ...]]:
    return file.read_bytes(), ()


def _photo(file: Path) -> tuple[bytes, tuple[str, ...]]:
    """From the cache. Raises CacheError where somebody has taken it out."""
    try:
        return _copy(file)
    except FileNotFoundError as error:
        raise CacheError(str(file)) from error


def _card(icon: Path, name: str, section: str) -> tuple[bytes, tuple[str, ...]]:
    from plugins.images.card import draw_card  # noqa: PLC0415 - loads Pillow

    return draw_card(icon, name, section), ()


def _collisions(files: list[_File]) -> Iterator[str]:
    """Sentences on files that want one address, or one outside the site."""
    taken: set[str] = set()
    for file in files:
        if ".." in file.path.split("/"):
            yield f"Địa chỉ dẫn ra ngoài thư mục trang: {file.path}"
        elif file.path in taken:
            yield f"Hai trang cùng một địa chỉ: {file.path}"
        taken.add(file.path)
