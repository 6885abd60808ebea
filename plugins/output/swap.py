"""How a folder takes another's place: one step, one build at a time, nothing of anybody else's."""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_OLD = ".old"


class SwapError(Exception):
    """The output folder cannot be replaced; the text is a Vietnamese sentence."""


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """One build at a time for one output; the system drops the lock of a killed build by itself."""
    lock = output.parent / f"{prefix(output)}lock"
    with lock.open("a") as file:
        try:
            if sys.platform == "win32":
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SwapError(
                f"Một lần dựng trang khác vào thư mục {output} đang chạy. Hãy đợi nó xong rồi chạy lại."
            ) from None
        yield


def refuse_strangers(output: Path) -> None:
    """Only a folder that holds a site may be replaced: never somebody's home or sources."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise SwapError(
            f"{output.name} không phải là một thư mục thường; hãy chọn thư mục khác bằng --output."
        )
    if output.is_dir() and any(output.iterdir()) and not (output / "sitemap.xml").is_file():
        raise SwapError(
            f"Thư mục {output} có những tệp không phải của trang. Hãy chọn một thư mục trống bằng --output."
        )


def prefix(output: Path) -> str:
    """How the folders and the lock beside an output begin; hidden, and ignored by git."""
    return f".{output.name}-"


def clear_leftovers(output: Path, *, keep: str) -> None:
    """Remove what killed builds left, all but the folder named `keep`; put the old site back if one died
    between two renames.
    """
    for leftover in sorted(output.parent.glob(f"{prefix(output)}*")):
        if leftover.is_symlink() or not leftover.is_dir() or leftover.name == keep:
            continue
        if leftover.suffix == _OLD and not output.exists():
            leftover.rename(output)
        else:
            shutil.rmtree(leftover, ignore_errors=True)


def swap(fresh: Path, output: Path) -> None:
    """Put `fresh` in the place of `output`; what was there before is at `fresh` then, if there was anything."""
    if not output.exists():
        fresh.rename(output)
        return
    if not _exchange(fresh, output):
        # No atomic exchange here (Windows, some network shares): renames, undone on failure.
        old = fresh.with_name(fresh.name + _OLD)
        output.rename(old)
        try:
            fresh.rename(output)
        except OSError:
            old.rename(output)
            raise
        old.rename(fresh)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (renameat2 of Linux). False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if done == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))
