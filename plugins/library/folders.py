"""Where the sources lie, for the project's own content and for any folder laid out like it."""

import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.core.site import SiteDataError
from plugins.core.stamps import FileStamp, digest

ARTICLES, DOCUMENTS, PEOPLE, PAGES = "bai-viet", "van-ban", "nhan-vat", "trang"
BULLETINS, PLACES = "ban-tin", "dia-ban"
# Parts of the cache: photos made for the site, and what came of each source.
PHOTOS, SOURCES = "anh", "bai"
SECTIONS_FILE, IMPRINT_FILE = "chuyen-muc.toml", "toa-soan.toml"
# Every address ever published; a content folder has its own or none.
ADDRESSES_FILE = "dia-chi.txt"

WORD_TYPES = (".doc", ".docx", ".odt", ".rtf")
_TEXTS = (".md", ".markdown", ".txt")
# What editors, systems and file managers leave about; none of it is anybody's article.
_LITTER = {"thumbs.db", "desktop.ini", ".ds_store"}
_TEXT_FOLDERS = (ARTICLES, DOCUMENTS, PEOPLE, PAGES)


@dataclass(frozen=True, slots=True)
class ContentFolder:
    """A content folder; parts it lacks come from `fallback`, the project's own.

    `seen` is what a look at it has found that was taken just now.
    """

    root: Path
    fallback: Path
    seen: "Sources | None" = None

    def part(self, name: str) -> Path:
        """A file or folder of the gazetteer, sections or imprint."""
        own = self.root / name
        return own if own.exists() else self.fallback / name

    def relative(self, file: Path) -> str:
        """How problems name a file: relative to the content folder, with `/`."""
        return file.relative_to(self.root).as_posix()

    def scan(self) -> "Sources":
        """Everything below the folder, hidden things left out, looked at once.

        Raises SiteDataError where a folder of texts is a link, OSError where one cannot be read: it must
        not look like one whose articles were all removed.
        """
        if self.seen is not None:
            return self.seen
        for name in _TEXT_FOLDERS:
            if (self.root / name).is_symlink():
                raise SiteDataError(
                    f"Thư mục {name} là một liên kết. Hãy để chính thư mục ấy trong thư mục bài viết."
                )
        found: dict[str, FileStamp] = {}
        folders: list[str] = []
        waiting = [("", str(self.root))] if self.root.is_dir() else []
        while waiting:
            prefix, here = waiting.pop()
            with os.scandir(here) as entries:
                for entry in entries:
                    name = prefix + entry.name
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir():
                        folders.append(name)
                        if not entry.is_symlink():
                            waiting.append((f"{name}/", entry.path))
                    else:
                        found[name] = FileStamp.of(entry.stat(follow_symlinks=False))
        return Sources(dict(sorted(found.items())), tuple(sorted(folders)))


@dataclass(frozen=True, slots=True)
class Sources:
    """What is in a content folder, hidden things left out: names relative to it, with `/`, in order."""

    files: Mapping[str, FileStamp]
    folders: tuple[str, ...]

    def texts(self, folder: str) -> list[str]:
        """The text sources of a folder and below."""
        below = f"{folder}/"
        return [n for n in self.files if n.startswith(below) and n.lower().endswith(_TEXTS) and _is_source(n)]

    def strays(self) -> list[str]:
        """Texts outside the known folders, and Word files anywhere: sources that nobody would read."""
        return [
            name
            for name in self.files
            if (name.lower().endswith(WORD_TYPES) and _top(name) != DOCUMENTS)
            or (_top(name) not in _TEXT_FOLDERS and name.lower().endswith(_TEXTS))
            if _is_source(name) and not self._of_issue(name) and name != ADDRESSES_FILE
        ]

    def beside(self) -> Mapping[str, bytes]:
        """For every folder, the digest of what lies in it, the words of texts left out.

        It changes with what a source finds beside itself: names, photos, attachments.
        """
        said: defaultdict[str, list[tuple[str, FileStamp | None]]] = defaultdict(list)
        for name, stamp in (*self.files.items(), *((name, None) for name in self.folders)):
            folder, _, own = name.rpartition("/")
            said[folder].append((own, None if name.lower().endswith(_TEXTS) else stamp))
        return {folder: digest(ascii(files).encode()) for folder, files in said.items()}

    def _of_issue(self, name: str) -> bool:
        """Whether it lies in the folder of an issue, `ban-tin/2014-04/`: made from it, not a source."""
        top, *way = name.split("/")
        return top == BULLETINS and len(way) > 1 and f"{top}/{way[0]}.toml" in self.files


def _top(name: str) -> str:
    return name.partition("/")[0]


def _is_source(name: str) -> bool:
    own = name.rpartition("/")[2]
    return not own.startswith("~$") and own.lower() not in _LITTER
