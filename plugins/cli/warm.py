"""Builds again and again in one process: what is loaded stays loaded.

Two answers to a save: the pages that somebody looks at, drawn at once as they will be, and then the
whole site, which is what counts.
"""

import math
import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.articles.read import ArticleContext, read_article
from plugins.cli.console import CACHE, ROOT, edition_moment
from plugins.cli.edition import EditionError, build, report
from plugins.core.cachefile import CacheError
from plugins.core.markup import make_converter
from plugins.core.problem import holds
from plugins.core.stamps import folder_digest
from plugins.library.folders import ARTICLES, PHOTOS
from plugins.library.library import Library
from plugins.library.photos import PhotoDesk
from plugins.library.warm import Memory
from plugins.output.plugin import WRITING, NewsroomGenerator
from plugins.output.publish import COMPILED
from plugins.output.swap import SwapError
from plugins.output.templates import Templates
from plugins.pages.articles import article_page
from plugins.pages.desk import Desk
from plugins.pages.page import Page
from plugins.pages.views import Chrome
from plugins.places.tag import Tagger
from plugins.preview.notes import OURS, Note, failure, of_error, of_problems, to_plain

THEME = ROOT / "theme"
# What a page is drawn with beyond its own data.
_AGAIN = 2.0  # seconds after which a site that another build had locked is tried again
_DRAWN_WITH = {".html", ".css", ".toml"}


class SupersededError(Exception):
    """Something was saved while a build wrote its pages: what it writes is old already."""


class WarmEdition:
    """A content folder and its site. `content` and `output` are absolute.

    `superseded` says whether something newer waits to be built.
    """

    def __init__(self, content: Path, output: Path, superseded: Callable[[], bool]) -> None:
        self.content, self.output = content, output
        self._superseded = superseded
        self._memory = Memory()
        self._last: NewsroomGenerator | None = None
        self._context: tuple[Library, ArticleContext] | None = None
        self._templates: tuple[bytes, Chrome, Templates] | None = None
        self._touched: set[str] = set()

    def build(self, changed: Iterable[Path]) -> Mapping[str, Any]:
        """The whole site, and what there is to say of it, for JSON. Raises SupersededError."""
        self._touched |= {p.relative_to(self.content).as_posix() for p in changed if self._inside(p)}
        try:
            made = build(self.content, self.output, memory=self._memory, notice=self._notice)
        except SupersededError:
            raise
        except EditionError as error:
            groups = failure(*(Note("", line) for line in str(error).splitlines()))
            # somebody else may be building, and be done soon
            busy = isinstance(error.__cause__, SwapError)
            return {"say": "failed", "groups": to_plain(groups), "seconds_good": _AGAIN if busy else None}
        except Exception as error:
            return _failed(error)
        self._last = made
        assert made.published is not None
        changes = made.published.changes
        until = math.inf if os.environ.get("NEWSROOM_NOW") else made.reading.until - made.now.timestamp()
        return {
            "say": "built",
            "written": changes.written,
            "removed": changes.removed,
            "groups": to_plain(of_problems(made.reading.problems, self._touched)),
            "seconds_good": None if math.isinf(until) else until,
            "told": "\n".join(report(made, self.output)[1]),
        }

    def _notice(self, what: str, done: int, total: int) -> None:
        """Give up what is old, but not what has been read: the next build has that at hand."""
        if what == WRITING and self._superseded():
            raise SupersededError

    def _inside(self, path: Path) -> bool:
        return path.is_relative_to(self.content)

    # -- early

    def early(self, changed: Iterable[Path], opened: Iterable[str]) -> Mapping[str, str]:
        """Pages as they will be, by file: of the one article that was saved, or, where the theme was, those
        that are open. Nothing where that is not to be had quickly: then the build says what is wrong.
        """
        changed = list(changed)
        if self._last is None or not changed:
            return {}
        try:
            return dict(self._early(self._last, changed, {*opened}))
        except Exception:  # the build meets it again, and tells of it
            return {}

    def _early(
        self, last: NewsroomGenerator, changed: list[Path], opened: set[str]
    ) -> Iterator[tuple[str, str]]:
        assert last.published is not None
        pages: Iterable[Page] = ()
        if self.of_theme(changed):
            pages = [page for page in last.published.sheets if f"/{page.file}" in opened]
        elif len(changed) == 1:
            pages = self._article(last.reading.library, last.published.chrome.base_url, changed[0])
        if pages:
            templates = self._drawn_with(last.published.chrome)
            for page in pages:
                yield f"/{page.file}", templates.render(page)

    def of_theme(self, changed: Iterable[Path]) -> bool:
        """Whether nothing has changed but what every page is drawn with."""
        return all(p.is_relative_to(THEME) and p.suffix in _DRAWN_WITH for p in changed)

    def trial(self) -> Mapping[str, Any] | None:
        """Draw one page of every template: what fails there would fail the build, many seconds later."""
        if self._last is None or self._last.published is None:
            return None
        sheets = {page.template: page for page in reversed(self._last.published.sheets)}
        try:
            templates = self._drawn_with(self._last.published.chrome)
            for page in sheets.values():
                templates.render(page)
        except CacheError:
            return None
        except Exception as error:
            return _failed(error)
        return None

    def _drawn_with(self, chrome: Chrome) -> Templates:
        """The theme as it is now; compiled anew only where one of its files has changed."""
        theme = folder_digest(THEME)
        if self._templates is None or self._templates[:2] != (theme, chrome):
            self._templates = theme, chrome, Templates(THEME, chrome, CACHE / COMPILED)
        return self._templates[2]

    def _article(self, library: Library, base_url: str, file: Path) -> Iterator[Page]:
        """The page of an article that is on the site and stays there."""
        if not file.is_relative_to(self.content / ARTICLES):
            return
        source = file.relative_to(self.content).as_posix()
        before = next((a for a in library.articles if a.source == source), None)
        if before is None:
            return
        photos = PhotoDesk(CACHE / PHOTOS, later=True)
        reading = read_article(file, self.content, replace(self._article_context(library), photo=photos))
        article = reading.article
        if article is None or holds(reading.problems) or photos.unmade(photos.fresh):
            return
        if article.path != before.path or article.published != before.published:
            return
        yield article_page(Desk(library, base_url), library, article)

    def _article_context(self, library: Library) -> ArticleContext:
        """What reading needs; made anew with every build, but for what does not change with it."""
        old = self._context
        if old is None or old[0] is not library:
            gazetteer = library.gazetteer
            same = old is not None and old[1].gazetteer is gazetteer
            tagger = old[1].tagger if old and same else Tagger(gazetteer)
            convert = old[1].convert if old else make_converter()
            context = ArticleContext(library.site, gazetteer, edition_moment(), convert, tagger)
            self._context = (library, context)
        assert self._context is not None
        return self._context[1]


def _failed(error: Exception) -> Mapping[str, Any]:
    groups = of_error(error, THEME)
    if any(note.code == OURS for group in groups for note in group.notes):
        traceback.print_exception(error)
    return {"say": "failed", "groups": to_plain(groups), "seconds_good": None}
