"""The project's own site for measuring: one page of every kind, built as a user builds it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measure import ROOT


def page_types() -> Mapping[str, str]:
    """The path of a page of every kind, by the name of the kind; the article with a photo may be missing."""
    from tests.site.html import PAGE_TYPES  # noqa: PLC0415 - the tests know one page of every kind

    return {**PAGE_TYPES, "article with photo": "/tin/2014/03/bai-do-co-anh/"}


def build(content: Path, output: Path, *options: str, now: str = "", held: bool = False) -> None:
    """Build a content folder, at the moment `now` if one is given; ends the program where that fails, or
    where sources are `held` though none may be.
    """
    command = [sys.executable, "-m", "plugins.cli", "build", *options]
    done = subprocess.run(
        [*command, "--content", str(content), "--output", str(output)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **({"NEWSROOM_NOW": now} if now else {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in ((0, 3) if held else (0,)):
        sys.exit(done.stdout + done.stderr)
