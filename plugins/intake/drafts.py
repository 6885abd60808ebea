"""Drafts in content/: written beside, whole and on the disk, then renamed to their place in one step.

Between the two the register is told. So after a crash it is plain how far things went: a draft that still
lies in the hidden folder has not been renamed; one that the register knows of and that does not, has.
"""

import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from plugins.articles.new import MAX_SLUG
from plugins.core.text import nfc, slug
from plugins.intake.account import Account
from plugins.intake.desk import Desk, month_folder

# Below bai-viet, so that renaming never crosses to another disk; nobody reads hidden folders.
_HIDDEN = "bai-viet/.tiep-nhan"
INDEX = "index.md"


class Drafts:
    """The drafts of one content folder."""

    def __init__(self, desk: Desk) -> None:
        self._content = desk.content
        self._hidden = desk.content / _HIDDEN

    def free_place(self, title: str, day: datetime, reserved: Iterable[str]) -> str:
        """`bai-viet/2014/04/<slug>/index.md`, of a slug that no article of that month has."""
        month = month_folder(day)
        taken = {Path(draft).parent.name for draft in reserved if draft.startswith(f"{month}/")}
        folder = self._content / month
        if folder.is_dir():
            taken |= {_slug_of(entry) for entry in folder.iterdir()}
        name, number = _name_for(title), 1
        while (own := name if number == 1 else f"{name}-{number}") in taken:
            number += 1
        return f"{month}/{own}/{INDEX}"

    def same_article(self, place: str, account: Account) -> str:
        """An article already in content with the same text, at the same slug with or without a number."""
        month = (self._content / place).parent.parent
        own = re.compile(re.escape(_name_for(account.title)) + r"(?:-\d+)?")
        for entry in sorted(month.iterdir()) if month.is_dir() else ():
            file = entry / INDEX if entry.is_dir() else entry
            if own.fullmatch(_slug_of(entry)) and file.is_file() and _body(file) == _words(account.draft):
                return nfc(file.relative_to(self._content).as_posix())
        return ""

    def write(self, token: str, account: Account, files: Iterable[Path]) -> None:
        """Write a draft with its photos into the hidden folder, for good."""
        folder = self._hidden / token
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _durable(folder / INDEX, account.draft.encode())
        for file in files:
            shutil.copyfile(file, folder / file.name)
            _sync(folder / file.name)
        _sync(folder)

    def is_written(self, token: str) -> bool:
        """Whether that draft waits in the hidden folder to be put in its place."""
        return (self._hidden / token / INDEX).is_file()

    def put(self, token: str, draft: str, *, over: bool = False) -> bool:
        """Rename the draft to its place; False where something is there already, which stays.

        With `over`, an older draft there gives way; it is removed when the new one is in its place.
        """
        target = (self._content / draft).parent
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and over:
            old = self._hidden / f"{token}.cu"
            shutil.rmtree(old, ignore_errors=True)
            target.rename(old)
        if target.exists():
            return False
        (self._hidden / token).rename(target)
        _sync(target.parent)
        shutil.rmtree(self._hidden / f"{token}.cu", ignore_errors=True)
        with suppress(OSError):
            self._hidden.rmdir()  # not while other drafts wait in it
        return True

    def text(self, draft: str) -> str | None:
        """The source of a draft as it is now, None where it is not there."""
        try:
            return (self._content / draft).read_text(encoding="utf-8") if draft else None
        except (OSError, UnicodeDecodeError):
            return None

    def clear(self, tokens: Iterable[str]) -> None:
        """Remove what no event of the register speaks of: drafts written before a crash, old versions."""
        kept = set(tokens)
        if self._hidden.is_dir():
            for entry in self._hidden.iterdir():
                if entry.name not in kept:
                    shutil.rmtree(entry, ignore_errors=True)
            if not any(self._hidden.iterdir()):
                self._hidden.rmdir()


def draft_token(code: str, revision: int) -> str:
    """The name of a version's draft in the hidden folder."""
    return f"{code}.{revision}"


def _slug_of(entry: Path) -> str:
    """What an article's file or folder takes of the addresses of its month."""
    return slug(entry.stem if entry.suffix.lower() in (".md", ".markdown", ".txt") else entry.name)


def _name_for(title: str) -> str:
    """The slug that the article of a title would like to have; it must hold letters."""
    name = _short(slug(title)) or "bai-gui"
    return f"bai-{name}" if name.replace("-", "").isdigit() else name


def _short(name: str) -> str:
    return name if len(name) <= MAX_SLUG else name[: MAX_SLUG + 1].rpartition("-")[0] or name[:MAX_SLUG]


def _body(file: Path) -> list[str]:
    try:
        return _words(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return []


def _words(source: str) -> list[str]:
    """The words of the text below the header."""
    return nfc(source).partition("\n\n")[2].split()


def _durable(file: Path, data: bytes) -> None:
    with file.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _sync(path: Path) -> None:
    """What was written to a file or folder is on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
