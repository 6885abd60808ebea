"""A Word file to Markdown, its pictures and what the editor must know; in a process that may die."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from multiprocessing import current_process
from pathlib import Path

from plugins.core.fields import FieldError
from plugins.core.guard import Stopped, guarded_map
from plugins.core.text import nfc
from plugins.legacy.fonts import FontCharset, decode_run, font_charset
from plugins.word.body import Body
from plugins.word.desk import Desk
from plugins.word.habits import clean
from plugins.word.headings import level
from plugins.word.layout import settle
from plugins.word.model import WordText
from plugins.word.package import Package, broken, too_deep, too_large
from plugins.word.pandoc import markdown
from plugins.word.parts import Block, paragraphs
from plugins.word.pictures import Pictures
from plugins.word.tree import document
from plugins.word.unicode import Unicode, all_texts

SECONDS = 20.0
MEGABYTES = 1000
_PANDOC_ENDS = 16.0  # seconds from the start: we end it ourselves, before the guard would leave it behind
MAX_LETTERS = 600_000  # a book; plugins.core.body refuses an article of half of it


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read, and how old fonts are told and read."""

    file: Path
    folder: Path
    old_font: Callable[[str], FontCharset | None] = font_charset
    decode: Callable[[str, FontCharset], str] = decode_run


def read_word(file: Path, media: Path, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> WordText:
    """The text of a .docx; its pictures are written into `media`, which is made where it is missing.

    Raises FieldError for what cannot be used: another kind of file, a password, damage, too large.
    """
    media.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".word-", dir=media) as folder:
        job = Job(file, Path(folder))
        # a process that is guarded already may have no children of this kind, and needs none
        processes = 0 if current_process().daemon else 1
        for _, found in guarded_map(
            convert, [job], processes=processes, seconds=seconds, megabytes=megabytes
        ):
            if isinstance(found, Stopped):
                raise _stopped(found)
            return replace(found, media=tuple(_moved(found.media, media)))
    raise AssertionError("one job has one answer")


def _moved(pictures: Iterable[Path], folder: Path) -> Iterable[Path]:
    for picture in pictures:
        yield Path(shutil.move(picture, folder / picture.name))


def _stopped(why: Stopped) -> FieldError:
    if why is Stopped.DEAD:
        return broken()
    return too_large("Tệp quá nặng hoặc quá rối, máy đọc mãi không xong.")


def convert(job: Job) -> WordText:
    """The work itself, unguarded; pictures go to the job's folder. Raises FieldError."""
    deadline = time.monotonic() + _PANDOC_ENDS
    try:
        return _convert(job, deadline)
    except RecursionError:
        raise too_deep() from None
    except (TimeoutError, MemoryError):
        raise _stopped(Stopped.SLOW) from None


def _convert(job: Job, deadline: float) -> WordText:
    package = Package(job.file)
    desk = Desk.of(package, job.old_font)
    body = Body(desk)
    blocks: Sequence[Block] = body.text()
    _within_bounds(blocks)
    body.page_words()
    desk.survey()
    letters = Unicode(job.decode, desk.remarks)
    letters.weigh(blocks)
    pictures = Pictures(package, desk.remarks)
    blocks = level(clean(settle(pictures.named(letters.blocks(blocks)))))
    _not_empty(blocks)
    # the tree goes in once; what comes back is the whole text
    text = nfc(markdown(document(blocks), deadline - time.monotonic())).strip() + "\n"
    names = pictures.save(job.folder)
    notes = desk.remarks.notes(letters.words)
    return WordText(text, tuple(job.folder / n for n in names), notes, tuple(letters.old_fonts.values()))


def _within_bounds(blocks: Iterable[Block]) -> None:
    length = sum(len(text.text) for text in all_texts(blocks))
    if length > MAX_LETTERS:
        raise too_large(f"Bài dài {length} ký tự, quá mức {MAX_LETTERS}.")


def _not_empty(blocks: Iterable[Block]) -> None:
    if not any(p.text or p.pictures for p in paragraphs(blocks)):
        raise FieldError(
            "word-empty",
            "Tệp Word không có chữ nào.",
            "Mở tệp bằng Word xem bài có trong đó không, lưu lại rồi gửi lại.",
        )
