"""A file that a source names, found beside it and nowhere else."""

import difflib
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from plugins.core.fields import FieldError
from plugins.core.text import clean, nfc, slug


def find_beside(folder: Path, name: str, *, what: str = "tệp") -> Path:
    """The file of that name in a folder. Case, NFC or NFD, doubled spaces and %20 do not matter.

    Raises FieldError where the name leads elsewhere, no such file is there, several fit, or it is
    a link. `what` names the thing in the messages ("ảnh").
    """
    wanted = clean(unquote(name)).removeprefix("./")
    _refuse_paths(wanted, what)
    files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    found = [p for p in files if clean(p.name) == wanted] or [p for p in files if _same(p.name, wanted)]
    if not found:
        raise FieldError(
            "file-missing", f"Không thấy {what} “{wanted[:80]}” cạnh bài.", _offer(wanted, files)
        )
    if len(found) > 1:
        names = ", ".join(p.name for p in found)
        raise FieldError(
            "file-ambiguous",
            f"Có {len(found)} {what} cùng tên “{wanted[:80]}”: {names}.",
            "Đổi tên để mỗi tệp một tên khác hẳn, không chỉ khác chữ hoa chữ thường.",
        )
    if found[0].is_symlink() or not found[0].is_file():
        raise FieldError(
            "file-not-plain",
            f"“{found[0].name}” không phải là một tệp thường (liên kết hoặc thư mục).",
            f"Hãy chép chính {what} vào cạnh bài.",
        )
    return found[0]


def find_photo(folder: Path, name: str) -> Path:
    """The photo of that name in a folder; see find_beside."""
    return find_beside(folder, name, what="ảnh")


def _refuse_paths(wanted: str, what: str) -> None:
    if not wanted or wanted in {".", ".."} or any(c in wanted for c in "/\\:\0") or len(wanted) > 200:
        last = PurePosixPath(wanted.replace("\\", "/")).name[:80] or "ten-tep"
        raise FieldError(
            "file-elsewhere",
            f"“{wanted[:80]}” không phải là tên một tệp nằm cạnh bài.",
            f"Chép {what} vào cùng thư mục với bài rồi chỉ ghi tên, ví dụ: {last}",
        )


def _same(name: str, wanted: str) -> bool:
    return clean(name).casefold() == wanted.casefold()


def _offer(wanted: str, files: list[Path]) -> str:
    names = {slug(p.name): p.name for p in files if p.suffix != ".md"}
    close = difflib.get_close_matches(slug(wanted), names, n=1, cutoff=0.7)
    if close:
        return f"Có phải là “{nfc(names[close[0]])}”?"
    return "Chép tệp vào cùng thư mục với bài, hoặc xem lại tên tệp (cả phần đuôi)."
