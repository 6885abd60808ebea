"""The generator is Pelican's: run by Pelican itself, with the project's settings, it makes the same site."""

import subprocess
import sys
from pathlib import Path

import pytest

from plugins.output.tree import differences
from tests.site.conftest import ROOT, run_task
from tests.site.corpus import write_good


@pytest.mark.parametrize(("settings", "options"), [("pelicanconf.py", ()), ("publishconf.py", ("--public",))])
def test_pelican_makes_the_same_site(tmp_path: Path, settings: str, options: tuple[str, ...]) -> None:
    content, ours, theirs = tmp_path / "content", tmp_path / "ours", tmp_path / "theirs"
    write_good(content, 6)
    built = run_task("build", "--content", content, "--output", ours, *options, now="")
    assert built.returncode == 0, built.stderr
    done = subprocess.run(
        [sys.executable, "-m", "pelican", content, "-s", settings, "-o", theirs, "--fatal=errors"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert differences(ours, theirs) == []
