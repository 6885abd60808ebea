"""All forms of an issue, made together so that each is made once, and written together."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from plugins.core.text import for_notepad
from plugins.issues.epub.make import make_epub
from plugins.issues.files import Files
from plugins.issues.forms import FORMS, RADIO, option_of
from plugins.issues.mail.make import make_mail
from plugins.issues.mail.model import MailError, MailSettings
from plugins.issues.model import Issue
from plugins.issues.pack import make_pack
from plugins.issues.paper.make import make_booklet, make_paper, make_radio_pdf
from plugins.issues.paper.press import PaperError
from plugins.issues.radio import print_script, radio_scripts, unknown_of
from plugins.issues.seal import Seal, digest
from plugins.library.library import Library
from plugins.library.read import Notice
from plugins.speech.words import SpeechWords

_IN_PACK = ("pdf", "epub", "radio")


class MakeError(Exception):
    """A form cannot be made; the text is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The files by name, and what the editor should know of them."""

    files: Mapping[str, bytes]
    notes: tuple[str, ...]


def make_forms(
    issue: Issue, wanted: Set[str], library: Library, files: Files, words: SpeechWords, notice: Notice
) -> Forms:
    """The forms of these options ("pdf", "epub", "email", "radio", "pack"). Raises MakeError.

    The pack holds the others, so it makes what it needs and was not asked for, too.
    """
    try:
        return _made(issue, {*wanted, *(_IN_PACK if "pack" in wanted else ())}, library, files, words, notice)
    except (PaperError, MailError) as error:
        raise MakeError(str(error)) from error
    except KeyError as error:
        raise MakeError(
            f"Ảnh {error} của số báo không có trên trang. Tìm bài có ảnh ấy và chạy check để biết vì sao."
        ) from error


def _made(
    issue: Issue, needed: Set[str], library: Library, files: Files, words: SpeechWords, notice: Notice
) -> Forms:
    pdf, booklet, epub, _, _, mail, pack = (form.file(issue.key) for form in FORMS)
    found: dict[str, bytes] = {}
    notes: list[str] = []

    def heard(what: str, done: int, total: int) -> None:
        if total == 1:  # not work that goes on, but something to know
            notes.append(f"{what}.")
        else:
            notice(what, done, total)

    if "pdf" in needed:
        found[pdf] = make_paper(issue, files, heard)
        found[booklet] = make_booklet(found[pdf], issue.day)
    if "epub" in needed:
        found[epub] = make_epub(issue, files)
    if "email" in needed:
        found[mail] = make_mail(issue, files, MailSettings(issue.imprint.unsubscribe))
    if "radio" in needed:
        scripts = radio_scripts(issue, words, library.gazetteer)
        for name, script in scripts.items():
            text = print_script(script)
            found[f"{name}.txt"] = for_notepad(text)
            found[f"{name}.pdf"] = make_radio_pdf(script.title, text, issue.day)
        if unknown := unknown_of(scripts.values()):
            notes.append(
                f"Bài phát thanh có chữ chưa biết cách đọc, xem lại trước khi đọc: {', '.join(unknown)}."
            )
    if "pack" in needed:
        found[pack] = make_pack(issue, found, files)
    return Forms(found, tuple(notes))


def differing(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """The names of the files that are not there, or not with these bytes."""
    return [name for name, data in files.items() if _bytes(folder / name) != data]


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() and not file.is_symlink() else None


def write_forms(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write the files beside, then rename them one by one; a full disk leaves what was there.

    Radio texts of districts that the issue no longer has go; their names are returned. Raises MakeError
    where the folder leads elsewhere, or something else stands in the place of a file.
    """
    _write(folder, files)
    stale = tuple(sorted(_stale_scripts(folder, files)))
    for name in stale:
        (folder / name).unlink()
    return stale


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    if folder.is_symlink():
        raise MakeError(f"Thư mục {folder.name} là một liên kết. Hãy để chính thư mục ấy trong ban-tin.")
    folder.mkdir(parents=True, exist_ok=True)
    if taken := [name for name in files if (folder / name).is_dir()]:
        raise MakeError(f"“{taken[0]}” trong {folder} là một thư mục. Đổi tên hoặc xóa thư mục ấy.")
    beside = {name: folder / f".{uuid4().hex}.tmp" for name in files}
    try:
        for name, data in files.items():
            beside[name].write_bytes(data)
        for name, file in beside.items():
            file.replace(folder / name)
    finally:
        for file in beside.values():
            file.unlink(missing_ok=True)


def _stale_scripts(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Radio texts that were not made, where radio texts were."""
    if any(option_of(name, folder.name) == "radio" for name in files):
        for file in folder.glob(f"{RADIO}-*"):
            if option_of(file.name, folder.name) == "radio" and file.name not in files and not file.is_dir():
                yield file.name


def restore_forms(folder: Path, seal: Seal, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Put back what a closed issue has lost, from forms made anew: only files that are what was closed.

    Returns the names of those written. Raises MakeError, after writing, where others came out different.
    """
    fitting = {n: data for n, data in files.items() if seal.files.get(n) == digest(data)}
    lost = differing(folder, fitting)
    _write(folder, {name: fitting[name] for name in lost})
    unlike = [name for name in lost_files(folder, seal) if name in files]
    if unlike:
        raise MakeError(
            f"Làm lại thì {', '.join(f'“{name}”' for name in unlike)} không giống lúc đóng số, vì bài đã đổi"
            " từ đó. Lấy lại tệp cũ từ git hoặc bản sao lưu."
        )
    return tuple(lost)


def lost_files(folder: Path, seal: Seal) -> list[str]:
    """The files of a closed issue that are not there, or not what they were."""
    found = {name: _bytes(folder / name) for name in seal.files}
    return [name for name, data in found.items() if data is None or digest(data) != seal.files[name]]
