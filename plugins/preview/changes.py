"""What a change of files asks for: nothing, a build, or the builder anew."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

# What editors and systems leave beside a file while they save it; no source, template or module is named so.
_LITTER = re.compile(
    r"^[.#]|~$|^~\$|^4913$|\.(sw[a-z]|tmp|bak|part|crdownload|pyc|pyo)$|___jb_(tmp|old)___$"
    r"|^(thumbs\.db|desktop\.ini|__pycache__)$",
    re.IGNORECASE,
)


class Need(IntEnum):
    """What has to be done."""

    NOTHING = 0
    BUILD = 1
    RESTART = 2  # code was edited: the process that holds the old one has to go


@dataclass(frozen=True, slots=True)
class Watched:
    """What a site is made of: folders of content and theme, the code, single files; where it goes.

    All paths are absolute.
    """

    content: tuple[Path, ...]
    theme: Path
    code: Path
    settings: tuple[Path, ...]
    output: Path

    @property
    def folders(self) -> tuple[Path, ...]:
        """What is watched with all that is below."""
        return tuple(dict.fromkeys(f for f in (*self.content, self.theme, self.code) if f.is_dir()))

    @property
    def beside(self) -> tuple[Path, ...]:
        """The folders in which single things are watched: settings and output are replaced, not written."""
        return tuple(dict.fromkeys([*(f.parent for f in self.settings), self.output.parent]))

    def need(self, changed: Iterable[Path]) -> tuple[Need, set[Path]]:
        """What some changes ask for, and which of them count."""
        found = {path: self._need_of(path) for path in changed}
        counting = {path for path, need in found.items() if need}
        return max(found.values(), default=Need.NOTHING), counting

    def _need_of(self, path: Path) -> Need:
        if path == self.output:
            # a build lets another folder take its place: that is no change of anybody's
            return Need.NOTHING if (path / "sitemap.xml").is_file() else Need.BUILD
        if path in self.settings:
            return Need.RESTART
        for folder in (self.code, self.theme, *self.content):
            if path.is_relative_to(folder):
                if any(_LITTER.search(part) for part in path.relative_to(folder).parts):
                    return Need.NOTHING
                return Need.RESTART if folder == self.code else Need.BUILD
        return Need.NOTHING
