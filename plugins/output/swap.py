"""The new site takes the old one's place in one step, or not at all."""

import ctypes
import errno
import os
import shutil
import sys
import tempfile
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
def replacing(output: Path) -> Iterator[Path]:
    """A fresh folder beside `output` to build into; it becomes `output` when the block ends well.

    On any failure the old `output` stays as it was. A killed build leaves its half-made folder
    beside, which the next build removes.
    """
    output = output.absolute()
    _refuse_strangers(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    with _locked(output):
        _clear_leftovers(output)
        fresh = Path(tempfile.mkdtemp(prefix=_prefix(output), dir=output.parent))
        try:
            fresh.chmod(0o755)
            yield fresh
            _swap(fresh, output)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    """One build at a time for one output; the system drops the lock of a killed build by itself."""
    lock = output.parent / f"{_prefix(output)}lock"
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


def _refuse_strangers(output: Path) -> None:
    """Only a folder that holds a site may be replaced: never somebody's home or sources."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise SwapError(
            f"{output.name} không phải là một thư mục thường; hãy chọn thư mục khác bằng --output."
        )
    if output.is_dir() and any(output.iterdir()) and not (output / "sitemap.xml").is_file():
        raise SwapError(
            f"Thư mục {output} có những tệp không phải của trang. Hãy chọn một thư mục trống bằng --output."
        )


def _prefix(output: Path) -> str:
    """How the folders and the lock beside an output begin; hidden, and ignored by git."""
    return f".{output.name}-"


def _clear_leftovers(output: Path) -> None:
    """Remove what killed builds left; put the old site back if one died between two renames."""
    for leftover in sorted(output.parent.glob(f"{_prefix(output)}*")):
        if leftover.is_symlink() or not leftover.is_dir():
            continue
        if leftover.suffix == _OLD and not output.exists():
            leftover.rename(output)
        else:
            shutil.rmtree(leftover, ignore_errors=True)


def _swap(fresh: Path, output: Path) -> None:
    if not output.exists():
        fresh.rename(output)
        return
    if not _exchange(fresh, output):
        # No atomic exchange here (Windows, some network shares): two renames, undone on failure.
        old = fresh.with_name(fresh.name + _OLD)
        output.rename(old)
        try:
            fresh.rename(output)
        except OSError:
            old.rename(output)
            raise
        shutil.rmtree(old, ignore_errors=True)


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
