"""What the newsroom does with git: look at what is about to be recorded, and record an approved article."""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

_NONE = re.compile(r"0+")  # how git writes "no commit", in SHA-1 and in SHA-256
_SOURCES = "bai-viet"
_CONTENT = "content"


class GitError(Exception):
    """Git did not do it; the text is a Vietnamese sentence, with git's own words where they help."""


@dataclass(frozen=True, slots=True)
class Change:
    """A content folder as git holds it, written out to `content`, and the paths in it that are new."""

    content: Path
    paths: tuple[Path, ...]


def work_tree(folder: Path) -> Path | None:
    """The root of the work tree that a folder lies in; None where there is no git or no repository."""
    try:
        found = _git("rev-parse", "--show-toplevel", folder=folder)
    except GitError:
        return None
    return Path(found.strip()) if found.strip() else None


def user_name(folder: Path) -> str:
    """Who git says is at work in a folder; '' where it does not know."""
    try:
        return _git("config", "user.name", folder=folder).strip()
    except GitError:
        return ""


def commit(folder: Path, *, author: str, mail: str, message: str) -> bool:
    """Record a folder, and nothing else, under its author's name; False where nothing had changed.

    Raises GitError; then nothing of the folder is left in the index that was not there before.
    """
    tree = work_tree(folder)
    if tree is None:
        raise GitError(f"Thư mục {folder} không nằm trong kho git nào.")
    name = re.sub(r"[<>\x00-\x1f]", " ", author).strip() or "Không rõ tác giả"
    _git("add", "--", str(folder), folder=tree)
    if not _git("diff", "--cached", "--name-only", "--", str(folder), folder=tree):
        return False
    try:
        _git(
            "commit", "--quiet", "--only", f"--author={name} <{mail}>", f"--message={message}",
            "--", str(folder), folder=tree,
        )  # fmt: skip
    except GitError:
        _git("reset", "--quiet", "--", str(folder), folder=tree)
        raise
    return True


@contextmanager
def staged(folder: Path) -> Iterator[Change]:
    """What `git commit` would record now, for a pre-commit hook. Raises GitError."""
    tree = work_tree(folder)
    if tree is None:
        raise GitError(f"Thư mục {folder} không nằm trong kho git nào.")
    names = _names("diff", "--cached", "--name-only", "-z", "--diff-filter=ACMRT", folder=tree)
    with TemporaryDirectory() as room:
        _git(*_PLAIN, "checkout-index", "--all", f"--prefix={room}/", folder=tree)
        yield _change(Path(room), names)


@contextmanager
def received(repository: Path, old: str, new: str) -> Iterator[Change]:
    """What a push brings, for a pre-receive hook: commits after `old` up to `new`. Raises GitError."""
    base = _empty_tree(repository) if _NONE.fullmatch(old) else old
    names = _names("diff", "--name-only", "-z", "--diff-filter=ACMRT", base, new, folder=repository)
    with TemporaryDirectory() as room, TemporaryDirectory() as own:
        index = {"GIT_INDEX_FILE": str(Path(own, "index"))}
        _git("read-tree", new, folder=repository, more=index)
        _git(
            *_PLAIN, f"--work-tree={room}", "checkout-index", "--all", f"--prefix={room}/",
            folder=repository, more=index,
        )  # fmt: skip
        yield _change(Path(room), names)


# Links become small files that say where they lead: whoever checks them cannot be led astray.
_PLAIN = ("-c", "core.symlinks=false")


def pushes(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(old, new) of the lines that git gives a pre-receive hook; removed branches bring nothing."""
    for line in lines:
        old, new, *_ = line.split()
        if not _NONE.fullmatch(new):
            yield old, new


def _change(root: Path, names: Iterable[str]) -> Change:
    """The content folder within a repository: `content/`, or all of it where the articles lie at its top."""
    inside = not (root / _SOURCES).is_dir() and (root / _CONTENT).is_dir()
    content = root / _CONTENT if inside else root
    paths = (root / name for name in names)
    return Change(content, tuple(p for p in paths if p.is_relative_to(content) and p.exists()))


def _names(*arguments: str, folder: Path) -> list[str]:
    return [name for name in _git(*arguments, folder=folder).split("\0") if name]


def _empty_tree(repository: Path) -> str:
    return _git("hash-object", "-t", "tree", os.devnull, folder=repository).strip()


def _git(*arguments: str, folder: Path, more: Mapping[str, str] | None = None) -> str:
    """The answer of git, in UTF-8. In a hook, git finds its repository in the environment."""
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments, and never through a shell
            ["git", *arguments],  # noqa: S607 - the git of whoever runs this
            cwd=folder,
            env={**os.environ, "LC_ALL": "C.UTF-8", **(more or {})},
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise GitError("Máy chưa có git. Hãy cài git rồi chạy lại.") from error
    if done.returncode:
        said = (
            done.stderr.decode("utf-8", "replace").strip() or done.stdout.decode("utf-8", "replace").strip()
        )
        if "tell me who you are" in said or "unable to auto-detect email" in said:
            said = (
                "chưa biết ai là người duyệt. Chạy: git config user.name “Họ tên” và git config user.email."
            )
        raise GitError(f"Git không ghi được: {said}" if arguments[0] == "commit" else f"Git báo: {said}")
    return done.stdout.decode("utf-8", "surrogateescape")
