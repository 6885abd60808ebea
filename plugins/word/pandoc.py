"""Pandoc as the writer of Markdown: its own program, in a sandbox, with bounds on time and memory."""

import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

# What our converter knows and no more: pandoc then escapes nothing that would stay visible.
WRITER = "markdown_strict+pipe_tables+footnotes+four_space_rule+startnum"
MEMORY = "512M"
_HEAP_FULL = 251  # what a Haskell program ends with beyond -M; below 0 the system ended it


class PandocError(RuntimeError):
    """Pandoc did not finish; its own words."""


def program() -> Path:
    """The pandoc that pypandoc_binary carries: the version is pinned with it."""
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    with as_file(files("pypandoc") / "files" / name) as path:
        return path


def markdown(tree: bytes, seconds: float) -> str:
    """The Markdown of a document tree. Raises PandocError, TimeoutError, MemoryError."""
    command = [str(program()), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox", "--from=json", f"--to={WRITER}",
               "--wrap=none", "--columns=10000", "--markdown-headings=atx", "--eol=lf"]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603  # our own program and words; the text goes in as input
            command,
            input=tree,
            capture_output=True,
            timeout=max(seconds, 0.1),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    if done.returncode == _HEAP_FULL or done.returncode < 0:
        raise MemoryError
    if done.returncode:
        raise PandocError(done.stderr.decode("utf-8", "replace")[:500])
    return done.stdout.decode("utf-8")
