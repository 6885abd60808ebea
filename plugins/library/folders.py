"""Where the sources lie, for the project's own content and for any folder laid out like it."""

import os
from dataclasses import dataclass
from pathlib import Path

from plugins.core.site import SiteDataError

ARTICLES, DOCUMENTS, PEOPLE, PAGES = "bai-viet", "van-ban", "nhan-vat", "trang"
BULLETINS, PLACES = "ban-tin", "dia-ban"
SECTIONS_FILE, IMPRINT_FILE = "chuyen-muc.toml", "toa-soan.toml"

WORD_TYPES = (".doc", ".docx", ".odt", ".rtf")
_TEXTS = {".md", ".markdown", ".txt"}
# What editors, systems and file managers leave about; none of it is anybody's article.
_LITTER = {"thumbs.db", "desktop.ini", ".ds_store"}
_TEXT_FOLDERS = (ARTICLES, DOCUMENTS, PEOPLE, PAGES)


@dataclass(frozen=True, slots=True)
class ContentFolder:
    """A content folder; parts it lacks come from `fallback`, the project's own."""

    root: Path
    fallback: Path

    def part(self, name: str) -> Path:
        """A file or folder of the gazetteer, sections or imprint."""
        own = self.root / name
        return own if own.exists() else self.fallback / name

    def relative(self, file: Path) -> str:
        """How problems name a file: relative to the content folder, with `/`."""
        return file.relative_to(self.root).as_posix()

    def texts(self, folder: str) -> list[Path]:
        """The text sources of a folder and below, in a fixed order."""
        return [f for f in self._files(self.root / folder) if f.suffix.lower() in _TEXTS]

    def strays(self) -> list[Path]:
        """Texts outside the known folders, and Word files anywhere: sources that nobody would read."""
        return [
            file
            for file in self._files(self.root)
            if (file.suffix.lower() in WORD_TYPES and self._top(file) != DOCUMENTS)
            or (file.suffix.lower() in _TEXTS and self._top(file) not in _TEXT_FOLDERS)
            if not self._of_issue(file)
        ]

    def _of_issue(self, file: Path) -> bool:
        """Whether it lies in the folder of an issue, `ban-tin/2014-04/`: made from it, not a source."""
        top, *way = file.relative_to(self.root).parts
        return top == BULLETINS and len(way) > 1 and (self.root / top / f"{way[0]}.toml").is_file()

    def _top(self, file: Path) -> str:
        return file.relative_to(self.root).parts[0]

    def _files(self, folder: Path) -> list[Path]:
        found: list[Path] = []
        if folder.is_symlink() and folder != self.root:
            raise SiteDataError(
                f"Thư mục {folder.name} là một liên kết. Hãy để chính thư mục ấy trong thư mục bài viết."
            )
        if not folder.is_dir():
            return found
        # a folder that cannot be read must not look like one whose articles were all removed
        for here, folders, names in os.walk(folder, onerror=_stop):  # does not follow links to folders
            folders[:] = [name for name in folders if not name.startswith(".")]
            found.extend(Path(here, name) for name in names if _is_source(name))
        return sorted(found, key=lambda file: file.as_posix())


def _stop(error: OSError) -> None:
    raise error


def _is_source(name: str) -> bool:
    return not name.startswith((".", "~$")) and name.lower() not in _LITTER
