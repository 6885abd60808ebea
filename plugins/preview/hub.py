"""What open pages are told: that they are out of date, and which problems there are.

Every change of the site has a number, and every page that is served carries the number at which it was
read. A page that asks is out of date if its own file has changed since then, so that nothing is missed
between reading and asking, and no other page is disturbed.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Condition

from plugins.preview.notes import Groups

NOT_FOUND = "/404.html"
# Files that no page shows.
_UNSEEN = (".html", ".xml", ".txt")


@dataclass(frozen=True, slots=True)
class News:
    """What a page is told. `files` are changed files that it may show: URL paths. `number` to ask on from."""

    session: str
    stale: bool
    files: tuple[str, ...]
    groups: Groups
    number: int


class Hub:
    """Shared by the server's threads and who builds. A `session` is one run of `serve`."""

    def __init__(self) -> None:
        self.session = secrets.token_hex(8)
        self._bell = Condition()
        self._number = 0  # of the last thing said
        self._changed: dict[str, int] = {}
        self._early: dict[str, bytes] = {}
        self._groups: Groups = ()
        self._open: dict[str, int] = {}
        self._closed = False

    # -- who builds

    def draw_early(self, pages: Mapping[str, bytes]) -> None:
        """Pages (by file, "/x/index.html") as they will be, before the whole site is there."""
        with self._bell:
            fresh = {file: data for file, data in pages.items() if self._early.get(file) != data}
            self._early |= fresh
            self._mark(fresh)

    def changed(self, files: Iterable[str], standing: Mapping[str, bytes | None]) -> None:
        """The site is new: `files` differ from before. `standing` has what is there now of `early` ones."""
        with self._bell:
            right = {file for file, data in self._early.items() if standing.get(file) == data}
            wrong = self._early.keys() - right
            self._early.clear()
            self._mark(({*files} - right) | wrong)

    @property
    def early(self) -> tuple[str, ...]:
        """The files that were drawn early."""
        with self._bell:
            return tuple(self._early)

    def say(self, groups: Groups) -> None:
        """These problems there are, and no others."""
        with self._bell:
            if groups != self._groups:
                self._groups = groups
                self._mark(())

    def _mark(self, files: Iterable[str]) -> None:
        self._number += 1
        self._changed |= dict.fromkeys(files, self._number)
        self._bell.notify_all()

    @property
    def groups(self) -> Groups:
        """The problems there are."""
        return self._groups

    @property
    def opened(self) -> tuple[str, ...]:
        """The files that browsers show."""
        with self._bell:
            return tuple(self._open)

    def close(self) -> None:
        """Nobody is told anything any more."""
        with self._bell:
            self._closed = True
            self._bell.notify_all()

    # -- who shows

    @property
    def number(self) -> int:
        """The number to give a page that is read after this."""
        with self._bell:
            return self._number

    def drawn(self, file: str) -> bytes | None:
        """A page that was drawn early, if it was."""
        with self._bell:
            return self._early.get(file)

    def show(self, file: str) -> None:
        """A browser shows a file."""
        with self._bell:
            self._open[file] = self._open.get(file, 0) + 1

    def leave(self, file: str) -> None:
        """It shows it no longer."""
        with self._bell:
            self._open[file] -= 1
            if not self._open[file]:
                del self._open[file]

    def news(self, file: str, since: int, heard: int, seconds: float, *, missing: bool) -> News | None:
        """What there is to say to who shows a file as of number `since`, and has heard all up to `heard`.

        Waits for it; None after `seconds` without. `missing`: what is shown is the page for no page.
        """
        with self._bell:
            self._bell.wait_for(lambda: self._closed or self._number > heard, seconds)
            if self._closed or self._number <= heard:
                return None
            own = (file, NOT_FOUND) if missing else (file,)
            stale = any(self._changed.get(f, 0) > since for f in own)
            files = tuple(
                f for f, number in self._changed.items() if number > since and not f.endswith(_UNSEEN)
            )
            return News(self.session, stale, files, self._groups, self._number)

    @property
    def closed(self) -> bool:
        """Whether the end has come."""
        return self._closed
